"""`everyleaf watch`: a publication to its outputs, whenever somebody saves a file of it."""

import argparse
from collections.abc import Iterator
from dataclasses import replace

from pipeline.commands.base import Answer, Command, problems_answer
from pipeline.commands.selection import add_selection
from pipeline.diagnostics import Area, errors
from pipeline.errors import EveryleafError
from pipeline.progress import Tell

_TREES = ("source", "locales")


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    parser.set_defaults(cluster=None, keep_going=True)


def _run(options: argparse.Namespace, tell: Tell) -> Iterator[Answer]:
    """Yield what is watched, then the answer of a build, and that of another one after each change, for ever.

    Errors are answers, too, but for the first build if there is no such publication, or not what is asked for: that raises.
    """
    from pipeline.commands import building  # noqa: PLC0415 (help need not wait for it)

    changes = options.publication.changes(_TREES)
    builds = building.Rebuilding(options)
    paths, is_first, known = next(changes), True, frozenset[str]()
    folders = " and ".join(f"{tree}/" for tree in _TREES)
    yield Answer(lines=(f"Watching {folders}; Ctrl-C ends it.",), data={"watching": list(_TREES)})
    while True:
        try:
            answer = builds.after(paths, tell)
        except EveryleafError as error:
            if is_first and any(problem.area is Area.USAGE for problem in error.problems):
                raise
            answer = problems_answer(error.problems)
        yield _without(known, answer)
        paths, is_first, known = next(changes), False, frozenset(answer.notes)


def _without(known: frozenset[str], answer: Answer) -> Answer:
    """Return an answer without the notes that people know from the last one, but for errors."""
    wrong = frozenset(map(str, errors(answer.problems)))
    return replace(answer, notes=tuple(note for note in answer.notes if note in wrong or note not in known))


COMMAND = Command(
    examples=(
        "everyleaf watch",
        'everyleaf watch --leaflet get-help --language ur --without axe-core --without "Nu Html Checker"',
    ),
    run=_run,
    arguments=_arguments,
    stopped="The outputs are whole: as they were, or all new.",
)
