"""A translation to all that is wrong with it."""

from types import MappingProxyType

from pipeline.checks import usable
from pipeline.checks.base import Check, Finding, Pair
from pipeline.diagnostics import Severity

_STRUCTURE: MappingProxyType[str, Check] = MappingProxyType(
    {
        "placeholders": usable.check_placeholders,
        "links": usable.check_links,
        "readable": usable.check_readable,
    }
)
"""Whether a translation can be shown; one that can't is not judged any further."""
_WORDING: MappingProxyType[str, Check] = MappingProxyType({})


def examine(pair: Pair) -> tuple[Finding, ...]:
    """Return what is wrong with a translation, errors first; mostly nothing."""
    broken = tuple(finding for check in _STRUCTURE.values() for finding in check(pair))
    if broken:
        return broken
    found = [finding for check in _WORDING.values() for finding in check(pair)]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))
