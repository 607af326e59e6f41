"""Stage 4: a document and its catalogue to a translated document, with coverage.

A text without a usable translation stays in the source language and says so: that is a fallback.
Unusable is also a translation that changed a placeholder or a link, or that holds HTML: it can't be shown as it is.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from pipeline import facts as facts_module
from pipeline import interface, markdown
from pipeline.catalogues import store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.facts import Fact
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
    """What a leaflet's translation draws on besides its own text and catalogue."""

    settings: Settings
    facts: tuple[Fact, ...]
    images: tuple[ImageFile, ...]
    leaflets: frozenset[str]
    """The ids of all leaflets."""
    formats: tuple[FormatName, ...]


def translate(
    document: Document, language: Language, catalogue: Catalogue | None, words: Words, surroundings: Surroundings
) -> tuple[TranslatedDocument, tuple[Diagnostic, ...]]:
    """Return a leaflet in one language, and a warning for each translation that can't be used.

    In the source language every passage is the author's own, and there is no catalogue.
    Without a catalogue in another language every message falls back.
    """
    settings = surroundings.settings
    translator = _Translator(document.id, language, catalogue, surroundings)
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
    return translated, (*translator.problems, *_critical(translated))


class _Translator:
    """Turns the texts of one leaflet into passages; counts them, and gathers what falls back and why."""

    def __init__(self, leaflet: str, language: Language, catalogue: Catalogue | None, surroundings: Surroundings) -> None:
        self.leaflet = leaflet
        source = surroundings.settings.source_language
        self.language = language
        self.source = source
        self.catalogue = catalogue
        self.own = References(
            facts=facts_module.in_language(surroundings.facts, language, source), leaflets=surroundings.leaflets
        )
        self.original = References(
            facts=facts_module.in_language(surroundings.facts, source, source), leaflets=surroundings.leaflets
        )
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
        problem = self._unusable(message, translation)
        if problem is None:
            return State.TRANSLATED, translation
        code, words, hint = problem
        at = Span(store.path(self.leaflet, self.language), entry.line)
        self.problems.append(
            Diagnostic(
                code=code,
                message=f"{words}; readers get the English text",
                at=at,
                hint=hint,
                severity=Severity.WARNING,
            )
        )
        return State.UNUSABLE, ""

    def _unusable(self, message: Message, translation: str) -> tuple[str, str, str] | None:
        """Return code, words and hint of the first reason not to show a translation, or None."""
        source = markdown.parse(message.markdown, self.own)
        target = markdown.parse(translation, self.own)
        if set(source.facts) != set(target.facts):
            return "placeholder-changed", _difference("placeholder", source.facts, target.facts), "copy them as they are"
        if set(source.targets) != set(target.targets):
            return "link-changed", _difference("link to", source.targets, target.targets), "translate only the link's words"
        if target.problems:
            first = target.problems[0]
            return "translation-unusable", first.words, first.hint
        if not markdown.plain(target.inlines).strip():
            return "translation-unusable", "the translation shows no words", "write it, or leave it empty"
        return None

    @staticmethod
    def _read(text: str, references: References, language: Language, state: State) -> Passage:
        return Passage(inlines=markdown.parse(text, references).inlines, language=language, state=state)


def _critical(document: TranslatedDocument) -> tuple[Diagnostic, ...]:
    """Return a warning if readers get critical messages in the source language: somebody should translate these first."""
    count = sum(fallback.message.critical for fallback in document.fallbacks)
    if not count:
        return ()
    words = f"{count} critical message{'s are' if count > 1 else ' is'} shown in English"
    at = Span(store.path(document.id, document.language))
    hint = "translate them, and review those that are fuzzy, before all others"
    return (Diagnostic(code="critical-in-english", message=words, at=at, hint=hint, severity=Severity.WARNING),)


def _difference(what: str, source: tuple[str, ...], target: tuple[str, ...]) -> str:
    lost, added = sorted(set(source) - set(target)), sorted(set(target) - set(source))
    parts = [f'the translation lost the {what} "{name}"' for name in lost]
    parts += [f'the translation added the {what} "{name}"' for name in added]
    return " and ".join(parts)


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
