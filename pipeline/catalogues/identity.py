"""A message and its translation to the hash that stands for exactly these words."""

import hashlib
import json

from pipeline.catalogues.entries import Entry


def digest(leaflet: str, entry: Entry) -> str:
    """Return the SHA-256, in hexadecimal, of leaflet, context, source and translation, plural forms included.

    Facts are in it by name, so that a fact's new value changes nothing. Any edit of a word does, a comment does not.
    """
    return digest_of(leaflet, entry.context, entry.id, entry.strings)


def digest_of(leaflet: str, context: str | None, source: str, strings: tuple[str, ...]) -> str:
    """Return the digest of a message that has these strings for a translation."""
    parts = [leaflet, context, source, *strings]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
