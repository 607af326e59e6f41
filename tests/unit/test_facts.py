import pytest

from pipeline import facts
from pipeline.languages import parse_language

ENGLISH = parse_language("en-GB")
TEXT = """\
line: {kind: phone, value: 020 7946 0958, by_language: {ar: "+44 20 7946 0958"}}
site: {kind: url, value: "https://example.org"}
mail: {kind: email, value: help@example.org}
day: {kind: date, value: 2026-11-22}
count: {kind: number, value: 12500}
dose: {kind: number, value: 5, unit: milliliter}
price: {kind: money, value: "9.90", currency: GBP}
tiny: {kind: number, value: "0.0005", unit: gram}
exact: {kind: number, value: "1.23456"}
regional: {kind: text, value: Service, by_language: {pt: Serviço, zh: 服务}}
office: {kind: text, value: The Office, by_language: {fr: Le Bureau}}
"""


def shown(name: str, tag: str) -> str:
    read, problems = facts.parse(TEXT)
    assert problems == ()
    return facts.in_language(read, parse_language(tag), ENGLISH)[name].text


@pytest.mark.parametrize(
    ("name", "tag", "expected"),
    [
        ("day", "en-GB", "22 November 2026"),
        ("day", "fr", "22 novembre 2026"),
        ("day", "ar", "22 نوفمبر 2026"),
        ("day", "bn", "22 নভেম্বর, 2026"),
        ("day", "zh-Hans", "2026年11月22日"),
        ("count", "en-GB", "12,500"),
        ("count", "fr", "12\u202f500"),
        ("count", "bn", "১২,৫০০"),
        ("count", "fa", "۱۲٬۵۰۰"),
        ("count", "ar", "12,500"),
        ("dose", "en-GB", "5\u00a0ml"),
        ("dose", "bn", "5\u00a0mL"),
        ("dose", "fa", "5\u00a0میلی‌لیتر"),
        ("price", "pl", "9,90\u00a0GBP"),
        ("tiny", "en-GB", "0.0005\u00a0g"),
        ("exact", "fr", "1,23456"),
        ("regional", "pt-PT", "Serviço"),
        ("regional", "zh-Hant", "Service"),
        ("line", "bn", "020\u00a07946\u00a00958"),
        ("line", "ar", "+44\u00a020\u00a07946\u00a00958"),
        ("office", "fr", "Le Bureau"),
        ("office", "pl", "The Office"),
    ],
)
def test_a_fact_is_formatted_for_the_language(name: str, tag: str, expected: str) -> None:
    assert shown(name, tag) == expected


def test_what_can_be_followed_has_an_address() -> None:
    read, _ = facts.parse(TEXT)
    values = facts.in_language(read, parse_language("ar"), ENGLISH)
    assert {name: value.url for name, value in values.items() if value.url} == {
        "line": "tel:+442079460958",
        "site": "https://example.org",
        "mail": "mailto:help@example.org",
    }


def test_a_text_without_a_value_of_its_own_stays_marked_as_english() -> None:
    read, _ = facts.parse(TEXT)
    french, polish = (facts.in_language(read, parse_language(tag), ENGLISH)["office"].language.tag for tag in ("fr", "pl"))
    assert (french, polish) == ("fr", "en-GB")
