"""`everyleaf check`: a publication to all that is wrong with it."""

import argparse

from pipeline import build, publication
from pipeline.commands.base import Answer, Command, Progress, problems_answer


def _run(options: argparse.Namespace, _: Progress) -> Answer:
    problems = publication.check(options.publication, build.FORMATS)
    return problems_answer(problems) if problems else Answer(lines=("No problems.",), data={"problems": []})


COMMAND = Command(
    name="check",
    summary="show every problem in the sources and the catalogues",
    examples=("everyleaf check --json",),
    run=_run,
)
