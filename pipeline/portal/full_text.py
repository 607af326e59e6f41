"""The web pages of leaflets to the index in which browsers search their text: Pagefind's, where a publication asks for it.

Browsers load it piece by piece, which no browser does from a folder (`file://`): there, titles are searched alone.
Only what is in a page's own language is in it, so that nothing found is read out by a voice of another language.
"""

import gzip
import hashlib
import json
import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pipeline import __version__
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.manifest import FileRecord, Record
from pipeline.portal.files import SiteFile
from pipeline.portal.site import Shelf, Site
from pipeline.settings import PATH as SETTINGS
from pipeline.settings import Settings

FOLDER = "pagefind"
PACKAGE = "pagefind-bin-extended"
"""Pagefind with the words of Chinese and Japanese, which are not written apart."""

Gather = Callable[[tuple[Record, ...]], Folder]
"""Returns a folder that has the editions with these records in `site/`, and room for more."""
Index = Callable[[], Mapping[str, Callable[[], bytes]]]
"""Returns how to read each file of an index, by its path in the outputs, and makes them first, once."""

_FIRST = f"{FOLDER}/pagefind.js"
_ENTRY = "pagefind-entry.json"
_OPTIONS = ("--root-selector", "main", "--exclude-selectors", "nav, .notices, .why, .mark, [lang]", "--keep-index-url")
"""What of a page is searched: the leaflet without lists of links, what is said of its state, and other languages."""
_NEEDED = ("pagefind.js", _ENTRY, "wasm.*", "*.pf_meta", "index/*", "fragment/*")
"""What browsers load; the rest is search fields, of which we have our own."""
_SIGNATURE = b"pagefind_dcd"
"""How each piece of the index begins, once it is no longer compressed."""
_PATIENCE = 1800
"""Seconds after which Pagefind is no longer waited for; 3,000 pages take it less than twenty."""


def is_wanted(settings: Settings) -> bool:
    """Return whether a publication asks for it, and has pages that can be searched."""
    return settings.portal is not None and settings.portal.full_text and "html" in settings.formats


def folder(settings: Settings, shelf: Shelf) -> str | None:
    """Return the folder of the index, from the outputs, None if there is none for a language."""
    return f"{FOLDER}/" if is_wanted(settings) and any(entry.record("html") for entry in shelf.entries) else None


def problems(settings: Settings) -> tuple[Diagnostic, ...]:
    """Return the `library-missing` error of a machine that can't do what a publication asks for."""
    if not is_wanted(settings) or _version():
        return ()
    words = "this Everyleaf can't make the text of leaflets searchable: Pagefind is not installed"
    hint = 'install it: pip install "everyleaf[full-text]"; or take "full_text" out of "portal"'
    return (Diagnostic(code="library-missing", message=words, at=Span(SETTINGS), hint=hint),)


def check(settings: Settings) -> None:
    """Raise EveryleafError for what `problems` finds."""
    found = problems(settings)
    if found:
        raise EveryleafError(*found)


def files(site: Site, before: tuple[FileRecord, ...], gather: Gather) -> Iterator[SiteFile]:
    """Yield the files of the index of a site, none if it is not wanted; `before` are the files that a build left.

    What their paths are, Pagefind alone knows. So an index that was made of the same before is taken by its paths, and made
    anew only if one of its files is not there any more.
    Raises EveryleafError (`library-missing`).
    """
    pages = tuple(record for shelf in site.shelves for entry in shelf.entries if (record := entry.record("html")))
    if not is_wanted(site.settings) or not pages:
        return
    check(site.settings)
    made_from = (__version__, _version(), _OPTIONS, sorted((page.path, page.sha256) for page in pages))
    fingerprint = hashlib.sha256(repr(made_from).encode()).hexdigest()
    index: Index = cache(lambda: _index(gather(pages), pages))
    known = [each.path for each in before if each.path.startswith(f"{FOLDER}/") and each.fingerprint == fingerprint]
    for path in known if _FIRST in known else sorted(index()):
        yield SiteFile(path=path, fingerprint=fingerprint, make=partial(_made, index, path))


def _made(index: Index, path: str) -> Iterator[bytes]:
    yield index()[path]()


def _version() -> str | None:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None


def _index(room: Folder, pages: tuple[Record, ...]) -> dict[str, Callable[[], bytes]]:
    """Return how to read each file of the index of the pages in a folder, by its path in the outputs.

    Raises EveryleafError (`full-text-failed`).
    """
    _run(room)
    made = room.inside("index")
    needed = [path for path in made.find("**/*") if any(fnmatchcase(path, pattern) for pattern in _NEEDED)]
    found: dict[str, Callable[[], bytes]] = {f"{FOLDER}/{path}": partial(made.read, path) for path in needed}
    entry = json.loads(made.read(_ENTRY))  # with keys in any order: the same index is to be the same bytes
    return found | {
        f"{FOLDER}/{_ENTRY}": partial(_json, entry),
        **{f"{FOLDER}/leaflets/{tag}.json": partial(_json, places) for tag, places in _places(made, pages).items()},
    }


def _run(room: Folder) -> None:
    """Have Pagefind read `site/` and write `index/`; what people set for Pagefind elsewhere does not count here."""
    from pagefind_bin_extended import get_executable  # noqa: PLC0415 (is not installed everywhere)

    command = (os.fspath(get_executable()), "--site", "site", "--output-path", "index", "--silent", *_OPTIONS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        subprocess.run(  # noqa: S603 (our own command; the names of files are not in it)
            command, cwd=room, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").split("\n")
        reason = next((line.strip() for line in reversed(said) if line.strip()), str(error))
        words = f"Pagefind could not make the text of leaflets searchable: {reason}"
        hint = 'install it anew, or take "full_text" out of "portal"'
        raise EveryleafError(Diagnostic(code="full-text-failed", message=words, at=Span(SETTINGS), hint=hint)) from error


def _places(made: Folder, pages: Iterable[Record]) -> dict[str, dict[str, str]]:
    """Return for each language where the page is that a piece of the index is of: a browser need not load it to know.

    A language of which nothing is translated yet has no piece.
    """
    languages = {page.path: page.language for page in pages}
    found: dict[str, dict[str, str]] = {language: {} for language in languages.values()}
    for path in made.find("fragment/*"):
        piece: dict[str, Any] = json.loads(gzip.decompress(made.read(path)).removeprefix(_SIGNATURE))
        page = str(piece["url"]).removeprefix("/")
        name = path.removeprefix("fragment/").partition(".")[0]
        found[languages[page]][name] = page
    return found


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()
