"""Every page of the sample publication, and of a publication of long texts in 13 languages, TICO-19."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.languages import autonym, parse_language
from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from tests.browser.conftest import SPACING, Complaints, Lost, OpenPage
from tests.html_reader import Element, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=["samples", "corpus"])
def outputs(request: pytest.FixtureRequest) -> Path:
    """Return the outputs of a publication."""
    folder: Path = request.getfixturevalue(request.param)
    return folder / "outputs"


@pytest.fixture
def pages(outputs: Path) -> tuple[Path, ...]:
    """Return the pages of a publication that are editions."""
    editions = json.loads((outputs / "manifest.json").read_bytes())["editions"]
    found = tuple(outputs / each["path"] for each in editions if each["format"] == "html")
    assert len(found) in (5 * 15, 6 * 14)
    return found


@pytest.fixture
def all_pages(outputs: Path, pages: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the pages of the site, too, but for the report on accessibility, which has tests of its own."""
    found = tuple(sorted({*outputs.rglob("*.html")} - {outputs / "accessibility.html"}))
    assert len(found) > len(pages)
    return found


@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing(validator: Validator, all_pages: tuple[Path, ...], complaints: Complaints) -> None:
    assert complaints(validator, all_pages) == {}


def test_nothing_is_lost_at_400_per_cent_and_with_the_readers_own_spacing(
    all_pages: tuple[Path, ...], open_page: OpenPage, lost: Lost
) -> None:
    """At 400%, a window of 1280 × 1024 has 320 × 256 CSS pixels (WCAG 2.2, 1.4.10)."""
    opened = open_page(all_pages[0], width=320, height=256)
    found = {}
    for page in all_pages:
        opened.goto(page.as_uri())
        narrow = lost(opened)
        opened.add_style_tag(content=SPACING)
        found[f"{page.parent.name}/{page.name}"] = narrow + lost(opened)
    assert {name: parts for name, parts in found.items() if parts} == {}


def test_every_link_to_another_edition_leads_to_a_file(samples: Path) -> None:
    for page in (samples / "outputs").glob("*/*-*.html"):
        links = {each.attributes["href"].partition("#")[0] for each in read(page).all("a")}
        near = [page.parent / link for link in links if link.startswith("../")]
        assert len(near) >= 2 + 14
        assert [target for target in near if not target.is_file()] == []


def test_every_page_has_the_parts_and_headings_of_a_leaflet_in_its_language(pages: tuple[Path, ...]) -> None:
    """WCAG 2.2, 1.3.1, 2.4.1 and 3.1.1; GOV.UK's and the NHS's pages are made the same way."""
    for path in pages:
        page, language = read(path), parse_language(path.parent.name)
        root = page.all("html")[0].attributes
        assert (root["lang"], root["dir"]) == (language.tag, language.direction)
        levels = [int(each.name[1]) for each in page.elements if re.fullmatch("h[1-6]", each.name)]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert [(before, after) for before, after in pairwise(levels) if after > before + 1] == []
        parts = [each for each in page.elements if len(each.inside) == len(("html", "body")) and "body." in each.inside]
        assert [each.name for each in parts] == ["a", "header", "nav", "main", "footer"]
        assert parts[0].attributes["href"] == f"#{parts[3].attributes['id']}"
        titles = [each.attributes["aria-labelledby"] for each in page.all("nav")]
        assert all(text_of(page, title) for title in titles)


def test_every_language_is_offered_by_its_own_name_and_none_by_a_flag(pages: tuple[Path, ...]) -> None:
    """By CLDR's names; W3C, qa-link-lang and qa-navigation-select."""
    tags = {path.parent.name for path in pages}
    languages = [parse_language(tag) for tag in tags]
    names = {(language.tag, autonym(language, languages)) for language in languages}
    for path in pages:
        page = read(path)
        listed = [each for each in page.elements if "nav.languages" in each.inside and "lang" in each.attributes]
        assert {(each.language, each.text) for each in listed if "span.hidden" not in each.inside} == names
        assert page.all("select") == []
        assert [each for each in page.all("img") if "main." not in each.inside] == []
        assert re.findall("[\U0001f1e6-\U0001f1ff\U0001f3f4]", page.html) == []


_LETTERS = {"Arab": "\u0621-\u06d3", "Beng": "\u0985-\u09b9", "Taml": "\u0b85-\u0bb9", "Ethi": "\u1200-\u135a"}
_LETTERS |= {"Guru": "\u0a05-\u0a39", "Gujr": "\u0a85-\u0ab9", "Deva": "\u0905-\u0939"}
"""Letters by which a script is known."""


def test_every_part_says_the_language_whose_script_it_is_in(pages: tuple[Path, ...]) -> None:
    """WCAG 2.2, 3.1.2: else it is read aloud by a voice that does not know its letters."""
    for path in pages:
        for each in read(path).elements:
            scripts = {script for script, letters in _LETTERS.items() if re.search(f"[{letters}]", each.text)}
            assert not scripts or scripts == {parse_language(each.language).script}, (path.name, each)


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def text_of(page: Page, identifier: str) -> str:
    found: Element = next(each for each in page.elements if each.attributes.get("id") == identifier)
    return found.text or next(each.text for each in page.elements if each.inside[: len(found.inside)] == found.inside)
