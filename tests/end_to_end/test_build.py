"""Whole builds of a small publication, on disk, through the command."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import outputs
from pipeline.cli import INTERRUPTED, main
from pipeline.files import Folder
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers.text import PlainText
from tests import publications

CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
EDITIONS = ["en-GB/help-en-GB.html", "en-GB/help-en-GB.txt", "fr/help-fr.html", "fr/help-fr.txt"]

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publications.write(tmp_path, publications.SMALL)


def build(folder: Path, *options: str) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder), *options])


def verify(folder: Path, *options: str) -> int:
    return main(["verify", "--jobs", "1", "--publication", str(folder), *options])


def manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / "outputs/manifest.json").read_bytes()))


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in (folder / "outputs").rglob("*") if path.is_file())
    return {path.relative_to(folder / "outputs").as_posix(): path.read_bytes() for path in paths}


def without_the_site(folder: Path) -> set[str]:
    """Return the paths of all files in the outputs, but for those around the editions that the manifest lists."""
    return files(folder).keys() - {file["path"] for file in manifest(folder)["files"]}


def test_every_edition_is_published_under_a_name_that_makes_sense_once_downloaded(folder: Path) -> None:
    assert build(folder) == 0
    assert sorted(without_the_site(folder)) == [*EDITIONS, "manifest.json"]
    assert [edition["path"] for edition in manifest(folder)["editions"]] == EDITIONS


def test_building_again_changes_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "outputs").rglob("*")}
    capsys.readouterr()
    assert build(folder) == 0
    assert {path: path.stat().st_mtime_ns for path in (folder / "outputs").rglob("*")} == before
    assert capsys.readouterr().out.startswith("No edition to make: 4 editions up to date.")


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
    assert sorted(without_the_site(folder)) == ["en-GB/help-en-GB.txt", "fr/help-fr.txt", "fr/notes.txt", "manifest.json"]


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


def test_a_broken_catalogue_keeps_the_editions_that_were_there_and_the_rest_is_built(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    before = files(folder)
    (folder / CATALOGUE).write_text(publications.FRENCH + 'msgid "')
    leaflet = folder / "source/leaflets/help.md"
    leaflet.write_text(leaflet.read_text() + "\nMore.\n")
    assert build(folder) == 4
    after = files(folder)
    assert sorted(after) == sorted(before)
    assert [path for path in EDITIONS if after[path] != before[path]] == EDITIONS[:2]
    assert "2 editions left as they were because of an error; they may be out of date:" in capsys.readouterr().out
    assert [edition["path"] for edition in manifest(folder)["editions"]] == EDITIONS


def test_a_file_changed_by_hand_or_gone_is_made_again(folder: Path) -> None:
    build(folder)
    before = files(folder)
    (folder / "outputs" / EDITIONS[0]).write_text("edited")
    (folder / "outputs" / EDITIONS[1]).unlink()
    build(folder)
    assert files(folder) == before


@pytest.mark.parametrize(
    "change",
    [
        {"path": "../precious.txt"},
        {"path": "manifest.json"},
        {"path": "fr"},
        {"path": "x" * 5000},
        {"path": "fr/help-fr.\ud800"},
        {"path": "fr/precious.txt", "leaflet": "gone"},
        {"bytes": True},
        {"media_type": "\ud800"},
        {"more\ud800": 1},
    ],
)
def test_a_manifest_that_was_tampered_with_gives_one_warning_and_everything_is_built_anew(
    change: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    before = files(folder)
    for path in ("precious.txt", "outputs/fr/precious.txt"):
        (folder / path).write_text("mine")
    content = manifest(folder)
    content["editions"][0] |= change
    (folder / "outputs/manifest.json").write_text(json.dumps(content))
    capsys.readouterr()
    assert build(folder) == 0
    said = capsys.readouterr()
    assert said.err.count("warning") == said.err.count("outputs/manifest.json: warning[manifest-unreadable]") == 1
    assert said.out.startswith("Built 4 editions")
    assert files(folder) == before | {"fr/precious.txt": b"mine"}
    assert (folder / "precious.txt").read_text() == "mine"


def test_what_no_longer_belongs_but_was_changed_by_hand_is_left_with_a_warning(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    (folder / "outputs/fr/help-fr.txt").write_text("edited")
    settings = folder / "source/publication.yml"
    settings.write_text(settings.read_text().replace("[html, text]", "[html]"))
    assert build(folder) == 0
    left = sorted(without_the_site(folder))
    assert left == ["en-GB/help-en-GB.html", "fr/help-fr.html", "fr/help-fr.txt", "manifest.json"]
    assert "outputs/fr/help-fr.txt: warning[disk-write]: the file no longer belongs" in capsys.readouterr().err


def test_a_web_page_that_was_changed_by_hand_makes_room_for_the_page_that_leads_to_the_other_formats(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    (folder / "outputs/fr/help-fr.html").write_text("edited")
    settings = folder / "source/publication.yml"
    settings.write_text(settings.read_text().replace("[html, text]", "[text]"))
    capsys.readouterr()
    assert build(folder) == 0
    assert "help-fr.txt" in (folder / "outputs/fr/help-fr.html").read_text()
    assert "it is left" not in capsys.readouterr().err


# --- Disks that fail, and builds that are stopped ----------------------------------------------------------------------


def everything(folder: Path) -> dict[str, bytes | None]:
    """Return what is in the outputs, hidden files too; a folder is None."""
    paths = sorted((folder / "outputs").rglob("*"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in paths}


def change_all(folder: Path) -> None:
    """Change the publication so that two editions are replaced, four are new, of them two in a new folder, and two leave."""
    (folder / "source/facts.yml").write_text(publications.FACTS.replace("999", "112"))
    settings = folder / "source/publication.yml"
    settings.write_text(settings.read_text().replace("[fr]", "[fr, pl]").replace("[html, text]", "[html]"))
    (folder / "source/leaflets/more.md").write_text(publications.LEAFLET)


def test_a_folder_in_the_place_of_an_edition_is_an_error_before_anything_is_moved(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    (folder / "outputs/fr/help-fr.txt").unlink()
    publications.write(folder, {"outputs/fr/help-fr.txt/mine": "mine"})
    change_all(folder)
    settings = folder / "source/publication.yml"
    settings.write_text(settings.read_text().replace("[html]", "[html, text]"))
    before = everything(folder)
    capsys.readouterr()
    assert build(folder) == 6
    assert everything(folder) == before
    words = "outputs/fr/help-fr.txt: error[disk-write]: can't be written: a folder is in its place"
    assert words in capsys.readouterr().err


@pytest.fixture
def at_once() -> Iterator[None]:
    """Fail what waits for ever, as for somebody to write into a pipe."""

    def fail(*_: object) -> None:
        pytest.fail("it waits for ever")

    signal.signal(signal.SIGALRM, fail)
    signal.alarm(10)
    yield
    signal.alarm(0)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("path", ["source/leaflets/more.md", "locales/fr/LC_MESSAGES/help.po", "outputs/manifest.json"])
def test_a_pipe_in_the_place_of_a_file_is_an_error_and_removes_no_edition(
    path: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    (folder / path).unlink(missing_ok=True)
    os.mkfifo(folder / path)
    before = everything(folder).keys()
    assert build(folder) == 6
    assert everything(folder).keys() == before
    assert f"{path}: error[disk-read]: can't be read: it is no ordinary file" in capsys.readouterr().err


def test_a_leaflet_that_can_not_be_read_keeps_its_editions(folder: Path) -> None:
    build(folder)
    before = files(folder)
    for path in ("source/leaflets/help.md", CATALOGUE):
        (folder / path).rename(folder / path.replace("help", "more"))
    (folder / "source/leaflets/help.md").symlink_to("help.md")
    assert build(folder) == 6
    assert files(folder) == before


def test_a_second_build_at_the_same_time_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(folder)
    before = everything(folder)
    change_all(folder)
    with outputs.hold(Folder(folder).inside("outputs")):
        assert build(folder) == 6
    assert "outputs: error[outputs-busy]: another build of this publication is at work" in capsys.readouterr().err
    assert everything(folder) == before
    assert build(folder) == 0


@pytest.mark.parametrize("path", ["outputs/.everyleaf/new/fr/help-fr.txt", "outputs/.everyleaf/mine", "outputs/.everyleaf"])
def test_what_a_killed_build_left_is_removed_by_the_next(path: str, folder: Path) -> None:
    publications.write(folder, {path: "stale", "outputs/.everyleaf.lock": ""})
    assert build(folder) == 0
    assert sorted(without_the_site(folder)) == [*EDITIONS, "manifest.json"]
    assert not (folder / "outputs/.everyleaf").exists()


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


def test_a_publication_without_leaflets_leaves_what_was_published(folder: Path) -> None:
    build(folder)
    before = files(folder)
    (folder / "source/leaflets/help.md").unlink()
    assert build(folder) == 3
    assert files(folder) == before


@pytest.fixture
def long_build(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Return a build in several processes that is at work, and has much to do."""
    settings = folder / "source/publication.yml"
    settings.write_text(publications.SETTINGS.replace("[html, text]", "[large-print]"))
    for number in range(40):
        (folder / f"source/leaflets/more-{number}.md").write_text(publications.LEAFLET)
    command = [sys.executable, "-m", "pipeline.cli", "build", "--jobs", "2", "--publication", str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert "of 82" in process.stderr.readline()
        yield process


@pytest.mark.slow
def test_ctrl_c_half_way_leaves_the_outputs_as_they_were_and_no_staging(
    folder: Path, long_build: subprocess.Popen[str]
) -> None:
    long_build.send_signal(signal.SIGINT)
    started = time.monotonic()
    _, words = long_build.communicate(timeout=60)
    assert (long_build.returncode, time.monotonic() - started < 30) == (INTERRUPTED, True)
    assert "The outputs are whole: as they were, or all new." in words
    assert everything(folder) == {}


@pytest.mark.slow
def test_the_processes_of_a_build_end_within_5_seconds_after_it_was_killed(
    folder: Path, long_build: subprocess.Popen[str]
) -> None:
    long_build.kill()
    long_build.communicate(timeout=5)  # ends when nobody is left who could write to its stderr
    assert {path.split("/")[1] for path in everything(folder)} == {outputs.STAGING, outputs.LOCK}


# --- What else may be odd ----------------------------------------------------------------------------------------------


def test_a_catalogue_that_changes_during_a_build_is_taken_as_it_was_read_and_the_next_build_makes_the_rest(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)  # so that something is remembered
    (folder / "source/facts.yml").write_text(publications.FACTS.replace("999", "112"))
    catalogue, render = folder / CATALOGUE, PlainText.render

    def meanwhile(self: PlainText, document: TranslatedDocument) -> Edition:
        catalogue.write_text(publications.FRENCH.replace("En cas d’urgence", "Urgence"))
        return render(self, document)

    with monkeypatch.context() as patches:
        patches.setattr(PlainText, "render", meanwhile)
        assert build(folder) == 0
    french = [files(folder)[path].decode() for path in EDITIONS[2:]]
    assert [("En cas d’urgence" in text, "112" in text) for text in french] == [(True, True)] * 2
    capsys.readouterr()
    build(folder, "--json")
    assert sorted(each["path"] for each in json.loads(capsys.readouterr().out)["built"]) == EDITIONS[2:]
    assert verify(folder, "--rebuild") == 0


@pytest.mark.parametrize("time", [0, 4_000_000_000])
def test_a_clock_that_goes_back_or_far_ahead_has_no_part_in_any_byte(time: int, folder: Path) -> None:
    build(folder)
    before = files(folder)
    for path in folder.rglob("*"):
        os.utime(path, (time, time))
    (folder / "source/facts.yml").write_text(publications.FACTS.replace("999", "112"))
    os.utime(folder / "source/facts.yml", (time, time))
    build(folder)
    assert [path for path in EDITIONS if before[path] != files(folder)[path]] == EDITIONS
    (folder / "source/facts.yml").write_text(publications.FACTS)
    os.utime(folder / "source/facts.yml", (time, time))
    build(folder)
    assert files(folder) == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.replace(b'"schema": 4', b'"schema": 3'),
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
    ],
    ids=["another version", "cut off", "zeros"],
)
def test_a_manifest_of_another_version_or_cut_off_costs_a_whole_build_and_nothing_else(
    damage: Callable[[bytes], bytes], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder)
    before = files(folder)
    (folder / "outputs/manifest.json").write_bytes(damage(before["manifest.json"]))
    capsys.readouterr()
    assert build(folder) == 0
    assert capsys.readouterr().out.startswith("Built 4 editions")
    assert files(folder) == before


@pytest.mark.parametrize(
    "name", ["two  words", "مجلد ١", "👩🏽‍⚕️", "line\nbreak", "-n", "%41 #?&'\"", os.fsdecode(b"\xff\xfe")], ids=ascii
)
def test_a_publication_may_lie_in_a_folder_of_any_name(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = folder / "source/publication.yml"
    settings.write_text(publications.SETTINGS.replace("[html, text]", "[html, large-print, text]"))
    build(folder)
    elsewhere = folder / name
    for path in ("source", "locales"):
        shutil.copytree(folder / path, elsewhere / path)
    for words in ("Built 6 editions", "No edition to make: 6 editions"):
        capsys.readouterr()
        assert build(elsewhere) == 0
        assert capsys.readouterr().out.startswith(words)
    assert files(elsewhere) == files(folder)
    assert verify(elsewhere) == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"source/publication.yml": publications.SETTINGS.replace("[fr]", "[pt-PT, pt-pt]")}, "listed twice"),
        ({"source/leaflets/Help.md": publications.LEAFLET}, "error[leaflet-name]"),
        ({"source/leaflets/more/help.md": publications.LEAFLET}, "error[duplicate-leaflet]"),
    ],
)
def test_no_two_editions_have_names_that_differ_in_case_alone(
    changes: dict[str, str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publications.write(folder, changes)
    assert build(folder) == 3
    assert words in capsys.readouterr().err
    assert not (folder / "outputs").exists()


@pytest.fixture
def as_nobody(folder: Path) -> Iterator[Path]:
    """Return a publication that was built and belongs to a user whom permissions bind: root may do everything."""
    if os.getuid():
        pytest.skip("only root can become somebody else")
    build(folder)
    with tempfile.TemporaryDirectory() as place:
        theirs = Path(shutil.copytree(folder, f"{place}/publication"))
        Path(place).chmod(0o755)
        for path in (theirs, *theirs.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        try:
            yield theirs
        finally:
            os.seteuid(0)


@pytest.mark.parametrize("path", ["outputs", "outputs/fr", "outputs/en-GB"])
def test_a_folder_that_may_only_be_read_is_an_error_before_anything_is_moved(
    path: str, as_nobody: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_all(as_nobody)
    before = everything(as_nobody)
    (as_nobody / path).chmod(0o555)
    os.seteuid(NOBODY)
    assert build(as_nobody) == 6
    assert f"{path}/" in capsys.readouterr().err
    assert everything(as_nobody) == before
    assert verify(as_nobody) == 0
    (as_nobody / path).chmod(0o755)
    assert build(as_nobody) == 0
    assert verify(as_nobody) == 0


def test_many_processes_give_the_same_bytes_as_one_and_then_find_nothing_to_do(folder: Path, tmp_path: Path) -> None:
    elsewhere = publications.write(tmp_path / "elsewhere", publications.SMALL)
    build(folder)
    for _ in range(2):
        assert main(["build", "--jobs", "3", "--publication", str(elsewhere)]) == 0
        assert files(folder) == files(elsewhere)
