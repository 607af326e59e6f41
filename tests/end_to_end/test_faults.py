"""Builds that are stopped at every call that changes the disk, in turn: what readers get is all old or all new."""

import errno
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

from pipeline import outputs
from pipeline.cli import INTERRUPTED, main
from pipeline.files import Folder
from tests import publications
from tests.faults import build, mend, published, stopped

pytestmark = pytest.mark.slow

SHARES = 4
"""In how many tests the calls of a build are shared out, so that several processes can run them."""
BEFORE = MappingProxyType(
    publications.SMALL | {"source/publication.yml": publications.SETTINGS.replace("[html, text]", "[text]")}
)
AFTER = MappingProxyType(
    {
        "source/publication.yml": BEFORE["source/publication.yml"].replace("[fr]", "[pl]"),
        "source/facts.yml": publications.FACTS.replace("999", "112"),
    }
)
"""One edition is replaced, one is new in a new folder, one leaves with its folder; the report and the manifest change."""
NEEDS_ROOM = frozenset({"fsync", "link", "mkdir", "open"})
"""The calls that a full disk refuses."""


@dataclass(frozen=True)
class Change:
    """A publication that was built and then changed, and what readers get before and after the next build."""

    folder: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


@pytest.fixture(scope="module")
def change(tmp_path_factory: pytest.TempPathFactory) -> Change:
    folder = publications.write(tmp_path_factory.mktemp("faults") / "publication", BEFORE)
    publications.write(folder.parent / "warm", BEFORE)
    assert build(folder) == 0
    old = published(folder)
    publications.write(folder, AFTER)
    finished = shutil.copytree(folder, folder.parent / "finished")
    assert build(finished) == 0
    new = published(finished)
    assert {path for path in old | new if old.get(path) == new.get(path)} == {"en-GB/search.js", "en-GB/sheet.html"}
    return Change(folder, old, new)


def killed(template: Path, folder: Path, action: str = "build", first: int = 0, step: int = 1) -> list[Path]:
    """Return copies of a publication, each with an action killed at another call; the last one with the whole action."""
    (folder / "copies").mkdir()
    words = [sys.executable, "-m", "tests.faults", *map(str, (template, folder / "copies", action, first, step))]
    done = subprocess.run(words, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return sorted((folder / "copies").iterdir(), key=lambda copy: int(copy.name))


def is_clean(folder: Path) -> bool:
    return main(["verify", "--publication", str(folder)]) == 0


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "outputs").glob(".*"))


# --- Killed ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", range(SHARES))
def test_a_build_that_is_killed_anywhere_leaves_whole_files_and_the_next_one_mends_all(
    share: int, change: Change, tmp_path: Path
) -> None:
    *stopped_copies, finished = killed(change.folder, tmp_path, "build", share, SHARES)
    assert published(finished) == change.new
    assert len(stopped_copies) > 40 // SHARES
    for copy in stopped_copies:
        for path, content in published(copy).items():
            assert content in (change.old.get(path), change.new.get(path)), path
        mend(copy)
        assert published(copy) in (change.old, change.new), copy.name
        assert build(copy) == 0
        assert (published(copy), hidden(copy)) == (change.new, [])
        assert is_clean(copy)


@pytest.fixture
def half(change: Change, tmp_path: Path) -> Change:
    """Return a publication whose build was killed when some of the outputs were new and some old."""
    copies = killed(change.folder, tmp_path, step=3)
    mixed = [copy for copy in copies if published(copy) not in (change.old, change.new)]
    assert len(mixed) > 1
    return Change(mixed[len(mixed) // 2], change.old, change.new)


def test_what_mends_a_killed_build_may_be_killed_anywhere_as_well(
    half: Change, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.copytree(half.folder, half.folder.parent / "warm")
    copies = killed(half.folder, tmp_path_factory.mktemp("again"), "mend")
    assert len(copies) > 5
    for copy in copies:
        mend(copy)
        assert published(copy) == half.old


def test_verify_tells_of_outputs_that_are_half_new_until_the_next_build(
    half: Change, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not is_clean(half.folder)
    assert "error[outputs-busy]: a build is at work, or was killed before it had ended" in capsys.readouterr().err
    assert build(half.folder) == 0
    assert is_clean(half.folder)


def test_outputs_that_are_half_new_are_mended_even_if_the_sources_are_broken_by_now(half: Change) -> None:
    (half.folder / "source/facts.yml").write_text("{")
    assert build(half.folder) == 3
    assert (published(half.folder), hidden(half.folder)) == (half.old, [])


def test_after_a_build_was_killed_only_what_was_due_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = publications.write(tmp_path / "template", BEFORE)
    assert build(template) == 0
    shutil.copytree(template, tmp_path / "warm")
    french = publications.FRENCH.replace("En cas d’urgence", "Urgence")
    publications.write(template, {"locales/fr/LC_MESSAGES/help.po": french})
    for copy in killed(template, tmp_path, step=5):
        capsys.readouterr()
        assert main(["build", "--json", "--jobs", "1", "--publication", str(copy)]) == 0
        assert [each["path"] for each in json.loads(capsys.readouterr().out)["built"]] in ([], ["fr/help-fr.txt"])


@pytest.mark.parametrize(
    "journal", ["", "{", "[]", '{"manifest.json": 1}', '{"../precious": false}', '{"/etc/passwd": false}', '{"": true}']
)
def test_a_journal_that_no_build_wrote_is_not_followed(journal: str, change: Change, tmp_path: Path) -> None:
    copy = shutil.copytree(change.folder, tmp_path / "copy")
    publications.write(copy, {"outputs/.everyleaf/journal.json": journal, "precious": "mine"})
    with outputs.hold(Folder(copy).inside("outputs")):
        pass
    assert (published(copy), hidden(copy), (copy / "precious").read_text()) == (change.old, [], "mine")


# --- Refused by the disk, or by Ctrl-C ---------------------------------------------------------------------------------


def interrupt() -> None:
    raise KeyboardInterrupt


def refuse() -> None:
    raise OSError(errno.EIO, "Input/output error")


def fill() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


Fault = tuple[Callable[[], object], Callable[[int, int, str], bool], int]
FAULTS: MappingProxyType[str, Fault] = MappingProxyType(
    {
        "Ctrl-C": (interrupt, lambda now, at, _: now == at, INTERRUPTED),
        "one failure": (refuse, lambda now, at, _: now == at, 6),
        "a disk that stays full": (fill, lambda now, at, name: now >= at and name in NEEDS_ROOM, 6),
    }
)


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("fault", FAULTS)
def test_a_build_that_fails_anywhere_leaves_all_old_or_all_new(
    fault: str, share: int, change: Change, tmp_path: Path
) -> None:
    stop, is_time, exit_code = FAULTS[fault]
    for position in itertools.count(share, SHARES):
        copy = shutil.copytree(change.folder, tmp_path / str(position))
        reached: list[str] = []

        def is_now(number: int, name: str, at: int = position, reached: list[str] = reached) -> bool:
            if is_time(number, at, name):
                reached.append(name)
            return bool(reached) and is_time(number, at, name)

        with stopped(is_now, stop):
            code = build(copy)
        assert code in (0, exit_code)
        assert published(copy) == change.new if code == 0 else published(copy) in (change.old, change.new)
        assert build(copy) == 0
        assert published(copy) == change.new
        assert hidden(copy) == []
        if not reached:
            break
    assert position > 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a disk of 1 MB; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no disk can be made here: {mounted.stderr.decode().strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_on_a_disk_with_any_little_room_left_the_outputs_stay_as_they_were(change: Change, small_disk: Path) -> None:
    copy = shutil.copytree(change.folder, small_disk / "publication")
    block = os.statvfs(small_disk).f_frsize
    codes = []
    for blocks in range(0, 1000, 9):
        filler = small_disk / "filler"
        filler.write_bytes(b"\0" * (os.statvfs(small_disk).f_bavail - blocks) * block)
        codes.append(build(copy))
        filler.unlink()
        if codes[-1] == 0:
            break
        assert (codes[-1], published(copy), hidden(copy)) == (6, change.old, [])
    assert (codes[0], codes[-1], published(copy)) == (6, 0, change.new)
    assert is_clean(copy)
