"""`everyleaf check`: a publication to all that is wrong with it."""

import argparse
from dataclasses import replace

from pipeline import build, publication, reports
from pipeline.commands.base import Answer, Command, problems_answer
from pipeline.commands.options import day, today
from pipeline.diagnostics import in_order
from pipeline.progress import Tell


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--github", action="store_true", help="print problems as GitHub shows them beside the lines")
    words = "the day that reviews are due by (default: today)"
    parser.add_argument("--today", metavar="DAY", type=day, default=today(), help=words)


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    problems = publication.check(options.publication, build.FORMATS, options.today)
    if not problems:
        return Answer(lines=("No problems.",), data={"problems": []})
    answer = problems_answer(problems)
    lines = tuple(map(reports.annotation, in_order(problems)))
    return replace(answer, lines=lines, notes=()) if options.github else answer


COMMAND = Command(
    examples=("everyleaf check", "everyleaf check --json", "everyleaf check --github"),
    run=_run,
    arguments=_arguments,
)
