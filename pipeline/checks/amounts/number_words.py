"""The numbers that an English text has in words: `twenty-four hours`, `two thirds`, `in March`.

A translator may write them in digits, so they explain a number that the English has in no digits.
"""

import calendar
import re
from collections.abc import Iterator
from types import MappingProxyType

from pipeline.checks.amounts import readings, units
from pipeline.checks.amounts.quantities import Quantity
from pipeline.languages import Language

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = MappingProxyType(
    {word: value for words in (f"{_ONES} eighteen nineteen", _ORDINALS) for value, word in enumerate(words.split())}
    | {word: value * 10 for value, word in enumerate(_TENS, 2)}
    | {"once": 1, "single": 1, "twice": 2, "double": 2, "both": 2, "couple": 2, "pair": 2, "triple": 3}
)
_PARTS = MappingProxyType(
    {"half": ("0.5", "1/2", "50"), "halves": ("0.5", "1/2", "50"), "quarter": ("0.25", "1/4", "25"), "third": ("3", "1/3")}
    | {"thirds": ("3", "2/3"), "quarters": ("4", "0.75", "3/4", "75"), "dozen": ("12",), "fortnight": ("14", "15", "2")}
    | {"hundred": ("100",), "thousand": ("1000",), "million": ("1000000",), "billion": ("1000000000",)}
)
"""Words with a value of their own; those that also multiply are here for a number without one before them."""
_POWERS = MappingProxyType({"hundred": 2, "thousand": 3, "million": 6, "billion": 9})
_MONTHS = tuple(calendar.month_name)[1:]
_COUNT_MONTHS = frozenset({"zh", "yue", "ja", "ko", "vi"})
_WORD = re.compile(
    rf"\b(?P<first>{'|'.join(sorted(_SMALL, key=len, reverse=True))})(?:[ -](?P<ones>{_ONES.replace(' ', '|')}))?"
    rf"(?: (?P<power>{'|'.join(_POWERS)}))?(?P<half> and a half)?\b"
    rf"|(?<!\d[ -])\b(?P<part>{'|'.join(_PARTS)})\b",
    re.IGNORECASE,
)
_OF = re.compile(r"(?: of)? (?:an?|the)\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")


def read(text: str, language: Language, into: Language) -> tuple[Quantity, ...]:
    """Return the numbers in the words of an English text; also those of months for a language that counts its months."""
    months = _months(text) if into.base in _COUNT_MONTHS else ()
    return (*_counts(text, language), *months)


def _counts(text: str, language: Language) -> Iterator[Quantity]:
    for match in _WORD.finditer(text):
        unit, end = _unit(text, match, language)
        written = text[match.start() : end].strip()
        yield Quantity(values=_values(match), unit=unit, written=written, start=match.start(), end=end)


def _unit(text: str, match: re.Match[str], language: Language) -> tuple[str, int]:
    """Return the unit of a number in words, and where that ends: of "half a tablet", and of "twice"."""
    if match["first"] and match["first"].lower() == "twice":
        return "time", match.end()
    of = _OF.match(text, match.end()) if match["part"] else None
    return units.unit_after(text, of.end() if of else match.end(), language)


def _values(match: re.Match[str]) -> frozenset[str]:
    if match["part"]:
        return frozenset(_PARTS[match["part"].lower()])
    value = str(_SMALL[match["first"].lower()] + (_SMALL[match["ones"].lower()] if match["ones"] else 0))
    values = {value} | {f"{value}.5" for _ in [match["half"]] if match["half"]}
    if match["power"]:
        values |= {readings.scaled(each, _POWERS[match["power"].lower()]) for each in values}
    return frozenset(values) | frozenset(_PARTS.get(match["first"].lower(), ()))


def _months(text: str) -> Iterator[Quantity]:
    """Yield the number of each month: Chinese writes "12月" for December."""
    for match in _MONTH.finditer(text):
        value = str(_MONTHS.index(match[0]) + 1)
        yield Quantity(
            values=frozenset({value}), unit=units.CALENDAR_MONTH, written=match[0], start=match.start(), end=match.end()
        )
