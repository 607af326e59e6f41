"""The page on which readers check their copy, opened from a folder, with and without a script."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Opened

from pipeline.languages import parse_language
from pipeline.model import Image, Paragraph, TranslatedDocument
from pipeline.portal import copies
from pipeline.renderers import RENDERERS
from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from tests import sites
from tests.browser.conftest import Complaints, Lost, OpenPage
from tests.documents import SENTENCES, document, passage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TAGS = ("ar", "ur", "bn", "ta", "zh-Hans")
ADDRESS = "https://example.org/a/b"
UnderPolicy = Callable[[Path], Opened]


@pytest.fixture
def under_policy(browser: Browser) -> Iterator[UnderPolicy]:
    """Return a function that opens a page from a folder, under its own policy."""
    context = browser.new_context(offline=True)

    def opened(path: Path) -> Opened:
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield opened
    context.close()


@pytest.fixture
def address() -> str | None:
    """Return the address of the publication."""
    return None


@pytest.fixture
def pages(tmp_path: Path, address: str | None) -> tuple[Path, ...]:
    """Return the page in each language, of leaflets that are there, withdrawn and missing."""
    found = []
    records = (
        sites.record(leaflet, tag, name)
        for tag in ("en-GB", *TAGS)
        for leaflet in ("get", "help")
        for name in sites.SUFFIXES
    )
    for file in copies.files(sites.site(*records, tags=TAGS, withdrawn=("old",), missing=("gone",), address=address)):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True)
        path.write_bytes(b"".join(file.make()))
        found.append(path)
    return tuple(found)


def arabic(pages: tuple[Path, ...]) -> Path:
    return next(path for path in pages if path.parent.name == "ar")


def choose(opened: Opened, content: bytes) -> tuple[str, str]:
    """Choose a file on a page; return the name of the answer, and where its link leads."""
    opened.set_input_files("input[type=file]", {"name": "copy", "mimeType": "application/octet-stream", "buffer": content})
    opened.wait_for_selector(".answer p")
    link = opened.query_selector(".answer a")
    return str(opened.get_attribute(".answer", "data-state")), str(link.get_attribute("href")) if link else ""


def edition(made: TranslatedDocument, name: str) -> bytes:
    return RENDERERS[name].render(RENDERERS[name].narrow(made)).content


@pytest.mark.parametrize("name", ["html", "large-print", "text"])
@pytest.mark.parametrize("address", [None, ADDRESS])
def test_a_copy_in_any_format_is_known_by_what_it_says(
    pages: tuple[Path, ...], under_policy: UnderPolicy, name: str, address: str | None
) -> None:
    opened = under_policy(arabic(pages))
    made = document("ar", address=address)
    page = "../ar/help-ar.html"
    assert choose(opened, edition(made, name)) == ("current", page)
    assert choose(opened, edition(made.without(version="0000-0001"), name)) == ("superseded", page)
    assert choose(opened, edition(made.without(id="old"), name)) == ("withdrawn", "")
    assert choose(opened, edition(made.without(id="gone"), name)) == ("missing", "../ar/gone-ar.html")
    assert choose(opened, edition(document("bn", address=address), name)) == ("elsewhere", "../bn/copies.html")
    assert choose(opened, edition(made.without(id="other"), name)) == ("unknown", "")
    elsewhere = {"address": "https://example.com"} if address else {"publisher": passage("Another publisher")}
    foreign = edition(made.without(**elsewhere), name)
    assert choose(opened, foreign) == (("unknown", "") if address or name != "text" else ("current", page))


@pytest.mark.parametrize("content", [b"", b"\x00" * 100_000, b"%PDF-1.7", b"<!doctype html><title>x</title>"])
def test_any_other_file_is_unknown(pages: tuple[Path, ...], under_policy: UnderPolicy, content: bytes) -> None:
    assert choose(under_policy(arabic(pages)), content) == ("unknown", "")


def test_who_chooses_a_bundle_is_told_to_open_it(pages: tuple[Path, ...], under_policy: UnderPolicy) -> None:
    assert choose(under_policy(arabic(pages)), b"PK\x03\x04 leaflets-ar.zip") == ("bundle", "")


def test_the_answer_is_announced_and_the_field_has_a_name_and_is_reached_by_keyboard(
    pages: tuple[Path, ...], under_policy: UnderPolicy
) -> None:
    opened = under_policy(next(path for path in pages if path.parent.name == "en-GB"))
    assert opened.get_by_role("status").count() == 1
    for _ in range(4):
        opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.id") == "file"
    field = opened.get_by_label("Choose a file", exact=True)
    assert field.get_attribute("id") == "file"
    assert opened.locator(f"#{field.get_attribute('aria-describedby')}").inner_text().startswith("Or choose the file")
    assert opened.evaluate("getComputedStyle(document.querySelector('.chooser label')).outlineStyle") == "solid"
    choose(opened, edition(document("en-GB"), "text"))
    assert opened.locator(".choose bdi").inner_text() == "copy"
    assert opened.get_by_role("status").inner_text().startswith("Your copy is up to date.")


def test_without_a_script_the_versions_are_there_and_no_field_is(pages: tuple[Path, ...], browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    opened = context.new_page()
    opened.goto(arabic(pages).as_uri())
    assert opened.get_by_text("4821-7730").first.is_visible()
    assert opened.locator("form").is_hidden()
    context.close()


@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing(validator: Validator, pages: tuple[Path, ...], complaints: Complaints) -> None:
    assert complaints(validator, pages) == {}


def test_nothing_is_lost_on_a_narrow_screen(pages: tuple[Path, ...], open_page: OpenPage, lost: Lost) -> None:
    found = {path.parent.name: lost(open_page(path, width=320, height=256)) for path in pages}
    assert {tag: parts for tag, parts in found.items() if parts} == {}
    assert len(found) == 1 + len(TAGS)


# --- The policy of the leaflet's own page ---


def test_the_pages_own_style_and_pictures_are_allowed_and_nothing_else_is_run(
    under_policy: UnderPolicy, tmp_path: Path
) -> None:
    path = tmp_path / "help-ar.html"
    path.write_bytes(
        edition(document("ar", address=ADDRESS), "html").replace(b"</main>", b"<script>var run = 1</script></main>")
    )
    opened = under_policy(path)
    assert opened.evaluate("document.images[0].naturalWidth") > 0
    assert opened.evaluate("getComputedStyle(document.querySelector('header')).paddingBlockStart") == "16px"
    assert opened.evaluate("typeof run") == "undefined"


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur", "zh-Hans"])
@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing_in_a_leaflet_with_an_address(
    validator: Validator, tag: str, tmp_path: Path, complaints: Complaints
) -> None:
    path = tmp_path / "help.html"
    words = passage(SENTENCES[tag], language=parse_language(tag))
    blocks = (Paragraph(words), Image("images/square.svg", words))
    path.write_bytes(edition(document(tag, blocks, address=ADDRESS), "html"))
    assert complaints(validator, [path]) == {}


def test_who_comes_by_the_code_on_a_copy_is_told_that_it_is_current(under_policy: UnderPolicy, tmp_path: Path) -> None:
    path = tmp_path / "help.html"
    path.write_bytes(edition(document("en-GB", address=ADDRESS), "html"))
    opened = under_policy(path)
    told = opened.get_by_text("Your copy is up to date.")
    assert told.is_hidden()
    opened.goto(f"{path.as_uri()}#v-4821-7730")
    assert told.is_visible()
    opened.goto(f"{path.as_uri()}#v-0000-0001")
    assert told.is_hidden()
