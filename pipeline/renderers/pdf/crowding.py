"""Laid-out pages to the boxes that are too high to stay whole on a page, with the heading above them."""

from collections.abc import Mapping
from typing import Any

from weasyprint.formatting_structure import boxes

from pipeline.renderers.pdf.reading import Box, Element, descendants

BREAKABLE = "breakable"
"""The class of a box that may break over pages."""
LOOSE = "breakable loose"
"""The classes of a box that may also break after its headings and in its items."""
Breaking = Mapping[int, str]
"""Which boxes may break, by their number among all boxes, from 0; and their classes."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def crowded(pages: list[Any], root: Element, before: Breaking) -> Breaking:
    """Return which boxes of the leaflet should break over pages; `before` are those that may already.

    One that has no room on a page breaks anyhow, badly; one that has room only without the heading above it leaves the
    heading alone on its page. Where it still does, the headings and items in the box may be parted, too.
    """
    numbers = {element: number for number, element in enumerate(_boxes(root))}
    found = dict(before)
    earlier: frozenset[int] = frozenset()
    is_stranded = False
    for page in pages:
        blocks = [block for child in _content(page) for block in descendants(child)]
        shown = [numbers[block.element] for block in blocks if block.element in numbers]
        found |= {number: found.get(number, BREAKABLE) for number in earlier & set(shown)}
        first = next((block for block in blocks if block.element in numbers or _has_lines(block)), None)
        if is_stranded and first is not None and first.element in numbers:
            number = numbers[first.element]
            found[number] = LOOSE if number in before else BREAKABLE
        earlier = frozenset(shown)
        last = [block for block in blocks if _has_lines(block)][-1:]
        is_stranded = any(block.element_tag in _HEADINGS for block in last)
    return found


def let_break(root: Element, breaking: Breaking) -> None:
    """Give boxes the classes by which they may break over pages."""
    for number, element in enumerate(_boxes(root)):
        if number in breaking:
            element.set("class", f"{element.get('class', '')} {breaking[number]}".strip())


def _boxes(root: Element) -> list[Element]:
    return [each for each in root.iter() if each.tag == "aside" or each.get("class") == "fallback"]


def _content(page: Any) -> list[Box]:  # noqa: ANN401 (WeasyPrint has no types)
    return [child for child in page._page_box.children if not isinstance(child, boxes.MarginBox)]  # noqa: SLF001


def _has_lines(block: Box) -> bool:
    return isinstance(block, boxes.BlockContainerBox) and any(isinstance(child, boxes.LineBox) for child in block.children)
