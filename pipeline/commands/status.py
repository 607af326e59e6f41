"""`everyleaf status`: a publication to how every leaflet stands in every language."""

import argparse
from collections.abc import Iterator
from itertools import groupby

from pipeline import build, publication, reports, status
from pipeline.build.gate import Verdict
from pipeline.commands.base import Answer, Command
from pipeline.commands.options import day, today
from pipeline.files import Folder
from pipeline.languages import Language, autonym, english_name
from pipeline.progress import Tell
from pipeline.publication import Publication
from pipeline.renderers.base import report_page
from pipeline.reports import Json, count
from pipeline.settings import Settings
from pipeline.status import Standing, Status

_MARKS = {
    "A": "approved, all of it",
    "P": "approved in part",
    "E": "with errors: see everyleaf check",
    "R": "with messages that need review",
    "G": "with gaps: messages that readers do not get in this language, for whatever reason",
    "O": "the edition in outputs/ is older, or missing: a build is due",
    "N": "not published: withheld, or taken down",
    "B": "broken: the catalogue can't be read",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--html", metavar="FILE", type=Folder.of_file, help="write a page to read and pass on, too")
    words = "the day that reviews are due by (default: today)"
    parser.add_argument("--today", metavar="DAY", type=day, default=today(), help=words)


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    read = publication.read(options.publication, build.FORMATS)
    found = status.examine(options.publication, read, options.today)
    lines = _lines(found, read.settings)
    if options.html:
        folder, file = options.html
        page = report_page("status.html.j2", _Page(found, read))
        folder.write(file, page)
        lines += (f"Wrote {file}.",)
    return Answer(lines=lines, data=_json(found), problems=found.problems)


def _lines(found: Status, settings: Settings) -> tuple[str, ...]:
    """Return a table: a row a language, a column a leaflet; then what its letters mean, and which leaflets are overdue."""
    leaflets = list(dict.fromkeys(each.leaflet for each in found.standings))
    marks = {(each.leaflet, each.language): "".join(_marks(each)) for each in found.standings}
    used = {mark for (_, language), each in marks.items() if language != settings.source_language for mark in each}
    widest = {leaflet: max(len(each) for (its, _), each in marks.items() if its == leaflet) for leaflet in leaflets}
    rows = [["", *leaflets]]
    for language in settings.languages:
        standings = [each for each in found.standings if each.language == language]
        cells = [f"{_percent(each)} {marks[each.leaflet, language]:{widest[each.leaflet]}}" for each in standings]
        rows.append([f"{language.tag} {english_name(language)}", *cells])
    table = reports.table(rows) if settings.languages else ("No languages yet.",)
    legend = [f"  {mark}  {words}" for mark, words in _MARKS.items() if mark in used]
    overdue = [f"Past its day of review, {last.isoformat()}: {leaflet}" for leaflet, last in found.overdue]
    parts = (table, legend, overdue)
    return tuple(line.rstrip() for part in parts if part for line in ("", *part))[1:]


def _percent(standing: Standing) -> str:
    return "-" if standing.is_broken else f"{standing.coverage.percent}%"


def _marks(standing: Standing) -> Iterator[str]:
    coverage = standing.coverage
    if standing.is_broken:
        yield "B"
    if coverage.approved:
        yield "A" if coverage.is_approved and not coverage.gaps else "P"
    if standing.errors and not standing.is_broken:
        yield "E"
    if coverage.needs_review:
        yield "R"
    if coverage.gaps:
        yield "G"
    if standing.is_stale:
        yield "O"
    if standing.verdict is not Verdict.PUBLISHED and not standing.is_broken:
        yield "N"


def _json(found: Status) -> Json:
    return {
        "standings": [
            {
                "leaflet": each.leaflet,
                "language": each.language.tag,
                "messages": each.coverage.total,
                "translated": each.coverage.translated,
                "approved": each.coverage.approved,
                "needs_review": each.coverage.needs_review,
                "missing": each.coverage.missing,
                "unusable": each.coverage.unusable,
                "unapproved": each.coverage.unapproved,
                "outdated": each.coverage.outdated,
                "errors": each.errors,
                "warnings": each.warnings,
                "approvals": [{"by": by.by, "role": by.role, "on": by.on.isoformat()} for by in each.approvals],
                "verdict": each.verdict.value,
                "broken": each.is_broken,
                "stale": each.is_stale,
            }
            for each in found.standings
        ],
        "overdue": [{"leaflet": leaflet, "review_by": last.isoformat()} for leaflet, last in found.overdue],
        "problems": reports.problems_json(found.problems),
    }


class _Page:
    """What the page's template asks."""

    def __init__(self, found: Status, read: Publication) -> None:
        self.found = found
        self.settings = read.settings
        self.titles = {document.id: document.title.markdown for document in read.sources.documents}
        self.overdue = dict(found.overdue)

    @property
    def leaflets(self) -> list[tuple[str, list[Standing]]]:
        """Each leaflet with how it stands in its languages."""
        return [(leaflet, list(group)) for leaflet, group in groupby(self.found.standings, lambda each: each.leaflet)]

    def english_name(self, language: Language) -> str:
        """Return the English name of a language."""
        return english_name(language)

    def autonym(self, language: Language) -> str:
        """Return the name of a language in itself, nothing for the source language."""
        is_source = language == self.settings.source_language
        return "" if is_source else autonym(language, self.settings.all_languages)

    def state(self, standing: Standing) -> str:
        """Return the worst that is to be said of a leaflet in a language: a class of the page."""
        if standing.is_broken or standing.errors:
            return "error"
        return "gaps" if standing.coverage.gaps or standing.is_stale else "whole"

    def remarks(self, standing: Standing) -> tuple[str, ...]:
        """Return what is to be said of a leaflet in a language."""
        coverage = standing.coverage
        counted = (
            (standing.errors, "error"),
            (coverage.needs_review, "message to review"),
            (coverage.missing, "message without translation"),
            (coverage.outdated, "message in older words"),
            (coverage.unapproved, "message not approved"),
        )
        said = [_counted(number, noun) for number, noun in counted if number]
        said += ["the catalogue can't be read"] if standing.is_broken else []
        said += ["a build is due"] if standing.is_stale else []
        said += [standing.verdict.value] if standing.verdict is not Verdict.PUBLISHED else []
        return tuple(said)

    def approval(self, standing: Standing) -> str:
        """Return who approved a leaflet in a language, in words."""
        if standing.language == self.settings.source_language:
            return ""
        people = ", ".join(f"{each.by}{f' ({each.role})' if each.role else ''}, {each.on}" for each in standing.approvals)
        if standing.coverage.is_approved and not standing.coverage.gaps:
            return f"approved by {people}"
        part = f"{standing.coverage.approved} of {count(standing.coverage.total, 'message')}"
        return f"{part} approved by {people}" if people else "not approved"


def _counted(number: int, noun: str) -> str:
    first, _, rest = noun.partition(" ")
    return f"{count(number, first)} {rest}".strip() if first == "message" else count(number, noun)


COMMAND = Command(
    examples=("everyleaf status", "everyleaf status --html status.html"),
    run=_run,
    arguments=_arguments,
)
