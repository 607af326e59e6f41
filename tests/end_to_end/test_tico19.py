"""A real publication of long health texts by human translators, in 13 languages: TICO-19 (CC0)."""

import json
import shutil
from collections import Counter
from pathlib import Path

import page
import pytest

from pipeline.build import Manner, Report, Selection, build
from pipeline.diagnostics import errors
from pipeline.files import Folder
from tests.conftest import TESTS

CORPUS = TESTS.parent.parent / "shared" / "corpora" / "tico19"
SHORT = ("news-bangladesh", "news-one-million", "news-pandemic")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus TICO-19 is not beside this project"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CORPUS, tmp_path / "tico19")
    return tmp_path / "tico19"


def made(folder: Path, selection: Selection) -> Report:
    return build(Folder(folder), selection, Manner(), lambda _: None)


def test_it_builds_in_all_languages_and_only_wrong_numbers_are_kept_back(folder: Path) -> None:
    """tests/golden/checks/numbers-in-tico19.txt has these errors, each of them read."""
    report = made(folder, Selection(formats=("html", "text")))
    wrong = Counter(problem.code for problem in errors(report.problems))
    assert wrong == {"number-changed": 21, "unit-changed": 1}
    unusable = [each for record in report.records for each in record.fallbacks if each.reason == "unusable"]
    assert len(unusable) == 22 * 2
    assert len({record.language for record in report.records}) == 14
    assert len(report.records) == 6 * 14 * 2


def test_its_short_leaflets_are_valid_pdfs_in_all_languages(folder: Path) -> None:
    report = made(folder, Selection(leaflets=SHORT, formats=("large-print",)))
    assert {problem.code for problem in errors(report.problems)} == {"number-changed", "unit-changed"}
    assert len(report.records) == 3 * 14
    for record in report.records:
        found = page.validate_pdf_bytes((folder / "outputs" / record.path).read_bytes(), profile="ua1")
        assert [failure.rule_id for failure in found.failures] == [], record.path


def test_what_is_missing_is_counted_and_every_page_says_so(folder: Path) -> None:
    made(folder, Selection(formats=("html",)))
    editions = json.loads((folder / "outputs/manifest.json").read_bytes())["editions"]
    partly = [edition for edition in editions if edition["fallbacks"]]
    assert len(partly) == 52  # 48 lack messages, and 4 more have a wrong number
    for edition in partly:
        html = (folder / "outputs" / edition["path"]).read_text()
        assert html.count('lang="en" dir="ltr"') + html.count('lang="en">') >= len(edition["fallbacks"]), edition["path"]
