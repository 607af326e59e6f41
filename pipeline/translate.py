"""Stage 4: a document and its catalogue to a translated document, with coverage.

A text without a usable translation stays in the source language and says so: that is a fallback.
Unusable is also a translation in which the checks find an error that nobody accepted.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from pipeline import facts as facts_module
from pipeline import interface, markdown
from pipeline.catalogues import identity, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.checks import acceptance, translations
from pipeline.checks.base import Pair
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.glossary import Term
from pipeline.interface import Word
from pipeline.languages import Language, autonym
from pipeline.markdown import References
from pipeline.messages import is_message
from pipeline.model import (
    Alternate,
    Coverage,
    Document,
    Fallback,
    FormatName,
    ImageFile,
    Message,
    Passage,
    State,
    Text,
    TranslatedDocument,
    Words,
    map_text,
)
from pipeline.settings import Settings
from pipeline.sources import image_paths

_COUNTERS = {
    State.TRANSLATED: "translated",
    State.NEEDS_REVIEW: "needs_review",
    State.MISSING: "missing",
    State.UNUSABLE: "unusable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the translations into one language draw on besides the leaflet's own text and catalogue."""

    settings: Settings
    words: Words
    """The tool's own, in the language."""
    own: References
    """What texts in the language may refer to."""
    original: References
    """The same in the source language."""
    terms: tuple[Term, ...]
    """The glossary."""
    images: tuple[ImageFile, ...]
    formats: tuple[FormatName, ...]

    @property
    def language(self) -> Language:
        """The language that is translated into; the source language for the authors' own texts."""
        return self.words.language


def translate(
    document: Document, catalogue: Catalogue | None, surroundings: Surroundings
) -> tuple[TranslatedDocument, tuple[Diagnostic, ...]]:
    """Return a leaflet in the language of the surroundings, and what is wrong with its translations.

    In the source language every passage is the author's own, and there is no catalogue.
    Without a catalogue in another language every message falls back.
    """
    settings, words, language = surroundings.settings, surroundings.words, surroundings.language
    translator = _Translator(document.id, catalogue, surroundings)
    title = translator.passage(document.title)
    summary = translator.passage(document.summary) if document.summary else None
    blocks = map_text(document.blocks, translator.passage)
    coverage = translator.coverage()
    pictures = set(image_paths(blocks))
    translated = TranslatedDocument(
        id=document.id,
        language=language,
        source_language=document.language,
        title=title,
        summary=summary,
        blocks=blocks,
        updated=_dated(words, Word.UPDATED, document.updated),
        review_by=_dated(words, Word.REVIEW_BY, document.review_by) if document.review_by else None,
        publication=_in_source(settings.title, document.language, language),
        publisher=_in_source(settings.publisher, document.language, language),
        notices=_notices(words, coverage, is_source=language == document.language),
        alternates=tuple(Alternate(each, autonym(each, settings.all_languages)) for each in settings.all_languages),
        formats=surroundings.formats,
        type_size=settings.type_size,
        address=settings.address,
        words=words,
        images=tuple(image for image in surroundings.images if image.path in pictures),
        coverage=coverage,
        fallbacks=tuple(translator.fallbacks),
    )
    return translated, (*translator.problems, *_critical(translated), *_outdated(translated, translator.unknown))


class _Translator:
    """Turns the texts of one leaflet into passages; counts them, and gathers what falls back and why."""

    def __init__(self, leaflet: str, catalogue: Catalogue | None, surroundings: Surroundings) -> None:
        self.leaflet = leaflet
        self.language = surroundings.language
        self.source = surroundings.settings.source_language
        self.catalogue = catalogue
        self.own = surroundings.own
        self.original = surroundings.original
        self.terms = surroundings.terms
        self.unknown = 0
        self.counts: Counter[State] = Counter()
        self.fallbacks: list[Fallback] = []
        self.problems: list[Diagnostic] = []

    def passage(self, message: Message) -> Passage:
        """Return what a reader gets for a text."""
        if self.language == self.source:
            return self._read(message.markdown, self.original, self.source, State.SOURCE)
        if not is_message(message):
            return self._read(message.markdown, self.own, self.language, State.TRANSLATED)
        entry = self.catalogue.by_id(message.markdown) if self.catalogue else None
        self.unknown += entry is None and self.catalogue is not None
        state, translation = self._judge(message, entry)
        self.counts[state] += 1
        if state is State.TRANSLATED:
            return self._read(translation, self.own, self.language, state)
        self.fallbacks.append(Fallback(message=message, state=state))
        return self._read(message.markdown, self.original, self.source, state)

    def coverage(self) -> Coverage:
        """Return how many messages were met in which state."""
        return Coverage(**{_COUNTERS[state]: count for state, count in self.counts.items()})

    def _judge(self, message: Message, entry: Entry | None) -> tuple[State, str]:
        """Return whether a message's translation can be shown, and the translation."""
        translation = entry.strings[0].strip() if entry else ""
        if entry is None or not translation:
            return State.MISSING, ""
        if entry.is_fuzzy:
            return State.NEEDS_REVIEW, ""
        return (State.TRANSLATED, translation) if self._examined(message, entry, translation) else (State.UNUSABLE, "")

    def _examined(self, message: Message, entry: Entry, translation: str) -> bool:
        """Note what is wrong with a translation and was not accepted; return whether it can be shown."""
        pair = Pair(
            message=message,
            translation=translation,
            source=markdown.parse(message.markdown, self.own),
            target=markdown.parse(translation, self.own),
            source_language=self.source,
            language=self.language,
            terms=self.terms,
        )
        found = translations.examine(pair)
        if not found:
            return True
        digest = identity.digest(self.leaflet, entry)
        accepted = acceptance.accepted(entry.comments, digest)
        standing = [finding for finding in found if finding.code not in accepted]
        at = Span(store.path(self.leaflet, self.language), entry.line)
        for finding in standing:
            is_error = finding.severity is Severity.ERROR
            words = f"{finding.words}; readers get the English text" if is_error else finding.words
            hint = acceptance.hint(finding, digest)
            self.problems.append(Diagnostic(code=finding.code, message=words, at=at, hint=hint, severity=finding.severity))
        return not any(finding.severity is Severity.ERROR for finding in standing)

    @staticmethod
    def _read(text: str, references: References, language: Language, state: State) -> Passage:
        return Passage(inlines=markdown.parse(text, references).inlines, language=language, state=state)


def _outdated(document: TranslatedDocument, unknown: int) -> tuple[Diagnostic, ...]:
    """Return a warning if the catalogue lacks messages of the leaflet, so that translators can't see them."""
    if not unknown:
        return ()
    words = f"{unknown} message{'s are' if unknown > 1 else ' is'} not in this catalogue yet, and shown in English"
    return _of_catalogue(document, "catalogue-outdated", words, "bring the catalogues up to date with: everyleaf update")


def _critical(document: TranslatedDocument) -> tuple[Diagnostic, ...]:
    """Return a warning if readers get critical messages in the source language: somebody should translate these first."""
    count = sum(fallback.message.critical for fallback in document.fallbacks)
    if not count:
        return ()
    words = f"{count} critical message{'s are' if count > 1 else ' is'} shown in English"
    hint = "translate them, and review those that are fuzzy, before all others"
    return _of_catalogue(document, "critical-in-english", words, hint)


def _of_catalogue(document: TranslatedDocument, code: str, words: str, hint: str) -> tuple[Diagnostic, ...]:
    """Return a warning about a leaflet's catalogue as a whole."""
    at = Span(store.path(document.id, document.language))
    return (Diagnostic(code=code, message=words, at=at, hint=hint, severity=Severity.WARNING),)


def _notices(words: Words, coverage: Coverage, *, is_source: bool) -> tuple[Passage, ...]:
    """Return what the reader must know first. No approval is recorded yet, so every translation says that it has none."""
    if is_source:
        return ()
    notices = [interface.say(words, Word.NOT_APPROVED)]
    if coverage.fallbacks:
        notices.insert(0, interface.say(words, Word.PARTLY_TRANSLATED, count=coverage.fallbacks))
    return tuple(notices)


def _dated(words: Words, word: Word, day: datetime.date) -> Passage:
    spoken = interface.spoken_language(words, word)
    return interface.say(words, word, date=facts_module.spoken_date(day, spoken))


def _in_source(text: str, source: Language, language: Language) -> Passage:
    """Return a name that is not translated: in another language it is no fallback, but keeps its own language."""
    state = State.SOURCE if language == source else State.TRANSLATED
    return Passage(inlines=(Text(text),), language=source, state=state)
