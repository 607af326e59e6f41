"""`everyleaf doctor`: what this machine has, and what it lacks for a publication."""

import ctypes
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from types import MappingProxyType

from pipeline import publication as publications
from pipeline import settings
from pipeline.build import FORMATS
from pipeline.diagnostics import Diagnostic, Severity, errors
from pipeline.files import Folder
from pipeline.languages import Language, english_name
from pipeline.portal import full_text
from pipeline.renderers.pdf import LargePrint, fonts
from pipeline.renderers.pdf.layout import to_html
from pipeline.renderers.pdf.readback import printed_words
from pipeline.settings import Settings

_LIBRARIES = MappingProxyType(
    {
        "libpango-1.0.so.0": ("libpango-1.0-0", Severity.ERROR, "large print can't be made without it"),
        "libpangoft2-1.0.so.0": ("libpangoft2-1.0-0", Severity.ERROR, "large print can't be made without it"),
        "libfontconfig.so.1": ("libfontconfig1", Severity.ERROR, "large print can't be made without it"),
        "libharfbuzz-subset.so.0": ("libharfbuzz-subset0", Severity.WARNING, "large print takes 5 to 60 times as long"),
    }
)
"""Shared library: (Debian package, how bad its absence is, what that means)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What an examination found."""

    found: tuple[str, ...]
    """What is there, a line each."""
    problems: tuple[Diagnostic, ...]


def examine(folder: Folder) -> Findings:
    """Return what this machine has and lacks for the publication in a folder; without one, for English alone.

    Raises EveryleafError if the publication's settings can't be read at all.
    """
    languages = _languages(folder)
    libraries = [_library(name) for name in _LIBRARIES]
    problems = [each for each in libraries if each]
    if not any(each.severity is Severity.ERROR for each in problems):
        problems += fonts.missing_fonts(languages) or _missing_glyphs(folder)
    problems += full_text.problems(_settings(folder)) if folder.exists(settings.PATH) else ()
    names = ", ".join(english_name(language) for language in languages)
    return Findings(
        found=(
            f"Python {platform.python_version()} on {platform.system()}",
            f"everyleaf {version('everyleaf')}, WeasyPrint {version('weasyprint')}, Babel {version('babel')}",
            f"{len(_LIBRARIES) - sum(each is not None for each in libraries)} of {len(_LIBRARIES)} libraries",
            f"languages asked for: {names}",
        ),
        problems=tuple(problems),
    )


def _languages(folder: Folder) -> tuple[Language, ...]:
    if not folder.exists(settings.PATH):
        return (Language("en-GB"),)
    return _settings(folder).all_languages


def _settings(folder: Folder) -> Settings:
    return settings.read(folder, tuple(each.name for each in FORMATS))[0]


def _missing_glyphs(folder: Folder) -> Iterator[Diagnostic]:
    """Yield a `glyph-missing` error for each character that large print of the publication needs and no font has.

    A publication that can't be read as a whole has other problems first, which a check names.
    """
    if not folder.exists(settings.PATH):
        return
    publication = publications.read(folder, FORMATS)
    if LargePrint.name not in publication.settings.formats or errors(publication.problems):
        return
    for leaflet in publications.translations(publication, FORMATS):
        document = leaflet.document
        for character in fonts.without_glyph("".join(printed_words(to_html(LargePrint().narrow(document))))):
            place = f"{document.id}, in {english_name(document.language)}"
            words = f"no font for large print has the character {character} (U+{ord(character):04X}) of {place}"
            hint = "write it in another way: large print has no pictures among its letters"
            yield Diagnostic(code="glyph-missing", message=words, hint=hint)


def _library(name: str) -> Diagnostic | None:
    package, severity, consequence = _LIBRARIES[name]
    try:
        ctypes.CDLL(name)
    except OSError:
        hint = f"install it: sudo apt install {package}"
        words = f"the library {name} is missing: {consequence}"
        return Diagnostic(code="library-missing", message=words, hint=hint, severity=severity)
    return None
