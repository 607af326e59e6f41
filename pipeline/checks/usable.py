"""Whether a translation can be shown at all: its placeholders, its links, and whether it has words and no HTML."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline import markdown
from pipeline.characters import FACT, INVISIBLE, shows_words
from pipeline.checks.base import Finding, Pair
from pipeline.diagnostics import Severity
from pipeline.model import Emphasis, Inline, Link, Strong, WebTarget

_DIGIT = r"[\d\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u24ff\u2776-\u2793]"
_BETWEEN = rf"[.,\u066b\u066c{INVISIBLE}]*"
_GLUED = re.compile(rf"{_DIGIT}{_BETWEEN}{FACT}|{FACT}{_BETWEEN}{_DIGIT}")
"""A digit, in whatever shape, that touches a fact, also over a decimal sign or what nobody sees."""


def check_placeholders(pair: Pair) -> Iterator[Finding]:
    """Yield `placeholder-changed` if the facts of the two texts differ; one may be said twice.

    A digit that touches a placeholder makes another number of it, and so it counts as a difference, too.
    """
    if pair.source.facts != pair.target.facts:
        names = sorted(set(pair.source.facts)), sorted(set(pair.target.facts))
        if names[0] != names[1]:
            yield _error("placeholder-changed", _difference("placeholder", *names), "copy them as they are")
    text = pair.target.words
    glued = _GLUED.search(text) if FACT in text else None
    if glued and not _GLUED.search(pair.source.words):
        said = f'"{glued[0].replace(FACT, "{…}")}" makes another number of the placeholder'
        yield _error("placeholder-changed", said, "delete the digit, or put a space between")


def check_links(pair: Pair) -> Iterator[Finding]:
    """Yield `link-changed` if the targets of the two texts differ, or if a telephone link's words are another number."""
    if pair.source.targets != pair.target.targets:
        said = _difference("link to", pair.source.targets, pair.target.targets)
        yield _error("link-changed", said, "translate only the link's words")
    elif wrong := next(_misleading_calls(pair.target.inlines), None):
        said = f'the link "{markdown.plain(wrong.children)}" calls another number'
        yield _error("link-changed", said, "give each link the number that its words say")


def check_readable(pair: Pair) -> Iterator[Finding]:
    """Yield `translation-unusable` for what no text may hold, such as HTML, and for a translation without words."""
    if pair.target.problems:
        first = pair.target.problems[0]
        yield _error("translation-unusable", first.words, first.hint)
    elif not shows_words(markdown.plain(pair.target.inlines)) and shows_words(markdown.plain(pair.source.inlines)):
        yield _error("translation-unusable", "the translation shows no words", "write it, or leave it empty")


def _error(code: str, words: str, hint: str) -> Finding:
    return Finding(code=code, words=words, hint=hint, severity=Severity.ERROR)


def _misleading_calls(inlines: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield the telephone links whose words are another number."""
    for inline in inlines:
        match inline:
            case Link(WebTarget(url), children) if url.startswith("tel:"):
                said = re.sub(r"\D", "", markdown.plain(children))
                if said and said != re.sub(r"\D", "", url):
                    yield inline
            case Strong(children) | Emphasis(children):
                yield from _misleading_calls(children)
            case _:
                pass


def _difference(what: str, source: Iterable[str], target: Iterable[str]) -> str:
    lost, added = sorted(Counter(source) - Counter(target)), sorted(Counter(target) - Counter(source))
    parts = [f'the translation lost the {what} "{name}"' for name in lost]
    parts += [f'the translation added the {what} "{name}"' for name in added]
    return " and ".join(parts)
