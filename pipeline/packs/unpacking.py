"""A file that translators sent back to the catalogues with their work, and what is wrong with it."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline import interface, saving
from pipeline.catalogues import identity, po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Key
from pipeline.checks import acceptance
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.packs import joining, returned
from pipeline.packs.joining import Ours
from pipeline.packs.returned import Return
from pipeline.publication import Publication
from pipeline.translate import translate


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that came back."""

    name: str
    content: bytes
    languages: tuple[Language, ...]
    """Those that it may be in."""
    has_any_title: bool = False
    """Whether it may be of a publication with another title: of this one, before its title was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What was taken from a return."""

    language: Language
    taken: Mapping[str, tuple[Key, ...]]
    """The messages whose entries changed, by leaflet; of leaflets that came back, also where that is none."""
    as_read: Mapping[str, bytes]
    """The catalogues that change, by their paths, as they were."""
    files: Mapping[str, bytes]
    """The same, as they will be."""
    problems: tuple[Diagnostic, ...]
    """What was not taken and why, then what the checks find in what was taken, and what translators accepted of it."""


def unpack(publication: Publication, folder: Folder, file: File, *, replace_existing: bool = False) -> Unpacked:
    """Return what becomes of the catalogues with the work in a file that came back.

    `joining.join` says what is taken. The folder is that of the publication, whose sources have no errors.
    Raises EveryleafError for a file of which any part does not belong or can't be read, and for a catalogue of ours that
    can't be read.
    """
    ids = frozenset(document.id for document in publication.sources.documents)
    orphans = {language: _orphans(folder, language, ids) for language in file.languages}
    title = None if file.has_any_title else publication.settings.title
    came_back = returned.read(file.content, file.name, ids.union(*orphans.values()), file.languages, title)
    language = came_back.language
    ours = _ours(publication, folder, came_back, orphans[language])
    joined = joining.join(came_back, ours, replace_existing=replace_existing)
    before = ours.by_leaflet
    changed = {leaflet: joined.catalogues[leaflet] for leaflet, keys in joined.taken.items() if keys}
    found = (*_findings(publication, language, changed, joined.taken), *_accepted(before, changed, language))
    return Unpacked(
        language=language,
        taken=joined.taken,
        as_read={store.path(leaflet, language): po.dump(before[leaflet]) for leaflet in changed},
        files=dict(_file(each, store.path(leaflet, language), language) for leaflet, each in changed.items()),
        problems=(*joined.problems, *found),
    )


def _orphans(folder: Folder, language: Language, leaflets: frozenset[str]) -> frozenset[str]:
    """Return the names of the catalogues in a language that belong to no leaflet: it is gone, or got another name."""
    names = frozenset(path.rpartition("/")[2].removesuffix(".po") for path in folder.find(store.path("*", language)))
    return names - leaflets - {interface.DOMAIN}


def _ours(publication: Publication, folder: Folder, came_back: Return, orphans: frozenset[str]) -> Ours:
    """Return our catalogues. Raises EveryleafError if one is missing or can't be read that work came back for."""
    language = came_back.language
    found = {leaflet: each for (leaflet, its), each in publication.catalogues.items() if its == language}
    ids = {each.leaflet for each in came_back.leaflets}
    documents = {document.id for document in publication.sources.documents}
    if missing := (ids & documents) - found.keys() or (set() if found else documents):
        raise EveryleafError(*_problems(publication, missing, language))
    read = {leaflet: store.read(folder, leaflet, language) for leaflet in sorted(ids & orphans)}
    return Ours(
        catalogues=dict(sorted(found.items())),
        orphans={leaflet: each for leaflet, each in read.items() if each},
        unreadable=_problems(publication, {leaflet for leaflet, its in publication.broken if its == language}, language),
        minor=publication.minor,
    )


def _problems(publication: Publication, leaflets: Collection[str], language: Language) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the catalogues of leaflets in a language."""
    places = {store.path(leaflet, language) for leaflet in leaflets}
    return tuple(problem for problem in publication.problems if problem.at and problem.at.path in places)


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


def write(folder: Folder, unpacked: Unpacked) -> None:
    """Write the catalogues that changed: all of them, or if anything fails or Ctrl-C is pressed, none.

    Raises EveryleafError `disk-write` also if another process of Everyleaf is about to, and for a catalogue that somebody
    saved since it was read.
    """
    if not unpacked.files:
        return
    with saving.alone(folder, _folder(unpacked.language)):
        for path, content in unpacked.as_read.items():
            saving.check_unchanged(folder, path, content)
            folder.check_target(path)
        with ExitStack() as undo:
            for path, content in unpacked.files.items():
                undo.callback(folder.write, path, unpacked.as_read[path])
                folder.write(path, content)
            undo.pop_all()


def _folder(language: Language) -> str:
    """Return where the catalogues of a language lie."""
    return str(PurePosixPath(store.path("", language)).parent)
