"""A publication's folder to all that is in it: settings, sources, catalogues and the tool's words."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline import interface, settings, sources
from pipeline.catalogues import store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.diagnostics import Area, Diagnostic, Severity, Span, errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.model import Document, FormatName, TranslatedDocument, Words
from pipeline.settings import Settings
from pipeline.sources import Sources
from pipeline.translate import Surroundings, translate


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One project, read. Problems are gathered in `problems`, errors among them."""

    settings: Settings
    sources: Sources
    catalogues: tuple[tuple[str, Language, Catalogue], ...]
    """(leaflet id, language, catalogue) of every catalogue that is there and whole."""
    words: tuple[Words, ...]
    """The tool's words in each language, the source language first."""
    broken: frozenset[tuple[str, Language]]
    """The leaflets and languages whose catalogue is there but can't be read."""
    problems: tuple[Diagnostic, ...]

    def catalogue(self, leaflet: str, language: Language) -> Catalogue | None:
        """Return the catalogue of a leaflet in a language, or None."""
        found = (each for name, tag, each in self.catalogues if (name, tag) == (leaflet, language))
        return next(found, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedLeaflet:
    """A leaflet in one language, and the source it was made from."""

    source: Document
    document: TranslatedDocument
    problems: tuple[Diagnostic, ...]


def read(folder: Folder, formats: tuple[FormatName, ...]) -> Publication:
    """Return the publication in a folder.

    Raises EveryleafError if there is none, or if its settings can't be read at all; every other problem is gathered.
    """
    publication_settings, wrong_settings = settings.read(folder, tuple(each.name for each in formats))
    read_sources = sources.read(folder, publication_settings)
    problems = [*wrong_settings, *read_sources.problems]
    found: list[tuple[str, Language, Catalogue]] = []
    broken: set[tuple[str, Language]] = set()
    for document in read_sources.documents:
        for language in publication_settings.languages:
            try:
                catalogue = store.read(folder, document.id, language)
            except EveryleafError as error:
                problems += error.problems
                broken.add((document.id, language))
                continue
            if catalogue:
                found.append((document.id, language, catalogue))
            else:
                problems.append(_missing(document, language))
    words = []
    for language in publication_settings.all_languages:
        read_words, more = interface.read(folder, language)
        words.append(read_words)
        problems += more
    return Publication(
        settings=publication_settings,
        sources=read_sources,
        catalogues=tuple(found),
        words=tuple(words),
        broken=frozenset(broken),
        problems=tuple(problems),
    )


def translations(publication: Publication, formats: tuple[FormatName, ...]) -> Iterator[TranslatedLeaflet]:
    """Yield every leaflet in every language, leaflet by leaflet, except those whose catalogue is broken."""
    surroundings = Surroundings(
        settings=publication.settings,
        facts=publication.sources.facts,
        images=publication.sources.images,
        leaflets=frozenset(document.id for document in publication.sources.documents),
        formats=tuple(each for each in formats if each.name in publication.settings.formats),
    )
    by_key = {(name, language): each for name, language, each in publication.catalogues}
    for document in publication.sources.documents:
        for words in publication.words:
            if (document.id, words.language) in publication.broken:
                continue
            catalogue = by_key.get((document.id, words.language))
            translated, problems = translate(document, words.language, catalogue, words, surroundings)
            yield TranslatedLeaflet(source=document, document=translated, problems=problems)


def check(folder: Folder, formats: tuple[FormatName, ...]) -> tuple[Diagnostic, ...]:
    """Return every problem of the publication in a folder: of its sources, its catalogues, and its translations.

    Translations are judged only against sources without errors. Raises as `read` does.
    """
    publication = read(folder, formats)
    if any(problem.area is Area.SOURCE for problem in errors(publication.problems)):
        return publication.problems
    leaflets = translations(publication, formats)
    return (*publication.problems, *(problem for leaflet in leaflets for problem in leaflet.problems))


def _missing(document: Document, language: Language) -> Diagnostic:
    path = store.path(document.id, language)
    words = "there is no catalogue; readers get the whole leaflet in English"
    hint = "make it with: everyleaf update"
    return Diagnostic(code="catalogue-missing", message=words, at=Span(path), hint=hint, severity=Severity.WARNING)
