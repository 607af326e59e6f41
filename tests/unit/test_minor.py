"""Edits that change no meaning."""

from pathlib import Path

import pytest

from pipeline import minor
from pipeline.cli import main
from pipeline.files import Folder
from pipeline.minor import MinorEdits
from tests import publications


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Call 111 now", "Call 111 now."),
        ("We organise help on line", "We organize help on-line"),
        ("You will recieve {dose}", "You will receive {dose}"),
        ("Wash your **hands**", "Wash your hands"),
        ("See [the page](https://a.uk)", "See [The page](https://a.uk)!"),
    ],
)
def test_spelling_and_punctuation_are_minor(before: str, after: str) -> None:
    assert minor.refusal(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Take 5 ml", "Take 50 ml"),
        ("Keep it at -5 degrees", "Keep it at 5 degrees"),
        ("Take 1.5 tablets", "Take 15 tablets"),
        ("You can drive", "You can't drive"),
        ("Go now", "Go not"),
        ("Take 5 mg", "Take 5 ml"),
        ("It may increase", "It may decrease"),
        ("You have hypertension", "You have hypotension"),
        ("Call {emergency}", "Call {nhs_111}"),
        ("See [this](https://a.uk)", "See [this](https://b.uk)"),
        ("Call us", "Call us first"),
        ("Same", "Same"),
    ],
)
def test_whatever_may_change_the_meaning_is_not(before: str, after: str) -> None:
    assert minor.refusal(before, after) != ""


def test_a_meaning_that_was_declared_minor_by_hand_is_an_error() -> None:
    edit = "edits:\n  - {leaflet: help, from: Take 5 ml, to: Take 50 ml, by: Ana, on: 2026-11-22, reason: a typing error}\n"
    edits, (problem,) = minor.parse(edit)
    assert (edits, problem.code, str(problem.at)) == (MinorEdits(), "not-minor", "source/minor-edits.yml:2:5")


def test_an_author_declares_a_minor_edit_and_only_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publications.write(tmp_path, publications.SMALL)
    assert main(["update", "--publication", str(folder)]) == 0
    leaflet = publications.LEAFLET.replace("Call {emergency} now.", "Call {emergency} now!")
    leaflet = leaflet.replace("In an emergency", "Not in an emergency")
    publications.write(folder, {"source/leaflets/help.md": leaflet})
    command = ["minor", "help", "--by", "Ana", "--on", "2026-11-22", "--reason", "livelier", "--publication", str(folder)]
    capsys.readouterr()
    assert main(command) == 0
    said = capsys.readouterr()
    assert "source/leaflets/help.md:6:1: warning[not-minor]" in said.err
    assert "  was  Call {emergency} now.\n  is   Call {emergency} now!\n" in said.out
    assert (folder / "source/minor-edits.yml").read_text(encoding="utf-8") == (
        'edits:\n  - leaflet: "help"\n    from: "Call {emergency} now."\n    to: "Call {emergency} now!"\n'
        '    by: "Ana"\n    on: 2026-11-22\n    reason: "livelier"\n'
    )
    read, problems = minor.read(Folder(folder))
    assert (problems, read.later("help")) == ((), {"Call {emergency} now.": "Call {emergency} now!"})
    assert read.earlier("help", "Call {emergency} now!") == ("Call {emergency} now!", "Call {emergency} now.")
    assert read.earlier("other", "Call {emergency} now!") == ("Call {emergency} now!",)
