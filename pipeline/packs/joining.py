"""A return and our catalogues to the catalogues with the work that came back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.catalogues import store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Key
from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.languages import Language
from pipeline.minor import MinorEdits
from pipeline.packs import agreement, following, merging, stamps
from pipeline.packs.following import IsSent, Work
from pipeline.packs.merging import Merged
from pipeline.packs.returned import Return, Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """What we have in the language of a return."""

    catalogues: Mapping[str, Catalogue]
    """By leaflet; one at least."""
    orphans: Mapping[str, Catalogue] = field(default_factory=dict)
    """Of leaflets that are gone or got another name, where work on them came back."""
    unreadable: tuple[Diagnostic, ...] = ()
    """The problems of those that can't be read."""
    minor: MinorEdits = field(default_factory=MinorEdits)

    @property
    def by_leaflet(self) -> Mapping[str, Catalogue]:
        """All catalogues."""
        return {**self.catalogues, **self.orphans}


@dataclass(slots=True)
class Joined:
    """What becomes of our catalogues; changes while work is joined to them."""

    language: Language
    catalogues: dict[str, Catalogue]
    """By leaflet."""
    taken: dict[str, tuple[Key, ...]]
    """The messages whose entries changed, by leaflet; of leaflets that came back, also where that is none."""
    problems: list[Diagnostic]

    def merge(self, works: Iterable[Work], *, replace_existing: bool) -> frozenset[Returned]:
        """Merge work, catalogue by catalogue; return what is in one now."""
        groups: defaultdict[str, list[Work]] = defaultdict(list)
        for work in works:
            groups[work.leaflet].append(work)
        placed: set[Returned] = set()
        for leaflet, its in groups.items():
            path = store.path(leaflet, self.language)
            merged = merging.merge(self.catalogues[leaflet], its, path, replace_existing=replace_existing)
            self._add(leaflet, merged)
            placed |= {work.theirs for work in its} - set(merged.refused)
        return frozenset(placed)

    def keep(self, leaflet: str, messages: Iterable[Returned]) -> None:
        """Keep work of a leaflet that has no place: in its own catalogue, or if there is none, in any other."""
        homes: defaultdict[str, list[Returned]] = defaultdict(list)
        for message in messages:
            homes[self._home(leaflet, message)].append(message)
        for home, its in homes.items():
            self._add(home, merging.keep(self.catalogues[home], its, home, store.path(home, self.language)))

    def _home(self, leaflet: str, message: Returned) -> str:
        if leaflet in self.catalogues:
            return leaflet
        free = (name for name, each in self.catalogues.items() if not each.by_id(message.source, message.context))
        return next(free, next(iter(self.catalogues)))

    def _add(self, leaflet: str, merged: Merged) -> None:
        self.catalogues[leaflet] = merged.catalogue
        self.taken[leaflet] = tuple(dict.fromkeys((*self.taken.get(leaflet, ()), *merged.taken)))
        self.problems += merged.problems


def join(came_back: Return, ours: Ours, *, replace_existing: bool = False) -> Joined:
    """Return our catalogues with the work that came back.

    First that on messages which are still there (`merging.merge`), then that on messages which moved or changed since
    (`following.follow`); what has no place any more is kept as obsolete (`merging.keep`).
    Raises EveryleafError if a message may have gone into a catalogue that can't be read.
    """
    agreed, differences = agreement.agreed(came_back.leaflets)
    joined = Joined(came_back.language, dict(ours.by_leaflet), {}, list(differences))
    known = following.known(joined.catalogues.values(), ours.minor)
    direct: list[Work] = []
    gone: defaultdict[str, list[Returned]] = defaultdict(list)
    for each in agreed:
        joined.problems += each.problems
        joined.taken |= {each.leaflet: ()} if each.leaflet in joined.catalogues else {}
        catalogue = ours.catalogues.get(each.leaflet)
        for theirs in each.messages:
            if catalogue and catalogue.by_id(theirs.source, theirs.context):
                direct.append(Work(theirs=theirs, leaflet=each.leaflet, key=theirs.key))
            elif theirs.has_news and any((*theirs.strings, *theirs.comments)):
                if theirs.sent is None and theirs.key not in known:
                    joined.problems.append(_unknown(theirs))
                else:
                    gone[each.leaflet].append(theirs)
    joined.merge(direct, replace_existing=replace_existing)
    if gone:
        if ours.unreadable:
            raise EveryleafError(*ours.unreadable)
        now = {leaflet: joined.catalogues[leaflet] for leaflet in ours.catalogues}
        works = tuple(following.follow(gone, now, _is_sent(came_back), ours.minor))
        placed = joined.merge(works, replace_existing=replace_existing)
        for leaflet, messages in gone.items():
            joined.keep(leaflet, (message for message in messages if message not in placed))
    return joined


def _is_sent(came_back: Return) -> IsSent:
    """Return whom to ask what was sent: what is listed, and what came back."""
    listed = came_back.sent.leaflets if came_back.sent else {}
    there = {(each.leaflet, message.key) for each in came_back.leaflets for message in each.messages}
    return lambda leaflet, key: (leaflet, key) in there or stamps.of_message(leaflet, *key) in listed.get(leaflet, ())


def _unknown(theirs: Returned) -> Diagnostic:
    words = f'no message of the leaflet is "{shown(theirs.source)}"; its translation was not taken'
    hint = "if the English was changed in this file, change it back"
    return Diagnostic(code="message-unknown", message=words, at=theirs.at, hint=hint)
