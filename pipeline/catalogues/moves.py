"""The catalogues of a language to what each of them has to give to the others: messages that moved between leaflets."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry, Key


class Offer(NamedTuple):
    """A translated entry that its own leaflet has no use for."""

    leaflet: str
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What the catalogues of one language offer. Whoever takes something takes a copy."""

    vanished: Mapping[Key, Offer]
    """Messages that stand in their catalogue and no longer in their leaflet."""
    identical: Mapping[Key, Offer]
    """These; else those of leaflets that are gone; else obsolete ones that their own leaflet has no use for, unless another
    translation of the message stands."""
    alike: tuple[Offer, ...]
    """Messages that may have changed on their way: as `identical`, without obsolete ones."""
    live: Mapping[Key, frozenset[frozenset[str]]]
    """The translations that a message has wherever it is no obsolete one, or is one that comes back.

    Of each the strings, in whatever plural form.
    """
    claimed: frozenset[Key] = frozenset()
    """Those of `vanished` that are new in another leaflet, and so must be found again if an update is interrupted."""

    def is_outdone(self, entry: Entry) -> bool:
        """Return whether a translation that sleeps has another one that somebody works with: it may be the corrected one."""
        return any(not words <= set(entry.strings) for words in self.live.get(entry.key, ()))

    def without(self, leaflet: str) -> "Pool":
        """Return the pool for a leaflet, which has looked for its changed messages among its own already."""
        return replace(self, alike=tuple(offer for offer in self.alike if offer.leaflet != leaflet))


EMPTY = Pool(vanished={}, identical={}, alike=(), live={})


def pool(catalogues: Mapping[str, Catalogue], templates: Mapping[str, Catalogue], orphans: Mapping[str, Catalogue]) -> Pool:
    """Return what the catalogues of leaflets offer, by the leaflets' ids, and those of leaflets that are gone.

    An update that was interrupted made messages obsolete in the catalogues that it wrote; so that the next one finds them,
    these are offered, too.
    """
    used: list[Offer] = []
    unused: list[Offer] = []
    for leaflet, entry in ((leaflet, entry) for leaflet, each in catalogues.items() for entry in _translated(each)):
        is_used = templates[leaflet].by_id(entry.id, entry.context) is not None
        (used if is_used else unused).append(Offer(leaflet, entry))
    vanished = tuple(each for each in unused if not each.entry.is_obsolete)
    orphaned = tuple(Offer(leaflet, entry) for leaflet, catalogue in orphans.items() for entry in _translated(catalogue))
    live: defaultdict[Key, set[frozenset[str]]] = defaultdict(set)
    for _, entry in (*used, *vanished):
        live[entry.key].add(frozenset(filter(None, entry.strings)))
    awake = replace(EMPTY, live={key: frozenset(each) for key, each in live.items()})
    asleep = (*orphaned, *(each for each in unused if each.entry.is_obsolete))
    asleep = tuple(offer for offer in asleep if not awake.is_outdone(offer.entry))
    return Pool(
        vanished=_by_key(vanished),
        identical=_by_key(asleep) | _by_key(vanished),
        alike=(*vanished, *(offer for offer in orphaned if not offer.entry.is_obsolete)),
        live=awake.live,
        claimed=frozenset(offer.entry.key for offer in vanished if _is_new_anywhere(offer.entry, catalogues, templates)),
    )


def _is_new_anywhere(entry: Entry, catalogues: Mapping[str, Catalogue], templates: Mapping[str, Catalogue]) -> bool:
    lacking = (
        template
        for leaflet, template in templates.items()
        if leaflet not in catalogues or catalogues[leaflet].by_id(entry.id, entry.context) is None
    )
    return any(template.by_id(entry.id, entry.context) for template in lacking)


def _translated(catalogue: Catalogue) -> Iterator[Entry]:
    return (entry for entry in catalogue.entries if entry.has_translation and not entry.is_header)


def _by_key(offers: tuple[Offer, ...]) -> dict[Key, Offer]:
    found: dict[Key, Offer] = {}
    for offer in sorted(offers, key=lambda offer: offer.entry.is_fuzzy):
        found.setdefault(offer.entry.key, offer)
    return found
