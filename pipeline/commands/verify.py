"""`everyleaf verify`: what a build left to whether it is still there, and nothing else is."""

import argparse

from pipeline import reports, verify
from pipeline.commands.base import Answer, Command
from pipeline.commands.jobs import add_jobs
from pipeline.diagnostics import in_order
from pipeline.progress import Tell
from pipeline.reports import count
from pipeline.verify import Remade


def _arguments(parser: argparse.ArgumentParser) -> None:
    words = "make every edition again, in memory, and compare its bytes"
    parser.add_argument("--rebuild", action="store_true", help=words)
    add_jobs(parser)


def _run(options: argparse.Namespace, tell: Tell) -> Answer:
    listed, differences = verify.compare(options.publication)
    remade = verify.remake(options.publication, listed, options.jobs, tell) if options.rebuild else None
    problems = in_order((*differences, *(remade.problems if remade else ())))
    files = len(listed.records) + len(listed.files)
    said = reports.problems_line(problems) or f"{count(files, 'file')}, all as the manifest says, and no others."
    return Answer(
        lines=(*_made_again(remade), said),
        notes=tuple(map(str, problems)),
        data={
            "files": files,
            "same": remade.same if remade else None,
            "withheld": remade.withheld if remade else None,
            "problems": reports.problems_json(problems),
        },
        problems=problems,
    )


def _made_again(remade: Remade | None) -> tuple[str, ...]:
    if not remade:
        return ()
    same = f"{count(remade.same, 'edition')} made again: the same bytes."
    withheld = (
        f"{count(remade.withheld, 'edition')} of an earlier build can't be made again: withheld, or the catalogue is broken."
    )
    return (same, withheld) if remade.withheld else (same,)


COMMAND = Command(
    name="verify",
    summary="show which files of the outputs are not as they were built",
    examples=("everyleaf verify", "everyleaf verify --rebuild"),
    run=_run,
    arguments=_arguments,
    stopped="Nothing was written.",
)
