"""Whether a translation is about as long as it can be expected to be."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from pipeline.checks.base import Finding, Pair
from pipeline.markdown import plain
from pipeline.model import Message, Role

_LENGTHS = (10, 20, 30, 50, 70)
_EXPANSION = (3.0, 2.0, 1.8, 1.6, 1.7, 1.3)
"""How many times as long as the English a translation becomes: the upper bounds of IBM's table for texts up to each of these
lengths and for longer ones, in W3C's "Text size in translation"."""
_GENEROUS = 2
"""How many times that much is allowed. In TICO-19 only translations that belong to other messages are longer."""
_ALWAYS = 80
"""What running text may always have: a name may be explained in brackets."""
_SHORT = frozenset({Role.TITLE, Role.HEADING, Role.TABLE_HEADER, Role.TABLE_CELL, Role.ALTERNATIVE_TEXT})


def check_length(pair: Pair) -> Iterator[Finding]:
    """Yield `too-long` or `too-short`: the translation does not fit, says less, or belongs to another message."""
    source, translation = columns(plain(pair.source.inlines)), plain(pair.target.inlines)
    limit = length_limit(pair.message, source)
    if 2 * len(translation) <= limit and source <= len(translation) + 20:
        return  # however wide or narrow its characters are
    target = columns(translation)
    if target > limit:
        words = f"the translation has {target} characters, and at most {limit} fit here"
        usual = f"the translation has {target} characters, the source {source}; {limit} should be enough"
        hint = "say it shorter, or look whether it is the translation of another message"
        yield Finding(code="too-long", words=words if pair.message.limit else usual, hint=hint)
    elif source > 3 * target + 20:
        words = f"the translation has {target} characters, the source {source}"
        hint = "look whether something is left out, or whether it is the translation of another message"
        yield Finding(code="too-short", words=words, hint=hint)


def length_limit(message: Message, source: int) -> int:
    """Return how many columns a translation of a message may have: what its author says, or else by those of the source."""
    if message.limit is not None:
        return message.limit
    usual = round(_GENEROUS * _EXPANSION[bisect_left(_LENGTHS, source)] * source)
    return usual if message.role in _SHORT else max(usual, _ALWAYS)


def columns(text: str) -> int:
    """Return how wide a text is: a column a character, two for the wide ones of East Asia, none for marks above or below."""
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
