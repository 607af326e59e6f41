"""Text to the quoted strings of a catalogue, and back."""

import contextlib
import re

_NAMED = {"\n": "n", "\t": "t", "\r": "r", "\a": "a", "\b": "b", "\f": "f", "\v": "v", '"': '"', "\\": "\\"}
_TO_ESCAPE = {ord(character): f"\\{name}" for character, name in _NAMED.items()}
_TO_ESCAPE |= {code: f"\\{code:03o}" for code in (*range(32), 127) if code not in _TO_ESCAPE}
_FROM_NAME = {name: character for character, name in _NAMED.items()}
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{2}))+)|\\(.)", re.DOTALL)
_PARAGRAPH = re.compile(r"[^\n]*\n|[^\n]+")


class EscapeError(ValueError):
    """A backslash that stands before something that it may not stand before; `offset` counts from 0."""

    def __init__(self, escape: str, offset: int) -> None:
        super().__init__(f"{escape} is no escape that a catalogue knows")
        self.offset = offset


def unescape(body: str) -> str:
    """Return the text that stands between two quotation marks.

    Octal and hexadecimal escapes are bytes of UTF-8, as `msgcat --escape` writes them.
    Raises EscapeError.
    """
    return _ESCAPE.sub(_character, body) if "\\" in body else body


def quote(text: str) -> str:
    """Return text as one quoted string; every control character is escaped."""
    return f'"{text.translate(_TO_ESCAPE)}"'


def keyword_lines(keyword: str, text: str) -> tuple[str, ...]:
    r"""Return the lines that give a keyword its text, without line ends; never empty.

    One line, however long, or for a text of several lines `keyword ""` and one string for each, as gettext writes them.
    """
    if "\n" not in text[:-1]:
        return (f"{keyword} {quote(text)}",)
    return (f'{keyword} ""', *map(quote, _PARAGRAPH.findall(text)))


def _character(escape: re.Match[str]) -> str:
    numbers, name = escape.groups()
    if name in _FROM_NAME:
        return _FROM_NAME[name]
    if numbers:
        codes = (int(f"0{code}" if code[0] == "x" else f"0o{code}", 0) for code in numbers.split("\\")[1:])
        with contextlib.suppress(ValueError):
            return bytes(codes).decode()
    raise EscapeError(escape[0], escape.start())
