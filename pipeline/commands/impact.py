"""`everyleaf impact`: what the edits of the sources would cost, before anyone commits them."""

import argparse
from collections import Counter

from pipeline import build, impact, reports
from pipeline.commands.base import Answer, Command
from pipeline.impact import Edit, Impact, Kind
from pipeline.progress import Tell
from pipeline.reports import Json, count

_WIDTH = 100
_HINT = (
    "If an edit changes spelling or punctuation only, say so with everyleaf minor; its translations then stay as they are."
)


def _run(options: argparse.Namespace, _: Tell) -> Answer:
    found = impact.assess(options.publication, tuple(each.name for each in build.FORMATS))
    return Answer(lines=_lines(found), notes=tuple(map(str, found.problems)), data=_json(found), problems=found.problems)


def _lines(found: Impact) -> tuple[str, ...]:
    if not found.edits:
        return ("Nothing changed.",)
    lines: list[str] = []
    for leaflet in dict.fromkeys(edit.leaflet for edit in found.edits):
        lines += (leaflet, *(line for edit in found.edits if edit.leaflet == leaflet for line in _edit_lines(edit)), "")
    hint = (_HINT,) if any(edit.kind is Kind.CHANGED for edit in found.edits) else ()
    return (*lines, *_totals(found), *hint)


def _edit_lines(edit: Edit) -> tuple[str, ...]:
    """Return what became of a message, what that costs, and the message before and after."""
    start = _first_difference(edit.before, edit.after) if edit.before and edit.after else 0
    texts = (("was", edit.before), ("is ", edit.after))
    name = f"critical, {edit.kind}" if edit.is_critical else edit.kind
    return (f"  {name}: {_cost(edit)}", *(f"    {word}  {_excerpt(text, start)}" for word, text in texts if text))


def _cost(edit: Edit) -> str:
    costs = (("to review in", edit.review), ("to translate into", edit.translate), ("no longer approved in", edit.lapsed))
    return ", ".join(f"{what} {count(len(its), 'language')}" for what, its in costs if its) or "nothing to do"


def _totals(found: Impact) -> tuple[str, ...]:
    kinds = Counter(edit.kind for edit in found.edits)
    edits = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    critical = sum(edit.is_critical for edit in found.edits)
    review, translate, lapsed = _sums(found)
    return (
        f"{count(len(found.edits), 'message')}: {edits}" + (f"; {critical} of them critical" if critical else ""),
        f"{count(review, 'translation')} to review, {translate} to write; {count(lapsed, 'approval')} would lapse.",
    )


def _sums(found: Impact) -> tuple[int, int, int]:
    """Return messages times languages: to review, to translate, and approvals that lapse."""
    return (
        sum(len(edit.review) for edit in found.edits),
        sum(len(edit.translate) for edit in found.edits),
        sum(len(edit.lapsed) for edit in found.edits),
    )


def _first_difference(before: str, after: str) -> int:
    same = zip(before, after, strict=False)
    return next((place for place, (one, other) in enumerate(same) if one != other), min(len(before), len(after)))


def _excerpt(text: str, place: int) -> str:
    """Return a text on one line; of a long one what stands around a place."""
    line = text.replace("\n", " ")
    start = line.rfind(" ", 0, place - _WIDTH // 2) + 1 if place > _WIDTH // 2 else 0
    shown = line[start : start + _WIDTH]
    return ("…" if start else "") + shown + ("…" if start + _WIDTH < len(line) else "")


def _json(found: Impact) -> Json:
    review, translate, lapsed = _sums(found)
    return {
        "messages": [
            {
                "leaflet": edit.leaflet,
                "kind": edit.kind.value,
                "critical": edit.is_critical,
                "before": edit.before,
                "after": edit.after,
                "review": [language.tag for language in edit.review],
                "translate": [language.tag for language in edit.translate],
                "lapsed": [language.tag for language in edit.lapsed],
            }
            for edit in found.edits
        ],
        "review": review,
        "translate": translate,
        "lapsed": lapsed,
        "problems": reports.problems_json(found.problems),
    }


COMMAND = Command(
    examples=("everyleaf impact",),
    run=_run,
)
