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
_SIGN = re.compile(r"[*_`\\&\]]")
_BEGINNING = re.compile(r"\s*[#>+•-]")
"""What a text has that marks anything or shows a mark, anywhere or at its beginning; most have none."""
_BESIDE_LETTER = re.compile(r"[^\W_][*_]+[^\w\s*]|[^\w\s*][*_]+[^\W_]|[^\W_]_+[^\W_]")
"""A mark between a letter and punctuation, or an underscore between letters."""
_KINDS: MappingProxyType[type[Inline], tuple[str, str]] = MappingProxyType(
    {Strong: ("in bold", "**"), Emphasis: ("in italics", "*")}
)
"""What readers get, and what makes it."""


def check_markup(pair: Pair) -> Iterator[Finding]:
    """Yield `markup-left` for a mark that readers would see and the source does not show, else `emphasis-changed`.

    A mark of emphasis with punctuation on its inner side and a letter on its outer side is read as plain characters
    (CommonMark 0.31.2, section 6.2), as in `**重要：**请`, where no space can be expected.
    """
    if not _may_mark(pair.translation) and not _may_mark(pair.message.markdown):
        return
    if (shown_marks := _marks(pair.target.prose)) and (left := shown_marks - _marks(pair.source.prose)):
        mark, number = next(iter(left.items()))
        hint = _remedy(mark, number, pair.target.prose)
        yield Finding(code="markup-left", words=f'readers would see "{mark}"', hint=hint)
        return
    source, target = _kinds(pair.source.inlines), _kinds(pair.target.inlines)
    for kind, (name, mark) in _KINDS.items():
        ours, theirs = source.count(kind), target.count(kind)
        if ours != theirs:
            words = f"the English has {_parts(ours)} {name}, the translation {theirs or 'none'}"
            hint = f"mark the same words as the English does, with {mark} before and after them"
            yield Finding(code="emphasis-changed", words=words, hint=hint)


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


def _may_mark(text: str) -> bool:
    return (_SIGN.search(text) or _BEGINNING.match(text)) is not None


def _marks(text: str) -> Counter[str]:
    """Return the marks that readers see, a row of stars or underscores as two, for how long it is does not matter."""
    found = (mark.strip() for mark in _MARKS.findall(text)) if _may_mark(text) else ()
    return Counter(mark[:2] if mark[0] in "*_" else mark for mark in found)


def _remedy(mark: str, number: int, text: str) -> str:
    """Return what to do about a mark that readers would see so often, in a text as they would see it."""
    if not re.fullmatch(_STARS, mark):
        return "take it out"
    if number % 2 == 0 and _BESIDE_LETTER.search(text):
        return "put a space on its outer side, or move the punctuation out of the emphasis"
    return f"close it with {mark}, without a space between it and the words; or delete it"


def _parts(number: int) -> str:
    return "1 part" if number == 1 else f"{number or 'no'} parts"


def _kinds(inlines: tuple[Inline, ...]) -> list[type[Inline]]:
    return list(map(type, prose.every(inlines)))


def _code(inlines: tuple[Inline, ...]) -> Counter[str]:
    return Counter(inline.text for inline in prose.every(inlines) if isinstance(inline, Code))
