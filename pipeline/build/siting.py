"""A publication and the records of its editions to the site that readers will find."""

import datetime

from pipeline import __version__
from pipeline.build.revision import revision
from pipeline.facts import in_language
from pipeline.manifest import Record
from pipeline.markdown import parse_source, plain
from pipeline.model import Paragraph, Passage, TranslatedDocument, Words
from pipeline.notices import in_source
from pipeline.portal import site
from pipeline.portal.site import Absence, Entry, Shelf, Site, Topic
from pipeline.publication import Publication
from pipeline.settings import Withdrawal


def site_of(publication: Publication, records: tuple[Record, ...]) -> Site:
    """Return the site with these editions."""
    entries = site.entries(records, publication.settings, _written(publication), _taken_back(publication))
    shelves = tuple(_shelf(publication, words, entries.get(words.language.tag, ())) for words in publication.words)
    return Site(settings=publication.settings, generator=f"everyleaf {__version__}", shelves=shelves)


def _written(publication: Publication) -> dict[str, str]:
    """Return the source revision of each leaflet as its author wrote it."""
    sources, source = publication.sources, publication.settings.source_language
    facts = in_language(sources.facts, source, source)
    return {each.id: revision(each, facts, facts, sources.images).source for each in sources.leaflets}


def _taken_back(publication: Publication) -> dict[tuple[str, str], datetime.date]:
    """Return the day on which approval of a leaflet in a language was last taken back, where it was."""
    return {
        (language.tag, leaflet.id): day
        for language, approvals in publication.approvals.items()
        for leaflet in publication.sources.leaflets
        if (day := approvals.taken_back(leaflet.id))
    }


def _shelf(publication: Publication, words: Words, entries: tuple[Entry, ...]) -> Shelf:
    settings, language = publication.settings, words.language
    surroundings = publication.surroundings(language, formats=())
    front = publication.front(surroundings)
    topics, withdrawn = _names(publication, front)
    there = {entry.leaflet for entry in entries}
    missing = (
        Absence(leaflet=document.id, language=language, title=title, is_withdrawn=False)
        for document in publication.sources.leaflets
        if document.id not in there
        for said in [plain(parse_source(document.title.markdown, surroundings.original).inlines)]
        for title in [in_source(said, settings.source_language, language)]
    )
    gone = (
        Absence(leaflet=each.leaflet, language=language, title=title, is_withdrawn=True, withdrawn_on=each.on)
        for each, title in withdrawn
    )
    return Shelf(
        language=language,
        words=words,
        title=surroundings.title,
        introduction=front.summary if front else None,
        topics=tuple(Topic(id=topic, name=name) for topic, name in topics),
        entries=entries,
        absences=(*missing, *gone),
    )


def _names(
    publication: Publication, front: TranslatedDocument | None
) -> tuple[tuple[tuple[str, Passage], ...], tuple[tuple[Withdrawal, Passage], ...]]:
    """Return the ids of the topics, and the withdrawn leaflets, each with its name in the language."""
    portal = publication.settings.portal
    if portal is None or front is None:
        return (), ()
    texts = iter([block.text for block in front.blocks if isinstance(block, Paragraph)])
    return (
        tuple((topic, next(texts)) for topic, _ in portal.topics),
        tuple((each, next(texts)) for each in portal.withdrawn),
    )
