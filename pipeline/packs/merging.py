"""A catalogue and what came back of it to the catalogue with the translator's work: a three-way merge, message by message.

The three are what was sent, ours (the catalogue as it is now) and theirs (what came back).
"""

from dataclasses import dataclass
from enum import Enum, auto

from pipeline.catalogues import edit, po
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import FUZZY, Entry, Key
from pipeline.catalogues.quoting import keyword_lines
from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.packs import stamps
from pipeline.packs.returned import Returned, ReturnedLeaflet, said


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A catalogue with the work that came back."""

    catalogue: Catalogue
    taken: tuple[Key, ...]
    """The messages whose entries changed, obsolete ones among them, in the order in which they came back."""
    problems: tuple[Diagnostic, ...]


class _Verdict(Enum):
    """What becomes of a translation that came back."""

    NOTHING = auto()
    """We have it, or the translator did not change it."""
    TAKE = auto()
    CONFLICT = auto()
    """Ours stays."""
    UNKNOWN = auto()
    """Nobody knows the message."""


def merge(catalogue: Catalogue, returned: ReturnedLeaflet, path: str, *, replace_existing: bool = False) -> Merged:
    """Return the catalogue that lies at a path with what a translator changed; all other lines stay byte for byte.

    Where both sides changed a translation, and where one came back empty, ours stays and a problem has both; with
    `replace_existing` theirs is taken. Where nobody knows what was sent, only what is empty or needs review is filled.
    A message that is gone from the leaflet is kept as obsolete, with a warning, if its translation is new.
    """
    entries = list(catalogue.entries)
    places = {entry.key: place for place, entry in enumerate(entries) if entry.is_obsolete}
    places |= {entry.key: place for place, entry in enumerate(entries) if not entry.is_obsolete}
    taken: dict[Key, None] = {}
    problems = [*returned.problems]
    conflicts = []
    for theirs in returned.messages:
        ours = entries[places[theirs.key]] if theirs.key in places else None
        verdict = _judge(ours, theirs, replace_existing=replace_existing)
        after = _with_work(ours, theirs, verdict) if ours else _asleep(theirs, verdict, catalogue.newline)
        if after and after is not ours:
            place = places.setdefault(theirs.key, len(entries))
            entries[place : place + 1] = [after]
            taken[theirs.key] = None
            problems += [_gone(theirs)] if after.is_obsolete else []
        conflicts += [theirs] if verdict is _Verdict.CONFLICT else []
        problems += [_unknown(theirs)] if verdict is _Verdict.UNKNOWN else []
    merged = _with_entries(catalogue, entries)
    problems += (_conflict(merged.entries[places[each.key]], each, path) for each in conflicts)
    return Merged(catalogue=merged, taken=tuple(taken), problems=tuple(problems))


def _judge(ours: Entry | None, theirs: Returned, *, replace_existing: bool) -> _Verdict:
    if ours is None and theirs.sent is None:
        return _Verdict.UNKNOWN
    if not theirs.is_changed or (ours and _has_it(ours, theirs)):
        return _Verdict.NOTHING
    if ours is None:
        return _Verdict.TAKE if any(theirs.strings) else _Verdict.NOTHING
    fits = len(theirs.strings) == len(ours.strings) and (any(theirs.strings) or not ours.has_translation)
    return _Verdict.TAKE if fits and (replace_existing or _is_free(ours, theirs)) else _Verdict.CONFLICT


def _is_free(ours: Entry, theirs: Returned) -> bool:
    """Return whether nobody's work is lost when theirs takes the place of ours."""
    if theirs.sent is None:
        is_reviewed = ours.is_fuzzy and not theirs.needs_review and theirs.strings != ours.strings
        return not ours.has_translation or is_reviewed  # the same words may be of before somebody here doubted them
    return bool(stamps.of_entry(ours)[0] == theirs.sent[0])


def _has_it(ours: Entry, theirs: Returned) -> bool:
    return (theirs.strings, theirs.needs_review) == (ours.strings, ours.is_fuzzy)


def _with_work(ours: Entry, theirs: Returned, verdict: _Verdict) -> Entry:
    """Return our entry with what is taken; the same entry if nothing is."""
    after = ours
    if verdict is _Verdict.TAKE and theirs.strings != ours.strings:
        after = edit.with_strings(after, theirs.strings)
    if verdict is _Verdict.TAKE and theirs.needs_review is not ours.is_fuzzy:
        after = edit.with_flags(after, (FUZZY, *after.flags)) if theirs.needs_review else edit.reviewed(after)
    comments = _comments(ours, theirs)
    return after if comments == ours.comments else edit.with_remarks(after, comments)


def _comments(ours: Entry, theirs: Returned) -> tuple[str, ...]:
    """Return the translators' comments: of one side if only that changed them, else ours and what is new among theirs."""
    sent = theirs.sent[1] if theirs.sent else None
    if sent == stamps.of_comments(theirs.comments):
        return ours.comments
    if sent == stamps.of_comments(ours.comments):
        return theirs.comments
    return (*ours.comments, *(comment for comment in theirs.comments if comment not in ours.comments))


def _asleep(theirs: Returned, verdict: _Verdict, newline: str) -> Entry | None:
    """Return an obsolete entry for what is taken of a message that is gone; None if nothing is."""
    if verdict is not _Verdict.TAKE:
        return None
    context = () if theirs.context is None else keyword_lines("msgctxt", theirs.context)
    message = (*context, *keyword_lines("msgid", theirs.source), *keyword_lines("msgstr", theirs.strings[0]))
    lines = (
        "",
        *(f"# {comment}".rstrip() for comment in theirs.comments),
        *((f"#, {FUZZY}",) if theirs.needs_review else ()),
        *(f"#~ {line}" for line in message),
    )
    (entry,) = po.parse("".join(f"{line}{newline}" for line in lines).encode(), "").entries
    return entry


def _with_entries(catalogue: Catalogue, entries: list[Entry]) -> Catalogue:
    """Return the catalogue with its entries and those that were added, which start on lines of their own."""
    last = len(catalogue.entries) - 1
    if last + 1 < len(entries) and last >= 0:
        entries[last] = edit.separated(entries[last])
    return catalogue.with_entries(entries)


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


def _unknown(theirs: Returned) -> Diagnostic:
    words = f'no message of the leaflet is "{shown(theirs.source)}"; its translation was not taken'
    hint = "if the English was changed in this file, change it back"
    return Diagnostic(code="message-unknown", message=words, at=theirs.at, hint=hint)


def _gone(theirs: Returned) -> Diagnostic:
    words = f'the leaflet no longer says "{shown(theirs.source)}"; its translation is kept as obsolete'
    return Diagnostic(code="message-gone", message=words, at=theirs.at, severity=Severity.WARNING)
