"""`pack.json`: what a pack was made from, so that its return shows what the translator changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pipeline.catalogues.catalogue import Catalogue
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.languages import Language
from pipeline.packs import stamps

NAME = "pack.json"
_VERSION = 1

Stamps = tuple[str, str]
"""What stands for the translation of a message, and for the comments on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackManifest:
    """What was packed."""

    publication: str
    """The title that it had."""
    language: str
    """A BCP 47 tag."""
    leaflets: Mapping[str, Mapping[str, Stamps]]
    """By leaflet id, then by what stands for the message."""


def dump(title: str, language: Language, catalogues: Mapping[str, Catalogue]) -> bytes:
    """Return the bytes of the file for the catalogues of leaflets, by their ids."""
    leaflets = {
        leaflet: {
            stamps.of_message(leaflet, entry.context, entry.id): stamps.of_entry(entry)
            for entry in catalogue.entries
            if not entry.is_header and not entry.is_obsolete
        }
        for leaflet, catalogue in catalogues.items()
    }
    content = {"everyleaf_pack": _VERSION, "publication": title, "language": language.tag, "leaflets": leaflets}
    return (json.dumps(content, ensure_ascii=False) + "\n").encode()


def parse(content: bytes, path: str) -> PackManifest:
    """Return what the file says. Raises EveryleafError `pack-foreign` for one that Everyleaf did not write."""
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        read = None
    if not _is_manifest(read):
        words = "this is not what Everyleaf packed"
        hint = "ask for it as it was sent, or leave it out: then only what is not translated yet is taken"
        raise EveryleafError(Diagnostic(code="pack-foreign", message=words, at=Span(path), hint=hint))
    leaflets = {
        leaflet: MappingProxyType({message: (str(pair[0]), str(pair[1])) for message, pair in messages.items()})
        for leaflet, messages in read["leaflets"].items()
    }
    return PackManifest(publication=read["publication"], language=read["language"], leaflets=MappingProxyType(leaflets))


def _is_manifest(read: Any) -> bool:  # noqa: ANN401 (what JSON may be)
    return (
        isinstance(read, dict)
        and read.get("everyleaf_pack") == _VERSION
        and isinstance(read.get("publication"), str)
        and isinstance(read.get("language"), str)
        and isinstance(read.get("leaflets"), dict)
        and all(
            isinstance(messages, dict) and all(map(_is_pair, messages.values())) for messages in read["leaflets"].values()
        )
    )


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and list(map(type, value)) == [str, str]
