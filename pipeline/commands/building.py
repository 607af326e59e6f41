"""What `everyleaf build` does if there may be something to do, and what it says of that."""

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pipeline import build as building
from pipeline import reports, settled, unchanged
from pipeline.build import Manner, Report, Selection
from pipeline.build.judging import failures
from pipeline.characters import shown
from pipeline.commands.base import Answer
from pipeline.commands.options import tag
from pipeline.commands.selection import question_of
from pipeline.conformance.report import outcome_of
from pipeline.diagnostics import errors
from pipeline.languages import english_name, parse_language
from pipeline.manifest import Record
from pipeline.progress import Stage, StopWatch, Tell
from pipeline.reports import Json, count
from pipeline.settled import Settled
from pipeline.unchanged import Memory
from pipeline.validators.base import Outcome

Steps = tuple[tuple[str, tuple[str, ...]], ...]
"""Paths of editions, and why each is made."""
_MOST = 8
"""How many lines of one kind are shown."""
_FEW = 6
"""How many editions a process that is warm makes by itself, before it is worth starting others."""


def run(options: argparse.Namespace, question: str, known: Memory, tell: Tell) -> Answer:
    """Build; `known` is what was known before, and what this build finds is kept for the next."""
    watch = StopWatch(time.perf_counter)
    asked = _asked(options, known, settled.recall(options.publication, known))
    report = building.build(options.publication, *asked, watch.noting(tell))
    stages = watch.stages()
    after = unchanged.remember(options.publication, question, known, _answer(report), report.files)
    if after:
        settled.remember(options.publication, after, report.settled)
    return Answer(
        lines=(*_lines(report, sum(stages.values())), *(_timings(stages) if options.timings else ())),
        notes=reports.folded(report.problems),
        data=_json(report, stages),
        problems=report.problems,
    )


class Rebuilding:
    """Builds one after the other, in a process that lives on; each looks only at what changed since the one before.

    Nothing is kept for other builds: what this process knows of the machine, such as its fonts, may be older than they are.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        """Begin with what the last build kept, if the machine is the same."""
        known = unchanged.recall(options.publication, question_of(options))
        self._options = options
        self._machine = known.machine or "the machine as this process found it"
        self._index = known.now
        self._settled: Mapping[str, Any] = settled.kept(options.publication)

    def after(self, paths: tuple[str, ...], tell: Tell) -> Answer:
        """Build because somebody changed some paths; mostly a few editions, made in this process. Raises EveryleafError."""
        folder = self._options.publication
        known = Memory(unchanged.present(folder, self._index), machine=self._machine)
        watch = StopWatch(time.perf_counter)
        selection, manner = _asked(self._options, known, settled.believed(self._settled, known))
        report = building.build(folder, selection, replace(manner, few=_FEW), watch.noting(tell))
        self._index, self._settled = known.now, {}
        if now := unchanged.followed(folder, known.now, report.files):
            self._index, self._settled = now, settled.notes(replace(known, now=now), report.settled)
        stages = watch.stages()
        changed = _some([f"{shown(path)} changed." for path in paths], "and {more} more.")
        return Answer(
            lines=(*changed, *_done(report, sum(stages.values()))),
            notes=reports.folded(report.problems),
            data={"changed": list(paths)} | _json(report, stages),
            problems=report.problems,
        )


def explain(options: argparse.Namespace, known: Memory, tell: Tell) -> Answer:
    """Say what a build would do, and why."""
    watch = StopWatch(time.perf_counter)
    asked = _asked(options, known, settled.recall(options.publication, known))
    found = building.explain(options.publication, *asked, watch.noting(tell))
    steps = tuple((step.wanted.path, step.because) for step in found.plan.steps)
    kept = count(len(found.plan.kept), "edition")
    would = f"A build would make {count(len(steps), 'edition')}" if steps else "Nothing to make"
    lines = [f"{would}; {kept} up to date."]
    for reason, paths in _by_reason(steps).items():
        lines.append(f"{reason}: {count(len(paths), 'edition')}")
        lines += _some([f"  outputs/{path}" for path in paths], "  and {more} more; --json names them all")
    lines += (f"no longer belongs, and would be removed: outputs/{path}" for path in found.plan.stale)
    return Answer(
        lines=(*map(shown, lines), *(_timings(watch.stages()) if options.timings else ())),
        notes=reports.folded(found.problems),
        data={
            "plan": _steps_json(steps),
            "remove": list(found.plan.stale),
            "up_to_date": len(found.plan.kept),
            "stages": dict(watch.stages()),
            "problems": reports.problems_json(found.problems),
        },
        problems=found.problems,
    )


def _asked(options: argparse.Namespace, known: Memory, now: Settled) -> tuple[Selection, Manner]:
    """Return what a build is asked for, and how it goes about it."""
    selection = Selection(
        leaflets=tuple(options.leaflet), languages=tuple(map(tag, options.language)), formats=tuple(options.format)
    )
    manner = Manner(
        jobs=options.jobs,
        cluster=options.cluster,
        without=tuple(options.without),
        keep_going=options.keep_going,
        known=known.now,
        settled=now,
    )
    return selection, manner


def _by_reason(steps: Steps) -> Mapping[str, list[str]]:
    """Return the paths of editions by why they are made, the most first."""
    found: dict[str, list[str]] = {}
    for path, because in steps:
        found.setdefault(", ".join(because), []).append(path)
    return dict(sorted(found.items(), key=lambda each: -len(each[1])))


def _some(lines: list[str], rest: str) -> list[str]:
    """Return lines, or the first of them and how many more there are."""
    return lines if len(lines) <= _MOST + 1 else [*lines[:_MOST], rest.format(more=len(lines) - _MOST)]


def _timings(stages: Mapping[Stage, float]) -> tuple[str, ...]:
    """Return a table of how many seconds each stage took."""
    rows = [(stage.value, f"{seconds:.2f} s") for stage, seconds in stages.items()]
    return reports.table([*rows, ("in all", f"{sum(stages.values()):.2f} s")])


def _answer(report: Report) -> Json | None:
    """Return what a build that has nothing to do answers after this one; None if it has to look at what is wrong."""
    if errors(report.problems) or report.left:
        return None
    problems = tuple(each for each in report.problems if each not in report.once)
    again = replace(report, built=(), removed=(), problems=problems)
    return {"lines": _lines(again, 0), "notes": reports.folded(again.problems), "data": _json(again, {})}


def _lines(report: Report, seconds: float) -> tuple[str, ...]:
    """Return what a build did, and what is there now."""
    there, languages = len(report.records), {record.language for record in report.records}
    fallbacks = sum(1 for record in report.records if record.fallbacks)
    lines = [*_done(report, seconds)]
    if fallbacks:
        lines.append(f"{count(fallbacks, 'edition')} partly in English, and they say so.")
    lines += _accessibility(report)
    lines += _growth(report)
    if there:
        places = "see outputs/manifest.json and outputs/accessibility.html"
        lines.append(f"{count(there, 'edition')} in {count(len(languages), 'language')}: {places}")
    return tuple(lines)


def _done(report: Report, seconds: float) -> Iterator[str]:
    """Yield what a build made, and why, what it left and what it removed."""
    made = len(report.built)
    current = f"{count(len(report.records) - made - len(report.left), 'edition')} up to date"
    built = f"Built {count(made, 'edition')} in {seconds:.1f} s; {current} already."
    yield built if made else f"No edition to make: {current}."
    reasons = [f"  {reason}: {count(len(paths), 'edition')}" for reason, paths in _by_reason(report.built).items()]
    yield from map(shown, _some(reasons, "  for {more} more reasons; --json has them all"))
    if report.left:
        yield f"{count(len(report.left), 'edition')} left as they were because of an error; they may be out of date:"
        yield from (f"  outputs/{path}" for path in report.left)
    if report.removed:
        yield f"Removed {count(len(report.removed), 'file')} that no longer belong."


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


def _steps_json(steps: Steps) -> list[Json]:
    return [{"path": path, "because": list(because)} for path, because in steps]


def _json(report: Report, stages: Mapping[Stage, float]) -> Json:
    """Return what a build did, as JSON; of each stage the seconds, nothing if there was nothing to look at."""
    made = {path for path, _ in report.built}
    return {
        "built": _steps_json(report.built),
        "reused": [record.path for record in report.records if record.path not in made],
        "removed": list(report.removed),
        "left": list(report.left),
        "refused": list(map(_refused, report.conformance.refused)),
        "editions": len(report.records),
        "pages": _pages(report),
        "stages": dict(stages),
        "problems": reports.problems_json(report.problems),
    }


def _refused(record: Record) -> Json:
    """Return an edition that a validator found wrong, and what it said of it."""
    complaints = [
        f"{judgement.validator}: {complaint.rule}: {complaint.words}"
        for judgement in failures(record)
        for complaint in judgement.complaints
        if complaint.outcome == Outcome.FAILED
    ]
    return {"path": record.path, "because": complaints}
