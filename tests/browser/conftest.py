"""One browser for a session, pages in it, and what validators say of pages."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.build import Manner, Selection, build
from pipeline.files import Folder
from pipeline.validators.axe import ARGUMENTS, find_browser
from pipeline.validators.base import Validator
from tests.conftest import SLOW_VALIDATORS, TESTS

CORPUS = TESTS.parent.parent / "shared" / "corpora" / "tico19"

Scheme = Literal["light", "dark"]
OpenPage = Callable[..., Page]
Complaints = Callable[[Validator, Iterable[Path]], dict[str, list[str]]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium with a fresh profile; a machine without it fails the test, for the check would be missing.

    It lives as long as its tests: while it does, an event loop runs, with which other tests have nothing to do.
    """
    executable = find_browser()
    assert executable, "no Chromium: apt-get install chromium-headless-shell, or chromium where there is no such package"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return a function that opens a page, given as bytes or as a path, without a network; it is closed after the test.

    The page's own policy does not hold, so that a test may add styles, as browsers do for their readers.
    """
    contexts = []

    def open_page(
        source: bytes | Path, *, scheme: Scheme = "light", width: int = 1280, height: int = 800, forced: bool = False
    ) -> Page:
        context = browser.new_context(
            color_scheme=scheme,
            forced_colors="active" if forced else "none",
            viewport={"width": width, "height": height},
            offline=True,
            bypass_csp=True,
        )
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
def complaints() -> Complaints:
    """Return a function that asks a validator about pages, and gives what it says of those with which it finds fault."""

    def complaints(validator: Validator, pages: Iterable[Path]) -> dict[str, list[str]]:
        assert validator.version(), f"{validator.name} is not installed: make validators"
        paths = tuple(map(str, pages))
        assert paths
        said = tuple(validator.judge(paths))
        return {
            Path(path).name: [f"{each.outcome} {each.rule}: {each.words} ({each.place})" for each in found]
            for path, found in zip(paths, said, strict=True)
            if found
        }

    return complaints


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the web pages of TICO-19, long health texts by human translators, built once for all processes."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus TICO-19 is not beside this project")
    mine = tmp_path_factory.getbasetemp()
    folder = (mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine) / "tico19"
    with (folder.parent / "tico19.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.copytree(CORPUS, folder)
            report = build(
                Folder(folder), Selection(formats=("html",)), Manner(jobs=2, without=SLOW_VALIDATORS), lambda _: None
            )
            assert len(report.records) == 6 * 14
    return folder


Lost = Callable[[Page], list[str]]
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
"""The values of WCAG 2.2, 1.4.12."""


@pytest.fixture(scope="session")
def lost() -> Lost:
    """Return a function that gives what is lost where a page is narrow, or the reader spaces its text out.

    That is what makes the page or a box of it scroll sideways (WCAG 2.2, 1.4.10), and what hides a part of its text.
    """

    def lost(page: Page) -> list[str]:
        found: list[str] = page.evaluate(_LOST)
        return found

    return lost


_LOST = """() => {
    const limit = document.documentElement.clientWidth;
    const boxes = [...document.querySelectorAll('html, .table')].filter(each => each.scrollWidth > each.clientWidth);
    const seen = [...document.querySelectorAll('body *:not(.hidden, .hidden *, .skip, thead, thead *)')];
    const scrolls = each => each && (/auto|scroll/.test(getComputedStyle(each).overflowX) || scrolls(each.parentElement));
    const beyond = seen.filter(each => {
        const box = each.getBoundingClientRect();
        return (box.right > limit + 1 || box.left < -1) && !scrolls(each.parentElement);
    });
    const cut = seen.filter(
        each => getComputedStyle(each).overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 1);
    return [...boxes, ...beyond, ...cut].map(each => each.outerHTML.slice(0, 120));
}"""
