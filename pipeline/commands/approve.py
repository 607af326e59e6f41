"""`everyleaf approve`: a person's statement that a leaflet in a language is right."""

import argparse

from pipeline import approvals, build, publication, status
from pipeline.approvals import ApprovedWords, Statement
from pipeline.catalogues import store
from pipeline.commands.base import Answer, Command
from pipeline.commands.options import chosen, chosen_language, chosen_leaflet, name, past_day, today
from pipeline.diagnostics import Area, Diagnostic, Span, errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language, english_name
from pipeline.model import Approval, Document, Message
from pipeline.progress import Tell
from pipeline.publication import Publication
from pipeline.reports import count
from pipeline.translate import usable_words


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("leaflet", metavar="LEAFLET", help="the leaflet's id: the name of its file without .md")
    parser.add_argument("--language", metavar="TAG", required=True, help="the language that was read and found right")
    parser.add_argument("--by", metavar="NAME", type=name, required=True, help="who says so; readers see this name")
    parser.add_argument("--role", metavar="ROLE", type=name, help="what they are asked as, such as clinician")
    parser.add_argument("--on", metavar="DAY", type=past_day, default=today(), help="when they said so (default: today)")
    parser.add_argument("--partly", action="store_true", help="approve what is translated, though not everything is")
    parser.add_argument("--revoke", metavar="REASON", type=name, help="take back every approval so far, and why")


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    folder: Folder = options.publication
    read = publication.read(folder, build.FORMATS)
    language = chosen_language(read, options.language)
    approval = Approval(by=options.by, role=options.role or "", on=options.on)
    if options.revoke:
        leaflet = _approved_leaflet(read, language, options.leaflet)
        statement = Statement(leaflet=leaflet, approval=approval, words=(), revokes=options.revoke)
        done = f"Took back every approval of {leaflet} in {english_name(language)}."
    else:
        if wrong := [each for each in errors(read.problems) if each.area in (Area.SOURCE, Area.DISK)]:
            raise EveryleafError(*wrong)
        document = chosen_leaflet(read, options.leaflet)
        words = _words(read, document, language, partly=options.partly)
        statement = Statement(leaflet=document.id, approval=approval, words=words)
        done = f"Approved {count(len(words), 'message')} of {document.id} in {english_name(language)}, by {approval.by}."
    notes = () if options.revoke else _doubts(folder, read, statement.leaflet, language)
    approvals.append(folder, language, statement)
    path = approvals.path(language)
    lines = (done, f"It is written in {path}; keep that file with the leaflets.")
    data = {"path": path, "messages": len(statement.words), "revoked": bool(options.revoke), "notes": list(notes)}
    return Answer(lines=lines, notes=notes, data=data)


def _approved_leaflet(read: Publication, language: Language, leaflet: str) -> str:
    """Return the id of a leaflet of which something was approved, be the leaflet itself in order or not.

    Raises EveryleafError `unknown-choice`.
    """
    stated = dict.fromkeys(statement.leaflet for statement in read.approvals[language].statements if statement.leaflet)
    return chosen("approved leaflet", leaflet, {each: each for each in stated})


def _doubts(folder: Folder, read: Publication, leaflet: str, language: Language) -> tuple[str, ...]:
    """Return what somebody who approves should know: the words may not be those that were read, or have accepted errors."""
    found = status.examine(folder, read, today())
    is_stale = any(each.is_stale for each in found.standings if (each.leaflet, each.language) == (leaflet, language))
    older = "Note: the edition in outputs/ is older than these words. If that is what was read, build, and read it again."
    path = store.path(leaflet, language)
    accepted = (each for each in found.problems if each.code == "finding-accepted" and each.at and each.at.path == path)
    return (*((older,) if is_stale else ()), *map(str, accepted))


def _words(read: Publication, document: Document, language: Language, *, partly: bool) -> tuple[ApprovedWords, ...]:
    """Return what can be approved.

    Raises EveryleafError `approval-refused` if that is nothing, or not everything and that was not asked for.
    """
    at = Span(store.path(document.id, language))
    if (document.id, language) in read.broken:
        raise EveryleafError(*(each for each in read.problems if each.at and each.at.path == at.path))
    pairs = usable_words(
        document,
        read.catalogue(document.id, language),
        read.surroundings(language, build.FORMATS),
        read.judge(document.id, language),
    )
    words = tuple(ApprovedWords(message.markdown, translation) for message, translation in pairs if translation)
    missing = [message for message, translation in pairs if not translation]
    if not words or (missing and not partly):
        raise EveryleafError(_refused(missing, at))
    return words


def _refused(missing: list[Message], at: Span) -> Diagnostic:
    if not missing:
        words = "the leaflet has no message, so there is nothing to approve"
        return Diagnostic(code="approval-refused", message=words, at=at)
    first = missing[0].markdown
    words = f'readers get no translation of {count(len(missing), "message")}, the first of them "{first}"'
    hint = "translate them, take away their mark fuzzy, mend what everyleaf check says, or approve the rest with --partly"
    return Diagnostic(code="approval-refused", message=words, at=at, hint=hint)


COMMAND = Command(
    examples=(
        'everyleaf approve get-help --language ar --by "Dr Amal Haddad" --role clinician',
        'everyleaf approve get-help --language ar --by "Dr Amal Haddad" --revoke "wrong dose in step 2"',
    ),
    run=_run,
    arguments=_arguments,
)
