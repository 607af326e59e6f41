"""Stage 7: records to and from `outputs/manifest.json`, which lists every edition that was published.

Its shape is `docs/reference/manifest.schema.json`.
It holds no time: the same publication gives the same manifest, byte for byte.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.settings import Settings

PATH = "manifest.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackRecord:
    """One message that readers get in the source language."""

    source: str
    """Where the author wrote it: "source/leaflets/help.md:12:1"."""
    reason: str
    """A `State`: "missing", "needs review", "unusable"."""
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One edition that was written: what a line of the manifest says."""

    path: str
    """Relative to `outputs/`."""
    leaflet: str
    language: str
    """BCP 47 tag."""
    format: str
    media_type: str
    bytes: int
    pages: int | None
    """None for a format without pages."""
    sha256: str
    fingerprint: str
    """A digest of all that the edition was made from."""
    source_revision: str
    """A digest of the leaflet as its author wrote it: two editions with the same one say the same."""
    messages: int
    translated: int
    """How many of the messages are in the edition's own language; all of them in the source language."""
    fallbacks: tuple[FallbackRecord, ...]
    approval: None = None
    """Who approved the translation; nobody can yet."""


def dump(settings: Settings, records: tuple[Record, ...], generator: str) -> bytes:
    """Return the manifest's bytes: UTF-8 JSON, its editions in the order of their paths."""
    content = {
        "schema": SCHEMA,
        "generator": generator,
        "publication": {
            "title": settings.title,
            "publisher": settings.publisher,
            "address": settings.address,
            "source_language": settings.source_language.tag,
            "languages": [language.tag for language in settings.languages],
            "formats": list(settings.formats),
        },
        "editions": [asdict(record) for record in sorted(records, key=lambda record: record.path)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def parse(content: bytes) -> tuple[Record, ...]:
    """Return the records of a manifest.

    Raises EveryleafError `manifest-unreadable` if it is none of ours, or of a version that this one does not know.
    """
    try:
        return _records(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        words = f"the manifest can't be read: {error}"
        hint = "everything is built anew; files that an earlier build left are not removed"
        raise EveryleafError(
            Diagnostic(code="manifest-unreadable", message=words, at=Span(f"outputs/{PATH}"), hint=hint)
        ) from None


def read(outputs: Folder) -> tuple[Record, ...]:
    """Return the records of the last build in a folder, none if there was no build. Raises as `parse` does."""
    return parse(outputs.read(PATH)) if outputs.exists(PATH) else ()


def _records(document: Mapping[str, Any]) -> tuple[Record, ...]:
    if document["schema"] != SCHEMA:
        raise ValueError(f"its schema is {document['schema']}")
    return tuple(_record(edition) for edition in document["editions"])


def _record(edition: Mapping[str, Any]) -> Record:
    fallbacks = tuple(FallbackRecord(**fallback) for fallback in edition["fallbacks"])
    record = Record(**{**edition, "fallbacks": fallbacks})
    if not all(isinstance(text, str) for text in (record.path, record.sha256, record.fingerprint)):
        raise ValueError("an edition has no path, sha256 or fingerprint")
    if record.path.startswith("/") or ".." in record.path.split("/"):
        raise ValueError(f"the path {record.path} leads out of outputs/")
    return record
