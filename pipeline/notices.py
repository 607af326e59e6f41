"""What is known of a translated leaflet to the words that tell its reader."""

import datetime
import re
from collections.abc import Iterable

from pipeline import facts, interface
from pipeline.approvals import distinct
from pipeline.interface import Word
from pipeline.languages import Language
from pipeline.model import Approval, Coverage, Passage, State, Text, Words


def notices(words: Words, coverage: Coverage, approvals: Iterable[Approval], source: Language) -> tuple[Passage, ...]:
    """Return what the reader must know first: what is in English or out of date, and who approved the translation."""
    if words.language == source:
        return ()
    notices = []
    if coverage.fallbacks:
        notices.append(interface.say(words, Word.PARTLY_TRANSLATED, count=coverage.fallbacks))
    if coverage.outdated:
        notices.append(interface.say(words, Word.OUTDATED, count=coverage.outdated))
    if not coverage.is_approved:
        return (*notices, interface.say(words, Word.NOT_APPROVED))
    said = dict.fromkeys((each.by, each.on) for each in distinct(approvals))
    return (*notices, *(_approved(words, name, day, source) for name, day in said))


def _approved(words: Words, name: str, day: datetime.date, source: Language) -> Passage:
    """Return who approved; a name in Latin letters is in the source language where readers have another script."""
    spoken = interface.spoken_language(words, Word.APPROVED)
    is_foreign = spoken.script != source.script and re.search("[A-Za-z]", name) is not None
    person = Passage(inlines=(Text(name),), language=source if is_foreign else spoken)
    return interface.say_around(words, Word.APPROVED, "name", person, date=facts.spoken_date(day, spoken))


def dated(words: Words, word: Word, day: datetime.date) -> Passage:
    """Return a word of the tool around a day, in the reader's language."""
    spoken = interface.spoken_language(words, word)
    return interface.say(words, word, date=facts.spoken_date(day, spoken))


def in_source(text: str, source: Language, language: Language) -> Passage:
    """Return a name that is not translated: in another language it is no fallback, but keeps its own language."""
    state = State.SOURCE if language == source else State.TRANSLATED
    return Passage(inlines=(Text(text),), language=source, state=state)
