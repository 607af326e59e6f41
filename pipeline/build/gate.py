"""Translated leaflets to those that readers may get, by the publication's policy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from pipeline.build.revision import Revision, critical_digest
from pipeline.catalogues import store
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.languages import Language, parse_language
from pipeline.manifest import Record
from pipeline.model import Coverage, Emphasis, Inline, LeafletTarget, Link, Passage, Strong, TranslatedDocument, map_text
from pipeline.policy import Gaps, Publish
from pipeline.publication import Publication, TranslatedLeaflet

Key = tuple[str, str]
"""A leaflet's id and a language's tag."""


class Verdict(StrEnum):
    """What becomes of a leaflet in a language."""

    PUBLISHED = "published"
    WITHHELD = "withheld"
    """The edition of an earlier build stays, if there is one."""
    WITHDRAWN = "withdrawn"
    """There is no edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What may go out."""

    verdicts: Mapping[Key, Verdict]
    """Of every leaflet in every language."""
    shown: frozenset[Key]
    """Those of which readers have an edition, be it an earlier one."""
    leaflets: tuple[TranslatedLeaflet, ...]
    """Those that are published, in their order; they name and link to nothing that is not there."""
    untrue: frozenset[str]
    """Paths of earlier editions that nobody may read any more: they are made anew or taken down."""
    problems: tuple[Diagnostic, ...]
    """A warning for each leaflet and language that is not published."""


def decide(
    leaflets: tuple[TranslatedLeaflet, ...],
    publication: Publication,
    built: tuple[Record, ...],
    revisions: Mapping[Key, Revision],
) -> Gate:
    """Return what may go out. `built` is what an earlier build left, `revisions` what each leaflet says now.

    What is settled is published, and need not be among them. A broken catalogue counts as withheld.
    Whatever is withheld is withdrawn instead if the earlier edition is not true any more (`_is_true`): no out-of-date
    critical translation stays, and none that somebody took back.
    """
    there = {(record.leaflet, record.language) for record in built}
    shown_now = {key_of(leaflet.document): critical_digest(leaflet.document) for leaflet in leaflets}
    untrue = frozenset(
        record.path
        for record in built
        if (key := (record.leaflet, record.language)) in revisions
        and not _is_true(record, publication, revisions[key], shown_now.get(key))
    )
    lost = {(record.leaflet, record.language) for record in built if record.path in untrue}

    def held_back(key: Key) -> Verdict:
        """Return what becomes of the earlier edition of a leaflet that can't go out now."""
        goes = key in lost or publication.settings.policy.gaps_of(key[0]) is Gaps.WITHDRAW
        return Verdict.WITHDRAWN if goes else Verdict.WITHHELD

    verdicts = dict.fromkeys(publication.settled.leaflets, Verdict.PUBLISHED)
    verdicts |= {(leaflet, language.tag): held_back((leaflet, language.tag)) for leaflet, language in publication.broken}
    problems = [_taken_down(*each) for each in publication.broken if verdicts[each[0], each[1].tag] is Verdict.WITHDRAWN]
    published = []
    for leaflet in leaflets:
        document, key = leaflet.document, key_of(leaflet.document)
        gaps = publication.settings.policy.gaps_of(document.id)
        if not document.coverage.gaps or gaps in (Gaps.MIX, Gaps.KEEP_APPROVED):
            verdicts[key] = Verdict.PUBLISHED
            published.append(leaflet)
        else:
            verdicts[key] = held_back(key)
            problems.append(_not_published(document, verdicts[key], is_there=key in there))
    shown = frozenset(
        key
        for key, verdict in verdicts.items()
        if verdict is Verdict.PUBLISHED or (verdict is Verdict.WITHHELD and key in there)
    )
    return Gate(
        verdicts=MappingProxyType(verdicts),
        shown=shown,
        leaflets=tuple(replace(each, document=leading_only_to(shown.__contains__, each.document)) for each in published),
        untrue=untrue,
        problems=tuple(problems),
    )


def _is_true(record: Record, publication: Publication, revision: Revision, critical_now: str | None) -> bool:
    """Return whether an earlier edition may still be read.

    Its critical blocks are those that the catalogue gives now, or where that can't be read (None) those of the source; all
    who approved it still do; and under a policy of approval somebody approved all of it.
    """
    judge = publication.judge(record.leaflet, parse_language(record.language))
    people = {(each.by, each.role, each.on.isoformat()) for each in judge.people}
    approvals_stand = all((each.by, each.role, each.on) in people for each in record.approvals)
    is_allowed = publication.settings.policy.publish is Publish.DRAFT or record.approved == record.translated
    is_current = (
        record.critical_revision == revision.critical if critical_now is None else record.critical_digest == critical_now
    )
    return approvals_stand and is_allowed and is_current


def key_of(document: TranslatedDocument) -> Key:
    """Return the key of a leaflet in its language."""
    return document.id, document.language.tag


def _not_published(document: TranslatedDocument, verdict: Verdict, *, is_there: bool) -> Diagnostic:
    stays = "; the edition that was published before stays" if verdict is Verdict.WITHHELD and is_there else ""
    words = f"not published, because of its gaps: {', '.join(_gaps(document.coverage))}{stays}"
    hint = "translate, review or approve these messages, or change the policy in source/publication.yml"
    at = Span(store.path(document.id, document.language))
    return Diagnostic(code=f"edition-{verdict}", message=words, at=at, hint=hint, severity=Severity.WARNING)


def _gaps(coverage: Coverage) -> Iterator[str]:
    """Yield how many messages are not published, by the reason."""
    counts = {
        "without translation": coverage.missing,
        "to review": coverage.needs_review,
        "with an error": coverage.unusable,
        "not approved": coverage.unapproved,
        "out of date": coverage.outdated,
    }
    yield from (f"{count} {reason}" for reason, count in counts.items() if count)


def _taken_down(leaflet: str, language: Language) -> Diagnostic:
    words = "taken down: the catalogue can't be read, and the earlier edition may not be true any more"
    hint = "mend the catalogue first: its other problem says where"
    at = Span(store.path(leaflet, language))
    return Diagnostic(code="edition-withdrawn", message=words, at=at, hint=hint, severity=Severity.WARNING)


def leading_only_to(is_there: Callable[[Key], bool], document: TranslatedDocument) -> TranslatedDocument:
    """Return a document that names and links to nothing but what is there; another link to a leaflet becomes words."""

    def unlinked(passage: Passage) -> Passage:
        return replace(passage, inlines=_unlinked(passage.inlines, is_there, document.language.tag))

    return replace(
        document,
        alternates=tuple(each for each in document.alternates if is_there((document.id, each.language.tag))),
        title=unlinked(document.title),
        summary=unlinked(document.summary) if document.summary else None,
        blocks=map_text(document.blocks, unlinked),
    )


def _unlinked(inlines: tuple[Inline, ...], is_there: Callable[[Key], bool], tag: str) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(LeafletTarget(leaflet), children) if not is_there((leaflet, tag)):
                found += children
            case Strong(children) | Emphasis(children):
                found.append(type(inline)(_unlinked(children, is_there, tag)))
            case _:
                found.append(inline)
    return tuple(found)
