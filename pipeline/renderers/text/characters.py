"""The inlines of a passage to the characters of a plain-text line."""

import re
import unicodedata
from types import MappingProxyType
from typing import assert_never

from pipeline.languages import Direction
from pipeline.model import (
    Abbreviation,
    Code,
    Emphasis,
    FactKind,
    FactValue,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    Strong,
    Text,
    WebTarget,
)
from pipeline.renderers.addresses import as_address, site, without_paths
from pipeline.renderers.runs import find_runs, is_quantity, isolate, quantity_direction, steadied

LRM, RLM = "\u200e", "\u200f"
MARKS = LRM + RLM + "\u061c"
_NO_BREAK_SPACE = "\u00a0"
SLOT = "\ufffc"
"""What stands in the tool's words for a passage that is put there later."""

_NOT_SEEN = re.compile(f"[{MARKS}\u2066\u2067\u2069]")
_WHITE = (
    *range(0x09, 0x0E),
    *range(0x1C, 0x20),
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
)
_CLEANED = MappingProxyType(
    dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "")  # control characters
    | dict.fromkeys([0xAD, 0x180E, 0x200B, 0xFEFF], "")  # soft hyphen, characters of no width; ZWNJ and ZWJ are kept
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x2070)], "")  # embeddings, overrides, isolates, joiners
    | dict.fromkeys(_WHITE, " ")
    | dict.fromkeys([0x2010, 0x2011], "-")
)


def characters(inline: Inline) -> str:  # noqa: PLR0911 (one return a kind of inline)
    """Return what a reader sees of an inline in its sentence; a line break is a line feed."""
    match inline:
        case Text():
            return without_paths(clean(inline.text))
        case Code():
            return clean(inline.text)
        case Strong() | Emphasis():
            return "".join(map(characters, inline.children))
        case LineBreak():
            return "\n"
        case FactValue():
            return _fact(inline)
        case Abbreviation():
            return clean(f"{inline.text} ({inline.expansion})" if inline.is_spelt_out else inline.text)
        case Link():
            words = "".join(map(characters, link_words(inline)))
            return words + (_unsaid_number(inline.target.url, words) if isinstance(inline.target, WebTarget) else "")
        case _:
            assert_never(inline)


def link_words(link: Link) -> tuple[Inline, ...]:
    """Return the words of a link; if it has none that a reader sees, what its address says of itself."""
    if bare("".join(map(characters, link.children))).strip():
        return link.children
    match link.target:
        case LeafletTarget(leaflet):
            return (Text(leaflet),)
        case WebTarget(url):
            return (Text(site(as_address(url)) or url.partition(":")[2]),)
        case _:
            assert_never(link.target)


def clean(text: str) -> str:
    """Return a text without characters that reorder others or that nobody sees; all white space is spaces."""
    return text.translate(_CLEANED)


def bare(text: str) -> str:
    """Return a text as a reader of the file's structure sees it: without marks of direction and isolates, in NFC."""
    return unicodedata.normalize("NFC", _NOT_SEEN.sub("", text))


def _fact(fact: FactValue) -> str:
    text = clean(fact.text)
    if fact.kind is FactKind.PHONE:
        return text.replace(" ", _NO_BREAK_SPACE)
    if is_quantity(fact) and fact.language.direction == "rtl":
        return isolate(steadied(text), quantity_direction(text))
    return site(text) if fact.kind is FactKind.URL and fact.url else text


def _unsaid_number(url: str, words: str) -> str:
    """Return the number of a `tel:` link in brackets, unless the link's words say it already."""
    scheme, _, number = url.partition(":")
    said = "".join(
        str(unicodedata.digit(character)) for character in words if unicodedata.digit(character, None) is not None
    )
    if scheme.lower() != "tel" or (said and re.sub(r"\D", "", number).endswith(said.lstrip("0"))):
        return ""
    return f" ({clean(number).replace(' ', _NO_BREAK_SPACE)})"


def isolated(text: str, surrounding: Direction) -> str:
    """Return a line's text with each run against its direction isolated (UAX #9, 2.4).

    A bare number reads the same without, and stays fit to be copied to a telephone.
    """
    result, position = "", 0
    for run in find_runs(text, surrounding):
        words = text[run.start : run.end]
        bare_run = run.direction == surrounding or words.isdecimal() or not words.strip(MARKS)
        result += text[position : run.start] + (words if bare_run else isolate(words, run.direction))
        position = run.end
    return result + text[position:]
