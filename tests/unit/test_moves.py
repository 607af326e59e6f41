"""Messages that move between leaflets, and edits that are minor or taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import update
from pipeline.catalogues import po
from pipeline.catalogues.entries import Entry
from pipeline.catalogues.language import Catalogues, merge_all
from pipeline.catalogues.merge import Merged
from pipeline.catalogues.origins import Clues
from pipeline.diagnostics import Severity
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import parse_language
from tests import publications

FRENCH = parse_language("fr")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
FORMATS = ("html", "text")
HELP = "locales/fr/LC_MESSAGES/help.po"
VISIT = "source/leaflets/visit.md"


def merged(
    before: dict[str, str | None],
    templates: dict[str, str],
    orphans: dict[str, str] | None = None,
    clues: Clues | None = None,
) -> dict[str, Merged]:
    """Return what becomes of catalogues; a template is given by its messages, a line each."""
    wanted = {
        leaflet: "".join(f'\nmsgid "{message}"\nmsgstr ""\n' for message in messages.splitlines())
        for leaflet, messages in templates.items()
    }
    there = Catalogues(
        language=FRENCH,
        by_leaflet={leaflet: None if text is None else catalogue(text) for leaflet, text in before.items()},
        orphans={leaflet: catalogue(text) for leaflet, text in (orphans or {}).items()},
    )
    return merge_all(
        there, {leaflet: catalogue(text) for leaflet, text in wanted.items()}, dict.fromkeys(before, clues or Clues())
    )


def catalogue(text: str) -> po.Catalogue:
    return po.parse((HEADER + text).encode(), "some.po")


def text(result: Merged) -> str:
    return po.dump(result.catalogue).decode().partition('UTF-8\\n"\n')[2]


def entry(result: Merged, message: str) -> Entry:
    found = result.catalogue.by_id(message)
    assert found
    return found


CALL = '\n# ask Amina\n#, no-wrap\nmsgid "Call us"\nmsgstr "Appelez"\n'


def test_a_message_that_moves_takes_its_translation_along_and_leaves_it_obsolete() -> None:
    result = merged({"a": CALL, "b": ""}, {"a": "Stay", "b": "Call us"})
    assert text(result["b"]) == CALL
    assert text(result["a"]) == (
        '\nmsgid "Stay"\nmsgstr ""\n\n# ask Amina\n#, no-wrap\n#~ msgid "Call us"\n#~ msgstr "Appelez"\n'
    )
    assert (result["b"].changes.moved, result["a"].changes.obsolete) == (("Call us",), ("Call us",))
    assert list(result) == ["b", "a"]


def test_a_message_that_changes_on_its_way_has_its_translation_for_review() -> None:
    result = merged({"a": CALL, "b": ""}, {"a": "", "b": "Call us!"})
    assert text(result["b"]) == (
        '\n# ask Amina\n#, fuzzy, no-wrap\n#| msgid "Call us"\nmsgid "Call us!"\nmsgstr "Appelez"\n'
    )
    assert result["b"].changes.changed == ("Call us!",)


def test_a_translation_that_awaited_review_still_does_where_it_moves() -> None:
    result = merged({"a": '\n#, fuzzy\n#| msgid "Ring"\nmsgid "Call"\nmsgstr "Sonnez"\n', "b": ""}, {"a": "", "b": "Call"})
    assert text(result["b"]) == '\n#, fuzzy\n#| msgid "Ring"\nmsgid "Call"\nmsgstr "Sonnez"\n'


def test_a_message_that_only_sounds_like_one_of_another_leaflet_is_new() -> None:
    before = '\nmsgid "When you need help soon"\nmsgstr "Bientôt"\n'
    result = merged({"a": before, "b": ""}, {"a": "", "b": "If you need help now"})
    assert result["b"].changes.new == ("If you need help now",)


def test_the_obsolete_translation_of_the_leaflet_itself_waits_for_review_if_another_one_is_in_use() -> None:
    own = '\n#~ msgid "Call us"\n#~ msgstr "Téléphonez"\n'
    waiting = '\n#, fuzzy\nmsgid "Call us"\nmsgstr "Téléphonez"\n'
    back = '\nmsgid "Call us"\nmsgstr "Téléphonez"\n'
    once = merged({"a": CALL, "b": own}, {"a": "", "b": "Call us"})
    assert text(once["b"]) == waiting
    anything = Clues(is_approved=lambda *_: True)
    twice = merged({"a": text(once["a"]), "b": waiting}, {"a": "", "b": "Call us"}, clues=anything)
    assert text(twice["b"]) == waiting
    assert text(merged({"a": back, "b": own}, {"a": "Call us", "b": "Call us"})["b"]) == back


def test_a_doubt_and_a_correction_move_along() -> None:
    doubted = '\n#, fuzzy\nmsgid "Call us"\nmsgstr "Rappelez"\n'
    asleep = '\n#~ msgid "Call us"\n#~ msgstr "Appelez"\n'
    assert text(merged({"a": asleep, "b": doubted, "c": ""}, {"a": "", "b": "", "c": "Call us"})["c"]) == doubted
    corrected = doubted.replace("#, fuzzy\n", "")
    blank = '\nmsgid "Call us"\nmsgstr ""\n'
    assert text(merged({"a": asleep, "b": corrected, "c": ""}, {"a": "", "b": "Call us", "c": "Call us"})["c"]) == blank


def test_a_message_that_comes_back_to_its_leaflet_has_moved_nowhere_be_the_update_stopped_or_not() -> None:
    """Another leaflet in which it is new gets nothing of it, as from a leaflet that had it all along."""
    asleep = '\n#~ msgid "Call us"\n#~ msgstr "Appelez"\n'
    both = {"a": "Call us", "b": "Call us"}
    once = merged({"a": asleep, "b": ""}, both)
    assert (once["a"].changes.revived, once["b"].changes.new) == (("Call us",), ("Call us",))
    assert text(merged({"a": text(once["a"]), "b": ""}, both)["b"]) == text(once["b"])


def test_an_obsolete_message_is_not_taken_along_where_another_translation_of_it_comes_back() -> None:
    here, there = ('\n#~ msgid "Call us"\n#~ msgstr "Appelez"\n', '\n#~ msgid "Call us"\n#~ msgstr "Téléphonez"\n')
    wanted = {"a": "Call us", "b": "", "c": "Call us"}
    once = merged({"a": here, "b": there, "c": ""}, wanted)
    assert once["c"].changes.new == ("Call us",)
    assert text(merged({"a": text(once["a"]), "b": there, "c": ""}, wanted)["c"]) == text(once["c"])


def test_what_nobody_translated_and_everybody_removed_is_gone() -> None:
    blank = '\nmsgid "Call us"\nmsgstr ""\n'
    assert text(merged({"a": CALL, "b": blank}, {"a": "", "b": ""})["b"]) == ""


def test_a_message_that_was_copied_first_and_removed_later_takes_its_translation_along_once() -> None:
    blank = '\nmsgid "Call us"\nmsgstr ""\n'
    result = merged({"a": CALL, "b": blank}, {"a": "", "b": "Call us"})
    assert text(result["b"]) == CALL
    rejected = merged({"a": text(result["a"]), "b": blank}, {"a": "", "b": "Call us"})
    assert text(rejected["b"]) == blank


def test_what_moves_takes_on_the_line_ends_of_its_new_file() -> None:
    windows = po.parse((HEADER + '\nmsgid "Stay"\nmsgstr "Reste"\n').replace("\n", "\r\n").encode(), "b.po")
    there = Catalogues(language=FRENCH, by_leaflet={"a": catalogue(CALL), "b": windows})
    wanted = {"a": catalogue(""), "b": catalogue('\nmsgid "Call us"\nmsgstr ""\n\nmsgid "Stay"\nmsgstr ""\n')}
    content = po.dump(merge_all(there, wanted, {})["b"].catalogue)
    assert b"Appelez" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_minor_edit_keeps_the_translation_as_it_is() -> None:
    clues = Clues(minor={"Call us": "Call us,", "Call us,": "Call us."})
    result = merged({"a": CALL}, {"a": "Call us."}, clues=clues)
    assert text(result["a"]) == CALL.replace("Call us", "Call us.")
    assert result["a"].changes.minor == ("Call us.",)


def test_a_minor_edit_of_what_awaits_review_leaves_it_so() -> None:
    before = '\n#, fuzzy\n#| msgid "Ring"\nmsgid "Call us"\nmsgstr "Sonnez"\n'
    assert text(merged({"a": before}, {"a": "Call us."}, clues=Clues(minor={"Call us": "Call us."}))["a"]) == before.replace(
        "Call us", "Call us."
    )


@pytest.mark.parametrize(("now", "kind"), [("Call us.", "minor"), ("Call us", "revived")])
def test_an_approved_translation_needs_no_review_when_its_edit_was_minor_or_is_taken_back(now: str, kind: str) -> None:
    before = '\n#, fuzzy, no-wrap\n#| msgid "Call us"\nmsgid "Call us."\nmsgstr "Appelez"\n'
    minor = {"Call us": "Call us."} if kind == "minor" else {}
    approved = Clues(minor=minor, is_approved=lambda *words: words == (None, "Call us", ("Appelez",)))
    result = merged({"a": before}, {"a": now}, clues=approved)
    assert text(result["a"]) == f'\n#, no-wrap\nmsgid "{now}"\nmsgstr "Appelez"\n'
    assert getattr(result["a"].changes, kind) == (now,)
    unapproved = merged({"a": before}, {"a": now}, clues=Clues(minor=minor))
    assert entry(unapproved["a"], now).is_fuzzy


def two_leaflets(tmp_path: Path) -> Folder:
    """Return a publication in whose catalogues of help and visit every message is translated."""
    visit = "---\ntitle: Your visit\nupdated: 2026-11-22\n---\n\nBring a letter from your doctor.\n"
    folder = Folder(publications.write(tmp_path, {**publications.SMALL, VISIT: visit}))
    update.update_publication(folder, FORMATS)
    path = "locales/fr/LC_MESSAGES/visit.po"
    content = folder.read(path).decode().replace('doctor."\nmsgstr ""', 'doctor."\nmsgstr "Apportez une lettre."')
    folder.write(path, content.replace('visit"\nmsgstr ""', 'visit"\nmsgstr "Votre visite"').encode())
    return folder


def strings(folder: Folder) -> dict[tuple[str, str], str]:
    """Return the translations that can be shown, by path and message."""
    return {
        (path, entry.id): entry.strings[0]
        for path in folder.find("locales/fr/LC_MESSAGES/*.po")
        for entry in po.parse(folder.read(path), path).entries
        if entry.id and entry.has_translation and not entry.is_fuzzy and not entry.is_obsolete
    }


def test_a_leaflet_with_a_new_name_keeps_its_translations_and_its_old_catalogue_is_left(tmp_path: Path) -> None:
    folder = two_leaflets(tmp_path)
    old = folder.read(HELP)
    folder.move("source/leaflets/help.md", "source/leaflets/get-help.md")
    update.update_publication(folder, FORMATS)
    now = {message: words for (path, message), words in strings(folder).items() if path.endswith("/get-help.po")}
    assert now == {message: words for (path, message), words in strings(folder).items() if path == HELP}
    assert len(now) == 4
    assert folder.read(HELP) == old
    assert update.update_publication(folder, FORMATS).written == ()


def test_an_orphaned_catalogue_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    folder = two_leaflets(tmp_path)
    folder.write("locales/fr/LC_MESSAGES/old.po", b'msgid "x')
    (problem,) = update.update_publication(folder, FORMATS).problems
    assert (problem.severity, problem.at and problem.at.path) == (Severity.ERROR, "locales/fr/LC_MESSAGES/old.po")


def test_an_update_stopped_at_any_write_is_done_by_the_next_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = []
    for stop in range(4):
        folder = two_leaflets(tmp_path / str(stop))
        swap(folder, "## In an emergency\n", "Bring a letter from your doctor.\n")
        with monkeypatch.context() as patch:
            patch.setattr(Folder, "write", stopped_after(stop))
            with pytest.raises(KeyboardInterrupt):
                update.update_publication(folder, FORMATS)
        left.append(len(update.update_publication(folder, FORMATS).written))
        assert strings(folder)["locales/fr/LC_MESSAGES/visit.po", "In an emergency"] == "En cas d’urgence"
        assert strings(folder)[HELP, "Bring a letter from your doctor."] == "Apportez une lettre."
    assert left == [4, 3, 2, 1]


def swap(folder: Folder, in_help: str, in_visit: str) -> None:
    """Swap two blocks between two leaflets: each catalogue gains from the other one, and loses to it."""
    for path, old, new in (("source/leaflets/help.md", in_help, in_visit), (VISIT, in_visit, in_help)):
        folder.write(path, folder.read(path).decode().replace(old, new).encode())


def stopped_after(count: int) -> Callable[[Folder, str, bytes], None]:
    """Return a way to write so many files, and then to be stopped."""
    write = Folder.write
    written: list[str] = []

    def write_or_stop(folder: Folder, path: str, content: bytes) -> None:
        if len(written) == count:
            raise KeyboardInterrupt
        write(folder, path, content)
        written.append(path)

    return write_or_stop


def test_what_a_translator_saves_during_an_update_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = publications.write(tmp_path, publications.SMALL)

    def save_meanwhile(*arguments: Any) -> dict[str, Merged]:
        (folder / HELP).write_text(publications.FRENCH.replace("Appelez le", "Composez le"), encoding="utf-8")
        return merge_all(*arguments)

    monkeypatch.setattr("pipeline.update.merge_all", save_meanwhile)
    with pytest.raises(EveryleafError, match="somebody saved this file"):
        update.update_publication(Folder(folder), FORMATS)
    assert "Composez le" in (folder / HELP).read_text(encoding="utf-8")
