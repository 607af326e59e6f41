"""Text in a script whose words must be marked one by one, to spans around each word.

A mark on the page has its text from left to right (see `spoken`).
Over a whole line of Nastaliq, pdfium then gives the words in reverse order; marks around single words are read in order.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from pipeline.languages import parse_language, typography
from pipeline.renderers.pdf.spoken import BROKEN_FAMILIES

_NOT_SHOWN = frozenset({"head", "img", "br", "hr"})


def wrap_words(element: Element, language: str = "") -> None:
    """Put each word in an element into a `<span>`, where it runs from right to left in one of BROKEN_FAMILIES.

    `language` is the tag of what surrounds the element.
    """
    language = element.get("lang", language)
    if element.tag in _NOT_SHOWN or element.get("dir") == "ltr":
        return
    children = list(element)
    for child in children:
        wrap_words(child, language)
    if typography(parse_language(language)).families[0] not in BROKEN_FAMILIES:
        return
    texts = [element.text, *(child.tail for child in children)]
    element.text = None
    element[:] = []
    for index, text in enumerate(texts):
        if index > 0:
            children[index - 1].tail = None
            element.append(children[index - 1])
        for part in re.split(r"([ \t\r\n\f]+)", text or ""):
            _append(element, part)


def _append(element: Element, part: str) -> None:
    """Add a word in a span of its own, or space as it is, to the end of an element."""
    if part.strip(" \t\r\n\f"):
        SubElement(element, "span").text = part
    elif part and len(element):
        element[-1].tail = part
    elif part:
        element.text = part
