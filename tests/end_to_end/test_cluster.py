"""A real scheduler and real workers on the loopback make what this process makes, whatever dies in between."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from pipeline.build import cluster
from pipeline.build.execute import execute
from pipeline.build.plan import Step, want
from pipeline.build.revision import Revision
from pipeline.build.workers import workers
from pipeline.cli import main
from pipeline.errors import EveryleafError
from pipeline.renderers import RENDERERS
from tests import publications
from tests.deadly import Blocking, Deadly, kill_who_opened, who_opened
from tests.documents import document, leaflet

ROOT = Path(__file__).parents[2]
REVISION = Revision(source="revision", critical="critical")
STEPS = tuple(
    Step(wanted=want(leaflet(document(tag)), renderer, REVISION), because=("it is new",))
    for tag in ("en-GB", "ar", "bn")
    for renderer in RENDERERS.values()
)
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Cluster:
    """A scheduler and workers on the loopback."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    """The scheduler is the first."""

    def start(self, program: str, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *options]
        with (self.folder / f"{program}.log").open("ab") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )
        self.started.append(process)

    def start_scheduler(self, address: str = "tcp://127.0.0.1:0") -> None:
        where = self.folder / "scheduler.json"
        where.unlink(missing_ok=True)
        self.start("dask_scheduler", "--host", address, "--scheduler-file", str(where))
        deadline = time.monotonic() + 60
        while not (where.exists() and where.read_bytes()):
            assert time.monotonic() < deadline, "the scheduler does not start"
            time.sleep(0.1)

    def start_workers(self, count: int) -> None:
        for _ in range(count):
            self.start("dask_worker", self.address, "--nthreads", "1", "--local-directory", str(self.folder))

    def kill_scheduler(self) -> None:
        self.started[0].kill()
        self.started[0].wait()

    def end(self) -> None:
        """Kill all; the process of a worker ends with the one that watches over it. If asked, a busy one may never end."""
        for process in self.started:
            process.kill()
            process.wait()

    @property
    def address(self) -> str:
        return str(json.loads((self.folder / "scheduler.json").read_bytes())["address"])


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Cluster]]:
    """Return a function that starts a scheduler and so many workers."""
    with ExitStack() as ends:

        def started(count: int) -> Cluster:
            made = Cluster(tmp_path_factory.mktemp("cluster"))
            ends.callback(made.end)
            made.start_scheduler()
            made.start_workers(count)
            return made

        yield started


def made(steps: tuple[Step, ...], address: str | None) -> dict[str, Any]:
    with workers(steps, 1, address) as makers:
        return {step.wanted.path: edition for step, edition in execute(steps, makers)}


def build(folder: Path, *options: str) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder), *options])


def opened_as(step: Step, document: Any) -> Step:
    return replace(step, wanted=replace(step.wanted, document=document))


def test_a_cluster_gives_the_same_bytes_as_this_process_although_a_worker_is_killed(
    start: Callable[[int], Cluster], tmp_path: Path
) -> None:
    nodes, opened = start(2), tmp_path / "opened"
    steps = tuple(
        opened_as(step, Blocking(step.wanted.document, opened)) if step.wanted.format == "text" else step for step in STEPS
    )
    with ThreadPoolExecutor(1) as watcher:
        killed = watcher.submit(kill_who_opened, opened)
        editions = made(steps, nodes.address)
    assert killed.result() != os.getpid()
    assert editions == made(STEPS, None)


def test_a_build_on_a_cluster_is_the_build_without_one(start: Callable[[int], Cluster], tmp_path: Path) -> None:
    there, here = (publications.write(tmp_path / name, publications.SMALL) for name in ("there", "here"))
    assert (build(there, "--cluster", start(2).address), build(here)) == (0, 0)
    contents = [
        {path.relative_to(folder): path.read_bytes() for path in (folder / "outputs").rglob("*") if path.is_file()}
        for folder in (there, here)
    ]
    assert contents[0] == contents[1]


def test_an_edition_that_kills_its_workers_takes_no_other_with_it(start: Callable[[int], Cluster]) -> None:
    texts = [step for step in STEPS if step.wanted.format == "text"]
    killer = opened_as(texts[0], Deadly(texts[0].wanted.document.language))
    editions = made((killer, *texts[1:]), start(2).address)
    assert [path for path, edition in editions.items() if isinstance(edition, EveryleafError)] == [killer.wanted.path]


def test_a_scheduler_that_is_started_again_is_given_what_was_lost(start: Callable[[int], Cluster], tmp_path: Path) -> None:
    nodes, opened = start(1), tmp_path / "opened"
    steps = (opened_as(STEPS[0], Blocking(STEPS[0].wanted.document, opened)), *STEPS[1:])

    def start_again() -> None:
        kill_who_opened(opened)
        nodes.kill_scheduler()
        nodes.start_scheduler(nodes.address)
        nodes.start_workers(1)

    with ThreadPoolExecutor(1) as watcher:
        again = watcher.submit(start_again)
        assert made(steps, nodes.address) == made(STEPS, None)
    again.result()


def test_an_answer_that_is_lost_while_it_is_fetched_is_asked_for_again(
    start: Callable[[int], Cluster], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch, breaks = Client._gather, iter([OSError("the connection is closed")])

    async def fetch_later(*args: Any, **options: Any) -> Any:
        for error in breaks:
            raise error
        return await fetch(*args, **options)

    monkeypatch.setattr(Client, "_gather", fetch_later)
    assert made(STEPS, start(1).address) == made(STEPS, None)
    assert next(breaks, None) is None


def test_a_cluster_that_goes_away_leaves_the_outputs_as_they_were(
    start: Callable[[int], Cluster], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster, "RETURN", 2)
    nodes, opened = start(1), tmp_path / "opened"
    steps = (opened_as(STEPS[0], Blocking(STEPS[0].wanted.document, opened)), *STEPS[1:])

    def kill_the_scheduler() -> None:
        who_opened(opened)
        nodes.kill_scheduler()

    with ThreadPoolExecutor(1) as watcher:
        killed = watcher.submit(kill_the_scheduler)
        with pytest.raises(EveryleafError, match="cluster-lost"):
            made(steps, nodes.address)
    killed.result()


def test_a_worker_that_would_make_other_bytes_is_refused_and_named(start: Callable[[int], Cluster]) -> None:
    other = replace(STEPS[0], wanted=replace(STEPS[0].wanted, fingerprint="of another font"))
    with pytest.raises(EveryleafError, match=r"cluster-differs\]: the worker tcp://127.0.0.1:\d+ may make other editions"):
        made((other,), start(1).address)


def test_an_address_at_which_nobody_answers_is_an_error_within_10_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = publications.write(tmp_path, publications.SMALL)
    started = time.monotonic()
    assert build(folder, "--cluster", "tcp://127.0.0.1:1") == 5
    assert time.monotonic() - started < 10
    assert "error[cluster-unreachable]: no scheduler of a Dask cluster answers at" in capsys.readouterr().err


def test_without_dask_an_error_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    folder = publications.write(tmp_path, publications.SMALL)
    assert build(folder, "--cluster", "tcp://127.0.0.1:1") == 5
    assert 'install it: pip install "everyleaf[cluster]"' in capsys.readouterr().err
