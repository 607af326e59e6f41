"""The outputs to what is wrong with them: files that no manifest speaks of, editions that a build would not make.

Files and folders whose names begin with a dot are there for version control and web servers, and README.md for people who
look after the folder: nobody asks whose they are. Any other file that the manifest does not list is unknown.
"""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline import manifest, outputs
from pipeline import publication as publications
from pipeline.build import FORMATS, GENERATOR, wanted
from pipeline.build.execute import execute
from pipeline.build.plan import Plan, Step, Wanted, plan
from pipeline.build.wanting import is_blocked, spared, withdrawn
from pipeline.build.workers import workers
from pipeline.diagnostics import Diagnostic, Span, errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.manifest import Manifest
from pipeline.model import Edition
from pipeline.progress import Count, Stage, Tell
from pipeline.publication import Publication

_NOT_OURS = frozenset({"README.md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Remade:
    """What came of making every edition again."""

    same: int
    """How many editions have the bytes that the manifest speaks of."""
    withheld: int
    """How many stay from an earlier build and can't be made again: they are withheld, or their catalogue is broken."""
    problems: tuple[Diagnostic, ...]


def compare(folder: Folder) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """Return the manifest of a publication's outputs, and how their files differ from it, by their paths.

    Every digest is that of the bytes: no time or size is trusted. A manifest that can't be believed lists nothing.
    """
    held = folder.inside("outputs")
    found = held.find("**/*")
    listed, problems = listing(held, is_there=bool(found))
    sha256 = {each.path: each.sha256 for each in listed.records} | {each.path: each.sha256 for each in listed.files}
    problems += [problem for path in sorted(sha256) for problem in _difference(held, path, sha256[path])]
    problems += [_unknown(path) for path in found if path not in sha256 and path != manifest.PATH and not _is_spared(path)]
    if held.exists(outputs.STAGING):
        words = "a build is at work, or was killed before it had ended, so files of two builds may be there"
        hint = "wait until it has ended, or if none is at work, build again"
        problems.append(Diagnostic(code="outputs-busy", message=words, at=Span("outputs"), hint=hint))
    return listed, tuple(problems)


def remake(folder: Folder, listed: Manifest, jobs: int, tell: Tell) -> Remade:
    """Make every edition of a publication again, in memory, and compare it with what the manifest says of it.

    What differs because a build is due is told by the plan of that build, and is not made. Validators are not asked again.
    Raises EveryleafError for a problem in the settings or in `source/`.
    """
    publication = publications.read(folder, FORMATS)
    if is_blocked(publication):
        raise EveryleafError(*publication.problems)
    translated = tuple(publications.translations(publication, FORMATS))
    gate, editions = wanted(publication, translated, listed.records)
    intact = {record.path: record.sha256 for record in listed.records}
    due = plan(editions, listed.records, intact, spared(publication, gate, listed.records), withdrawn(gate, listed.records))
    waiting = {step.wanted.path for step in due.steps}
    steps = tuple(Step(wanted=each, because=()) for each in editions if each.path not in waiting)
    problems = [*errors(publication.problems), *_due(due)]
    if not (due.steps or due.stale):
        problems += _other_manifest(folder, publication, replace(listed, records=due.kept))
    same = 0
    count = Count(Stage.RENDER, (step.wanted.kind for step in steps))
    with workers(steps, jobs) as makers:
        for step, made in execute(steps, makers):
            wrong = _wrong(folder, step.wanted, made, intact[step.wanted.path])
            problems += wrong
            same += not wrong
            tell(count.one(*step.wanted.kind))
    return Remade(same=same, withheld=len(due.kept) - len(steps), problems=tuple(problems))


def listing(held: Folder, *, is_there: bool) -> tuple[Manifest, list[Diagnostic]]:
    """Return the manifest, and what is wrong with it itself; `is_there` is whether the outputs hold any file."""
    at = Span(f"outputs/{manifest.PATH}")
    if not held.exists(manifest.PATH):
        words = "there is no manifest, so nobody can tell which files a build made"
        hint = "make them anew with: everyleaf build" if is_there else "nothing was built yet: everyleaf build"
        return Manifest(), [Diagnostic(code="output-missing", message=words, at=at, hint=hint)]
    found, unreadable = manifest.read(held)
    return found, [
        Diagnostic(code="output-changed", message=each.message, at=at, hint="make it anew with: everyleaf build")
        for each in unreadable
    ]


def _difference(held: Folder, path: str, sha256: str) -> Iterator[Diagnostic]:
    """Yield how a file differs from the one that the manifest lists, be it that it can't be read."""
    at = Span(f"outputs/{path}")
    try:
        digest = held.digest(path)
    except EveryleafError as error:
        yield from error.problems
        return
    if digest is None:
        words = "the manifest lists this file, and it is not there"
        yield Diagnostic(code="output-missing", message=words, at=at, hint="make it anew with: everyleaf build")
    elif digest != sha256:
        words = "this is not the file that was built: it was changed since"
        hint = "make it anew with: everyleaf build; if it is withheld, take it from a backup or remove it"
        yield Diagnostic(code="output-changed", message=words, at=at, hint=hint)


def _unknown(path: str) -> Diagnostic:
    words = "the manifest does not list this file, and whoever has its address can read it"
    hint = "move it away; a build leaves alone what it did not make"
    return Diagnostic(code="output-unknown", message=words, at=Span(f"outputs/{path}"), hint=hint)


def _is_spared(path: str) -> bool:
    return path in _NOT_OURS or any(part.startswith(".") for part in path.split("/"))


def _due(due: Plan) -> Iterator[Diagnostic]:
    """Yield what a build would change."""
    hint = "a build is due: everyleaf build"
    for step in due.steps:
        words = f"a build would make this edition: {', '.join(step.because)}"
        yield Diagnostic(code="output-differs", message=words, at=Span(f"outputs/{step.wanted.path}"), hint=hint)
    for path in due.stale:
        words = "a build would remove this edition: it no longer belongs"
        yield Diagnostic(code="output-differs", message=words, at=Span(f"outputs/{path}"), hint=hint)


def _other_manifest(folder: Folder, publication: Publication, now: Manifest) -> Iterator[Diagnostic]:
    """Yield a problem if a build that makes no edition would write another manifest."""
    content = folder.read(f"outputs/{manifest.PATH}", manifest.SIZE_LIMIT)
    if content != manifest.dump(publication.settings, now, GENERATOR):
        words = "a build would make no edition, but say something else of those that are there"
        hint = "build to renew it, and look at what changes: it may have been changed by hand"
        yield Diagnostic(code="output-differs", message=words, at=Span(f"outputs/{manifest.PATH}"), hint=hint)


def _wrong(folder: Folder, edition: Wanted, made: Edition | EveryleafError, sha256: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an edition that was made again from what the manifest says that it was made from."""
    at = Span(f"outputs/{edition.path}")
    if isinstance(made, EveryleafError):
        return tuple(replace(problem, at=problem.at or at) for problem in made.problems)
    if hashlib.sha256(made.content).hexdigest() == sha256:
        return ()
    words = f"made again from the same, it has other bytes{_first_difference(folder, edition.path, made.content, sha256)}"
    hint = "its making depends on something that no fingerprint knows, or the manifest was changed by hand"
    return (Diagnostic(code="output-differs", message=words, at=at, hint=hint),)


def _first_difference(folder: Folder, path: str, made: bytes, sha256: str) -> str:
    """Return from which byte on an edition differs from its file; nothing if the file is not the one that was built."""
    if folder.digest(f"outputs/{path}") != sha256:
        return ""
    pairs = enumerate(itertools.zip_longest(made, folder.read(f"outputs/{path}", manifest.SIZE_LIMIT)), 1)
    return f", from byte {next(place for place, (one, other) in pairs if one != other):,} on"
