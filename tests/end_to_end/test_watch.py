"""Builds whenever somebody saves a file."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import INTERRUPTED
from pipeline.commands.base import Answer
from pipeline.commands.watch import _without
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.files.watching import is_ignored
from tests import publications
from tests.conftest import SLOW_VALIDATORS

CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
Next = Callable[[], dict[str, Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publications.write(tmp_path / "an other folder", publications.SMALL)


@pytest.fixture
def watch(folder: Path) -> Iterator[subprocess.Popen[str]]:
    without = [f"--without={name}" for name in SLOW_VALIDATORS]
    command = [sys.executable, "-m", "pipeline.cli", "watch", "--json", "--jobs", "1", *without]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.fixture
def said(watch: subprocess.Popen[str]) -> Next:
    """Return what waits for the next thing that is said."""
    assert watch.stdout
    lines = watch.stdout

    def wait() -> dict[str, Any]:
        assert select.select([lines], [], [], 30)[0], "nothing is said"
        return dict(json.loads(lines.readline()))

    return wait


def edit(path: Path, old: str, new: str) -> None:
    """Save a file as most editors do: another one takes its place."""
    other = path.with_name(f".{path.name}.swp")
    other.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    other.rename(path)


def paths(answer: dict[str, Any]) -> list[str]:
    return [edition["path"] for edition in answer["built"]]


def errors(answer: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in answer["problems"] if problem["severity"] == "error"]


@pytest.mark.slow
def test_each_save_renews_what_it_touches_and_errors_between_are_survived(
    folder: Path, watch: subprocess.Popen[str], said: Next
) -> None:
    assert said() == {"watching": ["source", "locales"]}
    assert len(paths(said())) == 4
    edit(folder / CATALOGUE, "En cas d’urgence", "Urgence")
    renewed = said()
    assert (renewed["changed"], paths(renewed)) == ([CATALOGUE], ["fr/help-fr.html", "fr/help-fr.txt"])
    assert "Urgence" in (folder / "outputs/fr/help-fr.txt").read_text(encoding="utf-8")
    edit(folder / "source/facts.yml", "emergency: {", "emergency: [")
    assert errors(said()) == ["yaml-syntax"]
    edit(folder / "source/facts.yml", "emergency: [", "emergency: {")
    assert paths(said()) == []
    (folder / "source").rename(folder / "elsewhere")
    assert errors(said()) == ["no-publication"]
    edit(folder / "elsewhere/facts.yml", "999", "112")
    (folder / "elsewhere").rename(folder / "source")
    assert len(paths(said())) == 4
    watch.send_signal(signal.SIGINT)
    assert watch.wait(10) == INTERRUPTED


@pytest.mark.slow
def test_where_there_is_no_publication_nothing_is_watched(folder: Path) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "watch", "--publication", str(folder / "outputs")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(command, env=environment, capture_output=True, check=False, text=True, timeout=30)
    assert (done.returncode, "error[no-publication]" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("source/leaflets/help.md", False),
        ("locales/fr/LC_MESSAGES/help.po", False),
        ("source/images/مربع.svg", False),
        ("source/leaflets/.help.md.swp", True),
        ("source/leaflets/help.md~", True),
        ("source/leaflets/#help.md#", True),
        ("source/leaflets/4913", True),
        ("locales/.git/index", True),
    ],
)
def test_what_editors_write_for_themselves_is_nobodys_change(path: str, ignored: bool) -> None:  # noqa: FBT001
    assert is_ignored(path) == ignored


def test_a_warning_is_said_once_and_an_error_as_long_as_it_stands() -> None:
    error = Diagnostic(code="unknown-fact", message="x")
    warning = Diagnostic(code="too-long", message="y", severity=Severity.WARNING)
    notes = (str(error), str(warning))
    answer = Answer(notes=notes, data={}, problems=(error, warning))
    assert _without(frozenset(), answer).notes == notes
    assert _without(frozenset(notes), answer).notes == (str(error),)
