"""`everyleaf unpack`: a file that translators sent back into the catalogues."""

import argparse
from dataclasses import replace

from pipeline import reports
from pipeline.commands.base import Answer, Command
from pipeline.commands.options import chosen_language
from pipeline.commands.pack import readable
from pipeline.diagnostics import Area
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import english_name
from pipeline.packs import archives, unpacking
from pipeline.packs.unpacking import File, Unpacked
from pipeline.progress import Tell
from pipeline.reports import Json, count


def _arguments(parser: argparse.ArgumentParser) -> None:
    words = "what came back: a pack (.zip), a catalogue (.po) or a spreadsheet (.xlsx)"
    parser.add_argument("file", metavar="FILE", type=Folder.of_file, help=words)
    parser.add_argument("--language", metavar="TAG", help="its language, if it does not say so itself")
    words = "where both sides changed a translation, take the one that came back"
    parser.add_argument("--replace", action="store_true", help=words)
    words = "take it also if the title of the publication was another when it was packed"
    parser.add_argument("--any-title", action="store_true", help=words)


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    folder: Folder = options.publication
    read = readable(folder)
    languages = (chosen_language(read, options.language),) if options.language else read.settings.languages
    place, name = options.file
    file = File(name=name, content=_content(place, name), languages=languages, has_any_title=options.any_title)
    unpacked = unpacking.unpack(read, folder, file, replace_existing=options.replace)
    unpacking.write(folder, unpacked)
    return Answer(
        lines=_lines(unpacked), notes=tuple(map(str, unpacked.problems)), data=_json(unpacked), problems=unpacked.problems
    )


def _content(folder: Folder, name: str) -> bytes:
    """Return the bytes of the file; what is wrong with it is no problem of the sources."""
    try:
        return folder.read(name, archives.SIZE_LIMIT)
    except EveryleafError as error:
        problems = (replace(each, code="pack-unsafe") if each.area is Area.SOURCE else each for each in error.problems)
        raise EveryleafError(*problems) from error


def _lines(unpacked: Unpacked) -> tuple[str, ...]:
    """Return how many messages of each leaflet changed."""
    rows = [[f"{unpacked.language} {leaflet}", str(len(keys))] for leaflet, keys in unpacked.taken.items() if keys]
    if not rows:
        return ("Nothing new came back.",)
    total = count(sum(map(len, unpacked.taken.values())), "message")
    return (*reports.table([["catalogue", "taken"], *rows]), f"Took {total} in {english_name(unpacked.language)}.")


def _json(unpacked: Unpacked) -> Json:
    return {
        "language": unpacked.language.tag,
        "taken": {leaflet: [source for _, source in keys] for leaflet, keys in unpacked.taken.items()},
        "written": list(unpacked.files),
        "problems": reports.problems_json(unpacked.problems),
    }


COMMAND = Command(
    examples=("everyleaf unpack leaflets-ar.zip", "everyleaf unpack get-help.po --language ar"),
    run=_run,
    arguments=_arguments,
)
