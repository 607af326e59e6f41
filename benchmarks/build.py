"""How long builds take, beside how long they may take: `python -m benchmarks.build [--quick]`. `make bench` runs it.

Each row is measured in the same run, on publications that `publications.py` makes. CPU is that of a command and of all the
processes that it starts. Editions are made by two processes, and the slow validators are left out.
"""

import argparse
import ctypes
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import publications
from pipeline import publication as read_publication
from pipeline.build import FORMATS
from pipeline.files import Folder
from pipeline.renderers.pdf import LargePrint, layout
from pipeline.reports import table

EVERY_FORMAT = ("html", "large-print", "text")
QUICK_FORMATS = ("html", "text")
_WITHOUT = ("--without", "axe-core", "--without", "Nu Html Checker")
_PR_SET_CHILD_SUBREAPER = 36
"""Linux, prctl(2): processes whose parent ended become children of this one, so that their CPU is counted."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, in seconds, and how large the largest of its processes was, in MB."""

    wall: float
    cpu: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, in how many runs, and what it may be at most."""

    name: str
    values: tuple[float, ...]
    bound: float | None = None

    @property
    def row(self) -> tuple[str, ...]:
        """Its cells."""
        median = statistics.median(self.values)
        figures = (median, min(self.values), max(self.values))
        bound = ("", "") if self.bound is None else (f"{self.bound:.2f}", "met" if median <= self.bound else "MISSED")
        return self.name, *(f"{each:.2f}" for each in figures), *bound


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", *words, "--jobs", "2", *_WITHOUT]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(publications.SAMPLE)}


def cost(place: Path, *words: str) -> Cost:
    """Return what `everyleaf build`, with some more words, costs in a publication. Raises CalledProcessError if it fails."""
    command = _command("build", *words)
    before, started = _children_cpu(), time.perf_counter()
    done = subprocess.run(command, cwd=place, env=_environment(), capture_output=True, check=False)  # noqa: S603
    wall = time.perf_counter() - started
    _reap()
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Cost(wall, _children_cpu() - before, largest)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap() -> None:
    """Wait for the processes that a command left to end, which happens at once."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def bare(place: Path) -> float:
    """Return the CPU seconds of a bare loop of WeasyPrint over a publication's large print, in two warm processes.

    The HTML is that of Everyleaf, with its style in it; what each process takes to import WeasyPrint is not counted.
    """
    folder = Folder(place)
    read = read_publication.read(folder, FORMATS)
    documents = (LargePrint().narrow(each.document) for each in read_publication.translations(read, FORMATS))
    files = []
    for number, document in enumerate(documents):
        path = place / f"bare-{number}.html"
        style = f"<style>{(publications.SAMPLE / 'pipeline/styles/large-print.css').read_text(encoding='utf-8')}</style>"
        path.write_text(layout.to_html(document).replace("</head>", f"{style}</head>"), encoding="utf-8")
        files.append(path)
    command = [sys.executable, "-m", "benchmarks.bare"]
    halves = [
        subprocess.Popen([*command, *half], cwd=publications.SAMPLE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        for half in (files[::2], files[1::2])
    ]
    seconds = sum(float(half.communicate()[0]) for half in halves)
    for path in files:
        path.unlink()
    return seconds


def figures(leaflets: int, languages: int, runs: int) -> Iterator[Figure]:
    """Yield the figures of a publication of so many leaflets and languages, English not counted, in all three formats."""
    of = f"{leaflets} x {languages}"
    with TemporaryDirectory() as place:
        made = publications.write(Path(place) / "made", leaflets, languages, EVERY_FORMAT)
        pairs = [(_anew(made), bare(made)) for _ in range(runs)]
        yield Figure(f"cold, {of} x 3: CPU over that of a bare loop", tuple(each.cpu / loop for each, loop in pairs), 0.7)
        yield Figure(f"cold, {of} x 3: wall over CPU", tuple(each.wall / each.cpu for each, _ in pairs), 0.6)
        yield Figure(f"cold, {of} x 3: largest process, MB", tuple(each.megabytes for each, _ in pairs), 300)
        yield Figure(f"nothing to do, {of} x 3: CPU", _settled(made, runs), 0.25)
        changed = tuple(_changed(made, run) for run in range(max(runs, 3)))
        yield Figure(f"one string, {of} x 3: wall", tuple(each.wall for each in changed), 1.0)
        yield Figure(f"one string, {of} x 3: CPU", tuple(each.cpu for each in changed))
        yield Figure(f"one string, {of} x 3, watched: wall", _watched(made, max(runs, 3)), 1.0)


def _anew(place: Path) -> Cost:
    for name in ("outputs", ".everyleaf"):
        shutil.rmtree(place / name, ignore_errors=True)
    return cost(place, "--without", "page-validation")


def _settled(place: Path, runs: int) -> tuple[float, ...]:
    time.sleep(0.1)  # what is younger than the clock of a disk may lag is read again
    cost(place)
    return tuple(cost(place).cpu for _ in range(max(runs, 3)))


def _changed(place: Path, run: int) -> Cost:
    publications.change_one_string(place, run)
    return cost(place)


def _watched(place: Path, runs: int) -> tuple[float, ...]:
    """Return how long it takes from when a string is saved until `everyleaf watch` has built, but for the first string."""
    seconds = []
    with subprocess.Popen(  # noqa: S603
        _command("watch", "--json"),
        cwd=place,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        said = process.stdout or ()
        for run, _ in enumerate(islice(said, 1, runs + 3)):  # the first line says what is watched
            seconds.append(time.perf_counter())
            publications.change_one_string(place, 100 + run)
        process.send_signal(signal.SIGINT)
    return tuple(after - before for before, after in pairwise(seconds[1:]))


def many(leaflets: int, languages: int) -> Iterator[Figure]:
    """Yield what a build of nothing new takes, with so many leaflets and languages, as web pages and plain text.

    Of that the number of files decides, and not their formats; large print of as many would take an hour.
    """
    with TemporaryDirectory() as place:
        made = publications.write(Path(place) / "made", leaflets, languages, QUICK_FORMATS)
        cost(made)
        editions = leaflets * (languages + 1) * len(QUICK_FORMATS)
        yield Figure(f"nothing to do, {editions:,} editions: CPU", _settled(made, 3), 1.0)
        changed = tuple(_changed(made, run) for run in range(3))
        yield Figure(f"one string, {editions:,} editions: CPU", tuple(each.cpu for each in changed))


def flat(few: int, more: int) -> Iterator[Figure]:
    """Yield how much dearer each edition of many leaflets is than of few, as web pages and plain text in three languages."""
    each: list[float] = []
    for leaflets in (few, more):
        with TemporaryDirectory() as place:
            made = publications.write(Path(place) / "made", leaflets, 2, QUICK_FORMATS)
            fixed = publications.write(Path(place) / "fixed", 1, 2, QUICK_FORMATS)
            each.append((_anew(made).cpu - _anew(fixed).cpu) / (leaflets - 1))
    yield Figure(f"CPU for one leaflet more: {more} leaflets over {few}", (each[1] / each[0],), 1.15)


def run(chosen: argparse.Namespace) -> tuple[str, ...]:
    """Return the table."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    parts: tuple[Callable[[], Iterator[Figure]], ...] = (lambda: figures(chosen.leaflets, chosen.languages, chosen.runs),)
    if not chosen.quick:
        parts += (lambda: many(150, 29), lambda: flat(10, 1000))
    rows = [figure.row for part in parts for figure in part()]
    load = f"load of the machine at the end: {os.getloadavg()[0]:.1f}, cores: {os.cpu_count()}"
    return (*table([("everyleaf build", "median", "least", "most", "bound", ""), *rows]), load)


def options(words: list[str] | None = None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="only builds of one publication with all formats")
    parser.add_argument("--leaflets", metavar="N", type=int, default=10, help="how many leaflets (default: 10)")
    parser.add_argument("--languages", metavar="N", type=int, default=7, help="how many besides English (default: 7)")
    parser.add_argument("--runs", metavar="N", type=int, default=3, help="how often each is measured (default: 3)")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in run(options()))
