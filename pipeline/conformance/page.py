"""The report as `outputs/accessibility.html`: a page for people, in the source language."""

from collections import Counter

from pipeline.conformance.report import Conformance, Examiner, judgement_of, outcome_of
from pipeline.languages import english_name, parse_language
from pipeline.manifest import Record
from pipeline.renderers.base import report_page
from pipeline.validators.base import Complaint, Outcome

PATH = "accessibility.html"


def dump(report: Conformance) -> bytes:
    """Return the page's bytes: UTF-8; the same for the same report."""
    return report_page("accessibility.html.j2", _Page(report))


class _Page:
    """What the page's template asks."""

    def __init__(self, report: Conformance) -> None:
        self.report = report

    def language_name(self, tag: str) -> str:
        """Return the English name of a language."""
        return english_name(parse_language(tag))

    def tally(self, records: tuple[Record, ...], examiner: Examiner) -> str:
        """Return how many editions passed a validator, in words: "5 of 5 passed"."""
        outcomes = Counter(outcome_of(record, examiner) for record in records if examiner.examines(record))
        total = outcomes.total()
        if not total:
            return "no such edition"
        untested = outcomes[Outcome.UNTESTED]
        said = [f"{outcomes[Outcome.PASSED]} of {total} passed"] if untested < total else []
        said += [f"{outcomes[Outcome.FAILED]} failed"] if outcomes[Outcome.FAILED] else []
        said += [f"{untested} not tested"] if untested else []
        return ", ".join(said)

    def said(self, record: Record) -> tuple[str, ...]:
        """Return what each validator said of an edition, in words; a format without any has none."""
        return tuple(_words(record, examiner) for examiner in self.report.examiners if examiner.examines(record))

    @property
    def failed(self) -> tuple[tuple[Record, str, Complaint], ...]:
        """All broken rules: edition, validator, complaint."""
        return self._complaints(Outcome.FAILED)

    @property
    def unsure(self) -> tuple[tuple[Record, str, Complaint], ...]:
        """All rules of which a validator can't tell: edition, validator, complaint."""
        return self._complaints(Outcome.CANNOT_TELL)

    def _complaints(self, outcome: Outcome) -> tuple[tuple[Record, str, Complaint], ...]:
        return tuple(
            (record, judgement.validator, complaint)
            for record in self.report.records
            for judgement in record.judgements
            for complaint in judgement.complaints
            if complaint.outcome == outcome
        )


def _words(record: Record, examiner: Examiner) -> str:
    judgement = judgement_of(record, examiner)
    if judgement is None:
        return f"{examiner.name}: not tested"
    return f"{judgement.validator} {judgement.version}: {judgement.outcome}"
