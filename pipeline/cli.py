"""The command `everyleaf`: the only module that prints or exits."""

import argparse
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from pipeline import __version__, doctor, errors, publication, reports, scaffold, update
from pipeline import build as building
from pipeline.diagnostics import Diagnostic, in_order
from pipeline.diagnostics import errors as errors_among
from pipeline.files import Folder
from pipeline.languages import UnknownLanguageError, parse_language

INTERRUPTED = 130
_EXIT_CODES = """\
exit codes:
  0  done
  2  the command was called with words that it does not know
  3  a problem in source/
  4  a problem in locales/
  5  this machine lacks something: see everyleaf doctor
  6  a file could not be written or read
  7  an edition could not be made
130  stopped with Ctrl-C
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a script shows its code points
    try:
        return int(options.run(options))
    except errors.EveryleafError as error:
        _show(error.problems, as_json=options.json)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped. The outputs are as they were.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _new(options: argparse.Namespace) -> int:
    scaffold.create(Folder(Path(options.directory)))
    if options.json:
        print(json.dumps({"made": options.directory}))
    else:
        print(f"Made a publication in {options.directory}. Go on with:\n  cd {options.directory}\n  everyleaf build")
    return 0


def _build(options: argparse.Namespace) -> int:
    started = time.perf_counter()
    selection = building.Selection(
        leaflets=tuple(options.leaflet), languages=tuple(map(_tag, options.language)), formats=tuple(options.format)
    )
    report = building.build(_folder(options), selection, options.jobs, _progress())
    if options.json:
        print(json.dumps(reports.built_json(report), indent=1))
    else:
        _print(reports.folded(report.problems), sys.stderr)
        _print(reports.built(report, time.perf_counter() - started))
    return _exit_code(report.problems)


def _update(options: argparse.Namespace) -> int:
    updated = update.update_publication(_folder(options), tuple(each.name for each in building.FORMATS))
    if options.json:
        print(json.dumps(reports.updated_json(updated), indent=1))
    else:
        _print(map(str, updated.problems), sys.stderr)
        _print(reports.updated(updated))
    return _exit_code(updated.problems)


def _check(options: argparse.Namespace) -> int:
    problems = publication.check(_folder(options), building.FORMATS)
    _show(problems, as_json=options.json)
    if not problems and not options.json:
        print("No problems.")
    return _exit_code(problems)


def _status(options: argparse.Namespace) -> int:
    read = publication.read(_folder(options), building.FORMATS)
    leaflets = tuple(publication.translations(read, building.FORMATS))
    if options.json:
        print(json.dumps(reports.status_json(leaflets), indent=1))
    else:
        _print(reports.status(read, leaflets))
    return _exit_code(read.problems)


def _doctor(options: argparse.Namespace) -> int:
    findings = doctor.examine(_folder(options))
    if options.json:
        print(json.dumps({"found": list(findings.found), "problems": [reports.problem(each) for each in findings.problems]}))
    else:
        _print(findings.found)
        _print(map(str, findings.problems), sys.stderr)
        print("Something is missing: see above." if findings.problems else "Nothing is missing.")
    return _exit_code(findings.problems)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="everyleaf",
        description="Publish public-information leaflets in every language, as web pages, large-print PDF and plain text.",
        epilog="Start with: everyleaf new my-leaflets\n\n" + _EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"everyleaf {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    new = _command(commands, "new", _new, "make a new publication that builds at once", "everyleaf new my-leaflets")
    new.add_argument("directory", metavar="DIR", help="a folder that does not exist yet, or is empty")
    build = _command(
        commands,
        "build",
        _build,
        "make all editions that are out of date, and the manifest",
        "everyleaf build\n  everyleaf build --language ur --language ar\n  everyleaf build --leaflet get-help --format text",
    )
    for name, what in (("leaflet", "ID"), ("language", "TAG"), ("format", "NAME")):
        build.add_argument(f"--{name}", metavar=what, action="append", default=[], help=f"only this {name}; may be repeated")
    build.add_argument(
        "--jobs", metavar="N", type=_positive, default=_cores(), help="how many processes (default: the cores)"
    )
    _command(
        commands,
        "update",
        _update,
        "bring the catalogues up to date with the leaflets; nothing that a translator wrote is lost",
        "everyleaf update",
    )
    _command(commands, "check", _check, "show every problem in the sources and the catalogues", "everyleaf check --json")
    _command(commands, "status", _status, "show how much of each leaflet is translated", "everyleaf status")
    _command(commands, "doctor", _doctor, "show what this machine lacks", "everyleaf doctor")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int],
    what: str,
    example: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=f"examples:\n  {example}\n\n{_EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    parser.add_argument("--json", action="store_true", help="print JSON for programs instead of words for people")
    if name != "new":
        parser.add_argument("--publication", metavar="DIR", default=".", help="the publication's folder (default: this one)")
    return parser


def _folder(options: argparse.Namespace) -> Folder:
    return Folder(Path(options.publication))


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'a whole number of at least 1 is wanted, not "{text}"')
    return int(text)


def _tag(text: str) -> str:
    """Return a language's tag in its canonical form; a text that is none as it is, for it is refused later."""
    try:
        return parse_language(text).tag
    except UnknownLanguageError:
        return text


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _progress() -> building.Progress:
    """Return what shows progress: a bar on a terminal, elsewhere a line at every tenth."""
    width = 30

    def bar(done: int, total: int, path: str) -> None:
        filled = done * width // total
        print(f"\r\033[K[{'#' * filled}{'.' * (width - filled)}] {done}/{total} {path}", end="", file=sys.stderr, flush=True)
        if done == total:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def lines(done: int, total: int, path: str) -> None:
        if done * 10 // total != (done - 1) * 10 // total:
            print(f"{done} of {total} editions, last {path}", file=sys.stderr, flush=True)

    return bar if sys.stderr.isatty() else lines


def _show(problems: Sequence[Diagnostic], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"problems": [reports.problem(each) for each in problems]}, indent=1))
    else:
        _print([*map(str, in_order(problems)), reports.problems_line(problems)], sys.stderr)


def _print(lines: Iterable[str], file: TextIO | None = None) -> None:
    for line in lines:
        print(line, file=file)


def _exit_code(problems: Sequence[Diagnostic]) -> int:
    return min((problem.area.value for problem in errors_among(tuple(problems))), default=0)


if __name__ == "__main__":
    sys.exit(main())
