"""The benchmarks run; whether their bounds are met, `make bench` says."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import check, portal, publications, texts, update
from pipeline import publication
from pipeline.build import FORMATS
from pipeline.files import Folder
from pipeline.portal.sections import MOST

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


def test_a_page_full_of_leaflets_in_the_longest_script_is_not_too_heavy() -> None:
    full = portal.run(MOST, ("fr", "ta"), 1)
    assert [row.split()[-1] for row in full if row.startswith(("*/index.html", "*/sheet.html"))] == ["met", "met"]


@pytest.mark.parametrize("name", ["update", "check"])
def test_a_benchmark_runs_as_make_calls_it(name: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", "--messages", "5", "--runs", "1"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert f"everyleaf {name}, 5 messages" in done.stdout


def test_publications_of_any_size_are_complete_in_most_languages(tmp_path: Path) -> None:
    made = publications.write(tmp_path, 7, 16, ("html",))
    read = publication.read(Folder(made), FORMATS)
    assert {problem.code for problem in read.problems} <= {"words-in-english"}
    found = tuple(publication.translations(read, FORMATS))
    assert len(found) == 7 * 17
    tags = {each.document.language.base for each in found if each.document.coverage.percent < 100}
    assert tags <= {"so", "gu"}


def test_the_same_numbers_give_the_same_publication(tmp_path: Path) -> None:
    one, other = (publications.write(tmp_path / name, 6, 2, ("html",)) for name in ("one", "other"))
    files = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert all((one / path).read_bytes() == (other / path).read_bytes() for path in files)
    publications.change_one_string(one, 1)
    assert [str(path) for path in files if (one / path).read_bytes() != (other / path).read_bytes()] == [
        "locales/pl/LC_MESSAGES/about-us.po"
    ]


def test_the_build_benchmark_measures_every_figure() -> None:
    few = ["--quick", "--leaflets", "1", "--languages", "1", "--runs", "1"]
    command = [sys.executable, "-m", "benchmarks.build", *few]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    header, *rows, load = done.stdout.splitlines()
    assert header.startswith("everyleaf build")
    assert load.startswith("load of the machine")
    assert [row.partition(",")[0] for row in rows] == ["cold"] * 3 + ["nothing to do"] + ["one string"] * 3
