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
    return believed(kept(folder), known)


def kept(folder: Folder) -> dict[str, Any]:
    """Return what was kept of what is settled, be it true now or not."""
    return keeping.read(folder, PATH)


def believed(noted: Mapping[str, Any], known: Memory) -> Settled:
    """Return what of a publication is settled, given what was kept and what is known of it before a build."""
    try:
        if not noted or not known.machine or noted["ground"] != _ground(known):
            return NOTHING
        leaflets = {
            (str(leaflet), str(language)): Found(tuple(digests), _problems(catalogue), _problems(translation))
            for leaflet, language, digests, catalogue, translation in noted["leaflets"]
            if all(_digest(known.now, path) == digest for path, digest in digests.items())
        }
        return Settled(MappingProxyType(leaflets), frozenset((str(leaflet), str(tag)) for leaflet, tag in noted["shown"]))
    except (KeyError, TypeError, ValueError, AttributeError):
        return NOTHING


def remember(folder: Folder, known: Memory, now: Settled) -> None:
    """Keep what is settled after a build, given what is known then; a disk that refuses is no problem."""
    try:
        keeping.write(folder, PATH, notes(known, now))
    except (EveryleafError, UnicodeError):
        return


def notes(known: Memory, now: Settled) -> dict[str, Any]:
    """Return what is to be kept of what is settled after a build, given what is known then."""
    return {
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
