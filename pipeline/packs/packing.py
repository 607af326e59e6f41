"""A language of a publication to the pack that is sent to its translators."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.catalogues import po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.diagnostics import Diagnostic, Span, errors
from pipeline.errors import EveryleafError
from pipeline.languages import Language
from pipeline.packs import archives, contents, manifests, previews, stamps
from pipeline.packs.sheets import Column, Row, Sheet, at_cell
from pipeline.publication import Publication

_CATALOGUE = "catalogues/{}.po"
_SPREADSHEET = "spreadsheets/{}.xlsx"
_OF_COMMENTS = frozenset({"acceptance-idle", "finding-accepted"})
"""The codes of what is said of comments in a catalogue, which no spreadsheet has."""
_HOW_TO_ACCEPT = re.compile('write above the entry "# accept [^"]*"')


class Form(StrEnum):
    """What the texts are packed as."""

    CATALOGUES = "po"
    SPREADSHEETS = "xlsx"
    BOTH = "both"

    @property
    def has_catalogues(self) -> bool:
        """Whether there are catalogues in the pack."""
        return self is not Form.SPREADSHEETS

    @property
    def has_spreadsheets(self) -> bool:
        """Whether there are spreadsheets in the pack."""
        return self is not Form.CATALOGUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What was packed."""

    content: bytes
    """A zip archive; the same publication gives the same bytes."""
    leaflets: tuple[str, ...]
    """The ids of the leaflets whose texts are in it."""
    problems: tuple[Diagnostic, ...]
    """Of these leaflets in the language, with the places in the publication."""


def pack(publication: Publication, language: Language, ids: Collection[str], form: Form) -> Pack:
    """Return the pack of the leaflets with these ids in a language. The sources of the publication have no errors.

    A leaflet without a catalogue is left out, with a warning.
    Raises EveryleafError for a catalogue that can't be read, for a text that no spreadsheet can hold, and if none is left.
    """
    places = {store.path(leaflet, language): leaflet for leaflet in ids}
    problems = [problem for problem in publication.problems if problem.at and problem.at.path in places]
    found = {leaflet: each for (leaflet, its), each in publication.catalogues.items() if its == language and leaflet in ids}
    if errors(tuple(problems)) or not found:
        raise EveryleafError(*problems)
    leaflets = previews.in_language(publication, language)
    judged = [each for each in leaflets if each.document.language == language and each.document.id in found]
    problems += (problem for each in judged for problem in each.problems)
    of_leaflets: dict[str, list[Diagnostic]] = {leaflet: [] for leaflet in found}
    for problem in problems:
        leaflet = places.get(problem.at.path, "") if problem.at else ""
        if leaflet in found:
            of_leaflets[leaflet].append(problem)
    title = publication.settings.title
    kinds = {"has_catalogues": form.has_catalogues, "has_spreadsheets": form.has_spreadsheets}
    files = {
        "README.txt": contents.readme(title, language, **kinds),
        "glossary.html": contents.glossary(title, publication.sources.terms, language),
        "findings.txt": contents.findings(tuple(_findings(found, form, of_leaflets))),
        manifests.NAME: manifests.dump(title, language, found),
        **dict(previews.previews(leaflets, found)),
        **dict(_texts(found, language, form, of_leaflets)),
    }
    return Pack(content=archives.dump(files), leaflets=tuple(found), problems=tuple(problems))


def _texts(
    catalogues: Mapping[str, Catalogue], language: Language, form: Form, problems: Mapping[str, Sequence[Diagnostic]]
) -> Iterator[tuple[str, bytes]]:
    """Yield the names and the bytes of the files in which translators write; `problems` are those of each leaflet."""
    for leaflet, catalogue in catalogues.items():
        if form.has_catalogues:
            yield _CATALOGUE.format(leaflet), po.dump(catalogue)
        if form.has_spreadsheets:
            from pipeline.packs import sheet_writer  # noqa: PLC0415 (openpyxl takes a quarter of a second to import)

            sheet = _sheet(leaflet, catalogue, language, problems[leaflet])
            yield _SPREADSHEET.format(leaflet), sheet_writer.dump(sheet, language.direction)


def _sheet(leaflet: str, catalogue: Catalogue, language: Language, problems: Sequence[Diagnostic]) -> Sheet:
    """Return the messages of a catalogue as rows. Raises EveryleafError `sheet-text` for those with plural or context."""
    path = store.path(leaflet, language)
    found: dict[int, list[str]] = {}
    for problem in problems:
        if problem.at and problem.code not in _OF_COMMENTS:
            found.setdefault(problem.at.line, []).append(problem.message)
    live = _rows(catalogue)
    if strange := [entry for entry in live if entry.plural_id is not None or entry.context is not None]:
        words = "a spreadsheet has no place for the context or the plural forms of this message"
        hint = "send the catalogue itself, with: --format po"
        at = (Span(path, entry.line) for entry in strange)
        raise EveryleafError(*(Diagnostic(code="sheet-text", message=words, at=each, hint=hint) for each in at))
    rows = tuple(_row(leaflet, entry, path, found.get(entry.line, ())) for entry in live)
    return Sheet(leaflet=leaflet, language=language.tag, rows=rows)


def _row(leaflet: str, entry: Entry, path: str, findings: Sequence[str]) -> Row:
    notes = (*entry.extracted[1:], *(f"Please check: {words}" for words in findings))
    return Row(
        at=Span(path, entry.line),
        id=f"{stamps.of_message(leaflet, None, entry.id)} {stamps.of_entry(entry)[0]}",
        english=entry.id,
        translation=entry.strings[0],
        needs_review=entry.is_fuzzy,
        english_before=entry.previous_id or "",
        where=entry.extracted[0] if entry.extracted else "",
        notes="\n".join(notes),
    )


def _rows(catalogue: Catalogue) -> list[Entry]:
    """Return the entries that are the rows of a spreadsheet, of which the first is below its headers."""
    return [entry for entry in catalogue.entries if not entry.is_header and not entry.is_obsolete]


def _findings(
    catalogues: Mapping[str, Catalogue], form: Form, problems: Mapping[str, Sequence[Diagnostic]]
) -> Iterator[Diagnostic]:
    """Yield the problems of each leaflet with their places in the pack; a catalogue there has the same lines."""
    for leaflet, catalogue in catalogues.items():
        name = _CATALOGUE.format(leaflet)
        in_catalogue = (replace(each, at=replace(each.at, path=name)) for each in problems[leaflet] if each.at)
        yield from in_catalogue if form.has_catalogues else _in_spreadsheet(leaflet, catalogue, problems[leaflet])


def _in_spreadsheet(leaflet: str, catalogue: Catalogue, problems: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield problems with the cells of the translations; whoever works there accepts none, but can say why it is wrong."""
    name = _SPREADSHEET.format(leaflet)
    cells = {entry.line: at_cell(name, Column.TRANSLATION.letter, row) for row, entry in enumerate(_rows(catalogue), 2)}
    how = f'say so, and why, in the column "{Column.REMARK.header}"'
    for problem in problems:
        if problem.at and problem.code not in _OF_COMMENTS:
            yield replace(problem, at=cells.get(problem.at.line, Span(name)), hint=_HOW_TO_ACCEPT.sub(how, problem.hint))
