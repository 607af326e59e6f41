"""How long the site around the editions takes to make, beside the web editions, and how heavy its pages are.

A site made by hand, of 100 leaflets in 30 languages: titles and summaries are sentences of `texts.py`. The editions are one
leaflet of 40 messages, about as long as the leaflets of the sample, in four scripts; the mean of these counts for each, and
the index of the text of all is made of them, each with a sentence of its own.
Zip files are left out: they take the time of reading and packing what is in them. `make bench` runs it.
"""

import argparse
import re
import statistics
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from benchmarks import measure, texts
from pipeline import portal, publication
from pipeline.build import FORMATS
from pipeline.diagnostics import Span
from pipeline.files import Folder
from pipeline.languages import Language, parse_language
from pipeline.manifest import Record
from pipeline.model import TranslatedDocument
from pipeline.portal import full_text
from pipeline.portal.files import SiteFile
from pipeline.portal.site import Site
from pipeline.renderers import RENDERERS
from pipeline.reports import table
from pipeline.settings import Portal
from pipeline.translate import translate
from pipeline.yamlfile import Scalar
from tests import sites

TAGS = (
    *("ro", "es", "pl", "bn", "pt-PT", "gu", "pa", "ar", "fr", "tr", "ur", "ta", "so", "zh-Hans", "hi", "fa", "ps", "ti"),
    *("vi", "uk", "ru", "it", "de", "el", "sq", "lt", "bg", "hu", "sk"),
)
"""With English, 30 languages."""
MESSAGES = 40
"""How many a leaflet has."""
SHARE = 0.2
"""What the pages may take, of the time of the web editions."""
SEARCH_BOUND = 60.0
"""What the search index may take, in seconds of CPU."""
WEIGHT_BOUND = 60_000
"""What a page may weigh, in bytes, without its pictures."""
SEARCH = "search.js"
FULL_TEXT = "pagefind/*"
_PAGE = ".html"
_PICTURE = re.compile(rb"<svg.*?</svg>|data:[^\"]*", re.DOTALL)
_TITLE = 40
"""How many characters a title has."""
_TEXTS = {"Arab": "ar", "Hans": "zh", "Latn": "fr"}
"""The language of `texts.py` that stands for those in a script; Bengali stands for the others."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A web edition, and what it took to make it."""

    content: bytes
    seconds: float
    """Of CPU, on average, once its translation was read."""


@dataclass(frozen=True, slots=True)
class Making:
    """What it took to make some files."""

    seconds: float
    """Of CPU."""
    sizes: tuple[int, ...]
    """Of each file, in bytes; of a page, without its pictures."""


def run(leaflets: int, tags: tuple[str, ...], renderings: int) -> tuple[str, ...]:
    """Return the table for a site of so many leaflets in English and some languages; each edition is rendered so often."""
    records = made_records(leaflets, tags)
    planned: list[SiteFile] = []

    def plan() -> None:
        planned.extend(portal.files(made_site(records, tags), sites.read))

    (planning,) = measure.cpu_seconds(plan, 1)
    kinds: dict[str, list[SiteFile]] = {}
    for file in planned:
        kinds.setdefault(_kind(file.path), []).append(file)
    makings = {kind: _make(files) for kind, files in sorted(kinds.items()) if not kind.endswith(".zip")}
    rendered = edition_seconds(tags, renderings)
    editions = leaflets * (1 + len(tags)) * sum(each.seconds for each in rendered.values()) / len(rendered)
    makings[FULL_TEXT] = full_text_making(
        made_site(records, tags), {script: each.content for script, each in rendered.items()}
    )
    return _report(f"{leaflets:,} leaflets × {1 + len(tags)} languages", editions, planning, makings)


def made_records(leaflets: int, tags: tuple[str, ...]) -> tuple[Record, ...]:
    """Return the records of leaflets in English and some languages, in every format."""
    records: list[Record] = []
    for language in map(parse_language, (sites.ENGLISH.tag, *tags)):
        words = _words(language)
        for number in range(leaflets):
            said = {
                "title": _plain(number, words)[:_TITLE].strip(),
                "summary": _plain(number + leaflets, words),
                "summary_language": language.tag,
                "bytes": 123_456,
            }
            records += [sites.record(f"leaflet-{number}", language.tag, name, **said) for name in sites.SUFFIXES]
    return tuple(records)


def made_site(records: tuple[Record, ...], tags: tuple[str, ...]) -> Site:
    """Return a site with some editions."""
    return sites.site(*records, tags=tags, address="https://example.org/leaflets")


def _words(language: Language) -> str:
    """Return the language of `texts.py` that stands for one."""
    return "en" if language == sites.ENGLISH else _TEXTS.get(language.script, "bn")


def _plain(number: int, words: str) -> str:
    return texts.sentence(number, words).replace("*", "")


def edition_seconds(tags: tuple[str, ...], renderings: int) -> Mapping[str, Rendered]:
    """Return a web edition for each script that `texts.py` has."""
    with TemporaryDirectory() as place:
        folder = Folder(Path(place))
        languages = [language for language in texts.LANGUAGES if language.tag in tags]
        settings = texts.SETTINGS.replace(", ".join(map(str, texts.LANGUAGES)), ", ".join(tags))
        folder.write("source/publication.yml", f"{settings}address: https://example.org/leaflets\n".encode())
        folder.write("source/facts.yml", texts.FACTS.encode())
        folder.write("source/leaflets/help.md", texts.leaflet(MESSAGES).encode())
        for language in languages:
            path = f"locales/{language.locale}/LC_MESSAGES/help.po"
            folder.write(path, texts.catalogue(MESSAGES, language))
        read = publication.read(folder, FORMATS)
        (document,) = read.sources.leaflets
        rendered: dict[str, Rendered] = {}
        for language in languages:
            surroundings = read.surroundings(language, FORMATS)
            judge = read.judge(document.id, language)
            translated, _ = translate(document, read.catalogue(document.id, language), surroundings, judge)
            seconds = measure.cpu_seconds(partial(_render, translated), renderings)
            rendered[language.script] = Rendered(_render(translated), statistics.mean(seconds))
    return rendered


def full_text_making(site: Site, editions: Mapping[str, bytes]) -> Making:
    """Return what it takes to make the text of a site searchable; for a script without an edition, any stands."""
    asked = Portal(title=Scalar("", Span("")), introduction=None, topics=(), withdrawn=(), full_text=True)
    site = replace(site, settings=replace(site.settings, portal=asked))
    other = next(iter(editions.values()))
    sizes: list[int] = []
    with TemporaryDirectory() as place:
        room = Folder(Path(place))
        for number, record in enumerate(
            record for shelf in site.shelves for entry in shelf.entries for record in entry.records
        ):
            if record.format == "html":
                language = parse_language(record.language)
                content = editions.get(language.script, other).decode()
                content = content.replace("</main>", f"<p>{_plain(number, _words(language))}</p></main>")
                content = re.sub('<html lang="[^"]*"', f'<html lang="{language}"', content)
                room.write(f"site/{record.path}", content.encode())

        def make() -> None:
            sizes.extend(len(b"".join(file.make())) for file in full_text.files(site, (), lambda _: room))

        (seconds,) = measure.cpu_seconds(make, 1)
    return Making(seconds, tuple(sizes))


def _render(document: TranslatedDocument) -> bytes:
    renderer = RENDERERS["html"]
    return renderer.render(renderer.narrow(document)).content


def _kind(path: str) -> str:
    """Return what stands for a path and those like it: "*/*/*.html" for the pages of topics, else their name."""
    *above, name = PurePosixPath(path).parts
    short = re.sub(r"-[0-9]+\.html", "-*.html", name) if len(above) <= 1 else f"*{PurePosixPath(name).suffix}"
    return "*/" * len(above) + short


def _make(files: list[SiteFile]) -> Making:
    sizes: list[int] = []

    def make() -> None:
        for file in files:
            content = b"".join(file.make())
            sizes.append(len(_PICTURE.sub(b"", content) if file.path.endswith(_PAGE) else content))

    (seconds,) = measure.cpu_seconds(make, 1)
    return Making(seconds, tuple(sizes))


def _report(title: str, editions: float, planning: float, makings: Mapping[str, Making]) -> tuple[str, ...]:
    """Return the table; what is planned, and partly made then, counts in full for the pages as for the search."""
    rows: list[tuple[str, ...]] = [(title, "files", "CPU seconds", "bound", "", "largest, bytes", "bound", "")]
    bounded = (
        (f"all {_PAGE}, planned", (_PAGE,), SHARE * editions),
        (f"all {SEARCH}, planned, and full text", (SEARCH, FULL_TEXT), SEARCH_BOUND),
    )
    for name, ends, bound in bounded:
        seconds = planning + sum(making.seconds for kind, making in makings.items() if kind.endswith(ends))
        rows.append((name, "", f"{seconds:.1f}", f"{bound:.1f}", _verdict(seconds, bound), "", "", ""))
    for kind, making in makings.items():
        largest = max(making.sizes)
        weight = (f"{WEIGHT_BOUND:,}", _verdict(largest, WEIGHT_BOUND)) if kind.endswith(_PAGE) else ("", "")
        rows.append((kind, f"{len(making.sizes):,}", f"{making.seconds:.1f}", "", "", f"{largest:,}", *weight))
    return table(rows)


def _verdict(value: float, bound: float) -> str:
    return "met" if value <= bound else "MISSED"


def main() -> None:
    """Print the table for what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--leaflets", metavar="N", type=int, default=100, help="how many leaflets (default: 100)")
    parser.add_argument(
        "--renderings", metavar="N", type=int, default=20, help="how often each edition is made (default: 20)"
    )
    chosen = parser.parse_args()
    sys.stdout.writelines(f"{line}\n" for line in run(chosen.leaflets, TAGS, chosen.renderings))


if __name__ == "__main__":
    main()
