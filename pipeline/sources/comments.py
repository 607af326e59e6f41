"""An author's comments in a leaflet to what they say of the block below them.

`<!-- translators: … -->` is for translators, `<!-- limit: 60 -->` says how long a translation may be, and
`<!-- accept long-sentence: why -->` accepts a finding; whatever begins with that word is taken for an attempt at it.
Any other comment is for the authors themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.diagnostics import Diagnostic, Span
from pipeline.model import Acceptance

_COMMENT = re.compile(r"<!--(?P<words>.*?)-->", re.DOTALL)
_FOR_TRANSLATORS = re.compile(r"translators?:\s*(?P<words>.*)", re.IGNORECASE)
_LIMIT = re.compile(r"limit\s*:\s*(?P<columns>.*)", re.IGNORECASE)
_ACCEPTANCE = re.compile(r"accept\s+(?P<code>[^:\s][^:]*?)\s*:\s*(?P<reason>.*)", re.IGNORECASE)
_ATTEMPT = re.compile(r"accept\w*[\s:]*(?P<code>[a-z]+(?:-[a-z]+)+|[^:]*).*", re.IGNORECASE)
_NO_REASON = "why"
"""What the hints have in the place of a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """What stands in the comments above a block, and above the list, table or box that it is in."""

    comment: str = ""
    """For translators, on one line."""
    limit: int | None = None
    """Of several the nearest."""
    accepted: tuple[Acceptance, ...] = ()


def find(html: str, first: Span) -> Iterator[tuple[str, Span]]:
    """Yield the words of each comment, on one line, and where it starts; `first` is where the HTML does."""
    for match in _COMMENT.finditer(html):
        yield " ".join(match["words"].split()), replace(first, line=first.line + html.count("\n", 0, match.start()))


def without(html: str) -> str:
    """Return what stands beside the comments."""
    return _COMMENT.sub("", html).strip()


def read(remarks: Remarks, words: str, at: Span, problems: list[Diagnostic]) -> Remarks:
    """Return remarks with what one more comment says; notes a limit that is no number."""
    if match := _FOR_TRANSLATORS.fullmatch(words):
        return replace(remarks, comment=f"{remarks.comment} {match['words']}".strip())
    if match := _LIMIT.fullmatch(words):
        if re.fullmatch("[1-9][0-9]{0,3}", match["columns"]):
            return replace(remarks, limit=int(match["columns"]))
        message = f'a limit must be a number of characters, not "{match["columns"]}"'
        problems.append(Diagnostic(code="wrong-value", message=message, at=at, hint="write <!-- limit: 60 -->"))
    if match := _ACCEPTANCE.fullmatch(words) or _ATTEMPT.fullmatch(words):
        reason = reason_in(match.groupdict().get("reason", ""))
        acceptance = Acceptance(code=match["code"].strip().lower(), reason=reason, at=at)
        return replace(remarks, accepted=(*remarks.accepted, acceptance))
    return remarks


def reason_in(words: str) -> str:
    """Return the reason that an author gave, on one line; empty if it is what a hint has in its place."""
    reason = " ".join(words.split())
    return "" if reason.casefold() == _NO_REASON else reason
