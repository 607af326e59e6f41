"""`everyleaf build`: a publication to its outputs."""

import argparse

from pipeline import unchanged
from pipeline.commands.base import Answer, Command
from pipeline.commands.selection import add_selection, question_of
from pipeline.progress import Tell


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_selection(parser)
    words = "have the editions made by the Dask cluster with this scheduler, such as tcp://10.0.0.1:8786"
    parser.add_argument("--cluster", metavar="ADDRESS", help=words)
    words = "publish what can be published, whatever fails (the default); with --no-keep-going, all or nothing"
    parser.add_argument("--keep-going", action=argparse.BooleanOptionalAction, default=True, help=words)
    words = "show what a build would make, and why; make and write nothing"
    parser.add_argument("--explain", action="store_true", help=words)
    parser.add_argument("--timings", action="store_true", help="show how many seconds each stage took")


def _run(options: argparse.Namespace, tell: Tell) -> Answer:
    """Build, unless nothing changed since a build that had nothing to do: that is found out without importing the rest."""
    question = question_of(options)
    known = unchanged.recall(options.publication, question)
    if known.answer is not None and not options.explain:
        return Answer(lines=tuple(known.answer["lines"]), notes=tuple(known.answer["notes"]), data=known.answer["data"])
    if options.jobs > 1 and not options.cluster and not options.explain:
        _warm_up(options)
    from pipeline.commands import building  # noqa: PLC0415

    return building.explain(options, known, tell) if options.explain else building.run(options, question, known, tell)


def _warm_up(options: argparse.Namespace) -> None:
    """Let the processes that make editions begin to import, while this one finds out what there is to make."""
    from pipeline import warming  # noqa: PLC0415

    warming.begin(has_large_print=not options.format or "large-print" in options.format)


COMMAND = Command(
    examples=(
        "everyleaf build",
        "everyleaf build --language ur --language ar",
        "everyleaf build --leaflet get-help --format text",
        "everyleaf build --explain",
    ),
    run=_run,
    arguments=_arguments,
    stopped="The outputs are whole: as they were, or all new.",
)
