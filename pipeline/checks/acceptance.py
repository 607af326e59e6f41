"""A translator's comments to the findings that somebody looked at and accepted.

`# accept number-missing 1f0a9c2e: the number is a word in Somali` above an entry accepts one finding in these very words.
The eight characters are the beginning of the entry's digest: when the words change, the finding is back.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.checks.base import Finding
from pipeline.diagnostics import CODES, Diagnostic, Severity, Span

LENGTH = 8
"""How many characters of an entry's digest an acceptance has."""
NEVER = frozenset({"translation-unusable"})
"""What nobody can accept: it can't be shown at all."""
_BEGINNING = re.compile(r"accept\s+(?P<code>[a-z]+(?:-[a-z]+)+)\b")
_ACCEPTANCE = re.compile(_BEGINNING.pattern + r"\s+(?P<digest>[0-9a-f]{8})\s*:\s*(?P<reason>\S.*)")


_NO_REASON = "why"
"""What the hint has in the place of a reason."""


def accepted(comments: Iterable[str], digest: str) -> frozenset[str]:
    """Return the codes that the comments of an entry accept for a translation with this digest; without a reason, none."""
    found = (_ACCEPTANCE.fullmatch(comment.strip()) for comment in comments)
    fitting = (match for match in found if match and match["digest"] == digest[:LENGTH])
    return frozenset(match["code"] for match in fitting if match["reason"].casefold() != _NO_REASON) - NEVER


def idle(comments: Iterable[str], digest: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield `acceptance-idle` for each comment that would accept a finding, and accepts none of those that were found."""
    codes = {finding.code for finding in found} - NEVER
    for comment in comments:
        beginning = _BEGINNING.match(comment.strip())
        if beginning and beginning["code"] in CODES and not accepted((comment,), digest) & codes:
            yield _idle(comment.strip(), digest, is_found=beginning["code"] in codes)


def _idle(comment: str, digest: str, *, is_found: bool) -> Finding:
    match = _ACCEPTANCE.fullmatch(comment)
    if not is_found:
        return _of_no_use(comment, "nothing of this kind is found here any more", "delete the line")
    if match is None or match["reason"].casefold() == _NO_REASON:
        return _of_no_use(comment, "it gives no reason", "write it as the hint of the finding shows, with your reason")
    hint = f"look again; if it is right, write {digest[:LENGTH]} in the place of {match['digest']}"
    return _of_no_use(comment, "the words changed since", hint)


def _of_no_use(comment: str, why: str, hint: str) -> Finding:
    return Finding(code="acceptance-idle", words=f'"{comment}" accepts nothing: {why}', hint=hint)


def stated(finding: Finding, at: Span, digest: str) -> Diagnostic:
    """Return a finding at an entry with this digest as a problem; its hint has the line that accepts it, if one can."""
    is_error = finding.severity is Severity.ERROR
    words = f"{finding.words}; readers get the English text" if is_error else finding.words
    line = f"# accept {finding.code} {digest[:LENGTH]}: why"
    can_be = finding.code not in NEVER | {"acceptance-idle"}
    hint = f'{finding.hint}; if it is right as it is, write above the entry "{line}"' if can_be else finding.hint
    return Diagnostic(code=finding.code, message=words, at=at, hint=hint, severity=finding.severity)


def noted(finding: Finding, at: Span) -> Diagnostic:
    """Return an accepted finding as what a reviewer must see: a warning if it was an error."""
    hint = "read the reason above the entry; if you do not agree, delete that line"
    words = f"{finding.code} was accepted here: {finding.words}"
    return Diagnostic(code="finding-accepted", message=words, at=at, hint=hint, severity=Severity.WARNING)
