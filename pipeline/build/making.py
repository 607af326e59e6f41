"""A plan to staged editions, made and judged."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline import __version__, index, settled
from pipeline.build.execute import execute
from pipeline.build.judging import failures, judged, refusal
from pipeline.build.plan import Plan, Step
from pipeline.build.workers import workers
from pipeline.diagnostics import Diagnostic, errors
from pipeline.errors import EveryleafError
from pipeline.index import Index
from pipeline.manifest import Record
from pipeline.model import Edition
from pipeline.outputs import Outputs
from pipeline.progress import Count, Progress, Stage, Tell
from pipeline.renderers import RENDERERS
from pipeline.settled import Settled
from pipeline.validators.base import Judgement, Validator


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a build goes about it."""

    jobs: int = 1
    """How many processes make editions."""
    few: int = 0
    """Up to so many editions are made in this process, however many others there may be."""
    cluster: str | None = None
    """The address of the scheduler of a Dask cluster that makes the editions instead: "tcp://10.0.0.1:8786"."""
    without: tuple[str, ...] = ()
    """Names of validators that are not asked."""
    keep_going: bool = True
    """Whether one edition that can't be made or published leaves the others alone; else nothing is published."""
    known: Index = index.NOTHING
    """What was found of the publication's files before; what has not changed since is not read for its digest."""
    settled: Settled = settled.NOTHING
    """What of the publication this build need not look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of a plan."""

    records: tuple[Record, ...]
    """Of the editions that are staged and may be published."""
    kept: tuple[Record, ...]
    """Of those that stay as they are."""
    refused: tuple[Record, ...]
    """Of those that were made and must not be published."""
    failed: frozenset[str]
    """The paths of those that could not be made, or were refused."""
    problems: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    """Those of the problems that are of the editions that were made; when these are kept, nobody says so any more."""
    because: Mapping[str, tuple[str, ...]]
    """Why each edition was to be made, by its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What a build makes and judges editions with."""

    held: Outputs
    manner: Manner
    validators: tuple[Validator, ...]
    tell: Tell


def make(workshop: Workshop, made_plan: Plan, before: tuple[Record, ...] = ()) -> Made:
    """Make what is planned, stage it, and have it judged, together with what is kept and was not judged yet.

    `before` are records of editions that this build has staged; those that are kept are among the records of what was made.
    Raises EveryleafError for the first edition that can't be made or published, if the build is not to keep going.
    """
    held, manner = workshop.held, workshop.manner
    staged, unmade, problems, warnings = _stage(workshop, made_plan)
    paths = frozenset(record.path for record in (*staged, *before))
    everything, troubles = judged(
        (*staged, *made_plan.kept),
        lambda record: held.place(record, staged=record.path in paths),
        workshop.validators,
        workshop.tell,
    )
    wrong = [record for record in everything if failures(record)]
    refused = tuple(sorted((each for each in wrong if each.path in paths), key=lambda record: record.path))
    problems += (*warnings, *troubles)
    problems += (refusal(record, stays=record.path not in paths) for record in wrong)
    if not manner.keep_going and errors(tuple(problems)):
        raise EveryleafError(*problems)
    failed = unmade | {record.path for record in refused}
    return Made(
        records=tuple(record for record in everything if record.path in paths - failed),
        kept=tuple(record for record in everything if record.path not in paths),
        refused=refused,
        failed=failed,
        problems=tuple(problems),
        warnings=warnings,
        because={step.wanted.path: step.because for step in made_plan.steps},
    )


def _stage(
    workshop: Workshop, made_plan: Plan
) -> tuple[tuple[Record, ...], frozenset[str], list[Diagnostic], tuple[Diagnostic, ...]]:
    """Return the records of the editions that were staged, the paths of the others, why these are not, and warnings."""
    held, manner, tell = workshop.held, workshop.manner, workshop.tell
    staged: list[Record] = []
    failed: set[str] = set()
    problems: list[Diagnostic] = []
    warnings: list[Diagnostic] = []
    count = Count(Stage.RENDER, (step.wanted.kind for step in made_plan.steps))
    tell(Progress(stage=Stage.RENDER))
    jobs = manner.jobs if len(made_plan.steps) > manner.few else 1
    with workers(made_plan.steps, jobs, manner.cluster) as makers:
        for step, edition in execute(made_plan.steps, makers):
            if isinstance(edition, EveryleafError):
                problems += (_placed(problem, step) for problem in edition.problems)
                failed.add(step.wanted.path)
                if not manner.keep_going:
                    raise EveryleafError(*problems)
            else:
                record = _record(step, edition)
                held.stage(record, edition)
                staged.append(record)
                warnings += edition.problems
            tell(count.one(*step.wanted.kind))
    return tuple(staged), frozenset(failed), problems, tuple(warnings)


def _record(step: Step, edition: Edition) -> Record:
    """Return the record of an edition that was just made: its renderer's own checks have passed."""
    own = Judgement(validator="everyleaf", version=__version__, complaints=())
    return step.wanted.record(
        media_type=edition.media_type,
        size=len(edition.content),
        pages=edition.pages,
        sha256=hashlib.sha256(edition.content).hexdigest(),
        judgements=(own,) if RENDERERS[step.wanted.format].checks else (),
    )


def _placed(problem: Diagnostic, step: Step) -> Diagnostic:
    """Return a problem of a renderer with the name of the edition that it is about."""
    return replace(problem, message=f"{step.wanted.path}: {problem.message}")
