"""Problems as values: each has a place, a code, words and a hint."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

from pipeline.characters import shown


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file of the publication.

    The path is relative to the publication's root, with "/" between its parts.
    Lines and columns count from 1; line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Severity(StrEnum):
    """How much a problem matters: an error keeps something from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Area(Enum):
    """What a problem is about; the value is the exit code of a run that meets it."""

    USAGE = 2
    SOURCE = 3
    CATALOGUE = 4
    MACHINE = 5
    DISK = 6
    EDITION = 7


def _codes(area: Area, *codes: str) -> dict[str, Area]:
    return dict.fromkeys(codes, area)


CODES = MappingProxyType(
    _codes(
        Area.USAGE, "no-publication", "not-empty", "unknown-choice", "file-exists", "memory-unreadable", "memory-language"
    )
    | _codes(
        Area.SOURCE,
        *("yaml-syntax", "yaml-alias", "yaml-tag", "yaml-depth", "duplicate-key", "missing-key", "unknown-key"),
        *("wrong-value", "unknown-language", "unknown-format", "duplicate-leaflet", "leaflet-name"),
        *("no-front-matter", "not-utf-8", "too-large", "missing-file", "unsafe-path", "control-character"),
        *("raw-html", "heading-level", "image-alt", "image-type", "image-unsafe", "image-place", "remote-image"),
        *("link-target", "unknown-fact", "unknown-leaflet", "unsupported-block", "directive", "empty-leaflet"),
        *("no-leaflet", "link-title", "not-minor", "unknown-topic", "leaflet-withdrawn"),
        *("long-sentence", "long-paragraph", "link-text", "alternative-text", "fact-typed", "fact-missing"),
        *("abbreviation-unexplained", "review-overdue", "accept-wrong", "accept-unused"),
    )
    | _codes(
        Area.CATALOGUE,
        *("po-syntax", "po-duplicate", "po-charset", "po-plural", "po-header", "catalogue-missing"),
        *("po-unreadable", "po-language", "po-too-long", "plural-forms", "plural-incomplete"),
        *("placeholder-changed", "link-changed", "translation-unusable", "critical-in-english", "po-control-character"),
        *("catalogue-orphan", "catalogue-outdated", "words-in-english", "approval-unreadable", "approval-refused"),
        *("edition-withheld", "edition-withdrawn", "acceptance-idle"),
        *("term-missing", "term-wrong", "too-long", "too-short"),
        *("bidi-control", "hidden-character", "wrong-script", "mixed-script", "wrong-language", "same-as-source"),
        *("markup-left", "emphasis-changed", "code-changed"),
        *("number-changed", "number-swapped", "unit-changed", "number-missing", "number-added", "number-order"),
        *("number-format", "fact-copied"),
        *("pack-unsafe", "pack-foreign", "pack-conflict", "message-unknown", "message-gone", "finding-accepted"),
        *("sheet-text", "sheet-layout", "sheet-cell"),
    )
    | _codes(
        Area.MACHINE,
        *("library-missing", "font-missing", "glyph-missing", "validator-failed", "port-refused"),
        *("full-text-failed", "worker-failed", "cluster-unreachable", "cluster-differs", "cluster-lost"),
    )
    | _codes(
        Area.DISK,
        *("disk-write", "disk-read", "manifest-unreadable", "outputs-busy"),
        *("output-changed", "output-missing", "output-unknown", "output-differs"),
        *("copy-superseded", "copy-withdrawn", "copy-changed", "copy-unknown"),
    )
    | _codes(Area.EDITION, "edition-failed", "edition-inaccessible", "text-lost", "glyph-broken", "font-unexpected")
)
"""Every code a problem may have, and its area. `docs/reference/problems.md` has a section for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A problem: what is wrong, where, how bad it is, and what to do about it.

    Raises KeyError if the code is not in CODES.
    """

    code: str
    message: str
    at: Span | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        CODES[self.code]  # an unknown code is a bug of ours, and is met here

    @property
    def area(self) -> Area:
        """What the problem is about."""
        return CODES[self.code]

    def __str__(self) -> str:
        """Return `path:line:column: severity[code]: words`, with the hint on a line of its own.

        What a translator wrote may be in it: characters that a terminal would obey are shown as escapes.
        """
        place = f"{shown(str(self.at))}: " if self.at else ""
        hint = f"\n  hint: {shown(self.hint)}" if self.hint else ""
        return f"{place}{self.severity}[{self.code}]: {shown(self.message)}{hint}"


def in_order(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return problems by their places; those without a place come first, those of one place stay in their order."""
    return tuple(sorted(problems, key=lambda problem: problem.at or Span("")))


def errors(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return those problems that are errors, in their order."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
