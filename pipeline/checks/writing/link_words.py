"""Whether the words of a link say where it leads, as WCAG 2.2 asks (2.4.4, 2.4.9)."""

import re
from collections.abc import Iterable, Iterator

from pipeline.checks.base import Finding
from pipeline.checks.writing.written import Written, links
from pipeline.markdown import plain
from pipeline.model import Link, Message, Target

_EMPTY = re.compile(
    r"(?:\b(?:an?|and|at|available|click|continue|details|document|download|find|follow|for|from|further|go|here|info|information|"
    r"it|leaflet|learn|link|look|more|next|now|on|one|open|out|page|press|read|see|show|site|tap|that|the|there|this|to|visit|web|"
    r"website)\b\W*)*"
)
"""Words that say nothing to somebody who hears a list of all links: "click here", "find out more", "this link"."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def check_link_words(written: Written) -> Iterator[Finding]:
    """Yield `link-text` for links whose words mean nothing alone, or are an address."""
    for link in links(written.text.inlines):
        said = _said(link)
        if _EMPTY.fullmatch(said):
            words = f'the words of the link, "{plain(link.children)}", mean nothing by themselves'
            yield Finding(code="link-text", words=words, hint='say where it leads, such as "Find a GP on the NHS website"')
        elif _ADDRESS.fullmatch(said):
            words = f'the words of the link are an address, "{plain(link.children)}"'
            yield Finding(code="link-text", words=words, hint="say in words where it leads: [words](address)")


def check_same_words(leaflet: Iterable[Written]) -> Iterator[tuple[Message, Finding]]:
    """Yield `link-text` for each link of a leaflet whose words led elsewhere before, with the text that it stands in."""
    first: dict[str, Target] = {}
    for written in leaflet:
        for link in links(written.text.inlines):
            said = _said(link)
            if not _EMPTY.fullmatch(said) and first.setdefault(said, link.target) != link.target:
                words = f'the link "{plain(link.children)}" leads elsewhere than the one before with the same words'
                yield written.message, Finding(code="link-text", words=words, hint="give each of the two its own words")


def _said(link: Link) -> str:
    """Return the words of a link without what makes no difference to a listener."""
    return " ".join(plain(link.children).casefold().split()).strip(" .,:;!?…»›>→")
