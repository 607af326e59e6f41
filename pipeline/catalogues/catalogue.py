"""A whole catalogue file as a value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pipeline.catalogues.entries import Entry

_FIELD = re.compile(r"([A-Za-z][\w-]*):[ \t]*(.*)")
_PLURAL_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A catalogue file: every byte of it, and what the bytes say.

    Made by `po.parse`, and by `with_entries` from one that was.
    """

    entries: tuple[Entry, ...]
    """In the order of the file: the header, the messages, and the obsolete ones wherever they stand."""
    newline: str
    """The line end of lines to be added, that of the file's first line: LF or CR LF."""
    bom: bool
    """Whether the file begins with a byte order mark."""
    tail: tuple[str, ...]
    """The lines below the last entry: blank ones and comments."""
    _by_id: Mapping[tuple[str | None, str], Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {entry.key: entry for entry in reversed(self.entries) if not entry.is_obsolete}
        object.__setattr__(self, "_by_id", by_id)

    def by_id(self, msgid: str, context: str | None = None) -> Entry | None:
        """Return the entry of a message, or None; obsolete ones are not found."""
        return self._by_id.get((context, msgid))

    @property
    def header(self) -> Mapping[str, str]:
        """The header's fields as written; empty without a header. Of a field that is given twice, the first."""
        entry = self.by_id("")
        return MappingProxyType(dict(reversed(header_fields(entry.strings[0])))) if entry else MappingProxyType({})

    @property
    def plural_count(self) -> int | None:
        """How many plural forms the header announces, or None where it does not say."""
        match = _PLURAL_COUNT.search(self.header.get("Plural-Forms", ""))
        return int(match[1]) if match else None

    def with_entries(self, entries: Iterable[Entry]) -> "Catalogue":
        """Return the catalogue with other entries, each numbered by the line where it now stands."""
        numbered = []
        above = 1
        for entry in entries:
            line = above + entry.lead
            numbered.append(entry if entry.line == line else replace(entry, line=line))
            above += len(entry.lines)
        return replace(self, entries=tuple(numbered))


def header_fields(text: str) -> tuple[tuple[str, str], ...]:
    """Return the names and values of a header's text, in its order; a line without a name continues the one above."""
    fields: list[tuple[str, str]] = []
    for line in text.split("\n"):
        match = _FIELD.match(line)
        if match:
            fields.append((match[1], match[2].strip()))
        elif fields:
            name, value = fields[-1]
            fields[-1] = name, f"{value} {line.strip()}".strip()
    return tuple(fields)
