import os
from pathlib import Path

import pytest

from pipeline.errors import EveryleafError
from pipeline.files import Folder


def codes(error: pytest.ExceptionInfo[EveryleafError]) -> list[str]:
    return [problem.code for problem in error.value.problems]


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/passwd", "a/../../outside.txt", "a\0b", "link/outside.txt"])
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


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path)
    folder.write("a/b.txt", b"old")

    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
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
