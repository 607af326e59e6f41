"""What every command says in the same way: problems, counts and tables, as lines and as JSON. Pure."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from pipeline.characters import shown
from pipeline.diagnostics import Diagnostic, Severity

Json = dict[str, Any]


def problem(diagnostic: Diagnostic) -> Json:
    """Return a problem as JSON."""
    at = diagnostic.at
    return {
        "path": at.path if at else None,
        "line": at.line if at and at.line else None,
        "column": at.column if at and at.line else None,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def problems_json(problems: Sequence[Diagnostic]) -> list[Json]:
    """Return problems as JSON, in their order."""
    return list(map(problem, problems))


def problems_line(problems: Sequence[Diagnostic]) -> str:
    """Return how many problems there are: "2 errors, 1 warning", or nothing if there are none."""
    counts = {severity: sum(each.severity is severity for each in problems) for severity in Severity}
    return ", ".join(count(number, severity.value) for severity, number in counts.items() if number)


def annotation(diagnostic: Diagnostic) -> str:
    """Return a problem as a line that GitHub Actions shows beside the place it is about.

    GitHub's "Workflow commands for GitHub Actions" gives the form and the characters to escape.
    """
    at = diagnostic.at
    place = {"file": at.path, **({"line": str(at.line), "col": str(at.column)} if at.line else {})} if at else {}
    properties = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in {**place, "title": diagnostic.code}.items())
    words = "\n".join(shown(part) for part in (diagnostic.message, diagnostic.hint) if part)
    return f"::{diagnostic.severity} {properties}::{_escaped(words)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(each):02X}" if each in f"%\r\n{more}" else each for each in text)


_SHOWN_BY = MappingProxyType(dict.fromkeys(("edition-withheld", "edition-withdrawn"), "status"))
"""The command that shows what `everyleaf check`, which knows nothing of editions, does not."""


def folded(problems: Sequence[Diagnostic], most: int = 5) -> tuple[str, ...]:
    """Return the words of problems by their places; of warnings of one code the first few, and how many more there are."""
    lines: list[str] = []
    seen: dict[str, int] = {}
    for each in sorted(problems, key=lambda each: (each.severity, str(each.at.path) if each.at else "", each.at or 0)):
        seen[each.code] = seen.get(each.code, 0) + 1
        if each.severity is Severity.ERROR or seen[each.code] <= most:
            lines.append(str(each))
    lines += (
        f"warning[{code}]: {count(number - most, 'more of this kind')}; "
        f"see them all with: everyleaf {_SHOWN_BY.get(code, 'check')}"
        for code, number in seen.items()
        if number > most and all(each.severity is Severity.WARNING for each in problems if each.code == code)
    )
    return tuple(lines)


def table(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return rows of the same length as lines, the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return tuple(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    )


def count(number: int, noun: str) -> str:
    """Return a number of things in words: "1 edition", "2 editions", "3 more of this kind"."""
    return f"{number} {noun}" if number == 1 or noun.startswith("more") else f"{number} {noun}s"
