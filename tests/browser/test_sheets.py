"""The lists and posters for paper: printed by Chromium, and judged as pages."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from pipeline.portal import pages, sheets
from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from tests import sites
from tests.browser.conftest import Complaints, Lost, OpenPage
from tests.sites import MANY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "https://example.org/a/b"
TAGS = ("ar", "ur", "bn", "ta", "zh-Hans", "fr", "pt-PT", "so")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the lists and posters of eight leaflets in nine languages."""
    leaflets = [f"leaflet-{number}" for number in range(8)]
    records = (sites.record(leaflet, tag) for leaflet in leaflets for tag in ("en-GB", *TAGS))
    folder = tmp_path_factory.mktemp("papers")
    site = sites.site(*records, tags=TAGS, address=ADDRESS)
    for file in (*sheets.files(site), *(each for each in pages.files(site) if each.path != "index.html")):
        path = folder / file.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(file.make()))
    return folder


def printed(papers: Path, open_page: OpenPage, name: str, paper: str = "A4") -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(open_page(papers / name).pdf(format=paper))


def text_of(document: pypdfium2.PdfDocument) -> str:
    return " ".join(document[page].get_textpage().get_text_bounded() for page in range(len(document)))


@pytest.mark.parametrize("paper", ["A4", "A3", "Letter"])
@pytest.mark.parametrize("folder", [".", "en-GB", *TAGS])
def test_a_poster_is_one_sheet_of_paper_black_on_white(papers: Path, open_page: OpenPage, folder: str, paper: str) -> None:
    document = printed(papers, open_page, f"{folder}/poster.html", paper)
    assert len(document) == 1
    assert ADDRESS in re.sub(r"\s", "", text_of(document))
    image: Image.Image = document[0].render(scale=0.5).to_pil()
    assert max(image.convert("RGB").convert("HSV").getchannel("S").tobytes()) == 0


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("count", [2, 7, 15, 30])
def test_a_poster_of_many_languages_fills_one_sheet_or_two_and_cuts_none(
    tmp_path: Path, open_page: OpenPage, count: int, paper: str
) -> None:
    tags = MANY[: count - 1]
    records = (sites.record("help", tag) for tag in ("en-GB", *tags))
    site = sites.site(*records, tags=tags, address=ADDRESS)
    path = tmp_path / "poster.html"
    path.write_bytes(b"".join(next(file for file in sheets.files(site) if file.path == "poster.html").make()))
    page = open_page(path)
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    assert len(document) == (1 if count <= 15 else 2)
    ink = document[0].render(scale=0.5).to_pil().convert("L").point(lambda value: 255 - value).getbbox()
    assert ink[3] - ink[1] > 0.8 * 0.5 * document[0].get_height()
    page.set_viewport_size({"width": 688, "height": 1017})  # what A4 prints on
    page.emulate_media(media="print")
    over = "each => each.scrollWidth > each.clientWidth + 1 || each.getBoundingClientRect().right > innerWidth"
    assert page.evaluate(f"[...document.querySelectorAll('.every li, .every p')].filter({over}).length") == 0


@pytest.mark.parametrize("tag", ["en-GB", *TAGS])
def test_a_list_on_paper_names_each_leaflet_with_its_address_and_cuts_none_in_two(
    papers: Path, open_page: OpenPage, tag: str
) -> None:
    document = printed(papers, open_page, f"{tag}/sheet.html")
    texts = [re.sub(r"\s", "", document[page].get_textpage().get_text_bounded()) for page in range(len(document))]
    for number in range(8):
        title, address = f"leaflet-{number}in{tag}", f"{ADDRESS}/{tag}/leaflet-{number}-{tag}.html"
        assert len([text for text in texts if title in text and address in text]) == 1
    images = (document[page].render(scale=200 / 72).to_pil() for page in range(len(document)))
    read = [
        code.text
        for image in images
        for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]
    assert sorted(read) == [f"{ADDRESS}/{tag}/leaflet-{number}-{tag}.html" for number in range(8)]


@pytest.mark.parametrize("tag", ["en-GB", *TAGS])
def test_the_leaflets_of_a_language_fill_few_sheets_with_what_paper_can_say(
    papers: Path, open_page: OpenPage, tag: str
) -> None:
    document = printed(papers, open_page, f"{tag}/index.html")
    assert len(document) <= (3 if tag == "ur" else 2)
    texts = [re.sub(r"\s", "", document[page].get_textpage().get_text_bounded()) for page in range(len(document))]
    for number in range(8):
        assert len([text for text in texts if f"leaflet-{number}in{tag}" in text and "4821-7730" in text]) == 1
    shown = open_page(papers / f"{tag}/index.html")
    shown.emulate_media(media="print")
    assert shown.locator(".downloads:visible, .sharing:visible, .search:visible, .all-languages:visible").count() == 0


@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing(validator: Validator, papers: Path, complaints: Complaints) -> None:
    assert complaints(validator, sorted(papers.rglob("*.html"))) == {}


def test_nothing_is_lost_in_a_narrow_window(papers: Path, open_page: OpenPage, lost: Lost) -> None:
    for path in sorted(papers.rglob("*.html")):
        assert lost(open_page(path, width=320)) == [], path


def test_a_name_is_larger_than_all_else_and_a_code_as_large_as_a_phone_needs(papers: Path, open_page: OpenPage) -> None:
    page = open_page(papers / "ar/poster.html")
    page.emulate_media(media="print")
    sizes = page.evaluate("['.name', 'h1'].map(each => parseFloat(getComputedStyle(document.querySelector(each)).fontSize))")
    assert sizes[0] > sizes[1] > 30
    assert page.locator(".code svg").bounding_box()["width"] >= 25 * 96 / 25.4  # type: ignore[index]
    assert f"{ADDRESS}/ar/" in (page.get_attribute(".code", "aria-label") or "")
    assert Image.open(io.BytesIO(page.locator(".code").screenshot())).convert("L").getextrema() == (0, 255)
