"""What is wanted and what was built, to steps: which editions must be made, and why. Pure."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.manifest import ApprovalRecord, FallbackRecord, Record
from pipeline.markdown import fact_names
from pipeline.model import Approval, Document, FactValue, Fallback, Message, TranslatedDocument
from pipeline.renderers.base import Renderer, asset, file_name
from pipeline.sources import texts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An edition that should be in the outputs."""

    document: TranslatedDocument
    """Narrowed to what the format uses."""
    whole: TranslatedDocument
    """Not narrowed, for the record."""
    format: str
    path: str
    fingerprint: str
    revision: "Revision"

    @property
    def key(self) -> tuple[str, str]:
        """The leaflet's id and the language's tag."""
        return self.whole.id, self.whole.language.tag

    def record(self, *, media_type: str, size: int, pages: int | None, sha256: str) -> Record:
        """Return what the manifest says of it, given what is known of its file; the size is in bytes."""
        document = self.whole
        return Record(
            path=self.path,
            leaflet=document.id,
            language=document.language.tag,
            format=self.format,
            media_type=media_type,
            bytes=size,
            pages=pages,
            sha256=sha256,
            fingerprint=self.fingerprint,
            source_revision=self.revision.source,
            critical_revision=self.revision.critical,
            messages=document.coverage.total,
            translated=document.coverage.translated,
            approved=document.coverage.approved,
            approvals=tuple(map(_approval, document.approvals)),
            fallbacks=tuple(map(_fallback, document.fallbacks)),
        )


def _fallback(fallback: Fallback) -> FallbackRecord:
    at = fallback.message.at
    return FallbackRecord(source=str(at), reason=fallback.state.value, critical=fallback.message.critical)


def _approval(approval: Approval) -> ApprovalRecord:
    return ApprovalRecord(by=approval.by, role=approval.role, on=approval.on.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a leaflet says in the source language, as digests; facts are in them by their values."""

    source: str
    """Of all its texts, wherever they stand, and the day of its last change."""
    critical: str
    """Of its critical texts only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An edition to make."""

    wanted: Wanted
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build will do."""

    steps: tuple[Step, ...]
    kept: tuple[Record, ...]
    """Editions that stay as they are; what the records say of their sources is up to date."""
    stale: tuple[str, ...]
    """Paths that earlier builds made and that no longer belong; their files are as they were made."""
    strays: tuple[str, ...]
    """Paths that no longer belong, but whose files were changed by hand: they are somebody's work, and are left."""


def want(document: TranslatedDocument, renderer: Renderer, revision: Revision) -> Wanted:
    """Return an edition that is wanted, with its fingerprint."""
    narrowed = renderer.narrow(document)
    return Wanted(
        document=narrowed,
        whole=document,
        format=renderer.name,
        path=file_name(document.id, document.language.tag, renderer.suffix),
        fingerprint=fingerprint(narrowed, renderer),
        revision=revision,
    )


def plan(
    wanted: tuple[Wanted, ...], built: tuple[Record, ...], digests: Mapping[str, str | None], spared: frozenset[str]
) -> Plan:
    """Return what to do so that the outputs hold what is wanted.

    `digests` has the SHA-256 of the file at each path that was built, None if it is gone.
    `spared` are paths that stay whatever is wanted: this build was not asked about them, or could not read what they need.
    """
    by_path = {record.path: record for record in built}
    steps: list[Step] = []
    kept: list[Record] = []
    for each in wanted:
        because = _because(each, by_path.get(each.path), digests)
        if because:
            steps.append(Step(wanted=each, because=because))
        else:
            kept.append(_described_anew(each, by_path[each.path]))
    paths = {each.path for each in wanted}
    kept += (record for record in built if record.path in spared - paths and digests.get(record.path) is not None)
    leaving = sorted(by_path.keys() - paths - spared)
    stale = tuple(path for path in leaving if digests.get(path) == by_path[path].sha256)
    strays = tuple(path for path in leaving if digests.get(path) not in (by_path[path].sha256, None))
    return Plan(steps=tuple(steps), kept=tuple(kept), stale=stale, strays=strays)


def fingerprint(document: TranslatedDocument, renderer: Renderer) -> str:
    """Return a digest of exactly what an edition is made from: narrowed document, renderer, its assets and environment."""
    digest = hashlib.sha256(f"{renderer.name} {renderer.version}\n".encode())
    for path in renderer.assets:
        digest.update(hashlib.sha256(asset(path)).digest())
    for part in renderer.environment(document):
        digest.update(part.encode() + b"\n")
    digest.update(repr(document).encode())
    return digest.hexdigest()


def revision(document: Document, facts: Mapping[str, FactValue]) -> Revision:
    """Return the revision of a leaflet as its author wrote it."""
    texts = texts_of(document)
    return Revision(
        source=_digest([document.updated.isoformat(), *_said(texts, facts)]),
        critical=_digest(_said((text for text in texts if text.critical), facts)),
    )


def _said(texts: Iterable[Message], facts: Mapping[str, FactValue]) -> list[str]:
    """Return texts, then the facts in them by their names."""
    said = [text.markdown for text in texts]
    names = sorted({name for text in said for name in fact_names(text)})
    return [*said, *(facts[name].text for name in names)]


def _digest(texts: list[str]) -> str:
    return hashlib.sha256(repr(texts).encode()).hexdigest()[:16]


def _described_anew(wanted: Wanted, record: Record) -> Record:
    return wanted.record(media_type=record.media_type, size=record.bytes, pages=record.pages, sha256=record.sha256)


def _because(wanted: Wanted, record: Record | None, digests: Mapping[str, str | None]) -> str:
    """Return why an edition must be made, or nothing if it need not."""
    if record is None:
        return "it is new"
    if record.fingerprint != wanted.fingerprint:
        return "what it is made from changed"
    if digests.get(record.path) is None:
        return "its file is gone"
    if digests[record.path] != record.sha256:
        return "its file was changed by hand"
    return ""
