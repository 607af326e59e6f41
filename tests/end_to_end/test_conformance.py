"""What validators say of editions: who is kept out, and what the report tells."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest

from pipeline import unchanged, validators
from pipeline.cli import main
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.validators.base import Complaint, Outcome, grouped
from pipeline.validators.pdf_ua import PdfUa
from tests import publications
from tests.conftest import TESTS

SCHEMA = json.loads((TESTS.parent / "docs/reference/accessibility.schema.json").read_bytes())
CATALOGUE = "locales/fr/LC_MESSAGES/help.po"


@dataclass
class Reader:
    """A validator that complains of web pages with certain words in them, and counts what it was asked."""

    name: ClassVar[str] = "reader"
    standard: ClassVar[str] = "good taste"
    media_type: ClassVar[str] = "text/html"

    words: str = "tout de suite"
    outcome: Outcome = Outcome.FAILED
    installed: str | None = "1"
    asked: list[str] = field(default_factory=list)

    def version(self) -> str | None:
        return self.installed

    def judge(self, paths: tuple[str, ...]) -> Iterator[tuple[Complaint, ...]]:
        for path in paths:
            self.asked.append(Path(path).name)
            found = self.words in Path(path).read_text(encoding="utf-8")
            complaint = Complaint(rule="haste", outcome=self.outcome, words="too <hasty>", place="main > p", count=2)
            yield (complaint,) if found else ()


class Broken(Reader):
    """A validator that breaks down after its first file."""

    def judge(self, paths: tuple[str, ...]) -> Iterator[tuple[Complaint, ...]]:  # noqa: ARG002
        yield ()
        raise EveryleafError(Diagnostic(code="validator-failed", message=f"{self.name} does not answer"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publications.write(tmp_path, publications.SMALL)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(validators, "VALIDATORS", (PdfUa(), made))
    return made


def build(folder: Path, *options: str) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder), *options])


def install(folder: Path, reader: Reader, version: str) -> None:
    """Let a version be installed; that this changes the machine, so that a build looks, is test_unchanged.py's."""
    reader.installed = version
    (folder / unchanged.PATH).unlink(missing_ok=True)


def published(folder: Path) -> list[str]:
    """Return the names of the editions that are there."""
    return sorted(path.name for path in (folder / "outputs").glob("*/help-*"))


def report(folder: Path) -> list[dict[str, Any]]:
    document = json.loads((folder / "outputs/accessibility.json").read_bytes())
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return list(document["@graph"])


def assertions(folder: Path) -> list[tuple[str, str, str]]:
    """Return (subject, test, outcome) of what validators say, in the order of the report."""
    return [
        (
            each["subject"],
            each["test"] if isinstance(each["test"], str) else each["test"]["title"],
            each["result"]["outcome"],
        )
        for each in report(folder)
        if each["@type"] == "earl:Assertion" and each["mode"] == "earl:automatic"
    ]


def page(folder: Path) -> str:
    return (folder / "outputs/accessibility.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("reader")
def test_an_edition_that_fails_is_named_and_kept_out_and_the_rest_is_published(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(folder) == 7
    assert published(folder) == ["help-en-GB.html", "help-en-GB.txt", "help-fr.html", "help-fr.txt"]
    stand_in = (folder / "outputs/fr/help-fr.html").read_text(encoding="utf-8")
    assert "dcterms.identifier" not in stand_in  # of the leaflet, it has the title and the way to its text alone
    assert 'href="../fr/help-fr.txt"' in stand_in
    said = capsys.readouterr()
    assert (
        "error[edition-inaccessible]: fr/help-fr.html: not accessible, says reader: haste: too <hasty> (main > p)"
        in said.err
    )
    assert "reader: 1 of 1 edition passed." in said.out
    refused = next(each["@id"] for each in report(folder) if each.get("published") is False)
    assert assertions(folder) == [
        ("en-GB/help-en-GB.html", "#standard-reader", "earl:passed"),
        (refused, "#standard-reader", "earl:failed"),
        (refused, "haste", "earl:failed"),
    ]
    assert "<h2>Not published</h2>" in page(folder)
    assert "too &lt;hasty&gt; (reader, haste, 2 places) at <code>main &gt; p</code>" in page(folder)


def test_the_edition_of_before_stays_where_the_new_one_fails(folder: Path, reader: Reader) -> None:
    reader.words = "vite"
    assert build(folder) == 0
    before = (folder / "outputs/fr/help-fr.html").read_bytes()
    text = (folder / CATALOGUE).read_text(encoding="utf-8")
    (folder / CATALOGUE).write_text(text.replace("tout de suite", "vite"), encoding="utf-8")
    assert build(folder) == 7
    assert (folder / "outputs/fr/help-fr.html").read_bytes() == before
    assert "vite" in (folder / "outputs/fr/help-fr.txt").read_text(encoding="utf-8")


def test_with_no_keep_going_one_failure_publishes_nothing(folder: Path, reader: Reader) -> None:
    assert build(folder, "--no-keep-going") == 7
    assert published(folder) == []
    assert reader.asked


def test_a_validator_is_asked_once_for_each_file_and_version(folder: Path, reader: Reader) -> None:
    reader.words = "nothing of this kind"
    build(folder)
    assert sorted(reader.asked) == ["help-en-GB.html", "help-fr.html"]
    install(folder, reader, "1")
    build(folder)
    assert len(reader.asked) == 2
    install(folder, reader, "2")
    build(folder)
    assert len(reader.asked) == 4


def test_a_published_edition_that_a_new_validator_finds_wrong_is_named_and_stays(
    folder: Path, reader: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    reader.installed = None
    assert build(folder) == 0
    assert assertions(folder) == [
        ("en-GB/help-en-GB.html", "#standard-reader", "earl:untested"),
        ("fr/help-fr.html", "#standard-reader", "earl:untested"),
    ]
    assert "It did not run: it is not installed on the machine that built." in page(folder)
    assert "reader did not run: it is not installed on the machine that built." in capsys.readouterr().out
    install(folder, reader, "1")
    assert build(folder) == 7
    assert "fr/help-fr.html: published, but not accessible" in capsys.readouterr().err
    assert "help-fr.html" in published(folder)


def test_a_validator_can_be_left_out_and_the_report_says_so(folder: Path, reader: Reader) -> None:
    assert build(folder, "--without", "reader") == 0
    assert reader.asked == []
    assert "It did not run: it was left out of the build." in page(folder)
    assert build(folder, "--without", "nobody") == 2


def test_what_a_validator_can_not_tell_keeps_nothing_out_but_is_told(folder: Path, reader: Reader) -> None:
    reader.outcome = Outcome.CANNOT_TELL
    assert build(folder) == 0
    assert ("fr/help-fr.html", "haste", "earl:cantTell") in assertions(folder)
    assert "<h2>What a validator could not tell</h2>" in page(folder)


def test_a_validator_that_breaks_down_has_said_nothing_and_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(validators, "VALIDATORS", (Broken(),))
    assert build(folder) == 5
    assert Counter(outcome for _, _, outcome in assertions(folder)) == {"earl:passed": 1, "earl:untested": 1}
    assert "error[validator-failed]: reader does not answer" in capsys.readouterr().err
    assert len(published(folder)) == 4


@pytest.mark.usefixtures("reader")
def test_what_people_must_check_is_in_the_report_as_not_done(folder: Path) -> None:
    build(folder, "--without", "reader")
    to_do = [each for each in report(folder) if each.get("mode") == "earl:manual"]
    groups = {each["@id"]: each["part"] for each in report(folder) if "part" in each}
    assert {each["result"]["outcome"] for each in to_do} == {"earl:untested"}
    assert {subject for each in to_do for subject in each["subject"]} == {"#editions", "#editions-html", "#editions-text"}
    assert groups["#editions-text"] == ["en-GB/help-en-GB.txt", "fr/help-fr.txt"]
    assert page(folder).count('<input type="checkbox"') == len(to_do)
    assert "Matterhorn" not in page(folder)


@pytest.mark.usefixtures("reader")
def test_the_report_leads_to_the_site_around_it(folder: Path) -> None:
    build(folder, "--without", "reader")
    assert '<a href="index.html">All languages</a>' in page(folder)
    assert (folder / "outputs/index.html").is_file()


@pytest.mark.usefixtures("reader")
def test_a_report_that_was_changed_by_hand_or_is_gone_is_written_again(folder: Path) -> None:
    build(folder, "--without", "reader")
    before = page(folder)
    (folder / "outputs/accessibility.html").write_text("all is well", encoding="utf-8")
    (folder / "outputs/accessibility.json").unlink()
    build(folder, "--without", "reader")
    assert page(folder) == before
    assert report(folder)


def test_a_file_that_is_no_pdf_fails() -> None:
    complaints: Iterable[tuple[Complaint, ...]] = PdfUa().judge((str(TESTS / "conftest.py"),))
    assert [each.rule for each in next(iter(complaints))] == ["unreadable"]


def test_complaints_are_one_a_rule() -> None:
    one = Complaint(rule="b", outcome="failed", words="first", place="1", count=1)
    two = Complaint(rule="b", outcome="failed", words="second", place="2", count=3)
    other = Complaint(rule="a", outcome="cantTell", words="", place="", count=1)
    assert [(each.rule, each.words, each.count) for each in grouped([one, two, other])] == [("a", "", 1), ("b", "first", 4)]
