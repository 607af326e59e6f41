"""What readers get under each policy, as translations are approved and the English changes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers.text import PlainText
from tests import publications

LEAFLET = """\
---
title: Where to get help
updated: 2026-11-22
---

Rest and drink water.

::: urgent critical
Call {emergency} now.
:::
"""
OTHER = "---\ntitle: Other\nupdated: 2026-11-22\n---\n\nRead [this](help.md).\n"
FRENCH = (
    publications.HEADER
    + 'msgid "Where to get help"\nmsgstr "Où trouver de l’aide"\n\n'
    + 'msgid "Rest and drink water."\nmsgstr "Reposez-vous et buvez de l’eau."\n\n'
    + 'msgid "Call {emergency} now."\nmsgstr "Appelez le {emergency} tout de suite."\n'
)
OTHER_FRENCH = (
    publications.HEADER
    + 'msgid "Other"\nmsgstr "Autre"\n\n'
    + 'msgid "Read [this](help.md)."\nmsgstr "Lisez [ceci](help.md)."\n'
)
NOT_APPROVED = "Personne n’a encore approuvé cette traduction"
APPROVED = "Dr Amal Haddad"


class Site:
    """A publication on disk, worked on through the command."""

    def __init__(self, root: Path, policy: str) -> None:
        self.root = publications.write(
            root,
            {
                "source/publication.yml": publications.SETTINGS.replace("html, text", "text, html") + policy,
                "source/facts.yml": publications.FACTS,
                "source/leaflets/help.md": LEAFLET,
                "source/leaflets/other.md": OTHER,
                "locales/fr/LC_MESSAGES/help.po": FRENCH,
                "locales/fr/LC_MESSAGES/other.po": OTHER_FRENCH,
            },
        )
        assert self.run("update") == 0

    def run(self, command: str, *options: str) -> int:
        """Run a command on it; return the exit code."""
        return main([command, "--publication", str(self.root), *options])

    def approve(self, *options: str) -> int:
        """Approve the French of the leaflet."""
        return self.run("approve", "help", "--language", "fr", "--by", "Dr Amal Haddad", "--on", "2026-11-22", *options)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change words in a file, as an editor does."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def change_english(self, old: str, new: str) -> None:
        """Change the leaflet, and bring the catalogues up to date."""
        self.edit("source/leaflets/help.md", old, new)
        assert self.run("update") == 0

    def read(self, leaflet: str = "help", tag: str = "fr", suffix: str = ".txt") -> str | None:
        """Build, and return what a reader gets, None if there is nothing."""
        assert self.run("build", "--jobs", "1") in (0, 4)
        place = self.root / f"outputs/{tag}/{leaflet}-{tag}{suffix}"
        return place.read_text(encoding="utf-8") if place.exists() else None

    def record(self) -> Any:
        """Return what the manifest says of the French text edition, None if nothing."""
        editions = json.loads((self.root / "outputs/manifest.json").read_bytes())["editions"]
        return next((each for each in editions if each["path"] == "fr/help-fr.txt"), None)


def policy(**keys: str) -> str:
    return "policy:\n" + "".join(f"  {key.replace('_', '-')}: {value}\n" for key, value in keys.items())


def test_an_approval_is_shown_until_one_word_changes(tmp_path: Path) -> None:
    site = Site(tmp_path, "")
    assert NOT_APPROVED in str(site.read())
    assert site.approve("--role", "clinician") == 0
    text = str(site.read())
    assert (APPROVED in text, NOT_APPROVED in text) == (True, False)
    person = {"by": "Dr Amal Haddad", "role": "clinician", "on": "2026-11-22"}
    assert (site.record()["approved"], site.record()["approvals"]) == (3, [person])
    site.edit("locales/fr/LC_MESSAGES/help.po", "buvez de l’eau", "buvez beaucoup")
    text = str(site.read())
    assert (APPROVED in text, NOT_APPROVED in text) == (False, True)
    assert (site.record()["approved"], site.record()["translated"]) == (2, 3)


def test_a_fact_s_new_value_lapses_no_approval(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="approved"))
    site.approve()
    site.edit("source/facts.yml", '"999"', '"112"')
    assert "Appelez le 112 tout de suite" in str(site.read())


def test_only_approved_words_are_published_where_the_policy_says_so(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="approved"))
    assert "Reposez-vous" not in str(site.read())
    assert site.record()["fallbacks"][0]["reason"] == "not approved"
    site.approve()
    assert "Reposez-vous" in str(site.read())
    site.approve("--revoke", "a wrong word")
    assert "Reposez-vous" not in str(site.read())


def test_the_last_approved_words_stay_but_never_in_a_critical_block(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="approved", gaps="keep-approved"))
    site.approve()
    site.change_english("Rest and drink water.", "Rest and drink plenty of water.")
    text = str(site.read())
    assert "Reposez-vous et buvez de l’eau." in text
    assert "La version anglaise est plus récente" in text
    assert [each["reason"] for each in site.record()["fallbacks"]] == ["outdated"]
    site.change_english("Call {emergency} now.", "Call {emergency} right now.")
    text = str(site.read())
    assert ("Call 999 right now." in text, "Appelez" in text) == (True, False)


def test_words_that_were_approved_for_another_number_are_not_kept(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(gaps="keep-approved"))
    site.change_english("Rest and drink water.", "Rest and drink water for 2 days.")
    site.edit("locales/fr/LC_MESSAGES/help.po", "buvez de l’eau.", "buvez de l’eau pendant 2 jours.")
    po = (site.root / "locales/fr/LC_MESSAGES/help.po").read_text(encoding="utf-8")
    reviewed = re.sub(r"#, fuzzy\n#\| msgid .*\n", "", po)
    (site.root / "locales/fr/LC_MESSAGES/help.po").write_text(reviewed, encoding="utf-8")
    assert site.approve() == 0
    site.change_english("water for 2 days.", "water for 3 days.")
    assert ("Rest and drink water for 3 days." in str(site.read()), "2 jours" in str(site.read())) == (True, False)


def test_unapproved_words_give_way_to_approved_ones_but_in_a_critical_block_to_english(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="approved", gaps="keep-approved"))
    site.approve()
    site.edit("locales/fr/LC_MESSAGES/help.po", "buvez de l’eau", "buvez du vin")
    site.edit("locales/fr/LC_MESSAGES/help.po", "Appelez le {emergency}", "Rappelez le {emergency}")
    text = str(site.read())
    assert ("Reposez-vous et buvez de l’eau." in text, "du vin" in text) == (True, False)
    assert ("Call 999 now." in text, "ppelez" in text) == (True, False)


@pytest.mark.parametrize("doubt", ["#, fuzzy\nmsgid", ""])
def test_critical_words_that_a_translator_takes_back_are_shown_under_no_policy(doubt: str, tmp_path: Path) -> None:
    for number, gaps in enumerate(("mix", "keep-approved", "withhold", "withdraw")):
        site = Site(tmp_path / str(number), policy(gaps=gaps))
        site.approve()
        assert "Appelez" in str(site.read())
        if doubt:
            site.edit("locales/fr/LC_MESSAGES/help.po", 'msgid "Call', f'{doubt} "Call')
        else:
            site.edit("locales/fr/LC_MESSAGES/help.po", "Appelez le {emergency} tout de suite.", "")
        assert "Appelez" not in str(site.read())


def test_an_approval_that_is_taken_back_takes_the_withheld_edition_down(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="approved", gaps="withhold"))
    site.approve()
    assert "Appelez" in str(site.read())
    site.approve("--revoke", "wrong number")
    assert site.read() is None


def test_a_draft_of_before_is_not_withheld_where_only_approved_words_may_be_read(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="draft"))
    assert "Appelez" in str(site.read())
    site.edit("source/publication.yml", "publish: draft", "publish: approved\n  gaps: withhold")
    assert site.read() is None


def test_a_build_of_something_else_renews_what_is_not_true_any_more(tmp_path: Path) -> None:
    site = Site(tmp_path, "")
    site.read()
    site.change_english("Call {emergency} now.", "Call {emergency} at once.")
    assert site.run("build", "--jobs", "1", "--language", "en-GB") == 0
    text = (tmp_path / "outputs/fr/help-fr.txt").read_text(encoding="utf-8")
    assert ("Call 999 at once." in text, "Appelez" in text) == (True, False)


def test_an_error_in_a_critical_block_is_accepted_only_with_an_approval(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, "")
    site.edit("locales/fr/LC_MESSAGES/help.po", "Appelez le {emergency} tout", "Appelez les urgences tout")
    capsys.readouterr()
    site.run("check")
    line = re.findall('"(# accept placeholder-changed [0-9a-f]+: )why"', capsys.readouterr().err)[0]
    place = "locales/fr/LC_MESSAGES/help.po"
    site.edit(place, 'msgid "Call', f'{line}the number is in the title\nmsgid "Call')
    assert "Call 999 now." in str(site.read())
    assert site.approve() == 0
    assert "Appelez les urgences" in str(site.read())
    site.run("check")
    assert "warning[finding-accepted]: placeholder-changed was accepted here" in capsys.readouterr().err


def test_a_withheld_leaflet_keeps_its_edition_until_a_critical_block_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, policy(leaflets="{help: withhold}"))
    before = site.read()
    site.change_english("Rest and drink water.", "Stay in bed and drink water.")
    capsys.readouterr()
    assert site.read() == before
    assert "warning[edition-withheld]: not published, because of its gaps: 1 to review;" in capsys.readouterr().err
    assert site.record() is not None
    assert 'href="../fr/help-fr.html"' in str(site.read("help", "en-GB", ".html"))
    site.change_english("Call {emergency} now.", "Call {emergency} at once.")
    assert site.read() is None
    assert "warning[edition-withdrawn]" in capsys.readouterr().err


def test_a_leaflet_with_gaps_is_withdrawn_and_nothing_leads_to_it(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(gaps="withdraw"))
    assert "help-fr.html" in str(site.read("other", "fr", ".html"))
    site.change_english("Rest and drink water.", "Stay in bed and drink water.")
    assert site.read() is None
    assert site.record() is None
    assert "help-fr" not in str(site.read("help", "en-GB", ".html"))
    other = str(site.read("other", "fr", ".html"))
    assert ("help-fr" in other, "ceci" in other) == (False, True)
    site.edit("locales/fr/LC_MESSAGES/help.po", "#, fuzzy\n", "")
    assert "Reposez-vous" in str(site.read())


def test_a_broken_catalogue_keeps_no_edition_whose_critical_words_changed(tmp_path: Path) -> None:
    site = Site(tmp_path, "")
    before = site.read()
    site.edit("locales/fr/LC_MESSAGES/help.po", 'msgstr "Reposez', "msgstr Reposez")
    assert site.read() == before
    site.edit("source/leaflets/help.md", "Call {emergency} now.", "Call {emergency} at once.")
    assert site.read() is None


def test_an_edition_that_can_not_be_made_anew_stays_only_while_its_critical_words_are_true(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(tmp_path, "")
    before = site.read()

    def fail(*_: object) -> Edition:
        raise EveryleafError(Diagnostic(code="edition-failed", message="no font"))

    monkeypatch.setattr(PlainText, "render", fail)
    site.edit("source/leaflets/help.md", "Rest and drink water.", "Rest, and drink water.")
    assert site.run("build", "--jobs", "1") == 7
    assert (tmp_path / "outputs/fr/help-fr.txt").read_text(encoding="utf-8") == before
    site.edit("source/leaflets/help.md", "Call {emergency} now.", "Call {emergency} at once.")
    assert site.run("build", "--jobs", "1") == 7
    assert not (tmp_path / "outputs/fr/help-fr.txt").exists()
    assert site.record() is None


def test_what_is_taken_down_is_not_led_to_by_what_nobody_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path, "")
    assert site.run("build", "--jobs", "1") == 0
    english, other = tmp_path / "outputs/en-GB/help-en-GB.txt", tmp_path / "outputs/fr/other-fr.txt"
    assert "fr/help-fr.txt" in english.read_text(encoding="utf-8-sig")
    assert "fr/help-fr.txt" in other.read_text(encoding="utf-8-sig")
    make = PlainText.render

    def fail(self: PlainText, document: TranslatedDocument) -> Edition:
        if (document.id, document.language.tag) == ("help", "fr"):
            raise EveryleafError(Diagnostic(code="edition-failed", message="no font"))
        return make(self, document)

    monkeypatch.setattr(PlainText, "render", fail)
    site.edit("locales/fr/LC_MESSAGES/help.po", "Appelez le {emergency}", "Composez le {emergency}")
    assert site.run("build", "--jobs", "1") == 7
    assert not (tmp_path / "outputs/fr/help-fr.txt").exists()
    assert "fr/help-fr.txt" not in english.read_text(encoding="utf-8-sig")
    assert "fr/help-fr.txt" not in other.read_text(encoding="utf-8-sig")


def test_a_minor_edit_keeps_translations_and_approvals(tmp_path: Path) -> None:
    site = Site(tmp_path, policy(publish="approved"))
    site.approve()
    site.edit("source/leaflets/help.md", "Rest and drink water.", "Rest, and drink water.")
    assert site.run("minor", "help", "--by", "Ana", "--reason", "a comma") == 0
    assert site.run("update") == 0
    assert "Reposez-vous et buvez de l’eau." in str(site.read())
    assert site.record()["approved"] == 3


def test_what_has_gaps_is_approved_only_if_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path, "")
    site.change_english("Rest and drink water.", "Stay in bed and drink water.")
    assert site.approve() == 4
    assert (
        'error[approval-refused]: readers get no translation of 1 message, the first of them "Stay in bed'
        in capsys.readouterr().err
    )
    assert not (tmp_path / "locales/fr/approvals.jsonl").exists()
    assert site.approve("--partly") == 0
    assert APPROVED in str(site.read())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["approve", "nothing", "--language", "fr", "--by", "A"], 'there is no leaflet "nothing"'),
        (["approve", "help", "--language", "en-GB", "--by", "A"], 'there is no language "en-GB"'),
        (["minor", "nothing", "--by", "A", "--reason", "x"], 'there is no leaflet "nothing"'),
    ],
)
def test_a_slip_of_the_pen_approves_nothing(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, "")
    assert site.run(*words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("empty", ["policy:\n", policy(publish=""), policy(gaps="withdraw", leaflets="{help: }")])
def test_an_empty_policy_is_an_error_and_not_the_laxest_one(
    empty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"source/publication.yml": publications.SETTINGS + empty}
    folder = publications.write(tmp_path, publications.SMALL | files)
    assert main(["check", "--publication", str(folder)]) == 3
    assert "is empty" in capsys.readouterr().err


def test_a_policy_for_a_leaflet_that_is_not_there_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publications.write(
        tmp_path, publications.SMALL | {"source/publication.yml": publications.SETTINGS + policy(leaflets="{hlep: mix}")}
    )
    assert main(["check", "--publication", str(folder)]) == 3
    assert 'source/publication.yml:7:14: error[unknown-leaflet]: there is no leaflet "hlep"' in capsys.readouterr().err


def test_no_edit_of_a_critical_message_is_declared_minor_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path, "")
    site.edit("source/leaflets/help.md", "Call {emergency} now.", "Call, {emergency} now.")
    edit = "{leaflet: help, from: 'Call {emergency} now.', to: 'Call, {emergency} now.', by: A, on: 2026-11-22, reason: x}"
    publications.write(tmp_path, {"source/minor-edits.yml": f"edits:\n  - {edit}\n"})
    for command in ("check", "update", "build"):
        assert site.run(command) == 3
        assert "source/minor-edits.yml:2:5: error[not-minor]" in capsys.readouterr().err
