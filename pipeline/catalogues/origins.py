"""Messages that are new in a catalogue, to the entries that they were before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from pipeline.catalogues import matching, moves
from pipeline.catalogues.entries import Entry, Key
from pipeline.catalogues.moves import Pool

IsApproved = Callable[[str | None, str, tuple[str, ...]], bool]
"""Called with a message's context, a source text and its translation: whether somebody approved just these."""


def _never(_context: str | None, _source: str, _strings: tuple[str, ...]) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What is known of the messages of a leaflet besides its catalogue in a language."""

    pool: Pool = moves.EMPTY
    minor: Mapping[str, str] = field(default_factory=dict)
    """What a source text became by an edit that its author declared to be minor; one may follow another."""
    is_approved: IsApproved = _never


NO_CLUES = Clues()


class Origin(StrEnum):
    """Where the translation of a message comes from, if the message did not stand there before as it is."""

    NEW = "new"
    """From nowhere: there is none."""
    CHANGED = "changed"
    MINOR = "minor"
    MOVED = "moved"
    REVIVED = "revived"


class Found(NamedTuple):
    """What a message was before."""

    origin: Origin
    entry: Entry
    giver: str = ""
    """The leaflet that the entry comes from, if it is another one."""


def find(new: Sequence[Entry], vanished: Mapping[Key, Entry], asleep: Mapping[Key, Entry], clues: Clues) -> dict[Key, Found]:
    """Return for each new message of a template what it was before; messages that really are new are left out.

    It is looked for, in this order: among the obsolete ones; among minor edits of those that vanished; as it is, in other
    leaflets; by likeness among those that vanished; by likeness in other leaflets. Each of those that vanished serves once.
    """
    found = {
        entry.key: Found(Origin.CHANGED if clues.pool.is_outdone(asleep[entry.key]) else Origin.REVIVED, asleep[entry.key])
        for entry in new
        if entry.key in asleep
    }
    found |= _minor(_besides(new, found), vanished, clues.minor)
    identical = clues.pool.identical
    found |= {
        entry.key: Found(Origin.MOVED, identical[entry.key].entry, identical[entry.key].leaflet)
        for entry in _besides(new, found)
        if entry.key in identical
    }
    used = {each.entry.key for each in found.values() if each.origin is Origin.MINOR}
    left = [entry for key, entry in vanished.items() if entry.has_translation and key not in used]
    found |= {
        key: Found(Origin.CHANGED, left[position]) for key, position in _alike(_besides(new, found), left, matching.CUTOFF)
    }
    offers = clues.pool.alike
    found |= {
        key: Found(Origin.CHANGED, offers[position].entry, offers[position].leaflet)
        for key, position in _alike(_besides(new, found), [each.entry for each in offers], matching.CUTOFF_ELSEWHERE)
    }
    return found


def settled(entry: Entry, clues: Clues) -> Origin | None:
    """Return why a translation that waits for review needs none, or None if it needs it.

    It was approved for the text that it was made from, word for word; and the message is that text again, or is it after
    minor edits.
    """
    if not entry.is_fuzzy or entry.previous_id is None or entry.plural_id is not None:
        return None
    is_back = entry.previous_id == entry.id
    if not is_back and entry.id not in later(entry.previous_id, clues.minor):
        return None
    is_approved = clues.is_approved(entry.context, entry.previous_id, entry.strings)
    return (Origin.REVIVED if is_back else Origin.MINOR) if is_approved else None


def _minor(new: Sequence[Entry], vanished: Mapping[Key, Entry], minor: Mapping[str, str]) -> dict[Key, Found]:
    missing = {entry.key for entry in new if entry.plural_id is None}
    found: dict[Key, Found] = {}
    for (context, text), entry in vanished.items():
        key = next((key for each in later(text, minor) if (key := (context, each)) in missing), None)
        if key and entry.has_translation and entry.plural_id is None:
            found.setdefault(key, Found(Origin.MINOR, entry))
    return found


def later(text: str, minor: Mapping[str, str]) -> Iterator[str]:
    """Yield what a text became by minor edits, one after another, until it is what it was before."""
    seen = {text}
    while (text := minor.get(text, text)) not in seen:
        seen.add(text)
        yield text


def _alike(new: Sequence[Entry], old: Sequence[Entry], cutoff: int) -> Iterator[tuple[Key, int]]:
    """Yield the key of each message that is like an old one, and the position of that."""
    pairs = matching.match([entry.id for entry in new], [entry.id for entry in old], cutoff)
    return ((new[position].key, old_position) for position, old_position in pairs.items())


def _besides(new: Sequence[Entry], found: Mapping[Key, Found]) -> list[Entry]:
    return [entry for entry in new if entry.key not in found]
