"""`everyleaf impact`: the edits of the sources since the last update, to what they would cost. Nothing is written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline import update
from pipeline.catalogues import matching, po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.origins import Origin, later
from pipeline.catalogues.template import CRITICAL
from pipeline.diagnostics import Diagnostic
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.update import LanguageUpdate, Wanted


class Kind(StrEnum):
    """What became of a message."""

    CHANGED = "changed"
    NEW = "new"
    MOVED = "moved"
    """Came from another leaflet, or from one that got another name, with its translations."""
    MINOR = "minor"
    """Changed by an edit that was declared to be minor."""
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One message that is not as it was at the last update, and what that costs."""

    leaflet: str
    kind: Kind
    before: str = ""
    """Empty for a new message."""
    after: str = ""
    """Empty for one that was removed."""
    is_critical: bool
    """Whether it is or was critical."""
    review: tuple[Language, ...] = ()
    """The languages whose translation will need review, and needed none before."""
    translate: tuple[Language, ...] = ()
    """The languages that will have no translation at all, and had one unless the message is new."""
    lapsed: tuple[Language, ...] = ()
    """The languages in which the translation is approved, and no longer will be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What the next update will find."""

    edits: tuple[Edit, ...]
    """Leaflet by leaflet; of a leaflet the critical ones first, then by kind, then in reading order."""
    problems: tuple[Diagnostic, ...]
    """Of the catalogues and approvals that can't be read; their languages are not counted."""


@dataclass(slots=True)
class _Costs:
    """Languages by leaflet and message; filled language by language, so that one at a time is in memory."""

    review: defaultdict[tuple[str, str], list[Language]] = field(default_factory=lambda: defaultdict(list))
    translate: defaultdict[tuple[str, str], list[Language]] = field(default_factory=lambda: defaultdict(list))
    lapsed: defaultdict[tuple[str, str], list[Language]] = field(default_factory=lambda: defaultdict(list))
    obsolete: defaultdict[tuple[str, str], list[Language]] = field(default_factory=lambda: defaultdict(list))
    moved: defaultdict[tuple[str, str], list[Language]] = field(default_factory=lambda: defaultdict(list))

    def add(self, each: LanguageUpdate) -> None:
        language = each.before.language
        for leaflet, merged in each.merged.items():
            for text in merged.changes.new:
                self.translate[leaflet, text].append(language)
            for text in merged.changes.obsolete:
                self.obsolete[leaflet, text].append(language)
            for text in merged.changes.changed:
                found = merged.origins.get((None, text))
                if found is None or not found.entry.is_fuzzy:
                    self.review[leaflet, text].append(language)
            for (_, text), found in merged.origins.items():
                if found.origin is Origin.MOVED:
                    self.moved[leaflet, text].append(language)
                lapses = found.origin is Origin.CHANGED or found.giver
                if lapses and each.is_approved[found.giver or leaflet](None, found.entry.id, found.entry.strings):
                    self.lapsed[leaflet, text].append(language)

    def to_translate(self, leaflet: str, before: str, after: str) -> tuple[Language, ...]:
        """Return the languages that lose their translation, or of a new message all that have none."""
        had_one = self.obsolete[leaflet, before] if before else self.translate[leaflet, after]
        return tuple(language for language in self.translate[leaflet, after] if language in had_one)


def assess(folder: Folder, known_formats: tuple[str, ...]) -> Impact:
    """Return what the edits since the last update would cost.

    What the sources were then, the templates say; of a leaflet that has none, the catalogues.
    Raises EveryleafError for a problem in `source/`, and for a template that can't be read.
    """
    wanted = update.extract(folder, known_formats)
    before = {leaflet: _template(folder, leaflet) for leaflet in wanted.messages}
    standing: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    costs = _Costs()
    problems: list[Diagnostic] = []
    for each in update.by_language(folder, wanted):
        costs.add(each)
        problems += each.problems
        for leaflet, catalogue in each.before.by_leaflet.items():
            if before[leaflet] is None and catalogue:
                standing[leaflet] |= _messages(catalogue)
    edits = (
        edit for leaflet in wanted.messages for edit in _edits(leaflet, wanted, before[leaflet] or standing[leaflet], costs)
    )
    return Impact(edits=tuple(edits), problems=tuple(problems))


def _template(folder: Folder, leaflet: str) -> dict[str, bool] | None:
    path = store.template_path(leaflet)
    return _messages(po.parse(folder.read(path, store.SIZE_LIMIT), path)) if folder.exists(path) else None


def _messages(catalogue: Catalogue) -> dict[str, bool]:
    """Return whether they are critical, by the messages of a catalogue."""
    live = (entry for entry in catalogue.entries if not entry.is_obsolete and not entry.is_header)
    return {entry.id: CRITICAL in entry.extracted for entry in live}


def _edits(leaflet: str, wanted: Wanted, before: Mapping[str, bool], costs: _Costs) -> list[Edit]:
    """Return the edits of a leaflet; `before` says of its messages at the last update whether they were critical."""
    messages = wanted.messages[leaflet]
    critical = {message.markdown for message in messages if message.critical}
    now = dict.fromkeys(message.markdown for message in messages)
    minor = wanted.minor.later(leaflet)
    new = [text for text in now if text not in before]
    gone = [text for text in before if text not in now]
    pairs = matching.changed(before, now)
    edits = [
        Edit(
            leaflet=leaflet,
            kind=Kind.MOVED if costs.moved[leaflet, text] else _kind(old, text, minor),
            before=old,
            after=text,
            is_critical=text in critical or before.get(old, False),
            review=tuple(costs.review[leaflet, text]),
            translate=costs.to_translate(leaflet, old, text),
            lapsed=tuple(costs.lapsed[leaflet, text]),
        )
        for text in new
        for old in [pairs.get(text, "")]
    ]
    removed = set(gone) - set(pairs.values())
    edits += (
        Edit(leaflet=leaflet, kind=Kind.REMOVED, before=text, is_critical=before[text]) for text in gone if text in removed
    )
    return sorted(edits, key=lambda edit: (not edit.is_critical, list(Kind).index(edit.kind)))


def _kind(before: str, after: str, minor: Mapping[str, str]) -> Kind:
    if not before:
        return Kind.NEW
    return Kind.MINOR if after in later(before, minor) else Kind.CHANGED
