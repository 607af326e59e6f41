"""A text to its running words: what a reader speaks, and neither code nor facts nor addresses."""

import re
from collections.abc import Iterator

from pipeline.characters import FACT
from pipeline.model import Emphasis, Inline, Link, Strong

_ACCENTED = "À-ÖØ-öø-ʯḀ-ỿ"
_LATIN = f"A-Za-z{_ACCENTED}\u0300-\u036f"
_ALONE = "\u3040-\u30ff\u3400-\u9fff"
_SIGNS = "\\s!-@[-`{-~\u00a0-\u00bf×÷\u2000-\u206f\u3000-\u303f\uff00-\uff20،؛؟۔।॥׳״፡-፨" + FACT
_WORD = re.compile(f"(?:[{_LATIN}]{{2,}}+|[{_ACCENTED}])(?:[-_][{_LATIN}]++)*+|[{_ALONE}]|[^{_SIGNS}{_LATIN}{_ALONE}]++")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[^\s@]{1,64}@[^\s@]{1,255}|(?<![A-Za-z0-9-])[A-Za-z0-9-]{1,63}(?:\.[a-z]{2,63})+(?:/\S*)?"
)
"""Web and e-mail addresses, whose parts have at most so many characters (RFC 1035, 2.3.4; RFC 5321, 4.5.3.1)."""
_INSIDE = re.compile(r"[.@:](?:\w|//)")
"""What every address has somewhere inside, and few other texts."""


def every(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Yield the inlines of a text and, after each one, those inside it, in reading order."""
    for inline in inlines:
        yield inline
        match inline:
            case Strong(children) | Emphasis(children) | Link(_, children):
                yield from every(children)
            case _:
                pass


def words(text: str) -> list[str]:
    """Return the words of a text in their order, as written, without digits, punctuation and single ASCII letters.

    Latin letters are cut from those of other scripts that follow them (`SARSን` is two words), and Chinese characters and
    kana, which are written without spaces, are a word each.
    """
    return _WORD.findall(text)


def without_addresses(text: str) -> str:
    """Return a text with its web and e-mail addresses taken out."""
    return _ADDRESS.sub(" ", text) if _INSIDE.search(text) else text
