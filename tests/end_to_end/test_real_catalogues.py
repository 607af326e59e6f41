"""Catalogues that people made with many tools: those of Weblate's language names, in 124 languages, and of TICO-19, in 13.

The first come with a package that the tests need anyway, so nothing is downloaded.
"""

import random
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.catalogues import edit, po
from pipeline.catalogues.entries import Entry
from pipeline.catalogues.po import Catalogue
from tests.conftest import TESTS

TICO_19 = TESTS.parent.parent / "shared" / "corpora" / "tico19" / "locales"
PLACES = (
    pytest.param(Path(str(files("weblate_language_data"))) / "locale", 100_000, id="language-names"),
    pytest.param(
        TICO_19,
        2_000,
        id="tico-19",
        marks=pytest.mark.skipif(not TICO_19.is_dir(), reason="the corpus TICO-19 is not beside this project"),
    ),
)

pytestmark = pytest.mark.slow


def catalogues(place: Path, *, step: int = 1) -> Iterator[tuple[str, bytes, Catalogue]]:
    """Yield path, bytes and what they say of the catalogues below a folder: of all, or of every so many."""
    for path in sorted(place.rglob("*.po"))[::step]:
        content = path.read_bytes()
        yield str(path), content, po.parse(content, str(path))


@pytest.mark.parametrize(("place", "least"), PLACES)
def test_real_catalogues_come_back_byte_for_byte(place: Path, least: int) -> None:
    count = 0
    for path, content, catalogue in catalogues(place):
        assert po.dump(catalogue) == content, path
        count += len(catalogue.entries)
    assert count > least


@pytest.mark.parametrize(("place", "least"), PLACES)
def test_a_new_translation_of_one_message_changes_its_own_lines_and_no_other_byte(place: Path, least: int) -> None:
    count = 0
    for path, content, catalogue in catalogues(place, step=4):
        dice = random.Random(path)
        position = dice.randrange(1, len(catalogue.entries))
        entry = catalogue.entries[position]
        strings = tuple(dice.choice(('say "no"', "ہاں\nنہیں", "x" * 200, "")) for _ in entry.strings)
        row = next(row for row, line in enumerate(entry.lines) if line.removeprefix("#~ ").startswith("msgstr"))
        above = joined(catalogue.entries[:position]) + "".join(entry.lines[:row]).encode()
        below = joined(catalogue.entries[position + 1 :]) + "".join(catalogue.tail).encode()
        assert content.startswith(above)
        assert content.endswith(below)

        changed = edit.with_strings(entry, strings)
        after = po.dump(catalogue.with_entries((*catalogue.entries[:position], changed, *catalogue.entries[position + 1 :])))

        assert after.startswith(above), path
        assert after.endswith(below), path
        (read,) = po.parse(joined([changed]), path).entries
        assert (read.key, read.strings, read.comments, read.flags) == (entry.key, strings, entry.comments, entry.flags), path
        count += len(catalogue.entries)
    assert count > least / 5


def joined(entries: Sequence[Entry]) -> bytes:
    return "".join(line for entry in entries for line in entry.lines).encode()
