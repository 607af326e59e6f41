"""Words that mix letters of scripts that look alike."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from pipeline.characters import code_point
from pipeline.checks.base import Finding, Pair
from pipeline.checks.identification.scripts import script

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_CYRILLIC, _GREEK = "Ѐ-ӿ", "Ͱ-Ͽ"
_MIXED = re.compile(f"[{_CYRILLIC}{_GREEK}](?:(?=[{_LATIN}])|(?<=[{_LATIN}].))")
"""A Cyrillic or Greek letter, which most texts have none of, beside a Latin one."""
_BY_MISTAKE = re.compile(f"[{_CYRILLIC}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορυ]|[{_GREEK}].*[{_GREEK}]")
"""A Greek letter that looks like no Latin one stands alone in a word on purpose: TNFβ, 5 μg."""
_RUN = re.compile(r"\w+")


def check_mixed(pair: Pair) -> Iterator[Finding]:
    """Yield `mixed-script` for the first word that mixes Latin letters with Cyrillic or Greek ones that look like them.

    A word that stands in the source too is right as it is.
    """
    text = pair.target.prose
    if text.isascii() or not _MIXED.search(text):
        return
    in_source = set(_RUN.findall(pair.source.prose))
    mixed = (word for word in _RUN.findall(text) if _MIXED.search(word) and _BY_MISTAKE.search(word))
    for word in mixed:
        if word in in_source:
            continue
        odd = _oddest(word)
        words = f'the word "{word}" has a letter of another script: {code_point(odd)}, {unicodedata.name(odd).lower()}'
        yield Finding(code="mixed-script", words=words, hint="it only looks like the right one: type the word again")
        return


def _oddest(word: str) -> str:
    """Return the first letter of the script that has the fewest letters in a word."""
    counts = Counter(name for name in map(script, word) if name)
    return next(letter for letter in word if counts[script(letter)] == min(counts.values()))
