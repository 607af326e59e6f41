"""Web pages of every kind of block in a browser: validators, narrow screens, the order of numbers, paper."""

from pathlib import Path

import pytest

from pipeline.languages import parse_language
from pipeline.model import (
    Block,
    Callout,
    CalloutKind,
    FactKind,
    FactValue,
    Heading,
    Image,
    Paragraph,
    Passage,
    State,
    Table,
    TranslatedDocument,
)
from pipeline.renderers.html import Html
from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from tests import publications
from tests.browser.conftest import SPACING, Complaints, Lost, OpenPage
from tests.documents import SENTENCES, document, everything, passage, phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ("en-GB", "ar", "ur", "bn", "zh-Hans")


def leaflet(tag: str) -> TranslatedDocument:
    """Return a leaflet with every kind of block and of callout, tables of three and of five columns, contents, fallbacks."""
    words = passage(SENTENCES[tag], language=parse_language(tag))
    english = passage("Not translated yet", state=State.MISSING)
    callouts = [
        Callout(kind, critical=False, blocks=(Heading(3, words, kind.value), Paragraph(words))) for kind in CalloutKind
    ]
    tables = [Table((words,) * columns, ((words,) * columns, (words,) * columns)) for columns in (3, 5)]
    more: tuple[Block[Passage], ...] = (Heading(2, words, "third"), *callouts, Heading(2, words, "fourth"), *tables)
    fallbacks = (Heading(2, english, "fifth"), Image("images/square.svg", english))
    return document(tag, (*everything(parse_language(tag)), *more, *fallbacks))


def rendered(tag: str) -> bytes:
    return Html().render(leaflet(tag)).content


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Return the files of the leaflet in some languages."""
    folder = tmp_path_factory.mktemp("pages")
    return tuple(publications.write(folder, {f"{tag}.html": rendered(tag)}) / f"{tag}.html" for tag in TAGS)


@pytest.mark.parametrize("validator", [Nu(), Axe(), Axe(width=320)], ids=["nu", "axe", "axe-320"])
def test_validators_find_nothing(validator: Validator, pages: tuple[Path, ...], complaints: Complaints) -> None:
    """That the same words lead to several places, as they do here, no machine can judge."""
    said = complaints(validator, pages).values()
    assert {each for page in said for each in page if "identical-links-same-purpose" not in each} == set()


@pytest.mark.parametrize("width", [320, 768, 960, 1280])
@pytest.mark.parametrize("tag", [*TAGS, "ta", "ti", "ro"])
def test_nothing_is_lost_at_any_width_and_with_the_readers_own_spacing(
    tag: str, width: int, open_page: OpenPage, lost: Lost
) -> None:
    page = open_page(rendered(tag), width=width)
    assert lost(page) == []
    page.add_style_tag(content=SPACING)
    assert lost(page) == []


def test_a_line_that_is_too_long_is_found(open_page: OpenPage, lost: Lost) -> None:
    long = rendered("en-GB").replace(b"<p>", b'<p style="white-space: nowrap">').replace(b"ill.", b"ill " * 20)
    assert lost(open_page(long, width=320))[0].startswith("<html")


@pytest.mark.parametrize("tag", TAGS)
def test_what_is_not_within_a_line_is_44_pixels_high_and_wide(tag: str, open_page: OpenPage) -> None:
    page = open_page(rendered(tag), width=320)
    sizes = page.eval_on_selector_all(
        "nav a",
        "all => all.map(each => each.getBoundingClientRect()).map(box => [Math.round(box.width), Math.round(box.height)])",
    )
    assert len(sizes) >= 3 + 2 + 4
    assert [size for size in sizes if min(size) < 44] == []


def test_the_keyboard_meets_the_skip_link_first_and_sees_where_it_is(open_page: OpenPage) -> None:
    page = open_page(rendered("ar"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") >= 44
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_table_stays_a_table_where_its_cells_are_stacked(width: int, open_page: OpenPage) -> None:
    name, dose = passage("Age"), passage("Dose")
    made = document(blocks=(Table((name, dose), ((passage("5 to 9"), passage("1 tablet")),)),))
    page = open_page(Html().render(made).content, width=width)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")
    roles = [(node["role"]["value"], node["name"]["value"]) for node in tree["nodes"] if "name" in node]
    assert ("columnheader", "Dose") in roles
    assert any(role == "rowheader" and name.endswith("5 to 9") for role, name in roles)
    assert any(role in ("cell", "gridcell") and name.endswith("1 tablet") for role, name in roles)
    assert {"table", "row"} <= {role for role, _ in roles}


PLACES = """element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), places = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const word of node.data.matchAll(/[\\d.°×]+C?|[a-z]+|UK£/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const box = range.getBoundingClientRect();
            places.push([Math.round(box.top / 8), box.left, word[0]]);
        }
    return places.sort((one, other) => one[0] - other[0] || one[1] - other[1]).map(place => place[2]);
}"""
"""The words of an element as they are seen, from left to right."""


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_numbers_and_units_are_seen_in_their_order_in_right_to_left_text(tag: str, open_page: OpenPage) -> None:
    language = parse_language(tag)
    blocks = tuple(
        Paragraph(passage("ا ", words, " ا", language=language))
        for words in (phone(), "020 7946 0958", "37.5 °C", "2 × 500 mg")
    )
    page = open_page(Html().render(document(tag, blocks)).content)
    assert [page.evaluate(PLACES, each) for each in page.query_selector_all("main > p:not(.lead)")] == [
        ["020", "7946", "0958"],
        ["020", "7946", "0958"],
        ["37.5", "°C"],
        ["2", "×", "500", "mg"],
    ]


def test_money_in_arabic_is_seen_as_number_then_sign_from_right_to_left(open_page: OpenPage) -> None:
    arabic = parse_language("ar")
    price = FactValue(name="fee", kind=FactKind.MONEY, text="\u200f9.35\u00a0UK£", language=arabic, url=None)
    free, glued = passage("السعر ", price, " NHS", language=arabic), passage("بـ", price, " 5", language=arabic)
    page = open_page(Html().render(document("ar", (Paragraph(free), Paragraph(glued)))).content)
    assert [page.evaluate(PLACES, each) for each in page.query_selector_all("main > p:not(.lead)")] == [
        ["UK£", "9.35"],
        ["5", "UK£", "9.35"],
    ]


def test_numbers_stand_clear_of_the_letters_of_nastaliq(open_page: OpenPage) -> None:
    urdu = parse_language("ur")
    page = open_page(Html().render(document("ur", (Paragraph(passage("دن 24 گھنٹے ", phone(), language=urdu)),))).content)
    margins = "all => all.map(each => parseFloat(getComputedStyle(each).marginInlineStart))"
    assert [margin > 2 for margin in page.eval_on_selector_all("main > p:not(.lead) [dir=ltr]", margins)] == [True, True]


def test_paper_gets_black_text_and_no_navigation(open_page: OpenPage) -> None:
    page = open_page(rendered("ar"), scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.querySelector('.headline')).color") == "rgb(0, 0, 0)"
    assert page.is_visible("nav.languages") is False
    assert (
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('main > p:not(.lead)')).fontSize)") >= 14 * 96 / 72
    )
    address = "getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content"
    assert page.evaluate(address) == '" \u2066(https://111.nhs.uk)\u2069"'
