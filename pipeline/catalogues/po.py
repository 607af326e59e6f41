"""Bytes of a `.po` file to a catalogue, and back to the same bytes."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from pipeline.catalogues import validity
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry, read_entry
from pipeline.catalogues.lines import Fault, Line, LineKind, read_line
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.languages import Language

__all__ = ["Catalogue", "dump", "parse"]

_MOST_PROBLEMS = 100
_BOM = b"\xef\xbb\xbf"
_RAW_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_WIDE = re.compile(rb"\xff\xfe|\xfe\xff|[^\0]?\0")
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")


def parse(content: bytes, path: str, language: Language | None = None) -> Catalogue:
    """Return the catalogue in the bytes of a file; `dump` gives the same bytes back.

    `path` is for the places of problems. `language` is the one that the catalogue has to be in; a template is in none.
    A file without a single message is a catalogue without entries.
    Raises EveryleafError with the problems of the file, a hundred at most, in the order of their places; of a file in
    another charset or with other line ends, with that alone. An entry with a line that can't be read is not judged further.
    """
    text, undecodable = _decode(content.removeprefix(_BOM), path)
    _check_line_ends(text, path)
    raw = _RAW_LINE.findall(text)
    lines = list(map(read_line, raw))
    newline = "\r\n" if raw and raw[0].endswith("\r\n") else "\n"
    cuts = tuple(_cut(lines))
    faulty = {row for row, line in enumerate(lines) if line.fault}
    found = [
        (start + 1, read_entry(raw[start:end], start + 1, lines[start:end]))
        for start, end in cuts
        if faulty.isdisjoint(range(start, end))
    ]
    catalogue = Catalogue(
        entries=tuple(each for _, each in found if isinstance(each, Entry)),
        newline=newline,
        bom=content.startswith(_BOM),
        tail=tuple(raw[cuts[-1][1] if cuts else 0 :]),
    )
    faults = chain(
        ((row + 1, fault) for row in sorted(faulty) if (fault := lines[row].fault)),
        ((number, fault) for number, each in found if not isinstance(each, Entry) for fault in each),
    )
    wrong = (_problem(fault, number, path) for number, fault in faults)
    problems = tuple(islice(chain(undecodable, wrong, validity.problems(catalogue, path, language)), _MOST_PROBLEMS))
    if problems:
        raise EveryleafError(*sorted(problems, key=_position))
    return catalogue


def dump(catalogue: Catalogue) -> bytes:
    """Return the bytes of the file."""
    text = "".join(line for entry in catalogue.entries for line in entry.lines) + "".join(catalogue.tail)
    return (_BOM if catalogue.bom else b"") + text.encode()


def _decode(content: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Return the text; where it is no UTF-8, with surrogates for what cannot be read, and the first place of that."""
    if _WIDE.match(content):
        message = "the file is in UTF-16 or UTF-32, or damaged"
        raise EveryleafError(Diagnostic(code="po-charset", message=message, at=Span(path, 1), hint="save the file as UTF-8"))
    try:
        return content.decode(), []
    except UnicodeDecodeError:
        text = content.decode(errors="surrogateescape")
    charset = validity.declared_charset(text)
    if charset not in validity.UTF_8:
        row = next(row for row, line in enumerate(text.split("\n"), 1) if validity.declared_charset(line))
        raise EveryleafError(validity.wrong_charset(charset, Span(path, row)))
    row, match = next((row, match) for row, line in enumerate(text.split("\n"), 1) if (match := _NOT_UTF_8.search(line)))
    message = f"the byte 0x{ord(match[0]) - 0xDC00:02X} is no UTF-8"
    at = Span(path, row, match.start() + 1)
    return text, [Diagnostic(code="po-charset", message=message, at=at, hint="save the file as UTF-8")]


def _check_line_ends(text: str, path: str) -> None:
    """Raise EveryleafError if a line ends with a carriage return alone: all lines would be one, of a comment perhaps."""
    if found := _LONE_RETURN.search(text):
        row, start = text.count("\n", 0, found.start()) + 1, text.rfind("\n", 0, found.start()) + 1
        message = "a carriage return stands here without a line feed"
        hint = "save the file with line ends of Unix (LF) or Windows (CR LF)"
        at = Span(path, row, found.start() - start + 1)
        raise EveryleafError(Diagnostic(code="po-syntax", message=message, at=at, hint=hint))


def _cut(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Give the first row of each entry and the row after its last; what stands above it belongs to it."""
    start = end = 0
    above = ""
    for row, line in enumerate(lines):
        if line.kind is LineKind.BLANK:
            continue
        is_comment = line.kind is not LineKind.MESSAGE
        if above and (is_comment or line.keyword == "msgctxt" or (line.keyword == "msgid" and above != "msgctxt")):
            yield start, end
            start, above = end, ""
        if not is_comment:
            end = row + 1
            above = line.keyword or above or "text"
    if end > start:
        yield start, end


def _problem(fault: Fault, number: int, path: str) -> Diagnostic:
    at = Span(path, number + fault.row, fault.offset + 1)
    return Diagnostic(code=fault.code, message=fault.message, at=at, hint=fault.hint)


def _position(problem: Diagnostic) -> Span:
    assert problem.at
    return problem.at
