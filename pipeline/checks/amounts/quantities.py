"""A text to the numbers in it, each with its unit, whatever its digits and separators are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.characters import FACT
from pipeline.checks.amounts import disguises, duals, halves, readings, scales, units
from pipeline.checks.amounts.readings import Way
from pipeline.languages import Language
from pipeline.tokens import SOURCES

_TOKEN = re.compile(f"{readings.NUMBER.pattern}|(?P<fact>{FACT})")
_FIRST = re.compile(f"[0-9{FACT}]")
_SHARING = re.compile(r"\s*(?:to|or|and|[-,&])\s*")
_IN_NAME = re.compile(r"(?:[A-Za-z]|[A-Z]\w*-)\Z")
_SMALLER = re.compile(r"\s*(\d{1,3})(?!\d)")
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in a text."""

    values: frozenset[str]
    """All that it can mean, as `readings` writes it; "{name}" for a fact."""
    unit: str = ""
    """What is counted, as `units` names it; empty where that is not known."""
    written: str
    """As it stands in the text once that is plain, with its unit."""
    start: int
    end: int
    """Where it stands in the text, with its unit."""
    is_name: bool = False
    """Whether it is part of a name, such as COVID-19: a translation may do without."""
    is_negative: bool = False
    """Whether a minus sign stands before it, or behind it as in a text from right to left."""
    shared: str = ""
    """The unit that it has in common with the next number: 2 of "2 or 3 days" has none of its own."""


@lru_cache(maxsize=SOURCES)
def read_source(text: str, language: Language, facts: tuple[str, ...] = ()) -> tuple[Quantity, ...]:
    """Return the numbers of an English text in their order; `facts` are the names for each FACT in it."""
    return _read(readings.plain(text), language, facts, None)


def read_translation(
    text: str, language: Language, known: frozenset[str], facts: tuple[str, ...] = ()
) -> tuple[Quantity, ...]:
    """Return the numbers of a translation in their order.

    Characters can often be read in two ways, as one number or as two; then `known` decides, the values of the source.
    """
    text = readings.plain(text)
    found, words = _read(text, language, facts, known), tuple(_in_words(text, language))
    return tuple(sorted((*found, *words), key=lambda quantity: quantity.start)) if words else found


def by_clock_from_six(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Return numbers whose times of day can also be as the clock of East Africa and of Thailand has them: 9am is 3."""
    return tuple(replace(each, values=readings.from_dawn(each.values)) for each in quantities)


def has_minutes(quantity: Quantity) -> bool:
    """Return whether a number is a time of day that is no full hour."""
    return all(":" in value for value in quantity.values)


def names_fact(quantity: Quantity) -> bool:
    """Return whether a number is a fact, whose value the text does not show."""
    return any(value.startswith("{") for value in quantity.values)


def values(quantities: Iterable[Quantity]) -> frozenset[str]:
    """Return all that any of the numbers can mean."""
    return frozenset(value for quantity in quantities for value in quantity.values)


def _read(text: str, language: Language, facts: Iterable[str], known: frozenset[str] | None) -> tuple[Quantity, ...]:
    return tuple(_with_shared_units(text, tuple(_found(text, language, iter(facts), known))))


def _in_words(text: str, language: Language) -> Iterator[Quantity]:
    """Yield what a translation says in words that have a number in them, such as the duals of Arabic."""
    for count, unit, match in duals.read(text, language):
        yield Quantity(values=frozenset({count}), unit=unit, written=match[0], start=match.start(), end=match.end())


def _found(text: str, language: Language, facts: Iterator[str], known: frozenset[str] | None) -> Iterator[Quantity]:
    """Yield the numbers of a plain text, without the units that they share."""
    unit, end = "", 0
    while (digit := _FIRST.search(text, end)) and (match := _TOKEN.match(text, digit.start())):
        start = match.start()
        is_power = unit.startswith("length-")  # 2 of m2
        touches_unit = start == end and not is_power
        way, end = _token(text, match, language, facts, known)
        way, start, end = halves.with_half(text, way, start, end, language)
        unit, last = units.unit_after(text, end, language)
        unit, first = (unit, start) if unit else units.unit_before(text, start, language)
        quantity = Quantity(
            values=way[-1],
            unit=unit,
            written=text[first:last].replace(FACT, " ".join(way[-1])).strip(),
            start=start,
            end=last,
            is_name=not touches_unit and _ends_in_name(text, start),
            is_negative=_is_negative(text, match, is_english=known is None),
        )
        for each in way[:-1]:
            yield replace(quantity, values=each, unit="", written=min(each), end=match.end())
        yield quantity
        end = last


def _ends_in_name(text: str, start: int) -> bool:
    """Return whether what stands right before a place is the beginning of a name, as `COVID-` is."""
    before = text[start - 1 : start]
    return (before == "-" or before.isalpha()) and _IN_NAME.search(text, max(0, start - _LONGEST_NAME), start) is not None


def _is_negative(text: str, match: re.Match[str], *, is_english: bool) -> bool:
    """Return whether a number has a minus sign; a hyphen that stands between two things is none."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
    return before in {"-", " -", "(-"} or (after == "-" and not is_english)


def _token(
    text: str, match: re.Match[str], language: Language, facts: Iterator[str], known: frozenset[str] | None
) -> tuple[Way, int]:
    """Return the values of the numbers of a token, the last one multiplied by the word behind it, and the end of that."""
    if match["fact"]:
        return (frozenset({f"{{{next(facts, '')}}}"}),), match.end()
    is_english = known is None
    if (end := disguises.touching(text, match.end())) != match.end():
        looks = text[match.start() : end]
        return (frozenset({looks, match[0]} if is_english else {looks}),), end
    power, end = scales.scale_after(text, match.end(), language)
    rest, end = _rest(text, end, language, power)
    ways = [
        (_times(way, power, rest, is_english=is_english), end) for way in readings.ways(text, match, is_english=is_english)
    ]
    if known and power:  # what looks like a thousand may be another word
        ways += [(way, match.end()) for way in readings.ways(text, match, is_english=False)]
    return next((way for way in ways if known and all(each & known for each in way[0])), ways[0])


def _rest(text: str, at: int, language: Language, power: int) -> tuple[str, int]:
    """Return the smaller part of a number in two parts, "44 thousand" of "2 lakh 44 thousand", and its end; mostly "0"."""
    match = _SMALLER.match(text, at) if power else None
    smaller, end = scales.scale_after(text, match.end(), language) if match else (0, at)
    return (readings.scaled(match[1], smaller), end) if match and 0 < smaller < power else ("0", at)


def _times(way: Way, power: int, rest: str, *, is_english: bool) -> Way:
    """Return the values with those of the last number times a power of ten, and the rest added.

    "1.8*" is a value of "1.8 million", and of 1.8 in a translation: a word for a million may follow that we do not know.
    """
    times = frozenset(readings.scaled(value, power, rest) for value in way[-1]) if power else way[-1]
    loose = frozenset(f"{value}*" for value in way[-1]) if is_english == bool(power) else frozenset[str]()
    return *way[:-1], times | loose


def _with_shared_units(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Return the numbers, those of lists and ranges with the unit of the last one."""
    done: list[Quantity] = []
    for quantity in reversed(found):
        following = done[-1] if done else None
        if following and not quantity.unit and _SHARING.fullmatch(text, quantity.end, following.start):
            done.append(replace(quantity, shared=following.unit or following.shared))
        else:
            done.append(quantity)
    return reversed(done)
