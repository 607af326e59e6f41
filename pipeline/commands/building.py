"""What `everyleaf build` does if there may be something to do, and what it says of that."""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace

from pipeline import build as building
from pipeline import reports, unchanged
from pipeline.build import Report
from pipeline.commands.base import Answer
from pipeline.commands.options import tag
from pipeline.conformance.report import outcome_of
from pipeline.diagnostics import errors
from pipeline.languages import english_name, parse_language
from pipeline.progress import Tell
from pipeline.reports import Json, count
from pipeline.unchanged import Memory
from pipeline.validators.base import Outcome


def run(options: argparse.Namespace, question: str, known: Memory, tell: Tell) -> Answer:
    """Build; `known` is what was known before, and what this build finds is kept for the next."""
    started = time.perf_counter()
    selection = building.Selection(
        leaflets=tuple(options.leaflet), languages=tuple(map(tag, options.language)), formats=tuple(options.format)
    )
    manner = building.Manner(
        jobs=options.jobs,
        cluster=options.cluster,
        without=tuple(options.without),
        keep_going=options.keep_going,
        known=known.now,
    )
    report = building.build(options.publication, selection, manner, tell)
    if not errors(report.problems) and not report.left:
        again = replace(report, built=(), removed=())
        answer = {"lines": _lines(again, 0), "notes": reports.folded(again.problems), "data": _json(again)}
        unchanged.remember(options.publication, question, known.now, answer)
    return Answer(
        lines=_lines(report, time.perf_counter() - started),
        notes=reports.folded(report.problems),
        data=_json(report),
        problems=report.problems,
    )


def _lines(report: Report, seconds: float) -> tuple[str, ...]:
    """Return what a build did."""
    made, there = len(report.built), len(report.records)
    languages = {record.language for record in report.records}
    fallbacks = sum(1 for record in report.records if record.fallbacks)
    current = f"{count(there - made - len(report.left), 'edition')} up to date"
    lines = [
        f"Built {count(made, 'edition')} in {seconds:.1f} s; {current} already." if made else f"Nothing to do: {current}."
    ]
    if report.left:
        lines.append(f"{count(len(report.left), 'edition')} left as they were because of an error; they may be out of date:")
        lines += (f"  outputs/{path}" for path in report.left)
    if report.removed:
        lines.append(f"Removed {count(len(report.removed), 'file')} that no longer belong.")
    if fallbacks:
        lines.append(f"{count(fallbacks, 'edition')} partly in English, and they say so.")
    lines += _accessibility(report)
    lines += _growth(report)
    if there:
        places = "see outputs/manifest.json and outputs/accessibility.html"
        lines.append(f"{count(there, 'edition')} in {count(len(languages), 'language')}: {places}")
    return tuple(lines)


def _accessibility(report: Report) -> Iterator[str]:
    """Yield what validators said of the editions, and which of them did not run."""
    for examiner in report.conformance.examiners:
        outcomes = [outcome_of(record, examiner) for record in report.records if examiner.examines(record)]
        if outcomes and not set(outcomes) <= {Outcome.UNTESTED}:
            yield f"{examiner.name}: {outcomes.count(Outcome.PASSED)} of {count(len(outcomes), 'edition')} passed."
        elif outcomes:
            yield f"{examiner.name} did not run: {examiner.absence or 'it broke down'}."


def _growth(report: Report) -> Iterator[str]:
    """Yield how many pages the source language takes, and how many the language that takes most, for who orders print."""
    pages = _pages(report)
    source = report.conformance.settings.source_language.tag
    if pages.get(source) and len(pages) > 1:
        most = max(pages, key=lambda tag: pages[tag])
        name, longest = english_name(parse_language(source)), english_name(parse_language(most))
        times = pages[most] / pages[source]
        grown = f"; most are {pages[most]} in {longest}, {times:.1f} times as many" if most != source else ""
        yield f"Large print has {count(pages[source], 'page')} in {name}{grown}."


def _pages(report: Report) -> dict[str, int]:
    """Return how many pages the editions of each language have, by its tag, of leaflets that are there in every language."""
    by_leaflet: dict[str, dict[str, int]] = {}
    for record in report.records:
        if record.pages:
            by_leaflet.setdefault(record.leaflet, {})[record.language] = record.pages
    languages = {language for pages in by_leaflet.values() for language in pages}
    whole = [pages for pages in by_leaflet.values() if pages.keys() == languages]
    return {language: sum(pages[language] for pages in whole) for language in sorted(languages)} if whole else {}


def _json(report: Report) -> Json:
    """Return what a build did, as JSON."""
    return {
        "built": [{"path": path, "because": list(because)} for path, because in report.built],
        "removed": list(report.removed),
        "left": list(report.left),
        "refused": [record.path for record in report.conformance.refused],
        "editions": len(report.records),
        "pages": _pages(report),
        "problems": reports.problems_json(report.problems),
    }
