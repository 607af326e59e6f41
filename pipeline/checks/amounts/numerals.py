"""The numerals in a translation that are letters: Roman ones, as in `XXe siècle`, and Chinese ones, as in 二十一世纪."""

import re
from types import MappingProxyType

from pipeline.languages import Language

_ROMAN = re.compile(r"\b(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?![A-Z])")
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_CHINESE = re.compile("[〇零一二两兩三四五六七八九十百千]{1,12}")
_CHINESE_DIGITS = MappingProxyType(
    {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
)
_CHINESE_POWERS = MappingProxyType({"十": 10, "百": 100, "千": 1000})


def numerals(text: str, language: Language) -> frozenset[str]:
    """Return the values, in digits 0 to 9, of the numerals that the script of a language writes with letters."""
    match language.script:
        case "Hans" | "Hant" | "Jpan":
            return frozenset(str(_chinese(found)) for found in _CHINESE.findall(text))
        case "Latn" | "Cyrl":
            return frozenset(str(10 * len(tens) + _ROMAN_ONES.index(ones)) for tens, ones in _ROMAN.findall(text))
        case _:
            return frozenset()


def _chinese(numeral: str) -> int:
    """Return the value of 二十一 (21), and of 二〇二〇, which is read digit by digit."""
    if not any(character in _CHINESE_POWERS for character in numeral):
        return int("".join(str(_CHINESE_DIGITS[character]) for character in numeral))
    total = digit = 0
    for character in numeral:
        if power := _CHINESE_POWERS.get(character):
            total += (digit or 1) * power
            digit = 0
        else:
            digit = _CHINESE_DIGITS[character]
    return total + digit
