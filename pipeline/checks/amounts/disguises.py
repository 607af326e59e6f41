"""What touches a number and makes it look like another one: `5⓪`, `2⁰`, `5O`, a digit behind something invisible."""

import re
import unicodedata

from pipeline.characters import code_point

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
"""What Unicode says is not shown: Default_Ignorable_Code_Point of the Basic Multilingual Plane (UAX #44)."""
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_SHAPES = "".join(
    re.escape(character)
    for character in map(chr, range(0x80, 0x2800))
    if unicodedata.digit(character, -1) >= 0 > unicodedata.decimal(character, -1)
)
"""The digits that are raised, lowered or in circles; Unicode gives them the value of a digit, but no place in a number."""
_SYMBOLS = "(?:m[lg]|mcg|µg|мл|мг)"
_TOUCHING = re.compile(
    rf"[{_INVISIBLE}]*[{_SHAPES}]+|[{_INVISIBLE}]+(?=[0-9])"
    rf"|[OΟО]+(?![^\W\d_])|[oοо](?=\s?{_SYMBOLS}(?![^\W\d_]))"
)
"""Also the letters O of three scripts: large ones that end a word, and small ones, which make ordinals, before a unit."""
_MORE = re.compile(f"[0-9{_SHAPES}{_INVISIBLE}OΟО]*")
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
