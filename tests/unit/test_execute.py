import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.build.execute import execute
from pipeline.build.plan import Step, want
from pipeline.build.revision import Revision
from pipeline.build.workers import workers
from pipeline.cli import main
from pipeline.errors import EveryleafError
from pipeline.model import Edition
from pipeline.pool import Pool
from pipeline.renderers import RENDERERS
from tests import publications
from tests.deadly import Blocking, Deadly, kill_who_opened, who_opened
from tests.documents import document, leaflet

TEXT = want(leaflet(document("ar")), RENDERERS["text"], Revision(source="revision", critical="critical"))


def step(path: str, opened_as: Any = TEXT.document) -> Step:
    return Step(wanted=replace(TEXT, path=path, document=opened_as), because=("it is new",))


OTHERS = tuple(step(str(number)) for number in range(8))


def made(steps: tuple[Step, ...], jobs: int) -> Mapping[str, Edition | EveryleafError]:
    with workers(steps, jobs) as makers:
        return {each.wanted.path: edition for each, edition in execute(steps, makers)}


def test_a_pool_of_processes_makes_what_this_process_makes() -> None:
    assert made(OTHERS, 2) == made(OTHERS, 1)


def test_an_edition_that_kills_its_process_each_time_is_named_and_all_others_are_made() -> None:
    editions = made((*OTHERS[:4], step("killer", Deadly(TEXT.document.language)), *OTHERS[4:]), 2)
    failed = {path: str(edition) for path, edition in editions.items() if isinstance(edition, EveryleafError)}
    assert len(editions) == len(OTHERS) + 1
    assert list(failed) == ["killer"]
    assert failed["killer"].startswith("error[edition-failed]: the program that made it was killed, 3 times")


def test_an_edition_whose_process_is_killed_is_made_by_another(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    with ThreadPoolExecutor(1) as watcher:
        killed = watcher.submit(kill_who_opened, opened)
        editions = made((*OTHERS, step("stopped", Blocking(TEXT.document, opened))), 2)
    assert killed.result() != os.getpid()
    assert set(editions.values()) == set(made(OTHERS[:1], 1).values())


def test_a_process_is_used_again_unless_it_has_grown_too_large() -> None:
    def processes(largest: int) -> int:
        with Pool(1, largest=largest) as pool:
            return len({pool.submit(os.getpid).result() for _ in range(3)})

    assert (processes(1000), processes(1)) == (1, 3)


def test_an_exception_in_a_process_comes_with_its_traceback_and_the_process_serves_on() -> None:
    with Pool(1) as pool:
        before = pool.submit(os.getpid).result()
        with pytest.raises(RuntimeError, match=r"(?s)Traceback .*ValueError: invalid literal"):
            pool.submit(int, "x").result()
        assert pool.submit(os.getpid).result() == before


def test_a_pool_that_is_left_half_way_ends_its_processes_at_once(tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    steps = (step("stopped", Blocking(TEXT.document, opened)), *OTHERS)
    with workers(steps, 2) as makers:
        next(execute(steps, makers))
        stopped = who_opened(opened)
    with pytest.raises(ProcessLookupError):
        os.kill(stopped, 0)


def test_an_installation_in_which_no_process_starts_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = ModuleType("__main__")
    broken.__file__ = str(tmp_path / "gone.py")  # a process of a pool begins by running the program that it belongs to
    monkeypatch.setitem(sys.modules, "__main__", broken)
    folder = publications.write(tmp_path, publications.SMALL)
    assert main(["build", "--jobs", "2", "--publication", str(folder)]) == 5
    assert [line for line in capfd.readouterr().err.splitlines() if line.startswith("error[")] == [
        "error[worker-failed]: no process that makes editions can be started on this machine"
    ]
    assert not list((folder / "outputs").glob("*"))
