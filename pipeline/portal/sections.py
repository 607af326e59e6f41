"""A shelf to its sections, topic by topic, and to pages that are small enough for an old phone."""

from dataclasses import dataclass
from typing import TypeVar

from pipeline.model import Passage
from pipeline.portal.site import Entry, Shelf

T = TypeVar("T")

MOST = 16
"""How many leaflets a page shows at most."""
OTHER = "_other"
"""Stands for the topic of leaflets that have none; no id begins like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The leaflets of one topic."""

    id: str
    name: Passage
    entries: tuple[Entry, ...]
    """Those of which it is the first topic; they are shown here."""
    elsewhere: tuple[Entry, ...]
    """Those that are shown in the section of another topic of theirs, and only named here."""

    @property
    def all(self) -> tuple[Entry, ...]:
        """All of its leaflets."""
        return (*self.entries, *self.elsewhere)


def sections(shelf: Shelf, other: Passage) -> tuple[Section, ...]:
    """Return the sections of a shelf in the order of its topics, none of them empty; `other` names the last one.

    Leaflets that name no topic of the publication are in the last.
    """
    known = {topic.id for topic in shelf.topics}
    topics = {entry.leaflet: tuple(topic for topic in entry.topics if topic in known) or (OTHER,) for entry in shelf.entries}
    names = [*((topic.id, topic.name) for topic in shelf.topics), (OTHER, other)]
    found = (
        Section(
            id=topic,
            name=name,
            entries=tuple(entry for entry in shelf.entries if topics[entry.leaflet][0] == topic),
            elsewhere=tuple(entry for entry in shelf.entries if topic in topics[entry.leaflet][1:]),
        )
        for topic, name in names
    )
    return tuple(section for section in found if section.all)


def pages(entries: tuple[T, ...]) -> tuple[tuple[T, ...], ...]:
    """Return leaflets, or what stands for each, in pages of at most MOST."""
    return tuple(entries[start : start + MOST] for start in range(0, len(entries), MOST))
