"""Leaflets to what their authors should look at again. All of it is warnings: no leaflet is kept back for its style."""

import datetime
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from pipeline import markdown
from pipeline.checks.base import Finding
from pipeline.checks.writing import abbreviations, link_words, pictures, sentences, typed
from pipeline.checks.writing.written import Written, WrittenCheck
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.glossary import Term
from pipeline.markdown import References
from pipeline.model import Acceptance, Document, Message, Role
from pipeline.sources import texts_of

_CHECKS: MappingProxyType[str, WrittenCheck] = MappingProxyType(
    {
        "sentences": sentences.check_sentences,
        "link words": link_words.check_link_words,
        "pictures": pictures.check_alternative_text,
    }
)
ACCEPTABLE = (
    *(
        "abbreviation-unexplained",
        "alternative-text",
        "fact-missing",
        "fact-typed",
        "link-text",
        "long-paragraph",
        "long-sentence",
    ),
    "review-overdue",
)
"""The codes of all that is found here, and that an author may accept."""
_FRONT_MATTER = (Role.TITLE, Role.SUMMARY)

Found = tuple[Message | None, Finding]
"""What was found, and in which text; without one it is of the leaflet as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What leaflets are judged by."""

    references: References
    """The facts as they stand in the source language, and the leaflets."""
    terms: tuple[Term, ...]
    """The glossary."""
    today: datetime.date


def check_sources(documents: Iterable[Document], publication: Publication) -> tuple[Diagnostic, ...]:
    """Return what to look at again in leaflets: leaflet by leaflet, what was not accepted, then acceptances to mend."""
    check_typed = typed.check_for(publication.references.facts)
    return tuple(problem for document in documents for problem in _judged(document, publication, check_typed))


def _judged(document: Document, publication: Publication, check_typed: WrittenCheck) -> Iterator[Diagnostic]:
    used: set[Acceptance] = set()
    for message, finding in (*_of_texts(document, publication, check_typed), *_of_review(document, publication.today)):
        accepted = message.accepted if message else document.accepted
        fitting = {each for each in accepted if each.code == finding.code and each.reason}
        used |= fitting
        if not fitting:
            at = message.at if message else Span(document.path)
            yield _warning(finding.code, finding.words, at, _hint(finding, message))
    for acceptance in document.accepted:
        if acceptance not in used:
            yield _idle(acceptance)


def _of_texts(document: Document, publication: Publication, check_typed: WrittenCheck) -> Iterator[Found]:
    read = ((message, markdown.parse(message.markdown, publication.references)) for message in texts_of(document))
    texts = [Written(message=message, text=text) for message, text in read]
    for written in texts:
        for check in (*_CHECKS.values(), check_typed):
            for finding in check(written):
                yield written.message, finding
    yield from link_words.check_same_words(texts)
    yield from abbreviations.check_abbreviations(texts, publication.terms, document.language)


def _of_review(document: Document, today: datetime.date) -> Iterator[Found]:
    """Yield `review-overdue` from the day after `review_by` on."""
    if document.review_by and document.review_by < today:
        words = f"the leaflet should have been reviewed by {document.review_by}"
        hint = "look whether all of it is still right, then set updated and review_by anew"
        yield None, Finding(code="review-overdue", words=words, hint=hint)


def _hint(finding: Finding, message: Message | None) -> str:
    """Return a finding's hint with how to accept it."""
    if message is None or message.role in _FRONT_MATTER:
        how = f'write in the front matter, below "accept:" and indented, "{finding.code}: why"'
    else:
        how = f'write above it "<!-- accept {finding.code}: why -->"'
    return f"{finding.hint}; if it is right as it is, {how}"


def _idle(acceptance: Acceptance) -> Diagnostic:
    """Return what is wrong with an acceptance that accepts nothing."""
    if acceptance.code not in ACCEPTABLE:
        near = difflib.get_close_matches(acceptance.code, ACCEPTABLE, n=1)
        hint = f'did you mean "{near[0]}"?' if near else "what can be accepted: " + ", ".join(ACCEPTABLE)
        return _warning("accept-wrong", f'there is no "{acceptance.code}" to accept', acceptance.at, hint)
    if not acceptance.reason:
        words = f'this does not accept "{acceptance.code}": its form is wrong, or the reason is missing'
        hint = f'after the word "accept", write "{acceptance.code}:" and your reason, for those who review it'
        return _warning("accept-wrong", words, acceptance.at, hint)
    words = f'nothing here is "{acceptance.code}" any more'
    return _warning("accept-unused", words, acceptance.at, "delete it, so that it does not hide what comes")


def _warning(code: str, words: str, at: Span, hint: str) -> Diagnostic:
    return Diagnostic(code=code, message=words, at=at, hint=hint, severity=Severity.WARNING)
