"""A template into the catalogue of a language."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogues import edit, origins, po
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import FUZZY, Entry, Key
from pipeline.catalogues.header import FORMAT, PROJECT, header
from pipeline.catalogues.origins import NO_CLUES, Clues, Found, Origin
from pipeline.languages import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The messages that an update met, each in one of these at most, in the order of the catalogue."""

    new: tuple[str, ...] = ()
    """Messages without any translation that were not there before."""
    changed: tuple[str, ...] = ()
    """Messages that have the translation of what they were before, here or in another leaflet, and need review."""
    minor: tuple[str, ...] = ()
    """Messages that a minor edit changed, and whose translation stays as it was."""
    moved: tuple[str, ...] = ()
    """Messages that came from another leaflet with their translation."""
    revived: tuple[str, ...] = ()
    """Messages that are back, and their translation with them."""
    filled: tuple[str, ...] = ()
    """Messages that a translation memory translated."""
    obsolete: tuple[str, ...] = ()
    """Messages that are gone now, and of which a translator's words are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A catalogue brought up to date."""

    catalogue: Catalogue
    changes: Changes
    origins: Mapping[Key, Found]
    """What the messages that were not there before were; those that really are new are left out."""


def merge(catalogue: Catalogue | None, template: Catalogue, language: Language, clues: Clues = NO_CLUES) -> Merged:
    """Return the catalogue of a language with the messages of a template, in the order of the template.

    What a translator wrote is kept: as it stands where the message stayed, for review where it changed, obsolete where it is
    gone, revived where it came back. Merging the same template again changes nothing.
    Without a catalogue a new one is made, with the header that gettext's tools ask for but for its dates.
    """
    fresh = _new_catalogue(template, language)
    base = fresh if catalogue is None else catalogue
    forms = base.plural_count or fresh.plural_count or 1
    wanted = _live(template)
    standing = _standing(base, clues)
    found: Mapping[Key, Found] = {}
    gone: Sequence[Entry] = ()
    if list(wanted) == list(standing) == list(_live(base)):
        entries = [_kept(entry, wanted[entry.key], forms) if _is_live(entry) else entry for entry in base.entries]
    else:
        base = base.with_entries(_apart(base.entries))
        standing = _standing(base, clues)
        found = _found(base, wanted, standing, clues)
        gone = _gone(standing, wanted, found, clues)
        entries = [*_messages(base, wanted, standing, found, forms), *_obsolete(base, gone, found)]
    settled = {each.key: origin for each in entries if _is_live(each) and (origin := origins.settled(each, clues))}
    entries = [edit.reviewed(each) if each.key in settled and _is_live(each) else each for each in entries]
    return Merged(
        catalogue=base.with_entries(entries),
        changes=_changes(wanted, standing, {key: each.origin for key, each in found.items()} | settled, gone),
        origins=found,
    )


def _changes(
    wanted: Mapping[Key, Entry], standing: Mapping[Key, Entry], found: dict[Key, Origin], gone: Sequence[Entry]
) -> Changes:
    by_key = (
        {key: Origin.NEW for key in wanted if key not in standing}
        | {key: Origin.CHANGED for key, entry in standing.items() if _has_other_plural(entry, wanted.get(key))}
        | found
    )
    ids = {origin: tuple(key[1] for key in wanted if by_key.get(key) is origin) for origin in Origin}
    return Changes(**{origin.value: each for origin, each in ids.items()}, obsolete=tuple(entry.id for entry in gone))


def _found(base: Catalogue, wanted: Mapping[Key, Entry], standing: Mapping[Key, Entry], clues: Clues) -> dict[Key, Found]:
    """Return what the wanted messages that do not stand in a catalogue were before."""
    new = [entry for key, entry in wanted.items() if key not in standing]
    vanished = {key: entry for key, entry in standing.items() if key not in wanted}
    asleep = {entry.key: entry for entry in base.entries if entry.is_obsolete}
    return origins.find(new, vanished, asleep, clues)


def _gone(
    standing: Mapping[Key, Entry], wanted: Mapping[Key, Entry], found: Mapping[Key, Found], clues: Clues
) -> list[Entry]:
    """Return the entries that become obsolete: a translator wrote something in them, and no other message here took it over.

    One that another leaflet takes as it is becomes obsolete in any case, so that it is found until that has happened.
    """
    taken = _own_lines(found)
    return [
        entry
        for key, entry in standing.items()
        if key not in wanted and _has_words(entry) and (entry.line not in taken or key in clues.pool.claimed)
    ]


def _messages(
    base: Catalogue, wanted: Mapping[Key, Entry], standing: Mapping[Key, Entry], found: Mapping[Key, Found], forms: int
) -> Iterator[Entry]:
    """Yield the header, and the entry of each wanted message."""
    yield from (entry for entry in base.entries if entry.is_header)
    for key, template in wanted.items():
        if key in standing:
            yield _kept(standing[key], template, forms)
        elif key in found:
            yield _carried(found[key], template, forms, base.newline)
        else:
            yield edit.untranslated(template, forms=forms, newline=base.newline)


def _obsolete(base: Catalogue, gone: Sequence[Entry], found: Mapping[Key, Found]) -> Iterator[Entry]:
    """Yield the obsolete entries of a catalogue, those that become so among them, where they stand."""
    going = {entry.line for entry in gone}
    taken = _own_lines(found)
    for entry in base.entries:
        if entry.line in going:
            yield edit.obsolete(entry)
        elif entry.is_obsolete and entry.line not in taken:
            yield entry


def _own_lines(found: Mapping[Key, Found]) -> set[int]:
    """Return the lines of the entries of this catalogue that other messages took over."""
    return {each.entry.line for each in found.values() if not each.giver}


def _carried(found: Found, template: Entry, forms: int, newline: str) -> Entry:
    """Return the entry of a message with the translation of what it was before."""
    entry = edit.with_newline(edit.separated(found.entry), newline) if found.giver else found.entry
    match found.origin:
        case Origin.CHANGED if entry.is_obsolete:  # without the message that it was made from, for that is this one
            back = _kept(entry, template, forms)
            return edit.with_flags(back, (FUZZY, *(flag for flag in back.flags if flag != FUZZY)))
        case Origin.CHANGED:
            return edit.needing_review(entry, template, forms=forms)
        case Origin.MINOR:
            return edit.renamed(entry, template, forms=forms)
        case _:
            return _kept(entry if entry.is_obsolete else edit.obsolete(entry), template, forms)


def _kept(entry: Entry, template: Entry, forms: int) -> Entry:
    """Return the entry of a message that is still there or back; with another plural it is a changed message."""
    has_all_forms = not entry.is_obsolete or template.plural_id is None or len(entry.strings) == forms
    live = edit.revived(entry) if entry.is_obsolete else entry
    if has_all_forms and entry.plural_id == template.plural_id:
        return edit.updated(live, template)
    return edit.needing_review(live, template, forms=forms)


def _has_other_plural(before: Entry, template: Entry | None) -> bool:
    return template is not None and before.has_translation and before.plural_id != template.plural_id


def _apart(entries: Sequence[Entry]) -> Iterable[Entry]:
    """Give the entries of a file so that any may stand after any other: the first and the last may lack a line between."""
    for entry in entries:
        yield edit.separated(entry) if entry is entries[0] or entry is entries[-1] else entry


def _standing(base: Catalogue, clues: Clues) -> dict[Key, Entry]:
    """Return the messages of a catalogue, without those that nobody translated and that come from another leaflet now."""
    return {key: each for key, each in _live(base).items() if key not in clues.pool.vanished or _has_words(each)}


def _live(catalogue: Catalogue) -> dict[Key, Entry]:
    return {entry.key: entry for entry in catalogue.entries if _is_live(entry)}


def _is_live(entry: Entry) -> bool:
    return not entry.is_obsolete and not entry.is_header


def _has_words(entry: Entry) -> bool:
    """Return whether a translator wrote anything: a translation or a comment."""
    return entry.has_translation or any(entry.comments)


def _new_catalogue(template: Catalogue, language: Language) -> Catalogue:
    fields = {PROJECT: template.header.get(PROJECT, ""), "Language": language.locale, **FORMAT}
    lines = header({**fields, "Plural-Forms": language.plural_forms})
    return po.parse("".join(f"{line}\n" for line in lines).encode(), "")
