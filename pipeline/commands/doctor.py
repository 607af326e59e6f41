"""`everyleaf doctor`: this machine to what it lacks."""

import argparse

from pipeline import doctor, reports
from pipeline.commands.base import Answer, Command
from pipeline.progress import Tell


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    findings = doctor.examine(options.publication)
    verdict = "Something is missing: see above." if findings.problems else "Nothing is missing."
    return Answer(
        lines=(*findings.found, verdict),
        notes=tuple(map(str, findings.problems)),
        data={"found": list(findings.found), "problems": reports.problems_json(findings.problems)},
        problems=findings.problems,
    )


COMMAND = Command(examples=("everyleaf doctor",), run=_run)
