"""Messages to a template, and a template to the catalogues of its languages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.catalogues import edit, matching, po
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.catalogues.quoting import keyword_lines
from pipeline.glossary import Term
from pipeline.languages import Language
from pipeline.model import Message

_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PROJECT = "Project-Id-Version"
_FORMAT = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}

Key = tuple[str | None, str]


def template(messages: Iterable[Message], *, project: str, facts: Mapping[str, str], terms: tuple[Term, ...] = ()) -> bytes:
    """Return the bytes of the `.pot` of the messages of a leaflet: no clock and no line numbers are in it.

    Entries stand in reading order; a message that is met again is one entry with the comments of both places, and an empty
    one is none. `facts` says for translators what each `{fact}` stands for, and `terms` how to translate the glossary's.
    """
    extracted: dict[str, dict[str, None]] = {}
    references: dict[str, dict[str, None]] = {}
    for message in messages:
        if message.markdown:
            extracted.setdefault(message.markdown, {}).update(dict.fromkeys(_comments(message, facts, terms)))
            references.setdefault(message.markdown, {})[_reference(message.at.path)] = None
    lines = list(_header({_PROJECT: project, "Language": "", **_FORMAT}))
    for markdown, comments in extracted.items():
        lines += ["", *(f"#. {comment}".rstrip() for comment in comments)]
        lines += [f"#: {reference}" for reference in references[markdown]]
        lines += [f"#, {edit.PLACEHOLDERS}"] if _has_placeholders(markdown) else []
        lines += [*keyword_lines("msgid", markdown), 'msgstr ""']
    return "".join(f"{line}\n" for line in lines).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A catalogue brought up to date, and the messages that it cost; each tuple in the order of the catalogue."""

    catalogue: Catalogue
    new: tuple[str, ...] = ()
    """Messages without any translation that were not there before."""
    changed: tuple[str, ...] = ()
    """Messages that kept the translation of what they were before, and need review."""
    revived: tuple[str, ...] = ()
    """Messages that were obsolete."""
    obsolete: tuple[str, ...] = ()
    """Messages that are gone now, and of which a translator's words are kept."""


def merge(catalogue: Catalogue | None, template: Catalogue, language: Language) -> Merged:
    """Return the catalogue of a language with the messages of a template, in the order of the template.

    What a translator wrote is kept: as it stands where the message stayed, for review where it changed, obsolete where it is
    gone, revived where it came back. Merging the same template again changes nothing.
    Without a catalogue a new one is made, with the header that gettext's tools ask for but for its dates.
    """
    fresh = _new_catalogue(template, language)
    base = fresh if catalogue is None else catalogue
    forms = base.plural_count or fresh.plural_count or 1
    wanted = _live(template)
    if list(wanted) != list(_live(base)):
        return _rearranged(base.with_entries(_apart(base.entries)), wanted, forms)
    entries = [_kept(entry, wanted[entry.key], forms) if _is_live(entry) else entry for entry in base.entries]
    changed = [after for before, after in zip(base.entries, entries, strict=True) if _has_other_plural(before, after)]
    return Merged(catalogue=base.with_entries(entries), changed=_ids(changed))


def _rearranged(base: Catalogue, wanted: Mapping[Key, Entry], forms: int) -> Merged:
    """Return the catalogue with the wanted messages, after its header and before the obsolete ones."""
    standing = _live(base)
    asleep = {entry.key: entry for entry in base.entries if entry.is_obsolete}
    revived = {key: asleep[key] for key in wanted if key in asleep and key not in standing}
    vanished = [entry for key, entry in standing.items() if key not in wanted]
    changed = _changed([entry for key, entry in wanted.items() if key not in standing and key not in revived], vanished)
    new = [key for key in wanted if key not in standing and key not in revived and key not in changed]

    messages = (
        {key: _kept(standing[key], wanted[key], forms) for key in wanted if key in standing}
        | {key: _kept(entry, wanted[key], forms) for key, entry in revived.items()}
        | {key: edit.needing_review(entry, wanted[key], forms=forms) for key, entry in changed.items()}
        | {key: edit.untranslated(wanted[key], forms=forms, newline=base.newline) for key in new}
    )
    used = {*revived.values(), *changed.values()}
    gone = {entry: edit.obsolete(entry) for entry in vanished if entry not in used and _has_words(entry)}
    header = [entry for entry in base.entries if entry.is_header]
    obsolete = [
        gone.get(entry, entry) for entry in base.entries if entry in gone or (entry.is_obsolete and entry not in used)
    ]
    return Merged(
        catalogue=base.with_entries((*header, *(messages[key] for key in wanted), *obsolete)),
        new=_ids(wanted[key] for key in new),
        changed=_ids(
            after for key, after in wanted.items() if key in changed or _has_other_plural(standing.get(key, after), after)
        ),
        revived=_ids(revived.values()),
        obsolete=_ids(gone),
    )


def _kept(entry: Entry, template: Entry, forms: int) -> Entry:
    """Return the entry of a message that is still there or back; with another plural it is a changed message."""
    has_all_forms = not entry.is_obsolete or template.plural_id is None or len(entry.strings) == forms
    live = edit.revived(entry) if entry.is_obsolete else entry
    if has_all_forms and entry.plural_id == template.plural_id:
        return edit.updated(live, template)
    return edit.needing_review(live, template, forms=forms)


def _has_other_plural(before: Entry, after: Entry) -> bool:
    return before.has_translation and before.plural_id != after.plural_id


def _changed(new: Sequence[Entry], vanished: Sequence[Entry]) -> dict[Key, Entry]:
    """Return for each new message that is a changed one, by its key, the translated entry of what it was."""
    translated = [entry for entry in vanished if entry.has_translation]
    pairs = matching.match([entry.id for entry in new], [entry.id for entry in translated])
    return {new[position].key: translated[old] for position, old in pairs.items()}


def _apart(entries: Sequence[Entry]) -> Iterable[Entry]:
    """Give the entries of a file so that any may stand after any other: the first and the last may lack a line between."""
    for entry in entries:
        yield edit.separated(entry) if entry is entries[0] or entry is entries[-1] else entry


def _live(catalogue: Catalogue) -> dict[Key, Entry]:
    return {entry.key: entry for entry in catalogue.entries if _is_live(entry)}


def _is_live(entry: Entry) -> bool:
    return not entry.is_obsolete and not entry.is_header


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _has_words(entry: Entry) -> bool:
    """Return whether a translator wrote anything: a translation or a comment."""
    return entry.has_translation or any(entry.comments)


def _new_catalogue(template: Catalogue, language: Language) -> Catalogue:
    fields = {_PROJECT: template.header.get(_PROJECT, ""), "Language": language.locale, **_FORMAT}
    lines = _header({**fields, "Plural-Forms": language.plural_forms})
    return po.parse("".join(f"{line}\n" for line in lines).encode(), "")


def _header(fields: Mapping[str, str]) -> tuple[str, ...]:
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return ('msgid ""', *keyword_lines("msgstr", text))


def _comments(message: Message, facts: Mapping[str, str], terms: tuple[Term, ...]) -> list[str]:
    """Return what a translator should know of a message, a line each."""
    place = f' in the section "{message.section}"' if message.section else ""
    comments = [f"{message.role.capitalize()}{place}"]
    if message.critical:
        comments.append("Critical: readers see a translation of this only while it is up to date.")
    comments += message.comment.splitlines()
    names = dict.fromkeys(_PLACEHOLDER.findall(message.markdown))
    comments += (f"{{{name}}}: {' '.join(facts[name].split())}" for name in names if name in facts)
    return comments + [_advice(term) for term in terms if _occurs(term.term, message.markdown)]


def _occurs(term: str, text: str) -> bool:
    """Return whether a term stands in a text as words of their own, in the plural too; a name only in its own case."""
    is_name = any(map(str.isupper, term))
    return re.search(rf"(?<!\w){re.escape(term)}(?:e?s)?(?!\w)", text, 0 if is_name else re.IGNORECASE) is not None


def _advice(term: Term) -> str:
    advice = "Leave it as it is." if term.leave else term.translate
    return " ".join(f'"{term.term}": {advice} ({term.meaning})'.split()) if term.meaning else f'"{term.term}": {advice}'


def _has_placeholders(markdown: str) -> bool:
    """Return whether gettext can guard the placeholders: there are some, and no brace that is none of one."""
    rest, count = _PLACEHOLDER.subn("", markdown)
    return count > 0 and "{" not in rest and "}" not in rest


def _reference(path: str) -> str:
    """Return a path as gettext writes it: between isolates where it has spaces."""
    return f"\u2068{path}\u2069" if " " in path else path
