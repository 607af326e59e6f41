"""Who approved which words, and which edits lapse that."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline import approvals
from pipeline.approvals import Approvals, ApprovedWords, Judge, Statement
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.model import Approval

ARABIC = parse_language("ar")
AMAL = Approval(by="Dr Amal Haddad", role="clinician", on=date(2026, 11, 22))
SAMI = Approval(by="Sami", role="", on=date(2026, 12, 1))
STATEMENT = Statement(
    leaflet="help",
    approval=AMAL,
    words=(ApprovedWords("Call {emergency}.", "اتصل بـ {emergency}."), ApprovedWords("Help", "مساعدة")),
)


def judge(*statements: Statement) -> Judge:
    return Judge("help", Approvals(statements), lambda _, text: (text,))


def test_what_was_appended_is_read_again_below_what_was_there(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    revoked = Statement(leaflet="help", approval=SAMI, words=(), revokes="a wrong dose")
    approvals.append(folder, ARABIC, STATEMENT)
    first = (tmp_path / "locales/ar/approvals.jsonl").read_bytes()
    approvals.append(folder, ARABIC, revoked)
    assert approvals.read(folder, ARABIC) == (Approvals((STATEMENT, revoked)), ())
    assert (tmp_path / "locales/ar/approvals.jsonl").read_bytes().startswith(first)


def test_the_latest_statement_is_the_one_that_counts() -> None:
    later = Statement(leaflet="help", approval=SAMI, words=STATEMENT.words[:1])
    assert judge(STATEMENT, later).approval("Call {emergency}.", "اتصل بـ {emergency}.") == SAMI
    assert judge(STATEMENT, later).approval("Help", "مساعدة") == AMAL
    assert judge(STATEMENT).approval("Help", "المساعدة") is None
    assert judge(STATEMENT).approval("Help!", "مساعدة") is None


def test_another_leaflets_approval_is_none_of_this_one() -> None:
    assert Judge("other", Approvals((STATEMENT,)), lambda _, text: (text,)).approval("Help", "مساعدة") is None


def test_an_approval_that_was_taken_back_counts_no_more_and_a_new_one_does() -> None:
    revoked = Statement(leaflet="help", approval=SAMI, words=(), revokes="a wrong dose")
    assert judge(STATEMENT, revoked).approval("Help", "مساعدة") is None
    assert judge(STATEMENT, revoked).last_words("Help") is None
    assert judge(STATEMENT, revoked, STATEMENT).approval("Help", "مساعدة") == AMAL


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("اتصل", "لا تتصل", "their digest is another"),
        ('"language": "ar"', '"language": "fa"', "about the language fa"),
        ('"by": "Dr Amal Haddad"', '"by": ""', "by and role must be names"),
        ("2026-11-22", "yesterday", "Invalid isoformat"),
        ('"leaflet"', '"leaf"', 'the key "leaf" is not known'),
        ("{", "<<<<<<< HEAD {", "Expecting value"),
        ('"words": [', '"words": [[', "Expecting"),
        ('"words": [', '"word": [], "words": [', 'the key "word" is not known'),
        ("Dr Amal Haddad", "\\ud800", "must be names"),
        ("Dr Amal Haddad", "\u200b", "must be names"),
    ],
)
def test_a_line_that_was_tampered_with_takes_back_what_was_before_it_and_says_so(
    old: str, new: str, reason: str, tmp_path: Path
) -> None:
    line = approvals.dump(STATEMENT, ARABIC).decode()
    place = tmp_path / "locales/ar/approvals.jsonl"
    place.parent.mkdir(parents=True)
    place.write_text(f"{line}\n\n{line.replace(old, new, 1)}\n", encoding="utf-8")
    read, (problem,) = approvals.read(Folder(tmp_path), ARABIC)
    assert read.standing("help") == ()
    assert (problem.code, str(problem.at)) == ("approval-unreadable", "locales/ar/approvals.jsonl:3:1")
    assert reason in problem.message


def test_a_line_that_is_of_one_leaflet_puts_no_other_in_doubt(tmp_path: Path) -> None:
    other = Statement(leaflet="other", approval=SAMI, words=STATEMENT.words)
    lines = [approvals.dump(other, ARABIC).decode(), approvals.dump(STATEMENT, ARABIC).decode().replace("2026", "MMXXVI")]
    place = tmp_path / "locales/ar/approvals.jsonl"
    place.parent.mkdir(parents=True)
    place.write_text("\n".join(lines), encoding="utf-8")
    read, _ = approvals.read(Folder(tmp_path), ARABIC)
    assert read.standing("other") == (other,)


def test_words_that_were_replaced_are_approved_no_more() -> None:
    better = Statement(leaflet="help", approval=SAMI, words=(ApprovedWords("Help", "المساعدة"),))
    assert judge(STATEMENT, better).approval("Help", "مساعدة") is None
    assert judge(STATEMENT, better).approval("Help", "المساعدة") == SAMI
    assert judge(STATEMENT, better).approval("Call {emergency}.", "اتصل بـ {emergency}.") == AMAL


def test_a_statement_holds_the_words_for_people_to_read() -> None:
    content = json.loads(approvals.dump(STATEMENT, ARABIC))
    assert list(content) == ["leaflet", "language", "by", "role", "on", "words"]
    assert content["words"][1] | {"digest": ""} == {"digest": "", "source": "Help", "translation": "مساعدة"}
