"""What was found and done, to lines for people and to JSON for programs. Pure."""

from collections.abc import Sequence
from typing import Any

from pipeline.build import Report
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.languages import english_name
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.update import Updated

Json = dict[str, Any]


def problem(diagnostic: Diagnostic) -> Json:
    """Return a problem as JSON."""
    at = diagnostic.at
    return {
        "path": at.path if at else None,
        "line": at.line if at and at.line else None,
        "column": at.column if at and at.line else None,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def problems_line(problems: Sequence[Diagnostic]) -> str:
    """Return how many problems there are: "2 errors, 1 warning", or nothing if there are none."""
    counts = {severity: sum(each.severity is severity for each in problems) for severity in Severity}
    return ", ".join(_count(number, severity.value) for severity, number in counts.items() if number)


def folded(problems: Sequence[Diagnostic], most: int = 5) -> tuple[str, ...]:
    """Return the words of problems by their places; of warnings of one code the first few, and how many more there are."""
    lines: list[str] = []
    seen: dict[str, int] = {}
    for each in sorted(problems, key=lambda each: (each.severity, str(each.at.path) if each.at else "", each.at or 0)):
        seen[each.code] = seen.get(each.code, 0) + 1
        if each.severity is Severity.ERROR or seen[each.code] <= most:
            lines.append(str(each))
    lines += (
        f"warning[{code}]: {_count(number - most, 'more of this kind')}; see them all with: everyleaf check"
        for code, number in seen.items()
        if number > most and all(each.severity is Severity.WARNING for each in problems if each.code == code)
    )
    return tuple(lines)


def built(report: Report, seconds: float) -> tuple[str, ...]:
    """Return what a build did."""
    made, there = len(report.built), len(report.records)
    languages = {record.language for record in report.records}
    fallbacks = sum(1 for record in report.records if record.fallbacks)
    current = f"{_count(there - made - len(report.left), 'edition')} up to date"
    lines = [
        f"Built {_count(made, 'edition')} in {seconds:.1f} s; {current} already." if made else f"Nothing to do: {current}."
    ]
    if report.left:
        lines.append(
            f"{_count(len(report.left), 'edition')} left as they were because of an error; they may be out of date:"
        )
        lines += (f"  outputs/{path}" for path in report.left)
    if report.removed:
        lines.append(f"Removed {_count(len(report.removed), 'file')} that no longer belong.")
    if fallbacks:
        lines.append(f"{_count(fallbacks, 'edition')} partly in English, and they say so.")
    if there:
        lines.append(f"{_count(there, 'edition')} in {_count(len(languages), 'language')}: see outputs/manifest.json")
    return tuple(lines)


def built_json(report: Report) -> Json:
    """Return what a build did, as JSON."""
    return {
        "built": [{"path": path, "because": because} for path, because in report.built],
        "removed": list(report.removed),
        "left": list(report.left),
        "editions": len(report.records),
        "problems": [problem(each) for each in report.problems],
    }


def status(publication: Publication, leaflets: Sequence[TranslatedLeaflet]) -> tuple[str, ...]:
    """Return a table: a row a language, a column a leaflet, in each cell the share of its messages that is translated."""
    ids = [document.id for document in publication.sources.documents]
    shares = {(each.document.language, each.document.id): f"{each.document.coverage.percent}%" for each in leaflets}
    rows = [["", *ids]]
    for language in publication.settings.languages:
        name = f"{language.tag} {english_name(language)}"
        rows.append([name, *(shares.get((language, leaflet), "broken") for leaflet in ids)])
    return (*table(rows), "", "None of these translations is approved yet.") if len(rows) > 1 else ("No languages yet.",)


def status_json(leaflets: Sequence[TranslatedLeaflet]) -> list[Json]:
    """Return the coverage of every leaflet in every language, as JSON."""
    return [
        {
            "leaflet": each.document.id,
            "language": each.document.language.tag,
            "messages": each.document.coverage.total,
            "translated": each.document.coverage.translated,
            "needs_review": each.document.coverage.needs_review,
            "missing": each.document.coverage.missing,
            "unusable": each.document.coverage.unusable,
            "approval": None,
        }
        for each in leaflets
    ]


def updated(update: Updated) -> tuple[str, ...]:
    """Return a table: a row a catalogue in which messages changed; without any, how many files have other comments."""
    rows = [["catalogue", "new", "changed", "revived", "obsolete"]]
    for (leaflet, tag), each in update.merged.items():
        counts = [len(each.new), len(each.changed), len(each.revived), len(each.obsolete)]
        if any(counts):
            rows.append([f"{tag} {leaflet}", *map(str, counts)])
    if len(rows) > 1:
        return table(rows)
    changed = _count(len(update.written), "file")
    return (
        f"No message changed; the comments for translators did, in {changed}." if update.written else "Nothing changed.",
    )


def updated_json(update: Updated) -> Json:
    """Return what an update did to each catalogue, as JSON."""
    catalogues = [
        {
            "leaflet": leaflet,
            "language": tag,
            "new": list(each.new),
            "changed": list(each.changed),
            "revived": list(each.revived),
            "obsolete": list(each.obsolete),
        }
        for (leaflet, tag), each in update.merged.items()
    ]
    return {
        "catalogues": catalogues,
        "written": list(update.written),
        "problems": [problem(each) for each in update.problems],
    }


def table(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return rows of the same length as lines, the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return tuple(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 or noun.startswith("more") else f"{number} {noun}s"
