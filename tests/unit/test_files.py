import errno
import os
import re
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pipeline import saving
from pipeline.errors import EveryleafError
from pipeline.files import Folder

NOBODY = 65534


@pytest.fixture
def theirs() -> Iterator[Path]:
    """Return an empty folder, and be a user whom its permissions bind: root may do everything."""
    with TemporaryDirectory() as folder:
        os.chown(folder, *((NOBODY, NOBODY) if os.getuid() == 0 else (-1, -1)))
        os.seteuid(NOBODY if os.getuid() == 0 else os.getuid())
        try:
            yield Path(folder)
        finally:
            os.seteuid(os.getuid())


@pytest.fixture
def at_once() -> Iterator[None]:
    """Fail what waits for ever, as for somebody to write into a pipe."""

    def fail(*_: object) -> None:
        pytest.fail("it waits for ever")

    signal.signal(signal.SIGALRM, fail)
    signal.alarm(10)
    yield
    signal.alarm(0)


def codes(error: pytest.ExceptionInfo[EveryleafError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/passwd", "a/../../outside.txt", "a\0b", "a\udce9b", "link/outside.txt", "", "."]
)
def test_a_path_that_leads_out_is_neither_read_nor_written(path: str, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/link").symlink_to(tmp_path)
    folder = Folder(tmp_path / "inside")
    with pytest.raises(EveryleafError) as read:
        folder.read(path)
    with pytest.raises(EveryleafError) as written:
        folder.write(path, b"x")
    assert (codes(read), codes(written)) == (["unsafe-path"], ["unsafe-path"])
    assert (tmp_path / "outside.txt").read_text() == "secret"


@pytest.mark.parametrize(("owner", "step"), [(Path, "open"), (os, "fsync"), (Path, "replace")])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    owner: object, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)
    folder.write("a/b.txt", b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(owner, step, fail)
        with pytest.raises(EveryleafError) as error:
            folder.write("a/b.txt", b"new")
    assert codes(error) == ["disk-write"]
    assert error.value.exit_code == 6
    assert {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()} == {"b.txt": b"old"}


def test_removing_a_file_removes_the_folders_that_it_leaves_empty_and_no_others(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for path in ("a/b/c.txt", "a/d.txt"):
        folder.write(path, b"")
    folder.remove("a/b/c.txt")
    assert folder.find("**/*") == ("a/d.txt",)
    assert not (tmp_path / "a/b").exists()


def test_a_file_that_is_not_there_is_a_problem_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(EveryleafError) as error:
        Folder(tmp_path).read("gone.txt")
    assert str(error.value) == "gone.txt: error[missing-file]: there is no such file"


@pytest.mark.parametrize(("umask", "file", "folder"), [(0o022, 0o644, 0o755), (0o002, 0o664, 0o775), (0o077, 0o600, 0o700)])
def test_who_may_read_what_is_written_follows_the_umask(umask: int, file: int, folder: int, tmp_path: Path) -> None:
    before = os.umask(umask)
    try:
        Folder(tmp_path).write("a/b.txt", b"x")
    finally:
        os.umask(before)
    modes = [(tmp_path / path).stat().st_mode & 0o777 for path in ("a/b.txt", "a")]
    assert modes == [file, folder]


# --- What is there and can't be read -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("at_once")
def test_what_is_no_ordinary_file_is_there_and_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.md"))
    folder = Folder(tmp_path)
    for path in ("pipe.md", "folder.md", "socket.md"):
        with pytest.raises(EveryleafError) as error:
            folder.read(path)
        assert (path, folder.exists(path), folder.digest(path), codes(error)) == (path, True, None, ["disk-read"])
    assert folder.find("*.md") == ("pipe.md", "socket.md")


def test_a_link_that_leads_to_itself_is_found_and_refused(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    (tmp_path / "folder").symlink_to(tmp_path)
    folder = Folder(tmp_path)
    assert folder.find("**/*.md") == ("a.md", "b.md")
    for look in (folder.read, folder.exists, folder.digest):
        with pytest.raises(EveryleafError) as error:
            look("a.md")
        assert str(error.value) == "a.md: error[disk-read]: can't be read: too many levels of symbolic links"


def test_a_name_that_is_not_utf_8_is_found_and_refused_in_words_that_can_be_printed(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.md")).write_text("x")
    (path,) = Folder(tmp_path).find("*.md")
    with pytest.raises(EveryleafError) as error:
        Folder(tmp_path, "source/").read(path)
    assert str(error.value).splitlines()[0] == (r"source/caf\udce9.md: error[unsafe-path]: the name is not text in UTF-8")


def test_a_name_too_long_for_the_disk_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(EveryleafError) as error:
        Folder(tmp_path).exists("x" * 5000)
    assert codes(error) == ["disk-read"]


@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_a_folder_that_can_not_be_read_is_a_problem_and_not_empty(mode: int, theirs: Path) -> None:
    folder = Folder(theirs)
    folder.write("a/b/c.md", b"x")
    (theirs / "a/b").chmod(mode)
    with pytest.raises(EveryleafError) as read:
        folder.read("a/b/c.md")
    with pytest.raises(EveryleafError) as asked:
        folder.exists("a/b/c.md")
    with pytest.raises(EveryleafError) as digested:
        folder.digest("a/b/c.md")
    for error in (read, asked, digested):
        assert str(error.value) == "a/b/c.md: error[disk-read]: can't be read: permission denied"


def test_a_search_in_a_folder_that_can_not_be_read_is_a_problem(theirs: Path) -> None:
    folder = Folder(theirs)
    folder.write("a/b/c.md", b"x")
    (theirs / "a/b").chmod(0)
    with pytest.raises(EveryleafError) as error:
        folder.find("a/**/*.md")
    assert str(error.value) == "a/b: error[disk-read]: can't be read: permission denied"
    theirs.chmod(0)
    for look in (folder.folders, lambda: folder.find("*")):
        with pytest.raises(EveryleafError) as error:
            look()
        assert codes(error) == ["disk-read"]
    theirs.chmod(0o700)


def test_a_pattern_finds_files_in_any_folders_and_none_where_there_is_no_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for path in ("fr/a.md", "fr/deep/b.md", "de/a.md", "de/a.txt", "c.md"):
        folder.write(path, b"")
    assert folder.find("*.md") == ("c.md",)
    assert folder.find("*/*.md") == ("de/a.md", "fr/a.md")
    assert folder.find("fr/**/*.md") == ("fr/a.md", "fr/deep/b.md")
    assert (folder.find("gone/*"), Folder(tmp_path / "gone").find("*")) == ((), ())


# --- Moves and locks ---------------------------------------------------------------------------------------------------


def test_no_file_can_be_moved_to_a_folder_nor_below_a_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a/b.txt", b"x")
    folder.check_target("a/b.txt")
    folder.check_target("new/folders/b.txt")
    for path, words in (("a", "a folder is in its place"), ("a/b.txt/c.txt", "a file is in the place of its folder")):
        with pytest.raises(EveryleafError) as error:
            folder.check_target(path)
        assert str(error.value).splitlines()[0] == f"{path}: error[disk-write]: can't be written: {words}"
    assert folder.find("**/*") == ("a/b.txt",)


def test_no_file_can_be_moved_to_where_we_may_not_write(theirs: Path) -> None:
    theirs.chmod(0o500)
    with pytest.raises(EveryleafError) as error:
        Folder(theirs).check_target("a/b.txt")
    assert codes(error) == ["disk-write"]


def test_what_is_kept_stays_when_the_file_is_replaced_even_on_a_disk_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    folder = Folder(tmp_path)
    folder.write("a.txt", b"old")
    folder.keep("a.txt", "linked/a.txt")
    monkeypatch.setattr(os, "link", refuse)
    folder.keep("a.txt", "copied/a.txt")
    folder.write("a.txt", b"new")
    assert [folder.read(path) for path in ("linked/a.txt", "copied/a.txt", "a.txt")] == [b"old", b"old", b"new"]


def test_a_lock_is_held_by_one_and_leaves_no_file(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / ".lock").touch()  # as a process leaves it that was killed
    with folder.lock(".lock") as first:
        with folder.lock(".lock") as second:
            assert (first, second) == (True, False)
        with folder.lock(".lock") as third:
            assert third is False
    assert list(tmp_path.iterdir()) == []


def test_a_lock_on_a_file_that_its_holder_removed_meanwhile_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)

    def remove_first(*_: object) -> None:
        (tmp_path / ".lock").unlink()

    monkeypatch.setattr("fcntl.flock", remove_first)
    with folder.lock(".lock") as is_held:
        assert is_held is False


def test_only_one_writes_at_a_time_and_says_so(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with saving.alone(folder, "a/b.yml"):
        with pytest.raises(EveryleafError) as error, saving.alone(folder, "a/b.yml"):
            pass
        assert str(error.value).startswith("a/b.yml: error[disk-write]: somebody else writes here right now")
    with saving.alone(folder, "a/b.yml"):
        folder.write("a/b.yml", b"x")
    assert folder.find("**/*") == ("a/b.yml",)


@pytest.mark.parametrize("now", [b"mine and theirs", None])
def test_what_somebody_saved_or_removed_since_it_was_read_is_noticed(now: bytes | None, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a.po", b"mine")
    saving.check_unchanged(folder, "a.po", b"mine")
    folder.remove("a.po")
    if now:
        folder.write("a.po", now)
    with pytest.raises(EveryleafError, match="somebody saved this file"):
        saving.check_unchanged(folder, "a.po", b"mine")


def test_what_a_killed_write_left_is_removed_by_the_next_that_holds_the_lock_and_nothing_else(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    left, others = (
        ".everyleaf-0123456789abcdef",
        (".everyleaf-mine", "everyleaf-0123456789abcdef", "deep/.everyleaf-0123456789abcdef"),
    )
    for path in (left, *others):
        folder.write(path, b"x")
    (tmp_path / ".everyleaf-fedcba9876543210").symlink_to("everyleaf-0123456789abcdef")
    with saving.alone(folder, "a.po"):
        pass
    assert folder.find("**/*") == tuple(sorted((".everyleaf-fedcba9876543210", *others)))
    with saving.alone(folder, "deep"):
        pass
    assert folder.find("deep/*") == ()


def test_the_file_of_a_write_that_is_at_work_is_not_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    seen: list[str] = []
    replace = Path.replace

    def sweep_first(place: Path, to: Path) -> Path:
        Folder(tmp_path).sweep("a.po")
        seen.append(place.name)
        return replace(place, to)

    monkeypatch.setattr(Path, "replace", sweep_first)
    folder.write("a.po", b"x")
    assert folder.find("*") == ("a.po",)
    assert re.fullmatch(r"\.everyleaf-[0-9a-f]{16}", "".join(seen))


@pytest.mark.parametrize("refusal", ["no locks", "swept at once"])
def test_a_file_is_written_where_no_lock_can_be_had_and_where_it_was_swept_at_once(
    refusal: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def refuse(*_: object) -> None:
        tries.append(refusal)
        if refusal == "no locks":
            raise OSError(errno.ENOLCK, "No locks available")
        if len(tries) == 1:
            next(tmp_path.iterdir()).unlink()

    monkeypatch.setattr("fcntl.flock", refuse)
    Folder(tmp_path).write("a.po", b"x")
    assert Folder(tmp_path).find("*") == ("a.po",)
    assert len(tries) == (1 if refusal == "no locks" else 2)


@pytest.mark.usefixtures("at_once")
def test_a_pipe_in_the_place_of_a_lock_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".lock")
    with pytest.raises(EveryleafError) as error, Folder(tmp_path).lock(".lock"):
        pass
    assert codes(error) == ["disk-write"]


def test_a_link_is_cleared_and_what_it_leads_to_is_left(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("a/b.txt", b"x")
    (tmp_path / "link").symlink_to("a")
    folder.clear("link")
    folder.clear("gone")
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b.txt"]
