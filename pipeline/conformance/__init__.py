"""What validators said of the editions, and what people must still check, as a report for machines and one for people."""

from pipeline.conformance import earl, page
from pipeline.conformance.report import Conformance


def files(report: Conformance) -> tuple[tuple[str, bytes], ...]:
    """Return the files of a report, each with its path in the outputs."""
    return (page.PATH, page.dump(report)), (earl.PATH, earl.dump(report))
