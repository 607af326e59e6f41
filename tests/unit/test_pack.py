"""What is sent to translators, and what becomes of what comes back."""

import io
import json
import re
import shutil
import stat
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import saving
from pipeline.catalogues import edit, po
from pipeline.cli import main
from pipeline.files import Folder
from pipeline.packs import archives, joining
from pipeline.packs.joining import Joined
from tests import publications
from tests.conftest import TESTS

CORPUS = TESTS.parent.parent / "shared" / "corpora" / "tico19"
CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
LINKED = publications.LEAFLET + "\nSee [the other](other.md) or [**this**](help.md).\n"
OTHER = "---\ntitle: The other\nupdated: 2026-11-22\n---\n\nRead [this](help.md).\n"
TWO = {**publications.SMALL, "source/leaflets/help.md": LINKED, "source/leaflets/other.md": OTHER}


@dataclass
class Desk:
    """The desk of somebody who sends packs and takes them back."""

    folder: Path
    said: Callable[[], str]

    def run(self, *words: str) -> int:
        """Run a command; return its exit code."""
        return main([words[0], "--publication", str(self.folder), *words[1:]])

    def pack(self, *words: str) -> dict[str, bytes]:
        """Make a pack in French; return its files."""
        path = self.folder / "fr.zip"
        path.unlink(missing_ok=True)
        assert self.run("pack", "--language", "fr", "--to", str(path), *words) == 0, self.said()
        self.said()
        return dict(archives.read(path.read_bytes(), "fr.zip"))

    def unpack(self, content: bytes | Mapping[str, bytes], *words: str, name: str = "back.zip") -> int:
        """Take a file back, or files in an archive; return the exit code."""
        file = self.folder.parent / name
        file.write_bytes(content if isinstance(content, bytes) else archives.dump(content))
        return self.run("unpack", str(file), *words)

    def texts(self) -> dict[str, str]:
        """Return all catalogues in French, by leaflet."""
        return {path.stem: path.read_text(encoding="utf-8") for path in self.folder.glob("locales/fr/LC_MESSAGES/*.po")}

    @property
    def catalogue(self) -> str:
        """Our catalogue in French."""
        return (self.folder / CATALOGUE).read_text(encoding="utf-8")

    @catalogue.setter
    def catalogue(self, text: str) -> None:
        (self.folder / CATALOGUE).write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        """Change our catalogue."""
        assert old in self.catalogue
        self.catalogue = self.catalogue.replace(old, new)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(publications.write(tmp_path / "leaflets", publications.SMALL), lambda: "".join(capsys.readouterr()))


def changed(files: Mapping[str, bytes], old: str, new: str, leaflet: str = "help") -> dict[str, bytes]:
    """Return the files of a pack with a text of a catalogue changed by a translator."""
    name = f"catalogues/{leaflet}.po"
    text = files[name].decode()
    assert old in text
    return {**files, name: text.replace(old, new).encode()}


# --- What is sent ------------------------------------------------------------------------------------------------------


def test_a_pack_has_the_catalogues_byte_for_byte_and_all_that_helps_to_translate_them(desk: Desk) -> None:
    files = desk.pack("--format", "both")
    assert list(files) == [
        "README.txt",
        "catalogues/help.po",
        "findings.txt",
        "glossary.html",
        "pack.json",
        "previews/en-GB/help-en-GB.html",
        "previews/fr/help-fr.html",
        "spreadsheets/help.xlsx",
    ]
    assert files["catalogues/help.po"] == desk.catalogue.encode()


@pytest.mark.parametrize("form", ["po", "xlsx", "both"])
def test_the_letter_speaks_of_what_is_in_the_pack(form: str, desk: Desk, golden: Callable[[str, str], None]) -> None:
    golden(f"packs/readme-{form}.txt", desk.pack("--format", form)["README.txt"].decode())


def test_the_same_publication_gives_the_same_pack(desk: Desk) -> None:
    assert desk.pack("--format", "both") == desk.pack("--format", "both")
    first = (desk.folder / "fr.zip").read_bytes()
    desk.pack("--format", "both")
    assert (desk.folder / "fr.zip").read_bytes() == first


def test_the_findings_are_worded_as_check_words_them_at_their_lines_in_the_pack(desk: Desk) -> None:
    desk.change("Appelez le {emergency} tout", "Appelez tout")
    desk.run("check")
    said = desk.said().replace(CATALOGUE, "catalogues/help.po")
    findings = desk.pack()["findings.txt"].decode()
    assert findings.startswith("catalogues/help.po:13:1: error[placeholder-changed]")
    assert findings in said


def test_findings_in_spreadsheets_name_cells_and_nobody_accepts_them_there(
    desk: Desk, golden: Callable[[str, str], None]
) -> None:
    desk.change("Appelez le {emergency} tout", "Appelez tout")
    desk.change('msgid "In an emergency"', '# accept term-missing 12345678: once\nmsgid "In an emergency"')
    files = desk.pack("--format", "xlsx")
    golden("packs/findings-xlsx.txt", files["findings.txt"].decode())
    _, page = sheet(files)
    assert page["D4"].value == "Appelez tout de suite."
    assert not page["G3"].value


def test_previews_need_no_network_and_link_only_to_each_other(desk: Desk) -> None:
    settings = publications.SETTINGS + "address: https://example.org\n"
    publications.write(desk.folder, {**TWO, "source/publication.yml": settings})
    desk.run("update")
    for words, others in ((), {"../fr/other-fr.html"}), (("--leaflet", "help"), set()):
        files = desk.pack(*words)
        page = files["previews/fr/help-fr.html"].decode()
        links = set(re.findall(r'(?:href|src)="([^"#]+)"', page)) - {"tel:999", "tel:111"}
        assert links == {"../en-GB/help-en-GB.html", "../fr/help-fr.html"} | others
        assert {f"previews/{link.removeprefix('../')}" for link in links} <= set(files)


def test_a_pack_is_written_over_no_other_file(desk: Desk) -> None:
    desk.pack()
    desk.change("En cas", "Dans le cas")
    came_back = (desk.folder / "fr.zip").read_bytes()
    assert desk.run("pack", "--language", "fr", "--to", str(desk.folder / "fr.zip")) == 2
    assert (desk.folder / "fr.zip").read_bytes() == came_back
    assert "error[file-exists]" in desk.said()


def test_a_language_that_leaflets_are_not_translated_into_is_refused(desk: Desk) -> None:
    assert desk.run("pack", "--language", "en-GB") == 2
    assert 'there is no language "en-GB"' in desk.said()


def test_a_catalogue_that_is_broken_is_not_sent(desk: Desk) -> None:
    desk.catalogue = 'msgid "x'
    assert desk.run("pack", "--language", "fr", "--to", str(desk.folder / "fr.zip")) == 4
    assert not (desk.folder / "fr.zip").exists()


# --- What comes back ---------------------------------------------------------------------------------------------------


def test_what_only_the_translator_changed_is_taken_and_no_other_line_changes(desk: Desk) -> None:
    before = desk.catalogue
    files = changed(desk.pack(), "Où trouver de l’aide", "Où trouver l’aide")
    assert desk.unpack(files) == 0
    assert desk.catalogue == before.replace("Où trouver de l’aide", "Où trouver l’aide")
    assert desk.said() == "catalogue  taken\nfr help        1\nTook 1 message in French.\n"


def test_what_only_we_changed_stays(desk: Desk) -> None:
    files = desk.pack()
    desk.change("En cas", "Dans le cas")
    before = desk.catalogue
    assert desk.unpack(files) == 0
    assert desk.catalogue == before
    assert desk.said() == "Nothing new came back.\n"


def test_what_both_changed_differently_is_a_conflict_with_both_texts_and_ours_stays(
    desk: Desk, golden: Callable[[str, str], None]
) -> None:
    files = changed(desk.pack(), "En cas d’urgence", "S’il y a urgence")
    files = changed(files, "Où trouver de l’aide", "Où trouver l’aide")
    desk.change("En cas d’urgence", "Dans une urgence")
    assert desk.unpack(files) == 4
    assert "Dans une urgence" in desk.catalogue
    assert "Où trouver l’aide" in desk.catalogue
    golden("packs/conflict.txt", desk.said())
    assert desk.unpack(files, "--replace") == 0
    assert "S’il y a urgence" in desk.catalogue


def test_what_both_changed_to_the_same_is_nothing(desk: Desk) -> None:
    files = changed(desk.pack(), "En cas", "Dans le cas")
    desk.change("En cas", "Dans le cas")
    assert desk.unpack(files) == 0
    assert desk.said() == "Nothing new came back.\n"


def test_a_mark_that_was_taken_away_and_comments_come_in(desk: Desk) -> None:
    message = 'msgid "In an emergency"\n'
    desk.change(message, f'#, fuzzy\n#| msgid "If ill"\n{message}')
    files = changed(desk.pack(), f'#, fuzzy\n#| msgid "If ill"\n{message}', f"# Asked Amina.\n{message}")
    assert desk.unpack(files) == 0
    assert desk.catalogue == publications.FRENCH.replace(message, f"# Asked Amina.\n{message}")


def test_a_translation_that_came_back_empty_is_kept(desk: Desk) -> None:
    files = changed(desk.pack(), "En cas d’urgence", "")
    assert desk.unpack(files) == 4
    assert desk.catalogue == publications.FRENCH
    assert "the translation came back empty" in desk.said()


def test_a_translation_of_what_the_leaflet_no_longer_says_is_kept_as_obsolete(desk: Desk) -> None:
    files = changed(desk.pack(), "En cas d’urgence", "S’il y a urgence")
    leaflet = publications.LEAFLET.replace("## In an emergency\n", "")
    publications.write(desk.folder, {"source/leaflets/help.md": leaflet, CATALOGUE: ""})
    desk.run("update")
    desk.said()
    assert desk.unpack(files) == 0
    assert desk.catalogue.endswith('\n\n#~ msgid "In an emergency"\n#~ msgstr "S’il y a urgence"\n')
    assert "warning[message-gone]" in desk.said()
    assert desk.run("update") == 0
    assert "S’il y a urgence" in desk.catalogue


def test_english_that_a_translator_changed_is_named_and_the_rest_is_taken(desk: Desk) -> None:
    files = changed(desk.pack(), 'msgid "In an emergency"', 'msgid "In an emergency!"')
    files = changed(files, "Où trouver de l’aide", "Où trouver l’aide")
    assert desk.unpack(files) == 4
    assert desk.catalogue == publications.FRENCH.replace("Où trouver de l’aide", "Où trouver l’aide")
    assert 'no message of the leaflet is "In an emergency!"' in desk.said()


def test_what_is_wrong_with_the_new_translations_is_said_and_they_are_taken(desk: Desk) -> None:
    files = changed(desk.pack(), "Appelez le {emergency} tout", "Appelez tout")
    assert desk.unpack(files) == 4
    assert "Appelez tout" in desk.catalogue
    assert f"{CATALOGUE}:13:1: error[placeholder-changed]" in desk.said()


def test_a_finding_that_a_translator_accepted_is_brought_to_our_notice(desk: Desk) -> None:
    files = changed(desk.pack(), "Appelez le {emergency} tout", "Appelez tout")
    desk.unpack(files)
    line = re.findall(r'"(# accept .*): why"', desk.said())[0]
    desk.catalogue = publications.FRENCH
    message = 'msgid "Call {emergency} now."'
    assert desk.unpack(changed(files, message, f"{line}: it is on the line below\n{message}")) == 0
    assert "warning[finding-accepted]: the translator accepted placeholder-changed here" in desk.said()


def test_a_lone_catalogue_fills_only_what_is_empty_or_needs_review(desk: Desk) -> None:
    theirs = publications.FRENCH.replace("En cas", "Dans le cas").replace("Où trouver de", "Où trouver").encode()
    desk.change("Où trouver de l’aide", "")
    assert desk.unpack(theirs, name="help.po") == 4
    assert desk.catalogue == publications.FRENCH.replace("Où trouver de", "Où trouver")
    assert "this is translated already, and otherwise" in desk.said()
    assert desk.unpack(theirs, "--replace", name="help.po") == 0
    assert desk.catalogue.encode() == theirs


def test_a_translation_of_a_leaflet_that_is_gone_is_kept_as_obsolete_in_another_catalogue(desk: Desk) -> None:
    publications.write(desk.folder, TWO)
    desk.run("update")
    files = changed(desk.pack(), "En cas", "Dans le cas")
    files = changed(files, 'msgid "The other"\nmsgstr ""', 'msgid "The other"\nmsgstr "L’autre"', "other")
    publications.write(desk.folder, publications.SMALL)
    (desk.folder / "source/leaflets/other.md").unlink()
    (desk.folder / "locales/fr/LC_MESSAGES/other.po").unlink()
    assert desk.unpack(files) == 0
    assert "Dans le cas" in desk.catalogue
    assert desk.catalogue.endswith('\n\n#~ msgid "The other"\n#~ msgstr "L’autre"\n')
    assert f'no longer says "The other"; its translation is kept as obsolete in {CATALOGUE}' in desk.said()


# --- What changed here since it was sent -------------------------------------------------------------------------------

EMERGENCY = 'msgid "In an emergency"\n'
BETTER = f'{EMERGENCY}msgstr "S’il y a urgence"\n'
GONE = publications.LEAFLET.replace("## In an emergency\n", "")


def better(desk: Desk, *words: str) -> dict[str, bytes]:
    """Return a pack in which a translator mended one translation."""
    return changed(desk.pack(*words), "En cas d’urgence", "S’il y a urgence")


def rewrite(desk: Desk, files: Mapping[str, str]) -> None:
    """Change the sources, and bring the catalogues up to date."""
    publications.write(desk.folder, files)
    assert desk.run("update") == 0
    desk.said()


def returns(desk: Desk, files: Mapping[str, bytes], *words: str) -> str:
    """Take a pack in that is no problem, twice; return what was said at first."""
    assert desk.unpack(files, *words) == 0
    said, after = desk.said(), desk.texts()
    assert desk.unpack(files, *words) == 0
    assert (desk.texts(), desk.said()) == (after, "Nothing new came back.\n")
    return said


def test_the_translation_of_a_message_that_moved_to_another_leaflet_is_taken_there(desk: Desk) -> None:
    rewrite(desk, TWO)
    files = better(desk)
    rewrite(desk, {"source/leaflets/help.md": GONE, "source/leaflets/other.md": f"{OTHER}\n## In an emergency\n"})
    said = returns(desk, files)
    assert said == "catalogue  taken\nfr other       1\nTook 1 message in French.\n"
    assert BETTER in desk.texts()["other"]


@pytest.mark.parametrize("is_updated", [True, False])
def test_the_translation_of_a_leaflet_that_got_another_name_follows_it(is_updated: bool, desk: Desk) -> None:  # noqa: FBT001
    publications.write(desk.folder, TWO)
    rewrite(desk, TWO)
    files = better(desk)
    (desk.folder / "source/leaflets/help.md").unlink()
    publications.write(
        desk.folder, {"source/leaflets/urgent.md": LINKED, "source/leaflets/other.md": OTHER.replace("help", "urgent")}
    )
    publications.write(desk.folder, {"source/leaflets/urgent.md": LINKED.replace("help.md", "urgent.md")})
    if is_updated:
        assert desk.run("update") == 0
    desk.said()
    returns(desk, files)
    assert desk.run("update") == 0
    assert BETTER in desk.texts()["urgent"]


@pytest.mark.parametrize("words", ["En cas d’urgence", ""])
def test_the_translation_of_english_that_changed_is_taken_for_review_with_what_it_was_made_from(
    words: str, desk: Desk
) -> None:
    desk.change("En cas d’urgence", words)
    files = changed(desk.pack(), f'{EMERGENCY}msgstr "{words}"\n', BETTER)
    rewrite(desk, {"source/leaflets/help.md": publications.LEAFLET.replace("In an emergency", "In any emergency")})
    returns(desk, files)
    assert '#, fuzzy\n#| msgid "In an emergency"\nmsgid "In any emergency"\nmsgstr "S’il y a urgence"\n' in desk.catalogue
    assert "#~" not in desk.catalogue


def test_the_translation_of_english_that_a_minor_edit_changed_stays_current(desk: Desk) -> None:
    rewrite(desk, {})
    files = better(desk)
    publications.write(
        desk.folder, {"source/leaflets/help.md": publications.LEAFLET.replace("In an emergency", "In an emergency.")}
    )
    assert desk.run("minor", "help", "--by", "Ana", "--reason", "a stop") == 0
    assert desk.run("update") == 0
    desk.said()
    returns(desk, files)
    assert '\nmsgid "In an emergency."\nmsgstr "S’il y a urgence"\n' in desk.catalogue
    assert "fuzzy" not in desk.catalogue


def test_the_translation_of_english_that_changed_and_is_translated_anew_is_kept_as_obsolete(desk: Desk) -> None:
    files = better(desk)
    rewrite(desk, {"source/leaflets/help.md": publications.LEAFLET.replace("In an emergency", "In any emergency")})
    desk.change('#, fuzzy\n#| msgid "In an emergency"\n', "")
    before = desk.catalogue
    assert "warning[message-gone]" in returns(desk, files)
    assert desk.catalogue == f"{before}\n#~ {BETTER.replace('msgstr', '#~ msgstr')}"


def test_a_message_that_moved_and_was_changed_on_both_sides_is_a_conflict_and_both_translations_are_kept(desk: Desk) -> None:
    rewrite(desk, TWO)
    files = better(desk)
    rewrite(desk, {"source/leaflets/help.md": GONE, "source/leaflets/other.md": f"{OTHER}\n## In an emergency\n"})
    other = desk.folder / "locales/fr/LC_MESSAGES/other.po"
    other.write_text(other.read_text().replace("En cas d’urgence", "Dans une urgence"))
    assert desk.unpack(files) == 4
    said = desk.said()
    assert f"{other.relative_to(desk.folder)}:" in said
    assert 'yours: "Dans une urgence"; in back.zip/catalogues/help.po:' in said
    assert "Dans une urgence" in desk.texts()["other"]
    assert '#~ msgstr "S’il y a urgence"' in desk.catalogue
    assert desk.unpack(files, "--replace") == 0
    assert BETTER in desk.texts()["other"]


def test_a_comment_on_a_message_that_is_gone_is_kept(desk: Desk) -> None:
    files = changed(desk.pack(), EMERGENCY, f"# Asked Amina.\n{EMERGENCY}")
    rewrite(desk, {"source/leaflets/help.md": GONE})
    returns(desk, files)
    assert '# Asked Amina.\n#~ msgid "In an emergency"\n' in desk.catalogue


def test_all_plural_forms_of_a_message_that_is_gone_are_kept(desk: Desk) -> None:
    days = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "un"\nmsgstr[1] "des"\n'
    desk.catalogue += f"\n{days}"
    files = changed(changed(desk.pack(), '"un"', '"{n} jour"'), '"des"', '"{n} jours"')
    desk.catalogue = publications.FRENCH
    returns(desk, files)
    kept = 'msgid "{n} day"\n#~ msgid_plural "{n} days"\n#~ msgstr[0] "{n} jour"\n#~ msgstr[1] "{n} jours"\n'
    assert desk.catalogue == f"{publications.FRENCH}\n#~ {kept}"


def test_a_lone_catalogue_follows_its_messages_and_fills_what_is_empty_there(desk: Desk) -> None:
    rewrite(desk, TWO)
    theirs = better(desk)["catalogues/help.po"]
    rewrite(desk, {"source/leaflets/help.md": GONE, "source/leaflets/other.md": f"{OTHER}\n## In an emergency\n"})
    other = desk.folder / "locales/fr/LC_MESSAGES/other.po"
    other.write_text(other.read_text().replace("En cas d’urgence", ""))
    assert desk.unpack(theirs, name="help.po") == 0
    assert BETTER in desk.texts()["other"]


def test_nothing_is_taken_if_a_message_may_have_gone_into_a_catalogue_that_is_broken(desk: Desk) -> None:
    rewrite(desk, TWO)
    files = better(desk)
    rewrite(desk, {"source/leaflets/help.md": GONE, "source/leaflets/other.md": f"{OTHER}\n## In an emergency\n"})
    (desk.folder / "locales/fr/LC_MESSAGES/other.po").write_text('msgid "x')
    before = desk.texts()
    assert desk.unpack(files) == 4
    assert "other.po:1:9: error[po-syntax]" in desk.said()
    assert desk.texts() == before


# --- What nobody may do with a pack ------------------------------------------------------------------------------------


def test_a_pack_of_another_publication_is_refused_unless_only_the_title_was_changed(desk: Desk) -> None:
    files = better(desk)
    settings = publications.SETTINGS.replace("title: Leaflets", "title: Health leaflets")
    publications.write(desk.folder, {"source/publication.yml": settings})
    assert desk.unpack(files) == 4
    assert 'packed from the publication "Leaflets", and this one is "Health leaflets"' in desk.said()
    assert desk.catalogue == publications.FRENCH
    assert desk.unpack(files, "--any-title") == 0
    assert BETTER in desk.catalogue


def without(files: Mapping[str, bytes], count: int) -> dict[str, bytes]:
    """Return a pack whose list lacks one of so many messages of the leaflet, as if it had not been sent."""
    packed = json.loads(files["pack.json"])
    messages = packed["leaflets"]["help"]
    assert len(messages) == count
    del messages[list(messages)[1]]
    return {**files, "pack.json": json.dumps(packed).encode()}


@pytest.mark.parametrize("form", ["po", "both"])
def test_what_a_pack_does_not_list_is_taken_for_review_only(form: str, desk: Desk) -> None:
    desk.change("En cas d’urgence", "")
    files = changed(desk.pack("--format", form), f'{EMERGENCY}msgstr ""\n', BETTER)
    workbook, page = sheet(files) if form == "both" else (None, None)
    if workbook and page:
        page["D3"] = "S’il y a urgence"
        files["spreadsheets/help.xlsx"] = saved(workbook)
        del files["catalogues/help.po"]
    returns(desk, without(files, 4))
    assert f"#, fuzzy\n{BETTER}" in desk.catalogue


def test_what_a_pack_does_not_list_and_nobody_changed_is_nothing(desk: Desk) -> None:
    assert desk.unpack(without(desk.pack(), 4)) == 0
    assert desk.said() == "Nothing new came back.\n"


def test_an_obsolete_translation_that_a_pack_does_not_list_comes_back_to_life_for_review_only(desk: Desk) -> None:
    old = f'{EMERGENCY}msgstr "Vieux"\n'
    asleep = f"#, fuzzy\n#~ {old.replace('msgstr', '#~ msgstr')}"
    french = publications.FRENCH.replace(f'{EMERGENCY}msgstr "En cas d’urgence"\n', asleep)
    rewrite(desk, {"source/leaflets/help.md": GONE, CATALOGUE: french})
    desk.unpack(changed(desk.pack(), asleep, BETTER))
    rewrite(desk, {"source/leaflets/help.md": publications.LEAFLET})
    assert re.search(f"#, fuzzy\n{EMERGENCY}msgstr .*(ieux|urgence)", desk.catalogue)


def test_replace_never_empties_a_translation(desk: Desk) -> None:
    files = changed(desk.pack(), "En cas d’urgence", "")
    lone = files["catalogues/help.po"]
    for content, name in ((files, "back.zip"), (lone, "help.po")):
        desk.unpack(content, "--replace", name=name)
        assert desk.catalogue == publications.FRENCH


def test_a_lone_catalogue_with_the_same_words_never_clears_a_mark(desk: Desk) -> None:
    theirs = desk.catalogue.encode()
    desk.change(EMERGENCY, f"#, fuzzy\n{EMERGENCY}")
    doubted = desk.catalogue
    assert desk.unpack(theirs, name="help.po") == 4
    assert desk.catalogue == doubted


def test_what_somebody_saves_while_a_pack_is_taken_in_is_not_overwritten(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = better(desk)
    join = joining.join

    def save_meanwhile(*arguments: Any, **more: Any) -> Joined:
        desk.change("Appelez le", "Composez le")
        return join(*arguments, **more)

    monkeypatch.setattr("pipeline.packs.joining.join", save_meanwhile)
    assert desk.unpack(files) == 6
    assert f"{CATALOGUE}: error[disk-write]: somebody saved this file while Everyleaf was at work" in desk.said()
    assert desk.catalogue == publications.FRENCH.replace("Appelez le", "Composez le")


def test_two_do_not_take_packs_of_a_language_in_at_once(desk: Desk) -> None:
    files = better(desk)
    with saving.alone(Folder(desk.folder), "locales/fr/LC_MESSAGES"):
        assert desk.unpack(files) == 6
    assert "somebody else writes here right now" in desk.said()
    assert desk.unpack(files) == 0


def test_what_a_killed_update_left_beside_the_catalogues_is_removed(desk: Desk) -> None:
    files = better(desk)
    left = desk.folder / CATALOGUE.replace("help.po", ".everyleaf-0123456789abcdef")
    left.write_bytes(b"half a catal")
    assert desk.unpack(files) == 0
    assert not left.exists()


def test_all_catalogues_are_written_or_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    publications.write(desk.folder, TWO)
    desk.run("update")
    files = changed(desk.pack(), "En cas", "Dans le cas")
    other = (
        files["catalogues/other.po"].decode().replace('msgid "The other"\nmsgstr ""', 'msgid "The other"\nmsgstr "L’autre"')
    )
    before = desk.catalogue
    write = Folder.write

    def full(folder: Folder, path: str, content: bytes) -> None:
        if "other.po" in path:
            raise KeyboardInterrupt
        write(folder, path, content)

    monkeypatch.setattr(Folder, "write", full)
    assert desk.unpack({**files, "catalogues/other.po": other.encode()}) == 130
    assert desk.catalogue == before


# --- What does not belong ----------------------------------------------------------------------------------------------


def member(name: str = "catalogues/help.po", **more: int) -> bytes:
    """Return an archive with a catalogue that would change ours, and whose member says these things of itself."""
    buffer = io.BytesIO()
    info = zipfile.ZipInfo(name)
    for key, value in more.items():
        setattr(info, key, value)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, publications.FRENCH.replace("En cas d’urgence", "Faux"))
    return buffer.getvalue()


def twice() -> bytes:
    return archives.dump({"help.po": publications.FRENCH.encode(), "help.pq": b""}).replace(b"help.pq", b"help.po")


STRANGERS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "climbs out": (lambda: member("../help.po"), "its name leads out of the archive"),
    "climbs out as on Windows": (lambda: member("catalogues\\..\\..\\help.po"), "its name leads out of the archive"),
    "is absolute": (lambda: member("/etc/help.po"), "its name leads out of the archive"),
    "has a drive": (lambda: member("C:\\help.po"), "its name leads out of the archive"),
    "is a link": (lambda: member(external_attr=(stat.S_IFLNK | 0o777) << 16), "it is a link"),
    "is encrypted": (lambda: member().replace(b"\x14\x00\x00\x00", b"\x14\x00\x01\x00"), "locked with a password"),
    "is squeezed otherwise": (lambda: member(compress_type=zipfile.ZIP_LZMA), "compressed in a way that is not read"),
    "stands twice": (twice, "its name stands twice"),
    "is a bomb": (lambda: archives.dump({"help.po": b"\n" * 10_000_000}), "it grows from 9,"),
    "is too large": (lambda: archives.dump({"help.po": b"\n" * 20_000_001}), "at most 20,000,000 are read"),
    "has too many files": (lambda: archives.dump({f"{each}.po": b"" for each in range(10_001)}), "10,001 files"),
    "is no archive": (lambda: b"PK\x03\x04 and then nothing", "no whole zip archive"),
    "is cut off": (lambda: member()[:-30], "no whole zip archive"),
    "is rotten": (lambda: member().replace(b"Faux", b"Fuax"), "no whole zip archive"),
    "has a file of another type": (lambda: archives.dump({"help.po": b"", "help.docx": b""}), "no catalogue (.po)"),
    "has an unknown leaflet": (lambda: archives.dump({"visa.po": publications.FRENCH.encode()}), 'no leaflet "visa"'),
    "has another language": (
        lambda: archives.dump({"help.po": publications.FRENCH.replace("Language: fr", "Language: ar").encode()}),
        'this is in the language "ar"',
    ),
    "has no language": (
        lambda: archives.dump({"help.po": publications.FRENCH.replace('"Language: fr\\n"\n', "").encode()}),
        "the file does not say which language it is in",
    ),
    "is none of what was sent": (
        lambda: archives.dump({"README.txt": b""}),
        "there is no catalogue (.po) and no spreadsheet",
    ),
    "has a broken catalogue": (lambda: archives.dump({"help.po": b'msgid "x"\nmsgstr "y'}), "back.zip/help.po:2:10: error"),
    "has another pack's list": (lambda: archives.dump({"pack.json": b"[" * 100_000}), "this is not what Everyleaf packed"),
}


@pytest.mark.parametrize("case", STRANGERS)
def test_a_file_of_which_a_part_does_not_belong_changes_nothing(case: str, desk: Desk) -> None:
    make, words = STRANGERS[case]
    if case == "has no language":
        settings = publications.SETTINGS.replace("[fr]", "[fr, ar]")
        publications.write(desk.folder, {"source/publication.yml": settings})
    assert desk.unpack(make()) == 4
    said = desk.said()
    assert words in said
    assert said.count("error[") == 1
    assert desk.catalogue == publications.FRENCH


@pytest.mark.parametrize("case", ["a letter", "a spreadsheet with a formula", "a spreadsheet with another word"])
def test_a_file_that_cannot_be_read_is_not_blamed_for_its_language(case: str, desk: Desk) -> None:
    publications.write(desk.folder, {"source/publication.yml": publications.SETTINGS.replace("[fr]", "[fr, ar]")})
    files = desk.pack("--format", "xlsx")
    workbook, page = sheet(files)
    if case == "a letter":
        code = desk.unpack(files["README.txt"], name="README.txt")
    else:
        page["D4" if case.endswith("formula") else "E4"] = "=1+1" if case.endswith("formula") else "maybe"
        code = desk.unpack(saved(workbook), name="help.xlsx")
    said = desk.said()
    assert code == 4
    assert said.count("error[") == 1
    assert "which language" not in said


def test_what_machines_leave_in_an_archive_is_passed_over(desk: Desk) -> None:
    files = changed(desk.pack(), "En cas", "Dans le cas")
    litter = ("__MACOSX/._help.po", ".DS_Store", "catalogues/Thumbs.db", "catalogues/help.mo", "catalogues/._help.po")
    in_a_folder = {f"leaflets-fr/{name}": content for name, content in files.items()}
    assert desk.unpack({**in_a_folder, **{f"leaflets-fr/{name}": b"" for name in litter}}) == 0
    assert "Dans le cas" in desk.catalogue


# --- Spreadsheets ------------------------------------------------------------------------------------------------------


def sheet(files: Mapping[str, bytes]) -> tuple[openpyxl.Workbook, Worksheet]:
    workbook = openpyxl.load_workbook(io.BytesIO(files["spreadsheets/help.xlsx"]))
    return workbook, workbook.worksheets[0]


def saved(workbook: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_spreadsheet_shows_each_message_as_text_that_is_never_a_formula(desk: Desk) -> None:
    desk.change("En cas d’urgence", "=1+1")
    _, page = sheet(desk.pack("--format", "xlsx"))
    assert [[cell.value for cell in row[:8]] for row in page.iter_rows()] == [
        ["No.", "Where", "English", "Translation", "Needs review", "English before", "Notes", "Your remark"],
        ["1", None, "Where to get help", "Où trouver de l’aide", None, None, None, None],
        ["2", None, "In an emergency", "=1+1", None, None, None, None],
        ["3", None, "Call {emergency} now.", "Appelez le {emergency} tout de suite.", None, None, None, None],
        ["4", None, "Call [NHS 111]({nhs_111}).", "Appelez [NHS 111]({nhs_111}).", None, None, None, None],
    ]
    assert {(cell.data_type, cell.quotePrefix) for row in page.iter_rows() for cell in row if cell.value} == {("s", True)}


def test_a_spreadsheet_says_beside_a_message_what_translators_should_know_and_mend(desk: Desk) -> None:
    desk.run("update")
    desk.change("Appelez le {emergency} tout", "Appelez tout")
    _, page = sheet(desk.pack("--format", "xlsx"))
    assert page["B4"].value == 'Paragraph in the section "In an emergency"'
    assert page["G4"].value == (
        "{emergency}: 999 (The emergency number.)\n"
        'Please check: the translation lost the placeholder "emergency"; readers get the English text'
    )


def test_a_spreadsheet_comes_back_sorted_renamed_with_more_columns_and_the_new_words_are_taken(desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["D3"] = "S’il y a\r\nurgence"
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    page.delete_rows(1, 10)
    for row in (rows[0], *reversed(rows[1:])):
        page.append(["Agency's own", *row])
    assert desk.unpack(saved(workbook), name="Urgent (final).xlsx") == 0
    assert desk.catalogue == publications.FRENCH.replace('"En cas d’urgence"', '""\n"S’il y a\\n"\n"urgence"')


@pytest.mark.parametrize(("word", "needs_review"), [("No", False), (" YES ", True), (None, False)])
def test_a_translation_that_needs_review_stands_beside_the_english_that_it_was_made_from(
    word: str | None,
    needs_review: bool,  # noqa: FBT001
    desk: Desk,
) -> None:
    message = 'msgid "In an emergency"\n'
    desk.change(message, f'#, fuzzy\n#| msgid "If ill"\n{message}')
    before = desk.catalogue
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    assert [page["E3"].value, page["F3"].value] == ["yes", "If ill"]
    page["E3"], page["F3"] = word, "whatever"
    assert desk.unpack(saved(workbook), name="help.xlsx") == 0
    assert desk.catalogue == (before if needs_review else publications.FRENCH)


def test_a_remark_becomes_a_comment_once(desk: Desk) -> None:
    message = 'msgid "In an emergency"\n'
    desk.change(message, f"# Asked Amina.\n{message}")
    before = desk.catalogue
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["H3"] = "It is “urgence” here.\r\n\r\n, fuzzy\u2028#~ x"
    for _ in range(2):
        assert desk.unpack(saved(workbook), name="help.xlsx") == 0
        lines = "# Asked Amina.\n# It is “urgence” here.\n# , fuzzy\n# #~ x\n"
        assert desk.catalogue == before.replace("# Asked Amina.\n", lines)


def both_changed(desk: Desk, *, has_list: bool = True) -> dict[str, bytes]:
    """Return a pack of which the spreadsheet has a new title and another emergency than the catalogue."""
    files = changed(desk.pack("--format", "both"), "En cas d’urgence", "S’il y a urgence")
    workbook, page = sheet(files)
    page["D2"], page["D3"] = "Où trouver l’aide", "Dans une urgence"
    files["spreadsheets/help.xlsx"] = saved(workbook)
    return {name: content for name, content in files.items() if has_list or name != "pack.json"}


@pytest.mark.parametrize("words", [(), ("--replace",)])
def test_of_two_translations_in_one_pack_neither_is_taken(
    words: tuple[str, ...], desk: Desk, golden: Callable[[str, str], None]
) -> None:
    assert desk.unpack(both_changed(desk), *words) == 4
    golden("packs/two-translations.txt", desk.said())
    assert desk.catalogue == publications.FRENCH.replace("Où trouver de l’aide", "Où trouver l’aide")


def test_a_catalogue_that_stayed_as_it_was_sent_is_no_second_translation(desk: Desk) -> None:
    files = both_changed(desk, has_list=False)
    files["catalogues/help.po"] = desk.catalogue.encode()
    assert desk.unpack(files) == 0
    assert "Dans une urgence" in desk.catalogue


def test_a_number_is_text_if_it_is_exact(desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["D3"].value = 111
    assert desk.unpack(saved(workbook), name="help.xlsx") == 0
    assert 'msgstr "111"' in desk.catalogue


@pytest.mark.parametrize("value", ["=HYPERLINK(1)", 0.1, True, "#N/A"])
def test_a_cell_that_holds_no_text_that_somebody_typed_is_named_and_nothing_is_taken(value: object, desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["D2"].value = "Autre"
    page["D4"].value = value
    assert desk.unpack(saved(workbook), name="help.xlsx") == 4
    assert "help.xlsx, D4: error[sheet-cell]: this cell holds" in desk.said()
    assert desk.catalogue == publications.FRENCH


def test_a_row_whose_english_was_changed_is_not_taken(desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["C3"], page["D3"], page["D2"] = "In an emergency!", "Faux", "Où trouver l’aide"
    assert desk.unpack(saved(workbook), name="help.xlsx") == 4
    assert "help.xlsx, D3: error[message-unknown]" in desk.said()
    assert desk.catalogue == publications.FRENCH.replace("Où trouver de l’aide", "Où trouver l’aide")


def test_a_cell_in_the_last_row_costs_no_time(desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["D3"], page["K1048576"] = "S’il y a urgence", "end"
    content, before = saved(workbook), time.process_time()
    assert desk.unpack(content, name="help.xlsx") == 0
    assert time.process_time() - before < 5  # 40 seconds, were each empty cell looked at
    assert BETTER in desk.catalogue


def test_a_workbook_with_more_sheets_than_anybody_needs_is_refused(desk: Desk) -> None:
    workbook, _ = sheet(desk.pack("--format", "xlsx"))
    for _ in range(50):
        workbook.create_sheet()
    assert desk.unpack(saved(workbook), name="help.xlsx") == 4
    assert "error[sheet-layout]: the workbook has 51 sheets; at most 50 are read" in desk.said()


def test_a_spreadsheet_without_a_column_is_refused(desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page.delete_cols(5)
    assert desk.unpack(saved(workbook), name="help.xlsx") == 4
    assert 'the column "Needs review" is missing' in desk.said()


@pytest.mark.parametrize("text", ["_x0041_", "😀" * 17_000])
def test_a_text_that_no_spreadsheet_can_hold_is_named_with_its_place(text: str, desk: Desk) -> None:
    desk.change("En cas d’urgence", text)
    assert desk.run("pack", "--language", "fr", "--format", "xlsx", "--to", str(desk.folder / "fr.zip")) == 4
    assert f"{CATALOGUE}:10:1: error[sheet-text]" in desk.said()


def test_a_spreadsheet_with_a_document_type_is_refused(desk: Desk) -> None:
    files = dict(archives.read(desk.pack("--format", "xlsx")["spreadsheets/help.xlsx"], ""))
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    files["xl/worksheets/sheet1.xml"] = bomb + files["xl/worksheets/sheet1.xml"].replace(b"In an", b"&b;")
    assert desk.unpack(archives.dump(files), name="help.xlsx") == 4
    assert "error[pack-unsafe]" in desk.said()


def test_what_was_taken_is_said_as_json(desk: Desk) -> None:
    files = changed(desk.pack(), "En cas", "Dans le cas")
    desk.unpack(files, "--json")
    assert json.loads(desk.said()) == {
        "language": "fr",
        "taken": {"help": ["In an emergency"]},
        "written": [CATALOGUE],
        "problems": [],
    }


def test_words_that_would_make_our_catalogue_unreadable_are_refused(desk: Desk) -> None:
    workbook, page = sheet(desk.pack("--format", "xlsx"))
    page["D3"] = "x" * 20_001
    assert desk.unpack(saved(workbook), name="help.xlsx") == 4
    assert f"{CATALOGUE}:10:1: error[po-too-long]" in desk.said()
    assert desk.catalogue == publications.FRENCH


@pytest.mark.parametrize(
    ("claim", "words", "code"),
    [
        ("pt_BR", (), 0),
        ("pt", ("--language", "pt-PT"), 0),
        ("pt", (), 4),  # which of the two?
        ("zh_TW", (), 4),
    ],
)
def test_a_language_is_that_of_the_header_or_of_the_option(
    claim: str, words: tuple[str, ...], code: int, desk: Desk
) -> None:
    settings = publications.SETTINGS.replace("[fr]", "[pt-PT, pt-BR, zh-Hans]")
    publications.write(desk.folder, {"source/publication.yml": settings})
    desk.run("update")
    portuguese = publications.FRENCH.replace("Language: fr", f"Language: {claim}")
    assert desk.unpack(portuguese.encode(), *words, name="help.po") == code


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus TICO-19 is not beside this project")
@pytest.mark.parametrize("tag", ["ar", "bn", "ti", "zh-Hans"])
def test_human_translations_come_back_from_spreadsheets_as_they_were_typed(
    tag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "tico19"
    shutil.copytree(CORPUS, folder)
    assert main(["update", "--publication", str(folder)]) == 0
    typed = {path: po.parse(path.read_bytes(), str(path)) for path in folder.glob(f"locales/{tag.replace('-', '_')}/*/*.po")}
    for path, catalogue in typed.items():
        empty = (each if each.is_header else edit.with_strings(each, ("",)) for each in catalogue.entries)
        path.write_bytes(po.dump(catalogue.with_entries(empty)))
    pack = str(tmp_path / "pack.zip")
    assert main(["pack", "--publication", str(folder), "--language", tag, "--format", "xlsx", "--to", pack]) == 0
    back = {}
    for name, content in archives.read(Path(pack).read_bytes(), pack, lambda name: name.endswith(".xlsx")).items():
        workbook = openpyxl.load_workbook(io.BytesIO(content))
        (catalogue,) = (each for path, each in typed.items() if path.stem == Path(name).stem)
        for number, entry in enumerate(catalogue.entries[1:], 2):
            cell = workbook.worksheets[0].cell(number, 4)
            cell.value = entry.strings[0]
        back[name] = saved(workbook)
    (tmp_path / "back.zip").write_bytes(archives.dump(back))
    main(["unpack", "--publication", str(folder), str(tmp_path / "back.zip")])
    assert "unknown" not in capsys.readouterr().err
    for path, catalogue in typed.items():
        now = po.parse(path.read_bytes(), str(path))
        assert [entry.strings for entry in now.entries[1:]] == [entry.strings for entry in catalogue.entries[1:]]
