"""The web page of a leaflet."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.interface import Word
from pipeline.languages import Language, parse_language
from pipeline.model import (
    Block,
    Callout,
    CalloutKind,
    Coverage,
    Divider,
    FormatName,
    Heading,
    Image,
    LeafletTarget,
    Link,
    List,
    ListItem,
    Paragraph,
    Passage,
    Quote,
    State,
    Table,
    Text,
    TranslatedDocument,
    Words,
)
from pipeline.renderers.base import asset, style
from pipeline.renderers.html import Html
from tests.documents import DIGIT_BY_DIGIT, document, everything, passage, phone
from tests.html_reader import Page

ARABIC = parse_language("ar")
ENGLISH_TEXT = passage("Not translated", state=State.MISSING)


def html(made: TranslatedDocument) -> str:
    return Html().render(made).content.decode()


def page(*blocks: Block[Passage], tag: str = "en-GB", **changes: Any) -> Page:
    return Page(html(document(tag, blocks, **changes)))


def main_of(*blocks: Block[Passage], tag: str = "en-GB", **changes: Any) -> str:
    """Return the leaflet's own blocks, each element on its line."""
    made = html(document(tag, blocks, **changes))
    return made.rsplit("</nav>\n", 1)[1].split("</main>")[0]


def here(text: str, language: Language = ARABIC) -> Passage:
    return passage(text, language=language)


def words(language: Language, translate: Callable[[str], str]) -> Words:
    strings = tuple((word.english, (translate(word.english),)) for word in Word)
    return Words(language=language, plural_forms=language.plural_forms, strings=strings)


# --- The page as a whole ---


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur", "bn", "zh-Hans"])
def test_the_page_is_the_golden_one(tag: str, golden: Callable[[str, str | bytes], None]) -> None:
    made = html(document(tag)).replace(style("styles/html.css"), "")  # all but the style sheet, and its digest
    golden(f"html/{tag}.html", re.sub("sha256-[^&]+", "sha256-…", made))


@pytest.mark.parametrize("tag", ["en-GB", "ar"])
def test_the_page_needs_no_script_no_network_and_no_other_file(tag: str) -> None:
    made = Page(html(document(tag, address="https://leaflets.example.org")))
    assert {each.name for each in made.elements} & {"iframe", "object", "embed", "base"} == set()
    assert [each.attributes for each in made.all("script")] == [{"type": "application/ld+json"}]  # data, which nothing runs
    assert [key for each in made.elements for key in each.attributes if key == "style" or key.startswith("on")] == []
    assert {each.attributes["rel"] for each in made.all("link")} == {"canonical", "alternate"}
    assert all(each.attributes["src"].startswith("data:image/") for each in made.all("img"))
    assert "@import" not in made.all("style")[0].text
    assert "url(" not in made.all("style")[0].text


def test_the_head_starts_with_the_charset_and_says_the_language() -> None:
    made = html(document("ur"))
    assert made.startswith('<!DOCTYPE html>\n<html lang="ur" dir="rtl">\n<head>\n<meta charset="utf-8">\n')
    assert '<meta name="color-scheme" content="light dark">' in made


@pytest.mark.parametrize("tag", ["en-GB", "ar"])
def test_every_reference_within_the_page_has_its_one_target(tag: str) -> None:
    blocks = (*everything(parse_language(tag)), *(Heading(2, here(name), name) for name in ("three", "four")))
    made = page(*blocks, tag=tag)
    ids = [each.attributes["id"] for each in made.elements if "id" in each.attributes]
    references = [each.attributes["aria-labelledby"] for each in made.elements if "aria-labelledby" in each.attributes]
    references += [each.attributes["href"][1:] for each in made.all("a") if each.attributes["href"].startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(references) == {"main-content", "page_languages", "page_formats", "page_contents", "first", "second"} | {
        "three",
        "four",
    }
    assert set(references) <= set(ids)


def test_no_english_is_read_by_an_arabic_voice() -> None:
    blocks = (
        Paragraph(ENGLISH_TEXT),
        Heading(2, ENGLISH_TEXT, "a"),
        List(ordered=False, start=1, items=(ListItem((Paragraph(ENGLISH_TEXT), Quote((Paragraph(ENGLISH_TEXT),)))),)),
        Table((ENGLISH_TEXT, here("ب")), ((ENGLISH_TEXT, ENGLISH_TEXT),)),
        Callout(CalloutKind.URGENT, critical=False, blocks=(Heading(2, ENGLISH_TEXT, "b"), Paragraph(ENGLISH_TEXT))),
        Heading(2, ENGLISH_TEXT, "c"),
        Heading(2, ENGLISH_TEXT, "d"),
        Heading(2, ENGLISH_TEXT, "e"),
    )
    made = page(*blocks, tag="ar", title=ENGLISH_TEXT, summary=ENGLISH_TEXT)
    named = [each for each in made.elements if each.name not in {"style", "script"}]
    english = [each for each in named if re.search("[A-Za-z]{3}", each.text)]
    assert {each.language for each in english if "français" not in each.text} == {"en-GB"}
    assert len(english) > 30
    spoken = {"alt", "aria-label", "title", "content"}
    shown = [each for each in made.elements for key in spoken & each.attributes.keys() if "Not" in each.attributes[key]]
    assert {each.language for each in shown} == {"en-GB"}


def test_the_title_of_the_window_is_in_one_language() -> None:
    english, arabic = Page(html(document("en-GB"))).all("title")[0], Page(html(document("ar"))).all("title")[0]
    assert english.text == "Call a doctor if you feel very ill. – Leaflets for tests"
    assert arabic.text == "اتصل بالطبيب إذا شعرت بمرض شديد."


def test_hostile_text_stays_text() -> None:
    hostile = passage("</style><script>alert('{{ 7 * 7 }}')</script>\"")
    blocks = (Paragraph(hostile), Table((hostile, hostile), ((hostile, hostile),)), Image("images/square.svg", hostile))
    made = page(*blocks, title=hostile, summary=hostile, publication=hostile, publisher=hostile, notices=(hostile,))
    assert [each.attributes for each in made.all("script")] == [{"type": "application/ld+json"}]
    assert json.loads(made.all("script")[0].text)["name"] == made.all("h1")[0].text
    assert made.all("h1")[0].text == "</style><script>alert('{{ 7 * 7 }}')</script>\""
    assert made.all("img")[0].attributes["alt"] == made.all("h1")[0].text


def test_the_page_does_not_depend_on_what_it_does_not_show() -> None:
    made = document("ar", words=words(ARABIC, lambda english: f"({english})"), review_by=here("قريبا"))
    narrow = Html().narrow(made)
    assert Html().render(narrow) == Html().render(made)
    assert narrow == Html().narrow(made.without(type_size=24.0, coverage=Coverage(missing=3)))
    assert Word.PAGE.english not in dict(narrow.words.strings)


# --- Around the leaflet ---


def test_the_languages_are_links_but_for_the_one_of_the_page() -> None:
    made = page(tag="ar")
    links = {each.attributes["hreflang"]: each.attributes["href"] for each in made.all("a", rel="alternate")}
    assert links == {
        "en-GB": "../en-GB/help-en-GB.html",
        "fr": "../fr/help-fr.html",
        "zh-Hans": "../zh-Hans/help-zh-Hans.html",
    }
    names = [(each.text, each.language) for each in made.all("span") if "nav.languages" in each.inside]
    assert names[:2] == [("English", "en-GB"), (" (الإنجليزية)", "ar")]
    assert [(each.text, each.language) for each in made.all("span", class_="here")] == [("العربية", "ar")]


def test_a_leaflet_in_one_language_has_no_list_of_languages() -> None:
    only = document().alternates[:1]
    assert page(alternates=only).all("nav", class_="languages") == []


def test_the_other_formats_are_linked_to_and_this_one_is_not() -> None:
    formats = (*document().formats, FormatName("braille", ".brf", "application/x-brf"))
    links = [(each.text, each.attributes["href"]) for each in page(formats=formats).all("a") if "nav.formats" in each.inside]
    assert links == [
        ("Large print (PDF)", "../en-GB/help-en-GB-large-print.pdf"),
        ("Plain text", "../en-GB/help-en-GB.txt"),
        ("braille", "../en-GB/help-en-GB.brf"),
    ]


def test_a_translation_starts_with_its_notices_and_the_way_to_the_source() -> None:
    made = html(document("ar", (), notices=(here("تنبيه"),), words=words(ARABIC, str.upper)))
    assert (
        '<div class="notices">\n<p>تنبيه</p>\n'
        '<p><a href="../en-GB/help-en-GB.html" hreflang="en-GB">'
        '<span dir="ltr">ENGLISH VERSION</span></a></p>\n</div>\n'
    ) in made
    assert 'class="notices"' not in html(document("en-GB"))


@pytest.mark.parametrize(("count", "lists"), [(3, 0), (4, 1)])
def test_contents_are_listed_from_four_headings_on(count: int, lists: int) -> None:
    headings = [Heading(2, passage(f"Part {n}"), f"part-{n}") for n in range(count)]
    made = page(*headings, Heading(3, passage("Small"), "small"))
    links = [each.attributes["href"] for each in made.all("a") if "nav.contents" in each.inside]
    assert links == [f"#part-{n}" for n in range(count)] * lists


def test_an_entry_of_the_contents_that_fell_back_is_marked() -> None:
    headings = [Heading(2, here(name), name) for name in ("أ", "ب", "ج")]
    made = html(document("ar", (*headings, Heading(2, ENGLISH_TEXT, "last"))))
    assert '<li><a href="#أ">أ</a></li>' in made
    marked = '<span class="mark">الإنجليزية</span> <span lang="en-GB" dir="ltr">Not translated</span>'
    assert f'<li><a href="#last">{marked}</a></li>' in made


def test_the_foot_says_when_by_whom_and_in_which_language() -> None:
    made = html(document("ar", (), words=words(ARABIC, lambda english: english.replace("Published by", "نشر"))))
    footer = made.split("<footer>")[1]
    assert '<li lang="en-GB" dir="ltr">Updated 22 November 2026</li>' in footer
    assert '<li>نشر <span lang="en-GB" dir="ltr">The publisher</span></li>' in footer
    assert "العربية</li>" in footer


def test_a_published_page_names_every_language_of_it() -> None:
    made = Page(html(document("ar", address="https://leaflets.example.org")))
    links = [(each.attributes.get("hreflang"), each.attributes["href"]) for each in made.all("link")]
    assert links[0] == (None, "https://leaflets.example.org/ar/help-ar.html")
    assert [tag for tag, _ in links[1:]] == ["en-GB", "fr", "ar", "zh-Hans", "x-default"]
    assert links[-1] == ("x-default", "https://leaflets.example.org/en-GB/help-en-GB.html")


# --- Blocks ---


def test_blocks_follow_one_another_in_their_order() -> None:
    first, inner = Heading(2, passage("1"), "one"), Heading(3, passage("1a"), "a")
    assert main_of(Paragraph(passage("0")), first, inner, Divider(), Heading(2, passage("2"), "two")) == (
        '<p>0</p>\n<h2 id="one">1</h2>\n<h3 id="a">1a</h3>\n<hr>\n<h2 id="two">2</h2>\n'
    )


def test_a_list_starts_where_its_author_wanted_and_may_hold_another() -> None:
    inner = List(ordered=False, start=1, items=(ListItem((Paragraph(passage("b")),)),))
    outer = List(ordered=True, start=3, items=(ListItem((Paragraph(passage("a")), inner)),))
    assert main_of(outer) == '<ol start="3">\n<li>\n<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n'


def test_a_table_has_headers_of_columns_and_of_rows() -> None:
    table = Table((passage("Age"), passage("Dose")), ((passage("5 to 9"), passage("1 tablet")),))
    assert main_of(table) == (
        '<div class="table few">\n<table>\n'
        '<thead>\n<tr>\n<th scope="col">Age</th>\n<th scope="col">Dose</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<th scope="row" data-label="Age">5 to 9</th>\n<td data-label="Dose">1 tablet</td>\n</tr>\n'
        "</tbody>\n</table>\n</div>\n"
    )
    assert '<div class="table">' in main_of(Table((passage("a"),) * 4, ((passage("b"),) * 4,)))


def test_a_callout_says_in_words_what_it_is_for() -> None:
    call = Heading(3, passage("Call ", phone()), "call")
    assert main_of(Callout(CalloutKind.EMERGENCY, critical=True, blocks=(call, Paragraph(passage("now"))))) == (
        '<div class="callout emergency">\n<h3 class="headline" id="call"><span class="label">Emergency'
        '<span class="hidden">:</span></span> Call '
        f'<a class="phone unbroken" href="tel:02079460958" translate="no"{DIGIT_BY_DIGIT}>020 7946 0958</a></h3>\n'
        '<div class="body">\n<p>now</p>\n</div>\n</div>\n'
    )
    assert main_of(Callout(CalloutKind.CONTACT, critical=False, blocks=(Paragraph(passage("us")),))).startswith(
        '<div class="callout contact">\n'
        '<p class="headline"><span class="label">Contact<span class="hidden">:</span></span></p>\n'
    )


def test_a_picture_is_in_the_page_and_a_decoration_has_an_empty_alternative() -> None:
    assert main_of(Image("images/square.svg", passage("A blue field"))).startswith(
        '<figure><img src="data:image/svg+xml;base64,PHN2'
    )
    assert main_of(Image("images/square.svg", None)).endswith(' alt=""></div>\n')


def test_a_picture_whose_words_fell_back_is_framed_and_says_so() -> None:
    said = Words(language=ARABIC, plural_forms="", strings=((Word.IN_ENGLISH.english, ("بالإنجليزية:",)),))
    made = main_of(Image("images/square.svg", ENGLISH_TEXT), tag="ar", words=said)
    assert made.startswith('<div class="untranslated">\n<p class="why">بالإنجليزية:</p>\n<figure><img src="data:')
    assert made.endswith(' alt="Not translated" lang="en-GB" dir="ltr"></figure>\n</div>\n')


def test_a_link_to_a_leaflet_goes_to_it_in_the_language_of_the_page() -> None:
    link = Link(LeafletTarget("visa"), (Text("أ"),))
    assert main_of(Paragraph(passage(link, language=ARABIC)), tag="ar") == '<p><a href="../ar/visa-ar.html">أ</a></p>\n'


def test_a_block_that_fell_back_is_framed_and_says_so_in_the_language_of_the_page() -> None:
    said = Words(language=ARABIC, plural_forms="", strings=((Word.IN_ENGLISH.english, ("بالإنجليزية:",)),))
    assert main_of(Paragraph(ENGLISH_TEXT), Heading(2, ENGLISH_TEXT, "a"), tag="ar", words=said) == (
        '<div class="untranslated">\n<p class="why">بالإنجليزية:</p>\n'
        '<p lang="en-GB" dir="ltr">Not translated</p>\n</div>\n'
        '<div class="untranslated">\n<p class="why">بالإنجليزية:</p>\n'
        '<h2 id="a" lang="en-GB" dir="ltr">Not translated</h2>\n</div>\n'
    )


def test_an_item_that_fell_back_is_marked_by_the_name_of_its_language() -> None:
    marked = '<span class="mark">الإنجليزية</span> <span lang="en-GB" dir="ltr">Not translated</span>'
    item = ListItem((Paragraph(ENGLISH_TEXT),))
    assert main_of(List(ordered=False, start=1, items=(item,)), tag="ar") == f"<ul>\n<li>{marked}</li>\n</ul>\n"
    table = main_of(Table((here("أ"), ENGLISH_TEXT), ((here("ب"), ENGLISH_TEXT),)), tag="ar")
    assert f'<td data-label="Not translated" class="untold">{marked}</td>' in table


# --- Style ---


def test_each_language_of_the_page_has_its_own_type() -> None:
    style = Page(html(document("ur"))).all("style")[0].text
    assert ':lang(ur) { --family: "Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting"' in style
    assert re.search(r":lang\(ur\).* --leading: 2\.3; --size: 1\.33; --measure: 60ch; }", style)
    assert ':lang(ur) :is(a, span)[dir="ltr"] { margin-inline: 0.15em; }' in style
    assert style.count('[dir="ltr"] { margin-inline') == 1
    assert re.search(r":lang\(zh-Hans\).* --measure: 40em; }", style)
    assert re.search(r":lang\(en-GB\).* --leading: 1\.5; --size: 1; --measure: 60ch; }", style)


@pytest.mark.parametrize(
    "pattern",
    [
        *("italic", "justify", "letter-spacing", "uppercase", r"(?<!-)opacity", "font-variant"),
        *(r"-(left|right|top|bottom)\b", r"(?<![-\w])(width|height)\s*:", "forced-color-adjust"),
    ],
)
def test_the_style_sheet_keeps_off_what_some_reader_cannot_use(pattern: str) -> None:
    assert re.findall(pattern, re.sub(r"/\*.*?\*/", "", asset("styles/html.css").decode(), flags=re.DOTALL)) == []


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_text_has_a_contrast_of_seven_and_an_edge_of_three_in_the_light_and_in_the_dark() -> None:
    light_rule, dark_rule = re.findall(r":root \{(.*?)\}", asset("styles/html.css").decode(), flags=re.DOTALL)[:2]
    light: dict[str, str] = dict(re.findall(r"--([\w-]+): (#\w{6})", light_rule))
    dark: dict[str, str] = light | dict(re.findall(r"--([\w-]+): (#\w{6})", dark_rule))
    kinds = [kind.value for kind in CalloutKind]
    grounds = ["paper", "soft", *(f"{kind}-soft" for kind in kinds)]
    texts = [(text, ground) for text in ("ink", "link", "visited") for ground in grounds]
    heads = [("band-ink", "band"), ("focus-ink", "focus"), *(("band-ink", kind) for kind in kinds)]
    edges = [(edge, "paper") for edge in ("line", *(f"{kind}-edge" for kind in kinds))]
    for colours in (light, dark):
        assert {pair for pair in texts + heads if contrast(colours[pair[0]], colours[pair[1]]) < 7} == set()
        assert {pair for pair in edges if contrast(colours[pair[0]], colours[pair[1]]) < 3} == set()
