"""The benchmarks run; whether their bounds are met, `make bench` says."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import check, portal, texts, update

pytestmark = pytest.mark.slow


def test_the_update_benchmark_measures_every_script() -> None:
    header, *rows = update.run(100, 1)
    assert header.startswith("everyleaf update, 100 messages")
    assert [row.split()[0] for row in rows] == [language.tag for language in texts.LANGUAGES]
    assert all(row.endswith("met") for row in rows)


def test_the_check_benchmark_judges_translations_that_are_right() -> None:
    *rows, found = check.run(35, 1)
    assert [row.split()[0] for row in rows[1:]] == [language.tag for language in texts.LANGUAGES]
    assert found == "problems found: 0"


def test_the_portal_benchmark_holds_pages_and_search_to_their_bounds() -> None:
    header, *rows = portal.run(3, ("fr", "hi"), 1)
    assert header.startswith("3 leaflets × 3 languages")
    assert [row.partition(",")[0] for row in rows[:2]] == ["all .html", "all search.js"]
    assert [row.split()[-1] for row in rows if row.startswith("*/index.html")] == ["met"]


@pytest.mark.parametrize("name", ["update", "check"])
def test_a_benchmark_runs_as_make_calls_it(name: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", "--messages", "5", "--runs", "1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert f"everyleaf {name}, 5 messages" in done.stdout
