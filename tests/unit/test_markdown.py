from hypothesis import given
from hypothesis import strategies as st

from pipeline import markdown, tokens
from pipeline.languages import parse_language
from pipeline.markdown import References
from pipeline.model import (
    Code,
    Emphasis,
    FactKind,
    FactValue,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    Strong,
    Text,
    WebTarget,
)

SITE = FactValue(name="site", kind=FactKind.URL, text="https://x.uk", language=parse_language("en"), url="https://x.uk")
NAME = FactValue(name="name", kind=FactKind.TEXT, text="Ann", language=parse_language("en"), url=None)
REFERENCES = References(facts={"site": SITE, "name": NAME}, leaflets=frozenset({"get-help"}))


def inlines(text: str) -> tuple[Inline, ...]:
    parsed = markdown.parse(text, REFERENCES)
    assert parsed.problems == ()
    return parsed.inlines


def codes(text: str) -> list[str]:
    return [problem.code for problem in markdown.parse(text, REFERENCES).problems]


def test_inline_markdown_is_read() -> None:
    assert inlines("a **b** *c* `d` e\\\nf") == (
        *(Text("a "), Strong((Text("b"),)), Text(" "), Emphasis((Text("c"),)), Text(" "), Code("d"), Text(" e")),
        *(LineBreak(), Text("f")),
    )


def test_a_placeholder_is_the_fact_and_an_escaped_one_is_text() -> None:
    assert inlines("See {site} or \\{site}") == (Text("See "), SITE, Text(" or {site}"))


def test_a_fact_or_another_leaflet_can_be_a_links_target() -> None:
    assert inlines("[web]({site}) [leaflet](get-help.md)") == (
        Link(WebTarget("https://x.uk"), (Text("web"),)),
        Text(" "),
        Link(LeafletTarget("get-help"), (Text("leaflet"),)),
    )


def test_a_fact_inside_a_link_is_no_second_link() -> None:
    (link,) = inlines("[{site}](https://y.uk)")
    assert isinstance(link, Link)
    (fact,) = link.children
    assert isinstance(fact, FactValue)
    assert fact.url is None


def test_what_is_not_safe_or_not_known_is_a_problem_and_not_output() -> None:
    assert codes("<b>x</b>") == ["raw-html", "raw-html"]
    assert codes("[x](javascript:alert(1))") == ["link-target"]
    assert codes("[x](//evil.example)") == ["link-target"]
    assert codes("[x]({name})") == ["link-target"]
    assert codes("[x](nobody.md)") == ["unknown-leaflet"]
    assert codes("{nobody}") == ["unknown-fact"]
    assert codes("a ![x](y.png)") == ["image-place"]
    assert codes('[x](https://y.uk "title")') == ["link-title"]
    assert codes("[x](https://y.uk/{site})") == ["link-target"]


def test_angle_brackets_that_are_no_html_stay_text() -> None:
    assert inlines("a < b & c > d") == (Text("a < b & c > d"),)


def test_thousands_of_nested_marks_do_not_break_the_reader() -> None:
    hostile = "*" * 5_000 + "x" + "*" * 5_000
    assert markdown.plain(inlines(hostile)) == "x"


def test_only_text_with_letters_outside_placeholders_and_addresses_has_words() -> None:
    assert markdown.has_words("Call {site}")
    assert markdown.has_words("**呼叫**")
    assert not markdown.has_words("{site}")
    assert markdown.has_words("`Call now`")
    assert not markdown.has_words("**{site}**, 24/7 [5]({site})")


def test_an_entity_can_not_bring_in_a_control_character() -> None:
    parsed = markdown.parse("a&#12;b&#x85;c\u2028d", REFERENCES)
    assert [problem.code for problem in parsed.problems] == ["control-character"]
    assert parsed.inlines == (Text("abcd"),)


def test_an_address_that_is_typed_counts_as_a_target() -> None:
    assert markdown.parse("See https://evil.example/x, or a@b.example.", REFERENCES).targets == (
        "a@b.example",
        "https://evil.example/x",
    )


def test_the_facts_of_a_text_and_of_its_targets_are_named() -> None:
    assert markdown.fact_names("{b} and [x]({a}) and {b}") == ("a", "b")


@given(st.text(st.sampled_from("ab .,é*_`[]()<>&{}\\!~#-+|:/@\n\t\u00a0;1"), max_size=30))
def test_the_short_cut_for_plain_text_finds_what_the_parser_does(text: str) -> None:
    parsed = tokens.parser().parseInline(text)[0].children or []
    assert [each.as_dict() for each in tokens.tokens_of(text)] == [each.as_dict() for each in parsed]
