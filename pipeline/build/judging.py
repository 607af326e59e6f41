"""Editions to what validators say of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.manifest import Record
from pipeline.validators.base import Complaint, Judgement, Outcome, Validator

Progress = Callable[[int, int, str], None]


def judged(
    records: Iterable[Record], place: Callable[[Record], str], validators: tuple[Validator, ...], progress: Progress
) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:
    """Return records, in their order, with what validators say of their files, and the problems of validators.

    `place` gives the absolute path of a record's file. A validator is not asked again about a file that it has judged in its
    present version. One that is not installed is not asked; one that breaks down has said nothing.
    """
    found = {record.path: record for record in records}
    problems: list[Diagnostic] = []
    for validator in validators:
        version = validator.version()
        waiting = [record for record in found.values() if version and _is_to_judge(record, validator, version)]
        try:
            for done, (record, complaints) in enumerate(_asked(validator, waiting, place), 1):
                judgement = Judgement(validator=validator.name, version=version or "", complaints=complaints)
                found[record.path] = _with(found[record.path], judgement)
                progress(done, len(waiting), f"{validator.name}: {record.path}")
        except EveryleafError as error:
            problems += error.problems
    return tuple(found.values()), tuple(problems)


def failures(record: Record) -> tuple[Judgement, ...]:
    """Return the judgements by which an edition must not be published."""
    return tuple(judgement for judgement in record.judgements if judgement.outcome is Outcome.FAILED)


def refusal(record: Record, *, stays: bool) -> Diagnostic:
    """Return the problem of an edition that a validator found wrong, with the first of its complaints.

    `stays` is whether it was published by an earlier build, before the validator said so.
    """
    judgement = failures(record)[0]
    complaint, *others = (each for each in judgement.complaints if each.outcome == Outcome.FAILED)
    place = f" ({complaint.place})" if complaint.place else ""
    more = f", and {len(others)} more" if others else ""
    stayed = "published, but " if stays else ""
    said = f"{complaint.rule}: {complaint.words}{place}{more}"
    words = f"{record.path}: {stayed}not accessible, says {judgement.validator}: {said}"
    hint = "mend the leaflet, or report it if the fault is Everyleaf's; outputs/accessibility.html has all that it said"
    return Diagnostic(code="edition-inaccessible", message=words, hint=hint)


def _is_to_judge(record: Record, validator: Validator, version: str) -> bool:
    has_type = record.media_type.partition(";")[0] == validator.media_type
    said = {(judgement.validator, judgement.version) for judgement in record.judgements}
    return has_type and (validator.name, version) not in said


def _asked(
    validator: Validator, records: list[Record], place: Callable[[Record], str]
) -> Iterable[tuple[Record, tuple[Complaint, ...]]]:
    """Return records with what a validator finds wrong with their files; it is not started for none."""
    return zip(records, validator.judge(tuple(map(place, records))), strict=True) if records else ()


def _with(record: Record, judgement: Judgement) -> Record:
    """Return a record with a judgement in place of what that validator may have said before."""
    others = (each for each in record.judgements if each.validator != judgement.validator)
    return replace(record, judgements=tuple(sorted((*others, judgement), key=lambda each: each.validator)))
