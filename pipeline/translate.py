"""Stage 4: a document and its catalogue to a translated document, with coverage.

A text without a usable translation stays in the source language and says so: that is a fallback.
Unusable is also a translation that changed a placeholder or a link, or that holds HTML: it can't be shown as it is.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import facts as facts_module
from pipeline import interface, markdown
from pipeline.catalogues import store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.characters import shows_words
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.interface import Word
from pipeline.languages import Language, autonym
from pipeline.markdown import References
from pipeline.messages import is_message
from pipeline.model import (
    Alternate,
    Coverage,
    Document,
    Emphasis,
    Fallback,
    FormatName,
    ImageFile,
    Inline,
    Link,
    Message,
    Passage,
    State,
    Strong,
    Text,
    TranslatedDocument,
    WebTarget,
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
    images: tuple[ImageFile, ...]
    formats: tuple[FormatName, ...]

    @property
    def language(self) -> Language:
        """The language that is translated into; the source language for the authors' own texts."""
        return self.words.language


def translate(
    document: Document, catalogue: Catalogue | None, surroundings: Surroundings
) -> tuple[TranslatedDocument, tuple[Diagnostic, ...]]:
    """Return a leaflet in the language of the surroundings, and a warning for each translation that can't be used.

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
        placeholders = tuple(sorted(set(source.facts))), tuple(sorted(set(target.facts)))  # one may be said twice
        if placeholders[0] != placeholders[1]:
            return "placeholder-changed", _difference("placeholder", *placeholders), "copy them as they are"
        if source.targets != target.targets:
            return "link-changed", _difference("link to", source.targets, target.targets), "translate only the link's words"
        if target.problems:
            first = target.problems[0]
            return "translation-unusable", first.words, first.hint
        if shows_words(markdown.plain(source.inlines)) and not shows_words(markdown.plain(target.inlines)):
            return "translation-unusable", "the translation shows no words", "write it, or leave it empty"
        if wrong := next(_misleading_calls(target.inlines), None):
            words = f'the link "{markdown.plain(wrong.children)}" calls another number'
            return "link-changed", words, "give each link the number that its words say"
        return None

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


def _misleading_calls(inlines: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield the telephone links whose words are another number."""
    for inline in inlines:
        match inline:
            case Link(WebTarget(url), children) if url.startswith("tel:"):
                said = re.sub(r"\D", "", markdown.plain(children))
                if said and said != re.sub(r"\D", "", url):
                    yield inline
            case Strong(children) | Emphasis(children):
                yield from _misleading_calls(children)
            case _:
                pass


def _difference(what: str, source: tuple[str, ...], target: tuple[str, ...]) -> str:
    lost, added = sorted(Counter(source) - Counter(target)), sorted(Counter(target) - Counter(source))
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
