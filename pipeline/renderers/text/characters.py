"""The inlines of a passage to the characters of a plain-text line, and to the addresses that follow it."""

import re
import unicodedata
from types import MappingProxyType
from typing import assert_never
from urllib.parse import quote

from pipeline.languages import Direction
from pipeline.model import Code, Emphasis, FactKind, FactValue, Inline, LineBreak, Link, Strong, Text, WebTarget
from pipeline.renderers.runs import find_runs, is_quantity, isolate, quantity_direction, steadied

LRM, RLM = "\u200e", "\u200f"
_MARKS = LRM + RLM + "\u061c"
_NO_BREAK_SPACE = "\u00a0"
SLOT = "\ufffc"
"""What stands in the tool's words for a passage that is put there later."""

_PRINTABLE = "".join(map(chr, range(0x21, 0x7F)))
_TYPED_ADDRESS = re.compile(r"https?://[!-~]*[A-Za-z0-9/_=&#%~-]", re.IGNORECASE)

_CLEANED = MappingProxyType(
    dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "")  # control characters
    | dict.fromkeys([0xAD, 0x180E, 0x200B, 0xFEFF], "")  # soft hyphen, characters of no width; ZWNJ and ZWJ are kept
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x2070)], "")  # embeddings, overrides, isolates, joiners
    | dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u2007\u2028\u2029\u202f"), " ")
    | dict.fromkeys([0x2010, 0x2011], "-")
)


def characters(inline: Inline) -> str:
    """Return what a reader sees of an inline in its sentence; a line break is a line feed."""
    match inline:
        case Text():
            return _TYPED_ADDRESS.sub(lambda found: _site(found[0]), _clean(inline.text))
        case Code():
            return _clean(inline.text)
        case Strong() | Emphasis():
            return "".join(map(characters, inline.children))
        case LineBreak():
            return "\n"
        case FactValue():
            return _fact(inline)
        case Link():
            words = "".join(map(characters, inline.children))
            return words + (_unsaid_number(inline.target.url, words) if isinstance(inline.target, WebTarget) else "")
        case _:
            assert_never(inline)


def _clean(text: str) -> str:
    return text.translate(_CLEANED)


def _fact(fact: FactValue) -> str:
    text = _clean(fact.text)
    if fact.kind is FactKind.PHONE:
        return text.replace(" ", _NO_BREAK_SPACE)
    if is_quantity(fact) and fact.language.direction == "rtl":
        return isolate(steadied(text), quantity_direction(text))
    return _site(text) if fact.kind is FactKind.URL and fact.url else text


def _site(text: str) -> str:
    """Return the name of the site that an address leads to, "www.nhs.uk"; any other text as it is."""
    return re.split("[/?#]", text.split("://", 1)[1])[0] if "://" in text else text


def _unsaid_number(url: str, words: str) -> str:
    """Return the number of a `tel:` link in brackets, unless the link's words say it already."""
    scheme, _, number = url.partition(":")
    said = "".join(
        str(unicodedata.digit(character)) for character in words if unicodedata.digit(character, None) is not None
    )
    if scheme.lower() != "tel" or (said and re.sub(r"\D", "", number).endswith(said.lstrip("0"))):
        return ""
    return f" ({_clean(number).replace(' ', _NO_BREAK_SPACE)})"


def typed_addresses(text: str) -> tuple[str, ...]:
    """Return the web addresses that stand in a text, without the punctuation that follows them."""
    return tuple(_TYPED_ADDRESS.findall(_clean(text)))


def as_addresses(url: str) -> tuple[str, ...]:
    """Return what stands alone on a line for a link, in printable ASCII only; nothing for a telephone number."""
    scheme, _, rest = url.partition(":")
    match scheme.lower():
        case "tel":
            return ()
        case "mailto":
            return (as_ascii(rest.split("?")[0]),)
        case _:
            return (as_ascii(url),)


def as_ascii(address: str) -> str:
    """Return an address with all but printable ASCII percent-encoded (RFC 3987, 3.1), so that no mark can hide in it."""
    return quote(address, safe=_PRINTABLE)


def isolated(text: str, surrounding: Direction) -> str:
    """Return a line's text with each run against its direction isolated (UAX #9, 2.4).

    A bare number reads the same without, and stays fit to be copied to a telephone.
    """
    result, position = "", 0
    for run in find_runs(text, surrounding):
        words = text[run.start : run.end]
        bare = run.direction == surrounding or words.isdecimal() or not words.strip(_MARKS)
        result += text[position : run.start] + (words if bare else isolate(words, run.direction))
        position = run.end
    return result + text[position:]
