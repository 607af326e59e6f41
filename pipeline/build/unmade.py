"""Editions that could not be made, to editions that lead readers to nothing that is not there."""

from dataclasses import replace

from pipeline.build.looking import Found, UnsettledError
from pipeline.build.making import Made, Workshop, make
from pipeline.build.plan import Plan, plan
from pipeline.build.wanting import wanted
from pipeline.publication import Publication


def make_all(workshop: Workshop, publication: Publication, found: Found) -> tuple[Made, frozenset[str]]:
    """Make what a build found to make, and return the paths at which there will be nothing, though there should.

    Editions that name or link to one of these are made again without: nobody knows beforehand which can't be made.
    Raises as `make` does, and UnsettledError if one that is settled may be among them.
    """
    made = make(workshop, found.plan)
    missing = _missing(found, made)
    if missing and publication.settled.leaflets:
        raise UnsettledError
    known: frozenset[str] = frozenset()
    while missing - known:
        known = missing
        made = _joined(made, make(workshop, _plan(publication, found, made, missing), made.records))
        missing |= _missing(found, made)
    return made, missing


def _missing(found: Found, made: Made) -> frozenset[str]:
    """Return the paths of what could not be made and of which no earlier edition stays."""
    return frozenset(path for path in made.failed if found.digests.get(path) is None or path in found.gate.untrue)


def _plan(publication: Publication, found: Found, made: Made, missing: frozenset[str]) -> Plan:
    """Return what to make again of what was made or kept."""
    _, editions = wanted(publication, found.translated, found.before.records, missing)
    there = (*made.records, *made.kept)
    paths = frozenset(record.path for record in there)
    asked = tuple(each for each in editions if each.path in found.asked & paths)
    return plan(asked, there, {record.path: record.sha256 for record in there}, paths)


def _joined(before: Made, after: Made) -> Made:
    return replace(
        after,
        refused=(*before.refused, *after.refused),
        failed=before.failed | after.failed,
        because={**after.because, **before.because},
        problems=tuple(dict.fromkeys((*before.problems, *after.problems))),
        warnings=tuple(dict.fromkeys((*before.warnings, *after.warnings))),
    )
