"""Bytes of a `.po` file to a catalogue, and back to the same bytes."""

import re
from collections.abc import Iterator, Sequence

from pipeline.catalogues import validity
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry, read_entry
from pipeline.catalogues.lines import Fault, Line, LineKind, read_line
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError

__all__ = ["Catalogue", "dump", "parse"]

_BOM = b"\xef\xbb\xbf"
_RAW_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")


def parse(content: bytes, path: str) -> Catalogue:
    """Return the catalogue in the bytes of a file; `dump` gives the same bytes back.

    `path` is for the places of problems. A file without a single message is a catalogue without entries.
    Raises EveryleafError with every problem of the file, in the order of their places; of a file in another charset, with
    that alone.
    """
    text, problems = _decode(content.removeprefix(_BOM), path)
    raw = _RAW_LINE.findall(text)
    lines = list(map(read_line, raw))
    problems += [_problem(line.fault, number, path) for number, line in enumerate(lines, 1) if line.fault]
    entries = []
    end = 0
    for start, end in _cut(lines):
        found = read_entry(raw[start:end], start + 1, lines[start:end])
        if isinstance(found, Entry):
            entries.append(found)
        else:
            problems += [_problem(fault, start + 1, path) for fault in found]
    newline = "\r\n" if raw and raw[0].endswith("\r\n") else "\n"
    catalogue = Catalogue(entries=tuple(entries), newline=newline, bom=content.startswith(_BOM), tail=tuple(raw[end:]))
    problems += validity.problems(catalogue, path)
    if problems:
        raise EveryleafError(*sorted(problems, key=_position))
    return catalogue


def dump(catalogue: Catalogue) -> bytes:
    """Return the bytes of the file."""
    text = "".join(line for entry in catalogue.entries for line in entry.lines) + "".join(catalogue.tail)
    return (_BOM if catalogue.bom else b"") + text.encode()


def _decode(content: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Return the text; where it is no UTF-8, with surrogates for what cannot be read, and the first place of that."""
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
