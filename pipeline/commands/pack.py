"""`everyleaf pack`: a language of the publication to a file that is sent to its translators."""

import argparse

from pipeline import build, publication, reports
from pipeline.commands.base import Answer, Command
from pipeline.commands.options import chosen_language, chosen_leaflet
from pipeline.diagnostics import Area, Diagnostic, Span, errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language, english_name
from pipeline.packs import archives, packing
from pipeline.packs.packing import Form, Pack
from pipeline.progress import Tell
from pipeline.publication import Publication
from pipeline.reports import count


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", metavar="TAG", required=True, help="the language to translate into")
    words = "only this leaflet; may be repeated"
    parser.add_argument("--leaflet", metavar="ID", action="append", default=[], help=words)
    words = "catalogues for translation tools, spreadsheets, or both (default: po)"
    parser.add_argument("--format", choices=list(map(str, Form)), default=str(Form.CATALOGUES), help=words)
    words = "the file to make (default: leaflets-TAG.zip in this folder)"
    parser.add_argument("--to", metavar="FILE", type=Folder.of_file, help=words)


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    read = readable(options.publication)
    language = chosen_language(read, options.language)
    ids = [chosen_leaflet(read, each).id for each in options.leaflet] or [each.id for each in read.sources.documents]
    pack = packing.pack(read, language, ids, Form(options.format))
    folder, name = options.to or Folder.of_file(f"leaflets-{language}.zip")
    _write(folder, name, pack.content)
    return Answer(
        lines=_lines(pack, language, name),
        notes=reports.folded(pack.problems),
        data={"made": name, "leaflets": list(pack.leaflets), "problems": reports.problems_json(pack.problems)},
    )


def readable(folder: Folder) -> Publication:
    """Return the publication in a folder. Raises EveryleafError if its sources have an error."""
    read = publication.read(folder, build.FORMATS)
    if wrong := [each for each in errors(read.problems) if each.area in (Area.SOURCE, Area.DISK)]:
        raise EveryleafError(*wrong)
    return read


def _lines(pack: Pack, language: Language, name: str) -> tuple[str, ...]:
    return (
        f"Packed {count(len(pack.leaflets), 'leaflet')} for translation into {english_name(language)}: {name}",
        "Send it to the translator. What comes back is taken in by: everyleaf unpack FILE",
    )


def _write(folder: Folder, name: str, content: bytes) -> None:
    """Write a pack, but over no other file: it might be one that came back."""
    if folder.exists(name):
        if folder.digest(name) and folder.read(name, archives.SIZE_LIMIT) == content:
            return
        words, hint = "there is another file of this name", "move it away, or name another file with: --to FILE"
        raise EveryleafError(Diagnostic(code="file-exists", message=words, at=Span(name), hint=hint))
    folder.write(name, content)


COMMAND = Command(
    examples=(
        "everyleaf pack --language ar",
        "everyleaf pack --language so --leaflet get-help --format xlsx --to somali.zip",
    ),
    run=_run,
    arguments=_arguments,
)
