"""Publications of any number of leaflets and languages, in the words of the sample publication.

Each leaflet has sections of the sample's leaflets, drawn by its number, until it has 350 words: headings, lists, steps,
tables, boxes, facts, links and pictures are as frequent as there. Its translations are those of the sample, complete but for
some in Somali and Gujarati, in its fourteen languages; beyond these, regional varieties have the same words ("fr-CA" those
of French).
No clock and no chance: the same numbers give the same bytes.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pipeline import messages, sources
from pipeline import settings as publication_settings
from pipeline.build import FORMATS
from pipeline.catalogues import edit, po, store
from pipeline.catalogues.merge import merge
from pipeline.catalogues.template import template
from pipeline.files import Folder
from pipeline.languages import Language, parse_language
from pipeline.model import Message

SAMPLE = Path(__file__).parents[1]
LANGUAGES = ("pl", "ar", "bn", "fr", "ur", "ta", "zh-Hans", "es", "pa", "pt-PT", "ro", "tr", "so", "gu")
"""The sample's languages, those first whose translations are complete; with English, the first seven have six scripts."""
_VARIETIES = (
    *("ar-EG", "bn-IN", "es-MX", "fr-CA", "ur-IN", "ta-LK", "tr-CY", "ar-IQ", "es-CO", "fr-BE", "ro-MD", "pt-AO", "ar-SY"),
    *("ta-MY", "es-PE", "fr-SN"),
)
_WORDS = 350
_SETTINGS = """\
title: Leaflets
publisher: A publisher
source_language: en-GB
languages: [{languages}]
formats: [{formats}]
"""


def write(place: Path, leaflets: int, languages: int, formats: tuple[str, ...]) -> Path:
    """Write a publication of so many leaflets in so many languages besides English, at most 30, into an empty folder."""
    tags = (*LANGUAGES, *_VARIETIES)[:languages]
    (place / "source").mkdir(parents=True)
    for name in ("facts.yml", "glossary.yml"):
        shutil.copy(SAMPLE / "source" / name, place / "source" / name)
    shutil.copytree(SAMPLE / "source/images", place / "source/images")
    _put(place / publication_settings.PATH, _SETTINGS.format(languages=", ".join(tags), formats=", ".join(formats)).encode())
    sections = tuple(_sections())
    for number in range(leaflets):
        _put(place / f"source/leaflets/{_id(number)}.md", _leaflet(number, sections).encode())
    _write_catalogues(place, tuple(map(parse_language, tags)))
    return place


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _id(number: int) -> str:
    """Return the name of a leaflet: the first are called as those of the sample, to which the texts link."""
    known = sorted(path.stem for path in (SAMPLE / "source/leaflets").glob("*.md"))
    return known[number] if number < len(known) else f"leaflet-{number + 1}"


def _sections() -> Iterator[str]:
    """Yield the sections of the sample's leaflets, each with its heading."""
    for path in sorted((SAMPLE / "source/leaflets").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        yield from (f"## {section.strip()}" for section in re.split(r"^## ", body, flags=re.MULTILINE)[1:])


def _leaflet(number: int, sections: tuple[str, ...]) -> str:
    drawn = sorted(sections, key=lambda each: hashlib.sha256(f"{number} {each}".encode()).digest())
    chosen: list[str] = []
    while sum(len(section.split()) for section in chosen) < _WORDS:
        chosen.append(drawn[len(chosen)])
    front = f"---\ntitle: Where to get help\nupdated: 2026-11-{1 + number % 28:02}\n---\n"
    return "\n\n".join((front, *chosen)) + "\n"


def _write_catalogues(place: Path, languages: tuple[Language, ...]) -> None:
    folder = Folder(place)
    read = sources.read(folder, publication_settings.read(folder, tuple(each.name for each in FORMATS))[0])
    if read.problems:
        raise ValueError(*map(str, read.problems))
    known = {language: _translations(language) for language in languages}
    for document in read.leaflets:
        found: tuple[Message, ...] = tuple(messages.extract(document))
        pot = po.parse(template(found, project="Leaflets", facts={fact.name: fact.value for fact in read.facts}), "x.pot")
        for language in languages:
            header, *entries = merge(None, pot, language).catalogue.entries
            translated = (edit.with_strings(entry, known[language].get(entry.id, entry.strings)) for entry in entries)
            content = po.dump(pot.with_entries((header, *translated)))
            _put(place / store.path(document.id, language), content)


def _translations(language: Language) -> dict[str, tuple[str, ...]]:
    """Return the sample's translations into a language, or into the one that it is a variety of."""
    of = next(tag for tag in LANGUAGES if parse_language(tag).base == language.base)
    folder = SAMPLE / f"locales/{parse_language(of).locale}/LC_MESSAGES"
    catalogues = (po.parse(path.read_bytes(), path.name) for path in sorted(folder.glob("*.po")))
    return {entry.id: entry.strings for each in catalogues for entry in each.entries if entry.id and entry.has_translation}


def change_one_string(place: Path, run: int) -> None:
    """Change one translation in one catalogue, the first of the publication's first leaflet in its first language."""
    path = place / store.path(_id(0), parse_language(LANGUAGES[0]))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    (at,) = islice((at for at, line in enumerate(lines) if re.match(r'msgstr "\w[^"\\{}*]+"$', line)), 1)
    lines[at] = re.sub(r'(?: \(\d+\))?"$', f' ({run})"', lines[at].rstrip("\n")) + "\n"
    path.write_text("".join(lines), encoding="utf-8")
