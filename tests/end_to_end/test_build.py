"""Whole builds of a small publication, on disk, through the command."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline import outputs
from pipeline.cli import INTERRUPTED, main
from pipeline.files import Folder
from tests import publications

CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
EDITIONS = ["en-GB/help-en-GB.html", "en-GB/help-en-GB.txt", "fr/help-fr.html", "fr/help-fr.txt"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publications.write(tmp_path, publications.SMALL)


def build(folder: Path, *options: str) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder), *options])


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "outputs/manifest.json").read_bytes()))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in (folder / "outputs").rglob("*") if path.is_file())
    return {path.relative_to(folder / "outputs").as_posix(): path.read_bytes() for path in paths}


def test_every_edition_is_published_under_a_name_that_makes_sense_once_downloaded(folder: Path) -> None:
    assert build(folder) == 0
    assert sorted(files(folder)) == [*EDITIONS, "manifest.json"]
    assert [edition["path"] for edition in manifest(folder)["editions"]] == EDITIONS


def test_building_again_changes_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "outputs").rglob("*")}
    capsys.readouterr()
    assert build(folder) == 0
    assert {path: path.stat().st_mtime_ns for path in (folder / "outputs").rglob("*")} == before
    assert capsys.readouterr().out.startswith("Nothing to do: 4 editions up to date.")


def test_the_same_publication_gives_the_same_bytes_elsewhere(folder: Path, tmp_path: Path) -> None:
    elsewhere = publications.write(tmp_path / "an other folder, مجلد", publications.SMALL)
    build(folder)
    build(elsewhere)
    assert files(folder) == files(elsewhere)


def test_one_changed_string_rebuilds_one_leaflet_in_one_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(folder)
    catalogue = folder / CATALOGUE
    catalogue.write_text(catalogue.read_text().replace("En cas d’urgence", "Urgence"))
    capsys.readouterr()
    build(folder, "--json")
    built = json.loads(capsys.readouterr().out)["built"]
    assert sorted(edition["path"] for edition in built) == ["fr/help-fr.html", "fr/help-fr.txt"]


def test_a_moved_line_rebuilds_nothing_but_the_manifest_tells_the_new_place(folder: Path) -> None:
    catalogue, leaflet = folder / CATALOGUE, folder / "source/leaflets/help.md"
    catalogue.write_text(catalogue.read_text().replace('"En cas d’urgence"', '""'))
    build(folder)
    leaflet.write_text(leaflet.read_text().replace("## In an emergency", "\n\n## In an emergency"))
    before = files(folder)
    build(folder)
    changed = [path for path, content in files(folder).items() if before[path] != content]
    places = {fallback["source"] for edition in manifest(folder)["editions"] for fallback in edition["fallbacks"]}
    assert (changed, places) == (["manifest.json"], {"source/leaflets/help.md:8:1"})


def test_what_no_longer_belongs_is_removed_and_what_is_not_ours_is_left(folder: Path) -> None:
    build(folder)
    (folder / "outputs/fr/notes.txt").write_text("mine")
    settings = folder / "source/publication.yml"
    settings.write_text(settings.read_text().replace("[html, text]", "[text]"))
    build(folder)
    assert sorted(files(folder)) == ["en-GB/help-en-GB.txt", "fr/help-fr.txt", "fr/notes.txt", "manifest.json"]


def test_a_selection_builds_only_what_was_asked_and_keeps_the_rest(folder: Path) -> None:
    assert build(folder, "--language", "fr", "--format", "text") == 0
    assert [edition["path"] for edition in manifest(folder)["editions"]] == ["fr/help-fr.txt"]
    assert build(folder, "--language", "en-GB") == 0
    assert [edition["path"] for edition in manifest(folder)["editions"]] == [*EDITIONS[:2], "fr/help-fr.txt"]


def test_a_selection_of_what_is_not_there_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(folder, "--language", "pl") == 2
    assert 'there is no language "pl"\n  hint: there are: en-GB, fr' in capsys.readouterr().err


def test_an_error_in_a_leaflet_stops_the_build_before_anything_is_written(folder: Path) -> None:
    build(folder)
    before = files(folder)
    (folder / "source/leaflets/help.md").write_text(publications.LEAFLET.replace("{emergency}", "{nobody}"))
    assert build(folder) == 3
    assert files(folder) == before


def test_a_broken_catalogue_keeps_the_editions_that_were_there_and_the_rest_is_built(folder: Path) -> None:
    build(folder)
    before = files(folder)
    (folder / CATALOGUE).write_text(publications.FRENCH + 'msgid "')
    leaflet = folder / "source/leaflets/help.md"
    leaflet.write_text(leaflet.read_text() + "\nMore.\n")
    assert build(folder) == 4
    after = files(folder)
    assert sorted(after) == sorted(before)
    assert [path for path in EDITIONS if after[path] != before[path]] == EDITIONS[:2]
    assert [edition["path"] for edition in manifest(folder)["editions"]] == EDITIONS


def test_a_file_changed_by_hand_or_gone_is_made_again(folder: Path) -> None:
    build(folder)
    before = files(folder)
    (folder / "outputs" / EDITIONS[0]).write_text("edited")
    (folder / "outputs" / EDITIONS[1]).unlink()
    build(folder)
    assert files(folder) == before


def test_an_unreadable_manifest_is_reported_and_everything_is_built_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    before = files(folder)
    (folder / "outputs/manifest.json").write_text('{"schema": 1, "editions": [{"path": "../../x"}]}')
    assert build(folder) == 0
    assert "warning[manifest-unreadable]" in capsys.readouterr().err
    assert files(folder) == before


def test_a_manifest_that_names_a_path_outside_is_not_believed(folder: Path) -> None:
    build(folder)
    precious = folder / "precious.txt"
    precious.write_text("mine")
    content = manifest(folder)
    content["editions"][0] |= {"path": "../precious.txt", "leaflet": "gone"}
    (folder / "outputs/manifest.json").write_text(json.dumps(content))
    assert build(folder) == 0
    assert precious.read_text() == "mine"


def test_a_failing_disk_leaves_the_outputs_as_they_were(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    before = files(folder)
    (folder / "source/facts.yml").write_text(publications.FACTS.replace("999", "112"))
    real = Folder.write

    def full(self: Folder, path: str, content: bytes) -> None:
        if path.endswith("fr/help-fr.html"):
            monkeypatch.setattr(os, "fsync", fail)
        real(self, path, content)

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Folder, "write", full)
    assert build(folder) == 6
    assert files(folder) == before
    assert "error[disk-write]: can't be written: no space left on device" in capsys.readouterr().err


def test_outputs_that_can_not_be_written_are_an_error_with_a_hint(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "outputs").write_text("a file where the folder should be")
    assert build(folder) == 6
    assert "error[disk-write]" in capsys.readouterr().err


def test_outputs_that_lead_out_of_the_publication_are_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (folder / "outputs").symlink_to(elsewhere)
    assert build(folder) == 3
    assert list(elsewhere.iterdir()) == []


def test_an_empty_publication_builds_an_empty_manifest(folder: Path) -> None:
    (folder / "source/leaflets/help.md").unlink()
    assert build(folder) == 0
    assert manifest(folder)["editions"] == []


@pytest.mark.slow
def test_ctrl_c_half_way_leaves_the_outputs_as_they_were_and_no_staging(folder: Path) -> None:
    settings = folder / "source/publication.yml"
    settings.write_text(publications.SETTINGS.replace("[html, text]", "[large-print]"))
    for number in range(40):
        (folder / f"source/leaflets/more-{number}.md").write_text(publications.LEAFLET)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "build", "--publication", str(folder)], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    assert "of 82 editions" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, words = process.communicate(timeout=60)
    assert (process.returncode, time.monotonic() - started < 30) == (INTERRUPTED, True)
    assert "The outputs are as they were." in words
    assert not (folder / "outputs" / outputs.STAGING).exists()
    assert not (folder / "outputs/manifest.json").exists()


def test_many_processes_give_the_same_bytes_as_one_and_then_find_nothing_to_do(folder: Path, tmp_path: Path) -> None:
    elsewhere = publications.write(tmp_path / "elsewhere", publications.SMALL)
    build(folder)
    for _ in range(2):
        assert main(["build", "--jobs", "3", "--publication", str(elsewhere)]) == 0
        assert files(folder) == files(elsewhere)
