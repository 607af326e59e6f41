"""How large print is laid out, from the layout tree and from the finished pages."""

import re
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import remove_last_whitespace
from weasyprint.text.line_break import split_first_line

from pipeline.errors import EveryleafError
from pipeline.languages import parse_language, typography
from pipeline.model import (
    Abbreviation,
    Callout,
    CalloutKind,
    FactKind,
    FactValue,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Passage,
    State,
    Table,
    Text,
    WebTarget,
    Words,
)
from pipeline.renderers.markup import plain_text
from pipeline.renderers.pdf import LargePrint, typeset
from pipeline.renderers.pdf.addresses import with_addresses
from pipeline.renderers.pdf.layout import shortened, to_html
from pipeline.renderers.pdf.linebreak import repaired_lines
from pipeline.renderers.pdf.readback import read_back
from pipeline.renderers.pdf.reading import UnfitError
from tests.documents import ENGLISH, SENTENCES, document, passage, phone
from tests.pdf_reading import by_pdfium, by_poppler, elements, large_print, open_pdf, print_blocks, read_aloud

ARABIC, URDU = parse_language("ar"), parse_language("ur")
WIDE = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def html(body: str, style: str = "") -> str:
    return f'<html lang="en"><head><title>t</title><style>{style}</style></head><body>{body}</body></html>'


def texts_of_lines(text: str, width: float, direction: str = "ltr") -> list[list[Any]]:
    """Return the boxes of text in each line of a body, at a width in CSS pixels."""
    style = f'@page {{ size: {width}px 900px; margin: 0 }} body {{ font: 20px "Noto Sans"; margin: 0 }} p {{ margin: 0 }}'
    with repaired_lines():
        source = HTML(string=html(f'<p dir="{direction}">{text}</p>', style))
        pages = source.render(font_config=typeset._fonts()).pages
    found = [box for box in pages[0]._page_box.descendants() if isinstance(box, boxes.LineBox)]
    return [[each for each in line.descendants() if isinstance(each, boxes.TextBox)] for line in found]


def lines(text: str, width: float) -> list[str]:
    return ["".join(box.text for box in line) for line in texts_of_lines(text, width)]


def width_of(text: str) -> float:
    [line] = texts_of_lines(text, 9000)
    return float(sum(box.width for box in line))


def test_a_line_before_a_link_is_broken_as_late_as_one_without_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Ask for help on the line {}0800 555 0111{} at any time"
    linked = text.format('<a href="tel:1">', "</a>")
    width = width_of("Ask for help on the line") + 0.5  # no room for the space after it
    assert lines(linked, width) == lines(text.format("", ""), width)
    assert lines(linked, width)[0] == "Ask for help on the line"
    monkeypatch.setattr("pipeline.renderers.pdf.linebreak.split_first_line", split_first_line)
    assert lines(linked, width)[0] == "Ask", "WeasyPrint breaks lines well by itself now"


def gaps(text: str, direction: str) -> set[int]:
    """Return how far, in CSS pixels, any text is from the text or the edge where its line starts, at many widths."""
    found = set()
    for width in range(150, 400, 5):
        for line in texts_of_lines(text, width, direction):
            ends = sorted((box.position_x, box.position_x + box.width) for box in line if box.width)
            edge = ends[0][0] if direction == "ltr" else width - ends[-1][1]
            found |= {round(edge)} | {round(after[0] - before[1]) for before, after in pairwise(ends)}
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("اتصل الآن <b>اتصل <span dir='ltr'>2 times 37.5 °C</span> الآن</b> إذا <span dir='ltr'>NHS 111</span> شعرت", "rtl"),
        ("Ask for <span dir='rtl'>اللغة العربية <i>الآن</i></span> or <b>more <i>than</i> one</b> language", "ltr"),
    ],
)
def test_no_line_has_a_gap_where_it_ends(text: str, direction: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gaps(text, direction) == {0}
    monkeypatch.setattr("pipeline.renderers.pdf.linebreak.remove_last_whitespace", remove_last_whitespace)
    assert gaps(text, direction) != {0}, "WeasyPrint ends lines well by itself now"


def test_a_bullet_that_is_lower_than_its_line_is_not_refused() -> None:
    tall = "@page { size: A6; margin: 0 } html { font: 20px 'Noto Sans' } p { margin: 0 } li::marker { line-height: 900px }"
    typeset.lay_out(html("<ul><li>one</li></ul>"), (), tall)


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_numbers_in_right_to_left_text_keep_their_order_on_paper(tag: str) -> None:
    language = parse_language(tag)
    text = passage(SENTENCES[tag], " ", phone(), " 37.5 °C, 2 × 500 mg +44 20 7946 0958", language=language)
    content = print_blocks(Paragraph(text), tag=tag)
    for extracted in (by_poppler(content), by_pdfium(content)):
        assert re.findall(r"020 7946 0958|37\.5 °C|2 × 500 mg|\+44 20 7946 0958", extracted.replace("\xa0", " ")) != []
        assert "8590" not in extracted
        assert "37.5" in extracted


def test_money_in_arabic_keeps_its_order_and_its_sign_on_paper() -> None:
    price = FactValue(name="fee", kind=FactKind.MONEY, text="\u200f9.35\u00a0UK£", language=ARABIC, url=None)
    blocks = (
        Paragraph(passage("السعر ", price, " الآن", language=ARABIC)),
        Paragraph(passage("بـ", price, language=ARABIC)),
    )
    pages = pypdfium2.PdfDocument(print_blocks(*blocks, tag="ar"))
    text = pages[0].get_textpage()
    seen = [(text.get_charbox(index), text.get_text_range(index, 1)) for index in range(text.count_chars())]
    signs = [(round(top), left, sign) for (left, _, _, top), sign in seen if sign in "935K£"]
    shown = "".join(sign for _, _, sign in sorted(signs, key=lambda place: (-place[0] // 12, place[1])))
    assert shown == "K£935" * 2


def test_a_telephone_number_is_never_broken_over_lines() -> None:
    blocks = tuple(Paragraph(passage("x" * count, " ", phone(), " now")) for count in range(10, 60))
    assert by_poppler(print_blocks(*blocks)).count("020 7946 0958") == 50


def test_the_running_title_keeps_its_own_language_and_direction() -> None:
    title = passage("Wash your hands", language=ENGLISH, state=State.MISSING)
    page = to_html(document("ar", title=title))
    assert '<p class="running title" lang="en-GB" dir="ltr">Wash your hands</p>' in page
    pages = typeset.lay_out(page, document("ar").images).document.pages
    [shown] = [
        box for box in pages[1]._page_box.descendants() if isinstance(box, boxes.TextBox) and box.text == "Wash your hands"
    ]
    assert (shown.style["lang"], shown.style["direction"], shown.style["font_family"][0]) == ("en-GB", "ltr", "Noto Sans")


@pytest.mark.parametrize(
    ("width", "expected"), [(30.0, "Wash your hands with soap"), (12.0, "Wash your hands…"), (4.0, "Wash…"), (3.0, "Was…")]
)
def test_a_long_title_is_shortened_at_the_head_of_pages(width: float, expected: str) -> None:
    assert shortened("Wash your hands with soap", width) == expected


def test_the_page_number_is_in_the_words_of_the_language() -> None:
    words = Words(
        language=URDU,
        plural_forms="nplurals=2; plural=(n != 1);",
        strings=(("Page {page} of {pages}", ("{pages} / {page}",)),),
    )
    page = to_html(document("ur", words=words))
    page_number = page.partition('<p class="running page-number"><span>')[2].partition("</span></p>")[0]
    assert page_number == '<span class="pages" dir="ltr"></span> / <span class="page" dir="ltr"></span>'


def test_all_text_is_at_least_of_the_size_that_was_asked_for() -> None:
    pages = typeset.lay_out(to_html(document("ar", type_size=24.0)), document("ar").images).document.pages
    texts = [box for page in pages for box in page._page_box.descendants() if isinstance(box, boxes.TextBox)]
    assert min(round(box.style["font_size"] * 0.75, 1) for box in texts) == 24
    assert {box.style["font_style"] for box in texts} == {"normal"}


def test_nothing_is_underlined() -> None:
    """UKAAF, G003: not even a link, or an abbreviation that has a title."""
    letters = Abbreviation(text="GP", expansion="general practitioner", is_spelt_out=False)
    link = Link(WebTarget("https://www.nhs.uk"), (Text("a link"),))
    leaflet = document("en-GB", blocks=(Paragraph(passage(letters, " and ", link)),))
    boxes_of_text = [
        box
        for page in typeset.lay_out(to_html(leaflet), leaflet.images).document.pages
        for box in page._page_box.descendants()
        if isinstance(box, boxes.TextBox)
    ]
    assert {str(box.style["text_decoration_line"]) for box in boxes_of_text} == {"none"}


@pytest.mark.parametrize(("size", "is_shown"), [(18.0, True), (28.0, False)])
def test_the_english_name_of_the_language_is_hidden_before_it_covers_the_page_number(size: float, is_shown: bool) -> None:  # noqa: FBT001
    pages = typeset.lay_out(to_html(document("zh-Hans", (), type_size=size)), ()).document.pages
    margins = {box.at_keyword: box for box in pages[0]._page_box.children if isinstance(box, boxes.MarginBox)}
    assert margins["@bottom-left"].position_x + margins["@bottom-left"].width <= margins["@bottom-right"].position_x
    name = next(box for box in margins["@bottom-left"].descendants() if box.element_tag == "p")
    texts = {box.text: box.position_y for box in name.descendants() if isinstance(box, boxes.TextBox)}
    assert name.style["overflow"] == "hidden"
    assert (texts["(Simplified Chinese)"] < name.position_y + name.height) == is_shown


# --- Tables -------------------------------------------------------------------------------------------------------------


def test_a_table_of_three_columns_is_read_row_by_row_with_its_heads() -> None:
    header = (passage("Day"), passage("From"), passage("To"))
    row = (passage("Monday"), passage("9 am"), passage("5 pm"))
    content = print_blocks(Table(header, (row,)))
    assert elements(content, "Table") == []
    assert read_aloud(content).splitlines()[1:4] == ["Day: Monday", "From: 9 am", "To: 5 pm"]
    assert [str(each.A.ListNumbering) for each in elements(content, "L")] == ["/None"]


def test_the_rows_of_a_stacked_table_go_to_a_new_page_by_themselves() -> None:
    row = tuple(passage(words) for words in ("Pharmacy", "You have a small health problem", "Ask a pharmacist near you"))
    table = Table((passage("Service"), passage("When"), passage("How")), (row,) * 12)
    before = (Paragraph(passage("One paragraph.")), Heading(2, passage("Choose"), "a"), Paragraph(passage("Some help.")))
    content = print_blocks(*before, table)
    pages = by_poppler(content).removesuffix("\f").split("\f")
    assert "Choose" in pages[0]
    assert all(page.count("Service:") >= 4 for page in pages[:-1]), [page.count("Service:") for page in pages]


def test_a_table_of_two_columns_stays_one_if_it_fits_and_is_stacked_if_not() -> None:
    header = (passage("Word"), passage("Meaning"))
    narrow = Table(header, ((passage("soap"), passage("for hands")),))
    wide = Table(header, ((passage(WIDE), passage("a long word")),))
    assert [len(elements(print_blocks(each), "Table")) for each in (narrow, wide)] == [1, 0]
    assert WIDE in read_aloud(print_blocks(wide))


def test_a_head_that_the_layout_would_drop_is_not_lost() -> None:
    header = (passage("A head that is very long. " * 40), passage("Meaning"))
    content = print_blocks(Table(header, ((passage("A row that is very long. " * 20), passage("x")),)))
    assert "A head that is very long." in read_aloud(content)


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ta"])
def test_nothing_of_a_hard_leaflet_is_lost(tag: str) -> None:
    language, words = parse_language(tag), SENTENCES[tag]
    nested = List(ordered=False, start=1, items=(ListItem((Paragraph(passage(f"{words} 6", language=language)),)),))
    for depth in range(5, 0, -1):
        text = Paragraph(passage(f"{words} {depth}", language=language))
        nested = List(ordered=False, start=1, items=(ListItem((text, nested)),))
    cells = tuple(passage(f"{words} {column}", language=language) for column in range(12))
    title = passage(words * 9, language=language)
    content = print_blocks(nested, Table(cells, (cells, cells)), tag=tag, title=title, type_size=28.0)
    said = read_aloud(content)
    assert said.count(words) == 9 + 6 + 3 * 12 + 12
    assert len(title.inlines[0].text) > 250  # type: ignore[union-attr]


# --- What does not fit or is not there ------------------------------------------------------------------------------------


def test_text_that_sticks_out_of_the_page_is_refused() -> None:
    with pytest.raises(UnfitError, match="is too wide or too high for a page of large print"):
        typeset.lay_out(html(f"<p>{WIDE}</p>"), (), "@page { size: A6 }")


def test_text_that_is_laid_out_but_hidden_is_refused() -> None:
    with pytest.raises(UnfitError, match='shows "" where the leaflet says "two"'):
        typeset.lay_out(html('<p>one</p><p id="x">two</p>'), (), "#x { display: none }")


def test_a_character_without_a_glyph_is_named_with_its_text_and_language() -> None:
    with pytest.raises(EveryleafError) as raised:
        print_blocks(Paragraph(passage("Wash your hands 😀 now")))
    [problem] = raised.value.problems
    assert problem.code == "glyph-missing"
    assert problem.message == (
        'no font for large print has the character 😀 (U+1F600) of "Wash your hands 😀 now", in British English'
    )


def test_characters_of_other_scripts_and_signs_come_from_other_locked_families() -> None:
    content = print_blocks(Paragraph(passage("✔ → 中文 ไทย עברית বাংলা")))
    fonts = {str(font.BaseFont).split("+")[1] for page in open_pdf(content).pages for font in page.Resources.Font.values()}
    assert all(name.startswith("Noto-") for name in fonts), fonts


# --- Words --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words", "shown"),
    [
        ("https://111.nhs.uk/help", "Ask NHS 111", "Ask NHS 111 (https://\u2060111.nhs.uk/help)"),
        ("https://www.nhs.uk/", "nhs.uk", "nhs.uk"),
        ("tel:02079460958", "Call us", "Call us (02079460958)"),
        ("tel:02079460958", "020 7946 0958", "020 7946 0958"),
        ("mailto:help@example.org", "Write to us", "Write to us (help@example.org)"),
    ],
)
def test_an_address_that_a_link_does_not_say_is_written_out(url: str, words: str, shown: str) -> None:
    assert plain_text(with_addresses(passage(Link(WebTarget(url), (Text(words),))))) == shown


def test_a_part_in_english_is_marked_once_with_words() -> None:
    english = ListItem((Paragraph(passage("Wash", language=ENGLISH, state=State.MISSING)),))
    items = List(ordered=False, start=1, items=(english, english))
    said = read_aloud(print_blocks(items, tag="ar"))
    assert said.count("This part is still in English:") == 1
    assert said.count("Wash") == 2


def test_a_callout_says_what_it_is() -> None:
    content = print_blocks(Callout(CalloutKind.URGENT, critical=True, blocks=(Paragraph(passage("Call 111.")),)))
    assert read_aloud(content).splitlines()[1:3] == ["Urgent", "Call 111."]


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_no_line_is_longer_than_its_language_allows(tag: str) -> None:
    language = parse_language(tag)
    text = passage((SENTENCES[tag] + " ") * 8, language=language)
    pages = typeset.lay_out(to_html(document(tag, blocks=(Paragraph(text),))), ()).document.pages
    found = [box.text for page in pages for box in page._page_box.descendants() if isinstance(box, boxes.TextBox)]
    assert max(map(len, found)) <= max(70, typography(language).measure) - 30 * (language.base == "zh")


def test_an_edition_counts_its_pages() -> None:
    edition = LargePrint().render(document("en-GB"))
    assert edition.pages == len(open_pdf(edition.content).pages) == 2
    assert large_print(document("en-GB")) == edition.content


def pages_of_callout(items: int, *before: str) -> list[str]:
    """Return the text of each page of a heading and a callout of so many items, after some paragraphs."""
    steps = tuple(ListItem((Paragraph(passage(f"Item {number}")),)) for number in range(items))
    blocks = (Heading(3, passage("Call now"), "b"), List(ordered=False, start=1, items=steps))
    callout = Callout(CalloutKind.URGENT, critical=True, blocks=blocks)
    paragraphs = tuple(Paragraph(passage(text)) for text in before)
    text = by_poppler(print_blocks(*paragraphs, Heading(2, passage("Section"), "a"), callout))
    return text.removesuffix("\f").split("\f")


@pytest.mark.slow
def test_a_callout_that_fits_on_a_page_is_never_broken() -> None:
    for count in range(4, 22, 3):
        pages = pages_of_callout(12, *["A paragraph of some words."] * count)
        (whole,) = [page for page in pages if "Item 0" in page]
        assert all(f"Item {number}" in whole for number in range(12)), count
        assert "Section" in whole


@pytest.mark.parametrize("items", range(18, 46, 4))
def test_a_heading_is_never_alone_at_the_foot_of_a_page_whatever_the_height_of_the_callout(items: int) -> None:
    pages = pages_of_callout(items, "One paragraph.")
    (headed,) = [page for page in pages if "Section" in page]
    assert "Item 0" in headed
    assert [number for page in pages for number in re.findall(r"Item (\d+)", page)] == [str(each) for each in range(items)]


@pytest.mark.parametrize(("tag", "size", "count"), [("en-GB", 18.0, 50), ("ta", 24.0, 10), ("ur", 24.0, 8)])
@pytest.mark.slow
def test_no_line_of_a_paragraph_is_alone_on_a_page(tag: str, size: float, count: int) -> None:
    text = Paragraph(passage((SENTENCES[tag] + " ") * count, language=parse_language(tag)))
    for paragraphs in range(4):
        before = (Paragraph(passage(SENTENCES[tag], language=parse_language(tag))),) * paragraphs
        leaflet = document(tag, blocks=(*before, text), notices=(), summary=None, type_size=size)
        pages = typeset.lay_out(to_html(leaflet), ()).document.pages
        parts: dict[Any, list[int]] = {}
        for page in pages:
            for box in page._page_box.descendants():
                if isinstance(box, boxes.BlockContainerBox) and box.element_tag == "p":
                    lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
                    parts.setdefault(box.element, []).append(len(lines))
        broken = [lines for element, lines in parts.items() if len(lines) > 1 and not element.get("class")]
        assert broken
        assert all(min(lines) >= 2 for lines in broken), broken


@pytest.mark.parametrize("size", [24.0, 28.0])
@pytest.mark.parametrize("tag", ["ta", "ur"])
@pytest.mark.slow
def test_a_heading_stays_with_a_box_whose_own_heading_and_first_item_fill_the_page(tag: str, size: float) -> None:
    def here(count: int) -> Passage:
        return passage(" ".join([SENTENCES[tag]] * count), language=parse_language(tag))

    items = List(ordered=False, start=1, items=(ListItem((Paragraph(here(2)),)),) * 4)
    callout = Callout(CalloutKind.URGENT, critical=True, blocks=(Heading(3, here(1), "b"), items))
    blocks = (Paragraph(here(1)), Heading(2, here(1), "a"), callout)
    leaflet = document(tag, blocks=blocks, notices=(), summary=None, type_size=size)
    for page in typeset.lay_out(to_html(leaflet), ()).document.pages[:-1]:
        found = [
            box.element_tag
            for child in page._page_box.children
            if not isinstance(child, boxes.MarginBox)
            for box in [child, *child.descendants()]
            if isinstance(box, boxes.BlockContainerBox) and any(isinstance(line, boxes.LineBox) for line in box.children)
        ]
        assert found[-1] not in ("h2", "p.label")


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>a</td><td><nobr>{}</nobr></td></tr></table>",
        "<aside><p><nobr>{}</nobr></p></aside>",
        "<ul><li>a<ul><li>b<ul><li><nobr>{}</nobr></li></ul></li></ul></li></ul>",
    ],
)
def test_text_that_sticks_out_of_a_cell_a_box_or_a_list_is_refused(body: str) -> None:
    style = "@page { size: A6 } nobr { white-space: nowrap } table { table-layout: fixed; width: 100% }"
    with pytest.raises(UnfitError, match="is too wide or too high"):
        typeset.lay_out(html(body.format("020 7946 0958 " * 4)), (), style)


@pytest.mark.parametrize("size", [18.0, 28.0])
@pytest.mark.parametrize(
    "text",
    [
        "one বাংলা two اردو 12 中文 three עברית ไทย",
        "e\u0301 a\u0323\u0302 x\u0338",
        "½ ≥ 37.5 µg → ✔ ℃ № … —",
    ],
)
def test_a_line_of_many_scripts_or_signs_is_said_as_it_is_written(text: str, size: float) -> None:
    assert text in read_aloud(print_blocks(Paragraph(passage(text)), type_size=size))


@pytest.mark.parametrize("tag", ["ar", "ur", "fa"])
def test_an_address_a_number_and_an_e_mail_in_right_to_left_text_keep_their_order(tag: str) -> None:
    shown = ("https://www.nhs.uk/a-b?c=1", "help@example.org", "020 7946 0958", "37.5 °C")
    text = f"{SENTENCES[tag]} {shown[0]} {SENTENCES[tag]} {shown[1]} {SENTENCES[tag]} {shown[2]} {shown[3]}"
    content = print_blocks(Paragraph(passage(text, language=parse_language(tag))), tag=tag)
    marks = "".join("".join(units) for said in read_back(content) for units in said.painted or ())
    for part in shown:
        assert part in marks.replace("\xa0", " "), "in the order of the page, from left to right"
    assert text in read_aloud(content)


@pytest.mark.slow
def test_a_leaflet_of_sixty_pages_is_laid_out_without_loss() -> None:
    sections = tuple(
        block
        for number in range(75)
        for block in (
            Heading(2, passage(f"Section {number}"), f"s{number}"),
            Paragraph(passage(f"Call a doctor if you feel very ill, {number}. " * 30)),
        )
    )
    content = print_blocks(*sections)
    assert len(open_pdf(content).pages) >= 60
    assert read_aloud(content).count("Call a doctor if you feel very ill, ") == 75 * 30
