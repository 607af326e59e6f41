"""Markdown as the translator left it: marks that readers would see, emphasis lost or added, code that was changed."""

import re
from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from pipeline.characters import shown
from pipeline.checks import prose
from pipeline.checks.base import Finding, Pair
from pipeline.diagnostics import Severity
from pipeline.model import Code, Emphasis, Inline, Strong

_STARS = r"\*+|(?<![A-Za-z0-9])_+|_+(?![A-Za-z0-9])"
_MARKS = re.compile(rf"{_STARS}|\]\(|(?<!\w)`|`(?!\w)|\\|&#?\w+;|^\s*(?:#{{1,6}}|>|[-+•])\s")
"""What readers should not see: stars, underscores that are not inside a word, the middle of a link, backquotes that are no
apostrophe, backslashes, entities of characters, and the signs that begin a heading, a quotation or an item."""
_SIGN = re.compile(r"[*_`\\&]|\]\(|^\s*[#>+•-]")
"""What a text has that marks anything, or shows a mark; most have none."""
_KINDS: MappingProxyType[type[Inline], str] = MappingProxyType(
    {Strong: "strong words (**…**)", Emphasis: "stressed words (*…*)"}
)


def check_markup(pair: Pair) -> Iterator[Finding]:
    """Yield `markup-left` for a mark that readers would see and the source does not show, else `emphasis-changed`.

    A mark of emphasis with punctuation on its inner side and a letter on its outer side is read as plain characters
    (CommonMark 0.31.2, section 6.2), as in `**重要：**请`, where no space can be expected.
    """
    if not _SIGN.search(pair.translation) and not _SIGN.search(pair.message.markdown):
        return
    if left := next(iter(_marks(pair.target.inlines) - _marks(pair.source.inlines)), ""):
        is_emphasis = re.fullmatch(_STARS, left) is not None
        hint = "put a space on its outer side, or move the punctuation out of the emphasis" if is_emphasis else "take it out"
        yield Finding(code="markup-left", words=f'readers would see "{left}"', hint=hint)
        return
    source, target = _emphasis(pair.source.inlines), _emphasis(pair.target.inlines)
    for kind, name in _KINDS.items():
        if source[kind] != target[kind]:
            words = f"the source has {source[kind]} × {name}, the translation {target[kind]}"
            yield Finding(code="emphasis-changed", words=words, hint="mark the words that the source marks")


def check_code(pair: Pair) -> Iterator[Finding]:
    """Yield `code-changed` if the pieces of code differ, wherever they stand: readers type their characters exactly."""
    if "`" not in pair.translation and "`" not in pair.message.markdown:
        return
    source, target = _code(pair.source.inlines), _code(pair.target.inlines)
    if source != target:
        parts = [f'lost "{shown(text)}"' for text in sorted((source - target).elements())]
        parts += [f'added "{shown(text)}"' for text in sorted((target - source).elements())]
        words = f"the translation {' and '.join(parts)} between backquotes"
        hint = "copy what stands between backquotes as it is"
        yield Finding(code="code-changed", words=words, hint=hint, severity=Severity.ERROR)


def _marks(inlines: tuple[Inline, ...]) -> Counter[str]:
    """Return the marks that readers see, a row of stars or underscores as two, for how long it is does not matter."""
    found = (mark.strip() for mark in _MARKS.findall(prose.prose(inlines)))
    return Counter(mark[:2] if mark[0] in "*_" else mark for mark in found)


def _emphasis(inlines: tuple[Inline, ...]) -> Counter[type[Inline]]:
    return Counter(type(inline) for inline in prose.every(inlines) if isinstance(inline, Strong | Emphasis))


def _code(inlines: tuple[Inline, ...]) -> Counter[str]:
    return Counter(inline.text for inline in prose.every(inlines) if isinstance(inline, Code))
