"""The passages of a leaflet to the same with their abbreviations marked, as the glossary explains them (WCAG 2.2, 3.1.4)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from pipeline.glossary import Term
from pipeline.languages import Language
from pipeline.markdown import plain
from pipeline.model import Abbreviation, Emphasis, Inline, Link, Passage, Strong, Text

_LETTER = "[^\\W\u3040-\u30ff\u3400-\u9fff]"
"""A letter or digit of a script that has spaces between its words."""
_GOES_ON = re.compile(r"\s?\d|['’-]|\s[A-Z]")
"""What makes letters part of a longer name: "NHS 111", "NHS England"; or of a longer word: "NHS-ul", "NHS'nin"."""

Place = tuple[int, int]
"""Where an abbreviation is: the number of its passage, and its own among those of the passage, from 0."""


def mark(passages: Sequence[Passage], terms: Sequence[Term]) -> tuple[Passage, ...]:
    """Return the passages of a leaflet, given in reading order, with each abbreviation of the glossary as one.

    It is one where it is a word of its own, and where the glossary has words for it in the passage's language.
    The first use that is no part of a longer name is spelt out, unless its passage or one before it explains the letters:
    by the words themselves, or by brackets, as "family doctor (GP)" and "GP (family doctor)" do.
    """
    expansions = {language: _expansions(terms, language) for language in {each.language for each in passages}}
    if not any(expansions.values()):
        return tuple(passages)
    marked = [_marked(passage, expansions[passage.language]) for passage in passages]
    places = frozenset(
        _spelt_out(marked, language, letters, words)
        for language, own in expansions.items()
        for letters, words in own.items()
    )
    return tuple(_with_places(passage, number, places) for number, passage in enumerate(marked))


def unmarked(passage: Passage) -> Passage:
    """Return a passage as it was before `mark`."""
    return replace(passage, inlines=_changed(passage.inlines, lambda each: (_as_text(each),)))


def _expansions(terms: Sequence[Term], language: Language) -> Mapping[str, str]:
    return {term.term: words for term in terms if (words := term.expansion(language))}


def _marked(passage: Passage, expansions: Mapping[str, str]) -> Passage:
    if not any(letters in plain(passage.inlines) for letters in expansions):
        return passage
    plural = "s?" if passage.language.base == "en" else ""
    either = "|".join(map(re.escape, sorted(expansions, key=len, reverse=True)))
    pattern = re.compile(f"(?<!{_LETTER})(?P<letters>{either}){plural}(?!{_LETTER})")
    return replace(passage, inlines=_changed(passage.inlines, lambda each: tuple(_split(each, pattern, expansions))))


def _split(inline: Inline, pattern: re.Pattern[str], expansions: Mapping[str, str]) -> Iterator[Inline]:
    """Yield an inline, or the parts of a text that has abbreviations."""
    if not isinstance(inline, Text):
        yield inline
        return
    position = 0
    for found in pattern.finditer(inline.text):
        yield Text(inline.text[position : found.start()])
        yield Abbreviation(text=found[0], expansion=expansions[found["letters"]], is_spelt_out=False)
        position = found.end()
    yield Text(inline.text[position:])


def _spelt_out(passages: Sequence[Passage], language: Language, letters: str, words: str) -> Place | None:
    """Return the place where a leaflet has to say what letters stand for; None if it does so by itself, or nowhere can."""
    abbreviation, bracket = re.escape(letters), r"\s?[(（]"
    explained = re.compile(rf"\w{bracket}{abbreviation}[)）]|(?<!\w){abbreviation}{bracket}|(?i:{re.escape(words)})")
    for number, passage in enumerate(passages):
        if passage.language == language:
            if explained.search(plain(passage.inlines)):
                return None
            for index in _free_uses(passage, letters):
                return number, index
    return None


def _free_uses(passage: Passage, letters: str) -> Iterator[int]:
    """Yield the places of an abbreviation among all of a passage where it is no part of a longer name."""
    leaves = tuple(_leaves(passage.inlines))
    places = [place for place, leaf in enumerate(leaves) if isinstance(leaf, Abbreviation)]
    for index, place in enumerate(places):
        leaf, after = leaves[place], plain(leaves[place + 1 :])
        if isinstance(leaf, Abbreviation) and leaf.text == letters and not _GOES_ON.match(after):
            yield index


def _with_places(passage: Passage, number: int, places: frozenset[Place | None]) -> Passage:
    index = count()

    def placed(inline: Inline) -> tuple[Inline, ...]:
        if isinstance(inline, Abbreviation):
            return (replace(inline, is_spelt_out=(number, next(index)) in places),)
        return (inline,)

    return replace(passage, inlines=_changed(passage.inlines, placed))


def _leaves(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis | Link):
            yield from _leaves(inline.children)
        else:
            yield inline


def _as_text(inline: Inline) -> Inline:
    return Text(inline.text) if isinstance(inline, Abbreviation) else inline


def _changed(inlines: tuple[Inline, ...], change: Callable[[Inline], tuple[Inline, ...]]) -> tuple[Inline, ...]:
    """Return inlines with each that holds no others changed; text beside text is one, and none is empty."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Strong | Emphasis | Link):
            found.append(replace(inline, children=_changed(inline.children, change)))
            continue
        for each in change(inline):
            if isinstance(each, Text) and found and isinstance(last := found[-1], Text):
                found[-1] = Text(last.text + each.text)
            elif not isinstance(each, Text) or each.text:
                found.append(each)
    return tuple(found)
