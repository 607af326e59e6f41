"""Stage 7: records to and from `outputs/manifest.json`, which lists every edition that was published.

It lists what else a build wrote, too, so that a later one knows its own files.

Its shape is `docs/reference/manifest.schema.json`.
It holds no time: the same publication gives the same manifest, byte for byte.
"""

import datetime
import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.renderers import copies
from pipeline.renderers.base import file_name
from pipeline.settings import Settings
from pipeline.validators.base import Complaint, Judgement

PATH = "manifest.json"
SCHEMA = 4
SIZE_LIMIT = 200_000_000
"""The largest manifest that is read, in bytes: some 400,000 editions."""

_LEAFLET = re.compile(r"[a-z0-9-]+")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]+")
_SUFFIX = re.compile(r"[A-Za-z0-9._-]+")
_FILE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}")
"""A part of the path of a file that is no edition; none starts with a dot."""
_LONGEST_NAME = 255
"""What disks allow for the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FallbackRecord:
    """One message that readers get in the source language, or in words that were approved for an earlier source."""

    source: str
    """Where the author wrote it: "source/leaflets/help.md:12:1"."""
    reason: str
    """A `State`: "missing", "needs review", "unusable", "not approved", "outdated"."""
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRecord:
    """One person's approval of words that the edition shows."""

    by: str
    role: str
    """May be empty."""
    on: str
    """A day such as 2026-11-22."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One edition that was written: what a line of the manifest says."""

    path: str
    """Relative to `outputs/`."""
    leaflet: str
    language: str
    """BCP 47 tag."""
    format: str
    title: str
    """As the edition says it, without its emphasis."""
    title_language: str
    """BCP 47 tag: that of the source language if the title is not translated."""
    summary: str
    """The same; empty if there is none."""
    summary_language: str
    topics: tuple[str, ...]
    """Ids."""
    version: str
    """The number that readers compare: "4821-7730"."""
    updated: str
    """The day of the last change, such as 2026-11-22."""
    review_by: str | None
    media_type: str
    bytes: int
    pages: int | None
    """None for a format without pages."""
    sha256: str
    fingerprint: str
    """A digest of all that the edition was made from."""
    source_revision: str
    """A digest of the leaflet as its author wrote it: two editions with the same one say the same."""
    critical_revision: str
    """The same of the leaflet's critical blocks only, with facts as they stand in the edition's language."""
    critical_digest: str
    """A digest of the critical blocks as readers of the edition get them."""
    origins: tuple[tuple[str, str], ...]
    """What was written for it, each as a name and a digest ("fact nhs_111"); never empty."""
    making: tuple[tuple[str, str], ...]
    """What it was made with, each as a name and a version or a digest ("library pango"). In the file it stands once."""
    messages: int
    translated: int
    """How many of the messages are in the edition's own language; all of them in the source language."""
    approved: int
    """How many of the translated messages a named person approved."""
    approvals: tuple[ApprovalRecord, ...]
    """Who approved them, the earliest day first."""
    fallbacks: tuple[FallbackRecord, ...]
    judgements: tuple[Judgement, ...]
    """What validators said of the file, in the order of their names; none for one that did not run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One other file that was written, such as the report on accessibility."""

    path: str
    """Relative to `outputs/`."""
    sha256: str
    fingerprint: str
    """A digest of all that the file was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All that a build has left in the outputs."""

    records: tuple[Record, ...] = ()
    """In the order of their paths, as are the files."""
    files: tuple[FileRecord, ...] = ()
    marks: tuple[str, ...] = field(default=(), compare=False)
    """By what copies say that they are of the publication (`copies.marks`). They are read only, for they follow from the
    settings with which a manifest is written, so they tell no two manifests apart."""


T = TypeVar("T", Record, FallbackRecord, ApprovalRecord, Judgement, Complaint, FileRecord)
_KINDS = (Record, FallbackRecord, ApprovalRecord, Judgement, Complaint, FileRecord)
_TYPES = MappingProxyType({kind: get_type_hints(kind) for kind in _KINDS})


def dump(settings: Settings, content: Manifest, generator: str) -> bytes:
    """Return the manifest's bytes: UTF-8 JSON, everything in the order of the paths."""
    records = sorted(content.records, key=lambda record: record.path)
    makings = {record.making: _key(record.making) for record in records}
    document = {
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
        "makings": {makings[making]: dict(making) for making in sorted(makings, key=lambda each: makings[each])},
        "editions": [_edition(record, makings[record.making]) for record in records],
        "files": [asdict(file) for file in sorted(content.files, key=lambda file: file.path)],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def parse(content: bytes) -> Manifest:
    """Return what a manifest says.

    Raises ValueError if it is none of ours, or of a version that this one does not know, whatever somebody wrote into it.
    """
    try:
        document = json.loads(content)
        if document["schema"] != SCHEMA:
            raise ValueError("it has another shape")
        makings = {key: _pairs(making) for key, making in document["makings"].items()}
        records = tuple(_record(edition, makings) for edition in _list(document["editions"]))
        files = tuple(map(_file, _list(document["files"])))
        publisher, address = (document["publication"][key] for key in ("publisher", "address"))
        marks = copies.marks(_text(publisher), _text(address) if address is not None else None)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("it has another shape") from error
    paths = [*(record.path for record in records), *(file.path for file in files)]
    if len(set(paths)) < len(paths):
        raise ValueError("a path is there twice")
    return Manifest(records=records, files=files, marks=marks)


def read(outputs: Folder) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """Return what the last build in a folder left, nothing if there was none, or if `parse` refuses the manifest.

    The warning `manifest-unreadable` tells of the latter. Raises EveryleafError `disk-read` if it is no file to be read.
    """
    if not outputs.exists(PATH):
        return Manifest(), ()
    try:
        return parse(outputs.read(PATH, SIZE_LIMIT)), ()
    except ValueError:
        words = "the manifest is not one that this version of Everyleaf wrote"
        hint = "everything is built anew; files that an earlier build left are not removed"
        at = Span(f"{outputs.name}{PATH}")
        unreadable = Diagnostic(code="manifest-unreadable", message=words, at=at, hint=hint, severity=Severity.WARNING)
        return Manifest(), (unreadable,)


def _edition(record: Record, making: str) -> dict[str, Any]:
    shared = {"origins": dict(record.origins), "making": making}
    return asdict(replace(record, origins=(), making=())) | shared


def _key(making: tuple[tuple[str, str], ...]) -> str:
    return hashlib.sha256(repr(making).encode()).hexdigest()[:16]


def _record(edition: dict[str, Any], makings: dict[str, tuple[tuple[str, str], ...]]) -> Record:
    nested = {
        "topics": tuple(map(_text, _list(edition["topics"]))),
        "origins": _pairs(edition["origins"]),
        "making": makings[edition["making"]],
        "approvals": tuple(_made(ApprovalRecord, each) for each in _list(edition["approvals"])),
        "fallbacks": tuple(_made(FallbackRecord, each) for each in _list(edition["fallbacks"])),
        "judgements": tuple(map(_judgement, _list(edition["judgements"]))),
    }
    record = _made(Record, edition | nested)
    start = file_name(record.leaflet, record.language, "")
    suffix = record.path.removeprefix(start)
    parts = ((_LEAFLET, record.leaflet), (_LANGUAGE, record.language), (_SUFFIX, suffix))
    is_name = len(PurePosixPath(record.path).name) <= _LONGEST_NAME and all(shape.fullmatch(part) for shape, part in parts)
    if record.path != start + suffix or not is_name:
        raise ValueError("a path is not that of its edition")
    for day in filter(None, (record.updated, record.review_by, *(each.on for each in record.approvals))):
        datetime.date.fromisoformat(day)
    for tag in (record.language, record.title_language, record.summary_language):
        parse_language(tag)
    return record


def _judgement(judgement: dict[str, Any]) -> Judgement:
    complaints = tuple(_made(Complaint, each) for each in _list(judgement["complaints"]))
    return _made(Judgement, judgement | {"complaints": complaints})


def _file(values: dict[str, Any]) -> FileRecord:
    file = _made(FileRecord, values)
    if file.path == PATH or not all(_FILE_NAME.fullmatch(part) for part in file.path.split("/")):
        raise ValueError("a path is not that of a file that a build writes")
    return file


def _pairs(mapping: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what a mapping from names to texts holds; it is never empty."""
    pairs = tuple(mapping.items())
    if not pairs or not all(type(value) is str for _, value in pairs):
        raise TypeError("names with texts are wanted")
    "".join(map("".join, pairs)).encode()  # half a character, as JSON can hold, is a ValueError
    return pairs


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list is wanted")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    value.encode()  # as in `_made`
    return value


def _made(kind: type[T], values: dict[str, Any]) -> T:
    """Return a record that has just the keys that its class declares, each of a type declared, its texts all writable."""
    for name, value in values.items():
        if not _allows(_TYPES[kind][name], value):
            raise TypeError(name)
        if isinstance(value, str):
            value.encode()  # half a character, as JSON can hold, is a ValueError
    return kind(**values)


def _allows(hint: object, value: object) -> bool:
    """Return whether a field that is declared like this may have the value; `True` is no number here."""
    return type(value) in (get_args(hint) if isinstance(hint, UnionType) else (get_origin(hint) or hint,))
