"""Whether a translation types a phone number or an address that its source has as a fact.

It would stay as it is when the fact changes.
A fact typed in place of its placeholder is found as a lost placeholder; this is about one that is there as well.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.amounts.readings import plain
from pipeline.checks.base import Finding, Pair
from pipeline.diagnostics import Severity
from pipeline.model import Emphasis, FactKind, FactValue, Inline, Link, Strong, WebTarget

_BETWEEN_DIGITS = "[ \u00a0()-]*"
_FEWEST_DIGITS = 3


def check_facts(pair: Pair) -> Iterator[Finding]:
    """Yield `fact-copied` for the first value of a fact that is in the words of the translation, but not in the source's."""
    values = tuple(_values(pair.target.inlines, frozenset(pair.source.targets))) if pair.source.facts else ()
    if not values:
        return
    source, target = (plain(text.words).casefold() for text in (pair.source, pair.target))
    for value in values:
        pattern = _pattern(value)
        typed = pattern.search(target) if pattern else None
        if typed and pattern and not pattern.search(source):
            names = " or ".join(sorted({f"{{{name}}}" for name in pair.source.facts}))
            said = f'the translation types "{typed[0]}", which is the value of a fact'
            yield Finding(code="fact-copied", words=said, hint=f"delete it, or write {names}", severity=Severity.ERROR)
            return


def _values(inlines: tuple[Inline, ...], written: frozenset[str]) -> Iterator[str]:
    """Yield the phone numbers and addresses of facts; a link's own address is none, as it was `written` so in the source."""
    for inline in inlines:
        match inline:
            case FactValue(kind=FactKind.PHONE | FactKind.URL | FactKind.EMAIL, text=text):
                yield text
            case Link(WebTarget(url), children):
                if url not in written:
                    yield re.sub("^(?:tel|mailto):", "", url)
                yield from _values(children, written)
            case Strong(children) | Emphasis(children) | Link(_, children):
                yield from _values(children, written)
            case _:
                pass


@lru_cache(maxsize=1024)
def _pattern(value: str) -> re.Pattern[str] | None:
    """Return what finds a value as people write it: a number with any spaces, an address without its beginning and end."""
    if re.fullmatch("[+(]?[\\d ()\u00a0-]+", value):
        digits = re.sub(r"\D", "", value)
        return re.compile(rf"(?<!\d){_BETWEEN_DIGITS.join(digits)}(?!\d)") if len(digits) >= _FEWEST_DIGITS else None
    address = re.sub(r"^https?://(?:www\.)?", "", value.casefold()).rstrip("/")
    return re.compile(rf"(?<![\w@.-]){re.escape(address)}(?![\w-])")
