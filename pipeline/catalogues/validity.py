"""What a catalogue as a whole must keep for its translations to be used: problems, each with its place."""

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from pipeline.catalogues.catalogue import Catalogue, header_fields
from pipeline.catalogues.entries import Entry
from pipeline.diagnostics import Diagnostic, Span

_CHARSET = re.compile(r"charset=([^\s;\\\"]*)", re.IGNORECASE)
_DECIDING_FIELDS = ("Content-Type", "Language", "Plural-Forms")
UTF_8 = frozenset({"", "utf-8", "utf8"})
"""What a file may declare; without a declaration it is UTF-8."""
_ASCII = frozenset({"ascii", "us-ascii"})
_TO_UTF_8 = "convert the file: msgconv --to-code=UTF-8"


def declared_charset(text: str) -> str:
    """Return the charset that a Content-Type or the beginning of a file names, in lower case; empty for none."""
    match = _CHARSET.search(text)
    return match[1].lower() if match else ""


def wrong_charset(charset: str, at: Span) -> Diagnostic:
    """Return the problem that a file is not in UTF-8 and says so."""
    return Diagnostic(code="po-charset", message=f"the header says charset={charset}", at=at, hint=_TO_UTF_8)


def problems(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    """Give the problems of a catalogue, whose every entry is well formed."""
    for check in _CHECKS.values():
        yield from check(catalogue, path)


def _duplicates(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    for entry in catalogue.entries:
        first = catalogue.by_id(entry.id, entry.context)
        if first and first is not entry and not entry.is_obsolete:
            what = "header" if entry.is_header else "message"
            yield Diagnostic(
                code="po-duplicate",
                message=f"this {what} stands on line {first.line} already",
                at=Span(path, entry.line),
                hint="keep the better of the two translations, and delete the other",
            )


def _header_fields(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    header = catalogue.by_id("")
    if header is None:
        return
    names = [name for name, _ in header_fields(header.strings[0])]
    for name in _DECIDING_FIELDS:
        if names.count(name) > 1:
            message = f"the header has {name} {names.count(name)} times"
            yield Diagnostic(code="po-header", message=message, at=_place(header, name, path), hint="keep the right one")
    if header.plural_id is not None:
        message = "the header has a msgid_plural"
        at = Span(path, header.line)
        yield Diagnostic(code="po-header", message=message, at=at, hint='delete it; a header is msgid "" and one msgstr')


def _charset(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    header = catalogue.by_id("")
    charset = declared_charset(catalogue.header.get("Content-Type", ""))
    is_ascii = charset in _ASCII and all(line.isascii() for entry in catalogue.entries for line in entry.lines)
    if header and charset not in UTF_8 and not is_ascii:
        yield wrong_charset(charset, _place(header, "charset=", path))


def _plural_forms(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    expected = catalogue.plural_count
    for entry in catalogue.entries:
        if entry.plural_id is None or entry.is_obsolete or entry.is_header:
            continue
        at = Span(path, entry.line)
        if expected is None and entry.has_translation:
            message = "this message has plural forms, and the header does not say how many the language has"
            hint = 'add to the header, for example for Polish, a line "Plural-Forms: nplurals=3; plural=…;\\n"'
            yield Diagnostic(code="po-plural", message=message, at=at, hint=hint)
        elif expected is not None and len(entry.strings) != expected:
            message = f"the header says nplurals={expected}, and the number of msgstr here is {len(entry.strings)}"
            hint = "write one msgstr for each form, numbered from msgstr[0], or correct the header"
            yield Diagnostic(code="po-plural", message=message, at=at, hint=hint)


def _place(header: Entry, words: str, path: str) -> Span:
    """Return where words stand in the header as written; where they are split over lines, the header."""
    for row, raw in enumerate(header.lines[header.lead :]):
        column = raw.find(words)
        if column >= 0:
            return Span(path, header.line + row, column + 1)
    return Span(path, header.line)


_CHECKS: MappingProxyType[str, Callable[[Catalogue, str], Iterator[Diagnostic]]] = MappingProxyType(
    {"po-duplicate": _duplicates, "po-header": _header_fields, "po-charset": _charset, "po-plural": _plural_forms}
)
