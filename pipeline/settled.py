"""What of a publication a build need not look at: leaflets in languages of which nothing changed since they were published.

A leaflet in a language is settled if its editions are in the outputs just as the manifest says, and if these files are as
they were: all of `source/`, its catalogue, the approvals and the tool's words in its language, its editions and the
manifest; and if the machine is the same. What was found wrong with its translations is kept, so that it can be said again.
Nobody has to read or translate it then; of a publication that is up to date but for one string, that is all but one leaflet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pipeline import keeping
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.index import Index
from pipeline.unchanged import Memory

PATH = ".everyleaf/settled.json"
_MANIFEST = "outputs/manifest.json"

Key = tuple[str, str]
"""A leaflet's id and a language's tag."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a leaflet in a language."""

    paths: tuple[str, ...]
    """What of `locales/` it was made from, be it there or not, and its editions."""
    catalogue: tuple[Diagnostic, ...]
    """What was wrong with its catalogue."""
    translation: tuple[Diagnostic, ...]
    """What was wrong with its translations."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The leaflets and languages that are settled."""

    leaflets: Mapping[Key, Found]
    shown: frozenset[Key]
    """All leaflets and languages of which readers have an edition: these link to each other, and are settled together."""


NOTHING = Settled(MappingProxyType({}), frozenset())


def recall(folder: Folder, known: Memory) -> Settled:
    """Return what of a publication is settled, given what is known of it before a build."""
    kept = keeping.read(folder, PATH) if known.machine else {}
    try:
        if not kept or kept["ground"] != _ground(known):
            return NOTHING
        leaflets = {
            (str(leaflet), str(language)): Found(tuple(digests), _problems(catalogue), _problems(translation))
            for leaflet, language, digests, catalogue, translation in kept["leaflets"]
            if all(_digest(known.now, path) == digest for path, digest in digests.items())
        }
        return Settled(MappingProxyType(leaflets), frozenset((str(leaflet), str(tag)) for leaflet, tag in kept["shown"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return NOTHING


def remember(folder: Folder, known: Memory, now: Settled) -> None:
    """Keep what is settled after a build, given what is known then; a disk that refuses is no problem."""
    kept = {
        "ground": _ground(known),
        "shown": sorted(now.shown),
        "leaflets": [
            (
                *key,
                {path: _digest(known.now, path) for path in found.paths},
                list(map(_dump, found.catalogue)),
                list(map(_dump, found.translation)),
            )
            for key, found in now.leaflets.items()
        ],
    }
    try:
        keeping.write(folder, PATH, kept)
    except (EveryleafError, UnicodeError):
        return


def _ground(known: Memory) -> list[str | None]:
    """Return what all leaflets in all languages depend on."""
    return [known.machine, known.now.digest(("source",)), _digest(known.now, _MANIFEST)]


def _digest(index: Index, path: str) -> str | None:
    """Return the digest of a file, None if it is not there or was not read."""
    found = index.files.get(path)
    return found[1] if found else None


def _dump(problem: Diagnostic) -> list[Any]:
    at = [problem.at.path, problem.at.line, problem.at.column] if problem.at else None
    return [problem.code, problem.message, at, problem.hint, problem.severity.value]


def _problems(found: list[list[Any]]) -> tuple[Diagnostic, ...]:
    return tuple(map(_problem, found))


def _problem(found: list[Any]) -> Diagnostic:
    code, message, at, hint, severity = found
    span = Span(str(at[0]), int(at[1]), int(at[2])) if at else None
    return Diagnostic(code=code, message=str(message), at=span, hint=str(hint), severity=Severity(severity))
