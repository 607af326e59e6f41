"""The text of a block: a message as it is written, a passage as it is read."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.diagnostics import Span
from pipeline.languages import Language
from pipeline.model.inlines import Inline


class Role(StrEnum):
    """What kind of block a message is, in words that translators read."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    STEP = "step of a numbered list"
    TABLE_HEADER = "table header"
    TABLE_CELL = "table cell"
    ALTERNATIVE_TEXT = "alternative text of a picture"
    TOPIC = "name of a topic"
    WITHDRAWN = "title of a leaflet that was withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """An author's word that a finding is right as it is, in a comment or in the front matter of a leaflet."""

    code: str
    reason: str
    """Empty if the author gave none; then nothing is accepted."""
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a translator sees of a block: inline Markdown on one line, with `{fact}` placeholders."""

    markdown: str
    role: Role
    at: Span
    section: str = ""
    """The heading above, as written; empty before the first one."""
    critical: bool = False
    """Whether an out-of-date translation of it must never be seen."""
    comment: str = ""
    """What the author wrote for translators; mostly empty."""
    limit: int | None = None
    """How many columns a translation may have, if the author says so."""
    accepted: tuple[Acceptance, ...] = ()
    """The findings in it that the author looked at; mostly none."""


class State(StrEnum):
    """How a passage came to be in its language: all but source, translated and outdated fell back to the source language."""

    SOURCE = "source"
    TRANSLATED = "translated"
    MISSING = "missing"
    NEEDS_REVIEW = "needs review"
    UNUSABLE = "unusable"
    UNAPPROVED = "not approved"
    """Translated, but nobody approved it, and the publication's policy asks for that."""
    OUTDATED = "outdated"
    """Approved for an earlier source text, and kept until the translation is brought up to date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text that a reader gets for one message, or for words of the tool's own."""

    inlines: tuple[Inline, ...]
    language: Language
    state: State = State.TRANSLATED

    @property
    def is_fallback(self) -> bool:
        """Whether the reader meets the source language here instead of her own."""
        return self.state not in (State.SOURCE, State.TRANSLATED, State.OUTDATED)
