"""`source/minor-edits.yml`: edits of the source that change no meaning, declared by their author and kept for ever.

A minor edit keeps translations and approvals current. Whatever may change the meaning (`meaning`) is refused here, by
whoever and however it was written; also where a meaning changes little by little, each edit beginning where another ended.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from types import MappingProxyType

from pipeline import meaning, saving, yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder

PATH = "source/minor-edits.yml"
_HINT = "let everyleaf minor write this file"
_NO_EDITS = re.compile(r"^\ufeff?edits:[ \t]*(?:\[\s*\]|~|null)?", re.MULTILINE)

Critical = Mapping[str, frozenset[str]]
"""By leaflet, the texts that are critical now."""
NOTHING_CRITICAL: Critical = MappingProxyType({})


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
    _before: Mapping[tuple[str, str], tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """By leaflet and text, what edits made it from, in the order of the file."""

    def __post_init__(self) -> None:
        before: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for edit in self.edits:
            before[edit.leaflet, edit.after].append(edit.before)
        object.__setattr__(self, "_before", {key: tuple(texts) for key, texts in before.items()})

    def later(self, leaflet: str) -> Mapping[str, str]:
        """Return, for each text of a leaflet that a minor edit changed, what it became."""
        return {edit.before: edit.after for edit in self.edits if edit.leaflet == leaflet}

    def earlier(self, leaflet: str, text: str) -> tuple[str, ...]:
        """Return a text and all those that minor edits made it from, the nearest first."""
        found = [text]
        for each in found:
            found += (source for source in self._before.get((leaflet, each), ()) if source not in found)
        return tuple(found)


class Declared:
    """Takes minor edits one after another, and refuses each that may change the meaning.

    Texts that edits connect, in whatever order and direction, are one group; every text of it must mean what every other
    one does. If one of them is critical, all are judged so.
    """

    def __init__(self, edits: Iterable[MinorEdit] = (), critical: Critical = NOTHING_CRITICAL) -> None:
        self._critical = critical
        self._groups: dict[tuple[str, str], tuple[str, ...]] = {}
        for edit in edits:
            self.add(edit)

    def add(self, edit: MinorEdit) -> str:
        """Take up an edit if it is a minor one; return why it is none, in words, or an empty text."""
        leaflet, before, after = edit.leaflet, edit.before, edit.after
        if before == after:
            return "nothing changed"
        old = self._groups.get((leaflet, before), (before,))
        new = self._groups.get((leaflet, after), (after,))
        if old is new:
            return ""
        group = (*old, *new)
        is_critical = not self._critical.get(leaflet, frozenset()).isdisjoint(group)
        for one, other in product(dict.fromkeys((before, *old)), dict.fromkeys((after, *new))):
            if why := meaning.difference(one, other, is_critical=is_critical):
                is_itself = (one, other) == (before, after)
                return why if is_itself else f'other edits of this text make "{other}" of "{one}" with it: {why}'
        self._groups |= {(leaflet, text): group for text in group}
        return ""


def read(folder: Folder, critical: Critical = NOTHING_CRITICAL) -> tuple[MinorEdits, tuple[Diagnostic, ...]]:
    """Return the minor edits of the publication in a folder, and what is wrong with them.

    Raises EveryleafError if the file can't be read or is no YAML.
    """
    return parse(yamlfile.decode(folder.read(PATH), PATH), critical) if folder.exists(PATH) else (MinorEdits(), ())


def parse(text: str, critical: Critical = NOTHING_CRITICAL) -> tuple[MinorEdits, tuple[Diagnostic, ...]]:
    """Return the minor edits that a text holds, and its problems; one with a problem is left out."""
    problems: list[Diagnostic] = []
    fields = yamlfile.Fields(yamlfile.parse(text, PATH), problems)
    node = fields.node("edits")
    fields.finish()
    if node is None:
        return MinorEdits(), tuple(problems)
    if not isinstance(node, yamlfile.Sequence):
        fields.note("wrong-value", '"edits" must be a list', node.at, _HINT)
        return MinorEdits(), tuple(problems)
    edits = []
    declared = Declared(critical=critical)
    for item in node.items:
        found: list[Diagnostic] = []
        edit = _edit(item, found)
        if edit and not found and (why := declared.add(edit)):
            found.append(_not_minor(edit, why))
        problems += found
        if edit and not found:
            edits.append(edit)
    return MinorEdits(tuple(edits)), tuple(problems)


def append(folder: Folder, edits: Sequence[MinorEdit]) -> None:
    """Add edits below those in the file, which stay byte for byte; the file is written whole or not at all.

    Raises EveryleafError `disk-write` also if another process adds some at the same time, and `wrong-value` if no edit can
    stand below those in the file, as below a list in brackets.
    """
    with saving.alone(folder, PATH):
        before = folder.read(PATH).decode() if folder.exists(PATH) else ""
        folder.write(PATH, _appended(before, edits).encode())


def _appended(text: str, edits: Sequence[MinorEdit]) -> str:
    """Return a file with edits below those in it, read again to be sure that they are there."""
    node = yamlfile.Fields(yamlfile.parse(text, PATH), []).node("edits")
    there = node.items if isinstance(node, yamlfile.Sequence) else ()
    margin = " " * (node.at.column - 1) if node and there else "  "
    start, has_key = (text, 1) if there else _NO_EDITS.subn("edits:", text, count=1)
    lines = [start, *([] if has_key else ["edits:"]), *(_written(each, margin) for each in edits)]
    content = "".join(line if line.endswith("\n") else f"{line}\n" for line in lines if line)
    try:
        read_again, problems = parse(content)
    except EveryleafError:
        read_again, problems = MinorEdits(), ()
    if problems or len(read_again.edits) != len(there) + len(edits):
        words, hint = "no edit can be added below what is in this file", 'write "edits:", and below it "- " before each edit'
        raise EveryleafError(*problems or (Diagnostic(code="wrong-value", message=words, at=Span(PATH), hint=hint),))
    return content


def _edit(node: yamlfile.Node, problems: list[Diagnostic]) -> MinorEdit | None:
    if not isinstance(node, yamlfile.Mapping):
        problems.append(Diagnostic(code="wrong-value", message="an edit needs keys of its own", at=node.at, hint=_HINT))
        return None
    fields = yamlfile.Fields(node, problems)
    edit = MinorEdit(
        leaflet=fields.text("leaflet", required=True),
        before=_as_written(fields, "from"),
        after=_as_written(fields, "to"),
        by=fields.text("by", required=True),
        on=fields.date("on", required=True) or date.min,
        reason=fields.text("reason", required=True),
        at=node.at,
    )
    fields.finish()
    return edit


def _as_written(fields: yamlfile.Fields, key: str) -> str:
    """Return a text with all its spaces, no-break spaces among them: a message is its text to the letter."""
    node = fields.node(key, required=True)
    if isinstance(node, yamlfile.Scalar):
        return node.text
    if node:
        fields.note("wrong-value", f'"{key}" must be one line of text', node.at)
    return ""


def _not_minor(edit: MinorEdit, why: str) -> Diagnostic:
    words = f"this is no minor edit: {why}"
    hint = "delete it here; the translations of this message then need review, as after any other edit"
    return Diagnostic(code="not-minor", message=words, at=edit.at, hint=hint)


def _written(edit: MinorEdit, margin: str) -> str:
    pairs = {"leaflet": edit.leaflet, "from": edit.before, "to": edit.after, "by": edit.by, "reason": edit.reason}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in pairs.items()]
    lines.insert(-1, f"on: {edit.on.isoformat()}")
    return f"{margin}- " + f"\n{margin}  ".join(lines) + "\n"


def weight(text: str) -> tuple[str, ...]:
    """Return the words of a text that turn its meaning, such as "not", "only" and "before", in their order."""
    return meaning.weight(text)
