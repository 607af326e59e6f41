"""A publication to its outputs: read, plan, execute, publish."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline import __version__, manifest, outputs
from pipeline import publication as publications
from pipeline.build.execute import execute
from pipeline.build.gate import Gate, Key, Verdict, decide
from pipeline.build.plan import Plan, Step, Wanted, plan, want
from pipeline.build.revision import Revision, revision
from pipeline.diagnostics import Area, Diagnostic, Severity, Span, errors
from pipeline.errors import EveryleafError
from pipeline.facts import in_language
from pipeline.files import Folder
from pipeline.manifest import Record
from pipeline.model import FormatName
from pipeline.outputs import Outputs
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.renderers import RENDERERS
from pipeline.renderers.base import file_name

FORMATS = tuple(FormatName(renderer.name, renderer.suffix) for renderer in RENDERERS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which editions a build is asked about; an empty tuple means all."""

    leaflets: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """BCP 47 tags."""
    formats: tuple[str, ...] = ()

    def has(self, leaflet: str, language: str, format_name: str) -> bool:
        """Return whether an edition is among them."""
        wanted = ((self.leaflets, leaflet), (self.languages, language), (self.formats, format_name))
        return all(not asked or value in asked for asked, value in wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    records: tuple[Record, ...]
    """All editions that are now in the outputs, in the order of their paths."""
    built: tuple[tuple[str, str], ...]
    """(path, why) of what was made anew."""
    removed: tuple[str, ...]
    left: tuple[str, ...]
    """Paths of earlier editions that stay, out of date maybe, because a catalogue or an edition has an error."""
    problems: tuple[Diagnostic, ...]


Progress = Callable[[int, int, str], None]
"""Called with how many editions are done, of how many, and the path of the last."""


def build(folder: Folder, selection: Selection, jobs: int, progress: Progress) -> Report:
    """Make all editions of the publication in a folder that are selected and out of date.

    A problem in the settings or in `source/` stops the build before anything is written.
    A broken catalogue, or an edition that can't be rendered, keeps the editions that were there, and the rest is built.
    Raises EveryleafError for the former, for a disk that can't be read or written, and if another build is at work; then the
    outputs are as they were.
    """
    publication = publications.read(folder, FORMATS)
    _check_selection(publication, selection)
    if any(map(_is_in_sources, errors(publication.problems))):
        raise EveryleafError(*publication.problems)
    with outputs.hold(folder.inside("outputs")) as held:
        return _build(held, publication, selection, jobs, progress)


def _is_in_sources(problem: Diagnostic) -> bool:
    """Return whether a problem keeps a part of the sources from being known, so that nobody can say what belongs."""
    return problem.area is Area.SOURCE or (problem.at is not None and problem.at.path.startswith("source/"))


def _build(held: Outputs, publication: Publication, selection: Selection, jobs: int, progress: Progress) -> Report:
    built, unreadable = manifest.read(held.folder)
    translated = tuple(publications.translations(publication, FORMATS))
    gate, editions = wanted(publication, translated, built)
    asked = tuple(each for each in editions if selection.has(*each.key, each.format) or each.path in gate.untrue)
    spared, withdrawn = _spared(publication, gate, built), _withdrawn(gate, built)
    digests = {record.path: held.folder.digest(record.path) for record in built}
    made_plan = plan(asked, built, digests, spared, withdrawn)
    problems = [*unreadable, *publication.problems, *(problem for leaflet in translated for problem in leaflet.problems)]
    problems += [*gate.problems, *map(_stray, made_plan.strays)]
    made, failed = _make(held, made_plan, jobs, progress, problems)
    outlived = tuple(sorted(path for path in failed & gate.untrue if digests[path] is not None))
    problems += map(_taken_down, outlived)
    kept = (
        *made_plan.kept,
        *(each for each in built if each.path in failed and digests[each.path] and each.path not in outlived),
    )
    records = tuple(sorted((*made, *kept), key=lambda record: record.path))
    content = manifest.dump(publication.settings, records, f"everyleaf {__version__}")
    removed = (*made_plan.stale, *outlived)
    held.publish(content, made, removed)
    because = {step.wanted.path: step.because for step in made_plan.steps}
    return Report(
        records=records,
        built=tuple((record.path, because[record.path]) for record in made),
        removed=removed,
        left=tuple(record.path for record in kept if record.path in failed or _is_broken(record, publication)),
        problems=tuple(problems),
    )


def wanted(
    publication: Publication, translated: tuple[TranslatedLeaflet, ...], built: tuple[Record, ...]
) -> tuple[Gate, tuple[Wanted, ...]]:
    """Return what may go out of a publication, and every edition of it. `built` is what an earlier build left."""
    revisions = _revisions(publication)
    gate = decide(translated, publication, built, revisions)
    editions = (
        want(leaflet.document, RENDERERS[name], revisions[leaflet.document.id, leaflet.document.language.tag])
        for leaflet in gate.leaflets
        for name in publication.settings.formats
    )
    return gate, tuple(editions)


def _revisions(publication: Publication) -> dict[Key, Revision]:
    settings, sources = publication.settings, publication.sources
    original = in_language(sources.facts, settings.source_language, settings.source_language)
    return {
        (document.id, language.tag): revision(document, original, own, sources.images)
        for language in settings.all_languages
        for own in [in_language(sources.facts, language, settings.source_language)]
        for document in sources.documents
    }


def _spared(publication: Publication, gate: Gate, built: tuple[Record, ...]) -> frozenset[str]:
    """Return the paths of earlier editions that belong: what this build is not asked about stays, if it may be read."""
    return frozenset(
        record.path
        for record in built
        if record.format in publication.settings.formats
        and record.path == file_name(record.leaflet, record.language, RENDERERS[record.format].suffix)
        and gate.verdicts.get((record.leaflet, record.language)) in (Verdict.PUBLISHED, Verdict.WITHHELD)
    )


def _withdrawn(gate: Gate, built: tuple[Record, ...]) -> frozenset[str]:
    keys = {key for key, verdict in gate.verdicts.items() if verdict is Verdict.WITHDRAWN}
    return frozenset(record.path for record in built if (record.leaflet, record.language) in keys)


def _make(
    held: Outputs, made_plan: Plan, jobs: int, progress: Progress, problems: list[Diagnostic]
) -> tuple[tuple[Record, ...], frozenset[str]]:
    """Return the records of the editions that were staged, and the paths of those that could not be made."""
    made: list[Record] = []
    failed: set[str] = set()
    for done, (step, edition) in enumerate(execute(made_plan.steps, jobs), 1):
        if isinstance(edition, EveryleafError):
            problems += (_placed(problem, step) for problem in edition.problems)
            failed.add(step.wanted.path)
        else:
            record = step.wanted.record(
                media_type=edition.media_type,
                size=len(edition.content),
                pages=edition.pages,
                sha256=hashlib.sha256(edition.content).hexdigest(),
            )
            held.stage(record, edition)
            made.append(record)
            problems += edition.problems
        progress(done, len(made_plan.steps), step.wanted.path)
    return tuple(made), frozenset(failed)


def _taken_down(path: str) -> Diagnostic:
    words = "taken down, since it could not be made anew and may not be true any more"
    at = Span(f"outputs/{path}")
    hint = "mend what keeps it from being made"
    return Diagnostic(code="edition-withdrawn", message=words, at=at, hint=hint, severity=Severity.WARNING)


def _placed(problem: Diagnostic, step: Step) -> Diagnostic:
    """Return a problem of a renderer with the name of the edition that it is about."""
    return replace(problem, message=f"{step.wanted.path}: {problem.message}")


def _is_broken(record: Record, publication: Publication) -> bool:
    return any((record.leaflet, record.language) == (leaflet, language.tag) for leaflet, language in publication.broken)


def _stray(path: str) -> Diagnostic:
    words = "the file no longer belongs, but it was changed by hand, so it is left"
    hint = "move it away; no later build will speak of it"
    return Diagnostic(code="disk-write", message=words, at=Span(f"outputs/{path}"), hint=hint, severity=Severity.WARNING)


def _check_selection(publication: Publication, selection: Selection) -> None:
    """Raise EveryleafError `unknown-choice` for a leaflet, language or format that the publication does not have."""
    known = {
        "leaflet": (selection.leaflets, [document.id for document in publication.sources.documents]),
        "language": (selection.languages, [language.tag for language in publication.settings.all_languages]),
        "format": (selection.formats, list(publication.settings.formats)),
    }
    problems = [
        Diagnostic(code="unknown-choice", message=f'there is no {what} "{each}"', hint="there are: " + ", ".join(there))
        for what, (asked, there) in known.items()
        for each in asked
        if each not in there
    ]
    if problems:
        raise EveryleafError(*problems)
