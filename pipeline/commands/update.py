"""`everyleaf update`: the leaflets' messages into the catalogues of every language."""

import argparse
from dataclasses import asdict, fields

from pipeline import build, memory, reports, settings, update
from pipeline.catalogues.merge import Changes
from pipeline.commands.base import Answer, Command
from pipeline.files import Folder
from pipeline.languages import Language, english_name
from pipeline.memory import Memory
from pipeline.progress import Tell
from pipeline.reports import Json, count
from pipeline.update import Updated

_KINDS = tuple(field.name for field in fields(Changes))
_ALWAYS = ("new", "changed", "revived", "obsolete")
"""What a table has a column for, even if there is nothing of it; all else is rare."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    words = "fill messages without a translation from a .tmx file or another catalogue; may be repeated"
    parser.add_argument("--memory", metavar="FILE", type=Folder.of_file, action="append", default=[], help=words)


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    formats = tuple(each.name for each in build.FORMATS)
    memories = _memories(options.publication, formats, options.memory)
    updated = update.update_publication(options.publication, formats, memories)
    left_out = _left_out(memories)
    return Answer(
        lines=_lines(updated),
        notes=(*map(str, updated.problems), *left_out),
        data=_json(updated) | {"memory_units_left_out": memories.left_out},
        problems=updated.problems,
    )


def _memories(folder: Folder, formats: tuple[str, ...], files: list[tuple[Folder, str]]) -> Memory:
    if not files:
        return memory.NOTHING
    languages = settings.read(folder, formats)[0].languages
    return memory.together(memory.read(place, name, languages) for place, name in files)


def _left_out(memories: Memory) -> tuple[str, ...]:
    if not memories.left_out:
        return ()
    return (f"{count(memories.left_out, 'unit')} of the translation memory with tags inside the text: left out.",)


def _lines(updated: Updated) -> tuple[str, ...]:
    """Return a table for each language in which messages changed; without any, how many files have other comments."""
    met = {kind for each in updated.changes.values() for kind in _KINDS if getattr(each, kind)}
    kinds = tuple(kind for kind in _KINDS if kind in met or kind in _ALWAYS)
    lines: list[str] = []
    for language in dict.fromkeys(language for language, _ in updated.changes):
        counts = {leaflet: _counts(each, kinds) for (its, leaflet), each in updated.changes.items() if its == language}
        lines += _table(language, kinds, {leaflet: each for leaflet, each in counts.items() if any(each)})
    if lines:
        return tuple(lines[:-1])
    files = count(len(updated.written), "file")
    return (f"No message changed; the comments for translators did, in {files}." if updated.written else "Nothing changed.",)


def _table(language: Language, kinds: tuple[str, ...], counts: dict[str, tuple[int, ...]]) -> tuple[str, ...]:
    """Return a row for each leaflet, a total, and an empty line; nothing for nothing."""
    if not counts:
        return ()
    rows = [(f"{language} {english_name(language)}", *kinds), *((name, *map(str, each)) for name, each in counts.items())]
    if len(counts) > 1:
        rows.append(("total", *(str(sum(column)) for column in zip(*counts.values(), strict=True))))
    return (*reports.table(rows), "")


def _counts(changes: Changes, kinds: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(len(getattr(changes, kind)) for kind in kinds)


def _json(updated: Updated) -> Json:
    """Return what an update did to each catalogue, as JSON."""
    return {
        "catalogues": [
            {"leaflet": leaflet, "language": language.tag, **{kind: list(its) for kind, its in asdict(changes).items()}}
            for (language, leaflet), changes in updated.changes.items()
        ],
        "written": list(updated.written),
        "problems": reports.problems_json(updated.problems),
    }


COMMAND = Command(
    examples=("everyleaf update", "everyleaf update --memory agency.tmx"),
    run=_run,
    arguments=_arguments,
)
