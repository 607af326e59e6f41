"""The holes of WeasyPrint 70.0's tags that `FINDINGS` lists, each closed, and each with the test that proves it."""

import re

import page
import pytest

from pipeline.languages import parse_language
from pipeline.model import (
    Abbreviation,
    Block,
    Emphasis,
    Heading,
    Image,
    LeafletTarget,
    Link,
    List,
    ListItem,
    Paragraph,
    Passage,
    State,
    Strong,
    Table,
    Text,
    WebTarget,
)
from pipeline.renderers.pdf import typeset
from pipeline.renderers.pdf.addresses import with_addresses
from tests.documents import ENGLISH, document, passage, phone
from tests.pdf_reading import (
    by_pdfium,
    by_poppler,
    content_marks,
    elements,
    large_print,
    marks,
    open_pdf,
    print_blocks,
    tree,
)

ARABIC = parse_language("ar")
LONG = "Wash your hands with soap and warm water for twenty seconds. " * 40


def item(text: str, *more: Block[Passage]) -> ListItem[Passage]:
    return ListItem((Paragraph(passage(text)), *more))


def test_a_passage_in_another_language_says_so_in_the_tree() -> None:
    arabic = passage("اتصل بالطبيب", language=ARABIC)
    english = passage("Call a doctor", language=ENGLISH, state=State.MISSING)
    assert tree(print_blocks(Paragraph(arabic), Paragraph(english), tag="ar")).splitlines()[3:9] == [
        "  P",
        '    Span "اتصل بالطبيب"',
        "  P [en-GB]",
        '    Span "This part is still in English:"',
        "  P [en-GB]",
        '    Span "Call a doctor"',
    ]


def test_running_heads_and_page_numbers_are_artifacts_of_pagination() -> None:
    content = print_blocks(Paragraph(passage(LONG)))
    artifacts = [properties for tag, properties, shows in content_marks(open_pdf(content).pages[1]) if tag == "/Artifact"]
    assert [str(each.Type) for each in artifacts] == ["/Pagination"] * 6  # title, language, "Page ", "2", " of ", "2"
    assert "Page" not in tree(content)


def test_a_paragraph_over_several_pages_is_one_paragraph() -> None:
    content = print_blocks(Paragraph(passage(LONG)))
    [paragraph] = [each for each in elements(content, "P") if len(marks(each)) > 10]
    assert len({page for page, _ in marks(paragraph)}) > 1


def test_a_list_over_four_pages_is_one_list() -> None:
    content = print_blocks(List(ordered=False, start=1, items=tuple(item(f"Step {number}") for number in range(60))))
    [whole] = elements(content, "L")
    assert len({page for page, _ in marks(whole)}) == len(open_pdf(content).pages) == 4
    assert len(elements(content, "LI")) == 60


def test_a_table_over_two_pages_is_one_table_whose_head_is_read_once() -> None:
    rows = tuple((passage(f"Day {number}"), passage("Open")) for number in range(40))
    content = print_blocks(Table((passage("When"), passage("What")), rows))
    assert [len(elements(content, tag)) for tag in ("Table", "THead", "TR", "TH")] == [1, 1, 41, 42]
    assert (by_pdfium(content).count("What"), tree(content).count("What")) == (len(open_pdf(content).pages), 1)


def test_table_heads_have_a_scope_and_cells_no_list_of_heads() -> None:
    content = print_blocks(Table((passage("When"), passage("What")), ((passage("Monday"), passage("Open")),)))
    assert [str(each.A.Scope) for each in elements(content, "TH")] == ["/Column", "/Column", "/Row"]
    assert [each.get("/A") for each in elements(content, "TD")] == [None]


def test_an_item_has_a_label_and_a_body_and_a_list_within_stands_in_the_body() -> None:
    within = List(ordered=False, start=1, items=(item("Soap"),))
    assert tree(print_blocks(List(ordered=True, start=1, items=(item("Wash", within),)))).splitlines()[3:14] == [
        "  L [Decimal]",
        "    LI",
        "      Lbl",
        "      LBody",
        "        P",
        '          Span "Wash"',
        "        L [Disc]",
        "          LI",
        "            Lbl",
        "            LBody",
        "              P",
    ]


@pytest.mark.parametrize("start", [0, 1, 3])
def test_steps_that_go_on_after_something_else_go_on_with_their_numbers(start: int) -> None:
    steps = List(ordered=True, start=start, items=(item("Wash"), item("Dry")))
    text = " ".join(by_poppler(print_blocks(steps)).split())
    assert f"{start}. Wash {start + 1}. Dry" in text


def test_a_link_over_two_lines_is_one_link_whose_contents_are_its_words() -> None:
    words = "a page about hand washing, with pictures and a film, for children and for those who care for them"
    content = print_blocks(Paragraph(passage("See ", Link(WebTarget("https://111.nhs.uk"), (Text(words),)))))
    first, address = elements(content, "Link")
    annotations = [each.Obj for each in first.K if each.get("/Type") == "/OBJR"]
    assert [str(each.Contents) for each in annotations] == [words] * 2
    assert str(address.K[-1].Obj.Contents) == "https://111.nhs.uk"
    assert all(each.F == 4 for each in annotations)


def test_a_stressed_link_is_not_two_links() -> None:
    content = print_blocks(Paragraph(passage(Link(WebTarget("tel:111"), (Strong((Text("Call 111"),)),)))))
    assert len(open_pdf(content).pages[0].Annots) == 1


def test_a_decorative_picture_is_an_artifact() -> None:
    content = print_blocks(Image("images/square.svg", None))
    assert elements(content, "Figure") == []
    assert ("/Artifact", {"/Type": "/Layout"}, False) in [
        (tag, dict(properties), shows) for tag, properties, shows in content_marks(open_pdf(content).pages[0])
    ]


def test_a_picture_has_its_alternative_text_and_its_bounds_in_points() -> None:
    [figure] = elements(print_blocks(Image("images/square.svg", passage("A blue square"))), "Figure")
    left, bottom, right, top = map(float, figure.A.BBox)
    assert str(figure.Alt) == "A blue square"
    assert (round(right - left), round(top - bottom)) == (90, 45)  # 120 × 60 CSS pixels
    assert 0 < bottom < top < 842


def test_strong_and_stressed_words_have_types_that_stand_for_standard_ones() -> None:
    inlines = (Strong((Text("never"),)), " and ", Emphasis((Text("now"),)))
    content = print_blocks(Paragraph(passage(*inlines)))
    roles = {str(name): str(role) for name, role in open_pdf(content).Root.StructTreeRoot.RoleMap.items()}
    assert len(elements(content, "Strong")) == len(elements(content, "Em")) == 1
    assert roles == {"/Aside": "/Sect", "/Strong": "/Span", "/Em": "/Span"}


@pytest.mark.parametrize("tag", ["en-GB", "ur"])
def test_every_mark_is_in_the_tree_once_and_all_text_is_marked(tag: str) -> None:
    content = large_print(document(tag))
    in_tree = sorted(marks(elements(content, "Document")[0]))
    on_pages = []
    for sheet in open_pdf(content).pages:
        for mark, properties, shows in content_marks(sheet):
            assert mark or not shows, "text outside of all marks fails PDF/UA-1, 7.1-3"
            if "/MCID" in properties:
                on_pages.append((sheet.obj.objgen[0], int(properties["/MCID"])))
    assert in_tree == sorted(on_pages)


def test_every_glyph_has_a_character() -> None:
    for font in open_pdf(large_print(document("ur"))).pages[0].Resources.Font.values():
        assert not re.search(rb"<> *$", font.ToUnicode.read_bytes(), re.MULTILINE)


def test_a_heading_is_one_bookmark() -> None:
    content = print_blocks(
        Heading(2, passage("Wash ", Strong((Text("your"),)), " hands"), "wash"), Heading(3, passage("When"), "when")
    )
    with open_pdf(content).open_outline() as outline:
        [title] = outline.root
        assert (title.title, [each.title for each in title.children]) == (
            "Call a doctor if you feel very ill.",
            ["Wash your hands"],
        )
        assert [each.title for each in title.children[0].children] == ["When"]


def test_a_link_to_another_leaflet_is_words_only_unless_the_publication_has_an_address() -> None:
    link = Paragraph(passage(Link(LeafletTarget("soap"), (Text("Soap"),))))
    [published] = elements(print_blocks(link, address="https://leaflets.example"), "Link")
    assert str(published.K[-1].Obj.A.URI) == "https://leaflets.example/en-GB/soap-en-GB.html"
    assert elements(print_blocks(link), "Link") == []


# --- Reading aloud --------------------------------------------------------------------------------------------------------


def expansions(content: bytes) -> dict[str, str]:
    """Return what speech says for each text that is not said as it is written."""
    return {str(each.ActualText): str(each.E) for each in elements(content, "Span") if "/E" in each}


@pytest.mark.parametrize("tag", ["en-GB", "ur"])
def test_a_telephone_number_is_said_digit_by_digit_and_copied_as_it_is(tag: str) -> None:
    link = Link(WebTarget("tel:+442079460958"), (Text("+44 20 7946 0958"),))
    content = print_blocks(Paragraph(passage("Call NHS ", phone("111"), " or ", phone(), " or ", link, ".")), tag=tag)
    assert {text.strip(): said for text, said in expansions(content).items()} == {
        "111": "1 1 1",
        "020 7946 0958": "0 2 0, 7 9 4 6, 0 9 5 8",
        "+44 20 7946 0958": "+ 4 4, 2 0, 7 9 4 6, 0 9 5 8",
    }
    assert "020 7946 0958" in by_pdfium(content).replace("\xa0", " ")
    assert page.validate_pdf_bytes(content, profile="ua1").failures == []


def test_the_words_of_a_link_to_a_telephone_are_said_as_they_are() -> None:
    call = Link(WebTarget("tel:02079460958"), (Text("Call us on "), phone(), Text(" now")))
    assert expansions(print_blocks(Paragraph(passage(call)))) == {"020 7946 0958 ": "0 2 0, 7 9 4 6, 0 9 5 8"}


def test_an_abbreviation_says_what_it_stands_for() -> None:
    """By technique PDF8 of WCAG."""
    html = (
        '<html lang="en"><head><title>t</title></head><body><p>See a <abbr title="general practitioner">GP</abbr> soon.</p>'
    )
    content = typeset.paint(typeset.lay_out(html, (), 'html { font: 20px "Noto Sans" }'))
    assert expansions(content) == {"GP ": "general practitioner"}
    assert page.validate_pdf_bytes(content, profile="ua1").failures == []


def test_an_abbreviation_is_written_out_on_paper_where_it_is_first_used() -> None:
    first, later = (
        Abbreviation(text="GP", expansion="general practitioner", is_spelt_out=is_first) for is_first in (True, False)
    )
    assert with_addresses(passage("See a ", first, " or ", later)).inlines == (
        *(Text("See a "), Text("GP (general practitioner)"), Text(" or ")),
        later,
    )
