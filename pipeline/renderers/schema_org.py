"""A translated document to what search engines and libraries read of it: a description in the terms of schema.org."""

import json
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from pipeline.model import FormatName, Passage, TranslatedDocument
from pipeline.renderers.base import file_name
from pipeline.renderers.markup import plain_text

_FEATURES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "html": ("displayTransformability", "readingOrder", "structuralNavigation", "unlocked"),
        "large-print": ("largePrint", "readingOrder", "structuralNavigation", "taggedPDF", "unlocked"),
        "text": ("displayTransformability", "unlocked"),
    }
)
"""What is true of every edition of a format (W3C, Schema.org Accessibility Properties for Discoverability Vocabulary)."""


def description(document: TranslatedDocument, format_name: str, *, has_contents: bool) -> Markup:
    """Return the JSON-LD of a leaflet's page in a format, in NFC; it can stand in a `script` element whatever is in it."""
    page = json.dumps(_page(document, format_name, has_contents=has_contents), ensure_ascii=False)
    text = unicodedata.normalize("NFC", page)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (no character is left that HTML reads)


def _page(document: TranslatedDocument, format_name: str, *, has_contents: bool) -> dict[str, Any]:
    formats = {each.name: each for each in document.formats}
    own = formats.get(format_name)
    own_language = document.language.tag
    page: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": _text(document.title, own_language),
        "inLanguage": own_language,
        "version": document.version,
        "dateModified": document.updated_on.isoformat(),
        "publisher": {"@type": "Organization", "name": _text(document.publisher, own_language)},
        "isPartOf": {"@type": "WebSite", "name": _text(document.publication, own_language)},
        "isAccessibleForFree": True,
        "accessibilityFeature": _features(document, format_name, has_contents=has_contents),
    }
    if document.summary:
        page["description"] = _text(document.summary, own_language)
    if document.address and own:
        page["url"] = _address(document, own_language, own)
    others = [_encoding(document, each) for each in document.formats if each.name != format_name]
    if others:
        page["encoding"] = others
    if document.language != document.source_language:
        page["translationOfWork"] = _source(document, own)
    return page


def _features(document: TranslatedDocument, format_name: str, *, has_contents: bool) -> list[str]:
    features = {*_FEATURES.get(format_name, ())}
    features |= {"tableOfContents"} if has_contents else set()
    features |= {"alternativeText"} if document.images else set()
    return sorted(features)


def _encoding(document: TranslatedDocument, other: FormatName) -> dict[str, Any]:
    encoding: dict[str, Any] = {"@type": "MediaObject", "encodingFormat": other.media_type.partition(";")[0]}
    if document.address:
        encoding["contentUrl"] = _address(document, document.language.tag, other)
    if features := _features(document, other.name, has_contents=False):
        encoding["accessibilityFeature"] = features
    return encoding


def _source(document: TranslatedDocument, own: FormatName | None) -> dict[str, Any]:
    tag = document.source_language.tag
    source = {"@type": "WebPage", "inLanguage": tag}
    return source | ({"url": _address(document, tag, own)} if document.address and own else {})


def _address(document: TranslatedDocument, tag: str, format_name: FormatName) -> str:
    return f"{document.address}/{file_name(document.id, tag, format_name.suffix)}"


def _text(passage: Passage, surrounding: str) -> str | dict[str, str]:
    """Return words; what is in another language than the page says so (JSON-LD 1.1, 4.2.4)."""
    tag = passage.language.tag
    return plain_text(passage) if tag == surrounding else {"@value": plain_text(passage), "@language": tag}
