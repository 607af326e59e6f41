"""Edits that change no meaning."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pipeline import meaning, minor
from pipeline.catalogues.origins import later
from pipeline.cli import main
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.minor import MinorEdit, MinorEdits
from tests import publications

SAFE = [
    ("Call 111 now", "Call 111 now."),
    ("We organise help on line", "We organize help on-line"),
    ("You will recieve {dose}", "You will receive {dose}"),
    ("See [the page](https://a.uk)", "See [The page](https://a.uk)."),
    ("Rest and drink water.", "Rest, and drink water."),
    ("Take 5 ml a day", "Take 5\u00a0ml  a day"),
    ("Don't say “stop”", 'Don’t say "stop"'),
    ("Send an e-mail", "Send an email"),
    ("Where To Get Help", "Where to get help"),
    ("Anaemia, diarrhoea, 2 litres, *paediatric* centres", "Anemia, diarrhea, 2 liters, *pediatric* centers"),
    ("A licence for the counsellor: coloured, travelled", "A license for the counselor: colored, traveled"),
    ("Show the symtoms to a docter", "Show the symptoms to a doctor"),
]
TURNED = [
    ("Take 5 ml", "Take 50 ml"),
    ("Keep it at -5 degrees", "Keep it at 5 degrees"),
    ("Take 1.5 tablets", "Take 15 tablets"),
    ("You can drive", "You can't drive"),
    ("Go now", "Go not"),
    ("Take 5 mg", "Take 5 ml"),
    ("It may increase", "It may decrease"),
    ("You have hypertension", "You have hypotension"),
    ("You have hypertension", "You have hypetension"),
    ("Call {emergency}", "Call {nhs_111}"),
    ("See [this](https://a.uk)", "See [this](https://b.uk)"),
    ("See [this](https://a.uk) or [that](https://b.uk)", "See [this](https://b.uk) or [that](https://a.uk)"),
    ("Write to centre.uk", "Write to center.uk"),
    ("Call us", "Call us first"),
    ("Adults take {adult_b}, children take {adult_a}.", "Adults take {adult_a}, children take {adult_b}."),
    ("Adults take [two]({b}), children [one]({a}).", "Adults take [two]({a}), children [one]({b})."),
    *((f"The word is {one}", f"The word is {other}") for one, other in [("three", "there"), ("sixty", "sixth")]),
    *((f"The word is {one}", f"The word is {other}") for one, other in [("nitrate", "nitrite"), ("month", "mouth")]),
    *((f"The word is {one}", f"The word is {other}") for one, other in [("addition", "addiction"), ("casual", "causal")]),
    ("Prescribe it", "Proscribe it"),
    ("Take it in active form", "Take it inactive form"),
    ("Take it in-active form", "Take it in active form"),
    ("Do re-sign", "Do resign"),
    ("Work twenty four-hour shifts", "Work twenty-four hour shifts"),
    ("Call us", "Call US"),
    ("People with Aids", "People with aids"),
    ("Take 5 mg", "Take 5 MG"),
    ("Pay 5 €", "Pay 5 £"),
    ("❌ Milk", "✅ Milk"),
    ("Give it to those <five", "Give it to those five"),
    ("Take one mg/kg", "Take one mg kg"),
    ("Do not stop. Taking it is safe.", "Do not. Stop taking it is safe."),
    ("Do not take more than 8", "Do not: take more than 8"),
    ("Do not take it", "Do not, take it"),
    ("Children, who are ill, stay at home", "Children who are ill stay at home"),
    ("Children who are ill stay at home", "Children who are ill, stay at home"),
    ("In the evening, wash the baby and sleep", "In the evening wash the baby, and sleep"),
    ("Take two, tablets", "Take two tablets"),
    ("Is it safe?", "Is it safe."),
    ("Do (not) take it", "Do not take it"),
    ("No.", "No"),
    ("Do **not** take it", "Do not take **it**"),
]
BLOCK = 'edits:\n  - {leaflet: help, from: Call us now, to: "Call us now.", by: Ana, on: 2026-11-22, reason: a stop}\n'


ALIKE = ("Rest and drink", "Rest, and drink", "Rest and, drink", "Rest and drink.", "Rest-and drink", "Restand drink")


def edits(*links: tuple[str, str]) -> str:
    """Return a file that declares edits, each a text and what it became."""
    keys = ("leaflet: help", "by: Ana", "on: 2026-11-22", "reason: a comma")
    return "edits:\n" + "".join(f"- {{{', '.join(keys)}, from: {one!r}, to: {other!r}}}\n" for one, other in links)


def chain(*texts: str) -> tuple[tuple[str, str], ...]:
    """Return edits of which each begins where the one before it ended."""
    return tuple(pairwise(texts))


@pytest.mark.parametrize(("before", "after"), SAFE)
def test_spelling_and_little_signs_are_minor(before: str, after: str) -> None:
    assert meaning.difference(before, after) == meaning.difference(after, before) == ""


@pytest.mark.parametrize(("before", "after"), TURNED)
def test_whatever_may_change_the_meaning_is_not(before: str, after: str) -> None:
    assert meaning.difference(before, after)
    assert meaning.difference(after, before)


@pytest.mark.parametrize(("before", "after"), TURNED)
def test_no_safe_edit_makes_another_one_safe(before: str, after: str) -> None:
    assert meaning.difference(before.replace(" ", "\u00a0"), after + ("" if after.endswith((".", "No")) else "."))


@given(some.lists(some.tuples(some.sampled_from(ALIKE), some.sampled_from(ALIKE)), max_size=8))
def test_a_translation_never_comes_to_stand_at_a_text_that_may_mean_something_else(links: list[tuple[str, str]]) -> None:
    declared, _ = minor.parse(edits(*links))
    for text in ALIKE:
        assert not any(meaning.difference(text, end) for end in later(text, declared.later("help")))


@pytest.mark.parametrize(
    ("before", "after", "is_safe"),
    [
        ("call us “now”, don't wait", "Call  us ”now“, don’t wait", True),
        ("Follow up", "Follow-up", True),
        ("Call us now", "Call us now.", False),
        ("Rest and drink", "Rest, and drink", False),
        ("Organise help", "Organize help", False),
        ("Call the Clinic", "Call the clinic", False),
    ],
)
def test_in_a_critical_text_hardly_anything_is_minor(before: str, after: str, *, is_safe: bool) -> None:
    assert (meaning.difference(before, after, is_critical=True) == "") == is_safe
    text = edits((before, after))
    assert [problem.code for problem in minor.parse(text)[1]] == []
    assert [problem.code for problem in minor.parse(text, {"help": frozenset({after})})[1]] == ["not-minor"] * (not is_safe)


@pytest.mark.parametrize(
    "texts",
    [
        ("In the evening, wash and eat", "In the evening wash and eat", "In the evening wash, and eat"),
        ("Read it on line", "Read it on-line", "Read it online"),
    ],
)
def test_steps_that_are_minor_may_not_lead_far(texts: tuple[str, str, str]) -> None:
    for links in (chain(*texts), chain(*reversed(texts)), tuple(reversed(chain(*texts)))):
        declared, (problem,) = minor.parse(edits(*links))
        assert (len(declared.edits), problem.code, problem.at and problem.at.line) == (1, "not-minor", 3)


def test_an_edit_may_be_taken_back_and_made_again() -> None:
    assert minor.parse(edits(*chain("Call us", "Call us.", "Call us", "Call us.")))[1] == ()


def test_a_meaning_that_was_declared_minor_by_hand_is_an_error() -> None:
    edit = "edits:\n  - {leaflet: help, from: Take 5 ml, to: Take 50 ml, by: Ana, on: 2026-11-22, reason: a typing error}\n"
    declared, (problem,) = minor.parse(edit)
    assert (declared, problem.code, str(problem.at)) == (MinorEdits(), "not-minor", "source/minor-edits.yml:2:5")


def test_an_author_declares_a_minor_edit_and_only_that(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publications.write(tmp_path, publications.SMALL)
    assert main(["update", "--publication", str(folder)]) == 0
    leaflet = publications.LEAFLET.replace("Call {emergency} now.", "Call\u00a0{emergency} now.")
    leaflet = leaflet.replace("In an emergency", "Not in an emergency")
    publications.write(folder, {"source/leaflets/help.md": leaflet})
    command = ["minor", "help", "--by", "Ana", "--on", "2026-11-22", "--reason", "a space", "--publication", str(folder)]
    capsys.readouterr()
    assert main(command) == 0
    said = capsys.readouterr()
    assert "source/leaflets/help.md:6:1: warning[not-minor]" in said.err
    assert "  was  Call {emergency} now.\n  is   Call\u00a0{emergency} now.\n" in said.out
    assert (folder / "source/minor-edits.yml").read_text(encoding="utf-8") == (
        'edits:\n  - leaflet: "help"\n    from: "Call {emergency} now."\n    to: "Call\u00a0{emergency} now."\n'
        '    by: "Ana"\n    on: 2026-11-22\n    reason: "a space"\n'
    )
    read, problems = minor.read(Folder(folder))
    assert (problems, read.later("help")) == ((), {"Call {emergency} now.": "Call\u00a0{emergency} now."})
    assert read.earlier("help", "Call\u00a0{emergency} now.") == ("Call\u00a0{emergency} now.", "Call {emergency} now.")
    assert read.earlier("other", "Call {emergency} now.") == ("Call {emergency} now.",)
    assert main(["update", "--publication", str(folder)]) == 0
    french = (folder / "locales/fr/LC_MESSAGES/help.po").read_text(encoding="utf-8")
    assert 'msgid "Call\u00a0{emergency} now."\nmsgstr "Appelez le {emergency} tout de suite."' in french


def test_an_edit_of_a_critical_message_is_hardly_ever_minor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box = f"{publications.LEAFLET}\n::: urgent critical\nDrink the whole bottle\n:::\n"
    folder = publications.write(tmp_path, publications.SMALL | {"source/leaflets/help.md": box})
    main(["update", "--publication", str(folder)])
    publications.write(folder, {"source/leaflets/help.md": box.replace("bottle", "bottle.")})
    assert main(["minor", "help", "--by", "Ana", "--reason", "a stop", "--publication", str(folder)]) == 0
    assert "this edit is not minor: it is critical" in capsys.readouterr().err
    assert not (folder / "source/minor-edits.yml").exists()


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("edits: []", "edits:\n"),
        ("# Ours\nedits: [ ]  # none yet\n", "# Ours\nedits:  # none yet\n"),
        ("edits:", "edits:\n"),
        ("edits: ~\n", "edits:\n"),
        ("", "edits:\n"),
        ("# None", "# None\nedits:\n"),
        (BLOCK, BLOCK),
        (BLOCK.rstrip("\n"), BLOCK),
        (BLOCK.replace("  - ", "- "), BLOCK.replace("  - ", "- ")),
        (BLOCK.replace("\n", "\r\n"), BLOCK.replace("\n", "\r\n")),
    ],
)
def test_an_edit_is_added_below_whatever_is_there(before: str, kept: str, tmp_path: Path) -> None:
    folder = Folder(publications.write(tmp_path, {minor.PATH: before}))
    added, _ = minor.parse(edits(("Drink  water", "Drink water")))
    minor.append(folder, added.edits)
    assert folder.read(minor.PATH).decode().startswith(kept)
    read, problems = minor.read(folder)
    assert problems == ()
    assert [each.after for each in read.edits] == ["Call us now."] * ("Call" in before) + ["Drink water"]


@pytest.mark.parametrize("before", [f"edits: [{BLOCK[10:-1]}]\n", f"{BLOCK}...\n"])
def test_a_file_that_nothing_can_be_added_to_stays_as_it_is(before: str, tmp_path: Path) -> None:
    folder = Folder(publications.write(tmp_path, {minor.PATH: before}))
    added, _ = minor.parse(edits(("Drink water", "Drink water.")))
    with pytest.raises(EveryleafError, match="no edit can be added below what is in this file"):
        minor.append(folder, added.edits)
    assert folder.read(minor.PATH).decode() == before


def test_who_adds_an_edit_while_another_one_does_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    added, _ = minor.parse(BLOCK)
    with folder.lock(f"{minor.PATH}.lock"), pytest.raises(EveryleafError, match="right now"):
        minor.append(folder, added.edits)
    minor.append(folder, added.edits)
    assert len(minor.read(folder)[0].edits) == 1


def test_what_texts_were_before_is_found_without_walking_through_all_edits_each_time() -> None:
    class Walked(tuple[MinorEdit, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[MinorEdit]:
            walks.append(1)
            return super().__iter__()

    walks: list[int] = []
    read, _ = minor.parse(edits(("Drink water", "Drink water."), ("Drink water.", "Drink, water.")))
    declared = MinorEdits(Walked(read.edits))
    for _ in range(10):
        assert declared.earlier("help", "Drink, water.") == ("Drink, water.", "Drink water.", "Drink water")
    assert len(walks) == 1
