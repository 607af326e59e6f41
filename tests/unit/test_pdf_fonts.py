"""The lock on fonts, what it misses, and what may be fetched."""

import pytest

from pipeline.errors import EveryleafError
from pipeline.languages import parse_language
from pipeline.model import Image, ImageFile
from pipeline.renderers.pdf import LargePrint, fonts, typeset
from tests.documents import SENTENCES, SQUARE, document, passage
from tests.pdf_reading import print_blocks

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
    assert str(raised.value) == (
        'error[font-missing]: the font "Noto Sans CJK SC", for large print in Simplified Chinese, is not installed\n'
        "  hint: install it: sudo apt install fonts-noto-cjk"
    )


def test_the_environment_names_the_fonts_of_the_languages_and_nothing_of_this_machine() -> None:
    bengali = fonts.environment((BENGALI, ENGLISH))
    assert [each.split()[0] for each in bengali] == [
        *("weasyprint", "pydyf", "pango", "harfbuzz", "NotoSans-Bold.ttf", "NotoSans-Regular.ttf"),
        *("NotoSansBengali-Bold.ttf", "NotoSansBengali-Regular.ttf", "other"),
    ]
    assert "/" not in "".join(bengali)
    assert fonts.environment((CHINESE,)) != bengali == fonts.environment((BENGALI, ENGLISH))


def test_a_document_is_narrowed_to_what_print_shows() -> None:
    narrow = LargePrint().narrow
    other = document("ar", formats=("large-print",), alternates=(), publication=passage("Other leaflets"))
    assert narrow(document("ar")) == narrow(other)
    assert narrow(document("ar")) != narrow(document("ar", type_size=24))


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
