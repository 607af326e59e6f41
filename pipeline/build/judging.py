"""Editions to what validators say of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.manifest import Record
from pipeline.progress import Count, Progress, Stage, Tell
from pipeline.validators.base import Complaint, Judgement, Outcome, Validator


def judged(
    records: Iterable[Record], place: Callable[[Record], str], validators: tuple[Validator, ...], tell: Tell
) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:
    """Return records, in their order, with what validators say of their files, and the problems of validators.

    `place` gives the absolute path of a record's file. A validator is not asked again about a file that it has judged in its
    present version. One that is not installed is not asked; one that breaks down has said nothing.
    """
    found = {record.path: record for record in records}
    problems: list[Diagnostic] = []
    asked = [(each, version, _to_judge(found.values(), each, version)) for each in validators if (version := each.version())]
    count = Count(Stage.JUDGE, ((each.name, record.language) for each, _, waiting in asked for record in waiting))
    tell(Progress(stage=Stage.JUDGE))
    for validator, version, waiting in asked:
        try:
            for record, complaints in _asked(validator, waiting, place):
                judgement = Judgement(validator=validator.name, version=version, complaints=complaints)
                found[record.path] = _with(found[record.path], judgement)
                tell(count.one(validator.name, record.language))
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


def _to_judge(records: Iterable[Record], validator: Validator, version: str) -> list[Record]:
    """Return the records on which a validator in its present version has not said anything yet, and could."""
    return [
        record
        for record in records
        if record.media_type.partition(";")[0] == validator.media_type
        and (validator.name, version) not in {(each.validator, each.version) for each in record.judgements}
    ]


def _asked(
    validator: Validator, records: list[Record], place: Callable[[Record], str]
) -> Iterable[tuple[Record, tuple[Complaint, ...]]]:
    """Return records with what a validator finds wrong with their files; it is not started for none."""
    return zip(records, validator.judge(tuple(map(place, records))), strict=True) if records else ()


def _with(record: Record, judgement: Judgement) -> Record:
    """Return a record with a judgement in place of what that validator may have said before."""
    others = (each for each in record.judgements if each.validator != judgement.validator)
    return replace(record, judgements=tuple(sorted((*others, judgement), key=lambda each: each.validator)))
