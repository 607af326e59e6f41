"""`everyleaf approve`: a person's statement that a leaflet in a language is right."""

import argparse

from pipeline import approvals, build, publication
from pipeline.approvals import ApprovedWords, Statement
from pipeline.commands.base import Answer, Command, Progress, chosen_language, chosen_leaflet, day, name, today
from pipeline.diagnostics import Area, Diagnostic, Span, errors
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language, english_name
from pipeline.model import Approval, Document, Message
from pipeline.publication import Publication
from pipeline.reports import count
from pipeline.translate import usable_words


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("leaflet", metavar="LEAFLET", help="the leaflet's id: the name of its file without .md")
    parser.add_argument("--language", metavar="TAG", required=True, help="the language that was read and found right")
    parser.add_argument("--by", metavar="NAME", type=name, required=True, help="who says so; readers see this name")
    parser.add_argument("--role", metavar="ROLE", type=name, help="what they are asked as, such as clinician")
    parser.add_argument("--on", metavar="DAY", type=day, default=today(), help="when they said so (default: today)")
    parser.add_argument("--partly", action="store_true", help="approve what is translated, though not everything is")
    parser.add_argument("--revoke", metavar="REASON", type=name, help="take back every approval so far, and why")


def _run(options: argparse.Namespace, _: Progress) -> Answer:
    folder: Folder = options.publication
    read = publication.read(folder, build.FORMATS)
    if wrong := [each for each in errors(read.problems) if each.area in (Area.SOURCE, Area.DISK)]:
        raise EveryleafError(*wrong)
    document = chosen_leaflet(read, options.leaflet)
    language = chosen_language(read, options.language)
    approval = Approval(by=options.by, role=options.role or "", on=options.on)
    if options.revoke:
        statement = Statement(leaflet=document.id, approval=approval, words=(), revokes=options.revoke)
        done = f"Took back every approval of {document.id} in {english_name(language)}."
    else:
        words = _words(read, document, language, partly=options.partly)
        statement = Statement(leaflet=document.id, approval=approval, words=words)
        done = f"Approved {count(len(words), 'message')} of {document.id} in {english_name(language)}, by {approval.by}."
    approvals.append(folder, language, statement)
    path = approvals.path(language)
    lines = (done, f"It is written in {path}; keep that file with the leaflets.")
    return Answer(lines=lines, data={"path": path, "messages": len(statement.words), "revoked": bool(options.revoke)})


def _words(read: Publication, document: Document, language: Language, *, partly: bool) -> tuple[ApprovedWords, ...]:
    """Return what can be approved.

    Raises EveryleafError `approval-refused` if that is nothing, or not everything and that was not asked for.
    """
    at = Span(f"locales/{language.locale}/LC_MESSAGES/{document.id}.po")
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
    hint = "translate them, mend what everyleaf check says of them, or approve the rest with --partly"
    return Diagnostic(code="approval-refused", message=words, at=at, hint=hint)


COMMAND = Command(
    name="approve",
    summary="state that a person found a leaflet in a language right",
    examples=(
        'everyleaf approve get-help --language ar --by "Dr Amal Haddad" --role clinician',
        'everyleaf approve get-help --language ar --by "Dr Amal Haddad" --revoke "wrong dose in step 2"',
    ),
    run=_run,
    arguments=_arguments,
)
