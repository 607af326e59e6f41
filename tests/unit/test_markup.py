"""The text of passages as HTML."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from pipeline.errors import EveryleafError
from pipeline.languages import parse_language
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
from pipeline.renderers.markup import language_attributes, passage_markup, plain_text, safe_url, span_markup
from tests.documents import DIGIT_BY_DIGIT, ENGLISH, passage, phone

ARABIC = parse_language("ar")


def markup(*inlines: Inline | str, tag: str = "en-GB", address: str | None = "../en/other-en.html") -> str:
    words = passage(*inlines, language=parse_language(tag))
    return str(passage_markup(words, leaflet_address=lambda _: address))


def arabic(*inlines: Inline | str) -> str:
    return markup(*inlines, tag="ar")


def fact(kind: FactKind, text: str, *, tag: str = "en-GB", url: str | None = None) -> FactValue:
    return FactValue(name="fact", kind=kind, text=text, language=parse_language(tag), url=url)


def test_characters_that_mean_something_in_html_or_in_a_template_are_only_characters() -> None:
    hostile = """<script>alert("1" & '2')</script> {{ 7 * 7 }} {% raw %}"""
    safe = "&lt;script&gt;alert(&#34;1&#34; &amp; &#39;2&#39;)&lt;/script&gt; {{ 7 * 7 }} {% raw %}"
    assert markup(hostile) == safe
    assert markup(Code(hostile)) == f'<code translate="no">{safe}</code>'
    assert markup(fact(FactKind.TEXT, hostile)) == safe
    assert markup(Link(WebTarget('https://a.uk/?"><b>'), (Text("a"),))) == '<a href="https://a.uk/?&#34;&gt;&lt;b&gt;">a</a>'


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Strong((Text("now"), Emphasis((Text("!"),)))), "<strong>now<em>!</em></strong>"),
        (LineBreak(), "<br>"),
        (Link(WebTarget("https://111.nhs.uk/"), (Text("111"),)), '<a href="https://111.nhs.uk/">111</a>'),
        (Link(LeafletTarget("other"), (Text("this"),)), '<a href="../en/other-en.html">this</a>'),
        (phone(), f'<a class="phone unbroken" href="tel:02079460958" translate="no"{DIGIT_BY_DIGIT}>020 7946 0958</a>'),
        (
            fact(FactKind.EMAIL, "a@b.uk", url="mailto:a@b.uk"),
            '<a class="email" href="mailto:a@b.uk" translate="no">a@b.uk</a>',
        ),
        (fact(FactKind.DATE, "1 May 2026"), "1 May 2026"),
    ],
)
def test_each_kind_of_inline_has_its_element(inline: Inline, expected: str) -> None:
    assert markup(inline) == expected


def test_a_link_to_a_leaflet_that_is_nowhere_is_words() -> None:
    assert markup(Link(LeafletTarget("other"), (Text("this"),)), address=None) == "this"


def test_a_fact_inside_a_link_is_not_a_second_link() -> None:
    link = Link(WebTarget("https://a.uk"), (Text("Call "), phone()))
    assert markup(link) == (
        f'<a href="https://a.uk">Call <span class="phone unbroken" translate="no"{DIGIT_BY_DIGIT}>020 7946 0958</span></a>'
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://a.uk", "data:text/html,a", "//a.uk", "file:///a", "https:"]
)
def test_only_web_mail_and_telephone_addresses_are_linked_to(url: str) -> None:
    with pytest.raises(EveryleafError, match="edition-failed"):
        markup(Link(WebTarget(url), (Text("a"),)))
    with pytest.raises(EveryleafError, match="edition-failed"):
        markup(fact(FactKind.URL, "a", url=url))
    assert safe_url("HTTPS://a.uk") == "HTTPS://a.uk"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("اتصل 020 7946 0958 الآن", 'اتصل <span class="unbroken" dir="ltr">020 7946 0958</span> الآن'),
        ("اتصل (020) 7946 0958.", 'اتصل <span class="unbroken" dir="ltr">(020) 7946 0958</span>.'),
        ("اتصل +44 20 7946 0958", 'اتصل <span class="unbroken" dir="ltr">+44 20 7946 0958</span>'),
        ("۰۲۰ ۷۹۴۶ تلفن", '<span class="unbroken" dir="ltr">۰۲۰ ۷۹۴۶</span> تلفن'),
        ("حرارة 37.5 °C!", 'حرارة <span class="unbroken" dir="ltr">37.5 °C</span>!'),
        ("خذ 9.35 UK£.", 'خذ <span dir="ltr">9.35 UK£</span>.'),
        ("خذ \u200f37 \u200f.", 'خذ \u200f<span dir="ltr">37</span> \u200f.'),
        ("خذ 2 × 500 mg.", 'خذ <span class="unbroken" dir="ltr">2 × 500 mg</span>.'),
        ("نسبة 95%، أو 24/7", 'نسبة <span dir="ltr">95%</span>، أو <span dir="ltr">24/7</span>'),
        ("في NHS (GP).", 'في <span dir="ltr">NHS (GP)</span>.'),
        ("(NHS)", '(<span dir="ltr">NHS</span>)'),
        ("هنا https://a.uk/b?c=d.", 'هنا <span dir="ltr">https://a.uk/b?c=d</span>.'),
        ("1، 2، 3", '<span dir="ltr">1</span>، <span dir="ltr">2</span>، <span dir="ltr">3</span>'),
        ("في 2026. 5 أشخاص", 'في <span dir="ltr">2026</span>. <span dir="ltr">5</span> أشخاص'),
    ],
)
def test_a_run_in_right_to_left_text_keeps_its_order(words: str, expected: str) -> None:
    assert arabic(words) == expected


def test_a_run_glued_to_a_letter_stands_between_isolates_because_a_tag_would_cut_the_word() -> None:
    assert arabic("ل020 7946 0958") == "ل\u2066020 7946 0958\u2069"
    assert arabic("و5 بـNHS") == "و5 بـNHS"


def test_a_run_holds_strong_words_whole() -> None:
    assert arabic("خذ 2 × ", Strong((Text("500 mg"),))) == (
        'خذ <span class="unbroken" dir="ltr">2 × <strong>500 mg</strong></span>'
    )
    assert arabic(Strong((Text("خذ 500 mg"),)), " 2") == (
        '<strong>خذ <span class="unbroken" dir="ltr">500 mg</span></strong> <span dir="ltr">2</span>'
    )


def test_a_number_fact_is_one_run_with_its_unit() -> None:
    dose = fact(FactKind.NUMBER, "500", tag="ar")
    assert arabic("خذ ", dose, " mg") == 'خذ <span class="unbroken" dir="ltr">500 mg</span>'


@pytest.mark.parametrize(
    ("tag", "kind", "text", "expected"),
    [
        (
            "ar",
            FactKind.MONEY,
            "\u200f9.35\u00a0UK£",
            (
                '<span class="unbroken" dir="rtl">'
                '\u200f<span dir="ltr">9.35</span>\u00a0\u200f<span dir="ltr">UK£\u200e</span></span>'
            ),
        ),
        ("fa", FactKind.MONEY, "\u200e£\u00a09.35", '<span class="unbroken" dir="ltr">\u200e£\u00a09.35</span>'),
        ("ur", FactKind.MONEY, "-£9.35", '<span class="unbroken" dir="ltr">-£9.35</span>'),
        ("ar", FactKind.NUMBER, "-3.5°م", '<span class="unbroken" dir="rtl"><span dir="ltr">\u200e-3.5</span>°م</span>'),
        ("ur", FactKind.NUMBER, "-3.5\u200e°C", '<span class="unbroken" dir="ltr">-3.5\u200e°C</span>'),
        (
            "ar",
            FactKind.DATE,
            "2 مايو 2026",
            '<span dir="rtl"><span dir="ltr">2</span> مايو <span dir="ltr">2026</span></span>',
        ),
        ("en-GB", FactKind.MONEY, "£9.35", "£9.35"),
        ("pl", FactKind.MONEY, "9,35\u00a0GBP", "9,35\u00a0GBP"),
    ],
)
def test_a_quantity_is_one_run_in_the_order_that_cldr_gives_it(tag: str, kind: FactKind, text: str, expected: str) -> None:
    assert markup("NHS ", fact(kind, text, tag=tag), " NHS", tag=tag) in {
        f"NHS {expected} NHS",
        f'<span dir="ltr">NHS</span> {expected} <span dir="ltr">NHS</span>',
    }


def test_a_quantity_that_is_glued_to_a_letter_has_isolates_and_no_tag() -> None:
    price = fact(FactKind.MONEY, "\u200f9.35\u00a0UK£", tag="ar")
    assert arabic("بـ", price) == "بـ\u2067\u200f9.35\u00a0\u200fUK£\u200e\u2069"
    assert arabic("و", fact(FactKind.DATE, "2 مايو 2026", tag="ar")) == "و\u20672 مايو 2026\u2069"


def test_a_telephone_fact_in_right_to_left_text_is_a_left_to_right_link() -> None:
    assert arabic("ل", phone()) == (
        f'ل<a class="phone unbroken" href="tel:02079460958" dir="ltr" translate="no"{DIGIT_BY_DIGIT}>020 7946 0958</a>'
    )


def test_a_name_with_a_telephone_fact_in_it_is_one_run() -> None:
    assert arabic("اتصل بـ NHS ", phone("111"), " الآن") == (
        'اتصل بـ <span dir="ltr">NHS '
        f'<a class="phone unbroken" href="tel:111" translate="no"{DIGIT_BY_DIGIT}>111</a></span> الآن'
    )


def test_right_to_left_words_in_left_to_right_text_are_set_apart_and_plain_numbers_are_not() -> None:
    assert markup("Ask for العربية, 5 times.") == 'Ask for <span dir="rtl">العربية</span>, 5 times.'


def test_a_number_in_groups_stays_in_one_line() -> None:
    assert markup("Call 020 7946 0958 now") == 'Call <span class="unbroken">020 7946 0958</span> now'


def test_words_of_another_language_say_so() -> None:
    name = fact(FactKind.TEXT, "Relay UK")
    assert arabic("تطبيق ", name) == 'تطبيق <span lang="en-GB" dir="ltr">Relay UK</span>'
    assert markup("the app ", name) == "the app Relay UK"
    english = passage("Contents")
    assert span_markup(english, ARABIC, leaflet_address=lambda _: None) == '<span lang="en-GB" dir="ltr">Contents</span>'
    assert span_markup(english, ENGLISH, leaflet_address=lambda _: None) == "Contents"
    assert language_attributes(ARABIC, ENGLISH) == ' lang="ar" dir="rtl"'
    assert language_attributes(ENGLISH, ENGLISH) == Markup()


def test_an_override_in_the_text_reorders_nothing() -> None:
    assert markup("Take \u202e05\u202c tablets") == "Take 05 tablets"
    assert plain_text(passage("Take \u202e05\u202c")) == "Take 05"


def test_plain_text_has_every_word_and_no_markup() -> None:
    words = passage("A ", Strong((Text("b"),)), LineBreak(), Code("<c>"), Link(WebTarget("https://a.uk"), (phone(),)))
    assert plain_text(words) == "A b <c>020 7946 0958"


ALPHABET = st.sampled_from("ab ALا ل,. (5)7+×°C%-/،\u0650")
WORDS = st.text(ALPHABET, max_size=12)
INLINES = st.lists(st.one_of(WORDS.map(Text), WORDS.map(lambda text: Strong((Text(text),)))), max_size=4)


@example([Strong((Text("5ا"),)), Strong((Text(" 5"),)), Text("ا")], "en-GB")
@given(INLINES, st.sampled_from(["en-GB", "ar"]))
def test_setting_runs_apart_loses_and_moves_no_character(inlines: list[Inline], tag: str) -> None:
    visible = Markup(re.sub("[\u2066-\u2069]", "", re.sub("<[^>]+>", "", markup(*inlines, tag=tag)))).unescape()
    assert visible == plain_text(passage(*inlines))


@given(WORDS)
def test_every_digit_of_a_number_with_gaps_is_in_one_run(words: str) -> None:
    assert re.search(">020 7946<|\u2066020 7946\u2069", arabic(f"ا{words}ا 020 7946 ا{words}ا"))
