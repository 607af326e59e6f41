"""A publication to its outputs: read, plan, execute, judge, publish."""

from dataclasses import dataclass

from pipeline import __version__, conformance, manifest, outputs, portal, validators
from pipeline.build import filing
from pipeline.build.looking import FORMATS, Selection, UnsettledError, explain, look, read, unsettled
from pipeline.build.making import Manner, Workshop
from pipeline.build.settling import settled
from pipeline.build.siting import site_of
from pipeline.build.unmade import make_all
from pipeline.build.wanting import wanted
from pipeline.conformance.report import Conformance, Examiner
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.files import Folder
from pipeline.manifest import Manifest, Record
from pipeline.outputs import Outputs
from pipeline.portal import full_text
from pipeline.portal.files import ready
from pipeline.progress import Progress, Stage, Tell
from pipeline.publication import Publication
from pipeline.renderers import RENDERERS
from pipeline.settled import NOTHING, Settled
from pipeline.validators.base import Validator

__all__ = ["FORMATS", "Manner", "Report", "Selection", "build", "explain", "wanted"]

GENERATOR = f"everyleaf {__version__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    records: tuple[Record, ...]
    """All editions that are now in the outputs, in the order of their paths."""
    files: tuple[str, ...]
    """The paths of all files that a build made and that are now in the outputs, the manifest among them."""
    built: tuple[tuple[str, tuple[str, ...]], ...]
    """The path of each edition that was made anew, and why."""
    removed: tuple[str, ...]
    left: tuple[str, ...]
    """Paths of earlier editions that stay, out of date maybe, because a catalogue or an edition has an error."""
    conformance: Conformance
    """What is known of the accessibility of these editions."""
    problems: tuple[Diagnostic, ...]
    once: tuple[Diagnostic, ...]
    """Those of the problems that a build which has nothing to do after this one will not speak of."""
    settled: Settled
    """What a later build need not look at."""


def build(folder: Folder, selection: Selection, manner: Manner, tell: Tell) -> Report:
    """Make all editions of the publication in a folder that are selected and out of date.

    What an earlier build left half done that was killed is put back, whatever comes of this one.
    A problem in the settings or in `source/` stops the build before anything else is written.
    A broken catalogue, or an edition that can't be rendered or that a validator refuses, keeps the editions that were there,
    and the rest is built.
    Raises EveryleafError for the former, for a disk that can't be read or written, and if another build is at work; then the
    outputs are as they were.
    """
    tell(Progress(stage=Stage.READ))
    outputs.mend(folder.inside("outputs"))
    publication = read(folder, selection, manner)
    with outputs.hold(folder.inside("outputs")) as held:
        try:
            return _build(held, publication, selection, manner, tell)
        except UnsettledError:
            return _build(held, read(folder, selection, unsettled(manner)), selection, manner, tell)


def _build(held: Outputs, publication: Publication, selection: Selection, manner: Manner, tell: Tell) -> Report:
    full_text.check(publication.settings)
    found = look(held.folder, publication, selection, manner, tell)
    built, digests, gate, made_plan = found.before.records, found.digests, found.gate, found.plan
    workshop = Workshop(held=held, manner=manner, validators=_asked(manner), tell=tell)
    made, missing = make_all(workshop, publication, found)
    outlived = tuple(sorted(path for path in missing if digests.get(path) is not None))
    kept = (*made.kept, *(each for each in built if each.path in made.failed - missing))
    records = tuple(sorted((*made.records, *kept), key=lambda record: record.path))
    tell(Progress(stage=Stage.PUBLISH))
    report = _conformance(publication, records, made.refused, manner)
    staged = frozenset(record.path for record in made.records)
    site = site_of(publication, records)
    wanted_files = (
        *(ready(path, content) for path, content in conformance.files(report)),
        *portal.files(site, lambda record: held.read(record, staged=record.path in staged)),
        *full_text.files(site, found.before.files, lambda pages: held.gather(pages, staged)),
    )
    filed = filing.stage(held, wanted_files, found.before.files, digests, frozenset(record.path for record in records))
    replaced = {each.path for each in filed.records}
    removed = (*sorted({*made_plan.stale, *outlived} - replaced), *filed.gone)
    listed = manifest.dump(publication.settings, Manifest(records=records, files=filed.records), GENERATOR)
    held.publish((*(record.path for record in made.records), *filed.staged), listed, removed)
    strays = tuple(map(_stray, (*sorted({*made_plan.strays} - replaced), *filed.strays)))
    return Report(
        records=records,
        files=(*(each.path for each in records), *(each.path for each in filed.records), manifest.PATH),
        built=tuple((record.path, made.because[record.path]) for record in made.records),
        removed=removed,
        left=tuple(record.path for record in kept if record.path in made.failed or _is_broken(record, publication)),
        conformance=report,
        problems=(
            *found.problems,
            *strays,
            *made.problems,
            *map(_taken_down, outlived),
            *(_edited(record) for record in kept if digests[record.path] != record.sha256),
        ),
        once=(*found.unreadable, *strays, *made.warnings),
        settled=NOTHING if missing else settled(publication, found.translated, gate, found.asked - made.failed),
    )


def _asked(manner: Manner) -> tuple[Validator, ...]:
    return tuple(each for each in validators.VALIDATORS if each.name not in manner.without)


def _conformance(
    publication: Publication, records: tuple[Record, ...], refused: tuple[Record, ...], manner: Manner
) -> Conformance:
    """Return the report on accessibility; of the renderers, those that check their editions themselves are in it."""
    own = (
        Examiner(name="everyleaf", standard=renderer.checks, media_type=renderer.media_type, version=__version__)
        for renderer in RENDERERS.values()
        if renderer.checks and renderer.name in publication.settings.formats
    )
    others = (
        Examiner(
            name=each.name,
            standard=each.standard,
            media_type=each.media_type,
            version=each.version(),
            skipped=each.name in manner.without,
        )
        for each in validators.VALIDATORS
    )
    return Conformance(
        settings=publication.settings,
        generator=GENERATOR,
        examiners=(*own, *others),
        published=records,
        refused=refused,
    )


def _is_broken(record: Record, publication: Publication) -> bool:
    return any((record.leaflet, record.language) == (leaflet, language.tag) for leaflet, language in publication.broken)


def _taken_down(path: str) -> Diagnostic:
    words = "taken down, since it could not be made anew and may not be true any more"
    at = Span(f"outputs/{path}")
    hint = "mend what keeps it from being made"
    return Diagnostic(code="edition-withdrawn", message=words, at=at, hint=hint, severity=Severity.WARNING)


def _edited(record: Record) -> Diagnostic:
    words = "the edition was changed by hand, and this build did not make it anew, so readers get what nobody built"
    hint = "if a build of everything says so, too, mend what keeps the edition from being made, or remove the file"
    return Diagnostic(code="output-changed", message=words, at=Span(f"outputs/{record.path}"), hint=hint)


def _stray(path: str) -> Diagnostic:
    words = "the file no longer belongs, but it was changed by hand, so it is left"
    hint = "move it away; no later build will speak of it"
    return Diagnostic(code="disk-write", message=words, at=Span(f"outputs/{path}"), hint=hint, severity=Severity.WARNING)
