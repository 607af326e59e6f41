"""Through whole pages by keyboard: every link is reached, in the order of the page, and is seen where it is."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EDGE = 8
"""How far outside its link a focus ring may be drawn, in CSS pixels."""
STOPS = "[...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex=\"0\"]')]"


@pytest.mark.parametrize(
    ("tag", "look"),
    [
        ("en-GB", {"scheme": "light"}),
        ("ar", {"scheme": "dark"}),
        ("ur", {"scheme": "light", "forced": True}),
        ("zh-Hans", {"scheme": "dark", "forced": True}),
    ],
)
def test_each_link_is_reached_in_order_and_its_focus_is_seen(
    tag: str, look: dict[str, Any], samples: Path, open_page: OpenPage
) -> None:
    path = samples / "outputs" / tag / f"get-help-{tag}.html"
    page = open_page(path, width=320, height=256, **look)
    met, unseen = walk(page)
    assert len(met) > 20
    assert met == list(range(len(met)))
    assert unseen == []
    page.keyboard.press("Tab")
    assert page.evaluate(f"{STOPS}.indexOf(document.activeElement)") <= 0, "the keyboard leaves the page, or starts anew"


@pytest.mark.parametrize(
    "style",
    [
        "a:focus-visible { outline: none; box-shadow: none; background: none; color: inherit }",
        "body::after { content: ''; position: fixed; inset: 0; background: #fff }",
        "a { position: absolute; inset-inline-start: -9999px }",
    ],
)
def test_a_focus_that_is_not_seen_is_found(style: str, samples: Path, open_page: OpenPage) -> None:
    page = open_page(samples / "outputs/en-GB/about-us-en-GB.html", width=320, height=256)
    page.add_style_tag(content=style)
    met, unseen = walk(page)
    assert len(unseen) >= len(met) - 1  # the skip link has a ground of its own


def walk(page: Page) -> tuple[list[int], list[str]]:
    """Return the stops of the keyboard as places among all in the page's order, and those that are not seen in focus."""
    met, unseen = [], []
    for _ in range(page.evaluate(f"{STOPS}.length")):
        page.keyboard.press("Tab")
        met.append(page.evaluate(f"{STOPS}.indexOf(document.activeElement)"))
        if page.evaluate(IS_COVERED) or not is_clear(page):
            unseen.append(page.evaluate("document.activeElement.outerHTML"))
    return met, unseen


IS_COVERED = """() => {
    const boxes = [...document.activeElement.getClientRects()].filter(box => box.width > 1 && box.height > 1);
    return boxes.length === 0 || boxes.some(box => {
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const top = document.elementFromPoint(x, y);
        return !(top && (document.activeElement.contains(top) || top.contains(document.activeElement)));
    });
}"""
"""Whether the focused element is nowhere, outside the window, or behind something (WCAG 2.2, 2.4.11 and 2.4.12)."""


def is_clear(page: Page) -> bool:
    """Return whether focus changes as many pixels as a line of 2 around the element, by 3 to 1 (WCAG 2.2, 2.4.13)."""
    left, top, right, bottom = page.evaluate(
        """edge => {
            const box = document.activeElement.getBoundingClientRect();
            return [box.left - edge, box.top - edge, box.right + edge, box.bottom + edge];
        }""",
        EDGE,
    )
    left, top = max(left, 0), max(top, 0)
    clip = {"x": left, "y": top, "width": min(right, 320) - left, "height": min(bottom, 256) - top}
    focused = shot(page, clip)
    page.evaluate("window.last = document.activeElement; last.blur()")
    plain = shot(page, clip)
    page.evaluate("last.focus({ preventScroll: true })")
    changed = sum(contrast(*pixels) >= 3 for pixels in zip(focused, plain, strict=True) if pixels[0] != pixels[1])
    return bool(changed >= 2 * 2 * (right - left - 2 * EDGE + bottom - top - 2 * EDGE))


def shot(page: Page, clip: dict[str, float]) -> list[bytes]:
    """Return the pixels of a part of the window."""
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled"))).convert("RGB")  # type: ignore[arg-type]
    content = picture.tobytes()
    return [content[first : first + 3] for first in range(0, len(content), 3)]


@cache
def luminance(pixel: bytes) -> float:
    """Return relative luminance, as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (each / 255 for each in pixel)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: bytes, other: bytes) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
