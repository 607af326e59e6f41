"""Leaflets that no author should write, as web pages: nothing is lost, and nothing scrolls sideways at 320 pixels."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.languages import parse_language
from pipeline.model import (
    Block,
    Callout,
    CalloutKind,
    Code,
    FactKind,
    FactValue,
    Heading,
    Image,
    ImageFile,
    List,
    ListItem,
    Paragraph,
    Passage,
    Table,
    TranslatedDocument,
)
from pipeline.renderers.html import Html
from pipeline.validators.axe import Axe
from pipeline.validators.base import Outcome, Validator
from pipeline.validators.nu import Nu
from tests import publications
from tests.browser.conftest import SPACING, Complaints, Lost, OpenPage
from tests.documents import ENGLISH, SENTENCES, document, passage, phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARABIC = parse_language("ar")
FOUR_SCRIPTS = "Take paracetamol, باراسيتامول, প্যারাসিটামল and 对乙酰氨基酚 now."
LONG = "Who to call, where to go and what to say when you or somebody else is ill, hurt or in danger. " * 4
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
EMOJI = "Wash your hands 🧼 👩🏽\u200d⚕️ 👨\u200d👩\u200d👧\u200d👦 🇬🇧 1️⃣"
NO_BASE = "\u0301 \u064b \u09be \u0bbe \u093f alone"


def six_deep(language: str) -> List[Passage]:
    words = passage(SENTENCES[language], language=parse_language(language))
    made = List(ordered=True, start=1, items=(ListItem((Paragraph(words),)),))
    for _ in range(5):
        made = List(ordered=False, start=1, items=(ListItem((Paragraph(words), made)),))
    return made


def contacts() -> Iterator[FactValue]:
    address = "https://www.example.org/" + "health-and-care-for-everyone/" * 8
    yield FactValue(name="site", kind=FactKind.URL, text=address, language=ENGLISH, url=address)
    mail = "interpreters.and.translations.for.everyone.who.needs.them@london-health.example.org"
    yield FactValue(name="mail", kind=FactKind.EMAIL, text=mail, language=ENGLISH, url=f"mailto:{mail}")
    yield phone("+44 20 7946 0958")


def blocks(tag: str) -> tuple[Block[Passage], ...]:
    language = parse_language(tag)

    def here(text: str) -> Passage:
        return passage(text, language=language)

    words, (site, mail, number) = here(SENTENCES[tag]), contacts()
    row = tuple(here(f"{SENTENCES[tag]} {column}") for column in range(12))
    return (
        Heading(2, here(LONG[:300]), "long"),
        *(Paragraph(here(text)) for text in (FOUR_SCRIPTS, UNBROKEN, EMOJI, NO_BASE)),
        Paragraph(passage(SENTENCES[tag], " ", site, " ", mail, " ", number, " 999", language=language)),
        Paragraph(passage("x ", Code(UNBROKEN), language=language)),
        Table(row, (row, tuple(here(UNBROKEN) for _ in row))),
        six_deep(tag),
        Callout(
            CalloutKind.URGENT, critical=False, blocks=(Heading(3, here(UNBROKEN), "box"), Paragraph(words), six_deep(tag))
        ),
        Paragraph(here(" ".join([SENTENCES[tag]] * 10))),
        Image("images/huge.svg", here(LONG)),
        Image("images/hostile.svg", here("A picture")),
    )


HUGE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40000" height="30000"><rect width="40000" height="30000"/></svg>'
HOSTILE = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">
<style>@import url(http://leaflets.invalid/style.css); text { font-family: x; }
@font-face { font-family: x; src: url(http://leaflets.invalid/font) }</style>
<script>fetch('http://leaflets.invalid/script')</script><text font-family="x">words</text>
<image xlink:href="http://leaflets.invalid/picture.png"/><image xlink:href="file:///etc/hostname"/></svg>"""
"""What sources/images.py refuses; that a page is safe must not hang on it alone."""


def leaflet(tag: str) -> TranslatedDocument:
    images = (ImageFile("images/huge.svg", "image/svg+xml", HUGE), ImageFile("images/hostile.svg", "image/svg+xml", HOSTILE))
    title = passage(LONG[:300], language=parse_language(tag))
    return document(tag, blocks(tag), title=title, images=images)


TAGS = ("en-GB", "ar", "ur", "bn", "ta", "zh-Hans")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the page in each language."""
    folder = tmp_path_factory.mktemp("bad")
    publications.write(folder, {f"{tag}.html": Html().render(leaflet(tag)).content for tag in TAGS})
    return {tag: folder / f"{tag}.html" for tag in TAGS}


@pytest.fixture(params=TAGS)
def path(request: pytest.FixtureRequest, paths: dict[str, Path]) -> Path:
    """Return the page in a language."""
    return paths[request.param]


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_lost(path: Path, width: int, open_page: OpenPage, lost: Lost) -> None:
    page = open_page(path, width=width)
    assert lost(page) == []
    page.add_style_tag(content=SPACING)
    assert lost(page) == []


def test_every_word_is_there_in_its_order(path: Path, open_page: OpenPage) -> None:
    text = re.sub("[\u2066-\u2069]", "", open_page(path).evaluate("document.querySelector('main').textContent"))
    _, mail, number = contacts()
    for part in (LONG[:300].strip(), FOUR_SCRIPTS, UNBROKEN, EMOJI, NO_BASE, mail.text, number.text):
        assert unicodedata.normalize("NFC", part) in text


def test_nothing_else_is_fetched(path: Path, open_page: OpenPage) -> None:
    page = open_page(path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]


@pytest.mark.parametrize("validator", [Axe(width=320), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing_wrong(validator: Validator, paths: dict[str, Path], complaints: Complaints) -> None:
    found = [each for said in complaints(validator, paths.values()).values() for each in said]
    assert [each for each in found if each.startswith(Outcome.FAILED)] == []


def test_a_leaflet_of_sixty_pages_is_a_page_too(
    tmp_path: Path, open_page: OpenPage, lost: Lost, complaints: Complaints
) -> None:
    """About 25,000 words and 300 headings."""
    one = passage(" ".join([SENTENCES["ar"]] * 16), language=ARABIC)
    many = [block for n in range(300) for block in (Heading(2, one, f"part-{n}"), Paragraph(one))][: 2 * 300]
    made = publications.write(tmp_path, {"long.html": Html().render(document("ar", tuple(many))).content}) / "long.html"
    assert lost(open_page(made, width=320)) == []
    assert complaints(Nu(), [made]) == {}
