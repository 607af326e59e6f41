"""`everyleaf serve`: the outputs to a site that a browser on this machine can show."""

import argparse
from collections.abc import Iterator

from pipeline import serving
from pipeline.commands.base import Answer, Command
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.progress import Tell

_FIRST_PAGE = "index.html"
_PORT = 8000
_LAST_PORT = 65_535


def _arguments(parser: argparse.ArgumentParser) -> None:
    words = f"the port to listen on, 0 for any that is free (default: {_PORT})"
    parser.add_argument("--port", metavar="N", type=_port, default=_PORT, help=words)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f'a whole number from 0 to {_LAST_PORT} is wanted, not "{text}"')
    return int(text)


def _run(options: argparse.Namespace, _: Tell) -> Iterator[Answer]:
    outputs = options.publication.inside("outputs")
    if not outputs.exists(_FIRST_PAGE):
        at = Span(f"outputs/{_FIRST_PAGE}")
        words = "there is no site to show yet"
        raise EveryleafError(Diagnostic(code="output-missing", message=words, at=at, hint="make it with: everyleaf build"))
    server = serving.listen(outputs, options.port)
    yield Answer(
        lines=(f"The site is at {server.address} until you press Ctrl-C. Only this machine can see it.",),
        data={"address": server.address},
    )
    server.run()


COMMAND = Command(
    examples=("everyleaf serve", "everyleaf serve --port 8080"),
    run=_run,
    arguments=_arguments,
    stopped="Nothing was written.",
)
