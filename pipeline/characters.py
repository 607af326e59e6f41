"""Characters that nobody sees: those that no text may hold, for programs stumble over them, and those that it may."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffd-\uffff]")
"""Control characters (C0 and C1) but tab and line ends, Unicode's own line and paragraph separators, noncharacters, and
U+FFFD, which stands where a letter was lost."""

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What is not shown, to stand between the brackets of a pattern: Default_Ignorable_Code_Point of Unicode 16.0 (UAX #44)."""

FACT = "\ufffc"
"""What stands for a fact in the words of a text: the object replacement character, which is in no text."""

BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Those of the invisible that are letters to Unicode: the fillers of Hangul."""


def code_point(character: str) -> str:
    """Return a character as Unicode names its place: "U+000C"."""
    return f"U+{ord(character):04X}"


def shows_words(text: str) -> bool:
    """Return whether a reader sees a letter or a digit."""
    return any(character.isalnum() and character not in BLANK_LETTERS for character in text)


def shown(text: str) -> str:
    """Return a text as it can be printed anywhere, with escapes for what can't: a line break, a byte that is not UTF-8."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
