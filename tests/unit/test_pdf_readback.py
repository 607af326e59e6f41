"""The finished file is read again, and whatever its readers would not get is found."""

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from pipeline.languages import parse_language
from pipeline.model import Block, Image, List, ListItem, Paragraph
from pipeline.renderers.pdf import LargePrint, readback, typeset
from pipeline.renderers.pdf.layout import to_html
from tests.documents import ENGLISH, SENTENCES, document, passage
from tests.pdf_reading import by_pdfium, by_poppler, content_marks, large_print, open_pdf, print_blocks, read_aloud

ARABIC = parse_language("ar")
BEFORE, AFTER = "لا", "ال"  # "do not drive" becomes other words

Damage = Callable[[pikepdf.Pdf], None]


def damaged(content: bytes, damage: Damage) -> bytes:
    """Return a PDF after somebody has damaged it."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        damage(pdf)
        pdf.save(written)
    return written.getvalue()


def problem_after(damage: Damage, tag: str, *blocks: Block[Any]) -> str:
    """Return the words of the problem that a damaged PDF of these blocks has; the whole one has none."""
    leaflet = document(tag, blocks=blocks, notices=(), summary=None)
    content, html = large_print(leaflet), to_html(leaflet)
    assert readback.lost_text(content, html) == ()
    [problem] = readback.lost_text(damaged(content, damage), html)
    assert problem.code == "text-lost"
    return problem.message


def spans(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the Spans with text of a PDF, in reading order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if "/ActualText" in element:
            found.append(element)
        for kid in element.get("/K", ()):
            if "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    return found


def swap_lam_and_alef(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        table = font.ToUnicode.read_bytes()
        lam, alef = b"<0644>", b"<0627>"
        font.ToUnicode.write(table.replace(lam, b"<?>").replace(alef, lam).replace(b"<?>", alef))


def test_lam_and_alef_that_change_places_are_found() -> None:
    words = problem_after(swap_lam_and_alef, "ar", Paragraph(passage("لا تقد السيارة", language=ARABIC)))
    assert words.endswith('where the leaflet says "اتصل", in Arabic')


def test_a_glyph_that_says_other_words_than_it_shows_is_found() -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        [span] = [each for each in spans(pdf) if str(each.ActualText) == BEFORE]
        stream = pdf.pages[0].Contents
        before, mark, after = stream.read_bytes().partition(b"/MCID %d>>" % int(span.K[0].MCID))
        turned = re.sub(rb"<(....)(....)>", rb"<\2\1>", after, count=1)  # alef and lam, from left to right
        assert turned != after
        stream.write(before + mark + turned)

    block = Paragraph(passage(BEFORE, language=ARABIC))
    words = problem_after(turn, "ar", block)
    assert f'gets "{AFTER}" where the leaflet says "{BEFORE}", in Arabic' in words


def test_a_word_that_the_tree_does_not_say_is_named_with_its_language() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        span = next(each for each in spans(pdf) if "never" in str(each.ActualText))
        span.ActualText = pikepdf.String("Do take two.")

    english = Paragraph(passage("Do never take two.", language=ENGLISH))
    words = problem_after(forget, "ar", english)
    assert words == (
        'who searches, copies or listens to the PDF gets "take" where the leaflet says "never", in British English'
    )


def test_paragraphs_that_are_read_in_another_order_are_found() -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        kids = pdf.Root.StructTreeRoot.K[0].K
        kids[1], kids[2] = kids[2], kids[1]

    words = problem_after(swap, "en-GB", Paragraph(passage("Wash first.")), Paragraph(passage("Then eat.")))
    assert 'gets "Then" where the leaflet says "Wash"' in words


def test_text_that_ends_too_early_or_is_on_no_page_is_found() -> None:
    def cut(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot.K[0].K[-1]

    def unhang(pdf: pikepdf.Pdf) -> None:
        spans(pdf)[1].K = pikepdf.Array()

    assert 'gets "" where the leaflet says "Version"' in problem_after(cut, "en-GB", Paragraph(passage("Wash.")))
    assert 'gets "" where the leaflet says "Wash."' in problem_after(unhang, "en-GB", Paragraph(passage("Wash.")))


def test_the_alternative_text_of_a_picture_is_among_what_is_read() -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        figure = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure")
        figure.Alt = pikepdf.String("A red square")

    words = problem_after(swap, "en-GB", Image("images/square.svg", passage("A blue square")))
    assert 'gets "red" where the leaflet says "blue"' in words


def test_a_build_reads_back_what_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    paint = typeset.paint
    monkeypatch.setattr(typeset, "paint", lambda pages: damaged(paint(pages), swap_lam_and_alef))
    with pytest.raises(Exception, match="text-lost"):
        LargePrint().render(document("ar"))


# --- Glyphs of several characters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["لقد أُغلقت ثم زُر الطبيب", "زُر الطبيب لقد أُغلقت"])
def test_a_vowel_sign_stands_for_itself_wherever_it_was_seen_first(text: str) -> None:
    content = print_blocks(Paragraph(passage(text, language=ARABIC)), tag="ar")
    for extracted in (by_poppler(content), by_pdfium(content)):
        assert extracted.count("أ") == 1, "the sign said the letter, too, that it stood on first"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("he", "הִתְקַשֵּׁר לְרוֹפֵא אִם אַתָּה מַרְגִּישׁ רַע מְאֹד 12"),
        ("ar", "بِسْمِ اللَّهِ الرَّحْمَٰنِ لَا تَقُدْ السَّيَّارَةَ إِلَّا ٣٫٥ ملغ لآلئ"),
        ("fa", "در ۱۲ مارس ۲۰۲۰، ۳٫۵ میلی‌گرم می‌کنند"),
        ("ur", "۱۲ مارچ کو ۱۹۹۹ء میں COVID-19کا 19مارچ لا تقد آپؐ"),
        ("ckb", "ئەگەر هەست دەکەیت زۆر نەخۆشیت، ١٢٣٤ کەس"),
        ("sd", "جيڪڏهن توهان کي تمام گهڻو بيمار محسوس ٿئي"),
    ],
)
def test_right_to_left_text_of_any_kind_is_read_back(tag: str, text: str) -> None:
    content = print_blocks(Paragraph(passage(text, language=parse_language(tag))))
    assert text in read_aloud(content)


def test_a_line_whose_glyphs_do_not_tell_it_has_a_text_of_its_own() -> None:
    with_signs, plain = "הִתְקַשֵּׁר לְרוֹפֵא אִם אַתָּה מַרְגִּישׁ", "התקשר לרופא"
    hebrew = parse_language("he")
    content = print_blocks(Paragraph(passage(with_signs, language=hebrew)), Paragraph(passage(plain, language=hebrew)))
    marks = [str(properties.get("/ActualText", "")) for _, properties, _ in content_marks(open_pdf(content).pages[0])]
    assert with_signs[::-1] in marks
    assert plain[::-1] not in marks


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_every_language_is_read_back_word_by_word(tag: str) -> None:
    leaflet = document(tag)
    stretches = readback.read_back(large_print(leaflet))
    said = "".join(each.text for each in stretches).replace("\u2060", "")
    assert "".join(said.split()) == "".join(readback.printed_words(to_html(leaflet)))
    assert {each.language for each in stretches} == {tag, "en-GB"}


def test_a_bullet_that_the_tree_does_not_have_is_found() -> None:
    def unhang(pdf: pikepdf.Pdf) -> None:
        label = next(each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Lbl")
        label.K = pikepdf.Array()

    items = List(ordered=True, start=3, items=(ListItem((Paragraph(passage("Wash.")),)),))
    assert 'gets "3." where the leaflet says ""' in problem_after(unhang, "en-GB", items)
