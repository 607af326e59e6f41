"""Characters that no text may hold: they are invisible, and programs stumble over them."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffd-\uffff]")
"""Control characters (C0 and C1) but tab and line ends, Unicode's own line and paragraph separators, noncharacters, and
U+FFFD, which stands where a letter was lost."""

BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters to Unicode that show nothing: the fillers of Hangul."""


def code_point(character: str) -> str:
    """Return a character as Unicode names its place: "U+000C"."""
    return f"U+{ord(character):04X}"


def shows_words(text: str) -> bool:
    """Return whether a reader sees a letter or a digit."""
    return any(character.isalnum() and character not in BLANK_LETTERS for character in text)


def shown(text: str) -> str:
    """Return a text as it can be printed anywhere, with escapes for what can't: a line break, a byte that is not UTF-8."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
