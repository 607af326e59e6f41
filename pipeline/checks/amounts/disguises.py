"""What touches a number and makes it look like another one: `5⓪`, `2⁰`, `5O`, a digit behind something invisible."""

import re
import unicodedata

from pipeline.characters import INVISIBLE, code_point

_HIDDEN = re.compile(f"[{INVISIBLE}]")
_SHAPES = "".join(
    re.escape(character)
    for character in map(chr, range(0x80, 0x2800))
    if unicodedata.digit(character, -1) >= 0 > unicodedata.decimal(character, -1)
)
"""The digits that are raised, lowered or in circles; Unicode gives them the value of a digit, but no place in a number."""
_SYMBOLS = "(?:m[lg]|mcg|µg|мл|мг)"
_TOUCHING = re.compile(
    rf"[{INVISIBLE}]*[{_SHAPES}]+|[{INVISIBLE}]+(?=[0-9])"
    rf"|[OΟО]+(?![^\W\d_])|[oοо](?=\s?{_SYMBOLS}(?![^\W\d_]))"
)
"""Also the letters O of three scripts: large ones that end a word, and small ones, which make ordinals, before a unit."""
_MORE = re.compile(f"[0-9{_SHAPES}{INVISIBLE}OΟО]*")
_PLAIN_ENDS = frozenset({"", " ", ".", ",", "%", "-", "\u00a0", "\u202f"})
"""What mostly follows a number, and disguises nothing."""


def touching(text: str, end: int) -> int:
    """Return where what touches the number that ends at a place of a plain text, and looks like more of it, ends itself.

    The place itself if there is nothing.
    """
    if text[end : end + 1] in _PLAIN_ENDS:
        return end
    match = _TOUCHING.match(text, end)
    more = _MORE.match(text, match.end()) if match else None
    return more.end() if more else end


def seen(written: str) -> str:
    """Return a number with the code points of what nobody sees: 5(U+200B)0."""
    return _HIDDEN.sub(lambda match: f"({code_point(match[0])})", written)
