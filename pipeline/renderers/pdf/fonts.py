"""Which fonts large print may use, which files they are, and what is missing. Knows nothing of WeasyPrint.

Fontconfig is locked to the families that `languages.typography` names, whatever else a machine has: the same leaflet then
looks the same everywhere, no glyph silently comes from a family that nobody chose, and there are fewer files to search.
The lock is a configuration in memory, given to the C library; nothing is written.
"""

import ctypes
import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from markupsafe import escape

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.languages import Language, english_name, has_typography, typography
from pipeline.machine import font_folders
from pipeline.renderers.base import package_version

SYMBOL_FAMILIES = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math")
"""Asked for characters that no family of a language has: arrows, ticks, signs."""

_LIBRARIES = {"fontconfig": "libfontconfig.so.1", "pango": "libpango-1.0.so.0", "harfbuzz": "libharfbuzz.so.0"}


@dataclass(frozen=True, slots=True, order=True)
class FontFile:
    """A face that the lock lets through: its family, its style ("Bold"), its file, its revision."""

    family: str
    style: str
    path: str
    revision: int


@cache
def environment(languages: tuple[Language, ...]) -> tuple[str, ...]:
    """Return what large print in these languages depends on besides the leaflet, each as a name and a version or digest."""
    families = wanted_families(languages)
    faces = font_files()
    used = sorted({face.path for face in faces if face.family in families})
    others = repr([(face.family, face.style, face.revision) for face in faces if face.family not in families])
    return (
        *map(package_version, ("weasyprint", "pydyf", "zxing-cpp")),
        *(f"library {name} {_library_version(name)}" for name in ("pango", "harfbuzz")),
        *(f"font {Path(path).name} {_file_digest(path)}" for path in used),
        f"other fonts {hashlib.sha256(others.encode()).hexdigest()}",
    )


def missing_fonts(languages: tuple[Language, ...]) -> tuple[Diagnostic, ...]:
    """Return a `font-missing` error for each face of a family that these languages want and this machine lacks."""
    unknown = tuple(
        Diagnostic(
            code="font-missing",
            message=f"large print knows no font yet for {english_name(language)}, whose script is {language.script}",
            hint="leave large-print out of the formats in source/publication.yml, or leave the language out",
        )
        for language in languages
        if not has_typography(language)
    )
    faces = {(face.family, face.style) for face in font_files()}
    return unknown + tuple(
        Diagnostic(
            code="font-missing",
            message=f'the font "{family}", {style}, for large print in {_names(family, languages)}, is not installed',
            hint=f"install it: sudo apt install {debian_package(family)}",
        )
        for family in wanted_families(languages)
        for style in ("Regular", "Bold")
        if (family, style) not in faces
    )


def wanted_families(languages: tuple[Language, ...]) -> tuple[str, ...]:
    """Return the families of some languages, each once, in the order of the languages."""
    return tuple(dict.fromkeys(family for language in languages for family in typography(language).families))


def debian_package(family: str) -> str:
    """Return the Debian and Ubuntu package that has a Noto family."""
    return "fonts-noto-cjk" if " CJK " in family else "fonts-noto-core"


@cache
def locked_families() -> tuple[str, ...]:
    """Return every family that large print may use: those of all languages and scripts that CLDR names, and symbols."""
    families = {family for language in _known_languages() for family in typography(language).families}
    return (*sorted(families), *SYMBOL_FAMILIES)


def expects(language: Language, family: str) -> bool:
    """Return whether text of a language may have letters in a family: one of its own, or one of symbols.

    A name in another script may have letters in a family of that script.
    """
    own = typography(language).families
    return family in own or family in SYMBOL_FAMILIES or _kind_of(language.script) not in _kinds_of(family)


@cache
def font_files() -> tuple[FontFile, ...]:
    """Return the faces that the lock lets through on this machine, sorted; none where no Noto font is installed."""
    return tuple(sorted(_faces()))


@cache
def locked_configuration() -> int:
    """Return the address of a Fontconfig configuration (`FcConfig *`) of the locked families; it lives as long as we do.

    Raises EveryleafError (`library-missing`) without Fontconfig.
    """
    library = _library("fontconfig")
    library.FcConfigCreate.restype = ctypes.c_void_p
    configuration = int(library.FcConfigCreate())
    pointer = ctypes.c_void_p(configuration)
    library.FcConfigParseAndLoadFromMemory(pointer, lock(locked_families()).encode(), 1)
    library.FcConfigBuildFonts(pointer)
    return configuration


def lock(families: tuple[str, ...]) -> str:
    """Return a Fontconfig configuration that accepts some families of upright fonts and rejects all others."""
    accepted = "".join(
        f'<pattern><patelt name="family"><string>{escape(family)}</string></patelt>'
        '<patelt name="slant"><const>roman</const></patelt></pattern>'
        for family in families
    )
    every = "".join(
        f'<pattern><patelt name="scalable"><bool>{truth}</bool></patelt></pattern>' for truth in ("true", "false")
    )
    folders = "".join(f"<dir>{escape(folder)}</dir>" for folder in font_folders())
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{folders}"
        '<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir>'
        f"<selectfont><acceptfont>{accepted}</acceptfont><rejectfont>{every}</rejectfont></selectfont></fontconfig>"
    )


_HAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
"""Scripts that share letters, written otherwise in each."""


def _kind_of(script: str) -> str:
    return "Han" if script in _HAN else script


@cache
def _kinds_of(family: str) -> frozenset[str]:
    """Return the scripts that a family is the first choice for, in any language."""
    return frozenset(_kind_of(each.script) for each in _known_languages() if typography(each).families[0] == family)


@cache
def _known_languages() -> tuple[Language, ...]:
    """Return every language that CLDR names, and English in every script that it names."""
    english = Locale("en")
    tags = (*english.languages, *(f"en-{script}" for script in english.scripts))
    return tuple(Language(tag.replace("_", "-")) for tag in tags)


# --- The C libraries ----------------------------------------------------------------------------------------------------


class _FontSet(ctypes.Structure):
    """Fontconfig's FcFontSet."""

    _fields_ = (
        ("count", ctypes.c_int),
        ("room", ctypes.c_int),
        ("patterns", ctypes.POINTER(ctypes.c_void_p)),
    )


def without_glyph(characters: Iterable[str]) -> tuple[str, ...]:
    """Return those characters that no font which the lock lets through has, in the order of their numbers.

    Characters that show nothing are none of them.
    """
    library = _library("fontconfig")
    wanted = {each for each in characters if unicodedata.category(each)[0] not in "CZ"}
    for pattern in _patterns() if wanted else ():
        charset = ctypes.c_void_p()
        library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(charset))
        wanted = {each for each in wanted if not library.FcCharSetHasChar(charset, ctypes.c_uint32(ord(each)))}
    return tuple(sorted(wanted))


def _patterns() -> Iterator[ctypes.c_void_p]:
    """Yield Fontconfig's description of each face that the lock lets through."""
    library = _library("fontconfig")
    library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
    found = library.FcConfigGetFonts(ctypes.c_void_p(locked_configuration()), 0)
    for index in range(found.contents.count if found else 0):
        yield ctypes.c_void_p(found.contents.patterns[index])


def _faces() -> Iterator[FontFile]:
    library = _library("fontconfig")
    for pattern in _patterns():
        revision = ctypes.c_int()
        library.FcPatternGetInteger(pattern, b"fontversion", 0, ctypes.byref(revision))
        text = {name: _pattern_text(library, pattern, name) for name in ("family", "style", "file")}
        yield FontFile(text["family"], text["style"], text["file"], revision.value)


def _pattern_text(library: ctypes.CDLL, pattern: ctypes.c_void_p, name: str) -> str:
    text = ctypes.c_char_p()
    library.FcPatternGetString(pattern, name.encode(), 0, ctypes.byref(text))
    return (text.value or b"").decode()


@cache
def _glyph_finder() -> Callable[..., int]:
    function = _library("harfbuzz").hb_font_get_nominal_glyph
    function.argtypes = (ctypes.c_void_p, ctypes.c_uint32, ctypes.POINTER(ctypes.c_uint32))
    return function


def glyph_of(font: int, character: str) -> int | None:
    """Return the glyph of a character in the font at an address (`hb_font_t *`), None if the font has none."""
    glyph = ctypes.c_uint32()
    return glyph.value if _glyph_finder()(font, ord(character), ctypes.byref(glyph)) else None


def _library_version(name: str) -> str:
    function = getattr(_library(name), {"pango": "pango_version_string", "harfbuzz": "hb_version_string"}[name])
    function.restype = ctypes.c_char_p
    return bytes(function()).decode()


@cache
def _library(name: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(_LIBRARIES[name])
    except OSError:
        hint = "install what WeasyPrint needs: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        problem = Diagnostic(code="library-missing", message=f"large print needs the library {name}", hint=hint)
        raise EveryleafError(problem) from None


@cache
def _file_digest(path: str) -> str:
    """Return the SHA-256 of a font, the one kind of file outside a publication that Everyleaf reads."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(family: str, languages: tuple[Language, ...]) -> str:
    return ", ".join(english_name(language) for language in languages if family in typography(language).families)
