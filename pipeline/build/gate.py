"""Translated leaflets to those that readers may get, by the publication's policy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from pipeline.catalogues import store
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.languages import Language
from pipeline.manifest import Record
from pipeline.model import Emphasis, Inline, LeafletTarget, Link, Passage, Strong, TranslatedDocument, map_text
from pipeline.policy import Gaps
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
    """Of every leaflet in every language, but for those whose catalogue is broken."""
    leaflets: tuple[TranslatedLeaflet, ...]
    """Those that are published, in their order; they name and link to nothing that is not there."""
    problems: tuple[Diagnostic, ...]
    """A warning for each leaflet and language that is not published."""


def decide(
    leaflets: tuple[TranslatedLeaflet, ...],
    publication: Publication,
    built: tuple[Record, ...],
    critical: Mapping[str, str],
) -> Gate:
    """Return what may go out. `built` is what an earlier build left, `critical` each leaflet's critical revision now.

    A broken catalogue counts as withheld. Whatever is withheld is withdrawn instead if the critical words of the source are
    not those that the earlier edition was made from: no out-of-date critical translation stays.
    """
    there = {(record.leaflet, record.language) for record in built}
    outdated = {
        (record.leaflet, record.language) for record in built if record.critical_revision != critical.get(record.leaflet)
    }
    verdicts = {
        (leaflet, language.tag): Verdict.WITHDRAWN if (leaflet, language.tag) in outdated else Verdict.WITHHELD
        for leaflet, language in publication.broken
    }
    problems = [_taken_down(*key) for key in publication.broken if verdicts[key[0], key[1].tag] is Verdict.WITHDRAWN]
    published = []
    for leaflet in leaflets:
        document, key = leaflet.document, _key(leaflet.document)
        gaps = publication.settings.policy.gaps_of(document.id)
        verdicts[key] = _verdict(document, gaps, is_outdated=key in outdated)
        if verdicts[key] is Verdict.PUBLISHED:
            published.append(leaflet)
        else:
            problems.append(_not_published(document, verdicts[key], is_there=key in there))
    shown = frozenset(
        key
        for key, verdict in verdicts.items()
        if verdict is Verdict.PUBLISHED or (verdict is Verdict.WITHHELD and key in there)
    )
    return Gate(
        verdicts=MappingProxyType(verdicts),
        leaflets=tuple(replace(each, document=_leading_only_to(shown, each.document)) for each in published),
        problems=tuple(problems),
    )


def _key(document: TranslatedDocument) -> Key:
    return document.id, document.language.tag


def _not_published(document: TranslatedDocument, verdict: Verdict, *, is_there: bool) -> Diagnostic:
    stays = "; the edition that was published before stays" if verdict is Verdict.WITHHELD and is_there else ""
    count = document.coverage.gaps
    words = f"not published, since {count} message{'s have' if count > 1 else ' has'} no translation to publish{stays}"
    hint = "close the gaps, or change the policy in source/publication.yml; everyleaf status shows them"
    at = Span(store.path(document.id, document.language))
    return Diagnostic(code=f"edition-{verdict}", message=words, at=at, hint=hint, severity=Severity.WARNING)


def _taken_down(leaflet: str, language: Language) -> Diagnostic:
    words = "taken down, since the catalogue can't be read and the English of critical blocks changed"
    hint = "mend the catalogue first: its other problem says where"
    at = Span(store.path(leaflet, language))
    return Diagnostic(code="edition-withdrawn", message=words, at=at, hint=hint, severity=Severity.WARNING)


def _verdict(document: TranslatedDocument, gaps: Gaps, *, is_outdated: bool) -> Verdict:
    if not document.coverage.gaps or gaps in (Gaps.MIX, Gaps.KEEP_APPROVED):
        return Verdict.PUBLISHED
    return Verdict.WITHDRAWN if gaps is Gaps.WITHDRAW or is_outdated else Verdict.WITHHELD


def _leading_only_to(shown: frozenset[Key], document: TranslatedDocument) -> TranslatedDocument:
    """Return a document that names and links to nothing but what is there; another link to a leaflet becomes words."""

    def unlinked(passage: Passage) -> Passage:
        return replace(passage, inlines=_unlinked(passage.inlines, shown, document.language.tag))

    return replace(
        document,
        alternates=tuple(each for each in document.alternates if (document.id, each.language.tag) in shown),
        title=unlinked(document.title),
        summary=unlinked(document.summary) if document.summary else None,
        blocks=map_text(document.blocks, unlinked),
    )


def _unlinked(inlines: tuple[Inline, ...], shown: frozenset[Key], tag: str) -> tuple[Inline, ...]:
    found: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(LeafletTarget(leaflet), children) if (leaflet, tag) not in shown:
                found += children
            case Strong(children) | Emphasis(children):
                found.append(type(inline)(_unlinked(children, shown, tag)))
            case _:
                found.append(inline)
    return tuple(found)
