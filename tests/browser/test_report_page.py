"""The report on accessibility, made by a build that asks every validator; and whether the report itself is accessible."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers.html import Html
from pipeline.validators.axe import Axe
from pipeline.validators.nu import Nu
from tests import publications
from tests.browser.conftest import Complaints

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_build_asks_every_validator_and_its_report_is_accessible(
    tmp_path: Path, complaints: Complaints, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = publications.write(tmp_path, publications.SMALL)
    assert cli.main(["build", "--publication", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "axe-core: 2 of 2 editions passed." in said
    assert "Nu Html Checker: 2 of 2 editions passed." in said
    report = folder / "outputs/accessibility.html"
    assert "axe-core 4." in report.read_text(encoding="utf-8")
    assert complaints(Axe(), [report]) == {}
    assert complaints(Nu(), [report]) == {}


_render = Html.render


def _without_a_title(renderer: Html, document: TranslatedDocument) -> Edition:
    edition = _render(renderer, document)
    return replace(edition, content=re.sub(rb"<title.*?</title>", b"", edition.content, flags=re.DOTALL))


def test_a_page_that_is_not_accessible_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], complaints: Complaints
) -> None:
    monkeypatch.setattr(Html, "render", _without_a_title)
    folder = publications.write(tmp_path, publications.SMALL)
    assert cli.main(["build", "--jobs", "1", "--publication", str(folder)]) == 7
    assert "help-fr.html: not accessible, says Nu Html Checker" in capsys.readouterr().err
    stand_ins = list((folder / "outputs").glob("*/help-*.html"))
    assert len(stand_ins) == 2
    assert [page for page in stand_ins if "dcterms.identifier" in page.read_text(encoding="utf-8")] == []
    assert complaints(Axe(), stand_ins) == complaints(Nu(), stand_ins) == {}
    assert list((folder / "outputs").glob("*/*.txt"))


def test_the_report_of_the_samples_is_accessible(samples: Path, complaints: Complaints) -> None:
    report = samples / "outputs/accessibility.html"
    assert complaints(Axe(), [report]) == {}
    assert complaints(Nu(), [report]) == {}
