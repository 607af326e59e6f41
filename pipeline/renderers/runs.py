"""A text to those runs of it whose order must not depend on what surrounds them.

In right-to-left text the bidirectional algorithm (UAX #9) shows `020 7946 0958` as `0958 7946 020` and `37.5 °C` as
`°C 37.5`; whoever writes the text out must set such runs apart, as elements or between isolates.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import assert_never

from pipeline.languages import Direction
from pipeline.model import FactKind, FactValue

BARRIER = "\u2029"
"""What stands for a thing that no run goes over: the paragraph separator, which is never in a passage."""

RTL_LETTER = re.compile("(?![\u0660-\u0669\u06f0-\u06f9])[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""A letter, mark or sign from right to left, and no digit: numbers run from left to right in every script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The characters from `start` to before `end`, and how they are read."""

    start: int
    end: int
    direction: Direction
    glued: bool
    """Whether it touches a letter of the other direction, so that a tag around it would stand in mid-word."""
    simple: bool
    """Whether it is a bare number or a bare word, whose own order nothing can change."""
    unbroken: bool
    """Whether it is a number with gaps, with or without a unit, and short enough to be kept in one line."""


def find_runs(text: str, surrounding: Direction, whole: tuple[tuple[int, int], ...] = ()) -> Iterator[Run]:
    """Yield the runs of a text to be set apart where it stands in text of a direction, in their order.

    In right-to-left text these are numbers and left-to-right words; in left-to-right text, right-to-left words and numbers
    that should stay in one line. `whole` are stretches, as start and end, that a run holds whole or not at all.
    """
    classes = _classes(text)
    for match in _RUNS[surrounding].finditer(classes):
        start, end = _with_brackets(text, *match.span())
        start, end = _settled(text, start, end, whole)
        if start < end:
            own, beside = classes[start:end], (index for index in (start - 1, end) if 0 <= index < len(text))
            around = {classes[index] for index in beside if text[index] not in _MARKS}
            yield Run(
                start=start,
                end=end,
                direction="rtl" if "R" in own else "ltr",
                glued=("L" if "R" in own else "R") in around,
                simple=len(set(own)) == 1,
                unbroken=len(own) <= _LONGEST_UNBROKEN and bool(_QUANTITY.fullmatch(own)),
            )


def without_controls(text: str) -> str:
    """Return text without embeddings, overrides and isolates: no author and no translator may reorder what is around."""
    return _CONTROLS.sub("", text)


def is_right_to_left(text: str) -> bool:
    """Return whether a text has any right-to-left letter."""
    return "R" in _classes(text)


def isolate(text: str, direction: Direction) -> str:
    """Return a text between the isolate of its direction and its end (UAX #9, 2.4)."""
    return f"{_RLI if direction == 'rtl' else _LRI}{text}{_PDI}"


# --- Quantities ---------------------------------------------------------------------------------------------------------


def is_quantity(fact: FactValue) -> bool:
    """Return whether a fact is an amount of money, a number with its unit or a date, whose words CLDR puts in their order.

    A bare number is none: it may be a part of "{dose} mg", which is one run.
    """
    match fact.kind:
        case FactKind.MONEY | FactKind.DATE:
            return True
        case FactKind.NUMBER:
            return not _BARE_NUMBER.fullmatch(fact.text)
        case FactKind.PHONE | FactKind.URL | FactKind.EMAIL | FactKind.TEXT:
            return False
        case _:
            assert_never(fact.kind)


def quantity_direction(text: str) -> Direction:
    """Return the direction of a quantity: its first strong character's, left to right if it has none (UAX #9, P2 and P3).

    CLDR means it so: Arabic money starts with U+200F, Persian money with U+200E.
    """
    return "rtl" if re.match("[^LR]*R", _classes(text)) else "ltr"


def quantity_run(fact: FactValue, text: str, start: int) -> Run:
    """Return the run that a quantity is, where a BARRIER stands for it in a text."""
    return Run(
        start=start,
        end=start + len(BARRIER),
        direction=quantity_direction(fact.text),
        glued=is_right_to_left(text[max(start - 1, 0) : start] + text[start + len(BARRIER) :][:1]),
        simple=False,
        unbroken=fact.kind is not FactKind.DATE and len(fact.text) <= _LONGEST_UNBROKEN,
    )


def steadied(quantity: str) -> str:
    """Return a quantity with marks that keep its order: "UK£" apart from the number, a minus before it.

    CLDR has such a mark in its minus sign; Babel 2.18 leaves it out.
    """
    if quantity_direction(quantity) == "ltr":
        return quantity
    return _MINUS.sub(rf"{_LRM}\g<0>", _LATIN_WORD.sub(rf"{_RLM}\g<0>{_LRM}", quantity))


_LRM, _RLM, _LRI, _RLI, _PDI = "\u200e", "\u200f", "\u2066", "\u2067", "\u2069"
_MARKS = f"{_LRM}{_RLM}\u061c"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BARE_NUMBER = re.compile(rf"[-+−\d.,'’\u066b\u066c\s{_MARKS}]+")
_MINUS = re.compile(rf"(?<![{_LRM}\d])[-+−](?=\d)")
_LATIN_WORD = re.compile(r"(?<!\w)[A-Za-z]\S*")
_LONGEST_UNBROKEN = 24
"""In characters: what fits in a line of a screen 320 pixels wide."""

# The patterns are over classes: L left to right, R right to left, N digit, s space, £ any currency, b barrier; else the
# character itself. What stands between isolates is set apart already, and so is a barrier.
_CLASSES = MappingProxyType({"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N", "WS": "s", "B": "b", "S": "s"})
_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_COMBINING = frozenset({"NSM", "BN"})
_QUANTITY = re.compile(r"(?=.*s)[^LR]*N[^LR]*L{0,3}")
_RUNS: MappingProxyType[Direction, re.Pattern[str]] = MappingProxyType(
    {
        # A number, a word, or several of them with signs between; never over the end of a sentence or of a list's part.
        "rtl": re.compile(
            r"(?:(?<![LNR])[-+−£#<>≤≥~≈±])?[LN]+"
            r"(?:(?:[^LNRsb]{1,3}|s|s[-+−–—×*÷=/·&]s|s[°(\"'“‘]|[)\"'”’]s|(?<=L),s(?=L))[LN]+)*"
            r"(?:[/%°′″£]+(?![LNR]))?"
        ),
        # Right-to-left words, or a number in groups, or in degrees.
        "ltr": re.compile(
            r"R+(?:[^LRb.?!]{1,4}R+)*"
            r"|(?<![LN])\+?N+(?:[^LNRsb]?N+)*(?:(?:(?:s|[)]s|s×s)N+(?:[^LNRsb]N+)*)+(?:s°L)?|s°L)(?![LN])"
        ),
    }
)


@lru_cache(maxsize=4096)  # the formats ask for the same texts
def _classes(text: str) -> str:
    """Return the class of each character."""
    classes, depth = "", 0
    for bidirectional, own in map(_class_of, text):
        depth += bidirectional in _ISOLATES
        if depth:
            classes += "b"
        elif bidirectional in _COMBINING and classes:
            classes += classes[-1]
        else:
            classes += own
        depth -= bidirectional == "PDI" and depth > 0
    return classes


@cache
def _class_of(character: str) -> tuple[str, str]:
    """Return a character's class by Unicode, and its own here, as it is if nothing is around it."""
    bidirectional = unicodedata.bidirectional(character)
    if character.isdecimal():
        return "EN", "N"
    if unicodedata.category(character) == "Sc" and bidirectional == "ET":
        return bidirectional, "£"
    return bidirectional, _CLASSES.get(bidirectional, "s" if character.isspace() else character)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a run with the other half of a bracket that it has one half of: "(020) 7946", "NHS (GP)"."""
    inside = text[start:end]
    if inside.count(")") > inside.count("(") and text[:start].endswith("("):
        return start - 1, end
    if inside.count("(") > inside.count(")") and text[end:].startswith(")"):
        return start, end + 1
    return start, end


def _settled(text: str, start: int, end: int, whole: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Return a run without spaces at its ends, which cuts none of the stretches; empty if nothing is left of it."""
    before = None
    while start < end and before != (start, end):  # a trimmed run may begin in mid-stretch
        before = start, end
        for stretch in whole:
            start, end = _beside(stretch, start, end)
        start, end = _trimmed(text, start, end)
    return start, end


def _beside(stretch: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return a run cut so that it holds a stretch whole or not at all; empty if it lies inside the stretch."""
    first, last = stretch
    apart, holds = end <= first or last <= start, start <= first and last <= end
    if apart or holds:
        return start, end
    return (start, first) if start < first else (last, max(last, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())
