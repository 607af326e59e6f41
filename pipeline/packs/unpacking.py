"""A file that translators sent back to the catalogues with their work, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from pipeline.catalogues import identity, po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Key
from pipeline.checks import acceptance
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.packs import agreement, merging, returned
from pipeline.packs.returned import Return, ReturnedLeaflet
from pipeline.publication import Publication
from pipeline.translate import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What was taken from a return."""

    language: Language
    taken: Mapping[str, tuple[Key, ...]]
    """The messages whose entries changed, by leaflet; of leaflets that came back, also where that is none."""
    files: Mapping[str, bytes]
    """The catalogues that changed, by their paths."""
    problems: tuple[Diagnostic, ...]
    """What was not taken and why, then what the checks find in what was taken, and what translators accepted of it."""


def unpack(
    publication: Publication, content: bytes, name: str, languages: tuple[Language, ...], *, replace_existing: bool = False
) -> Unpacked:
    """Return what becomes of the catalogues with the work in a file that came back in one of some languages.

    `merging.merge` says what is taken. The sources of the publication have no errors.
    Raises EveryleafError for a file of which any part does not belong or can't be read, and for a catalogue of ours that
    can't be read.
    """
    ids = frozenset(document.id for document in publication.sources.documents)
    came_back = returned.read(content, name, ids, languages)
    language = came_back.language
    before = _ours(publication, came_back)
    agreed, differences = agreement.agreed(came_back.leaflets)
    after, taken, problems = _merged(before, agreed, language, replace_existing=replace_existing)
    changed = {leaflet: each for leaflet, each in after.items() if taken[leaflet]}
    files = dict(_file(each, store.path(leaflet, language), language) for leaflet, each in changed.items())
    found = (*_findings(publication, language, changed, taken), *_accepted(before, changed, language))
    return Unpacked(
        language=language,
        taken=taken,
        files=files,
        problems=(*came_back.problems, *differences, *problems, *found),
    )


def _ours(publication: Publication, came_back: Return) -> Mapping[str, Catalogue]:
    """Return our catalogues of the leaflets that came back, by their ids."""
    ids = {each.leaflet for each in came_back.leaflets}
    found = {leaflet: each for leaflet in ids if (each := publication.catalogue(leaflet, came_back.language))}
    places = {store.path(leaflet, came_back.language) for leaflet in ids - found.keys()}
    if problems := tuple(problem for problem in publication.problems if problem.at and problem.at.path in places):
        raise EveryleafError(*problems)
    return dict(sorted(found.items()))


def _merged(
    ours: Mapping[str, Catalogue], leaflets: Sequence[ReturnedLeaflet], language: Language, *, replace_existing: bool
) -> tuple[dict[str, Catalogue], dict[str, tuple[Key, ...]], tuple[Diagnostic, ...]]:
    """Return the catalogues, the messages that were taken, and what was not taken; one file after the other."""
    after = dict(ours)
    taken: dict[str, tuple[Key, ...]] = dict.fromkeys(ours, ())
    problems: list[Diagnostic] = []
    for each in leaflets:
        path = store.path(each.leaflet, language)
        merged = merging.merge(after[each.leaflet], each, path, replace_existing=replace_existing)
        if merged.taken:
            after[each.leaflet] = merged.catalogue
            taken[each.leaflet] += merged.taken
        problems += merged.problems
    return after, taken, tuple(problems)


def _file(catalogue: Catalogue, path: str, language: Language) -> tuple[str, bytes]:
    """Return a catalogue's path and bytes. Raises EveryleafError if it can't be read again with what came back."""
    content = po.dump(catalogue)
    po.parse(content, path, language)
    return path, content


def _findings(
    publication: Publication, language: Language, changed: Mapping[str, Catalogue], taken: Mapping[str, tuple[Key, ...]]
) -> Iterator[Diagnostic]:
    """Yield what the checks find in the translations that were taken; `_accepted` says what somebody accepted of it."""
    surroundings = publication.surroundings(language, formats=())
    for document in publication.sources.documents:
        if catalogue := changed.get(document.id):
            _, problems = translate(document, catalogue, surroundings, publication.judge(document.id, language))
            entries = (catalogue.by_id(source, context) for context, source in taken[document.id])
            lines = {entry.line for entry in entries if entry}
            found = (problem for problem in problems if problem.at and problem.at.line in lines)
            yield from (problem for problem in found if problem.code != "finding-accepted")


def _accepted(before: Mapping[str, Catalogue], changed: Mapping[str, Catalogue], language: Language) -> Iterator[Diagnostic]:
    """Yield a warning for each finding that a comment accepts which came in: somebody here should know."""
    for leaflet, catalogue in changed.items():
        old = {entry.key: entry.comments for entry in before[leaflet].entries}
        for entry in catalogue.entries:
            new = [comment for comment in entry.comments if comment not in old.get(entry.key, ())]
            for code in sorted(acceptance.accepted(new, identity.digest(leaflet, entry))):
                words = f"the translator accepted {code} here, with a reason that stands in the catalogue"
                hint = "read the reason; if you do not agree, delete that comment"
                at = Span(store.path(leaflet, language), entry.line)
                yield Diagnostic(code="finding-accepted", message=words, at=at, hint=hint, severity=Severity.WARNING)


def write(folder: Folder, files: Mapping[str, bytes]) -> None:
    """Write files in the place of others: all of them, or if anything fails or Ctrl-C is pressed, none."""
    before = {path: folder.read(path, store.SIZE_LIMIT) for path in files}
    for path in files:
        folder.check_target(path)
    with ExitStack() as undo:
        for path, content in files.items():
            undo.callback(folder.write, path, before[path])
            folder.write(path, content)
        undo.pop_all()
