"""Markdown in translations, compared with that of the source."""

import pytest

from pipeline.checks.markup import check_code, check_markup
from pipeline.diagnostics import Severity
from tests.pairs import pair

URGENT = "**Important:** call *now*."


def said(source: str, translation: str) -> list[str]:
    compared = pair("zh-Hans", source, translation)
    return [f"{each.code}: {each.words}" for check in (check_markup, check_code) for each in check(compared)]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (URGENT, "**重要：** *现在*打电话。"),
        (URGENT, "*现在*打**重要**。"),
        ("a\\* b", "c* d"),
        ("5 > 4 & 3", "5 > 4 & 3"),
        ("Qur'an", "Qur`an"),
        ("Use a_file_name.", "Fichier a_file_name."),
        ("Type `a*b` and `x`.", "`x`, `a*b`"),
        ("Call {phone}.", "{phone}"),
    ],
)
def test_the_same_marks_in_other_places_give_nothing(source: str, translation: str) -> None:
    assert said(source, translation) == []


@pytest.mark.parametrize(
    ("translation", "words"),
    [
        ("**重要：**请*现在*打电话。", 'markup-left: readers would see "**"'),
        ("\\*\\*重要\\*\\*", 'markup-left: readers would see "**"'),
        ("请_现在_打电话", 'markup-left: readers would see "_"'),
        ("[重要] (https://a.uk)](x", 'markup-left: readers would see "]("'),
        ("重要\\n打电话", 'markup-left: readers would see "\\"'),
        ("# 重要", 'markup-left: readers would see "#"'),
        ("- 重要", 'markup-left: readers would see "-"'),
        ("重要&amp;nbsp;打", 'markup-left: readers would see "&nbsp;"'),
        ("`重要", 'markup-left: readers would see "`"'),
    ],
)
def test_a_mark_that_readers_would_see_is_found(translation: str, words: str) -> None:
    assert said("Important", translation) == [words]


@pytest.mark.parametrize(
    ("translation", "hint"),
    [
        ("**Important : appelez.", "close it with **"),
        ("Appelez d’**urgence.", "close it with **"),
        ("** Important : ** appelez.", "close it with **, without a space between it and the words"),
        ("**Important :**appelez.", "put a space on its outer side, or move the punctuation"),
        ("**重要：**请打电话。", "put a space on its outer side, or move the punctuation"),
        ("**重要请打电话。", "close it with **"),
    ],
)
def test_the_hint_on_a_mark_of_emphasis_is_its_remedy(translation: str, hint: str) -> None:
    (finding,) = check_markup(pair("fr", URGENT, translation))
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize(
    ("translation", "words"),
    [
        ("重要*现在*", ["emphasis-changed: the English has 1 part in bold, the translation none"]),
        (
            "**重要** **现在**",
            [
                "emphasis-changed: the English has 1 part in bold, the translation 2",
                "emphasis-changed: the English has 1 part in italics, the translation none",
            ],
        ),
    ],
)
def test_lost_and_added_emphasis_is_counted(translation: str, words: list[str]) -> None:
    assert said(URGENT, translation) == words


def test_other_characters_in_code_are_an_error() -> None:
    (finding,) = check_code(pair("fr", "Type `start` and `end`.", "Tapez `début` et `end`."))
    assert finding.severity is Severity.ERROR
    assert finding.words == 'the translation lost "start" and added "début" between backquotes'
