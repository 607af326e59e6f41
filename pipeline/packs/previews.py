"""A publication to one language of it, and that to web pages that translators can read without a network.

A preview is the page that readers would get, whether it is approved or not. Its links lead to pages of the same pack.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from pipeline import publication as publications
from pipeline.interface import ENGLISH
from pipeline.languages import Language
from pipeline.model import (
    Emphasis,
    FormatName,
    Inline,
    LeafletTarget,
    Link,
    Passage,
    Strong,
    Text,
    TranslatedDocument,
    map_text,
)
from pipeline.policy import Policy
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.renderers import RENDERERS
from pipeline.renderers.base import file_name

_PAGE = RENDERERS["html"]
_FORMATS = (FormatName(_PAGE.name, _PAGE.suffix, _PAGE.media_type),)
_NOTICE = Passage(inlines=(Text("A preview for translators. It is not published."),), language=ENGLISH)


def in_language(publication: Publication, language: Language) -> tuple[TranslatedLeaflet, ...]:
    """Return every leaflet in a language and in the source language, as web pages that are published nowhere.

    Whatever the publication's policy is, they show all that is translated, as a draft does.
    """
    settings = replace(publication.settings, languages=(language,), formats=(_PAGE.name,), address=None, policy=Policy())
    return tuple(publications.translations(replace(publication, settings=settings), _FORMATS))


def previews(leaflets: Sequence[TranslatedLeaflet], ids: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of a page for each leaflet with one of these ids.

    Raises EveryleafError (`edition-failed`) as the renderer does.
    """
    documents = [each.document for each in leaflets if each.document.id in ids]
    there = frozenset((each.language, each.id) for each in documents)
    for document in documents:
        known = frozenset(leaflet for language, leaflet in there if language == document.language)
        page = _PAGE.render(_PAGE.narrow(_alone(document, known)))
        yield "previews/" + file_name(document.id, document.language.tag, _PAGE.suffix), page.content


def _alone(document: TranslatedDocument, known: Collection[str]) -> TranslatedDocument:
    """Return a leaflet that says that it is a preview, and links to no other leaflet than those that are known."""

    def unlinked(passage: Passage) -> Passage:
        return replace(passage, inlines=tuple(_unlinked(passage.inlines, known)))

    return replace(
        document,
        version="",
        title=unlinked(document.title),
        summary=unlinked(document.summary) if document.summary else None,
        blocks=map_text(document.blocks, unlinked),
        notices=(_NOTICE, *document.notices),
    )


def _unlinked(inlines: tuple[Inline, ...], known: Collection[str]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Link(LeafletTarget(leaflet), children) if leaflet not in known:
                yield from children
            case Strong(children):
                yield Strong(tuple(_unlinked(children, known)))
            case Emphasis(children):
                yield Emphasis(tuple(_unlinked(children, known)))
            case _:
                yield inline
