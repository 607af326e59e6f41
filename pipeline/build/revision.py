"""What a leaflet says, as digests: by them a build knows whether an edition of an earlier one is still true."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pipeline.abbreviations import unmarked
from pipeline.markdown import fact_names
from pipeline.model import Block, Callout, Document, FactValue, ImageFile, Message, TranslatedDocument, map_text
from pipeline.sources import image_paths, texts_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a leaflet says in the source language; facts count with their values, pictures with their bytes."""

    source: str
    """Of all its texts, wherever they stand, and the day of its last change. Facts are as in the source language."""
    critical: str
    """Of its critical blocks only. Facts are as in the language of the edition."""


def revision(
    document: Document, original: Mapping[str, FactValue], own: Mapping[str, FactValue], images: tuple[ImageFile, ...]
) -> Revision:
    """Return the revision of a leaflet, given its facts in the source language and in that of an edition."""
    texts = texts_of(document)
    critical = (text for text in texts if text.critical)
    return Revision(
        source=_digest([document.updated.isoformat(), *_said(texts, original)]),
        critical=_digest([*_said(critical, own), *_pictures(_critical(document.blocks), images)]),
    )


def critical_digest(document: TranslatedDocument) -> str:
    """Return a digest of the critical blocks of an edition as its readers get them; the same for all without any."""
    blocks = map_text(_critical(document.blocks), unmarked)  # where an abbreviation is spelt out depends on other blocks
    return _digest([*map(repr, blocks), *_pictures(blocks, document.images)])


def _critical(blocks: tuple[Block[T], ...]) -> tuple[Block[T], ...]:
    """Return the critical blocks; only boxes can be critical, and they stand in no other block."""
    return tuple(block for block in blocks if isinstance(block, Callout) and block.critical)


def _said(texts: Iterable[Message], facts: Mapping[str, FactValue]) -> list[str]:
    """Return texts, then the facts in them by their names."""
    said = [text.markdown for text in texts]
    names = sorted({name for text in said for name in fact_names(text)})
    return [*said, *(facts[name].text for name in names)]


def _pictures(blocks: tuple[Block[T], ...], images: tuple[ImageFile, ...]) -> list[str]:
    """Return the digests of the pictures in blocks."""
    by_path = {image.path: image.content for image in images}
    return [hashlib.sha256(by_path[path]).hexdigest() for path in image_paths(blocks)]


def _digest(texts: list[str]) -> str:
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:16]
