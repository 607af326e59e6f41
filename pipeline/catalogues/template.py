"""The messages of a leaflet to its template, with all that translators should know of each."""

import re
from collections.abc import Iterable, Mapping

from pipeline.catalogues import edit
from pipeline.catalogues.header import FORMAT, PROJECT, header
from pipeline.catalogues.quoting import keyword_lines
from pipeline.glossary import Term, occurring
from pipeline.model import Message

CRITICAL = "Critical: readers see a translation of this only while it is up to date."
"""The comment on a critical message."""
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")


def template(messages: Iterable[Message], *, project: str, facts: Mapping[str, str], terms: tuple[Term, ...] = ()) -> bytes:
    """Return the bytes of the `.pot` of the messages of a leaflet: no clock and no line numbers are in it.

    Entries stand in reading order; a message that is met again is one entry with the comments of both places, and an empty
    one is none. `facts` says for translators what each `{fact}` stands for, and `terms` how to translate the glossary's.
    """
    extracted: dict[str, dict[str, None]] = {}
    references: dict[str, dict[str, None]] = {}
    for message in messages:
        if message.markdown:
            extracted.setdefault(message.markdown, {}).update(dict.fromkeys(_comments(message, facts, terms)))
            references.setdefault(message.markdown, {})[_reference(message.at.path)] = None
    lines = list(header({PROJECT: project, "Language": "", **FORMAT}))
    for markdown, comments in extracted.items():
        lines += ["", *(f"#. {comment}".rstrip() for comment in comments)]
        lines += [f"#: {reference}" for reference in references[markdown]]
        lines += [f"#, {edit.PLACEHOLDERS}"] if _has_placeholders(markdown) else []
        lines += [*keyword_lines("msgid", markdown), 'msgstr ""']
    return "".join(f"{line}\n" for line in lines).encode()


def _comments(message: Message, facts: Mapping[str, str], terms: tuple[Term, ...]) -> list[str]:
    """Return what a translator should know of a message, a line each."""
    place = f' in the section "{message.section}"' if message.section else ""
    comments = [f"{message.role.capitalize()}{place}"]
    if message.critical:
        comments.append(CRITICAL)
    comments += message.comment.splitlines()
    names = dict.fromkeys(_PLACEHOLDER.findall(message.markdown))
    comments += (f"{{{name}}}: {' '.join(facts[name].split())}" for name in names if name in facts)
    if message.limit:
        comments.append(f"At most {message.limit} characters, so that it fits.")
    return comments + [_advice(term) for term in occurring(terms, message.markdown)]


def _advice(term: Term) -> str:
    advice = "Leave it as it is." if term.leave else term.translate
    return " ".join(f'"{term.term}": {advice} ({term.meaning})'.split()) if term.meaning else f'"{term.term}": {advice}'


def _has_placeholders(markdown: str) -> bool:
    """Return whether gettext can guard the placeholders: there are some, and no brace that is none of one."""
    rest, count = _PLACEHOLDER.subn("", markdown)
    return count > 0 and "{" not in rest and "}" not in rest


def _reference(path: str) -> str:
    """Return a path as gettext writes it: between isolates where it has spaces."""
    return f"\u2068{path}\u2069" if " " in path else path
