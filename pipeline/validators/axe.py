"""axe-core, in a browser that reaches nothing but the page that it judges."""

import asyncio
import contextlib
import re
import shutil
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.asynchronous import finish
from pipeline.errors import EveryleafError
from pipeline.validators.base import Complaint, Outcome, broken_down, grouped

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Playwright, Route

BROWSERS = ("chromium-headless-shell", "chromium")
"""The commands that are looked for; the first uses 40% less memory."""
ARGUMENTS = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
_SIDE_BY_SIDE = 2
_SECONDS_A_PAGE = 120
_SECONDS_TO_START = 120  # 30, the driver's own bound, were too few for the first start on a slow disk

_TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
_RULES = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")
"""Rules of these tags that axe leaves off by itself."""
_SAID = {"resultTypes": ("violations", "incomplete")}
_EVERYTHING = _SAID | {"runOnly": {"type": "tag", "values": _TAGS}, "rules": {rule: {"enabled": True} for rule in _RULES}}
_COLOURS = _SAID | {"runOnly": ("color-contrast", "color-contrast-enhanced", "link-in-text-block")}
"""The rules that may say something else when the colours change."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A way to show a page, and what axe is asked of it."""

    name: str
    media: Mapping[str, Any]
    options: Mapping[str, Any]


_LOOKS = (
    _Look("", {"color_scheme": "light", "forced_colors": "none"}, _EVERYTHING),
    _Look("dark", {"color_scheme": "dark", "forced_colors": "none"}, _COLOURS),
    _Look("forced colours", {"color_scheme": "dark", "forced_colors": "active"}, _COLOURS),
)
_RUN = "async options => { const { violations, incomplete } = await axe.run(options); return { violations, incomplete }; }"
_OUTCOMES = MappingProxyType({"violations": Outcome.FAILED, "incomplete": Outcome.CANNOT_TELL})


@dataclass(frozen=True, slots=True)
class Axe:
    """What a machine can tell of WCAG 2.2, in light, in dark and in forced colours."""

    name: ClassVar[str] = "axe-core"
    standard: ClassVar[str] = "WCAG 2.2, levels A, AA and AAA, and best practice"
    media_type: ClassVar[str] = "text/html"

    width: int = 1280
    """Of the window, in CSS pixels."""

    def version(self) -> str | None:
        """Return the version of axe-core, or None if it, what drives the browser, or the browser is missing."""
        if find_browser() is None or not all(map(find_spec, ("axe_playwright_python", "playwright"))):
            return None
        found = re.match(r"/\*! axe v([\w.-]+)", _script())
        return found[1] if found else None

    def judge(self, paths: tuple[str, ...]) -> tuple[tuple[Complaint, ...], ...]:
        """Return what axe finds on each page; a place names the look, if it is not light: "dark: main > p".

        Raises EveryleafError (`validator-failed`) if the browser does not start, ends, or does not answer.
        """
        return finish(_judged(paths, self.width)) if paths else ()


def find_browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


async def _judged(paths: tuple[str, ...], width: int) -> tuple[tuple[Complaint, ...], ...]:
    free = asyncio.Semaphore(_SIDE_BY_SIDE)

    async def judged(window: "BrowserContext", path: str) -> tuple[Complaint, ...]:
        async with free:
            try:
                return await asyncio.wait_for(_page(window, path), _SECONDS_A_PAGE)
            except Exception as error:
                raise _broken(path, error) from error

    async with _opened(width) as window:
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(judged(window, path)) for path in paths]
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None  # the first; it ends the others
        return tuple(task.result() for task in tasks)


@contextlib.asynccontextmanager
async def _opened(width: int) -> AsyncIterator["BrowserContext"]:
    """Yield a window without a network, in which every page gets axe."""
    from playwright.async_api import async_playwright  # noqa: PLC0415 (an optional extra, slow to import)

    driver: Playwright | None = None
    try:
        try:
            driver = await async_playwright().start()
            browser = await driver.chromium.launch(
                executable_path=find_browser(), args=ARGUMENTS, timeout=1000 * _SECONDS_TO_START
            )
            window = await browser.new_context(viewport={"width": width, "height": 800}, offline=True)
            await window.add_init_script(_script())
        except Exception as error:  # playwright raises mere Exception where what drives the browser does not start
            raise _broken("its start", error) from error
        yield window
    finally:
        if driver is not None:
            await driver.stop()


async def _page(window: "BrowserContext", path: str) -> tuple[Complaint, ...]:
    """Return what axe finds on one page, of which nothing but its own file is loaded."""
    address = Path(path).as_uri()

    async def let(route: "Route") -> None:
        await (route.continue_() if route.request.url == address else route.abort())

    page = await window.new_page()
    await page.route("**/*", let)
    await page.goto(address)
    found = grouped([each for look in _LOOKS for each in await _found(page, look)])
    await page.close()  # but not after an error, for a browser that hangs never closes it
    return found


async def _found(page: "Page", look: _Look) -> list[Complaint]:
    await page.emulate_media(**look.media)
    said = await page.evaluate(_RUN, look.options)
    return [_complaint(each, outcome, look) for key, outcome in _OUTCOMES.items() for each in said[key]]


def _complaint(rule: Mapping[str, Any], outcome: Outcome, look: _Look) -> Complaint:
    place = " ".join(map(str, rule["nodes"][0]["target"]))
    return Complaint(
        rule=rule["id"],
        outcome=outcome,
        words=rule["help"],
        place=f"{look.name}: {place}" if look.name else place,
        count=len(rule["nodes"]),
    )


def _broken(what: str, error: Exception) -> EveryleafError:
    words = str(error).strip().partition("\n")[0] or "no answer in time"
    return broken_down(Axe.name, f"{what}: {words}")
