"""A file that came back to the translations in it, if all of it belongs to the publication."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.catalogues import declared, po
from pipeline.catalogues.entries import Key
from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Span, errors
from pipeline.errors import EveryleafError
from pipeline.languages import Language
from pipeline.packs import archives, manifests, stamps
from pipeline.packs.manifests import PackManifest, Stamps
from pipeline.packs.sheets import Row

_ID = re.compile(r"([0-9a-f]{16}) ([0-9a-f]{16}~?)")
_SENT = frozenset({manifests.NAME, "readme.txt", "findings.txt", "glossary.html"})
_AS_SENT = "send back the files that were sent; a catalogue keeps the name that it had"
_LITTER = re.compile(r"\.ds_store|thumbs\.db|desktop\.ini|\._.*|~\$.*|\.~lock\..*|.*\.mo")
"""What systems, spreadsheet programs and Poedit leave beside the files that people work on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """One message with the translation that came back."""

    at: Span
    """Where it stands in the file that came back."""
    context: str | None
    source: str
    strings: tuple[str, ...]
    needs_review: bool
    comments: tuple[str, ...]
    """What translators wrote beside it, a line each; from a spreadsheet only what they added since it was sent."""
    sent: Stamps | None
    """What stands for the translation and the comments that were sent; None if nobody knows.

    From a spreadsheet, the latter is empty.
    """
    is_listed: bool = True
    """False if a `pack.json` came back that does not have this message: then its translation is taken for review only."""
    plural: str | None = None
    made_from: str | None = None
    """The English that a translation that needs review was made from; None if that is not known."""

    @property
    def is_changed(self) -> bool:
        """Whether a translator changed the translation that was sent, or whether there is one if nobody knows that."""
        if self.sent is None:
            return any(self.strings)
        return self.sent[0] != stamps.of_translation(self.strings, needs_review=self.needs_review)

    @property
    def for_review(self) -> bool:
        """Whether the translation needs review where it is taken."""
        return self.needs_review or not self.is_listed

    @property
    def has_news(self) -> bool:
        """Whether a translator changed the translation, or wrote something beside it."""
        has_comments = any(self.comments)
        return self.is_changed or (has_comments and (not self.sent or self.sent[1] != stamps.of_comments(self.comments)))

    @property
    def said(self) -> str:
        """The translation, as a message to people shows it."""
        return said(self.strings, needs_review=self.needs_review)

    @property
    def key(self) -> Key:
        """What makes two messages the same for gettext."""
        return self.context, self.source


def said(strings: tuple[str, ...], *, needs_review: bool) -> str:
    """Return a translation as a message to people shows it: each plural form in quotation marks."""
    texts = " | ".join(f'"{shown(text)}"' for text in strings)
    return f"{texts} (needs review)" if needs_review else texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLeaflet:
    """A leaflet as one file of a return has it."""

    leaflet: str
    language: str
    """As the file names it; empty if it does not."""
    path: str
    messages: tuple[Returned, ...]
    problems: tuple[Diagnostic, ...] = ()
    """Rows that can't be taken, for nobody knows which message they translate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """All that came back, in one language."""

    language: Language
    leaflets: tuple[ReturnedLeaflet, ...]
    sent: PackManifest | None = None
    """What was sent, if the return says so."""


def read(
    content: bytes, name: str, leaflets: frozenset[str], languages: tuple[Language, ...], title: str | None = None
) -> Return:
    """Return what is in a file by its name: a pack (`.zip`), a catalogue (`.po`) or a spreadsheet (`.xlsx`).

    `leaflets` and `languages` are those that it may be about; so is `title`, that of the publication, None for any.
    Raises EveryleafError with all that is wrong if any part of it does not belong or can't be read; then nothing is taken.
    """
    files, sent = _opened(content, name)
    if not files:
        raise EveryleafError(_foreign("there is no catalogue (.po) and no spreadsheet (.xlsx) in it", name, _AS_SENT))
    found: list[ReturnedLeaflet] = []
    problems: list[Diagnostic] = []
    for path, each in files.items():
        try:
            found += _read(each, path, sent)
        except EveryleafError as error:
            problems += error.problems
    if sent and title not in (None, sent.publication):
        problems.append(_other_publication(sent.publication, title, name))
    problems += (problem for each in found if (problem := _stranger(each, leaflets, sent)))
    claims = [(sent.language, name)] if sent else []
    claims += [(each.language, each.path) for each in found if each.language]
    language, wrong = _language(claims, languages)
    problems += wrong
    if language is None and not errors(tuple(problems)):
        hint = "say it with: --language TAG"
        problems.append(_foreign("the file does not say which language it is in", name, hint))
    if language is None or errors(tuple(problems)):
        raise EveryleafError(*problems)
    return Return(language=language, leaflets=tuple(found), sent=sent)


def _opened(content: bytes, name: str) -> tuple[Mapping[str, bytes], PackManifest | None]:
    """Return the files to read, by the paths that problems name, and what was sent."""
    if _suffix(name) != ".zip":
        return {name: content}, None
    files = {f"{name}/{shown(path)}": each for path, each in archives.read(content, name, _is_work).items()}
    path = next((path for path in files if PurePosixPath(path).name == manifests.NAME), None)
    return (files, manifests.parse(files.pop(path), path)) if path else (files, None)


def _is_work(name: str) -> bool:
    """Return whether a file of an archive is more than what was sent along, or what a machine left there."""
    folders, last = PurePosixPath(name).parts[:-1], PurePosixPath(name).name.casefold()
    is_preview = "previews" in folders and last.endswith(".html")
    is_sent = last in _SENT and last != manifests.NAME
    return not (is_preview or is_sent or _LITTER.fullmatch(last) or "__MACOSX" in folders)


def _read(content: bytes, path: str, sent: PackManifest | None) -> Iterator[ReturnedLeaflet]:
    match _suffix(path):
        case ".po":
            yield _catalogue(content, path, sent)
        case ".xlsx":
            from pipeline.packs import sheet_reader  # noqa: PLC0415 (openpyxl takes a quarter of a second to import)

            for sheet in sheet_reader.read(content, path):
                listed = sent.leaflets.get(sheet.leaflet, {}) if sent else None
                rows = [
                    _from_row(sheet.leaflet, row, listed) for row in sheet.rows if row.id or row.translation or row.remark
                ]
                yield ReturnedLeaflet(
                    leaflet=sheet.leaflet,
                    language=sheet.language,
                    path=path,
                    messages=tuple(each for each in rows if isinstance(each, Returned)),
                    problems=tuple(each for each in rows if isinstance(each, Diagnostic)),
                )
        case _:
            words = "this is no catalogue (.po), no spreadsheet (.xlsx) and no pack (.zip)"
            raise EveryleafError(_foreign(words, path, _AS_SENT))


def _catalogue(content: bytes, path: str, sent: PackManifest | None) -> ReturnedLeaflet:
    catalogue = po.parse(content, path)
    leaflet = PurePosixPath(path).stem
    before = sent.leaflets.get(leaflet, {}) if sent else {}
    messages = (
        Returned(
            at=Span(path, entry.line),
            context=entry.context,
            source=entry.id,
            strings=entry.strings,
            needs_review=entry.is_fuzzy,
            comments=entry.comments,
            sent=(found := before.get(stamps.of_message(leaflet, entry.context, entry.id))),
            is_listed=sent is None or found is not None,
            plural=entry.plural_id,
            made_from=entry.previous_id,
        )
        for entry in catalogue.entries
        if not entry.is_header and not entry.is_obsolete
    )
    language = catalogue.header.get("Language", "")
    return ReturnedLeaflet(leaflet=leaflet, language=language, path=path, messages=tuple(messages))


def _from_row(leaflet: str, row: Row, listed: Mapping[str, Stamps] | None) -> Returned | Diagnostic:
    stamped = _ID.fullmatch(row.id)
    if stamped is None or stamped[1] != stamps.of_message(leaflet, None, row.english):
        words = f'this row\'s English is not what was sent: "{shown(row.english)}"'
        hint = "put the English and the hidden last column back; nothing was taken from this row"
        return Diagnostic(code="message-unknown", message=words, at=row.at, hint=hint)
    return Returned(
        at=row.at,
        context=None,
        source=row.english,
        strings=(row.translation,),
        needs_review=row.needs_review,
        comments=tuple(filter(None, map(str.strip, row.remark.splitlines()))),
        sent=(stamped[2], ""),
        is_listed=listed is None or stamped[1] in listed,
    )


def _stranger(each: ReturnedLeaflet, leaflets: frozenset[str], sent: PackManifest | None) -> Diagnostic | None:
    """Return the problem of a file whose leaflet the publication does not have and never had."""
    if each.leaflet in leaflets or (sent and each.leaflet in sent.leaflets):
        return None
    words = f'there is no leaflet "{shown(each.leaflet)}"'
    return _foreign(words, each.path, "there are: " + ", ".join(sorted(leaflets)))


def _other_publication(theirs: str, ours: str | None, path: str) -> Diagnostic:
    words = f'this was packed from the publication "{shown(theirs)}", and this one is "{ours}"'
    return _foreign(words, path, "if only the title was changed since, take it in with: --any-title")


def _language(
    claims: list[tuple[str, str]], languages: tuple[Language, ...]
) -> tuple[Language | None, tuple[Diagnostic, ...]]:
    """Return the language that all parts of a return name, if one does, and what speaks against it.

    Each claim is (language, file).
    """
    near = [each for each in languages if all(declared.is_same(claim, each) for claim, _ in claims)]
    exact = [each for each in near if any(declared.named(claim) == each for claim, _ in claims)]
    if len(exact or near) == 1:
        return (exact or near)[0], ()
    if not claims or near:
        return None, ()
    likely = [each for each in languages if declared.is_same(claims[0][0], each)]
    strange = [each for each in claims if not any(declared.is_same(each[0], language) for language in likely)]
    hint = "expected: " + ", ".join(map(str, likely or languages))
    return None, tuple(_foreign(f'this is in the language "{shown(claim)}"', path, hint) for claim, path in strange)


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.casefold()


def _foreign(words: str, path: str, hint: str) -> Diagnostic:
    return Diagnostic(code="pack-foreign", message=words, at=Span(path), hint=hint)
