"""One line of a catalogue file to what it says.

The grammar is that of the GNU gettext manual, "The Format of PO Files", one string to a line as every tool writes it.
"""

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.catalogues.quoting import EscapeError, unescape

BLANKS = " \t\r\n"
_STRING = re.compile(r'(?:(?:(msgid_plural|msgid|msgctxt)|(msgstr)(?:\[([0-9]{1,3})\])?)[ \t]*)?"((?:[^"\\]+|\\.)*+)"')
_KEYWORD = re.compile(r"(?:(msgid_plural|msgid|msgctxt)\b|(msgstr)\b(?:\[([0-9]{1,3})\])?)[ \t]*")
_OPEN_STRING = re.compile(r'"(?:[^"\\]+|\\.)*+')
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class LineKind(IntEnum):
    """What a line is; the numbers are the order that gettext keeps within an entry."""

    BLANK = 0
    TRANSLATOR = 1
    EXTRACTED = 2
    REFERENCE = 3
    FLAG = 4
    PREVIOUS = 5
    MESSAGE = 6


class Fault(NamedTuple):
    """What is wrong with a line, or with one of several; both numbers count from 0."""

    offset: int
    """Characters from the start of the line."""
    message: str
    hint: str
    row: int = 0
    """Lines from the first of several."""
    code: str = "po-syntax"


class Line(NamedTuple):
    """What one line says."""

    kind: LineKind
    text: str = ""
    """Of a string its characters, unescaped; of a comment what follows its mark."""
    keyword: str = ""
    """`msgctxt`, `msgid`, `msgid_plural`, `msgstr`, or empty for a string that continues the one above."""
    form: int | None = None
    """The number in `msgstr[2]`."""
    is_obsolete: bool = False
    fault: Fault | None = None
    """What is wrong with it; it still says what it was meant to be, as far as can be seen."""


_BLANK = Line(LineKind.BLANK)
_COMMENTS = {"#.": LineKind.EXTRACTED, "#:": LineKind.REFERENCE, "#,": LineKind.FLAG}


@lru_cache(maxsize=4096)
def read_line(raw: str) -> Line:
    """Return what a line says, and what is wrong with it.

    The latest ones are remembered: half the lines of a catalogue are blank, or the same flag, place or comment again.
    """
    text = raw.strip(BLANKS)
    if not text:
        return _BLANK
    if text[0] != "#":
        return _read_string(raw, text, LineKind.MESSAGE, is_obsolete=False)
    mark = text[:2]
    if mark in _COMMENTS:
        return Line(_COMMENTS[mark], text[2:].removeprefix(" "))
    if mark == "#|":
        return _read_string(raw, text[2:].lstrip(BLANKS), LineKind.PREVIOUS, is_obsolete=False)
    if mark == "#~":
        return _read_obsolete(raw, text[2:].lstrip(BLANKS))
    return Line(LineKind.TRANSLATOR, text[1:].removeprefix(" "))


def line_kind(raw: str) -> LineKind:
    """Return what a line is."""
    return read_line(raw).kind


def _read_obsolete(raw: str, rest: str) -> Line:
    if not rest:
        return _BLANK
    if rest[0] == "#":
        return Line(LineKind.TRANSLATOR, rest[1:].removeprefix(" "))
    if rest[0] == "|":
        return _read_string(raw, rest[1:].lstrip(BLANKS), LineKind.PREVIOUS, is_obsolete=True)
    return _read_string(raw, rest, LineKind.MESSAGE, is_obsolete=True)


def _read_string(raw: str, text: str, kind: LineKind, *, is_obsolete: bool) -> Line:
    match = _STRING.fullmatch(text)
    if match is None:
        return _read_faulty(raw, text, kind, is_obsolete=is_obsolete)
    keyword, translation, form, body = match.groups()
    fault = None
    try:
        body = unescape(body)
    except EscapeError as error:
        place = raw.rindex(text) + match.start(4) + error.offset
        fault = Fault(place, str(error), r"write \\ where a backslash is meant")
    return Line(kind, body, keyword or translation or "", None if form is None else int(form), is_obsolete, fault)


def _read_faulty(raw: str, text: str, kind: LineKind, *, is_obsolete: bool) -> Line:
    start = raw.rindex(text) if text else len(raw.rstrip(BLANKS))
    keyword = _KEYWORD.match(text)
    if text.startswith(_CONFLICT):
        fault = Fault(start, "a merge left its conflict marker here", "keep one side, and delete the markers")
        return _BLANK._replace(fault=fault)
    if keyword is None and not text.startswith('"'):
        hint = 'a line starts with #, msgctxt, msgid, msgid_plural, msgstr or a quotation mark "'
        return _BLANK._replace(fault=Fault(start, "this line is neither a comment nor a part of a message", hint))
    end_of_keyword = keyword.end() if keyword else 0
    opened = _OPEN_STRING.match(text, end_of_keyword)
    if opened is None:
        fault = Fault(start + end_of_keyword, "a quoted text is missing here", 'write "" for no text')
    elif text[opened.end() :].startswith('"'):
        fault = Fault(start + opened.end(), "the text ends at this quotation mark", r"write \" for one inside a text")
    else:
        fault = Fault(start + len(text), "the closing quotation mark is missing", 'end the line with "')
    if keyword is None:
        return Line(kind, is_obsolete=is_obsolete, fault=fault)
    form = None if keyword[3] is None else int(keyword[3])
    return Line(kind, "", keyword[1] or keyword[2], form, is_obsolete, fault)
