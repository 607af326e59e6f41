"""CPU seconds to a table."""

import argparse
import gc
import resource
import statistics
import time
from collections.abc import Callable, Mapping

from pipeline.cli import collect_rarely
from pipeline.reports import table


def options() -> argparse.Namespace:
    """Return how many messages and runs the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", metavar="N", type=int, default=20_000, help="how many messages (default: 20000)")
    parser.add_argument("--runs", metavar="N", type=int, default=5, help="how often each is measured (default: 5)")
    return parser.parse_args()


def cpu_seconds(work: Callable[[], object], runs: int) -> tuple[float, ...]:
    """Return the CPU seconds that each run of some work took, user's and system's, in a process like that of a command.

    Those of other processes that it started and that have ended count, too.
    """
    collect_rarely()
    seconds = []
    for _ in range(runs):
        gc.collect()
        start = _now()
        work()
        seconds.append(_now() - start)
    return tuple(seconds)


def _now() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def report(title: str, measured: Mapping[str, tuple[float, ...]], bound: float) -> tuple[str, ...]:
    """Return a table: a row for each thing measured, with the median, the range, and what it may be."""
    rows: list[tuple[str, ...]] = [(f"{title}, CPU seconds", "median", "least", "most", "bound", "")]
    for name, seconds in measured.items():
        median = statistics.median(seconds)
        figures = (median, min(seconds), max(seconds), bound)
        rows.append((name, *(f"{each:.2f}" for each in figures), "met" if median < bound else "MISSED"))
    return table(rows)
