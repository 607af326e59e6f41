"""What holds for every pack: it comes back as it went, nothing is overwritten in silence, and no damage gets through."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from pipeline.catalogues import po
from pipeline.catalogues.language import Catalogues, merge_all
from pipeline.catalogues.quoting import keyword_lines
from pipeline.diagnostics import Span
from pipeline.errors import EveryleafError
from pipeline.languages import Direction, parse_language
from pipeline.packs import archives, joining, manifests, returned, sheet_reader, sheet_writer
from pipeline.packs.joining import Joined, Ours
from pipeline.packs.returned import Return
from pipeline.packs.sheets import UNFIT, Row, Sheet
from tests.laws.test_catalogue_laws import files

pytestmark = pytest.mark.slow
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
    assert (po.dump(merged.catalogues["help"]), merged.problems) == (content, [])


strings = some.sampled_from(("", "raz", "dwa", "trzy"))
three_ways = some.lists(some.tuples(strings, strings, strings), max_size=6)


@given(three_ways, some.booleans())
def test_what_we_changed_since_stays_and_what_is_not_taken_is_said(ways: list[tuple[str, str, str]], is_lone: bool) -> None:  # noqa: FBT001
    sent, ours, theirs = (catalogue(each) for each in zip(*ways, strict=True)) if ways else (catalogue(()),) * 3
    merged = merge_back(None if is_lone else sent, ours, po.dump(theirs))
    said = " ".join(problem.message for problem in merged.problems)
    for number, (was, here, there) in enumerate(ways):
        entry = merged.catalogues["help"].by_id(f"message {number}")
        assert entry
        after = entry.strings[0]
        is_ours_free = not here if is_lone else here == was
        assert after == here or (after == there and after and is_ours_free)
        is_new = there not in (("", after) if is_lone else (was, after))
        assert not is_new or f'yours: "{here}"; in back.zip/help.po:{5 + 3 * number}:1: "{there}"' in said


WORDS = ("wash your hands", "stay at home today", "call the clinic", "Wash your hands.", "drink water", "call a clinic now")
sources = some.lists(some.sampled_from(WORDS), unique=True, max_size=4)
leaflets = some.fixed_dictionaries({"help": sources, "other": sources})
translated = some.fixed_dictionaries(
    {leaflet: some.dictionaries(some.sampled_from(WORDS), strings) for leaflet in ("help", "other")}
)


@given(leaflets, leaflets, translated, translated, translated)
def test_no_word_is_lost_when_the_leaflets_changed_since_the_pack_was_sent(
    before: dict[str, list[str]],
    now: dict[str, list[str]],
    sent: dict[str, dict[str, str]],
    theirs: dict[str, dict[str, str]],
    ours: dict[str, dict[str, str]],
) -> None:
    packed = {leaflet: leaflet_catalogue(texts, sent[leaflet]) for leaflet, texts in before.items()}
    came_back = {leaflet: leaflet_catalogue(texts, sent[leaflet] | theirs[leaflet]) for leaflet, texts in before.items()}
    mended = {leaflet: leaflet_catalogue(texts, sent[leaflet] | ours[leaflet]) for leaflet, texts in before.items()}
    there = updated(mended, now)
    joined = joining.join(a_return(packed, came_back), Ours(catalogues=there))
    said = " ".join(problem.message for problem in joined.problems)
    for leaflet, texts in before.items():
        for text in texts:
            word = theirs[leaflet].get(text, "")
            is_new = word and word != sent[leaflet].get(text, "")
            assert not is_new or word in words_of(joined.catalogues) or f'"{word}"' in said
    kept = words_of(there) - words_of(packed)
    assert all(f'"{word}"' in said for word in kept - words_of(joined.catalogues))
    again = joining.join(a_return(packed, came_back), Ours(catalogues=joined.catalogues))
    assert again.catalogues == joined.catalogues


@given(leaflets, leaflets, translated, translated)
def test_work_that_comes_back_late_is_what_it_would_be_had_it_come_in_time(
    before: dict[str, list[str]],
    now: dict[str, list[str]],
    sent: dict[str, dict[str, str]],
    theirs: dict[str, dict[str, str]],
) -> None:
    assume(not set(before["help"]) & set(before["other"]))
    packed = {leaflet: leaflet_catalogue(texts, sent[leaflet]) for leaflet, texts in before.items()}
    came_back = {
        leaflet: leaflet_catalogue(texts, {text: theirs[leaflet].get(text) or sent[leaflet].get(text, "") for text in texts})
        for leaflet, texts in before.items()
    }
    late = joining.join(a_return(packed, came_back), Ours(catalogues=updated(packed, now)))
    assume(not any(problem.code == "pack-conflict" for problem in late.problems))  # somebody is asked
    assert live(late.catalogues) == live(updated(came_back, now))


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


def leaflet_catalogue(texts: Sequence[str], translations: Mapping[str, str]) -> po.Catalogue:
    """Return the catalogue of a leaflet with these texts."""
    lines = (
        line
        for text in texts
        for line in ("", *keyword_lines("msgid", text), *keyword_lines("msgstr", translations.get(text, "")))
    )
    return po.parse(HEADER + "".join(f"{line}\n" for line in lines).encode(), "help.po")


def updated(catalogues: Mapping[str, po.Catalogue], now: Mapping[str, Sequence[str]]) -> dict[str, po.Catalogue]:
    """Return catalogues brought up to date with what the leaflets say now."""
    templates = {leaflet: leaflet_catalogue(texts, {}) for leaflet, texts in now.items()}
    merged = merge_all(Catalogues(language=POLISH, by_leaflet=catalogues), templates, {})
    return {leaflet: merged[leaflet].catalogue for leaflet in catalogues}


def a_return(sent: Mapping[str, po.Catalogue], theirs: Mapping[str, po.Catalogue]) -> Return:
    """Return what comes back of a pack."""
    files = {f"{leaflet}.po": po.dump(each) for leaflet, each in theirs.items()}
    pack = archives.dump({**files, manifests.NAME: manifests.dump("Title", POLISH, sent)})
    return returned.read(pack, "back.zip", frozenset(sent), (POLISH,))


def words_of(catalogues: Mapping[str, po.Catalogue]) -> set[str]:
    """Return all translations."""
    return {text for each in catalogues.values() for entry in each.entries for text in entry.strings if not entry.is_header}


def live(catalogues: Mapping[str, po.Catalogue]) -> dict[tuple[str, str], tuple[tuple[str, ...], bool, str | None]]:
    """Return what translates each message of each leaflet."""
    return {
        (leaflet, entry.id): (entry.strings, entry.is_fuzzy, entry.previous_id)
        for leaflet, each in catalogues.items()
        for entry in each.entries
        if not entry.is_obsolete and not entry.is_header
    }


def merge_back(sent: po.Catalogue | None, ours: po.Catalogue, theirs: bytes) -> Joined:
    """Return what becomes of our catalogue with a file that comes back, in a pack if it is known what was sent."""
    pack = {"help.po": theirs} | ({manifests.NAME: manifests.dump("Title", POLISH, {"help": sent})} if sent else {})
    came_back = returned.read(archives.dump(pack), "back.zip", frozenset({"help"}), (POLISH,))
    return joining.join(came_back, Ours(catalogues={"help": ours}))
