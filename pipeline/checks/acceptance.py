"""A translator's comments to the findings that somebody looked at and accepted.

`# accept number-missing 1f0a9c2e: the number is a word in Somali` above an entry accepts one finding in these very words.
The eight characters are the beginning of the entry's digest: when the words change, the finding is back.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.checks.base import Finding
from pipeline.diagnostics import CODES

LENGTH = 8
"""How many characters of an entry's digest an acceptance has."""
NEVER = frozenset({"translation-unusable"})
"""What nobody can accept: it can't be shown at all."""
_BEGINNING = re.compile(r"accept\s+(?P<code>[a-z]+(?:-[a-z]+)+)\b")
_ACCEPTANCE = re.compile(_BEGINNING.pattern + r"\s+(?P<digest>[0-9a-f]{8})\s*:\s*(?P<reason>\S.*)")


def accepted(comments: Iterable[str], digest: str) -> frozenset[str]:
    """Return the codes that the comments of an entry accept for a translation with this digest; without a reason, none."""
    found = (_ACCEPTANCE.fullmatch(comment.strip()) for comment in comments)
    return frozenset(match["code"] for match in found if match and match["digest"] == digest[:LENGTH]) - NEVER


def idle(comments: Iterable[str], digest: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield `acceptance-idle` for each comment that would accept a finding, and accepts none of those that were found."""
    codes = {finding.code for finding in found} - NEVER
    for comment in comments:
        beginning = _BEGINNING.match(comment.strip())
        if beginning and beginning["code"] in CODES and not accepted((comment,), digest) & codes:
            words = f'"{comment.strip()}" accepts nothing: it is of other words, or of what is no longer found'
            hint = f"look again, then write the digest of these words, {digest[:LENGTH]}, and a reason; or delete the line"
            yield Finding(code="acceptance-idle", words=words, hint=hint)


def hint(finding: Finding, digest: str) -> str:
    """Return a finding's hint with the line that accepts it."""
    if finding.code in NEVER or finding.code == "acceptance-idle":
        return finding.hint
    line = f"# accept {finding.code} {digest[:LENGTH]}: why"
    return f'{finding.hint}; if it is right as it is, write above the entry "{line}"'
