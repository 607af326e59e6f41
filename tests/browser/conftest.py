"""One browser for a session, pages in it, and what it says of them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

_ARGUMENTS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_RULES = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")
"""Rules of these tags that axe leaves off by itself."""

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]
Violations = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium with a fresh profile; a machine without it fails the test, for the check would be missing."""
    executable = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), None)
    assert executable, "no Chromium: apt-get install chromium-headless-shell, or chromium where there is no such package"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return a function that opens a page, given as bytes or as a path, without a network; it is closed after the test."""
    contexts = []

    def open_page(source: bytes | Path, *, scheme: Scheme = "light", width: int = 1280) -> Page:
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, offline=True)
        contexts.append(context)
        page = context.new_page()
        if isinstance(source, Path):
            page.goto(source.resolve().as_uri())
        else:
            page.set_content(source.decode())
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def violations() -> Violations:
    """Return a function that gives what axe finds on a page: rule, what it helps, and the first elements."""
    axe = Axe()
    rules = {rule: {"enabled": True} for rule in _RULES}
    options = {"runOnly": {"type": "tag", "values": list(_TAGS)}, "rules": rules}

    def violations(page: Page) -> list[str]:
        found = axe.run(page, options=options).response
        return [
            f"{each['id']}: {each['help']}: {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in found["violations"]
        ]

    return violations


@pytest.fixture(scope="session")
def overflowing() -> Violations:
    """Return a function that gives what makes a page, or a box of it, scroll sideways (WCAG 2.2, 1.4.10)."""

    def overflowing(page: Page) -> list[str]:
        found: list[str] = page.evaluate(_OVERFLOWING)
        return found

    return overflowing


_OVERFLOWING = """() => {
    const limit = document.documentElement.clientWidth;
    const boxes = [...document.querySelectorAll('html, .table')].filter(each => each.scrollWidth > each.clientWidth);
    const beyond = boxes.length === 0 ? [] : [...document.querySelectorAll('body *')].filter(each => {
        const box = each.getBoundingClientRect();
        return box.right > limit + 1 || box.left < -1;
    });
    return [...boxes, ...beyond].map(each => each.outerHTML.slice(0, 120));
}"""
