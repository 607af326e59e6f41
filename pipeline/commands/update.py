"""`everyleaf update`: the leaflets' messages into the catalogues of every language."""

import argparse

from pipeline import build, reports, update
from pipeline.commands.base import Answer, Command, Progress
from pipeline.reports import Json, count
from pipeline.update import Updated


def _run(options: argparse.Namespace, _: Progress) -> Answer:
    updated = update.update_publication(options.publication, tuple(each.name for each in build.FORMATS))
    return Answer(
        lines=_lines(updated), notes=tuple(map(str, updated.problems)), data=_json(updated), problems=updated.problems
    )


def _lines(update: Updated) -> tuple[str, ...]:
    """Return a table: a row a catalogue in which messages changed; without any, how many files have other comments."""
    rows = [["catalogue", "new", "changed", "revived", "obsolete"]]
    for (leaflet, tag), each in update.merged.items():
        counts = [len(each.new), len(each.changed), len(each.revived), len(each.obsolete)]
        if any(counts):
            rows.append([f"{tag} {leaflet}", *map(str, counts)])
    if len(rows) > 1:
        return reports.table(rows)
    changed = count(len(update.written), "file")
    return (
        f"No message changed; the comments for translators did, in {changed}." if update.written else "Nothing changed.",
    )


def _json(update: Updated) -> Json:
    """Return what an update did to each catalogue, as JSON."""
    catalogues = [
        {
            "leaflet": leaflet,
            "language": tag,
            "new": list(each.new),
            "changed": list(each.changed),
            "revived": list(each.revived),
            "obsolete": list(each.obsolete),
        }
        for (leaflet, tag), each in update.merged.items()
    ]
    return {
        "catalogues": catalogues,
        "written": list(update.written),
        "problems": reports.problems_json(update.problems),
    }


COMMAND = Command(
    name="update",
    summary="bring the catalogues up to date with the leaflets; nothing that a translator wrote is lost",
    examples=("everyleaf update",),
    run=_run,
)
