"""`source/minor-edits.yml`: edits of the source that change no meaning, declared by their author and kept for ever.

A minor edit keeps translations and approvals current. It may change spelling, punctuation, capitals and spaces, and nothing
else: whatever else was declared is refused here, by whoever and however it was written.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from pipeline import markdown, yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.files import Folder

PATH = "source/minor-edits.yml"
_SHORTEST = 5
"""How many letters a misspelt word has at least: of shorter ones, one letter makes another word (hot, not; mg, ml)."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\{\w+\}")
_WEIGHTY = frozenset(
    (
        *("no", "not", "never", "none", "nor", "neither", "nowhere", "without", "unless", "except", "only", "until", "till"),
        *("before", "after", "over", "under", "above", "below", "more", "less", "least", "most", "first", "every", "always"),
        *("might", "should", "shall", "could", "would", "often", "cannot", "can't", "don't"),
    )
)
"""Words that must stay as they are, however they were spelt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorEdit:
    """One message that changed without a change of meaning."""

    leaflet: str
    before: str
    after: str
    by: str
    on: date
    reason: str
    at: Span


@dataclass(frozen=True, slots=True)
class MinorEdits:
    """All that were declared, in the order of the file."""

    edits: tuple[MinorEdit, ...] = ()

    def later(self, leaflet: str) -> Mapping[str, str]:
        """Return, for each text of a leaflet that a minor edit changed, what it became."""
        return {edit.before: edit.after for edit in self.edits if edit.leaflet == leaflet}

    def earlier(self, leaflet: str, text: str) -> tuple[str, ...]:
        """Return a text and all those that minor edits made it from, the nearest first."""
        before: defaultdict[str, list[str]] = defaultdict(list)
        for edit in self.edits:
            if edit.leaflet == leaflet:
                before[edit.after].append(edit.before)
        found = [text]
        for each in found:
            found += (source for source in before[each] if source not in found)
        return tuple(found)


def read(folder: Folder) -> tuple[MinorEdits, tuple[Diagnostic, ...]]:
    """Return the minor edits of the publication in a folder, and what is wrong with them.

    Raises EveryleafError if the file can't be read or is no YAML.
    """
    return parse(yamlfile.decode(folder.read(PATH), PATH)) if folder.exists(PATH) else (MinorEdits(), ())


def parse(text: str) -> tuple[MinorEdits, tuple[Diagnostic, ...]]:
    """Return the minor edits that a text holds, and its problems; one with a problem is left out."""
    problems: list[Diagnostic] = []
    fields = yamlfile.Fields(yamlfile.parse(text, PATH), problems)
    node = fields.node("edits")
    fields.finish()
    if node is None:
        return MinorEdits(), tuple(problems)
    if not isinstance(node, yamlfile.Sequence):
        fields.note("wrong-value", '"edits" must be a list', node.at, "let everyleaf minor write this file")
        return MinorEdits(), tuple(problems)
    edits = []
    for item in node.items:
        found: list[Diagnostic] = []
        edit = _edit(item, found)
        problems += found
        if edit and not found:
            edits.append(edit)
    return MinorEdits(tuple(edits)), tuple(problems)


def append(folder: Folder, edits: Iterable[MinorEdit]) -> None:
    """Add edits below what is in the file, which stays byte for byte; the file is written whole or not at all."""
    before = folder.read(PATH).decode() if folder.exists(PATH) else "edits:\n"
    end = "" if before.endswith("\n") else "\n"
    folder.write(PATH, (before + end + "".join(map(_written, edits))).encode())


def refusal(before: str, after: str) -> str:
    """Return why an edit is not a minor one, in words; empty if it is one."""
    if before == after:
        return "nothing changed"
    if not markdown.agree(before, after):
        return "a fact, a link or a number changed"
    return _changed_words(before, after)


def _changed_words(before: str, after: str) -> str:
    """Return which words became others, not counting spelling, capitals, spaces and hyphens."""
    old, new = _WORD.findall(before.casefold()), _WORD.findall(after.casefold())
    if _letters(old) == _letters(new) and _weighty(old) == _weighty(new):
        return ""
    if len(old) != len(new):
        return "words were added or taken out"
    changed = [(one, other) for one, other in zip(old, new, strict=True) if one != other and not _is_spelling(one, other)]
    return ", ".join(f'"{one}" became "{other}"' for one, other in changed)


def _letters(words: list[str]) -> str:
    return re.sub(r"['’]", "", "".join(words))


def _weighty(words: list[str]) -> list[str]:
    return [word for each in words if (word := each.replace("’", "'")) in _WEIGHTY]


def _is_spelling(one: str, other: str) -> bool:
    """Return whether one of two words may be the other one, misspelt: by one letter, or by two that changed places."""
    is_long = min(len(one), len(other)) >= _SHORTEST
    return is_long and one[0] == other[0] and OSA.distance(one, other) <= 1 and not _weighty([one, other])


def _edit(node: yamlfile.Node, problems: list[Diagnostic]) -> MinorEdit | None:
    if not isinstance(node, yamlfile.Mapping):
        hint = "let everyleaf minor write this file"
        problems.append(Diagnostic(code="wrong-value", message="an edit needs keys of its own", at=node.at, hint=hint))
        return None
    fields = yamlfile.Fields(node, problems)
    edit = MinorEdit(
        leaflet=fields.text("leaflet", required=True),
        before=fields.text("from", required=True),
        after=fields.text("to", required=True),
        by=fields.text("by", required=True),
        on=fields.date("on", required=True) or date.min,
        reason=fields.text("reason", required=True),
        at=node.at,
    )
    fields.finish()
    if not problems and (why := refusal(edit.before, edit.after)):
        words = f"this is no minor edit: {why}"
        hint = "delete it here; the translations of this message then need review, as after any other edit"
        fields.note("not-minor", words, node.at, hint)
    return edit


def _written(edit: MinorEdit) -> str:
    pairs = {"leaflet": edit.leaflet, "from": edit.before, "to": edit.after, "by": edit.by, "reason": edit.reason}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in pairs.items()]
    lines.insert(-1, f"on: {edit.on.isoformat()}")
    return "  - " + "\n    ".join(lines) + "\n"


def weight(text: str) -> tuple[str, ...]:
    """Return the words of a text that turn its meaning, such as "not", "only" and "before", in their order."""
    return tuple(_weighty(_WORD.findall(text.casefold())))
