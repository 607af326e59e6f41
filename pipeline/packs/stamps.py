"""What a message and its translation were when they were packed, in few characters: how changes are found again."""

from collections.abc import Iterable

from pipeline.catalogues import identity
from pipeline.catalogues.entries import Entry

_LENGTH = 16
_NEEDS_REVIEW = "~"


def of_message(leaflet: str, context: str | None, source: str) -> str:
    """Return what stands for a message of a leaflet, whatever its translation."""
    return identity.digest_of(leaflet, context, source, ())[:_LENGTH]


def of_translation(strings: tuple[str, ...], *, needs_review: bool) -> str:
    """Return what stands for a translation, and for whether it needs review."""
    return identity.digest_of("", None, "", strings)[:_LENGTH] + _NEEDS_REVIEW * needs_review


def is_of_words(stamp: str, strings: tuple[str, ...]) -> bool:
    """Return whether a stamp stands for a translation with these words, whether it needed review or not."""
    return stamp.removesuffix(_NEEDS_REVIEW) == of_translation(strings, needs_review=False)


def of_comments(comments: Iterable[str]) -> str:
    """Return what stands for the comments of translators on a message."""
    return identity.digest_of("", None, "", tuple(comments))[:_LENGTH]


def of_entry(entry: Entry) -> tuple[str, str]:
    """Return what stands for an entry's translation and for its comments."""
    return of_translation(entry.strings, needs_review=entry.is_fuzzy), of_comments(entry.comments)
