"""Stage 4: a document and its catalogue to a translated document, with coverage.

A text without a usable translation stays in the source language and says so: that is a fallback.
Unusable is also a translation in which the checks find an error that nobody accepted.
"""

from collections import Counter
from dataclasses import dataclass, replace

from pipeline import abbreviations, markdown, minor, notices
from pipeline.approvals import Judge, distinct
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
from pipeline.messages import extract, is_message
from pipeline.model import (
    Alternate,
    Approval,
    Coverage,
    Document,
    Fallback,
    FormatName,
    ImageFile,
    Message,
    Passage,
    State,
    TranslatedDocument,
    Words,
    map_text,
)
from pipeline.policy import Gaps, Publish
from pipeline.settings import Settings
from pipeline.sources import image_paths, texts_of

_COUNTERS = {
    State.TRANSLATED: "translated",
    State.NEEDS_REVIEW: "needs_review",
    State.MISSING: "missing",
    State.UNUSABLE: "unusable",
    State.UNAPPROVED: "unapproved",
    State.OUTDATED: "outdated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the translations into one language draw on besides the leaflet's own text and catalogue."""

    settings: Settings
    words: Words
    """The tool's own, in the language."""
    title: Passage
    """The publication's."""
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
    document: Document, catalogue: Catalogue | None, surroundings: Surroundings, judge: Judge
) -> tuple[TranslatedDocument, tuple[Diagnostic, ...]]:
    """Return a leaflet in the language of the surroundings, and what is wrong with its translations.

    In the source language every passage is the author's own, and there is no catalogue.
    `judge` says which words are approved; what that means for readers is the publication's policy.
    Without a catalogue in another language every message falls back.
    """
    settings, words, language = surroundings.settings, surroundings.words, surroundings.language
    translator = _Translator(document.id, catalogue, surroundings, judge)
    passages = iter(abbreviations.mark([translator.passage(each) for each in texts_of(document)], surroundings.terms))
    title, summary = next(passages), next(passages) if document.summary else None
    blocks = map_text(document.blocks, lambda _: next(passages))
    coverage = translator.coverage()
    pictures = set(image_paths(blocks))
    translated = TranslatedDocument(
        id=document.id,
        version="",
        language=language,
        source_language=document.language,
        title=title,
        summary=summary,
        blocks=blocks,
        updated=notices.dated(words, Word.UPDATED, document.updated),
        updated_on=document.updated,
        review_by=notices.dated(words, Word.REVIEW_BY, document.review_by) if document.review_by else None,
        publication=surroundings.title,
        publisher=notices.in_source(settings.publisher, document.language, language),
        notices=notices.notices(words, coverage, translator.approvals, document.language),
        alternates=tuple(Alternate(each, autonym(each, settings.all_languages)) for each in settings.all_languages),
        formats=surroundings.formats,
        type_size=settings.type_size,
        address=settings.address,
        words=words,
        images=tuple(image for image in surroundings.images if image.path in pictures),
        coverage=coverage,
        fallbacks=tuple(translator.fallbacks),
        approvals=distinct(translator.approvals),
    )
    critical = _critical(translated, settings.policy.gaps_of(document.id)) if catalogue else ()
    return translated, (*translator.problems, *critical, *_outdated(translated, translator.unknown))


def usable_words(
    document: Document, catalogue: Catalogue | None, surroundings: Surroundings, judge: Judge
) -> tuple[tuple[Message, str], ...]:
    """Return each message of a leaflet, once, in reading order, with its translation; empty where none can be shown.

    These are the words that a person can approve: what the policy allows is not minded.
    """
    translator = _Translator(document.id, catalogue, surroundings, judge, before_approval=True)
    return tuple({message.markdown: (message, translator.words(message)) for message in extract(document)}.values())


class _Translator:
    """Turns the texts of one leaflet into passages; counts them, and gathers what falls back and why."""

    def __init__(
        self,
        leaflet: str,
        catalogue: Catalogue | None,
        surroundings: Surroundings,
        judge: Judge,
        *,
        before_approval: bool = False,
    ) -> None:
        self.leaflet = leaflet
        self.before_approval = before_approval
        """Whether somebody is about to approve the words, so that an accepted error counts in a critical block, too."""
        self.language = surroundings.language
        self.source = surroundings.settings.source_language
        self.policy = surroundings.settings.policy
        self.catalogue = catalogue
        self.judge = judge
        self.own = surroundings.own
        self.original = surroundings.original
        self.terms = surroundings.terms
        self.unknown = 0
        self.counts: Counter[State] = Counter()
        self.approvals: list[Approval] = []
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
        state, translation = self._judged(message, entry)
        self.counts[state] += 1
        if state is State.TRANSLATED:
            return self._read(translation, self.own, self.language, state)
        self.fallbacks.append(Fallback(message=message, state=state))
        if state is State.OUTDATED:
            return self._read(translation, self.own, self.language, state)
        return self._read(message.markdown, self.original, self.source, state)

    def words(self, message: Message) -> str:
        """Return the translation of a message that the catalogue has, empty if it can't be shown."""
        return self._usable(message, self.catalogue.by_id(message.markdown) if self.catalogue else None)[1]

    def coverage(self) -> Coverage:
        """Return how many messages were met in which state."""
        counts = {_COUNTERS[state]: count for state, count in self.counts.items()}
        return Coverage(**counts, approved=len(self.approvals))

    def _judged(self, message: Message, entry: Entry | None) -> tuple[State, str]:
        """Return how a message can be shown under the publication's policy, and the words in the language, if any."""
        state, translation = self._usable(message, entry)
        if state is State.TRANSLATED:
            approval = self.judge.approval(message.markdown, translation)
            if approval:
                self.approvals.append(approval)
            if approval or self.policy.publish is Publish.DRAFT:
                return state, translation
            state = State.UNAPPROVED
        if self.policy.gaps_of(self.leaflet) is Gaps.KEEP_APPROVED:
            return self._last_approved(message, entry) or (state, "")
        return state, ""

    def _usable(self, message: Message, entry: Entry | None) -> tuple[State, str]:
        """Return whether the catalogue has a translation of a message that can be shown, and the translation."""
        translation = entry.strings[0].strip() if entry else ""
        if entry is None or not translation:
            return State.MISSING, ""
        if entry.is_fuzzy:
            return State.NEEDS_REVIEW, ""
        return (State.TRANSLATED, translation) if self._examined(message, entry, translation) else (State.UNUSABLE, "")

    def _last_approved(self, message: Message, entry: Entry | None) -> tuple[State, str] | None:
        """Return the words that were approved last for a message, or for what it was before it changed.

        Never for a critical message: whoever edited or emptied it, or marked it as fuzzy, does not stand behind them. And
        never where a fact, a link, a number or a word such as "not" changed in the source since.
        """
        before = entry.previous_id if entry and entry.is_fuzzy else None
        for source in (message.markdown, before):
            words = self.judge.last_words(source) if source and not message.critical else None
            if words and source and _means_the_same(source, message.markdown):
                is_sound = self._is_sound(replace(message, markdown=source), words)
                return (State.OUTDATED, words) if is_sound else None
        return None

    def _is_sound(self, message: Message, words: str) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in translations.examine(self._pair(message, words)))

    def _pair(self, message: Message, translation: str) -> Pair:
        return Pair(
            message=message,
            translation=translation,
            source=markdown.parse_source(message.markdown, self.own),
            target=markdown.parse(translation, self.own),
            source_language=self.source,
            language=self.language,
            terms=self.terms,
        )

    def _examined(self, message: Message, entry: Entry, translation: str) -> bool:
        """Note what is wrong with a translation and was not accepted; return whether it can be shown."""
        found = translations.examine(self._pair(message, translation))
        if not found and not entry.comments:
            return True
        digest = identity.digest(self.leaflet, entry)
        at = Span(store.path(self.leaflet, self.language), entry.line)
        accepted = acceptance.accepted(entry.comments, digest)
        if message.critical and not self.before_approval and not self.judge.approval(message.markdown, translation):
            accepted -= {finding.code for finding in found if finding.severity is Severity.ERROR}
        standing = [finding for finding in found if finding.code not in accepted]
        silenced = (each for each in found if each.severity is Severity.ERROR and each not in standing)
        self.problems += [acceptance.noted(finding, at) for finding in silenced]
        idle = acceptance.idle(entry.comments, digest, found)
        self.problems += [acceptance.stated(finding, at, digest) for finding in (*standing, *idle)]
        return not any(finding.severity is Severity.ERROR for finding in standing)

    @staticmethod
    def _read(text: str, references: References, language: Language, state: State) -> Passage:
        return Passage(inlines=markdown.parse(text, references).inlines, language=language, state=state)


def _means_the_same(before: str, now: str) -> bool:
    """Return whether what was said of one source text may still be said of the other, as far as a program can tell."""
    return markdown.agree(before, now) and minor.weight(before) == minor.weight(now)


def _outdated(document: TranslatedDocument, unknown: int) -> tuple[Diagnostic, ...]:
    """Return a warning if the catalogue lacks messages of the leaflet, so that translators can't see them."""
    if not unknown:
        return ()
    words = f"{unknown} message{'s are' if unknown > 1 else ' is'} not in this catalogue yet, and shown in English"
    return _of_catalogue(document, "catalogue-outdated", words, "bring the catalogues up to date with: everyleaf update")


def _critical(document: TranslatedDocument, gaps: Gaps) -> tuple[Diagnostic, ...]:
    """Return a warning if readers get critical messages in the source language: somebody should translate these first.

    A leaflet that is not published while it has gaps shows nobody anything.
    """
    count = sum(fallback.message.critical for fallback in document.fallbacks)
    if not count or gaps in (Gaps.WITHHOLD, Gaps.WITHDRAW):
        return ()
    words = f"{count} critical message{'s are' if count > 1 else ' is'} shown in English"
    hint = "translate them, and review those that are fuzzy, before all others"
    return _of_catalogue(document, "critical-in-english", words, hint)


def _of_catalogue(document: TranslatedDocument, code: str, words: str, hint: str) -> tuple[Diagnostic, ...]:
    """Return a warning about a leaflet's catalogue as a whole."""
    at = Span(store.path(document.id, document.language))
    return (Diagnostic(code=code, message=words, at=at, hint=hint, severity=Severity.WARNING),)
