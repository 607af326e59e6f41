"""The lines of one entry of a catalogue to its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.catalogues.lines import Fault, Line, LineKind, read_line
from pipeline.characters import code_point

FUZZY = "fuzzy"
Key = tuple[str | None, str]
"""What makes two messages the same for gettext: context and singular."""
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069|\\S+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_HARMLESS = re.compile(r'[^"]*"(?:[^\\\x00-\x08\x0b-\x1f]|\\[nt"\\])*')


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A message of a catalogue with its translation and all that is written about it.

    Made by `read_entry` only, so that the lines and what they say cannot disagree; changed by `pipeline.catalogues.edit`.
    """

    lines: tuple[str, ...]
    """As they stand in the file, with their line ends; the blank lines above the entry are the first of them."""
    line: int
    """The number in the file of its `msgctxt` or `msgid`, from 1."""
    lead: int
    """How many of the lines stand above that one."""
    context: str | None
    id: str
    """The message in the source language; of the header the empty string."""
    plural_id: str | None
    strings: tuple[str, ...]
    """The translation, one for each plural form; an empty string is not translated yet. Never empty."""
    comments: tuple[str, ...]
    """What translators wrote, a line each."""
    extracted: tuple[str, ...]
    """What is written for translators, a line each."""
    references: tuple[str, ...]
    """Where the message stands in the source."""
    flags: tuple[str, ...]
    previous_id: str | None
    """The message that a fuzzy translation was made from."""
    is_obsolete: bool

    @property
    def key(self) -> Key:
        """What makes two messages the same for gettext: context and singular."""
        return self.context, self.id

    @property
    def is_header(self) -> bool:
        """Whether this is the entry that holds the header fields."""
        return not self.id and self.context is None and not self.is_obsolete

    @property
    def is_fuzzy(self) -> bool:
        """Whether the translation needs review."""
        return FUZZY in self.flags

    @property
    def has_translation(self) -> bool:
        """Whether a translator wrote something in any plural form."""
        return any(self.strings)


def read_entry(raw: Sequence[str], number: int, lines: Sequence[Line] | None = None) -> Entry | tuple[Fault, ...]:
    """Return the entry that the raw lines make, the first of them being line `number` of its file, or what is wrong with it.

    `lines` are the same lines, read, where the caller has them; one of them at least is part of a message.
    """
    lines = lines if lines is not None else list(map(read_line, raw))
    parts, faults = _parts(lines)
    first = next(row for row, line in enumerate(lines) if line.kind is LineKind.MESSAGE)
    forms = [name for name in parts if name.startswith("msgstr")]
    if not faults:
        faults = _missing(parts, forms, first) or _control_characters(raw, lines, tuple(parts[form] for form in forms))
    if faults:
        return faults
    above = _above(tuple(raw[:first]))
    return Entry(
        lines=tuple(raw),
        line=number + first,
        lead=first,
        context=parts.get("msgctxt"),
        id=parts["msgid"],
        plural_id=parts.get("msgid_plural"),
        strings=tuple(parts[form] for form in forms),
        comments=above.comments,
        extracted=above.extracted,
        references=above.references,
        flags=above.flags,
        previous_id=parts.get("previous msgid"),
        is_obsolete=lines[first].is_obsolete,
    )


def _parts(lines: Sequence[Line]) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """Return the texts by keyword, the previous ones as `previous msgid`, and what keeps them from being told apart."""
    parts: dict[str, list[str]] = {}
    faults = []
    name = ""
    is_obsolete: bool | None = None
    for row, line in enumerate(lines):
        if line.kind < LineKind.PREVIOUS:
            continue
        prefix = "previous " if line.kind is LineKind.PREVIOUS else ""
        if is_obsolete not in (None, line.is_obsolete):
            faults.append(Fault(0, "only a part of this message is obsolete", "begin all its lines with #~, or none", row))
        is_obsolete = line.is_obsolete
        if line.keyword:
            name = prefix + line.keyword + ("" if line.form is None else f"[{line.form}]")
            if name in parts:
                faults.append(Fault(0, f"this is the second {name} of one message", "delete one of the two", row))
            parts[name] = [line.text]
        elif name and name.startswith("previous ") == bool(prefix):
            parts[name].append(line.text)
        else:
            faults.append(Fault(0, "this text belongs to no msgid or msgstr", "write the keyword before it", row))
    return {name: "".join(texts) for name, texts in parts.items()}, tuple(faults)


def _missing(parts: dict[str, str], forms: list[str], row: int) -> tuple[Fault, ...]:
    if "msgid" not in parts:
        return (Fault(0, "this message has no msgid", "write the source's text after msgid, above the msgstr", row),)
    expected = [f"msgstr[{form}]" for form in range(len(forms))] if "msgid_plural" in parts else ["msgstr"]
    if not forms:
        return (Fault(0, "this message has no msgstr", 'write msgstr "" where there is no translation yet', row),)
    if forms != expected:
        hint = "with msgid_plural they are numbered from msgstr[0] on; without it there is one msgstr"
        return (Fault(0, f"this message has {', '.join(forms)}", hint, row),)
    return ()


def _control_characters(raw: Sequence[str], lines: Sequence[Line], strings: tuple[str, ...]) -> tuple[Fault, ...]:
    if not any(map(_CONTROL.search, strings)):
        return ()
    faults = []
    is_translation = False
    for row, (text, line) in enumerate(zip(raw, lines, strict=True)):
        is_translation = line.keyword == "msgstr" or (is_translation and not line.keyword)
        control = _CONTROL.search(line.text) if is_translation else None
        harmless = _HARMLESS.match(text)
        if control and harmless:
            words = f"the translation has the control character {code_point(control[0])}"
            faults.append(Fault(harmless.end(), words, "delete it", row, "po-control-character"))
    return tuple(faults)


class _Above(NamedTuple):
    """What stands above a message, but for the previous one, as the entry has it."""

    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]


@lru_cache(maxsize=1024)
def _above(raw: tuple[str, ...]) -> _Above:
    """Return what raw lines say about the message below them; of many messages in a row it is the same."""
    lines = list(map(read_line, raw))
    return _Above(
        comments=_texts(lines, LineKind.TRANSLATOR),
        extracted=_texts(lines, LineKind.EXTRACTED),
        references=tuple(_REFERENCE.findall(" ".join(_texts(lines, LineKind.REFERENCE)))),
        flags=tuple(flag for text in _texts(lines, LineKind.FLAG) for each in text.split(",") if (flag := each.strip())),
    )


def _texts(lines: Sequence[Line], kind: LineKind) -> tuple[str, ...]:
    return tuple([line.text for line in lines if line.kind is kind])
