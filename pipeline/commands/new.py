"""`everyleaf new`: a folder to a publication that builds at once."""

import argparse

from pipeline import scaffold
from pipeline.commands.base import Answer, Command
from pipeline.files import Folder
from pipeline.progress import Tell


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("directory", metavar="DIR", help="a folder that does not exist yet, or is empty")


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    scaffold.create(Folder.at(options.directory))
    lines = (
        f"Made a publication in {options.directory}. Go on with:",
        f"  cd {options.directory}",
        "  everyleaf build",
    )
    return Answer(lines=lines, data={"made": options.directory})


COMMAND = Command(
    examples=("everyleaf new my-leaflets",),
    run=_run,
    arguments=_arguments,
    needs_publication=False,
)
