"""Messages that vanished and messages that are new to the pairs of them that are one message, changed."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

CUTOFF = 65
"""The least likeness, in percent, by which a message is taken for a changed one of the same leaflet."""
CUTOFF_ELSEWHERE = 75
"""The same for a message of another leaflet.

In the corpora that we measured, messages of two leaflets that only sound alike reach 74 ("If you need help now", "When you
need help soon"), and those above 75 say the same in other words.
"""
_CANDIDATES = 10


def match(new: Sequence[str], vanished: Sequence[str], cutoff: int = CUTOFF) -> dict[int, int]:
    """Return for the position of each changed message in `new` the position in `vanished` of what it was.

    The likest pair is taken first, of pairs that are as like as each other the one that stands first; no message is in two
    pairs, and pairs below the cutoff are left out.
    """
    pairs = [
        (-score, position, old)
        for position, text in enumerate(new)
        for _, score, old in process.extract(text, vanished, scorer=fuzz.ratio, score_cutoff=cutoff, limit=_CANDIDATES)
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, position, old in sorted(pairs):
        if position not in matched and old not in taken:
            matched[position] = old
            taken.add(old)
    return matched


def changed(before: Iterable[str], now: Iterable[str]) -> dict[str, str]:
    """Return, for the texts that are there now and were something else before, what they were; in the order of now."""
    there, here = dict.fromkeys(before), dict.fromkeys(now)
    new = [text for text in here if text not in there]
    vanished = [text for text in there if text not in here]
    pairs = match(new, vanished)
    return {text: vanished[pairs[position]] for position, text in enumerate(new) if position in pairs}
