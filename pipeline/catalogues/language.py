"""All catalogues of one language, brought up to date together, so that messages can move between leaflets."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.catalogues import moves
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.merge import Merged, merge
from pipeline.catalogues.origins import NO_CLUES, Clues
from pipeline.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogues:
    """What there is in one language, by the ids of leaflets."""

    language: Language
    by_leaflet: Mapping[str, Catalogue | None]
    """Of each leaflet its catalogue, None where there is none; without those that can't be read."""
    orphans: Mapping[str, Catalogue] = field(default_factory=dict)
    """Of leaflets that are gone, or got another name."""


def merge_all(there: Catalogues, templates: Mapping[str, Catalogue], clues: Mapping[str, Clues]) -> dict[str, Merged]:
    """Return the catalogues of all leaflets with the messages of their templates, in the order in which to write them.

    A catalogue that took messages from another one stands before it. So if only the first few of them are written, no
    translation is lost, and merging again does the rest. Where catalogues took from each other in a ring, one of them has to
    be first; then merging again may leave as new what would have been a changed message.
    `clues` may lack a leaflet; pools in it count for nothing.
    """
    read = {leaflet: catalogue for leaflet, catalogue in there.by_leaflet.items() if catalogue}
    pool = moves.pool(read, templates, there.orphans)
    merged = {
        leaflet: merge(
            catalogue,
            templates[leaflet],
            there.language,
            replace(clues.get(leaflet, NO_CLUES), pool=pool.without(leaflet)),
        )
        for leaflet, catalogue in there.by_leaflet.items()
    }
    return {leaflet: merged[leaflet] for leaflet in _takers_first(merged)}


def _takers_first(merged: Mapping[str, Merged]) -> Iterator[str]:
    """Yield the leaflets so that each stands before those that it took messages from, as far as that can be."""
    givers = {leaflet: {found.giver for found in each.origins.values()} for leaflet, each in merged.items()}
    waiting = dict.fromkeys(merged)
    while waiting:
        wanted = {giver for leaflet in waiting for giver in givers[leaflet]}
        leaflet = next((each for each in waiting if each not in wanted), next(iter(waiting)))
        del waiting[leaflet]
        yield leaflet
