"""The rows of a leaflet to a workbook that an agency can fill in.

Every cell is a text, marked as one, so that no program takes what begins with `=`, `+`, `-` or `@` for a formula
(OWASP, "CSV Injection").
"""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.languages import Direction
from pipeline.packs import archives
from pipeline.packs.sheets import NO, UNFIT, YES, Column, Row, Sheet

CELL_LIMIT = 32_767
"""The longest text that a cell holds, in UTF-16 code units (Microsoft, "Excel specifications and limits")."""
_TITLE_LIMIT = 31
_FIRST_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 (the file format knows no zones)
_FONT = "Calibri"
_HEAD, _SOURCE, _OWN = "Everyleaf head", "Everyleaf source", "Everyleaf translation"
_STYLES = dict.fromkeys((Column.TRANSLATION, Column.NEEDS_REVIEW, Column.REMARK), _OWN)


def dump(sheet: Sheet, direction: Direction) -> bytes:
    """Return a workbook with one sheet for translations that are written in a direction; the same rows give the same bytes.

    Raises EveryleafError `sheet-text` for texts that no spreadsheet can hold unchanged.
    """
    if problems := tuple(problem for row in sheet.rows for problem in _unfit(row)):
        raise EveryleafError(*problems)
    workbook = Workbook()
    workbook.properties.creator = "Everyleaf"
    workbook.properties.created = workbook.properties.modified = _FIRST_DAY
    page = workbook.active
    assert isinstance(page, Worksheet)
    page.title = sheet.leaflet[:_TITLE_LIMIT]
    _lay_out(page, direction)
    for style in _styles(direction):
        workbook.add_named_style(style)
    headers = {column: column.header for column in Column} | {Column.ID: sheet.id_header}
    _fill(page, 1, headers, dict.fromkeys(Column, _HEAD))
    for number, row in enumerate(sheet.rows, 1):
        _fill(page, number + 1, _texts(row, number), _STYLES)
    buffer = BytesIO()
    ExcelWriter(workbook, ZipFile(buffer, "w")).save()
    return archives.dump(archives.read(buffer.getvalue(), ""))


def _texts(row: Row, number: int) -> dict[Column, str]:
    return {
        Column.NUMBER: str(number),
        Column.WHERE: row.where,
        Column.ENGLISH: row.english,
        Column.TRANSLATION: row.translation,
        Column.NEEDS_REVIEW: YES if row.needs_review else "",
        Column.ENGLISH_BEFORE: row.english_before,
        Column.NOTES: row.notes,
        Column.REMARK: row.remark,
        Column.ID: row.id,
    }


def _fill(page: Worksheet, number: int, texts: dict[Column, str], styles: dict[Column, str]) -> None:
    for column, text in texts.items():
        cell = page[f"{column.letter}{number}"]
        assert isinstance(cell, Cell)
        cell.value = text
        cell.data_type = "s"  # whatever it begins with
        cell.style = styles.get(column, _SOURCE)
        cell.number_format = "@"
        cell.quotePrefix = True


def _lay_out(page: Worksheet, direction: Direction) -> None:
    page.sheet_view.rightToLeft = direction == "rtl"
    page.freeze_panes = "A2"
    for column in Column:
        page.column_dimensions[column.letter].width = column.width
    page.column_dimensions[Column.ID.letter].hidden = True
    choice = DataValidation(type="list", formula1=f'"{YES},{NO}"', allow_blank=True)
    choice.add(f"{Column.NEEDS_REVIEW.letter}2:{Column.NEEDS_REVIEW.letter}1048576")
    page.add_data_validation(choice)


def _styles(direction: Direction) -> tuple[NamedStyle, ...]:
    english = Alignment(horizontal="left", vertical="top", wrap_text=True, readingOrder=1)
    from_the_right = Alignment(horizontal="right", vertical="top", wrap_text=True, readingOrder=2)
    own = from_the_right if direction == "rtl" else english
    plain, bold = Font(name=_FONT, size=11), Font(name=_FONT, size=11, bold=True)
    return (
        NamedStyle(name=_HEAD, font=bold, fill=PatternFill("solid", "DDDDDD"), alignment=english),
        NamedStyle(name=_SOURCE, font=plain, fill=PatternFill("solid", "F2F2F2"), alignment=english),
        NamedStyle(name=_OWN, font=plain, alignment=own),
    )


def _unfit(row: Row) -> Iterator[Diagnostic]:
    texts = (row.where, row.english, row.translation, row.english_before, row.notes, row.remark)
    faults = [f"the characters {match[0]!a}" for text in texts if (match := UNFIT.search(text))]
    if any(len(text.encode("utf-16-le", "surrogatepass")) > 2 * CELL_LIMIT for text in texts):
        faults.append(f"a text of more than {CELL_LIMIT:,} characters")
    for fault in faults:
        words = f"no spreadsheet can hold {fault}"
        yield Diagnostic(code="sheet-text", message=words, at=row.at, hint="send the catalogue itself, with: --format po")
