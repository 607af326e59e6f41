"""What a check is given, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.diagnostics import Severity
from pipeline.glossary import Term
from pipeline.languages import Language
from pipeline.markdown import ParsedText
from pipeline.model import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A message and its translation, both read with the facts as they stand in the translation's language."""

    message: Message
    translation: str
    """As written, without spaces at its ends; never empty, never fuzzy."""
    source: ParsedText
    target: ParsedText
    source_language: Language
    language: Language
    terms: tuple[Term, ...]
    """The whole glossary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in a translation.

    A translation with an error is not shown: readers get the source text in its place. A warning changes nothing for them.
    """

    code: str
    words: str
    """What is wrong, with the characters that are: without a capital, without a full stop."""
    hint: str
    severity: Severity = Severity.WARNING


Check = Callable[[Pair], Iterator[Finding]]
"""Yields what is wrong with a translation. Pure; knows nothing of other checks, nor of what was accepted."""
