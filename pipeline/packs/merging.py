"""A catalogue and what came back of it to the catalogue with the translator's work: a three-way merge, message by message.

The three are what was sent, ours (the catalogue as it is now) and theirs (what came back).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from pipeline.catalogues import edit
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import FUZZY, Entry, Key
from pipeline.catalogues.origins import Origin
from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.packs import following, stamps
from pipeline.packs.following import Work
from pipeline.packs.returned import Returned, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A catalogue with the work that came back."""

    catalogue: Catalogue
    taken: tuple[Key, ...]
    """The messages whose entries changed, obsolete ones among them, in the order in which they came back."""
    refused: tuple[Returned, ...]
    """What is not in the catalogue now, in that order."""
    problems: tuple[Diagnostic, ...]


class _Verdict(Enum):
    """What becomes of a translation that came back."""

    NOTHING = auto()
    """We have it, or the translator did not change it."""
    TAKE = auto()
    CONFLICT = auto()
    """Ours stays."""
    OUTDATED = auto()
    """Ours stays, for it translates the English of now, and theirs that of before."""


_REFUSED = frozenset({_Verdict.CONFLICT, _Verdict.OUTDATED})


def merge(catalogue: Catalogue, works: Sequence[Work], path: str, *, replace_existing: bool = False) -> Merged:
    """Return the catalogue that lies at a path with what a translator changed; all other lines stay byte for byte.

    It has the message of every work. Where both sides changed a translation, and where one came back empty, ours stays and
    a problem has both; with `replace_existing` theirs is taken. Where nobody knows what was sent, only what is empty or
    needs review is filled. If the English changed since, the translation is taken for review, unless there is a new one.
    """
    entries = list(catalogue.entries)
    places = _places(entries)
    taken: dict[Key, None] = {}
    refused: list[Returned] = []
    conflicts: list[Work] = []
    for work in works:
        ours = entries[places[work.key]]
        verdict = _judge(ours, work, replace_existing=replace_existing)
        after = _with_work(ours, work, verdict, catalogue)
        if after is not ours:
            entries[places[work.key]] = after
            taken[work.key] = None
        refused += [work.theirs] if verdict in _REFUSED else []
        conflicts += [work] if verdict is _Verdict.CONFLICT else []
    merged = catalogue.with_entries(entries)
    problems = tuple(_conflict(merged.entries[places[each.key]], each.theirs, path) for each in conflicts)
    return Merged(catalogue=merged, taken=tuple(taken), refused=tuple(refused), problems=problems)


def keep(catalogue: Catalogue, messages: Sequence[Returned], leaflet: str, path: str) -> Merged:
    """Return the catalogue of a leaflet with work on messages that have no place any more: obsolete, so that it is not lost.

    What is there already is merged with it. Each message that is new or changes there has a warning.
    """
    entries = list(catalogue.entries)
    there = _places(entries)
    new = {theirs.key: theirs for theirs in reversed(messages) if theirs.key not in there}
    if new and entries:
        entries[-1] = edit.separated(entries[-1])
    asleep = [following.asleep(theirs, catalogue.newline) for theirs in reversed(new.values())]
    works = [Work(theirs=theirs, leaflet=leaflet, key=theirs.key) for theirs in messages]
    merged = merge(catalogue.with_entries((*entries, *asleep)), works, path)
    taken = dict.fromkeys((*merged.taken, *(entry.key for entry in asleep)))
    warnings = (_gone(theirs, path) for theirs in messages if theirs.key in taken)
    return replace(merged, taken=tuple(taken), problems=(*merged.problems, *warnings))


def _places(entries: Sequence[Entry]) -> dict[Key, int]:
    """Return where the entries of messages stand; of one that is there and obsolete, too, the former."""
    places = {entry.key: place for place, entry in enumerate(entries) if entry.is_obsolete}
    return places | {entry.key: place for place, entry in enumerate(entries) if not entry.is_obsolete}


def _judge(ours: Entry, work: Work, *, replace_existing: bool) -> _Verdict:
    theirs = work.theirs
    if not theirs.is_changed or _has_it(ours, work):
        return _Verdict.NOTHING
    if work.origin is Origin.CHANGED and ours.has_translation and not ours.is_fuzzy:
        return _Verdict.OUTDATED
    fits = len(theirs.strings) == len(ours.strings) and (any(theirs.strings) or not ours.has_translation)
    return _Verdict.TAKE if fits and (replace_existing or _is_free(ours, work)) else _Verdict.CONFLICT


def _has_it(ours: Entry, work: Work) -> bool:
    is_of_no_matter = work.origin is Origin.CHANGED or not work.theirs.is_listed  # for it is taken for review in any case
    return work.theirs.strings == ours.strings and (is_of_no_matter or work.theirs.needs_review is ours.is_fuzzy)


def _is_free(ours: Entry, work: Work) -> bool:
    """Return whether nobody's work is lost when theirs takes the place of ours."""
    theirs = work.theirs
    if work.origin and not ours.has_translation:
        return True
    if theirs.sent is None:
        is_reviewed = ours.is_fuzzy and not theirs.needs_review and theirs.strings != ours.strings
        return not ours.has_translation or is_reviewed  # the same words may be of before somebody here doubted them
    if work.origin is Origin.CHANGED:
        return stamps.is_of_words(theirs.sent[0], ours.strings)
    return bool(stamps.of_entry(ours)[0] == theirs.sent[0])


def _with_work(ours: Entry, work: Work, verdict: _Verdict, catalogue: Catalogue) -> Entry:
    """Return our entry with what is taken; the same entry if nothing is."""
    theirs, after = work.theirs, ours
    if verdict is _Verdict.TAKE and work.origin is Origin.CHANGED:
        carried = following.awake(theirs, catalogue.newline)
        after = edit.needing_review(carried, ours, forms=catalogue.plural_count or 1)
    elif verdict is _Verdict.TAKE:
        if theirs.strings != ours.strings:
            after = edit.with_strings(after, theirs.strings)
        if theirs.for_review is not ours.is_fuzzy:
            after = edit.with_flags(after, (FUZZY, *after.flags)) if theirs.for_review else edit.reviewed(after)
    elif work.origin and verdict in _REFUSED:
        return ours  # what is refused here is kept elsewhere, with its comments
    comments = _comments(ours, theirs)
    return after if comments == after.comments else edit.with_remarks(after, comments)


def _comments(ours: Entry, theirs: Returned) -> tuple[str, ...]:
    """Return the translators' comments: of one side if only that changed them, else ours and what is new among theirs."""
    sent = theirs.sent[1] if theirs.sent else None
    if sent == stamps.of_comments(theirs.comments):
        return ours.comments
    if sent == stamps.of_comments(ours.comments):
        return theirs.comments
    return (*ours.comments, *(comment for comment in theirs.comments if comment not in ours.comments))


def _conflict(ours: Entry, theirs: Returned, path: str) -> Diagnostic:
    if len(ours.strings) != len(theirs.strings):
        why = "another number of plural forms came back"
    elif not any(theirs.strings):
        why = "the translation came back empty"
    elif theirs.sent:
        why = "this translation was changed on both sides since it was sent"
    else:
        why = "this is translated already, and otherwise"
    yours = said(ours.strings, needs_review=ours.is_fuzzy)
    words = f"{why}; yours: {yours}; in {theirs.at}: {theirs.said}"
    others = ", or take all that came back with: --replace" if any(theirs.strings) else ""
    hint = f"yours stays; write into the catalogue what is right{others}"
    return Diagnostic(code="pack-conflict", message=words, at=Span(path, ours.line), hint=hint)


def _gone(theirs: Returned, path: str) -> Diagnostic:
    words = f'the leaflet no longer says "{shown(theirs.source)}"; its translation is kept as obsolete in {path}'
    return Diagnostic(code="message-gone", message=words, at=theirs.at, severity=Severity.WARNING)
