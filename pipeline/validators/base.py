"""What a validator is, and what one says of an edition."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar, Protocol

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError


class Outcome(StrEnum):
    """What a validator says of an edition; the values are outcomes of the W3C's EARL 1.0 Schema, section 2.7."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cantTell"
    UNTESTED = "untested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One rule of a validator that an edition breaks, or of which the validator can't tell."""

    rule: str
    """The validator's own name for it: "color-contrast"."""
    outcome: str
    """"failed" or "cantTell"."""
    words: str
    """What the validator says, in its own words."""
    place: str
    """The first place of it, as the validator names it, such as a line or an element; may be empty."""
    count: int
    """In how many places, at least 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What one validator says of one edition."""

    validator: str
    version: str
    complaints: tuple[Complaint, ...]
    """One a rule, in the order of their names; empty if there is nothing wrong."""

    @property
    def outcome(self) -> Outcome:
        """FAILED if a rule is broken, else PASSED: what the validator can't tell of is told by its complaints."""
        return Outcome.FAILED if any(each.outcome == Outcome.FAILED for each in self.complaints) else Outcome.PASSED


class Validator(Protocol):
    """A program that others wrote, which judges whole editions."""

    name: ClassVar[str]
    """As its makers call it: "axe-core"."""
    standard: ClassVar[str]
    """What it judges by, for people: "PDF/UA-1 (ISO 14289-1)"."""
    media_type: ClassVar[str]
    """What it judges."""

    def version(self) -> str | None:
        """Return its version, or None if it, or something that it needs, is not on this machine. Starts no other program."""
        ...

    def judge(self, paths: tuple[str, ...]) -> Iterable[tuple[Complaint, ...]]:
        """Yield what is wrong with each of some files, given by absolute paths, in their order; empty for nothing.

        Raises EveryleafError (`validator-failed`) if the validator itself breaks down.
        """
        ...


def grouped(complaints: Iterable[Complaint]) -> tuple[Complaint, ...]:
    """Return one complaint for each rule and outcome, with its first words and place and the sum of counts, sorted."""
    found: dict[tuple[str, str], Complaint] = {}
    for each in complaints:
        key = (each.rule, each.outcome)
        found[key] = replace(found[key], count=found[key].count + each.count) if key in found else each
    return tuple(found[key] for key in sorted(found))


def broken_down(validator: str, words: str) -> EveryleafError:
    """Return the error of a validator, by its name, that could not do its work."""
    hint = "install the validators anew: make validators; everyleaf build --without does without one"
    return EveryleafError(Diagnostic(code="validator-failed", message=f"{validator} broke down: {words}", hint=hint))
