"""`everyleaf build`: a publication to its outputs."""

import argparse

from pipeline import unchanged
from pipeline.commands.base import Answer, Command
from pipeline.commands.jobs import add_jobs
from pipeline.progress import Tell


def _arguments(parser: argparse.ArgumentParser) -> None:
    for name, what in (("leaflet", "ID"), ("language", "TAG"), ("format", "NAME")):
        parser.add_argument(
            f"--{name}", metavar=what, action="append", default=[], help=f"only this {name}; may be repeated"
        )
    add_jobs(parser)
    words = "have the editions made by the Dask cluster with this scheduler, such as tcp://10.0.0.1:8786"
    parser.add_argument("--cluster", metavar="ADDRESS", help=words)
    words = "do without a validator, such as axe-core; may be repeated"
    parser.add_argument("--without", metavar="VALIDATOR", action="append", default=[], help=words)
    words = "publish what can be published, whatever fails (the default); with --no-keep-going, all or nothing"
    parser.add_argument("--keep-going", action=argparse.BooleanOptionalAction, default=True, help=words)
    words = "show what a build would make, and why; make and write nothing"
    parser.add_argument("--explain", action="store_true", help=words)
    parser.add_argument("--timings", action="store_true", help="show how many seconds each stage took")


def _run(options: argparse.Namespace, tell: Tell) -> Answer:
    """Build, unless nothing changed since a build that had nothing to do: that is found out without importing the rest."""
    question = repr((options.leaflet, options.language, options.format, options.without))
    known = unchanged.recall(options.publication, question)
    if known.answer is not None and not options.explain:
        return Answer(lines=tuple(known.answer["lines"]), notes=tuple(known.answer["notes"]), data=known.answer["data"])
    from pipeline.commands import building  # noqa: PLC0415

    return building.explain(options, known, tell) if options.explain else building.run(options, question, known, tell)


COMMAND = Command(
    name="build",
    summary="make all editions that are out of date, and the manifest",
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
