import datetime
from pathlib import Path

import pytest

from pipeline import settings, sources
from pipeline.checks.sources import ACCEPTABLE, Publication, check_sources
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.facts import in_language
from pipeline.files import Folder
from pipeline.markdown import References
from tests import publications
from tests.conftest import TESTS

TODAY = datetime.date(2026, 12, 1)
FACTS = """\
emergency: {kind: phone, value: "999"}
nhs_111: {kind: phone, value: "111"}
surgery: {kind: phone, value: "020 7946 0958"}
website: {kind: url, value: "https://www.nhs.uk/"}
mail: {kind: email, value: help@example.org}
checked: {kind: date, value: 2026-11-22}
dose: {kind: number, value: 5, unit: milliliter}
priorities: {kind: number, value: 10}
price: {kind: money, value: 9.90, currency: GBP}
relay: {kind: text, value: Relay UK}
"""
GLOSSARY = """\
terms:
  - {term: NHS, stands_for: National Health Service}
  - {term: GP, stands_for: general practitioner}
  - {term: UK, stands_for: {en: United Kingdom}}
  - {term: OHID, stands_for: {fr: organisme}}
"""
WORDY = "The quick brown fox jumps over the lazy dog again. " * 6
LONG = "This sentence goes on " + "and on " * 11 + "to the end."


def check(folder: Path, body: str, front_matter: str = "") -> tuple[Diagnostic, ...]:
    head = f"---\ntitle: Help\nupdated: 2026-11-22\n{front_matter}---\n\n"
    files = publications.SMALL | {
        "source/facts.yml": FACTS,
        "source/glossary.yml": GLOSSARY,
        "source/leaflets/help.md": f"{head}{body}\n",
        "source/images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    }
    return of_publication(Folder(publications.write(folder, files)))


def of_publication(folder: Folder) -> tuple[Diagnostic, ...]:
    read_settings, _ = settings.read(folder, ("html", "large-print", "text"))
    read = sources.read(folder, read_settings)
    assert read.problems == ()
    language = read_settings.source_language
    facts = in_language(read.facts, language, language)
    references = References(facts=facts, leaflets=frozenset({"help"}))
    return check_sources(read.documents, Publication(references=references, terms=read.terms, today=TODAY))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (LONG, "long-sentence"),
        (WORDY, "long-paragraph"),
        ("Click [here]({website}).", "link-text"),
        ("[Find out more]({website})", "link-text"),
        ("[www.example.org](https://www.example.org)", "link-text"),
        ("[Book]({website}) or [book](https://example.org).", "link-text"),
        ("![Map](images/map.svg)", "alternative-text"),
        ("![map_of_london.svg](images/map.svg)", "alternative-text"),
        ("![An image of a bus](images/map.svg)", "alternative-text"),
        ("Call 999.", "fact-typed"),
        ("Call NHS 111 at any time.", "fact-typed"),
        ("| Who | Number |\n| --- | --- |\n| Surgery | 02079460958 |", "fact-typed"),
        ("Call +44 20 7946 0958.", "fact-typed"),
        ("Call [us](tel:02079460958) now.", "fact-typed"),
        ("Read [the NHS website](https://nhs.uk).", "fact-typed"),
        ("Write to help@example.org.", "fact-typed"),
        ("Checked on 22 November 2026.", "fact-typed"),
        ("Take 5 ml.", "fact-typed"),
        ("It costs £9.90.", "fact-typed"),
        ("Ask for Relay UK.", "fact-typed"),
        ("Call 0800 1111 now.", "fact-missing"),
        ("Call 116 123.", "fact-missing"),
        ("Ring us on +33 1 23 45 67 89.", "fact-missing"),
        ("Text 60075.", "fact-missing"),
        ("Dial 18001 first.", "fact-missing"),
        ("See www.example.org for more.", "fact-missing"),
        ("Ask OHID.", "abbreviation-unexplained"),
        ("- Ask about BSL.\n- British Sign Language (BSL) is free.", "abbreviation-unexplained"),
        ("Go to A&E, or to (GLA) staff.", "abbreviation-unexplained"),
        ("The WHO helps those who ask.", "abbreviation-unexplained"),
        ("Write to me@example.org.", "fact-missing"),
    ],
)
def test_what_an_editor_would_look_at_is_found_and_can_be_accepted(body: str, code: str, tmp_path: Path) -> None:
    found = check(tmp_path, body)
    assert {(each.code, each.severity) for each in found} == {(code, Severity.WARNING)}
    assert code in ACCEPTABLE
    assert check(tmp_path, f"<!-- accept {code}: we know -->\n{body}") == ()


@pytest.mark.parametrize(
    "body",
    [
        "This sentence has " + "many " * 21 + "words.",
        "Dr. A. Khan is in, e.g. on Monday. Ask. Then wait. You may sit. He comes.",
        "[Find a GP on the NHS website]({website}), then [find a GP on the NHS website]({website}) again.",
        "![A map of the way to the surgery.](images/map.svg)",
        "Call {nhs_111}, or {surgery}; read {website} on {checked}.",
        "In 2026 it has 1999 beds, 111.5 km of roads, 10 aims, 9990 staff and a page 18-20.",
        "Take 15 ml for £19.90, or 5 mlx.",
        "Your NHS number looks like 943 476 5919.",
        "Read [more about coughs](https://www.nhs.uk/conditions/).",
        "British Sign Language (BSL) is free. Ask about BSL.\n\nSTIs (sexually transmitted infections) and an STI.",
        "GPs in the NHS and in the UK know COVID-19, `GLA` and vitamin A. Do NOT wait. It is not safe.",
    ],
)
def test_what_is_as_it_should_be_is_not_named(body: str, tmp_path: Path) -> None:
    assert check(tmp_path, body) == ()


def test_a_leaflet_is_overdue_from_the_day_after_its_review(tmp_path: Path) -> None:
    assert check(tmp_path, "Call us.", "review_by: 2026-12-01\n") == ()
    assert [each.code for each in check(tmp_path, "Call us.", "review_by: 2026-11-30\n")] == ["review-overdue"]


def test_front_matter_accepts_what_is_found_in_it(tmp_path: Path) -> None:
    accept = "accept:\n  review-overdue: The clinic looks at it in March.\n  long-sentence: The law's own words.\n"
    assert check(tmp_path, "Call us.", f"summary: {LONG}\nreview_by: 2026-11-30\n{accept}") == ()


def test_an_acceptance_above_a_list_holds_for_all_of_it_and_for_nothing_else(tmp_path: Path) -> None:
    body = f"<!-- accept long-sentence: names -->\n- {LONG}\n- {LONG}\n\n{LONG}"
    assert [(each.code, each.at.line) for each in check(tmp_path, body) if each.at] == [("long-sentence", 10)]


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("accept long-sentence: it was long once", "accept-unused"),
        ("accept long-sentense: a slip of the pen", "accept-wrong"),
        ("accept heading-level: an error, which nobody can accept", "accept-wrong"),
        ("Accept long-sentence", "accept-wrong"),
        ("accept long-sentence because I say so", "accept-wrong"),
        ("accept long-sentence: WHY", "accept-wrong"),
        ("accept long sentence: it is long", "accept-wrong"),
        ("accept linktext: no hyphen", "accept-wrong"),
        ("accept: link-text it is its name", "accept-wrong"),
        ("Accepted link-text: it is its name", "accept-wrong"),
        ("accept", "accept-wrong"),
    ],
)
@pytest.mark.parametrize(
    "body", ["<!-- {} -->\nCall us.", "Call us.\n\n<!-- {} -->", "::: warning\nCall us.\n<!-- {} -->\n:::"]
)
def test_an_acceptance_that_accepts_nothing_is_named_wherever_it_stands(
    body: str, comment: str, code: str, tmp_path: Path
) -> None:
    assert [each.code for each in check(tmp_path, body.format(comment))] == [code]


def test_a_comment_in_another_form_accepts_nothing_and_is_told_the_code(tmp_path: Path) -> None:
    for words in ("accept longsentence: law", "accepted long-sentence: law", "accept: long-sentence: law"):
        found = check(tmp_path, f"<!-- {words} -->\n{LONG}")
        assert [each.code for each in found] == ["long-sentence", "accept-wrong"]
        assert "long-sentence" in found[1].hint


def test_front_matter_without_a_reason_accepts_nothing(tmp_path: Path) -> None:
    found = check(tmp_path, "Call us.", "review_by: 2026-11-30\naccept:\n  review-overdue: Why\n")
    assert [each.code for each in found] == ["review-overdue", "accept-wrong"]


def test_the_sample_publication_gives_nothing_to_look_at() -> None:
    assert of_publication(Folder(TESTS.parent)) == ()
