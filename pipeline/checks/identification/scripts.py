"""The scripts of letters, and those that a language is written in."""

import unicodedata
from functools import cache
from types import MappingProxyType

from babel import Locale

from pipeline.languages import Language

_OTHER_NAMES = MappingProxyType(
    {
        "Hans": ("CJK",),
        "Hant": ("CJK",),
        "Hani": ("CJK",),
        "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
        "Kore": ("HANGUL", "CJK"),
        "Aran": ("ARABIC",),
        "Beng": ("BENGALI",),
        "Orya": ("ORIYA",),
        "Mtei": ("MEETEI",),
        "Nkoo": ("NKO",),
        "Cans": ("CANADIAN",),
    }
)
"""What Unicode calls the letters of a script where that is not the first word of CLDR's English name of it."""


@cache
def letters_of(language: Language) -> frozenset[str]:
    """Return the scripts of the letters that a language is written in, as `script` names them: mostly one."""
    return frozenset(_names(language.script))


@cache
def script(character: str) -> str:
    """Return the script of a letter as Unicode's names of letters begin, such as LATIN; empty for what is no letter."""
    name = unicodedata.name(character, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ").split(" ", 1)[0]
    return name if name in _all_names() else ""


@cache
def _all_names() -> frozenset[str]:
    return frozenset(name for code in (*Locale("en").scripts, *_OTHER_NAMES) for name in _names(str(code)))


def _names(code: str) -> tuple[str, ...]:
    """Return what Unicode calls the letters of a script, by its ISO 15924 code."""
    return _OTHER_NAMES.get(code) or (str(Locale("en").scripts.get(code, code)).upper().split(" ", 1)[0],)
