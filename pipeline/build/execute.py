"""Steps to editions, by workers of which any may die."""

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from itertools import islice

from pipeline.build.plan import Step
from pipeline.build.workers import Workers
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.pool import WorkerLostError
from pipeline.rendering import Made

PATIENCE = 10
"""In seconds: if no step is done for so long, it is made sure that the workers are still there."""


def execute(steps: tuple[Step, ...], workers: Workers) -> Iterator[tuple[Step, Made]]:
    """Yield each step with its edition, or with why it could not be made, in the order in which they are done.

    A step whose worker died is tried again when all others are done, alone: another step may have been to blame, or all
    of them together took too much memory.
    Raises EveryleafError if the workers can't go on.
    """
    lost: list[Step] = []
    for step, made in _together(steps, workers):
        if made is None:
            lost.append(step)
        else:
            yield step, made
    for step in lost:
        yield step, _again(step, workers)


def _together(steps: tuple[Step, ...], workers: Workers) -> Iterator[tuple[Step, Made | None]]:
    """Yield each step with what came of it, None if its worker died; the workers never have more steps than they need."""
    waiting = iter(_slowest_first(steps))
    running: dict[Future[Made], Step] = {}
    while True:
        running |= {workers.submit(step): step for step in islice(waiting, workers.width - len(running))}
        if not running:
            return
        done = wait(running, PATIENCE, FIRST_COMPLETED).done
        if not done:
            workers.recover()
        for future in done:
            yield running.pop(future), _outcome(future, workers)


def _outcome(future: Future[Made], workers: Workers) -> Made | None:
    try:
        return future.result()
    except WorkerLostError:
        workers.recover()
        return None


def _again(step: Step, workers: Workers) -> Made:
    for _ in range(workers.again):
        for _, made in _together((step,), workers):
            if made is not None:
                return made
    words = f"the program that made it was killed, {workers.again + 1} times"
    hint = "the machine may have too little memory for it; if it has enough, please report it"
    return EveryleafError(Diagnostic(code="edition-failed", message=words, hint=hint))


def _slowest_first(steps: tuple[Step, ...]) -> list[Step]:
    """Return steps with the slow formats first, and the languages of one font together, so that all workers end together."""
    return sorted(steps, key=lambda step: (step.wanted.format != "large-print", step.wanted.document.language.script))
