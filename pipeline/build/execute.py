"""Steps to editions, through an executor: in this process or in a pool of warm ones."""

import multiprocessing
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress

from pipeline.build.plan import Step
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers import RENDERERS


def execute(steps: tuple[Step, ...], jobs: int) -> Iterator[tuple[Step, Edition | EveryleafError]]:
    """Yield each step with its edition, or with why it could not be made, in the order in which they are done.

    When a process of the pool dies, nobody can tell which step killed it, but it is among the first ones still to do: these
    are each done again alone, and a new pool goes on with the others.
    """
    if jobs == 1 or len(steps) <= 1:
        for step in steps:
            yield step, render(step.wanted.format, step.wanted.document)
        return
    waiting = {step.wanted.path: step for step in _slowest_first(steps)}
    while waiting:
        for step, made in _together(tuple(waiting.values()), jobs):
            del waiting[step.wanted.path]
            yield step, made
        for step in tuple(waiting.values())[: jobs + 1]:  # a pool takes one more than it has processes
            del waiting[step.wanted.path]
            yield step, _alone(step)


def _together(steps: tuple[Step, ...], jobs: int) -> Iterator[tuple[Step, Edition | EveryleafError]]:
    """Yield what a pool of processes makes of the steps, until one of the processes dies."""
    with _pool(min(jobs, len(steps))) as pool, suppress(BrokenProcessPool):
        futures: dict[Future[Edition | EveryleafError], Step] = {
            pool.submit(render, step.wanted.format, step.wanted.document): step for step in steps
        }
        for future in as_completed(futures):
            yield futures[future], future.result()


def _alone(step: Step) -> Edition | EveryleafError:
    """Return what a process of its own makes of a step."""
    with _pool(1) as pool:
        try:
            return pool.submit(render, step.wanted.format, step.wanted.document).result()
        except BrokenProcessPool:
            words = "the program that made it was killed"
            hint = "this machine may have too little memory for it; if it has enough, please report it"
            return EveryleafError(Diagnostic(code="edition-failed", message=words, hint=hint))


def render(format_name: str, document: TranslatedDocument) -> Edition | EveryleafError:
    """Return the edition, or the problems for which there is none; any other exception is a bug and is raised."""
    try:
        return RENDERERS[format_name].render(document)
    except EveryleafError as error:
        return error


def _slowest_first(steps: tuple[Step, ...]) -> list[Step]:
    """Return steps with the slow formats first, and the languages of one font together, so that the pool ends evenly."""
    return sorted(steps, key=lambda step: (step.wanted.format != "large-print", step.wanted.document.language.script))


@contextmanager
def _pool(size: int) -> Iterator[Executor]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.renderers"])
    pool = ProcessPoolExecutor(size, mp_context=context, initializer=_serve)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _serve() -> None:
    """Leave Ctrl-C to the parent, which shuts the pool down in good order; end when the parent does, even if it is killed.

    A process of a fork server is no child of the one that it works for, so the system itself does not tell it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        signal.raise_signal(signal.SIGKILL)
