"""Messages that vanished and messages that are new to the pairs of them that are one message, changed."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

CUTOFF = 65
"""The least likeness, in percent, by which a message is taken for a changed one."""
_CANDIDATES = 10


def match(new: Sequence[str], vanished: Sequence[str]) -> dict[int, int]:
    """Return for the position of each changed message in `new` the position in `vanished` of what it was.

    The likest pair is taken first, of pairs that are as like as each other the one that stands first; no message is in two
    pairs, and pairs below the cutoff are left out.
    """
    pairs = [
        (-score, position, old)
        for position, text in enumerate(new)
        for _, score, old in process.extract(text, vanished, scorer=fuzz.ratio, score_cutoff=CUTOFF, limit=_CANDIDATES)
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _, position, old in sorted(pairs):
        if position not in matched and old not in taken:
            matched[position] = old
            taken.add(old)
    return matched
