"""A workbook that came back to the rows in it. Nothing in it is evaluated."""

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter

from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.packs import archives
from pipeline.packs.sheets import NO, UNFIT, YES, Column, Row, Sheet, at_cell

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import _WorksheetLike

_LAST_ROW = 1_048_576
_MOST_COLUMNS = 50
_MOST_SHEETS = 50
_ID_HEADER = re.compile(rf"{Column.ID.header} (\S+) (\S+)")
_LINE_END = re.compile("\r\n?|_x000D_\n?")
_PLAIN_FORMATS = frozenset({"General", "@", "0"})
_NEEDED = (Column.ENGLISH, Column.TRANSLATION, Column.NEEDS_REVIEW, Column.ID)
_READ = (*_NEEDED, Column.REMARK)
_TO_REVIEW = MappingProxyType({"": False, NO: False, YES: True})


class _Cell(NamedTuple):
    """A cell as a text, or why it is none."""

    text: str = ""
    fault: str = ""


class _Line(NamedTuple):
    """A row of any sheet that is not empty."""

    number: int
    cells: Sequence[_Cell]


def read(content: bytes, path: str) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that Everyleaf made once, without rows that are empty; other sheets are passed over.

    Columns may stand in any order, and others beside them; that of remarks may be missing. Line ends are LF; rich text is
    taken as plain text.
    Raises EveryleafError `pack-unsafe` for a file that is no workbook or an immoderate one; `sheet-layout` for one with too
    many sheets, or in which another column is missing; `sheet-cell` for each cell that holds no text that somebody typed,
    such as a formula.
    """
    archives.read(content, path, wanted=lambda _: False)
    sheets = [_sheet(found, lines, path) for lines in _tables(content, path) if (found := _id_header(lines[0]))]
    if not sheets:
        words = f'no sheet has in its first row the header "{Column.ID.header}" with a leaflet and a language'
        raise EveryleafError(_layout(words, path))
    return tuple(sheets)


def _tables(content: bytes, path: str) -> tuple[Sequence[_Line], ...]:
    """Return the lines of every sheet that has any."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out, such as pictures
            workbook = load_workbook(BytesIO(content), read_only=True, keep_links=False)
            if len(workbook.worksheets) <= _MOST_SHEETS:
                return tuple(filter(None, [tuple(_lines(page)) for page in workbook.worksheets]))
    except Exception as error:
        words = f"the file is no workbook that can be read: {shown(str(error))}"
        raise EveryleafError(
            Diagnostic(code="pack-unsafe", message=words, at=Span(path), hint="save it again as .xlsx")
        ) from error
    raise EveryleafError(
        _layout(f"the workbook has {len(workbook.worksheets)} sheets; at most {_MOST_SHEETS} are read", path)
    )


def _lines(page: "_WorksheetLike") -> Iterator[_Line]:
    page.reset_dimensions()  # for some tools write them wrong
    gap = None  # openpyxl gives one tuple again and again for rows that are not there: a million, if the last one is
    for number, row in enumerate(page.iter_rows(max_col=_MOST_COLUMNS), 1):
        if number > _LAST_ROW:
            raise ValueError(f"a sheet has more than {_LAST_ROW:,} rows")
        if row is gap:
            continue
        if all(cell.value is None for cell in row):
            gap = row
            continue
        cells = [_cell(cell) for cell in row]
        if any(map(any, cells)):
            yield _Line(number, cells)


def _cell(cell: Cell | MergedCell) -> _Cell:
    value: object = cell.value
    if cell.data_type == "f":
        return _Cell(fault="holds a formula")
    if isinstance(value, str) and cell.data_type == "s":
        text = _LINE_END.sub("\n", value)
        unfit = UNFIT.search(text)
        return _Cell(fault=f"holds the characters {unfit[0]!a}") if unfit else _Cell(text)
    if isinstance(value, int) and not isinstance(value, bool) and cell.number_format in _PLAIN_FORMATS:
        return _Cell(str(value))
    return _Cell() if value is None else _Cell(fault="holds a value of the spreadsheet's own making, and no text")


def _id_header(line: _Line) -> re.Match[str] | None:
    return next(filter(None, (_ID_HEADER.fullmatch(cell.text) for cell in line.cells)), None)


def _sheet(id_header: re.Match[str], lines: Sequence[_Line], path: str) -> Sheet:
    columns = _columns(lines[0], id_header[0], path)
    if problems := tuple(problem for line in lines for problem in _faults(line, columns, path)):
        raise EveryleafError(*problems)
    texts = [(line.number, {column: line.cells[place].text for column, place in columns.items()}) for line in lines[1:]]
    letter = get_column_letter(columns[Column.TRANSLATION] + 1)
    rows = tuple(_row(each, at_cell(path, letter, number)) for number, each in texts if any(each.values()))
    return Sheet(leaflet=id_header[1], language=id_header[2], rows=rows)


def _columns(head: _Line, id_header: str, path: str) -> Mapping[Column, int]:
    """Return where the columns stand, from 0. Raises EveryleafError for those that are missing."""
    headers = [cell.text.strip() for cell in head.cells]
    names = {column: id_header if column is Column.ID else column.header for column in _READ}
    if missing := [name for column in _NEEDED if (name := names[column]) not in headers]:
        raise EveryleafError(*(_layout(f'the column "{name}" is missing', path) for name in missing))
    return {column: headers.index(name) for column, name in names.items() if name in headers}


def _faults(line: _Line, columns: Mapping[Column, int], path: str) -> Iterator[Diagnostic]:
    for column, place in columns.items():
        text, fault = line.cells[place]
        hint = "write the text itself into the cell"
        if not fault and column is Column.NEEDS_REVIEW and line.number > 1 and text.strip().casefold() not in _TO_REVIEW:
            fault, hint = f'holds "{shown(text)}"', f'write "{YES}" or "{NO}", or leave it empty'
        if fault:
            at = at_cell(path, get_column_letter(place + 1), line.number)
            yield Diagnostic(code="sheet-cell", message=f"this cell {fault}", at=at, hint=hint)


def _row(texts: Mapping[Column, str], at: Span) -> Row:
    return Row(
        at=at,
        id=texts[Column.ID].strip(),
        english=texts[Column.ENGLISH],
        translation=texts[Column.TRANSLATION],
        needs_review=_TO_REVIEW[texts[Column.NEEDS_REVIEW].strip().casefold()],
        remark=texts.get(Column.REMARK, ""),
    )


def _layout(words: str, path: str) -> Diagnostic:
    hint = "send back the sheet that was sent, with its columns; its last one is hidden"
    return Diagnostic(code="sheet-layout", message=words, at=Span(path), hint=hint)
