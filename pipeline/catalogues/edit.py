"""One entry to the same entry with a part changed: the lines of all other parts stay byte for byte."""

import re
from collections.abc import Iterable

from pipeline.catalogues.entries import FUZZY, Entry, read_entry
from pipeline.catalogues.lines import BLANKS, LineKind, line_kind, read_line
from pipeline.catalogues.quoting import keyword_lines, quote

PLACEHOLDERS = "python-brace-format"
"""The flag by which gettext's tools guard `{placeholders}`."""
_OBSOLETE = re.compile(r"^[ \t]*#~[ \t]*")


def with_strings(entry: Entry, strings: tuple[str, ...]) -> Entry:
    """Return an entry with another translation, one string for each plural form.

    Raises ValueError if an entry cannot have these: none, several without a plural, or control characters.
    """
    mark = "#~ " if entry.is_obsolete else ""
    has_plural = entry.plural_id is not None or len(strings) != 1
    texts = (mark + line for line in _string_lines(strings, has_plural=has_plural))
    return _entry((*entry.lines[: _strings_row(entry)], *_ended(texts, entry)), entry)


def with_flags(entry: Entry, flags: tuple[str, ...]) -> Entry:
    """Return an entry with other flags, on one line; with no line for no flags."""
    return _spliced(entry, LineKind.FLAG, ("#, " + ", ".join(flags),) if flags else ())


def with_comments(entry: Entry, *, extracted: tuple[str, ...], references: tuple[str, ...]) -> Entry:
    """Return an entry with other comments for translators and other places; those of the translators stay."""
    if extracted != entry.extracted:
        entry = _spliced(entry, LineKind.EXTRACTED, tuple(f"#. {text}".rstrip(BLANKS) for text in extracted))
    if references != entry.references:
        entry = _spliced(entry, LineKind.REFERENCE, tuple(f"#: {reference}" for reference in references))
    return entry


def with_remarks(entry: Entry, remarks: tuple[str, ...]) -> Entry:
    """Return an entry with other comments of translators, a line each."""
    return _spliced(entry, LineKind.TRANSLATOR, tuple(f"# {text}".rstrip(BLANKS) for text in remarks))


def updated(entry: Entry, template: Entry) -> Entry:
    """Return an entry with all that a template says about the same message: comments, places and `python-brace-format`."""
    entry = with_comments(entry, extracted=template.extracted, references=template.references)
    if (PLACEHOLDERS in entry.flags) is (PLACEHOLDERS in template.flags):
        return entry
    others = tuple(flag for flag in entry.flags if flag != PLACEHOLDERS)
    return with_flags(entry, (*others, PLACEHOLDERS) if PLACEHOLDERS in template.flags else others)


def untranslated(template: Entry, *, forms: int, newline: str) -> Entry:
    """Return a template's entry as a new one of a catalogue: a blank line above, and an empty string for each form."""
    above = (raw for raw in template.lines[: _strings_row(template)] if line_kind(raw) is not LineKind.BLANK)
    strings = _string_lines(("",) * _count(template, forms), has_plural=template.plural_id is not None)
    return _entry((newline, *_with_newline((*above, *strings), newline)), template)


def needing_review(entry: Entry, template: Entry, *, forms: int) -> Entry:
    """Return a template's entry with the translation of another message: fuzzy, and with the message that it was made from.

    An entry that is fuzzy already was made from its own previous message, and that one is kept.
    Where the one has a plural and the other has none, each form is given a string, and a string without a form becomes a
    comment. An entry that was not translated is not fuzzy.
    """
    moved = _under(template, entry, forms, _made_from(entry) if entry.has_translation else ())
    if entry.has_translation:
        moved = with_flags(moved, (FUZZY, *(flag for flag in moved.flags if flag != FUZZY)))
    return updated(moved, template)


def renamed(entry: Entry, template: Entry, *, forms: int) -> Entry:
    """Return a template's entry with the translation of another message as it stands, for the two say the same."""
    previous = _of_kind(entry.lines[: entry.lead], LineKind.PREVIOUS)
    return updated(_under(template, entry, forms, previous), template)


def reviewed(entry: Entry) -> Entry:
    """Return an entry whose translation needs no review any more: not fuzzy, and made from no other message."""
    return with_flags(_spliced(entry, LineKind.PREVIOUS, ()), tuple(flag for flag in entry.flags if flag != FUZZY))


def obsolete(entry: Entry) -> Entry:
    """Return an entry as one whose message is gone: `#~`, with what translators wrote, without what was written for them."""
    marks = {LineKind.MESSAGE: "#~ ", LineKind.PREVIOUS: "#~"}
    lines = []
    for raw in entry.lines:
        kind = line_kind(raw)
        if kind in marks:
            lines.append(marks[kind] + raw.lstrip(BLANKS).removeprefix("#"))
        elif kind not in {LineKind.EXTRACTED, LineKind.REFERENCE}:
            lines.append(raw)
    return _entry(lines, entry)


def revived(entry: Entry) -> Entry:
    """Return an obsolete entry as one whose message is back."""
    lines = []
    for raw in entry.lines:
        text = raw if line_kind(raw) is LineKind.TRANSLATOR else _OBSOLETE.sub("", raw)
        lines.append(f"#{text}" if text.startswith("|") else text)
    return _entry(lines, entry)


def separated(entry: Entry) -> Entry:
    """Return an entry between others: with a blank line above, unless it is the header, and with a line end below."""
    newline = _newline(entry)
    blank = () if entry.is_header or line_kind(entry.lines[0]) is LineKind.BLANK else (newline,)
    last = entry.lines[-1]
    return _entry((*blank, *entry.lines[:-1], last if last.endswith("\n") else last + newline), entry)


def with_newline(entry: Entry, newline: str) -> Entry:
    """Return an entry as it stands in a file with these line ends, the last line's included."""
    lines = _with_newline(entry.lines, newline)
    return entry if lines == entry.lines else _entry(lines, entry)


def _spliced(entry: Entry, kind: LineKind, texts: tuple[str, ...]) -> Entry:
    """Return an entry with the lines of one kind replaced: where the first of them stood, or in gettext's order."""
    kinds = [line_kind(raw) for raw in entry.lines[: entry.lead]]
    later = next((row for row, each in enumerate(kinds) if each > kind), entry.lead)
    row = kinds.index(kind) if kind in kinds else later
    below = (raw for raw, each in zip(entry.lines[row : entry.lead], kinds[row:], strict=True) if each is not kind)
    changed = _with_newline(texts, _newline(entry))
    return _entry((*entry.lines[:row], *changed, *below, *entry.lines[entry.lead :]), entry)


def _under(template: Entry, entry: Entry, forms: int, previous: tuple[str, ...]) -> Entry:
    """Return a template's entry with what translators wrote in another one, below these lines of a previous message."""
    above = entry.lines[: entry.lead]
    surplus, strings = _strings_for(entry, template, forms)
    lines = (
        *_of_kind(above, LineKind.BLANK, LineKind.TRANSLATOR),
        *(f"# {line}" for line in surplus),
        *_of_kind(template.lines[: template.lead], LineKind.EXTRACTED, LineKind.REFERENCE),
        *_of_kind(above, LineKind.FLAG),
        *previous,
        *template.lines[template.lead : _strings_row(template)],
    )
    return _entry((*_with_newline(lines, _newline(entry)), *strings), entry)


def _made_from(entry: Entry) -> tuple[str, ...]:
    """Return the lines that say which message a translation was made from."""
    if entry.is_fuzzy and entry.previous_id is not None:
        return _of_kind(entry.lines[: entry.lead], LineKind.PREVIOUS)
    message = _of_kind(entry.lines[entry.lead : _strings_row(entry)], LineKind.MESSAGE)
    return tuple(f"#| {raw.lstrip(BLANKS)}" for raw in message)


def _strings_for(entry: Entry, template: Entry, forms: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines of the strings that a message has no form for, and of those that it has."""
    count = _count(template, forms)
    has_plural = template.plural_id is not None
    if len(entry.strings) == count and (entry.plural_id is not None) is has_plural:
        return (), entry.lines[_strings_row(entry) :]
    written = tuple(filter(None, entry.strings)) or ("",)
    strings = (written + written[-1:] * count)[:count]
    surplus = tuple(f"msgstr {quote(text)}" for text in written[count:])
    return surplus, _with_newline(_string_lines(strings, has_plural=has_plural), _newline(entry))


def _string_lines(strings: tuple[str, ...], *, has_plural: bool) -> tuple[str, ...]:
    names = [f"msgstr[{form}]" for form in range(len(strings))] if has_plural else ["msgstr"]
    return tuple(line for name, text in zip(names, strings, strict=True) for line in keyword_lines(name, text))


def _count(template: Entry, forms: int) -> int:
    return 1 if template.plural_id is None else forms


def _entry(raw: Iterable[str], like: Entry) -> Entry:
    raw = tuple(raw)
    lines = list(map(read_line, raw))
    made = read_entry(raw, like.line - like.lead, lines)
    faults = [line.fault for line in lines if line.fault] + ([] if isinstance(made, Entry) else list(made))
    if isinstance(made, Entry) and not faults:
        return made
    raise ValueError(faults[0].message)


def _strings_row(entry: Entry) -> int:
    """Return the row of the first msgstr: from there on an entry is nothing but its translation."""
    rows = range(entry.lead, len(entry.lines))
    return next(row for row in rows if read_line(entry.lines[row]).keyword == "msgstr")


def _of_kind(lines: tuple[str, ...], *kinds: LineKind) -> tuple[str, ...]:
    return tuple(raw for raw in lines if line_kind(raw) in kinds)


def _newline(entry: Entry) -> str:
    return "\r\n" if entry.lines[0].endswith("\r\n") else "\n"


def _with_newline(lines: Iterable[str], newline: str) -> tuple[str, ...]:
    return tuple(raw.rstrip("\r\n") + newline for raw in lines)


def _ended(texts: Iterable[str], entry: Entry) -> tuple[str, ...]:
    """Return lines with the entry's line ends; a file whose last line has none keeps it so."""
    lines = _with_newline(texts, _newline(entry))
    return lines if entry.lines[-1].endswith("\n") else (*lines[:-1], lines[-1].rstrip("\r\n"))
