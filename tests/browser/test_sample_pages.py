"""Every page of the sample publication in a browser."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage, Violations
from tests.conftest import TESTS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("en-GB", *sorted(path.name.replace("_", "-") for path in (TESTS.parent / "locales").iterdir() if path.is_dir()))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_axe_finds_nothing_on_any_page(tag: str, samples: Path, open_page: OpenPage, violations: Violations) -> None:
    pages = sorted((samples / "outputs" / tag).glob("*.html"))
    assert len(pages) == 5
    assert {page.name: violations(open_page(page)) for page in pages} == {page.name: [] for page in pages}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_page_scrolls_sideways_at_320_pixels(
    tag: str, samples: Path, open_page: OpenPage, overflowing: Violations
) -> None:
    pages = sorted((samples / "outputs" / tag).glob("*.html"))
    assert {page.name: overflowing(open_page(page, width=320)) for page in pages} == {page.name: [] for page in pages}


def test_every_link_to_another_edition_leads_to_a_file(samples: Path, open_page: OpenPage) -> None:
    for page in sorted((samples / "outputs").glob("*/*.html")):
        opened = open_page(page)
        links = opened.eval_on_selector_all(
            "a[href]", "all => all.map(each => each.href).filter(h => h.startsWith('file:'))"
        )
        targets = {Path(str(link).removeprefix("file://").split("#")[0]) for link in links}
        assert [target.name for target in sorted(targets) if not target.is_file()] == []
        opened.close()
