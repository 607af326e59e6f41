"""Steps to editions, through an executor: in this process or in a pool of warm ones."""

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager

from pipeline.build.plan import Step
from pipeline.errors import EveryleafError
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers import RENDERERS


def execute(steps: tuple[Step, ...], jobs: int) -> Iterator[tuple[Step, Edition | EveryleafError]]:
    """Yield each step with its edition, or with why it could not be made, in the order in which they are done."""
    if jobs == 1 or len(steps) <= 1:
        for step in steps:
            yield step, render(step.wanted.format, step.wanted.document)
        return
    with _pool(min(jobs, len(steps))) as pool:
        futures: dict[Future[Edition | EveryleafError], Step] = {
            pool.submit(render, step.wanted.format, step.wanted.document): step for step in _slowest_first(steps)
        }
        for future in as_completed(futures):
            yield futures[future], future.result()


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
    pool = ProcessPoolExecutor(size, mp_context=context, initializer=_ignore_interrupt)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupt() -> None:
    """Leave Ctrl-C to the parent, which shuts the pool down in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
