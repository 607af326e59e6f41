"""One leaflet's file to a document: YAML front matter, then Markdown."""

import datetime
import re
from pathlib import PurePosixPath
from types import MappingProxyType

from pipeline import yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.languages import Language
from pipeline.model import Acceptance, Document, Message, Role
from pipeline.sources import blocks, comments, front

FOLDER = "source/leaflets"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAKEN = MappingProxyType({"interface": "the tool's own words", front.ID: "the publication's own words"})
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def parse(text: str, path: str, language: Language) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the document that a leaflet's text holds, and all its problems; None if it has no readable front matter."""
    match = _FRONT_MATTER.match(text)
    if not match:
        hint = 'start the file with a line "---", then title: … and updated: …, then another line "---"'
        words = "the leaflet has no front matter"
        return None, (Diagnostic(code="no-front-matter", message=words, at=Span(path, 1), hint=hint),)
    problems: list[Diagnostic] = []
    try:
        fields = yamlfile.Fields(yamlfile.parse(match["yaml"], path, first_line=2), problems)
    except EveryleafError as error:
        return None, error.problems
    first_line = text.count("\n", 0, match.end()) + 1
    body, accepted, found = blocks.parse(text[match.end() :], path, first_line)
    problems += found
    if not body and not found:
        problems.append(Diagnostic(code="empty-leaflet", message="the leaflet has no text", at=Span(path, first_line)))
    of_front_matter = _accepted(fields)
    document = Document(
        id=_id(path, problems),
        language=language,
        path=path,
        title=_message(fields, "title", Role.TITLE, of_front_matter)
        or Message(markdown="", role=Role.TITLE, at=Span(path, 1)),
        summary=_message(fields, "summary", Role.SUMMARY, of_front_matter),
        updated=fields.date("updated", required=True) or datetime.date.min,
        review_by=fields.date("review_by"),
        topics=tuple(topic.text for topic in fields.texts("topics")),
        audience=fields.text("audience"),
        blocks=body,
        accepted=(*of_front_matter, *accepted),
    )
    fields.text("source")  # where the text came from, for those who look after it; shown nowhere
    fields.finish()
    return document, tuple(problems)


def _id(path: str, problems: list[Diagnostic]) -> str:
    name = PurePosixPath(path).stem
    if name in _TAKEN:
        words = f'no leaflet can be called "{name}": its catalogues would be those of {_TAKEN[name]}'
        problems.append(Diagnostic(code="leaflet-name", message=words, at=Span(path), hint="give the file another name"))
    if not _ID.fullmatch(name):
        words = f'"{name}" is no name for a leaflet'
        hint = "it becomes part of web addresses: use a-z, 0-9 and single hyphens, such as get-help.md"
        problems.append(Diagnostic(code="leaflet-name", message=words, at=Span(path), hint=hint))
    return name


def _message(fields: yamlfile.Fields, key: str, role: Role, accepted: tuple[Acceptance, ...]) -> Message | None:
    """Return a front-matter text, which is inline Markdown, as a message."""
    node = fields.node(key, required=role is Role.TITLE)
    text = fields.text(key)
    return Message(markdown=text, role=role, at=node.at, accepted=accepted) if node and text else None


def _accepted(fields: yamlfile.Fields) -> tuple[Acceptance, ...]:
    """Return the findings that the front matter accepts: codes, and the reason of each."""
    node = fields.node("accept")
    if node is None:
        return ()
    if not isinstance(node, yamlfile.Mapping):
        hint = "write below it, indented: review-overdue: why"
        fields.note("wrong-value", '"accept" must hold codes and reasons', node.at, hint)
        return ()
    reasons = ((code, reason.text if isinstance(reason, yamlfile.Scalar) else "") for code, reason in node.entries)
    return tuple(Acceptance(code=code.text, reason=comments.reason_in(reason), at=code.at) for code, reason in reasons)
