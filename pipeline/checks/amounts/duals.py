"""The words that say one or two of a unit without a number beside them: in Arabic `يومان` is two days.

Facts about languages, so whoever knows one better may add to it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.checks.amounts.readings import plain
from pipeline.languages import Language

_ARABIC = MappingProxyType(
    {"قرص": "tablet", "حبة": "tablet", "كبسولة": "tablet", "جرعة": "dose", "مرة": "time", "قطرة": "drop", "بخة": "puff"}
    | {"ثانية": "duration-second", "دقيقة": "duration-minute", "ساعة": "duration-hour", "يوم": "duration-day"}
    | {"أسبوع": "duration-week", "شهر": "duration-month", "سنة": "duration-year", "عام": "duration-year"}
    | {"مليلتر": "volume-milliliter", "ملليلتر": "volume-milliliter", "لتر": "volume-liter"}
    | {"مليغرام": "mass-milligram", "ملليغرام": "mass-milligram", "غرام": "mass-gram", "جرام": "mass-gram"}
    | {"متر": "length-meter", "كيلومتر": "length-kilometer", "سنتيمتر": "length-centimeter"}
)
"""The words for one; those for two add an ending, in one of two cases, and ة turns into ت before it."""
_HEBREW = MappingProxyType(
    {"שעתיים": "duration-hour", "יומיים": "duration-day", "שבועיים": "duration-week", "חודשיים": "duration-month"}
    | {"שנתיים": "duration-year", "פעמיים": "time"}
)
_PREFIXES = MappingProxyType({"ar": "[وفبلك]{0,2}(?:ال)?|و?لل", "he": "[ובלהמשכ]{0,3}"})
"""And, in, for, like, the: what is written together with a word."""
_LETTER = r"[^\W\d_]"


def read(text: str, language: Language) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield the words of a plain text that say one or two of a unit: "1" or "2", the unit, and where they stand.

    A word for one alone may also mean any: only one with an explicit "one" behind it counts, as in حبة واحدة.
    """
    forms = _forms(language)
    if forms:
        for match in _pattern(language).finditer(text):
            count, unit = forms[match["word"]]
            if count == "2" or match["one"]:
                yield count, unit, match


@cache
def _forms(language: Language) -> Mapping[str, tuple[str, str]]:
    """Return the words of a language, as `plain` has them, each with its count and its unit; mostly none."""
    match language.base:
        case "ar":
            twos = {f"{_stem(one)}{case}": ("2", unit) for one, unit in _ARABIC.items() for case in ("ان", "ين")}
            forms = {one: ("1", unit) for one, unit in _ARABIC.items()} | twos
        case "he":
            forms = {two: ("2", unit) for two, unit in _HEBREW.items()}
        case _:
            forms = {}
    return {plain(word): meaning for word, meaning in forms.items()}


def _stem(word: str) -> str:
    return f"{word[:-1]}ت" if word.endswith("ة") else word


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    words = "|".join(sorted(_forms(language), key=len, reverse=True))
    start = f"(?<!{_LETTER})(?<!نصف )(?<!ربع )(?:{plain(_PREFIXES[language.base])})"
    return re.compile(f"{start}(?P<word>{words})(?P<one> واحدة?)?(?!{_LETTER})")
