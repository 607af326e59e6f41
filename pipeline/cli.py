"""The command `everyleaf`: the only module that prints or exits."""

import argparse
import gc
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from pipeline import __version__
from pipeline.commands import COMMANDS, load
from pipeline.commands.base import Answer, Command, problems_answer
from pipeline.diagnostics import errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.progress import Progress, StopWatch, Tell, in_log, is_due, on_terminal

INTERRUPTED = 130
_SECONDS_BETWEEN_LINES = 2
_CLEAR = "\r\033[K"
"""Makes a terminal forget the line that it is at."""
_EXIT_CODES = """\
exit codes:
  0  done
  2  the command was called with words that it does not know
  3  a problem in source/
  4  a problem in locales/
  5  this machine lacks something: see everyleaf doctor
  6  a file could not be written or read, or is not as it was built
  7  an edition could not be made
130  stopped with Ctrl-C
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    collect_rarely()
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(next((word for word in given if word in COMMANDS), None)).parse_args(given)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a script shows its code points
    try:
        return _run(options)
    except EveryleafError as error:
        _show(problems_answer(error.problems), as_json=options.json)
        return error.exit_code
    except KeyboardInterrupt:
        _clear()
        print(f"Stopped. {options.command.stopped}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(options: argparse.Namespace) -> int:
    """Run the command that was named, print what it answers, and return the exit code."""
    found: Answer | Iterator[Answer] = options.command.run(options, _shown_progress())
    if isinstance(found, Answer):
        return _show(found, as_json=options.json)
    for answer in found:
        _show(answer, as_json=options.json, is_last=False)
    return 0


def collect_rarely() -> None:
    """Let Python look less often for objects that hold each other: a command makes many objects, few such, and ends soon.

    That is an eighth of the time in which a large catalogue is checked (`benchmarks/check.py`).
    """
    gc.set_threshold(50_000, 10, 10)


def _parser(named: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of all commands, with the arguments of the one that is named: each takes long to import."""
    parser = argparse.ArgumentParser(
        prog="everyleaf",
        description="Publish public-information leaflets in every language, as web pages, large-print PDF and plain text.",
        epilog="Start with: everyleaf new my-leaflets\n\n" + _EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"everyleaf {__version__}")
    parsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        added = parsers.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if name == named:
            _describe(added, load(name))
    return parser


def _describe(parser: argparse.ArgumentParser, command: Command) -> None:
    examples = "".join(f"  {example}\n" for example in command.examples)
    parser.epilog = f"examples:\n{examples}\n{_EXIT_CODES}"
    parser.set_defaults(command=command)
    parser.add_argument("--json", action="store_true", help="print JSON for programs instead of words for people")
    if command.needs_publication:
        words = "the publication's folder (default: this one)"
        parser.add_argument("--publication", metavar="DIR", type=Folder.at, default=".", help=words)
    command.arguments(parser)


def _shown_progress() -> Tell:
    """Return what shows progress: a line that is written over on a terminal, elsewhere a line now and then."""
    watch = StopWatch(time.monotonic)
    said = time.monotonic()

    def over(done: Progress) -> None:
        watch.note(done)
        width = shutil.get_terminal_size().columns - 1
        print(f"{_CLEAR}{on_terminal(done, watch.left(done), width)}", end="", file=sys.stderr, flush=True)

    def below(done: Progress) -> None:
        nonlocal said
        watch.note(done)
        if is_due(done) and time.monotonic() - said > _SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            print(in_log(done, watch.left(done)), file=sys.stderr, flush=True)

    return over if sys.stderr.isatty() else below


def _clear() -> None:
    """Take away the line that shows progress on a terminal."""
    if sys.stderr.isatty():
        print(_CLEAR, end="", file=sys.stderr, flush=True)


def _show(answer: Answer, *, as_json: bool, is_last: bool = True) -> int:
    """Print an answer; return the exit code that its problems ask for. As JSON, one that is not the last is one line."""
    _clear()
    if as_json:
        print(json.dumps(answer.data, indent=1 if is_last else None), flush=not is_last)
    else:
        _print(answer.notes, sys.stderr)
        _print(answer.lines, sys.stdout)
    return min((problem.area.value for problem in errors(answer.problems)), default=0)


def _print(lines: Iterable[str], file: TextIO) -> None:
    for line in lines:
        print(line, file=file)
    file.flush()


if __name__ == "__main__":
    sys.exit(main())
