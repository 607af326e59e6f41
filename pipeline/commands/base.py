"""What a command is, and what it answers."""

import argparse
import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline import approvals, reports
from pipeline.diagnostics import Diagnostic, in_order
from pipeline.errors import EveryleafError
from pipeline.languages import Language, UnknownLanguageError, parse_language
from pipeline.model import Document
from pipeline.publication import Publication

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Called with how many are done, of how many, and the name of the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command found and did, for people and for programs. `cli` prints it."""

    lines: tuple[str, ...] = ()
    """What was done, for the standard output."""
    notes: tuple[str, ...] = ()
    """What to look at, for the error output."""
    data: object
    """The same as JSON."""
    problems: tuple[Diagnostic, ...] = ()
    """The errors among them decide the exit code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One of the words that stand after `everyleaf`."""

    name: str
    summary: str
    """What it does, in the words of `everyleaf --help`: without a capital, without a full stop."""
    examples: tuple[str, ...]
    run: Callable[[argparse.Namespace, Progress], Answer]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda _: None
    """Adds the options of its own to those that every command has: `--json`, and `--publication`, a Folder."""
    needs_publication: bool = True
    stopped: str = "No file is half written."
    """What holds after Ctrl-C."""


def problems_answer(problems: Sequence[Diagnostic]) -> Answer:
    """Return an answer that is nothing but problems, in the order of their places, and how many there are."""
    return Answer(
        notes=(*map(str, in_order(problems)), reports.problems_line(problems)),
        data={"problems": reports.problems_json(problems)},
        problems=tuple(problems),
    )


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
