"""Two texts of an author to the reason why the second may mean something else than the first.

What may differ is a short list, and all else must be the same to the letter: a refusal costs a review, a mistake a wrong
translation in every language. The lists of words are ours, from edits that turned a meaning; they can't be complete.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from pipeline import markdown
from pipeline.spelling import one_spelling

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"(?<![^\s(\[\"'*]){_LETTER}+(?:['-]{_LETTER}+)*(?=[)\]\"'*.,;:!?]*(?:\s|$|(?<=\])\())")
"""A word in running text: not a part of an address, of a placeholder, or of anything with a sign or a digit in it."""
_ANY_WORD = re.compile(rf"\{{\w+\}}|{_LETTER}+(?:['’‐‑-]{_LETTER}+)*")
_SAID = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BEGINNING = re.compile(rf"^([\W_]*)({_LETTER}+)")
_FULL_STOP = re.compile(r"(?<!\bno)(?<![.\s])\.$", re.IGNORECASE)
_COMMA = re.compile(rf"(?<={_LETTER}),(?= {_LETTER})")
_SAME_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
_DIGIT = re.compile(r"\d")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_NAMES_TOO = frozenset({"aids", "august", "china", "march", "may", "polish", "turkey"})
"""Words that mean something else with a capital."""
_COUNTING = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
        *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty"),
        *("sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half", "quarter", "once", "twice", "double"),
    )
)
_WEIGHTY = frozenset(
    (
        *("no", "not", "never", "none", "nor", "neither", "nowhere", "without", "unless", "except", "only", "until", "till"),
        *("before", "after", "over", "under", "above", "below", "more", "less", "least", "most", "first", "every", "always"),
        *("might", "should", "shall", "could", "would", "often", "cannot"),
    )
)
"""Words that turn the meaning of what stands around them; so do all that end in "n't"."""
_TURNING = (
    _COUNTING
    | _WEIGHTY
    | frozenset(
        (
            *(
                "nothing",
                "nobody",
                "stop",
                "avoid",
                "if",
                "when",
                "while",
                "where",
                "or",
                "either",
                "but",
                "than",
                "however",
            ),
            *("instead", "who", "whom", "whose", "which", "that", "because", "since", "as"),
        )
    )
)
"""Words beside which a comma may turn the meaning: what is denied, which of two, who is meant, how often."""
_PREFIXES = _TURNING | frozenset(
    (
        *("a", "an", "anti", "de", "dis", "ex", "hyper", "hypo", "il", "im", "in", "ir", "mis", "non", "over", "post"),
        *("pre", "re", "sub", "super", "un", "under"),
    )
)
"""Words and prefixes that may mean something else without a hyphen: re-sign, in-active, twenty-four hour shifts."""


def difference(before: str, after: str, *, is_critical: bool = False) -> str:
    """Return in words why a text may mean something else than before; empty if nothing says so.

    What may differ: kinds of spaces, of quotation marks and of apostrophes; hyphens, either
    instead of spaces or left out; and the capital at the start.
    If the text is not critical, also: capitals at the start of other words, the last full stop, spellings of the same
    words, and one comma between two words, unless a word or number that it might turn stands in the text.

    Which of the two is the first does not matter. A third text that passes with the second may not pass with the first.
    """
    if not markdown.agree(before, after):
        return "a fact, a link or a number changed"
    plain = _Plain(is_critical=is_critical)
    pairs = {(plain.text(before, hyphen), plain.text(after, hyphen)) for hyphen in _hyphens(before + after)}
    if any(one == other for one, other in pairs):
        return ""
    if is_critical:
        return "it is critical, where only spaces, hyphens, quotation marks and the first capital may change"
    if any(_is_one_comma(one, other) for one, other in pairs):
        return ""
    return _changed(before, after)


def weight(text: str) -> tuple[str, ...]:
    """Return the words of a text that turn its meaning, such as "not", "only" and "before", in their order."""
    return tuple(word for word in _said(text) if word in _WEIGHTY or word.endswith("n't"))


def _said(text: str) -> list[str]:
    """Return the words of a text in small letters, those of hyphenated ones apart."""
    return _SAID.findall(text.translate(_SAME_SIGNS).casefold())


def _hyphens(text: str) -> tuple[str, ...]:
    """Return what hyphens may become: all of them the same, in both texts."""
    return ("-", " ", "") if "-" in text.translate(_SAME_SIGNS) else ("-",)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plain:
    """Takes out of a text what may differ."""

    is_critical: bool = False

    def text(self, text: str, hyphen: str) -> str:
        """Return a text; `hyphen` is what becomes of hyphens in words."""
        text = " ".join(unicodedata.normalize("NFC", text).translate(_SAME_SIGNS).split())
        text = _BEGINNING.sub(lambda match: match[1] + _small(match[2]), text)
        text = _WORD.sub(lambda match: self.word(match[0], hyphen), text)
        return text if self.is_critical else _FULL_STOP.sub("", text)

    def word(self, word: str, hyphen: str) -> str:
        """Return a word in running text."""
        parts = word.split("-")
        said = parts[0] if self.is_critical else _spelt(parts[0])
        for before, part in pairwise(parts):
            is_bound = not _PREFIXES.isdisjoint((before.lower(), part.lower(), f"{before}{part}".lower()))
            said += ("-" if is_bound else hyphen) + (part if self.is_critical else _spelt(part))
        return said


def _spelt(word: str) -> str:
    """Return a word within a text, without its capital and in one of its spellings."""
    if len(word) > 1 and word.lower() not in _NAMES_TOO:  # not vitamin A
        word = _small(word)
    return one_spelling(word) if word.islower() else word


def _small(word: str) -> str:
    """Return a word without its capital, if that is its first letter only and the word can be spoken: not IT, not Mg."""
    return word.lower() if _VOWEL.search(word) and word[1:] == word[1:].lower() else word


def _is_one_comma(one: str, other: str) -> bool:
    """Return whether two texts differ in one comma that turns nothing."""
    shorter, longer = sorted((one, other), key=len)
    if not any(longer[: comma.start()] + longer[comma.end() :] == shorter for comma in _COMMA.finditer(longer)):
        return False
    return _TURNING.isdisjoint(_said(longer)) and not weight(longer) and not _DIGIT.search(longer)


def _changed(before: str, after: str) -> str:
    """Return what is another in two texts that differ, word by word if that is possible."""
    old, new = _ANY_WORD.findall(before), _ANY_WORD.findall(after)
    if len(old) != len(new):
        return "words were added, taken out, joined or parted"
    plain = _Plain()
    changed = [pair for pair in zip(old, new, strict=True) if len({plain.word(each, "-") for each in pair}) > 1]
    said = ", ".join(f'"{one}" became "{other}"' for one, other in changed)
    return said or "punctuation, a sign or a capital changed"
