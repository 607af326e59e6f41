"""Catalogues that are none, or want to be read for ever: refused at once, left as they were, and no harm to any other."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalogues import store
from pipeline.cli import main
from tests import publications

CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
SETTINGS = publications.SETTINGS.replace("[fr]", "[fr, pl]")
POLISH = publications.HEADER.replace("Language: fr", "Language: pl")
LONGEST_WAIT = 10
"""Seconds of CPU; most take a hundredth of one."""


def a_folder(place: Path) -> None:
    place.mkdir()


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_link_to_itself(place: Path) -> None:
    place.symlink_to(place)


def a_link_to_a_file_elsewhere(place: Path) -> None:
    place.symlink_to("/etc/passwd")


def a_link_to_a_device_without_end(place: Path) -> None:
    place.symlink_to("/dev/zero")


def a_file_of_a_hundred_million_bytes(place: Path) -> None:
    with place.open("wb") as file:
        file.truncate(100_000_000)


def one_line_of_the_largest_size(place: Path) -> None:
    start = f'{publications.HEADER}msgid "In an emergency"\nmsgstr "'
    place.write_bytes(start.encode() + b"x" * (store.SIZE_LIMIT - len(start.encode()) - 2) + b'"\n')


def a_merge_that_nobody_finished(place: Path) -> None:
    place.write_text(f'{publications.HEADER}<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n', encoding="utf-8")


def a_file_that_was_cut_off(place: Path) -> None:
    place.write_text(f'{publications.FRENCH}\nmsgid "Sit down"\nmsgstr "Assey', encoding="utf-8")


HOSTILE = (
    a_folder,
    a_pipe,
    a_link_to_itself,
    a_link_to_a_file_elsewhere,
    a_link_to_a_device_without_end,
    a_file_of_a_hundred_million_bytes,
    one_line_of_the_largest_size,
    a_merge_that_nobody_finished,
    a_file_that_was_cut_off,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication in French and Polish, built, of which the Polish is to be built anew."""
    files = {"source/publication.yml": SETTINGS, "locales/pl/LC_MESSAGES/help.po": POLISH}
    folder = publications.write(tmp_path, publications.SMALL | files)
    main(["build", "--jobs", "1", "--publication", str(folder)])
    main(["update", "--publication", str(folder)])
    polish = folder / "locales/pl/LC_MESSAGES/help.po"
    polish.write_text(
        polish.read_text("utf-8").replace('emergency"\nmsgstr ""', 'emergency"\nmsgstr "W nagłym wypadku"'), "utf-8"
    )
    return folder


@pytest.mark.parametrize("make", HOSTILE)
def test_a_hostile_catalogue_stops_its_own_editions_and_no_others(
    make: Callable[[Path], None], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder / CATALOGUE
    place.unlink()
    make(place)
    before = place.lstat()
    french = (folder / "outputs/fr/help-fr.html").read_bytes()
    capsys.readouterr()
    start = time.process_time()

    assert main(["update", "--publication", str(folder)]) in {4, 6}
    assert main(["build", "--jobs", "1", "--publication", str(folder)]) in {4, 6}

    assert time.process_time() - start < LONGEST_WAIT
    assert CATALOGUE in capsys.readouterr().err
    after = place.lstat()
    assert (after.st_ino, after.st_size, after.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns)
    assert (folder / "outputs/fr/help-fr.html").read_bytes() == french
    assert "W nagłym wypadku" in (folder / "outputs/pl/help-pl.html").read_text("utf-8")


@pytest.mark.parametrize("nest", ["[", "*", "_", "`", "> ", "![", "*a **b ", "[a]", "[a](", "<", "- "])
def test_deep_nesting_in_a_translation_takes_no_time_to_speak_of(nest: str, folder: Path) -> None:
    text = (nest * 10_000)[:10_000]
    french = publications.FRENCH.replace("En cas d’urgence", text)
    (folder / CATALOGUE).write_text(french, encoding="utf-8")
    start = time.process_time()
    assert main(["build", "--jobs", "1", "--language", "fr", "--publication", str(folder)]) in {0, 4}
    assert time.process_time() - start < LONGEST_WAIT
