"""Translation memories, in TMX or as another catalogue, to the translations of messages that have none.

TMX 1.4b is read as far as it says words: `tu`, `tuv`, `seg`. A unit with inline elements (`bpt`, `ph`, `hi`…) is left out
and counted: its words are not those of a message, which is Markdown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from pipeline.catalogues import edit, po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import FUZZY, Entry
from pipeline.catalogues.validity import LONGEST
from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language, UnknownLanguageError, parse_language

SIZE_LIMIT = 100_000_000
"""The largest TMX that is read, in bytes; a catalogue may have `store.SIZE_LIMIT`."""
_DEPTH_LIMIT = 50
_SOURCE = "en"
_BLANKS = re.compile(r"[ \t\r\n]+")
_LANGUAGE = ("{http://www.w3.org/XML/1998/namespace}lang", "lang")
"""The attribute of TMX 1.4, and that of its first version."""

Variety = tuple[str, str]
"""A language and a script, as in ("zh", "Hans"): what a memory must share with a catalogue to fill it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Translations by what they say in English."""

    translations: Mapping[Variety, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Of one source each different translation once, in the order of the files; of a variety perhaps none can be used."""
    left_out: int = 0
    """How many units have inline elements."""


NOTHING = Memory()


def read(folder: Folder, path: str, languages: Iterable[Language]) -> Memory:
    """Return what a `.tmx` or `.po` file holds for some languages.

    Raises EveryleafError `memory-unreadable`, and `memory-language` if the file is of none of these languages.
    """
    at = Span(shown(f"{folder.name}{path}"))
    ending = path.lower().rpartition(".")[2]
    if ending not in _READERS:
        hint = "give it the ending .tmx or .po if it is one"
        raise EveryleafError(Diagnostic(code="memory-unreadable", message="this is no TMX and no .po", at=at, hint=hint))
    try:
        reader, limit = _READERS[ending]
        memory = reader(folder.read(path, limit), at)
    except EveryleafError as error:
        raise EveryleafError(*(replace(each, code="memory-unreadable") for each in error.problems)) from error
    wanted = {_variety(language): language.tag for language in languages}
    if wanted.keys().isdisjoint(memory.translations):
        there = ", ".join(sorted("-".join(variety) for variety in memory.translations)) or "none that is known"
        words = f"none of its languages is one of the publication's: it has {there}"
        hint = f"the publication has: {', '.join(wanted.values())}; a .po names its language in its header"
        raise EveryleafError(Diagnostic(code="memory-language", message=words, at=at, hint=hint))
    return replace(memory, translations={each: its for each, its in memory.translations.items() if each in wanted})


def together(memories: Iterable[Memory]) -> Memory:
    """Return several memories as one."""
    memories = tuple(memories)
    pairs = (
        (variety, source, translation)
        for memory in memories
        for variety, its in memory.translations.items()
        for source, translations in its.items()
        for translation in translations
    )
    varieties = dict.fromkeys(variety for memory in memories for variety in memory.translations)
    return _memory(pairs, varieties, left_out=sum(memory.left_out for memory in memories))


def fill(
    catalogue: Catalogue, memory: Memory, language: Language, critical: frozenset[str]
) -> tuple[Catalogue, tuple[str, ...]]:
    """Return a catalogue with the translations that a memory has of messages that have none, and these messages.

    Sources must be the same to the letter. Of several translations the first is taken, for review; so is that of a critical
    message. Whether a translation is any good is for the checks to say.
    """
    known = memory.translations.get(_variety(language), {})
    entries = tuple(
        _filled(entry, known[entry.id], critical) if entry.id in known and _is_empty(entry) else entry
        for entry in catalogue.entries
    )
    filled = tuple(after.id for before, after in zip(catalogue.entries, entries, strict=True) if after is not before)
    return (catalogue.with_entries(entries) if filled else catalogue), filled


def _filled(entry: Entry, translations: tuple[str, ...], critical: frozenset[str]) -> Entry:
    filled = edit.with_strings(entry, translations[:1])
    needs_review = len(translations) > 1 or entry.id in critical
    return edit.with_flags(filled, (FUZZY, *entry.flags)) if needs_review else filled


def _is_empty(entry: Entry) -> bool:
    """Return whether a memory may translate a message: only one without plural and context, for it knows neither."""
    is_plain = entry.context is None and entry.plural_id is None and not entry.is_header and not entry.is_obsolete
    return is_plain and not entry.has_translation and not entry.is_fuzzy


def _memory(pairs: Iterable[tuple[Variety, str, str]], varieties: Iterable[Variety], left_out: int = 0) -> Memory:
    """Return a memory of translations into some varieties, of which those without any are named, too."""
    translations: dict[Variety, dict[str, dict[str, None]]] = {variety: {} for variety in varieties}
    for variety, source, translation in pairs:
        if len(translation) > LONGEST:  # no catalogue may hold it
            left_out += 1
        else:
            translations[variety].setdefault(source, {})[translation.strip()] = None
    return Memory(
        translations={
            variety: {source: tuple(each) for source, each in its.items()} for variety, its in translations.items()
        },
        left_out=left_out,
    )


def _from_catalogue(content: bytes, at: Span) -> Memory:
    catalogue = po.parse(content, at.path)
    language = _language(catalogue.header.get("Language", ""))
    if language is None:
        return NOTHING
    plain = (entry for entry in catalogue.entries if entry.context is None and entry.plural_id is None)
    pairs = (
        (_variety(language), entry.id, entry.strings[0])
        for entry in plain
        if entry.has_translation and not (entry.is_header or entry.is_obsolete or entry.is_fuzzy)
    )
    return _memory(pairs, (_variety(language),))


def _from_tmx(content: bytes, at: Span) -> Memory:
    units = _Units()
    parser = DefusedXMLParser(target=units)  # refuses entities that the file declares, and anything outside of it
    try:
        parser.feed(content)
        parser.close()
    except ParseError as error:
        line, offset = error.position
        reason, _, _ = str(error).partition(": line ")  # its columns count from 0
        raise _unreadable(Span(at.path, line, offset + 1), f"this is no XML: {reason}") from error
    except DefusedXmlException as error:
        raise _unreadable(at, "the file declares entities, which are not read") from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, and what `_Units` refuses
        raise _unreadable(at, str(error)) from error
    return _memory(units.pairs, units.varieties, units.left_out)


def _unreadable(at: Span, words: str) -> EveryleafError:
    hint = "export the memory again, as TMX 1.4 in UTF-8"
    return EveryleafError(Diagnostic(code="memory-unreadable", message=words, at=at, hint=hint))


class _Units:
    """The target of an XML parser: gathers the units of a TMX one after another, so that no tree has to be kept."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Variety, str, str]] = []
        self.varieties: dict[Variety, None] = {}
        self.left_out = 0
        self._depth = 0
        self._segments: list[tuple[Language, str]] = []
        self._language: Language | None = None
        self._words: list[str] | None = None
        self._has_inline = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Meet the beginning of an element."""
        name = _local(tag)
        if self._depth == 0 and name != "tmx":
            raise ValueError(f"this is no TMX: it begins with <{name}>")
        self._depth += 1
        if self._depth > _DEPTH_LIMIT:
            raise ValueError(f"elements stand more than {_DEPTH_LIMIT} deep in each other")
        if self._words is not None:
            self._has_inline = True
        elif name == "tu":
            self._segments, self._has_inline = [], False
        elif name == "tuv":
            self._language = _language(next((attributes[each] for each in _LANGUAGE if each in attributes), ""))
            if self._language and self._language.base != _SOURCE:
                self.varieties[_variety(self._language)] = None
        elif name == "seg":
            self._words = []

    def data(self, words: str) -> None:
        """Meet characters."""
        if self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        """Meet the end of an element."""
        name = _local(tag)
        self._depth -= 1
        if name == "seg" and self._words is not None:
            text = _BLANKS.sub(" ", "".join(self._words)).strip(" ")
            self._words = None
            if self._language and text:
                self._segments.append((self._language, text))
        elif name == "tu":
            self._end_unit()

    def close(self) -> None:
        """Meet the end of the file."""

    def _end_unit(self) -> None:
        self.left_out += self._has_inline
        if self._has_inline:
            return
        sources = [text for language, text in self._segments if language.base == _SOURCE]
        others = [(_variety(language), text) for language, text in self._segments if language.base != _SOURCE]
        self.pairs += ((variety, source, text) for source in sources for variety, text in others)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _language(text: str) -> Language | None:
    try:
        return parse_language(text) if text else None
    except UnknownLanguageError:
        return None


def _variety(language: Language) -> Variety:
    return language.base, language.script


_READERS = {"tmx": (_from_tmx, SIZE_LIMIT), "po": (_from_catalogue, store.SIZE_LIMIT)}
