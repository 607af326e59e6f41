"""A build of nothing new: it is over before one looks, and never wrong."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import index, keeping, machine, unchanged
from pipeline.cli import main
from pipeline.files import Folder
from tests import publications
from tests.conftest import SLOW_VALIDATORS

CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
HEAVY = (
    "weasyprint",
    "distributed",
    "page",
    "playwright",
    "axe_playwright_python",
    "watchfiles",
    "jinja2",
    "babel",
    "markdown_it",
    "pipeline.build",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = publications.write(tmp_path, publications.SMALL)
    build(made)
    return made


def build(folder: Path, *options: str) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder), *options])


def is_known(folder: Path) -> bool:
    """Return whether a build would answer without looking."""
    return unchanged.recall(Folder(folder), repr(([], [], [], []))).answer is not None


def test_a_build_of_nothing_new_answers_as_one_that_looks(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert is_known(folder)
    assert build(folder) == 0
    quick = capsys.readouterr()
    (folder / unchanged.PATH).unlink()
    assert build(folder) == 0
    assert capsys.readouterr() == quick


def imported(folder: Path, *words: str) -> list[str]:
    """Return which heavy modules a command imports, in a process of its own."""
    code = (
        "import sys; from pipeline import cli\n"
        "try: cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print(*(each for each in {HEAVY} if each in sys.modules), file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, capture_output=True, check=True, cwd=folder, env=environment, text=True)
    return done.stderr.splitlines()[-1].split()


def test_help_and_a_build_of_nothing_new_import_nothing_heavy(folder: Path) -> None:
    without = [f"--without={name}" for name in SLOW_VALIDATORS]
    assert not set(imported(folder, "--help")) & {"weasyprint", "page", "playwright", "axe_playwright_python", "watchfiles"}
    assert imported(folder, "build", "--help") == imported(folder, "watch", "--help") == []
    assert "pipeline.build" in imported(folder, "build", *without)
    assert imported(folder, "build", *without) == []


def rewrite_with_the_same_size_and_time(folder: Path) -> None:
    path = folder / CATALOGUE
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Appelez le", b"Appeler le"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_by_a_copy_of_the_same_time(folder: Path) -> None:
    path = folder / CATALOGUE
    other = folder / "other.po"
    shutil.copy2(path, other)
    other.write_bytes(other.read_bytes().replace(b"Appelez le", b"Appeler le"))
    shutil.copystat(path, other)
    other.rename(path)


CHANGES: MappingProxyType[str, Callable[[Path], object]] = MappingProxyType(
    {
        "the same size and time": rewrite_with_the_same_size_and_time,
        "a copy of the same time": replace_by_a_copy_of_the_same_time,
        "an edition was edited": lambda folder: (folder / "outputs/fr/help-fr.txt").write_text("mine"),
        "an edition is gone": lambda folder: (folder / "outputs/fr/help-fr.txt").unlink(),
        "a file came to the outputs": lambda folder: (folder / "outputs/fr/mine.txt").touch(),
        "the manifest is gone": lambda folder: (folder / "outputs/manifest.json").unlink(),
        "a leaflet came": lambda folder: (folder / "source/leaflets/more.md").write_text(publications.LEAFLET),
        "a leaflet has another name": lambda folder: (folder / "source/leaflets/help.md").rename(
            folder / "source/leaflets/aid.md"
        ),
        "a catalogue is gone": lambda folder: (folder / CATALOGUE).unlink(),
        "a symbolic link": lambda folder: (folder / "source/link").symlink_to(folder / CATALOGUE),
        "a build is at work": lambda folder: (folder / "outputs/.everyleaf.lock").touch(),
    }
)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_is_noticed(change: Callable[[Path], object], folder: Path) -> None:
    change(folder)
    assert not is_known(folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:-10],
        lambda content: content.replace(b"help-fr", b"kelp-fr"),
        lambda _: b"",
        lambda _: b"\xff\xfe\n{}",
        lambda _: b"[]",
    ],
)
def test_a_memory_that_is_cut_off_or_changed_is_not_believed(change: Callable[[bytes], bytes], folder: Path) -> None:
    path = folder / unchanged.PATH
    path.write_bytes(change(path.read_bytes()))
    assert not is_known(folder)
    assert build(folder) == 0
    assert is_known(folder)


def test_files_of_others_in_the_outputs_are_noticed_and_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "outputs/mine.bin").write_bytes(b"mine")
    build(folder)
    read: list[str] = []
    digest = Folder.digest

    def noting(self: Folder, path: str) -> str | None:
        read.append(path)
        return digest(self, path)

    monkeypatch.setattr(Folder, "digest", noting)
    taken = index.take(Folder(folder), index.NOTHING, built=("manifest.json",))
    assert taken
    assert taken.files["outputs/mine.bin"][1] is None
    assert [path for path in read if path.startswith("outputs/")] == ["outputs/manifest.json"]
    assert is_known(folder)
    (folder / "outputs/mine.bin").write_bytes(b"other")
    assert not is_known(folder)


def test_a_memory_of_another_version_is_not_believed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "__version__", "0.0.9")
    assert not is_known(folder)


def test_a_change_of_the_machine_is_noticed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    font = tmp_path / "font.ttf"
    font.write_bytes(b"1")
    monkeypatch.setattr(machine, "places", lambda: (str(font),))
    (folder / unchanged.PATH).unlink()
    build(folder)
    assert is_known(folder)
    font.write_bytes(b"2")
    assert not is_known(folder)
    build(folder)
    monkeypatch.setenv("PATH", "/elsewhere")
    assert not is_known(folder)


def test_the_fonts_and_the_libraries_are_among_the_places_that_matter() -> None:
    known = machine.places()
    assert any("NotoSans" in place for place in known)
    assert sys.executable in known
    assert any(place.endswith("templates/html.html.j2") for place in known)
    assert any(".so" in place for place in known)


def test_another_question_is_another_build(folder: Path) -> None:
    assert unchanged.recall(Folder(folder), "another").answer is None


def test_a_clock_that_went_back_makes_a_build_slow_and_not_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as clock:
        clock.setattr(time, "time_ns", lambda: 1_000_000_000)
        rewrite_with_the_same_size_and_time(folder)
        assert not is_known(folder)
        assert build(folder) == 0
    assert "Appeler" in (folder / "outputs/fr/help-fr.txt").read_text(encoding="utf-8")


def test_a_build_that_has_something_to_say_of_an_error_always_looks(folder: Path) -> None:
    (folder / CATALOGUE).write_text("msgid", encoding="utf-8")
    assert build(folder) == 4
    assert not is_known(folder)


def test_a_folder_that_cannot_be_written_costs_only_time(folder: Path) -> None:
    shutil.rmtree(folder / ".everyleaf")
    (folder / ".everyleaf").write_text("mine", encoding="utf-8")
    assert build(folder) == 0
    assert (folder / ".everyleaf").read_text(encoding="utf-8") == "mine"


def test_version_control_never_sees_the_memory(folder: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    seen = subprocess.run(["git", "status", "--porcelain"], cwd=folder, capture_output=True, check=True, text=True)
    assert ".everyleaf" not in seen.stdout


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["write", "touch", "copy", "remove", "utime"]),
        st.sampled_from(["source/facts.yml", CATALOGUE, "outputs/fr/help-fr.txt", "locales/fr/new.txt"]),
        st.sampled_from([b"a\n", b"b\n", b"cc\n"]),
    ),
    min_size=1,
    max_size=12,
)


@given(edits=EDITS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_index_always_says_what_reading_every_file_would(edits: list[tuple[str, str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "law"
    shutil.rmtree(root, ignore_errors=True)
    publications.write(root, publications.SMALL)
    known = index.NOTHING
    for what, name, content in edits:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        status = path.stat() if path.exists() else None
        match what:
            case "write" | "utime":
                path.write_bytes(content)
                if status and what == "utime":
                    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
            case "touch":
                path.touch()
            case "copy":
                shutil.copy2(root / CATALOGUE, path) if (root / CATALOGUE).exists() and name != CATALOGUE else None
            case "remove":
                path.unlink(missing_ok=True)
            case _:
                pass
        known = index.take(Folder(root), known) or index.NOTHING
        read = index.take(Folder(root), index.NOTHING)
        assert read
        assert known.digest(index.TREES) == read.digest(index.TREES)
    assert index.parse(json.loads(json.dumps(index.dump(known)))) == known
