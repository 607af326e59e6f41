"""A publication and its outputs to what a build of it has to do, and why. Writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline import index, manifest, validators
from pipeline import publication as publications
from pipeline.build.gate import Gate
from pipeline.build.making import Manner
from pipeline.build.plan import Plan, plan
from pipeline.build.settling import of_translations
from pipeline.build.wanting import is_blocked, spared, wanted, withdrawn
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.manifest import Manifest
from pipeline.model import FormatName
from pipeline.progress import Progress, Stage, Tell
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.renderers import RENDERERS
from pipeline.settled import NOTHING

FORMATS = tuple(FormatName(renderer.name, renderer.suffix, renderer.media_type) for renderer in RENDERERS.values())


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
class Found:
    """What a build finds before it makes anything."""

    before: Manifest
    digests: Mapping[str, str | None]
    """The SHA-256 of every file that the last build left, by its path; None if it is gone."""
    translated: tuple[TranslatedLeaflet, ...]
    """All that is not settled and not broken."""
    gate: Gate
    asked: frozenset[str]
    """The paths of the editions that it is asked about and that are not settled."""
    plan: Plan
    unreadable: tuple[Diagnostic, ...]
    """The problem of the last manifest, if it can't be read; among the problems."""
    problems: tuple[Diagnostic, ...]
    """Of the last manifest, of the sources and the catalogues, and of what may not go out."""


def read(folder: Folder, selection: Selection, manner: Manner) -> Publication:
    """Return the publication in a folder.

    Raises EveryleafError for a problem in the settings or in `source/`, and for a selection or manner that asks for what is
    not there.
    """
    publication = publications.read(folder, FORMATS, manner.settled)
    _check_choices(publication, selection, manner)
    if is_blocked(publication):
        raise EveryleafError(*publication.problems)
    return publication


def look(outputs: Folder, publication: Publication, selection: Selection, manner: Manner, tell: Tell) -> Found:
    """Return what a build finds.

    Raises EveryleafError for a disk that can't be read, and UnsettledError if what is settled was so beside other editions.
    """
    tell(Progress(stage=Stage.TRANSLATE))
    before, unreadable = manifest.read(outputs)
    built = before.records
    translated = tuple(publications.translations(publication, FORMATS))
    tell(Progress(stage=Stage.PLAN))
    gate, editions = wanted(publication, translated, built)
    if publication.settled.leaflets and publication.settled.shown != gate.shown:
        raise UnsettledError
    asked = tuple(each for each in editions if selection.has(*each.key, each.format) or each.path in gate.untrue)
    paths = (*(record.path for record in built), *(file.path for file in before.files))
    digests = {path: index.digest(outputs, path, manner.known) for path in paths}
    return Found(
        before=before,
        digests=digests,
        translated=translated,
        gate=gate,
        asked=frozenset(each.path for each in asked),
        plan=plan(asked, built, digests, spared(publication, gate, built), withdrawn(gate, built)),
        unreadable=unreadable,
        problems=(
            *unreadable,
            *publication.problems,
            *of_translations(publication, translated),
            *gate.problems,
        ),
    )


def explain(folder: Folder, selection: Selection, manner: Manner, tell: Tell) -> Found:
    """Return what a build of the publication in a folder would find now. Raises as `read` and `look` do."""
    tell(Progress(stage=Stage.READ))
    publication, built = read(folder, selection, manner), folder.inside("outputs")
    try:
        return look(built, publication, selection, manner, tell)
    except UnsettledError:
        return look(built, read(folder, selection, unsettled(manner)), selection, manner, tell)


class UnsettledError(Exception):
    """Editions that are settled link to each other, and now to others than they did: nothing may be taken as settled.

    They do so if others are published, or if one of those could not be made.
    """


def unsettled(manner: Manner) -> Manner:
    """Return how a build goes about it that looks at everything."""
    return replace(manner, settled=NOTHING)


def _check_choices(publication: Publication, selection: Selection, manner: Manner) -> None:
    """Raise EveryleafError `unknown-choice` for a leaflet, language, format or validator that there is not."""
    known = {
        "leaflet": (selection.leaflets, [document.id for document in publication.sources.leaflets]),
        "language": (selection.languages, [language.tag for language in publication.settings.all_languages]),
        "format": (selection.formats, list(publication.settings.formats)),
        "validator": (manner.without, [validator.name for validator in validators.VALIDATORS]),
    }
    problems = [
        Diagnostic(code="unknown-choice", message=f'there is no {what} "{each}"', hint="there are: " + ", ".join(there))
        for what, (asked, there) in known.items()
        for each in asked
        if each not in there
    ]
    if problems:
        raise EveryleafError(*problems)
