"""What a catalogue as a whole must keep for its translations to be used: problems, each with its place."""

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType

from pipeline.catalogues import declared, plurals
from pipeline.catalogues.catalogue import Catalogue, header_fields
from pipeline.catalogues.entries import Entry
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.languages import Language, english_name

_CHARSET = re.compile(r"charset=([^\s;\\\"]*)", re.IGNORECASE)
_DECIDING_FIELDS = ("Content-Type", "Language", "Plural-Forms")
UTF_8 = frozenset({"", "utf-8", "utf8"})
"""What a file may declare; without a declaration it is UTF-8."""
LONGEST = 20_000
"""How many characters of one text are read; of 2,900 real catalogues the longest has 4,761."""
_ASCII = frozenset({"ascii", "us-ascii"})
_TO_UTF_8 = "convert the file: msgconv --to-code=UTF-8"


def declared_charset(text: str) -> str:
    """Return the charset that a Content-Type or the beginning of a file names, in lower case; empty for none."""
    match = _CHARSET.search(text)
    return match[1].lower() if match else ""


def wrong_charset(charset: str, at: Span) -> Diagnostic:
    """Return the problem that a file is not in UTF-8 and says so."""
    return Diagnostic(code="po-charset", message=f"the header says charset={charset}", at=at, hint=_TO_UTF_8)


def problems(catalogue: Catalogue, path: str, language: Language | None) -> Iterator[Diagnostic]:
    """Give the errors of a catalogue, whose every entry is well formed; a template is in no language."""
    for check in _CHECKS.values():
        yield from check(catalogue, path)
    if language:
        yield from _language(catalogue, path, language)
        if any(entry.has_translation for entry in _with_plural(catalogue)) and not _has_its_plurals(catalogue, language):
            yield _other_plurals(catalogue, path, language, "po-plural", Severity.ERROR)


def warnings(catalogue: Catalogue, path: str, language: Language) -> Iterator[Diagnostic]:
    """Give what is wrong with the plural forms of a catalogue without errors, and changes nothing for readers."""
    if not _has_its_plurals(catalogue, language):
        yield _other_plurals(catalogue, path, language, "plural-forms", Severity.WARNING)
    for entry in _with_plural(catalogue):
        if missing := entry.has_translation and entry.strings.count(""):
            verb = "is" if missing == 1 else "are"
            yield Diagnostic(
                code="plural-incomplete",
                message=f"of the {len(entry.strings)} plural forms of this message {missing} {verb} not translated",
                at=Span(path, entry.line),
                hint="translate every msgstr[…]; until then readers get other words",
                severity=Severity.WARNING,
            )


def _has_its_plurals(catalogue: Catalogue, language: Language) -> bool:
    forms = catalogue.header.get("Plural-Forms")
    return not forms or plurals.fits(forms, language)


def _other_plurals(catalogue: Catalogue, path: str, language: Language, code: str, severity: Severity) -> Diagnostic:
    message = f"the header's Plural-Forms are not those of {english_name(language)}: {catalogue.header['Plural-Forms']}"
    hint = f"write Plural-Forms: {language.plural_forms}"
    return Diagnostic(code=code, message=message, at=_place(catalogue, "Plural-Forms", path), hint=hint, severity=severity)


def _language(catalogue: Catalogue, path: str, language: Language) -> Iterator[Diagnostic]:
    """Give a problem if the header names another language; one that names none will do, for the path does."""
    said = catalogue.header.get("Language", "")
    if said and not declared.is_same(said, language):
        other = declared.named(said)
        meant = f"{said} ({declared.written(other)})" if other else said
        message = f"the header says Language: {meant}, and this is the catalogue of {declared.written(language)}"
        hint = f'put the right file here; if only the header is wrong, write "Language: {language.locale}\\n"'
        yield Diagnostic(code="po-language", message=message, at=_place(catalogue, "Language:", path), hint=hint)


def _lengths(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    for entry in catalogue.entries:
        longest = max(map(len, entry.strings))
        if longest > LONGEST:
            message = f"the translation has {longest:,} characters; at most {LONGEST:,} are read"
            yield Diagnostic(code="po-too-long", message=message, at=Span(path, entry.line), hint="look what happened to it")


def _with_plural(catalogue: Catalogue) -> Iterator[Entry]:
    """Give the messages that have plural forms."""
    for entry in catalogue.entries:
        if entry.plural_id is not None and not entry.is_obsolete and not entry.is_header:
            yield entry


def _duplicates(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    for entry in catalogue.entries:
        first = catalogue.by_id(entry.id, entry.context)
        if first and first is not entry and not entry.is_obsolete:
            what = "header" if entry.is_header else "message"
            same = (entry.strings, entry.is_fuzzy) == (first.strings, first.is_fuzzy)
            yield Diagnostic(
                code="po-duplicate",
                message=f"this {what} stands on line {first.line} already{', with the same translation' if same else ''}",
                at=Span(path, entry.line),
                hint="delete one of the two" if same else "keep the better of the two translations, and delete the other",
            )


def _header_fields(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    header = catalogue.by_id("")
    if header is None:
        return
    names = [name for name, _ in header_fields(header.strings[0])]
    for name in _DECIDING_FIELDS:
        if names.count(name) > 1:
            message = f"the header has {name} {names.count(name)} times"
            yield Diagnostic(code="po-header", message=message, at=_place(catalogue, name, path), hint="keep the right one")
    if header.plural_id is not None:
        message = "the header has a msgid_plural"
        at = Span(path, header.line)
        yield Diagnostic(code="po-header", message=message, at=at, hint='delete it; a header is msgid "" and one msgstr')


def _charset(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    charset = declared_charset(catalogue.header.get("Content-Type", ""))
    is_ascii = charset in _ASCII and all(line.isascii() for entry in catalogue.entries for line in entry.lines)
    if charset not in UTF_8 and not is_ascii:
        yield wrong_charset(charset, _place(catalogue, "charset=", path))


def _plural_forms(catalogue: Catalogue, path: str) -> Iterator[Diagnostic]:
    expected = catalogue.plural_count
    for entry in _with_plural(catalogue):
        at = Span(path, entry.line)
        if not entry.has_translation:
            continue  # Weblate begins every catalogue with two forms
        if expected is None:
            message = "this message has plural forms, and the header does not say how many the language has"
            hint = 'add to the header, for example for Polish, a line "Plural-Forms: nplurals=3; plural=…;\\n"'
            yield Diagnostic(code="po-plural", message=message, at=at, hint=hint)
        elif len(entry.strings) != expected:
            message = f"the header says nplurals={expected}, and the number of msgstr here is {len(entry.strings)}"
            hint = "write one msgstr for each form, numbered from msgstr[0], or correct the header"
            yield Diagnostic(code="po-plural", message=message, at=at, hint=hint)


def _place(catalogue: Catalogue, words: str, path: str) -> Span:
    """Return where words stand in the header as written; where they are split over lines, the header."""
    header = catalogue.by_id("")
    assert header
    for row, raw in enumerate(header.lines[header.lead :]):
        column = raw.find(words)
        if column >= 0:
            return Span(path, header.line + row, column + 1)
    return Span(path, header.line)


_CHECKS: MappingProxyType[str, Callable[[Catalogue, str], Iterator[Diagnostic]]] = MappingProxyType(
    {
        "po-duplicate": _duplicates,
        "po-header": _header_fields,
        "po-charset": _charset,
        "po-plural": _plural_forms,
        "po-too-long": _lengths,
    }
)
