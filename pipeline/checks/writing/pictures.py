"""Whether an alternative text says what the picture shows."""

import re
from collections.abc import Iterator

from pipeline.checks.base import Finding
from pipeline.checks.writing.written import Written
from pipeline.markdown import plain
from pipeline.model import Role

_FILE_NAME = re.compile(r"\S+\.(?:svg|png|jpe?g|gif|webp)|[a-z]*[_-]?[0-9]+|\w+(?:[_-]\w+)+", re.IGNORECASE)
_EMPTY = re.compile(r"(?:an?|the)?\s*(?:image|picture|photo|graphic|icon|logo|diagram|chart|map)", re.IGNORECASE)
_KIND = re.compile(
    r"(?:this is )?(?:an?|the)?\s*(?:image|picture|photo|graphic)s? (?:of|showing|that shows)\b", re.IGNORECASE
)


def check_alternative_text(written: Written) -> Iterator[Finding]:
    """Yield `alternative-text` for a file name, a word that says nothing, and "image of" (W3C, WAI Images Tutorial)."""
    if written.message.role is not Role.ALTERNATIVE_TEXT:
        return
    text = plain(written.text.inlines).strip(" .")
    if _FILE_NAME.fullmatch(text) or _EMPTY.fullmatch(text):
        words = f'the alternative text "{text}" does not say what the picture shows'
        yield Finding(code="alternative-text", words=words, hint="say it to somebody who does not see the picture")
    elif match := _KIND.match(text):
        words = f'the alternative text starts with "{match[0]}"'
        yield Finding(code="alternative-text", words=words, hint="leave that out: screen readers say that it is a picture")
