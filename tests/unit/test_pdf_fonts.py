"""The lock on fonts, what it misses, and what may be fetched."""

import io

import page
import pytest
from PIL import Image as Picture

from pipeline.errors import EveryleafError
from pipeline.languages import parse_language
from pipeline.model import Image, ImageFile, Paragraph
from pipeline.renderers.pdf import LargePrint, fonts, typeset
from tests.documents import SENTENCES, SQUARE, document, passage
from tests.pdf_reading import open_pdf, print_blocks, read_aloud

ENGLISH, BENGALI, CHINESE = map(parse_language, ("en-GB", "bn", "zh-Hans"))


def test_only_upright_faces_of_the_families_that_languages_name_are_let_through() -> None:
    assert {face.family for face in fonts.font_files()} <= set(fonts.locked_families())
    assert {face.style for face in fonts.font_files()} == {"Regular", "Bold"}


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_no_family_is_missing_on_this_machine(tag: str) -> None:
    assert fonts.missing_fonts((parse_language(tag),)) == ()


def test_a_language_in_a_script_that_large_print_can_not_set_is_named_before_any_build() -> None:
    (problem,) = fonts.missing_fonts((parse_language("dz"),))
    assert str(problem).startswith("error[font-missing]: large print knows no font yet for Dzongkha, whose script is Tibt")
    assert fonts.missing_fonts((parse_language("el"), parse_language("uk"))) == ()


def test_a_missing_family_is_named_with_the_package_that_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tuple(face for face in fonts.font_files() if "CJK" not in face.family)
    monkeypatch.setattr(fonts, "font_files", lambda: installed)
    with pytest.raises(EveryleafError) as raised:
        LargePrint().render(document("zh-Hans"))
    regular, bold = raised.value.problems
    assert regular.message == 'the font "Noto Sans CJK SC", Regular, for large print in Simplified Chinese, is not installed'
    assert bold.message == 'the font "Noto Sans CJK SC", Bold, for large print in Simplified Chinese, is not installed'
    assert {regular.hint, bold.hint} == {"install it: sudo apt install fonts-noto-cjk"}


def test_a_family_without_its_bold_face_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    upright = tuple(face for face in fonts.font_files() if (face.family, face.style) != ("Noto Sans Tamil", "Bold"))
    monkeypatch.setattr(fonts, "font_files", lambda: upright)
    [problem] = fonts.missing_fonts((parse_language("ta"),))
    assert problem.message == 'the font "Noto Sans Tamil", Bold, for large print in Tamil, is not installed'


def test_characters_that_no_font_has_are_known_before_a_build() -> None:
    assert fonts.without_glyph("Wash 😀 your\u2060 hands, ✔ → 中 ں\n") == ("😀",)
    assert fonts.without_glyph(" ") == ()


def test_the_environment_names_the_fonts_of_the_languages_and_nothing_of_this_machine() -> None:
    bengali = fonts.environment((BENGALI, ENGLISH))
    assert [each.rpartition(" ")[0] for each in bengali] == [
        *("library weasyprint", "library pydyf", "library zxing-cpp", "library pango", "library harfbuzz"),
        *("font NotoSans-Bold.ttf", "font NotoSans-Regular.ttf"),
        *("font NotoSansBengali-Bold.ttf", "font NotoSansBengali-Regular.ttf", "other fonts"),
    ]
    assert "/" not in "".join(bengali)
    assert fonts.environment((CHINESE,)) != bengali == fonts.environment((BENGALI, ENGLISH))


def test_a_document_is_narrowed_to_what_print_shows() -> None:
    narrow = LargePrint().narrow
    other = document("ar", formats=("large-print",), alternates=(), publication=passage("Other leaflets"))
    assert narrow(document("ar")) == narrow(other)
    assert narrow(document("ar")) != narrow(document("ar", type_size=24))


@pytest.mark.parametrize(
    ("tag", "text"), [("bn", "িন ক"), ("hi", "ि क"), ("ta", "ா நான்"), ("ar", "ُ كلمة"), ("th", "ิ ก"), ("he", "ְ א")]
)
def test_a_sign_without_a_letter_is_refused_with_its_text_and_language(tag: str, text: str) -> None:
    language = parse_language(tag)
    with pytest.raises(EveryleafError) as raised:
        print_blocks(Paragraph(passage(text, language=language)))
    [problem] = raised.value.problems
    name = {"bn": "Bangla", "hi": "Hindi", "ta": "Tamil", "ar": "Arabic", "th": "Thai", "he": "Hebrew"}[tag]
    assert (problem.code, problem.message) == (
        "glyph-broken",
        f'a sign of "{text}", in {name}, has no letter that it belongs to',
    )


def test_a_dotted_circle_that_somebody_wrote_is_no_broken_sign() -> None:
    print_blocks(Paragraph(passage("◌ি", language=BENGALI)))
    with pytest.raises(EveryleafError, match="glyph-broken"):
        print_blocks(Paragraph(passage("◌ি িন", language=BENGALI)))


def test_a_letter_from_the_font_of_another_language_of_the_same_script_is_refused() -> None:
    with pytest.raises(EveryleafError) as raised:
        print_blocks(Paragraph(passage("ڪتاب", language=parse_language("ur"))))
    [problem] = raised.value.problems
    assert problem.code == "font-unexpected"
    assert problem.message == '"ڪتاب", in Urdu, has a letter that only the font "Noto Naskh Arabic" of another language has'


@pytest.mark.parametrize(
    ("tag", "family", "is_expected"),
    [
        ("ur", "Noto Nastaliq Urdu", True),
        ("ur", "Noto Naskh Arabic", False),
        ("ur", "Noto Sans Bengali", True),
        ("zh-Hans", "Noto Sans CJK JP", False),
        ("en-GB", "Noto Sans CJK JP", True),
        ("en-GB", "Noto Sans Symbols2", True),
    ],
)
def test_a_name_in_another_script_may_have_a_font_of_that_script(tag: str, family: str, *, is_expected: bool) -> None:
    assert fonts.expects(parse_language(tag), family) == is_expected


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="file:///etc/hostname">',
        '<img alt="x" src="http://localhost/x.png">',
        '<img alt="x" src="everyleaf:images/other.svg">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<link rel="stylesheet" href="http://localhost/x.css">',
    ],
)
def test_nothing_but_the_leaflets_own_pictures_is_fetched(body: str) -> None:
    html = f'<html lang="en"><head><title>t</title></head><body><p>Text</p>{body}</body></html>'
    with pytest.raises(EveryleafError, match="large print may not fetch"):
        typeset.paint(typeset.lay_out(html, (ImageFile("images/square.svg", "image/svg+xml", SQUARE),), ""))


def test_a_picture_may_not_bring_other_files_with_it() -> None:
    thief = SQUARE.replace(b"<rect", b'<image href="file:///etc/hostname" width="9" height="9"/><rect')
    images = (ImageFile("images/square.svg", "image/svg+xml", thief),)
    with pytest.raises(EveryleafError, match="Failed to render SVG image"):
        print_blocks(Image("images/square.svg", passage("A square")), images=images)


def test_a_picture_that_cannot_be_read_is_refused() -> None:
    images = (ImageFile("images/square.svg", "image/png", b"not a picture"),)
    with pytest.raises(EveryleafError, match=r"edition-failed.*Failed to load image"):
        print_blocks(Image("images/square.svg", passage("A square")), images=images)


def png(side: int) -> bytes:
    """Return a white picture of so many pixels each way."""
    written = io.BytesIO()
    Picture.new("1", (side, side), 1).save(written, "png")
    return written.getvalue()


@pytest.mark.parametrize("side", [7_000, 20_000])
@pytest.mark.slow
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read(side: int) -> None:
    images = (ImageFile("images/map.png", "image/png", png(side)),)
    with pytest.raises(EveryleafError) as raised:
        print_blocks(Image("images/map.png", passage("A map")), images=images)
    assert str(raised.value) == (
        "error[edition-failed]: the picture images/map.png has more than 40 million pixels\n"
        "  hint: save it smaller: a whole page needs 9 million"
    )


def drawing(content: str) -> bytes:
    """Return a drawing with some content."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">{content}</svg>'.encode()


@pytest.mark.parametrize("words", ["Wash your hands", "اتصل بالطبيب", "中文"])
def test_the_text_of_a_drawing_is_printed_in_the_locked_fonts_and_read_as_its_alternative_text(words: str) -> None:
    content = print_blocks(
        Image("images/d.svg", passage("A drawing")),
        images=(
            ImageFile("images/d.svg", "image/svg+xml", drawing(f'<text y="40" font-family="Comic Sans MS">{words}</text>')),
        ),
    )
    assert "A drawing" in read_aloud(content)
    assert words not in read_aloud(content)
    names = {str(font.BaseFont).split("+")[1] for font in open_pdf(content).pages[0].Resources.Font.values()}
    assert all(name.startswith("Noto-") for name in names), names
    assert page.validate_pdf_bytes(content, profile="ua1").failures == []


@pytest.mark.parametrize(
    "content",
    [
        "<style>@font-face { font-family: x; src: url(http://localhost/x.woff) }</style><text font-family='x'>x</text>",
        "<style>@import url(http://localhost/x.css);</style>",
        '<image href="http://localhost/x.png" width="9" height="9"/>',
        '<text y="40">😀</text>',
    ],
)
def test_a_drawing_that_needs_what_is_not_there_is_refused(content: str) -> None:
    images = (ImageFile("images/d.svg", "image/svg+xml", drawing(content)),)
    with pytest.raises(EveryleafError):
        print_blocks(Image("images/d.svg", passage("A drawing")), images=images)
