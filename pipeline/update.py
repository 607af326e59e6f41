"""`everyleaf update`: the leaflets' messages to templates, and the templates into every language's catalogues."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import messages, settings, sources
from pipeline.catalogues import po, store, update
from pipeline.catalogues.update import Merged
from pipeline.diagnostics import Diagnostic, errors
from pipeline.errors import EveryleafError
from pipeline.facts import in_language
from pipeline.files import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update did."""

    merged: Mapping[tuple[str, str], Merged]
    """By leaflet id and language tag, leaflet by leaflet; without the catalogues that can't be read."""
    written: tuple[str, ...]
    """The paths of all files that were written, templates and catalogues in which only comments changed among them."""
    problems: tuple[Diagnostic, ...]
    """Of the catalogues that can't be read, and were left as they are."""


def update_publication(folder: Folder, known_formats: tuple[str, ...]) -> Updated:
    """Bring the templates and catalogues of a publication up to date; a file that does not change is not written.

    Raises EveryleafError for a problem in `source/`, before anything is written.
    """
    publication, wrong_settings = settings.read(folder, known_formats)
    read = sources.read(folder, publication)
    if wrong := errors((*wrong_settings, *read.problems)):
        raise EveryleafError(*wrong)
    shown = in_language(read.facts, publication.source_language, publication.source_language)
    facts = {
        fact.name: f"{shown[fact.name].text} ({fact.note})" if fact.note else shown[fact.name].text for fact in read.facts
    }
    merged: dict[tuple[str, str], Merged] = {}
    written: list[str] = []
    problems: list[Diagnostic] = []
    for document in read.documents:
        content = update.template(messages.extract(document), project=publication.title, facts=facts, terms=read.terms)
        place = store.template_path(document.id)
        template = po.parse(content, place)
        written += _write(folder, place, content)
        for language in publication.languages:
            try:
                catalogue = store.read(folder, document.id, language)
            except EveryleafError as error:
                problems += error.problems
                continue
            result = update.merge(catalogue, template, language)
            written += _write(folder, store.path(document.id, language), po.dump(result.catalogue))
            merged[document.id, language.tag] = result
    return Updated(merged=merged, written=tuple(written), problems=tuple(problems))


def _write(folder: Folder, path: str, content: bytes) -> tuple[str, ...]:
    """Write a file unless it has these bytes already; return the paths that were written."""
    if folder.exists(path) and folder.read(path, store.SIZE_LIMIT) == content:
        return ()
    folder.write(path, content)
    return (path,)
