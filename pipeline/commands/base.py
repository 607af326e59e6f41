"""What a command is, and what it answers."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline import reports
from pipeline.diagnostics import Diagnostic, in_order
from pipeline.progress import Tell


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

    examples: tuple[str, ...]
    run: Callable[[argparse.Namespace, Tell], Answer | Iterator[Answer]]
    """Returns one answer, or one after the other as long as somebody asks for them."""
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
