"""`everyleaf update`: the leaflets' messages to templates, and the templates into every language's catalogues."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace

from pipeline import approvals, interface, memory, messages, minor, saving, settings, sources
from pipeline.approvals import Judge
from pipeline.catalogues import po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.language import Catalogues, merge_all
from pipeline.catalogues.merge import Changes, Merged
from pipeline.catalogues.origins import Clues, IsApproved
from pipeline.catalogues.template import template
from pipeline.diagnostics import Diagnostic, errors
from pipeline.errors import EveryleafError
from pipeline.facts import in_language
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.memory import Memory
from pipeline.minor import MinorEdits
from pipeline.model import Message
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the catalogues should have: all that the leaflets say now."""

    settings: Settings
    messages: Mapping[str, tuple[Message, ...]]
    """By leaflet, in reading order."""
    minor: MinorEdits
    files: Mapping[str, bytes]
    """The templates as they will be written, by path."""
    templates: Mapping[str, Catalogue]
    """The same by leaflet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageUpdate:
    """What an update does to the catalogues of one language."""

    before: Catalogues
    merged: Mapping[str, Merged]
    """What becomes of the catalogues, by leaflet, in the order in which they must be written."""
    is_approved: Mapping[str, IsApproved]
    """By leaflet, also one that is gone, which translations somebody approved."""
    problems: tuple[Diagnostic, ...]
    """Of the catalogues and approvals that can't be read."""

    @property
    def files(self) -> Iterator[tuple[str, bytes]]:
        """The paths of the catalogues that change, and what they will hold."""
        for leaflet, merged in self.merged.items():
            before = self.before.by_leaflet[leaflet]
            content = po.dump(merged.catalogue)
            if before is None or content != po.dump(before):
                yield store.path(leaflet, self.before.language), content


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update did."""

    changes: Mapping[tuple[Language, str], Changes]
    """By language and leaflet; without the catalogues that can't be read."""
    written: tuple[str, ...]
    """The paths of all files that were written, templates and catalogues in which only comments changed among them."""
    problems: tuple[Diagnostic, ...]
    """Of the catalogues and approvals that can't be read; the former were left as they are."""


def update_publication(folder: Folder, known_formats: tuple[str, ...], memories: Memory = memory.NOTHING) -> Updated:
    """Bring the templates and catalogues of a publication up to date; a file that does not change is not written.

    Nothing is written before all is known. Files are written one after another, each whole or not at all, and a catalogue
    that a message moved to before the one that it came from: whenever this is interrupted, no translation is lost, and the
    next update does the rest.
    Raises EveryleafError for a problem in `source/`, before anything is written.
    """
    wanted = extract(folder, known_formats)
    files = dict(wanted.files)
    as_read: dict[str, bytes] = {}
    changes: dict[tuple[Language, str], Changes] = {}
    problems: list[Diagnostic] = []
    for each in by_language(folder, wanted, memories):
        files |= dict(each.files)
        as_read |= {store.path(name, each.before.language): po.dump(it) for name, it in each.before.by_leaflet.items() if it}
        changes |= {(each.before.language, leaflet): each.merged[leaflet].changes for leaflet in each.before.by_leaflet}
        problems += each.problems
    with ExitStack() as held:
        for place in dict.fromkeys(path.rpartition("/")[0] for path in files):
            held.enter_context(saving.alone(folder, place))
        written = tuple(path for path, content in files.items() if _write(folder, path, content, as_read.get(path)))
    return Updated(changes=changes, written=written, problems=tuple(problems))


def extract(folder: Folder, known_formats: tuple[str, ...]) -> Wanted:
    """Return what the leaflets of a publication say now. Raises EveryleafError for a problem in `source/`."""
    publication, wrong_settings = settings.read(folder, known_formats)
    read = sources.read(folder, publication)
    edits, wrong_edits = minor.read(folder, sources.critical_texts(read.documents))
    if wrong := errors((*wrong_settings, *read.problems, *wrong_edits)):
        raise EveryleafError(*wrong)
    shown = in_language(read.facts, publication.source_language, publication.source_language)
    facts = {
        fact.name: f"{shown[fact.name].text} ({fact.note})" if fact.note else shown[fact.name].text for fact in read.facts
    }
    found = {document.id: tuple(messages.extract(document)) for document in read.documents}
    contents = {
        leaflet: template(its, project=publication.title, facts=facts, terms=read.terms) for leaflet, its in found.items()
    }
    return Wanted(
        settings=publication,
        messages=found,
        minor=edits,
        files={store.template_path(leaflet): content for leaflet, content in contents.items()},
        templates={leaflet: po.parse(content, store.template_path(leaflet)) for leaflet, content in contents.items()},
    )


def by_language(folder: Folder, wanted: Wanted, memories: Memory = memory.NOTHING) -> Iterator[LanguageUpdate]:
    """Yield what an update does to each language in turn, in the order of the settings; nothing is written."""
    critical = {
        leaflet: frozenset(each.markdown for each in its if each.critical) for leaflet, its in wanted.messages.items()
    }
    for language in wanted.settings.languages:
        there, problems = _read(folder, language, wanted)
        stated, unreadable = approvals.read(folder, language)
        names = (*there.by_leaflet, *there.orphans)
        is_approved = {each: _is_approved(Judge(each, stated, wanted.minor.earlier)) for each in names}
        clues = {each: Clues(minor=wanted.minor.later(each), is_approved=is_approved[each]) for each in there.by_leaflet}
        merged = merge_all(there, wanted.templates, clues)
        yield LanguageUpdate(
            before=there,
            merged={leaflet: _filled(each, memories, language, critical[leaflet]) for leaflet, each in merged.items()},
            is_approved=is_approved,
            problems=(*problems, *unreadable),
        )


def _read(folder: Folder, language: Language, wanted: Wanted) -> tuple[Catalogues, tuple[Diagnostic, ...]]:
    """Return what there is in a language, and the problems of the catalogues that can't be read."""
    leaflets = tuple(wanted.messages)
    found = (path.rpartition("/")[2].removesuffix(".po") for path in folder.find(store.path("*", language)))
    orphans = [name for name in found if name not in leaflets and name != interface.DOMAIN]
    read: dict[str, Catalogue | None] = {}
    problems: list[Diagnostic] = []
    for name in (*leaflets, *orphans):
        try:
            read[name] = store.read(folder, name, language)
        except EveryleafError as error:
            problems += error.problems
    there = Catalogues(
        language=language,
        by_leaflet={name: read[name] for name in leaflets if name in read},
        orphans={name: catalogue for name in orphans if (catalogue := read.get(name))},
    )
    return there, tuple(problems)


def _filled(merged: Merged, memories: Memory, language: Language, critical: frozenset[str]) -> Merged:
    """Return a merged catalogue with what the memories have for it."""
    catalogue, filled = memory.fill(merged.catalogue, memories, language, critical)
    new = tuple(each for each in merged.changes.new if each not in filled)
    return (
        replace(merged, catalogue=catalogue, changes=replace(merged.changes, new=new, filled=filled)) if filled else merged
    )


def _is_approved(judge: Judge) -> IsApproved:
    """Return whom to ask about the translations of a leaflet; approvals know neither contexts nor plurals."""

    def is_approved(context: str | None, source: str, strings: tuple[str, ...]) -> bool:
        return context is None and len(strings) == 1 and judge.approval(source, strings[0]) is not None

    return is_approved


def _write(folder: Folder, path: str, content: bytes, as_read: bytes | None) -> bool:
    """Write a file unless it has these bytes already; return whether it was written.

    Raises EveryleafError `disk-write` for a catalogue that somebody saved since it was read: their words are not in the
    content.
    """
    now = folder.read(path, store.SIZE_LIMIT) if folder.exists(path) else None
    if now == content:
        return False
    if as_read is not None:
        saving.check_unchanged(folder, path, as_read)
    folder.write(path, content)
    return True
