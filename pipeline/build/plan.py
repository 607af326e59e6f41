"""What is wanted and what was built, to steps: which editions must be made, and why. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.build import ingredients
from pipeline.build.ingredients import Ingredients
from pipeline.build.revision import Revision, critical_digest
from pipeline.manifest import ApprovalRecord, FallbackRecord, Record
from pipeline.markdown import plain
from pipeline.model import Approval, Document, Fallback, TranslatedDocument
from pipeline.publication import TranslatedLeaflet
from pipeline.renderers.base import Renderer, file_name
from pipeline.validators.base import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An edition that should be in the outputs."""

    document: TranslatedDocument
    """Narrowed to what the format uses."""
    whole: TranslatedDocument
    """Not narrowed, for the record."""
    source: Document
    """What it was translated from, for the record."""
    format: str
    path: str
    fingerprint: str
    revision: Revision
    origins: Ingredients
    """What was written for it."""
    making: Ingredients
    """What it is made with; the same for many editions."""

    @property
    def key(self) -> tuple[str, str]:
        """The leaflet's id and the language's tag."""
        return self.whole.id, self.whole.language.tag

    @property
    def kind(self) -> tuple[str, str]:
        """The format and the language's tag."""
        return self.format, self.whole.language.tag

    def record(
        self, *, media_type: str, size: int, pages: int | None, sha256: str, judgements: tuple[Judgement, ...]
    ) -> Record:
        """Return what the manifest says of it, given what is known of its file; the size is in bytes."""
        document, source = self.whole, self.source
        summary = document.summary or document.title
        return Record(
            path=self.path,
            leaflet=document.id,
            language=document.language.tag,
            format=self.format,
            title=plain(document.title.inlines),
            title_language=document.title.language.tag,
            summary=plain(summary.inlines) if document.summary else "",
            summary_language=summary.language.tag,
            topics=source.topics,
            version=document.version,
            updated=source.updated.isoformat(),
            review_by=source.review_by.isoformat() if source.review_by else None,
            media_type=media_type,
            bytes=size,
            pages=pages,
            sha256=sha256,
            fingerprint=self.fingerprint,
            source_revision=self.revision.source,
            critical_revision=self.revision.critical,
            critical_digest=critical_digest(document),
            origins=self.origins,
            making=self.making,
            messages=document.coverage.total,
            translated=document.coverage.translated,
            approved=document.coverage.approved,
            approvals=tuple(map(_approval, document.approvals)),
            fallbacks=tuple(map(_fallback, document.fallbacks)),
            judgements=judgements,
        )


def _fallback(fallback: Fallback) -> FallbackRecord:
    at = fallback.message.at
    return FallbackRecord(source=str(at), reason=fallback.state.value, critical=fallback.message.critical)


def _approval(approval: Approval) -> ApprovalRecord:
    return ApprovalRecord(by=approval.by, role=approval.role, on=approval.on.isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An edition to make."""

    wanted: Wanted
    because: tuple[str, ...]
    """Why: "catalogue changed", "font NotoSans-Bold.ttf changed"; never empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build will do."""

    steps: tuple[Step, ...]
    kept: tuple[Record, ...]
    """Editions that stay as they are; what the records say of their sources is up to date."""
    stale: tuple[str, ...]
    """Paths that earlier builds made and that no longer belong; their files are as they were made, or must go."""
    strays: tuple[str, ...]
    """Paths that no longer belong, but whose files were changed by hand: they are somebody's work, and are left."""


def want(leaflet: TranslatedLeaflet, renderer: Renderer, revision: Revision, origins: Ingredients = ()) -> Wanted:
    """Return an edition that is wanted, with its fingerprint; `origins` is what was written for its leaflet and language."""
    document = leaflet.document
    narrowed = renderer.narrow(document)
    materials = ingredients.materials(narrowed, renderer)
    return Wanted(
        document=narrowed,
        whole=document,
        source=leaflet.source,
        format=renderer.name,
        path=file_name(document.id, document.language.tag, renderer.suffix),
        fingerprint=_fingerprint(narrowed, materials),
        revision=revision,
        origins=origins,
        making=(*ingredients.choices(narrowed, document), *ingredients.short(materials)),
    )


def plan(
    wanted: tuple[Wanted, ...],
    built: tuple[Record, ...],
    digests: Mapping[str, str | None],
    spared: frozenset[str],
    withdrawn: frozenset[str] = frozenset(),
) -> Plan:
    """Return what to do so that the outputs hold what is wanted.

    `digests` has the SHA-256 of the file at each path that was built, None if it is gone.
    `spared` are paths that stay whatever is wanted: this build was not asked about them, or could not read what they need.
    `withdrawn` are paths that nobody may read any more, whoever changed their files.
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
    there = [path for path in leaving if digests.get(path) is not None]
    stale = tuple(path for path in there if digests[path] == by_path[path].sha256 or path in withdrawn)
    strays = tuple(path for path in there if path not in stale)
    return Plan(steps=tuple(steps), kept=tuple(kept), stale=stale, strays=strays)


def fingerprint(document: TranslatedDocument, renderer: Renderer) -> str:
    """Return a digest of exactly what an edition is made from: narrowed document, renderer, its assets and environment."""
    return _fingerprint(document, ingredients.materials(document, renderer))


def _fingerprint(document: TranslatedDocument, materials: Ingredients) -> str:
    text = _text_digest(document.title, document.summary, document.blocks)
    rest = document.without(title=None, summary=None, blocks=())
    return hashlib.sha256(repr((materials, text, rest)).encode()).hexdigest()


@lru_cache(maxsize=1)
def _text_digest(*parts: object) -> str:
    """Return a digest of the text of an edition, which is mostly the same in every format, and large."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _described_anew(wanted: Wanted, record: Record) -> Record:
    return wanted.record(
        media_type=record.media_type,
        size=record.bytes,
        pages=record.pages,
        sha256=record.sha256,
        judgements=record.judgements,
    )


def _because(wanted: Wanted, record: Record | None, digests: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return why an edition must be made, or nothing if it need not."""
    if record is None:
        return ("it is new",)
    if record.fingerprint != wanted.fingerprint:
        before, now = (*record.origins, *record.making), (*wanted.origins, *wanted.making)
        return tuple(ingredients.changes(before, now)) or ("what the program makes of it changed",)
    if digests.get(record.path) is None:
        return ("its file is gone",)
    if digests[record.path] != record.sha256:
        return ("its file was changed by hand",)
    return ()
