"""What several commands read from their options: names, days, languages and leaflets."""

import argparse
import datetime
from collections.abc import Mapping
from typing import TypeVar

from pipeline import approvals
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.languages import Language, UnknownLanguageError, parse_language
from pipeline.model import Document
from pipeline.publication import Publication

T = TypeVar("T")


def name(text: str) -> str:
    """Return what stands for a person, a role or a reason, as an option's type."""
    if not approvals.is_name(text):
        raise argparse.ArgumentTypeError("one line of at most 200 characters is wanted")
    return text.strip()


def day(text: str) -> datetime.date:
    """Return a day, as an option's type."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'a day such as 2026-11-22 is wanted, not "{text}"') from error


def past_day(text: str) -> datetime.date:
    """Return a day that is not to come, as an option's type."""
    found = day(text)
    if found > today():
        raise argparse.ArgumentTypeError(f"{text} is still to come")
    return found


def today() -> datetime.date:
    """Return this day, where the command runs."""
    return datetime.datetime.now().astimezone().date()


def tag(text: str) -> str:
    """Return a language's tag in its canonical form; a text that is none as it is, for it is refused later."""
    try:
        return parse_language(text).tag
    except UnknownLanguageError:
        return text


def chosen_leaflet(publication: Publication, leaflet: str) -> Document:
    """Return a leaflet by its id. Raises EveryleafError `unknown-choice`."""
    return chosen("leaflet", leaflet, {document.id: document for document in publication.sources.documents})


def chosen_language(publication: Publication, text: str) -> Language:
    """Return a language that leaflets are translated into. Raises EveryleafError `unknown-choice`."""
    return chosen("language", tag(text), {language.tag: language for language in publication.settings.languages})


def chosen(what: str, asked: str, there: Mapping[str, T]) -> T:
    """Return one of those that are there by its name. Raises EveryleafError `unknown-choice`."""
    if asked not in there:
        hint = "there are: " + ", ".join(there) if there else "there is none"
        raise EveryleafError(Diagnostic(code="unknown-choice", message=f'there is no {what} "{asked}"', hint=hint))
    return there[asked]
