"""`locales/<locale>/approvals.jsonl`: who approved which words, and whether an approval still holds.

A statement holds the words themselves, each with the digest that binds it (`catalogues.identity`). A message counts as
approved while the newest statement on it has exactly its words: an edit lapses what it touched and nothing else.

In doubt nothing is approved: a line that can't be believed takes back what was stated before it.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline import saving
from pipeline.catalogues.identity import digest_of
from pipeline.characters import shows_words
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.model import Approval

SIZE_LIMIT = 100_000_000
"""The largest file of approvals that is read, in bytes."""
_EVERY_LEAFLET = ""
_KEYS = frozenset({"leaflet", "language", "by", "role", "on", "words", "revokes"})
_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]{1,200}")


@dataclass(frozen=True, slots=True)
class ApprovedWords:
    """One message as it was approved: its source text, with facts by name, and its translation."""

    source: str
    translation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A named person's statement that a leaflet in a language is right; or that approval is taken back."""

    leaflet: str
    """Its id; empty for every leaflet, where a line can't be read."""
    approval: Approval
    words: tuple[ApprovedWords, ...]
    """In reading order; empty where approval is taken back."""
    revokes: str = ""
    """Why all earlier statements on the leaflet no longer count; empty for an approval."""


Sources = Callable[[str, str], tuple[str, ...]]
"""Called with a leaflet and a source text: the text, then those that it was before minor edits, the newest first."""


@dataclass(frozen=True, slots=True)
class Approvals:
    """All that was stated on one language, in the order of the file."""

    statements: tuple[Statement, ...] = ()

    def standing(self, leaflet: str) -> tuple[Statement, ...]:
        """Return the approvals of a leaflet that nobody took back, the newest first."""
        found: list[Statement] = []
        for statement in self.statements:
            if statement.leaflet in (leaflet, _EVERY_LEAFLET):
                found = [] if statement.revokes else [statement, *found]
        return tuple(found)

    def taken_back(self, leaflet: str) -> date | None:
        """Return the day on which approval of a leaflet was last taken back, None if it never was."""
        its = (each for each in self.statements if each.leaflet in (leaflet, _EVERY_LEAFLET))
        return max((each.approval.on for each in its if each.revokes), default=None)


class Judge:
    """Says for one leaflet in one language which words are approved, by whom, and which were approved last.

    Of the statements on one source text only the newest counts: words that were replaced by better ones are not approved.
    """

    def __init__(self, leaflet: str, approvals: Approvals, sources: Sources) -> None:
        self._leaflet = leaflet
        self._sources = sources
        self._newest: dict[str, tuple[str, Approval]] = {}
        standing = approvals.standing(leaflet)
        self.people = frozenset(statement.approval for statement in standing)
        """Everybody whose approval of this leaflet stands."""
        for statement in standing:
            for words in statement.words:
                self._newest.setdefault(words.source, (words.translation, statement.approval))

    def approval(self, source: str, translation: str) -> Approval | None:
        """Return who approved these words last, a minor edit of the source not minded; None if nobody did."""
        words, approval = self._found(source)
        return approval if words == translation else None

    def last_words(self, source: str) -> str | None:
        """Return the translation that was last approved for a source text, a minor edit not minded; None if none was."""
        return self._found(source)[0]

    def _found(self, source: str) -> tuple[str, Approval] | tuple[None, None]:
        if not self._newest:
            return None, None
        found = (self._newest.get(each) for each in self._sources(self._leaflet, source))
        return next(filter(None, found), (None, None))


def path(language: Language) -> str:
    """Return where the approvals of a language lie."""
    return f"locales/{language.locale}/approvals.jsonl"


def read(folder: Folder, language: Language) -> tuple[Approvals, tuple[Diagnostic, ...]]:
    """Return what was stated on a language, and the problem `approval-unreadable` for each line that can't be believed."""
    place = path(language)
    if not folder.exists(place):
        return Approvals(), ()
    try:
        content = folder.read(place, SIZE_LIMIT)
    except EveryleafError as error:
        return Approvals(), error.problems
    statements, problems = [], []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        said: object = None
        try:
            said = json.loads(line)
            statements.append(_statement(said, language))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            problems.append(_unreadable(Span(place, number), error))
            statements.append(_doubt(said))
    return Approvals(tuple(statements)), tuple(problems)


def append(folder: Folder, language: Language, statement: Statement) -> None:
    """Add a statement below all that is in the file, which stays byte for byte; the file is written whole or not at all.

    Raises EveryleafError `disk-write` also if another process adds one at the same time.
    """
    place = path(language)
    with saving.alone(folder, place):
        before = folder.read(place, SIZE_LIMIT) if folder.exists(place) else b""
        end = b"" if not before or before.endswith(b"\n") else b"\n"
        folder.write(place, before + end + dump(statement, language) + b"\n")


def dump(statement: Statement, language: Language) -> bytes:
    """Return a statement as one line of JSON, in UTF-8, without a line end."""
    approval = statement.approval
    content: dict[str, Any] = {
        "leaflet": statement.leaflet,
        "language": language.tag,
        "by": approval.by,
        **({"role": approval.role} if approval.role else {}),
        "on": approval.on.isoformat(),
    }
    if statement.revokes:
        content["revokes"] = statement.revokes
    else:
        content["words"] = [
            {"digest": _digest(statement.leaflet, each), "source": each.source, "translation": each.translation}
            for each in statement.words
        ]
    return json.dumps(content, ensure_ascii=False).encode()


def is_name(text: str) -> bool:
    """Return whether a text can stand for a person, a role or a reason: one line, with something in it, none too long."""
    return shows_words(text) and _NAME.fullmatch(text) is not None


def distinct(approvals: Iterable[Approval]) -> tuple[Approval, ...]:
    """Return approvals each once, the earliest day first."""
    return tuple(sorted(set(approvals), key=lambda each: (each.on, each.by, each.role)))


def _statement(content: Any, language: Language) -> Statement:  # noqa: ANN401 (JSON is anything)
    if unknown := sorted(set(content) - _KEYS):
        raise ValueError(f'the key "{unknown[0]}" is not known')
    if content["language"] != language.tag:
        raise ValueError(f"it is about the language {content['language']}")
    names = [content["by"], *([content["role"]] if "role" in content else [])]
    if not all(isinstance(name, str) and is_name(name) for name in names):
        raise ValueError("by and role must be names, on one line")
    approval = Approval(by=content["by"], role=content.get("role", ""), on=date.fromisoformat(content["on"]))
    statement = Statement(leaflet=_text(content["leaflet"]), approval=approval, words=())
    if "revokes" in content:
        if not is_name(_text(content["revokes"])):
            raise ValueError("revokes must say why")
        return replace(statement, revokes=content["revokes"])
    words = tuple(ApprovedWords(_text(each["source"]), _text(each["translation"])) for each in content["words"])
    if not words or not statement.leaflet:
        raise ValueError("it approves nothing")
    for each, written in zip(words, content["words"], strict=True):
        if written["digest"] != _digest(statement.leaflet, each):
            raise ValueError(f'the words "{each.source}" are not those that were approved: their digest is another')
    return replace(statement, words=words)


def _digest(leaflet: str, words: ApprovedWords) -> str:
    return digest_of(leaflet, None, words.source, (words.translation,))


def _text(value: Any) -> str:  # noqa: ANN401 (JSON is anything)
    if not isinstance(value, str):
        raise TypeError("a text is wanted")
    value.encode()  # half a character, as JSON can hold, is a ValueError
    return value


def _doubt(content: object) -> Statement:
    """Return what a line that can't be believed does: it takes back the approvals of its leaflet, or of all of them."""
    leaflet = content.get("leaflet") if isinstance(content, dict) else None
    approval = Approval(by="", role="", on=date.min)
    known = leaflet if isinstance(leaflet, str) else _EVERY_LEAFLET
    return Statement(leaflet=known, approval=approval, words=(), revokes="it can't be read")


def _unreadable(at: Span, error: Exception) -> Diagnostic:
    reason = f"the key {error} is missing" if isinstance(error, KeyError) else str(error)
    words = f"this line is no approval: {reason}; in doubt, what was approved before it counts no more"
    hint = "approvals are written by everyleaf approve only: take the line back to what it was, from your version control"
    return Diagnostic(code="approval-unreadable", message=words, at=at, hint=hint)
