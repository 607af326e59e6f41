"""What edits would cost."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.cli import main
from tests import publications

MORE = """
::: emergency critical
Do not drive yourself to the hospital.
:::

Ask for an interpreter.
"""
POLISH = publications.HEADER.replace("fr", "pl").replace("nplurals=2; plural=(n > 1)", "nplurals=3; plural=0")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication in French, translated and approved but for a message, and in Polish, mostly untranslated."""
    files = {
        "source/publication.yml": publications.SETTINGS.replace("[fr]", "[fr, pl]"),
        "source/leaflets/help.md": publications.LEAFLET + MORE,
        "locales/fr/LC_MESSAGES/help.po": publications.FRENCH
        + '\nmsgid "Do not drive yourself to the hospital."\nmsgstr "Ne prenez pas le volant."\n',
        "locales/pl/LC_MESSAGES/help.po": POLISH + 'msgid "Call {emergency} now."\nmsgstr "Zadzwoń pod {emergency}."\n',
    }
    publications.write(tmp_path, {**publications.SMALL, **files})
    assert main(["update", "--publication", str(tmp_path)]) == 0
    approval = ["approve", "help", "--language", "fr", "--by", "Ana Costa", "--partly", "--publication", str(tmp_path)]
    assert main(approval) == 0
    return tmp_path


def edit(folder: Path, edits: Mapping[str, str]) -> None:
    path = folder / "source/leaflets/help.md"
    text = path.read_text()
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def impact(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert main(["impact", "--publication", str(folder), *options]) == 0
    return capsys.readouterr().out


EDITS = {
    "drive yourself to the hospital": "drive to the hospital",
    "Call {emergency} now.": "Call {emergency} right now.",
    "## In an emergency": "## In an emergency.",
    "Call [NHS 111]({nhs_111}).": "Bring a friend.",
}


def test_impact_says_what_edits_cost_the_critical_ones_first(
    folder: Path, capsys: pytest.CaptureFixture[str], golden: Callable[[str, str | bytes], None]
) -> None:
    edit(folder, EDITS)
    golden("impact.txt", impact(folder, capsys))


def test_impact_foresees_what_the_update_does_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, EDITS)
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    foreseen = json.loads(impact(folder, capsys, "--json"))
    assert {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()} == before
    main(["update", "--json", "--publication", str(folder)])
    done = {each["language"]: each for each in json.loads(capsys.readouterr().out)["catalogues"]}
    for cost, kind, tag in (("review", "changed", "fr"), ("review", "changed", "pl"), ("translate", "new", "fr")):
        assert {each["after"] for each in foreseen["messages"] if tag in each[cost]} == set(done[tag][kind]) != set()
    assert impact(folder, capsys) == "Nothing changed.\n"


def test_a_minor_edit_costs_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, {"## In an emergency": "## In an emergency."})
    main(["minor", "help", "--by", "Ana Costa", "--reason", "a full stop", "--publication", str(folder)])
    assert impact(folder, capsys).splitlines()[:2] == ["help", "  minor: nothing to do"]


def test_without_a_template_the_catalogues_say_what_there_was(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "locales/help.pot").unlink()
    assert impact(folder, capsys) == "Nothing changed.\n"


def test_a_new_name_for_a_leaflet_costs_its_approvals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "source/leaflets/help.md").rename(folder / "source/leaflets/get-help.md")
    shown = impact(folder, capsys)
    assert "critical, moved: to translate into 1 language, no longer approved in 1 language\n" in shown
    assert "5 approvals would lapse.\n" in shown
