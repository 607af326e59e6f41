"""Who makes editions: this process, a pool of warm ones, or a cluster."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar

from pipeline import warming
from pipeline.build import cluster as clusters
from pipeline.build.plan import Step
from pipeline.pool import Pool
from pipeline.rendering import Made, render

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Workers(Protocol):
    """Who makes editions."""

    @property
    def width(self) -> int:
        """How many steps they are given at a time, so that none of them has to wait for the next."""
        ...

    @property
    def again(self) -> int:
        """How many times a step is tried again whose worker died."""
        ...

    def submit(self, step: Step) -> Future[Made]:
        """Return the future edition, which raises WorkerLostError if its worker died.

        EveryleafError is an answer for one edition; if it is raised, no other can be made.
        """
        ...

    def recover(self) -> None:
        """Make sure that they can go on, after one of them died or if none has answered for long.

        Raises EveryleafError if they can't.
        """
        ...


@contextmanager
def workers(steps: tuple[Step, ...], jobs: int, cluster: str | None = None) -> Iterator[Workers]:
    """Give who makes the editions of some steps; they end with the block, whatever they are doing then.

    These are the cluster with a scheduler at an address ("tcp://10.0.0.1:8786"), if one is given; else this process if there
    is no more than one job or one step, and a pool of processes for more.
    Raises EveryleafError if the cluster can't be used.
    """
    if cluster is not None and steps:
        with clusters.connected(cluster) as connection:
            yield connection
    elif min(jobs, len(steps)) <= 1:
        yield Local(executor=_Here(), width=1)
    else:
        warming.begin(has_large_print=any(step.wanted.format == "large-print" for step in steps))
        with Pool(min(jobs, len(steps))) as pool:
            try:
                yield Local(executor=pool, width=2 * jobs)
            finally:
                pool.shutdown(cancel_futures=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """Workers on this machine."""

    executor: Executor
    width: int
    again: int = 2

    def submit(self, step: Step) -> Future[Made]:
        """Return the future edition."""
        return self.executor.submit(render, step.wanted.format, step.wanted.document)

    def recover(self) -> None:
        """Do nothing: a process that died is replaced at the next step."""


class _Here(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        future: Future[_T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future
