"""`everyleaf status`: a publication to how much of each leaflet is translated."""

import argparse
from collections.abc import Sequence

from pipeline import build, publication, reports
from pipeline.commands.base import Answer, Command, Progress
from pipeline.languages import english_name
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.reports import Json


def _run(options: argparse.Namespace, _: Progress) -> Answer:
    read = publication.read(options.publication, build.FORMATS)
    leaflets = tuple(publication.translations(read, build.FORMATS))
    return Answer(lines=_lines(read, leaflets), data=_json(leaflets), problems=read.problems)


def _lines(publication: Publication, leaflets: Sequence[TranslatedLeaflet]) -> tuple[str, ...]:
    """Return a table: a row a language, a column a leaflet, in each cell the share of its messages that is translated."""
    ids = [document.id for document in publication.sources.documents]
    shares = {(each.document.language, each.document.id): f"{each.document.coverage.percent}%" for each in leaflets}
    rows = [["", *ids]]
    for language in publication.settings.languages:
        name = f"{language.tag} {english_name(language)}"
        rows.append([name, *(shares.get((language, leaflet), "broken") for leaflet in ids)])
    return (
        (*reports.table(rows), "", "None of these translations is approved yet.")
        if len(rows) > 1
        else ("No languages yet.",)
    )


def _json(leaflets: Sequence[TranslatedLeaflet]) -> list[Json]:
    """Return the coverage of every leaflet in every language, as JSON."""
    return [
        {
            "leaflet": each.document.id,
            "language": each.document.language.tag,
            "messages": each.document.coverage.total,
            "translated": each.document.coverage.translated,
            "needs_review": each.document.coverage.needs_review,
            "missing": each.document.coverage.missing,
            "unusable": each.document.coverage.unusable,
            "approval": None,
        }
        for each in leaflets
    ]


COMMAND = Command(
    name="status",
    summary="show how much of each leaflet is translated",
    examples=("everyleaf status",),
    run=_run,
)
