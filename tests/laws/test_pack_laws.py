"""What holds for every pack: it comes back as it went, nothing is overwritten in silence, and no damage gets through."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from pipeline.catalogues import po
from pipeline.catalogues.quoting import keyword_lines
from pipeline.diagnostics import Span
from pipeline.errors import EveryleafError
from pipeline.languages import Direction, parse_language
from pipeline.packs import archives, manifests, merging, returned, sheet_reader, sheet_writer
from pipeline.packs.merging import Merged
from pipeline.packs.sheets import UNFIT, Row, Sheet
from tests.laws.test_catalogue_laws import files

POLISH = parse_language("pl")
HEADER = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'

awkward = some.sampled_from(
    ("=1+1", "+44", "-5", "@SUM(A1)", "'", '"', " ", "\n", "\t", "ف\u200fو", "পানি", "🩺", "\u2028", "<b>&amp;")
)
texts = some.lists(some.one_of(awkward, some.text()), max_size=4).map("".join).filter(lambda text: not UNFIT.search(text))


@given(some.lists(some.tuples(texts, texts, some.booleans(), texts), max_size=5), some.sampled_from(("ltr", "rtl")))
def test_any_text_comes_back_from_a_spreadsheet(messages: list[tuple[str, str, bool, str]], direction: Direction) -> None:
    rows = tuple(
        replace(row(number, english, translation), needs_review=needs_review, remark=remark)
        for number, (english, translation, needs_review, remark) in enumerate(messages, 2)
    )
    sheet = Sheet(leaflet="help", language="pl", rows=rows)
    sent = replace(sheet, rows=tuple(replace(each, english_before=each.translation, notes=each.english) for each in rows))
    assert sheet_reader.read(sheet_writer.dump(sent, direction), "help.xlsx") == (sheet,)


@given(some.text())
def test_a_text_that_no_spreadsheet_can_hold_is_refused_and_never_changed(text: str) -> None:
    sheet = Sheet(leaflet="help", language="pl", rows=(row(2, "English", text),))
    if UNFIT.search(text):
        with pytest.raises(EveryleafError, match="sheet-text"):
            sheet_writer.dump(sheet, "ltr")
    else:
        assert sheet_reader.read(sheet_writer.dump(sheet, "ltr"), "help.xlsx") == (sheet,)


@given(files())
def test_a_pack_that_comes_back_as_it_was_sent_changes_no_byte(content: bytes) -> None:
    catalogue = po.parse(content, "help.po")
    merged = merge_back(catalogue, catalogue, content)
    assert (po.dump(merged.catalogue), merged.problems) == (content, ())


strings = some.sampled_from(("", "raz", "dwa", "trzy"))
three_ways = some.lists(some.tuples(strings, strings, strings), max_size=6)


@given(three_ways, some.booleans())
def test_what_we_changed_since_stays_and_what_is_not_taken_is_said(ways: list[tuple[str, str, str]], is_lone: bool) -> None:  # noqa: FBT001
    sent, ours, theirs = (catalogue(each) for each in zip(*ways, strict=True)) if ways else (catalogue(()),) * 3
    merged = merge_back(None if is_lone else sent, ours, po.dump(theirs))
    said = " ".join(problem.message for problem in merged.problems)
    for number, (was, here, there) in enumerate(ways):
        entry = merged.catalogue.by_id(f"message {number}")
        assert entry
        after = entry.strings[0]
        is_ours_free = not here if is_lone else here == was
        assert after == here or (after == there and after and is_ours_free)
        is_new = there not in (("", after) if is_lone else (was, after))
        assert not is_new or f'yours: "{here}"; in back.zip/help.po:{5 + 3 * number}:1: "{there}"' in said


@given(some.binary(max_size=40), some.integers(0, 4000), some.integers(0, 40), some.sampled_from((".zip", ".xlsx")))
def test_a_damaged_file_is_read_or_refused(noise: bytes, start: int, length: int, suffix: str) -> None:
    workbook = sheet_writer.dump(Sheet(leaflet="help", language="pl", rows=(row(2, "a", "b"),)), "ltr")
    whole = workbook if suffix == ".xlsx" else archives.dump({"help.po": HEADER, "spreadsheets/help.xlsx": workbook})
    assume(start < len(whole))
    damaged = whole[:start] + noise + whole[start + length :]
    try:
        back = returned.read(damaged, f"back{suffix}", frozenset({"help"}), (POLISH,))
    except EveryleafError:
        return
    assert back.language == POLISH


def row(number: int, english: str, translation: str) -> Row:
    """Return the row of a spreadsheet with this number."""
    at = Span(f"help.xlsx, D{number}")
    return Row(at=at, id="id", english=english, translation=translation, needs_review=False)


def catalogue(translations: Sequence[str]) -> po.Catalogue:
    """Return a catalogue of as many messages, with these translations."""
    lines = (
        line
        for number, text in enumerate(translations)
        for line in ("", *keyword_lines("msgid", f"message {number}"), *keyword_lines("msgstr", text))
    )
    return po.parse(HEADER + "".join(f"{line}\n" for line in lines).encode(), "help.po")


def merge_back(sent: po.Catalogue | None, ours: po.Catalogue, theirs: bytes) -> Merged:
    """Return what becomes of our catalogue with a file that comes back, in a pack if it is known what was sent."""
    pack = {"help.po": theirs} | ({manifests.NAME: manifests.dump("Title", POLISH, {"help": sent})} if sent else {})
    (leaflet,) = returned.read(archives.dump(pack), "back.zip", frozenset({"help"}), (POLISH,)).leaflets
    return merging.merge(ours, leaflet, "help.po")
