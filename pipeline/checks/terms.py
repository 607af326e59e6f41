"""Whether a translation has the words that the glossary asks for, and none that it forbids."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from pipeline.characters import INVISIBLE
from pipeline.checks.base import Finding, Pair
from pipeline.glossary import Term, occurring

_DROPPED = re.compile(f"[\u0300-\u036f\u0640\u064b-\u065f\u0670\u06d6-\u06ed{INVISIBLE}]+")
"""What a word may have or lack: accents (jabón, jabones), the tatweel, vowel signs and hamzas of Arabic, and characters
that show nothing, such as the soft hyphen."""
_SAME = MappingProxyType(dict(zip("ٱىیکەةہھۃı’ʼ‘", "اييكههههه" + "i'''", strict=True)))
"""Letters that many write for one another, above all in the Arabic script; and apostrophes."""
_LETTERS = re.compile(f"[{''.join(_SAME)}]")
_GAPS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_CLITIC = r"\S{0,3}"
"""An article, a preposition or a case, in scripts where it is written as one with the word."""
_LETTER = "[0-9a-zß-ʯͰ-֏Ⴀ-ჿ]"
"""Those of the scripts with capitals: Latin, Greek, Cyrillic, Armenian, Georgian; and digits."""
_LONG, _MIDDLE = 5, 4
"""From how many letters on a word may change the last two, or the last one."""


def check_terms(pair: Pair) -> Iterator[Finding]:
    """Yield `term-missing` and `term-wrong` for the terms that stand in the source text.

    A word counts in all its forms, as far as their letters show it: see `_pattern`.
    A word that must be there may hold one that must not be there alone.
    """
    if not pair.terms:
        return
    asked = [
        (each, each.wanted(pair.language), each.unwanted(pair.language)) for each in occurring(pair.terms, pair.source.words)
    ]
    text = _folded(pair.target.words) if any(wanted or unwanted for _, wanted, unwanted in asked) else ""
    for term, wanted, unwanted in asked:
        patterns = [_pattern(each, loosely=True) for each in wanted]
        if wanted and not any(each.search(text) for each in patterns):
            yield _missing(term, wanted)
        rest = text
        for each in patterns if unwanted else ():
            rest = each.sub(" ", rest)
        for word in unwanted:
            if _pattern(word, loosely=False).search(rest):
                said = f'"{term.term}" must not be translated as "{word}"'
                yield Finding(code="term-wrong", words=said, hint=_hint(term))


def _missing(term: Term, wanted: tuple[str, ...]) -> Finding:
    if wanted == (term.term,):
        return Finding(code="term-missing", words=f'the translation lacks "{term.term}"', hint="leave it as it is")
    said = " or ".join(f'"{each}"' for each in wanted)
    return Finding(code="term-missing", words=f'"{term.term}" is not translated as {said}', hint=_hint(term))


def _hint(term: Term) -> str:
    return term.translate.rstrip(".") or "see source/glossary.yml"


def _folded(text: str) -> str:
    """Return a text without what is spelt now so, now otherwise: capitals, accents, hyphens, vowel signs."""
    folded = _DROPPED.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _GAPS.sub(" ", _LETTERS.sub(lambda letter: _SAME[letter[0]], folded))


@lru_cache(maxsize=4096)
def _pattern(term: str, *, loosely: bool) -> re.Pattern[str]:
    """Return what finds the words of a term in a folded text; loosely, in other forms than its own.

    In scripts with capitals a word starts as the term's does, and may have another ending: "lekarz" is found in "lekarzem",
    and loosely "rodzinny" in "rodzinnego".
    In other scripts a word is found inside others, because articles and cases are written as one with it; loosely, without
    the vowel sign at its end.
    """
    folded = _folded(term).split()
    stems = [re.escape(_stem(word) if loosely else word) for word in folded]
    if not _has_capitals(term):
        return re.compile(rf"{_CLITIC}\s+{_CLITIC}".join(stems))
    ending = f"{_LETTER}*" if loosely else f"{_LETTER}{{0,3}}(?!{_LETTER})"
    return re.compile(f"(?<!{_LETTER})" + rf"{ending}\W+".join(stems) + ending)


def _stem(word: str) -> str:
    """Return a folded word without the letters that may change."""
    if _has_capitals(word):
        return word[: len(word) - (len(word) >= _MIDDLE) - (len(word) >= _LONG)]
    last = next((place for place in range(len(word), 1, -1) if word[place - 1].isalpha()), len(word))
    return word[:last]


def _has_capitals(text: str) -> bool:
    return text.lower() != text.upper()
