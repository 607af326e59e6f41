"""Messages that came back and that their leaflet no longer has, to where `everyleaf update` would have taken them.

A message may have moved to another leaflet, or with a leaflet that got another name; it may have changed, by a minor edit or
any other. `catalogues.moves` and `catalogues.origins` find that out as they do for an update: what came back is the
catalogue of then, ours the template of now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogues import edit, moves, origins, po
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import FUZZY, Entry, Key, read_entry
from pipeline.catalogues.origins import Clues, Found, Origin
from pipeline.catalogues.quoting import keyword_lines
from pipeline.minor import MinorEdits
from pipeline.packs.returned import Returned


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A message that came back, and where it belongs now."""

    theirs: Returned
    leaflet: str
    key: Key
    """The message there, as it is now."""
    origin: Origin | None = None
    """What became of the message since; None if nothing did."""


Gone = Mapping[str, Sequence[Returned]]
"""By leaflet, messages that it no longer has, or that came back of a leaflet that is gone."""
_Place = tuple[str, Key]
_Traces = Mapping[Key, Sequence[tuple[str, Entry]]]
"""By text, the leaflets and entries that it was."""
IsSent = Callable[[str, Key], bool]
"""Called with a leaflet and a message: whether the message was one of the leaflet's when it was sent."""


def follow(gone: Gone, ours: Mapping[str, Catalogue], is_sent: IsSent, minor: MinorEdits) -> Iterator[Work]:
    """Yield where messages went among our catalogues, by leaflet; one may have gone to several places, or to none."""
    groups: defaultdict[_Place, list[Returned]] = defaultdict(list)
    for leaflet, messages in gone.items():
        for message in messages:
            groups[leaflet, message.key].append(message)
    before = {leaflet: _catalogue(groups, leaflet) for leaflet in gone}
    pool = moves.pool(
        {leaflet: catalogue for leaflet, catalogue in before.items() if leaflet in ours},
        ours,
        {leaflet: catalogue for leaflet, catalogue in before.items() if leaflet not in ours},
    )
    traces = _traces(before, minor)
    taken = frozenset((each.key, each.strings, each.for_review) for its in groups.values() for each in its)
    keys = frozenset(key for _, key in groups)
    for leaflet, catalogue in ours.items():
        new = [
            entry
            for entry in catalogue.entries
            if not (entry.is_header or entry.is_obsolete)
            and (
                not is_sent(leaflet, entry.key)
                or (entry.key in keys and not entry.has_translation)
                or (entry.key, entry.strings, entry.is_fuzzy) in taken
            )
        ]
        found = dict(_traced((entry for entry in new if entry.key not in pool.identical), leaflet, traces))
        here = {entry.key: entry for entry in before[leaflet].entries} if leaflet in before else {}
        others = [entry for entry in new if entry.key not in found]
        found |= origins.find(others, here, {}, Clues(pool=pool.without(leaflet)))
        for key, each in found.items():
            for theirs in groups[each.giver or leaflet, each.entry.key]:
                yield Work(theirs=theirs, leaflet=leaflet, key=key, origin=each.origin)


def known(ours: Iterable[Catalogue], minor: MinorEdits) -> frozenset[Key]:
    """Return the messages that are or were among ours, as far as our catalogues and the minor edits know."""
    entries = [entry for catalogue in ours for entry in catalogue.entries if not entry.is_header]
    before = ((entry.context, entry.previous_id) for entry in entries if entry.previous_id is not None)
    return frozenset((*(entry.key for entry in entries), *before, *((None, each.before) for each in minor.edits)))


def _catalogue(groups: Mapping[_Place, Sequence[Returned]], leaflet: str) -> Catalogue:
    """Return what came back of a leaflet as a catalogue."""
    chosen = (
        next((each for each in its if each.is_changed), its[0]) for (name, _), its in groups.items() if name == leaflet
    )
    return po.parse(b"", "").with_entries(awake(each, "\n") for each in chosen)


def _traces(before: Mapping[str, Catalogue], minor: MinorEdits) -> _Traces:
    """Return the messages that came back by what they were and what they became by minor edits."""
    traces: defaultdict[Key, list[tuple[str, Entry]]] = defaultdict(list)
    for leaflet, catalogue in before.items():
        edits = minor.later(leaflet)
        for entry in catalogue.entries:
            for text in (entry.id, *origins.later(entry.id, edits)):
                traces[entry.context, text].append((leaflet, entry))
    return traces


def _traced(new: Iterable[Entry], leaflet: str, traces: _Traces) -> Iterator[tuple[Key, Found]]:
    """Yield what messages were that say so themselves: by a minor edit, or by what their translation was made from."""
    for entry in new:
        is_minor = any(each.id != entry.id and each.plural_id is None for _, each in traces.get(entry.key, ()))
        text = entry.id if is_minor else entry.previous_id
        if (is_minor or entry.is_fuzzy) and text is not None and (options := traces.get((entry.context, text))):
            giver, each = next((option for option in options if option[0] == leaflet), options[0])
            origin = Origin.MINOR if is_minor else Origin.CHANGED
            yield entry.key, Found(origin, each, "" if giver == leaflet else giver)


def asleep(theirs: Returned, newline: str) -> Entry:
    """Return a message that came back as an obsolete entry, with the line ends of a file."""
    previous = () if theirs.made_from is None else keyword_lines("msgid", theirs.made_from)
    names = ["msgstr"] if theirs.plural is None else [f"msgstr[{form}]" for form in range(len(theirs.strings))]
    message = (
        *(() if theirs.context is None else keyword_lines("msgctxt", theirs.context)),
        *keyword_lines("msgid", theirs.source),
        *(() if theirs.plural is None else keyword_lines("msgid_plural", theirs.plural)),
        *(line for name, text in zip(names, theirs.strings, strict=True) for line in keyword_lines(name, text)),
    )
    lines = (
        "",
        *(f"# {comment}".rstrip() for comment in theirs.comments),
        *((f"#, {FUZZY}",) if theirs.for_review else ()),
        *(f"#~| {line}" for line in previous if theirs.for_review),
        *(f"#~ {line}" for line in message),
    )
    entry = read_entry([line + newline for line in lines], 1)
    assert isinstance(entry, Entry)
    return entry


def awake(theirs: Returned, newline: str) -> Entry:
    """Return a message that came back as an entry of a catalogue with these line ends."""
    return edit.revived(asleep(theirs, newline))
