"""`everyleaf minor`: an author's statement that the latest edits of a leaflet change spelling and punctuation only."""

import argparse

from pipeline import build, minor, publication
from pipeline.catalogues import matching, po, store
from pipeline.commands.base import Answer, Command
from pipeline.commands.options import chosen_leaflet, name, past_day, today
from pipeline.diagnostics import Diagnostic, Severity, Span, errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.messages import extract
from pipeline.minor import Declared, MinorEdit
from pipeline.model import Document, Message
from pipeline.progress import Tell
from pipeline.reports import problems_json


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("leaflet", metavar="LEAFLET", help="the leaflet's id: the name of its file without .md")
    parser.add_argument("--by", metavar="NAME", type=name, required=True, help="who says so")
    parser.add_argument("--reason", metavar="WORDS", type=name, required=True, help="what was changed, such as: a comma")
    parser.add_argument("--on", metavar="DAY", type=past_day, default=today(), help="when they said so (default: today)")


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    folder: Folder = options.publication
    read = publication.read(folder, build.FORMATS)
    document = chosen_leaflet(read, options.leaflet)
    if wrong := [each for each in errors(read.problems) if each.at and each.at.path in (document.path, minor.PATH)]:
        raise EveryleafError(*wrong)
    critical = frozenset(message.markdown for message in extract(document) if message.critical)
    declared = Declared(read.minor.edits, {document.id: critical})
    edits, refused = [], []
    for before, after in _changed(folder, document):
        edit = MinorEdit(
            leaflet=document.id,
            before=before,
            after=after.markdown,
            by=options.by,
            on=options.on,
            reason=options.reason,
            at=after.at,
        )
        if why := declared.add(edit):
            refused.append(_not_minor(edit, why))
        else:
            edits.append(edit)
    if edits:
        minor.append(folder, edits)
    return Answer(
        lines=_lines(edits, refused),
        notes=tuple(map(str, refused)),
        data={"edits": [{"from": each.before, "to": each.after} for each in edits], "problems": problems_json(refused)},
        problems=tuple(refused),
    )


def _changed(folder: Folder, document: Document) -> list[tuple[str, Message]]:
    """Return what messages were at the last update, and what they are now, in reading order."""
    path = store.template_path(document.id)
    if not folder.exists(path):
        words = "there is no template, so nobody can tell what was edited"
        hint = "make it with: everyleaf update"
        raise EveryleafError(Diagnostic(code="catalogue-missing", message=words, at=Span(path), hint=hint))
    before = [entry.id for entry in po.parse(folder.read(path, store.SIZE_LIMIT), path).entries if not entry.is_header]
    now = {message.markdown: message for message in extract(document)}
    return [(old, now[text]) for text, old in matching.changed(before, now).items()]


def _not_minor(edit: MinorEdit, why: str) -> Diagnostic:
    words = f'this edit is not minor: {why}; it was "{edit.before}"'
    hint = "it stays an edit like any other: its translations need review after everyleaf update"
    return Diagnostic(code="not-minor", message=words, at=edit.at, hint=hint, severity=Severity.WARNING)


def _lines(edits: list[MinorEdit], refused: list[Diagnostic]) -> tuple[str, ...]:
    if not edits:
        return ("No minor edit since the last update." if refused else "Nothing changed since the last update.",)
    shown = (line for edit in edits for line in (f"  was  {edit.before}", f"  is   {edit.after}"))
    return (f"Declared as minor in {minor.PATH}:", *shown, "Go on with: everyleaf update")


COMMAND = Command(
    examples=('everyleaf minor get-help --by "Ana Costa" --reason "a missing comma"',),
    run=_run,
    arguments=_arguments,
)
