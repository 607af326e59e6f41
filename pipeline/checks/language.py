"""The language of a translation: whether it is in that of its catalogue, in another one, or still in that of the source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.checks import prose
from pipeline.checks.base import Finding, Pair
from pipeline.checks.identification import scripts, speakers
from pipeline.diagnostics import Severity
from pipeline.glossary import occurring
from pipeline.languages import Language, english_name
from pipeline.tokens import SOURCES

_COPIED = 0.8
"""The share of words that stand in the source too from which a text is taken to be in the source's language."""
_FEWEST = 4
"""How many different words of the source make a text that was left in it."""
_WORD_LENGTH = 4
"""How many letters count as a word, for some languages have long words, or no spaces between them."""
_RUN = 5
"""How many words of the source in a row make a part that was left in it."""
_ASIDE = re.compile(r"[(（\[«“„\"‘「『《【][^()（）«»“”„\"「」『』]*[)）\]»”“\"’」』]")
"""What stands in brackets or quotation marks: it may be in another language on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The words of a source text, folded."""

    words: tuple[str, ...]
    words_to_translate: frozenset[str]
    names: frozenset[str]
    """Those that may stay as they are: words with a capital letter or without any, and terms that are left as they are."""


def check_language(pair: Pair) -> Iterator[Finding]:
    """Yield `wrong-script`, `wrong-language` or `same-as-source`: the first that fits, for they have one cause.

    What stands in brackets or quotation marks counts only where there is nothing else, or where all is as in the source.
    """
    if pair.language.base == pair.source_language.base:
        return
    text = prose.without_addresses(pair.target.prose)
    said = _words(text)
    finding = _judge(pair, said)
    outside = _words(_ASIDE.sub(" ", text)) if finding else []
    if outside and tuple(said) != _source(pair).words:
        finding = _judge(pair, outside)
    if finding:
        yield finding


def _judge(pair: Pair, said: Sequence[str]) -> Finding | None:
    used = set(map(scripts.script, {word[0] for word in said}))
    return (
        (_other_letters(pair, said) if used - scripts.letters_of(pair.language) - {""} else None)
        or _another_language(pair, said)
        or (_left_as_source(pair, said) if used & scripts.letters_of(pair.source_language) else None)
    )


def _other_letters(pair: Pair, said: Sequence[str]) -> Finding | None:
    """Return `wrong-script` if most words are in other letters, even without names."""
    foreign = _mostly_foreign(said, pair.language, frozenset())
    foreign = foreign and _mostly_foreign(said, pair.language, _source(pair).names)
    words = f"most words are not in the letters of {_name(pair.language)}: {_some(foreign)}"
    return _error("wrong-script", words, "translate them; only names may stay in other letters") if foreign else None


def _mostly_foreign(said: Sequence[str], language: Language, names: frozenset[str]) -> tuple[str, ...]:
    """Return the words in other letters than a language has, names apart, if they are most of the words; else none.

    A single word, or two beside one of its own, are never most: they may be a term that is kept.
    """
    own = scripts.letters_of(language)
    written = [(word, scripts.script(word[0])) for word in said]
    foreign = tuple(dict.fromkeys(word for word, script in written if script and script not in own and word not in names))
    of_its_own = sum(max(1, len(word) // _WORD_LENGTH) for word, script in written if script in own)
    return foreign if len(foreign) > 1 + of_its_own else ()


def _another_language(pair: Pair, said: Sequence[str]) -> Finding | None:
    """Return `wrong-language`, or `wrong-script` for Traditional in place of Simplified Chinese, if the words say so."""
    if speakers.another(said, pair.language) is None:
        return None
    names = _source(pair).names
    found = speakers.another([word for word in said if word not in names], pair.language)
    if found is None:
        return None
    language, evidence = found
    own = _name(pair.language)
    words = f"the translation is in {english_name(language)}, not in {own}: {_some(evidence)}"
    code = "wrong-script" if language.base == pair.language.base else "wrong-language"
    return _error(code, words, f"write it in {own}")


def _left_as_source(pair: Pair, said: Sequence[str]) -> Finding | None:
    """Return `wrong-language` for a text of the source's words, `same-as-source` for a short one or a part of it."""
    words_of_source = _words_of_source(pair.source.prose)
    if len(set(words_of_source).intersection(said)) < _FEWEST and tuple(said) != words_of_source:
        return None
    source = _source(pair)
    kept = source.words_to_translate.intersection(said)
    if len(kept) >= max(_FEWEST, _COPIED * len(set(said) - source.names)):
        words = (
            f"the translation is still in {_name(pair.source_language)}: {_some([word for word in said if word in kept])}"
        )
        return _error("wrong-language", words, "translate it")
    if kept and len(said) > 1 and tuple(said) == source.words:
        return _warning("the translation is the same text as the source", "translate it")
    if len(kept) >= _FEWEST and (part := _first_part(said, source)):
        return _warning(f'"{part}" stands in the source like this', "translate this part, too")
    return None


def _first_part(said: Sequence[str], source: _Source) -> str:
    """Return the first words in a row that stand in the source in a row, too, and are not mostly names; empty if none."""
    in_source = set(_rows(source.words))
    parts = (row for row in _rows(said) if row in in_source and len(source.words_to_translate.intersection(row)) >= _FEWEST)
    return " ".join(next(parts, ()))


def _rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words at each place with those that follow it, up to a row of _RUN."""
    return zip(*(words[start:] for start in range(_RUN)), strict=False)


def _source(pair: Pair) -> _Source:
    text = pair.source.prose
    words = _words_of_source(text)
    written = prose.words(prose.without_addresses(text))
    names = {name for name, word in zip(words, written, strict=True) if not word.islower()}
    left = (term.term for term in occurring(pair.terms, text) if term.leave)
    names |= {speakers.folded(word) for term in left for word in prose.words(term)}
    return _Source(words=words, words_to_translate=frozenset(words) - names, names=frozenset(names))


@lru_cache(maxsize=SOURCES)
def _words_of_source(text: str) -> tuple[str, ...]:
    """Return the words of a source text, folded, in their order."""
    words = prose.words(prose.without_addresses(text))
    return tuple(speakers.folded(" ".join(words)).split())


def _words(text: str) -> list[str]:
    return prose.words(speakers.folded(text))


def _some(words: Sequence[str]) -> str:
    """Return the first three different words, each in quotation marks."""
    return ", ".join(f'"{word}"' for word in tuple(dict.fromkeys(words))[:3])


def _name(language: Language) -> str:
    """Return the English name of a language with its script where it has several, without its region."""
    return english_name(Language(f"{language.base}-{language.script}"))


def _warning(words: str, hint: str) -> Finding:
    return Finding(code="same-as-source", words=words, hint=hint)


def _error(code: str, words: str, hint: str) -> Finding:
    return Finding(code=code, words=words, hint=hint, severity=Severity.ERROR)
