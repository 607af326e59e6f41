"""`everyleaf verify`: what a build left, or a file that somebody downloaded, to whether it is as it was published."""

import argparse
from dataclasses import replace

from pipeline import reports, verify
from pipeline.commands.base import Answer, Command, problems_answer
from pipeline.commands.jobs import add_jobs
from pipeline.diagnostics import Diagnostic, in_order
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.progress import Tell
from pipeline.reports import count
from pipeline.verify import Remade
from pipeline.verify_copies import SIZE_LIMIT, Copy, Published, problem, sentence


def _arguments(parser: argparse.ArgumentParser) -> None:
    words = "a copy of a leaflet, or a zip file of copies: say whether it is current, instead of looking at the outputs"
    parser.add_argument("file", metavar="FILE", type=Folder.of_file, nargs="*", help=words)
    words = "make every edition again, in memory, and compare its bytes"
    parser.add_argument("--rebuild", action="store_true", help=words)
    add_jobs(parser)


def _run(options: argparse.Namespace, tell: Tell) -> Answer:
    return _copies(options) if options.file else _outputs(options, tell)


def _copies(options: argparse.Namespace) -> Answer:
    if options.rebuild:
        words = "--rebuild makes the outputs again, and a copy can't be made again"
        raise EveryleafError(Diagnostic(code="unknown-choice", message=words, hint="leave out --rebuild, or the files"))
    listed, unreadable = verify.listing(options.publication.inside("outputs"), is_there=True)
    if unreadable:
        return problems_answer(unreadable)
    published = Published(listed)
    copies, problems = list[Copy](), list[Diagnostic]()
    for folder, name in options.file:
        try:
            copies += published.copies(name, folder.read(name, SIZE_LIMIT))
        except EveryleafError as error:
            problems += (replace(each, code="disk-read") for each in error.problems)
    problems += filter(None, map(problem, copies))
    return Answer(
        lines=tuple(map(sentence, copies)),
        notes=tuple(map(str, problems)),
        data={"copies": list(map(_json, copies)), "problems": reports.problems_json(problems)},
        problems=tuple(problems),
    )


def _json(copy: Copy) -> dict[str, object]:
    keys = ("leaflet", "language", "version")
    said = {key: getattr(copy.identity, key) if copy.identity else None for key in keys}
    return {"file": copy.name, "state": copy.state, **said, "published": copy.published, "path": copy.path}


def _outputs(options: argparse.Namespace, tell: Tell) -> Answer:
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
    examples=("everyleaf verify", "everyleaf verify --rebuild", "everyleaf verify help-ar.pdf leaflets-ar.zip"),
    run=_run,
    arguments=_arguments,
    stopped="Nothing was written.",
)
