"""The inlines of a passage to the words in it that lead somewhere, and where to."""

from collections.abc import Callable, Iterator
from typing import assert_never

from pipeline.model import (
    Abbreviation,
    Code,
    Emphasis,
    FactValue,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    Strong,
    Target,
    Text,
    WebTarget,
)
from pipeline.renderers.addresses import as_address, as_ascii, site, typed_addresses
from pipeline.renderers.text.characters import clean, link_words

Place = Callable[[LeafletTarget], str]
"""Where another leaflet is published."""


def links(inlines: tuple[Inline, ...], place: Place) -> Iterator[tuple[tuple[Inline, ...], str]]:
    """Yield all words that lead somewhere, with the address, in their order.

    Telephone numbers do not, for they stand among the words.
    """
    for inline in inlines:
        match inline:
            case Text():
                yield from (((Text(site(found)),), as_ascii(found)) for found in typed_addresses(clean(inline.text)))
            case Strong() | Emphasis():
                yield from links(inline.children, place)
            case Link():
                if address := _address(inline.target, place):
                    yield link_words(inline), address
                yield from links(inline.children, place)
            case FactValue():
                if inline.url and (address := as_address(inline.url)):
                    yield (inline,), address
            case Code() | LineBreak() | Abbreviation():
                pass
            case _:
                assert_never(inline)


def _address(target: Target, place: Place) -> str:
    match target:
        case WebTarget():
            return as_address(target.url)
        case LeafletTarget():
            return place(target)
        case _:
            assert_never(target)
