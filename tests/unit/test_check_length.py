import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import markdown
from pipeline.catalogues.template import template
from pipeline.checks.base import Pair
from pipeline.checks.length import check_length, columns, length_limit
from pipeline.diagnostics import Span
from pipeline.languages import parse_language
from pipeline.markdown import References
from pipeline.model import Message, Role, map_text
from pipeline.sources import blocks

SENTENCE = "Call your doctor before you go to the surgery, and say which language you speak."


def codes(source: str, translation: str, role: Role = Role.PARAGRAPH, limit: int | None = None) -> list[str]:
    nothing = References(facts={}, leaflets=frozenset())
    pair = Pair(
        message=Message(markdown=source, role=role, at=Span("x"), limit=limit),
        translation=translation,
        source=markdown.parse(source, nothing),
        target=markdown.parse(translation, nothing),
        source_language=parse_language("en"),
        language=parse_language("ta"),
        terms=(),
    )
    return [finding.code for finding in check_length(pair)]


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        (SENTENCE, SENTENCE, []),
        (SENTENCE, SENTENCE * 3, ["too-long"]),
        (SENTENCE, "Call us.", ["too-short"]),
        (SENTENCE, "去看医生之前请先打电话，并说明您说什么语言。", []),
        ("London Councils", "London Councils (la organización de los gobiernos locales de Londres)", []),
    ],
)
def test_a_translation_much_longer_or_shorter_than_its_source_is_found(
    source: str, translation: str, found: list[str]
) -> None:
    assert codes(source, translation) == found


def test_a_heading_has_less_room_than_a_paragraph() -> None:
    assert codes("Opening hours", "x" * 70, Role.HEADING) == ["too-long"]
    assert codes("Opening hours", "x" * 70, Role.PARAGRAPH) == []


def test_the_limit_of_an_author_counts_columns() -> None:
    assert codes("Opening hours", "开放时间", limit=8) == []
    assert codes("Opening hours", "开放时间了", limit=8) == ["too-long"]
    assert codes("Hours", "ساعَاتٌ", Role.TABLE_HEADER, limit=5) == []


def test_an_author_sets_a_limit_and_translators_are_told_of_it() -> None:
    body, _, _ = blocks.parse("<!-- limit: 30 -->\n| Where |\n| --- |\n| Here |\n\nText.\n", "x")
    found: list[Message] = []
    map_text(body, found.append)
    assert [(message.markdown, message.limit) for message in found] == [("Where", 30), ("Here", 30), ("Text.", None)]
    assert template(found, project="x", facts={}).decode().count("#. At most 30 characters, so that it fits.\n") == 2


@given(st.text())
def test_columns_are_never_more_than_two_a_character(text: str) -> None:
    assert 0 <= columns(text) <= 2 * len(text)


@given(st.sampled_from(Role), st.integers(min_value=0, max_value=10_000))
def test_a_translation_as_long_as_its_source_always_fits(role: Role, source: int) -> None:
    assert length_limit(Message(markdown="x", role=role, at=Span("x")), source) >= source
