"""A passage for the screen to a passage for paper, where nobody can follow a link or ask what letters stand for.

So an address stands after the words of its link, and what an abbreviation stands for after its first use.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeGuard

from pipeline.languages import Language
from pipeline.model import Abbreviation, Emphasis, FactKind, FactValue, Inline, Link, Passage, Strong, Text, WebTarget
from pipeline.renderers.markup import plain_text


def with_addresses(passage: Passage) -> Passage:
    """Return a passage with the full address in brackets after each link out of the publication, unless it says it.

    An abbreviation that is to be spelt out has in brackets what it stands for.
    """
    return replace(passage, inlines=tuple(_written_out(passage.inlines, passage.language)))


def _written_out(inlines: tuple[Inline, ...], language: Language) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis):
            yield type(inline)(tuple(_written_out(inline.children, language)))
        elif isinstance(inline, Abbreviation) and inline.is_spelt_out:
            yield Text(f"{inline.text} ({inline.expansion})")
        else:
            yield replace(inline, text=_bound(inline.text)) if _is_url(inline) else inline
        if isinstance(inline, Link) and isinstance(inline.target, WebTarget):
            shown = re.sub("^(?:tel|mailto):", "", inline.target.url)
            if _bare(shown) not in _bare(plain_text(Passage(inlines=inline.children, language=language))):
                yield Text(" (")
                yield _address(inline.target.url, _bound(shown), language)
                yield Text(")")


def _is_url(inline: Inline) -> TypeGuard[FactValue]:
    return isinstance(inline, FactValue) and inline.kind is FactKind.URL


def _bound(address: str) -> str:
    """Return an address that no line end comes into before its host is over: "https://111.nhs.uk" stays in one line."""
    return address.replace("://", "://\N{WORD JOINER}")


def _address(url: str, text: str, language: Language) -> FactValue:
    kind = {"tel": FactKind.PHONE, "mailto": FactKind.EMAIL}.get(url.split(":", 1)[0].lower(), FactKind.URL)
    return FactValue(name="address", kind=kind, text=text, language=language, url=url)


def _bare(text: str) -> str:
    """Return an address without what may be left out when it is said: "https://www.", a last slash, gaps in a number."""
    return re.sub(r"^(?:https?://)?(?:www\.)?|/$|[\s\u00a0()-]", "", text.casefold())
