"""Leaflets and catalogues of any size, in texts such as leaflets have, in four scripts.

The mix is that of the human translations of TICO-19 (475 messages in each of 13 languages) and of the sample publication
(170 messages in 14), or harder for the checks where they differ, in shares of the messages:

| | TICO-19 | sample | here |
| --- | --- | --- | --- |
| digits | 22% | 5% | 25% |
| numbers that differ and are right, as in `three` for `3` | 4% | 0% | 5% |
| facts | 0% | 10% | 10% |
| links | 0% | 3% | 5% |
| emphasis | 0% | 9% | 10% |
| brackets or quotation marks | 15% | 6% to 20% | 15% |
| words in the English, on average | 20 | 11 | 23 |

The sentences are translated by hand, and half of their words are invented, for no list that we have has as many different
words as a year of leaflets. The word of rank r is as frequent as 1/r (Zipf's law), and the frequent ones are short.
No clock and no chance: the same number of messages gives the same texts.
"""

import hashlib
from collections.abc import Iterable
from types import MappingProxyType

from benchmarks.sentences import PLACES, SENTENCES
from pipeline.catalogues import edit, po
from pipeline.catalogues.merge import merge
from pipeline.catalogues.template import template
from pipeline.diagnostics import Span
from pipeline.languages import Language, parse_language
from pipeline.model import Message, Role

LANGUAGES = tuple(map(parse_language, ("fr", "ar", "bn", "zh-Hans")))
FACTS = """\
emergency: {kind: phone, value: "999"}
nhs_111: {kind: phone, value: "111"}
"""
SETTINGS = f"""\
title: Leaflets
publisher: A publisher
source_language: en-GB
languages: [{", ".join(map(str, LANGUAGES))}]
formats: [html]
"""
GLOSSARY = """\
terms:
  - term: interpreter
    meaning: A person who puts spoken words into another language.
    must: {fr: interprète, ar: مترجم, bn: দোভাষী, zh-Hans: 口译}
    must_not: {fr: traducteur, bn: অনুবাদক, zh-Hans: 笔译}
  - term: nurse
    meaning: A person who is trained to care for people who are ill.
    must: {fr: infirmier, ar: ممرضة, bn: নার্স, zh-Hans: 护士}
  - {term: vaccine, meaning: What protects against an illness.}
  - {term: ground floor, meaning: The floor that one enters from the street.}
  - {term: NHS, meaning: The National Health Service., leave: true}
  - {term: Relay UK, meaning: A telephone service., leave: true}
""" + "".join(f"  - {{term: care number {number}, meaning: A term that is in no text.}}\n" for number in range(14))
"""As many terms as the sample publication has, which are in as many of the messages: a third."""
_VOCABULARY = 20_000
"""How many words are invented. English texts as long as those of 20,000 messages have about as many."""
_THESE, _THOSE = range(5), range(5, 9)
"""The invented words of a sentence, by their numbers."""


def _syllables(beginnings: str, endings: str) -> tuple[str, ...]:
    return tuple(beginning + ending for beginning in beginnings for ending in endings.split(","))


_SYLLABLES = MappingProxyType(
    {
        "en": _syllables("bdfgklmnprstvw", "ay,en,i,o,u"),
        "fr": _syllables("bcdfglmnprstv", "é,an,eau,ois,ule"),
        "ar": _syllables("بتجحدرسشعفقكلمنه", ",ا,ي,و"),
        "bn": _syllables("কগচজটডতদনপবমরলসহ", "া,ি,ু,ে,ো"),
        "zh": tuple(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xC0) for cell in range(0xA1, 0xFF)),
    }
)
"""What words are made of; of the simplified Chinese characters (GB 2312) 1,504 of the frequent ones."""


def sentence(number: int, language: str) -> str:
    """Return a sentence in a language; each number, from 0, has one of its own, and the same in every language."""
    kind, rest = number % len(SENTENCES), number // len(SENTENCES)
    slots = {
        "<place>": getattr(PLACES[rest % len(PLACES)], language),
        "<hour>": str(2 + rest % 7),
        "<dose>": str(5 + 5 * (rest % 4)),
        "<share>": str(10 + rest % 80),
        "<number>": str(100 + rest % 800),
        "<these>": _words(number, _THESE, language),
        "<those>": _words(number, _THOSE, language),
    }
    text: str = getattr(SENTENCES[kind], language)
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text


def _words(number: int, places: Iterable[int], language: str) -> str:
    """Return some of the invented words of a sentence, as the digest of its number draws them."""
    digest = hashlib.sha256(str(number).encode()).digest()
    drawn = (int.from_bytes(digest[3 * place : 3 * place + 3]) / 2**24 for place in places)
    return ("" if language == "zh" else " ").join(_word(int(_VOCABULARY**each), _SYLLABLES[language]) for each in drawn)


def _word(rank: int, syllables: tuple[str, ...]) -> str:
    """Return the word of a rank, from 1: its digits to the base of the syllables, the last one first, at least two."""
    rest, last = divmod(rank, len(syllables))
    first, middle = divmod(rest, len(syllables))
    return syllables[last] + syllables[middle] + (syllables[first - 1] if first else "")


def pot(numbered: Iterable[tuple[int, str]]) -> bytes:
    """Return the template of a leaflet: its paragraphs in order, each with the number of the one that it stands at.

    Ten numbers make a section.
    """
    at = Span("source/leaflets/help.md")
    messages = (
        Message(markdown=text, role=Role.PARAGRAPH, at=at, section=f"Part {1 + number // 10}") for number, text in numbered
    )
    return template(messages, project="Leaflets", facts={"emergency": "999", "nhs_111": "111"})


def catalogue(count: int, language: Language) -> bytes:
    """Return a catalogue with the translations of the first so many sentences, as `everyleaf update` lays it out."""
    numbers = range(count)
    source = po.parse(pot((number, sentence(number, "en")) for number in numbers), "help.pot")
    header, *entries = merge(None, source, language).catalogue.entries
    translated = [
        edit.with_strings(entry, (sentence(number, language.base),)) for number, entry in zip(numbers, entries, strict=True)
    ]
    return po.dump(source.with_entries((header, *translated)))


def leaflet(count: int) -> str:
    """Return the source of a leaflet whose paragraphs are the first so many sentences, and whose title is one of them."""
    paragraphs = "\n\n".join(sentence(number, "en") for number in range(count))
    return f"---\ntitle: {sentence(1, 'en')!r}\nupdated: 2026-11-22\n---\n\n{paragraphs}\n"
