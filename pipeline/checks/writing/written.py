"""What a check of sources is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.checks.base import Finding
from pipeline.markdown import ParsedText
from pipeline.model import Emphasis, Inline, Link, Message, Strong


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as its author wrote it, read with the facts as they stand in the source language."""

    message: Message
    text: ParsedText


WrittenCheck = Callable[[Written], Iterator[Finding]]
"""Yields what is wrong with a text. Pure; knows nothing of other checks, nor of what was accepted."""


def links(inlines: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield the links of a text, in reading order."""
    for inline in inlines:
        match inline:
            case Link():
                yield inline
            case Strong(children) | Emphasis(children):
                yield from links(children)
            case _:
                pass
