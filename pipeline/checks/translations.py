"""A translation to all that is wrong with it."""

from types import MappingProxyType

from pipeline.checks import controls, facts, language, length, markup, mixed, numbers, terms, usable
from pipeline.checks.base import Check, Finding, Pair
from pipeline.diagnostics import Severity

_STRUCTURE: MappingProxyType[str, Check] = MappingProxyType(
    {
        "placeholders": usable.check_placeholders,
        "links": usable.check_links,
        "readable": usable.check_readable,
    }
)
"""Whether a translation can be shown; one that can't be read is not judged any further."""
_WORDING: MappingProxyType[str, Check] = MappingProxyType(
    {
        "terms": terms.check_terms,
        "length": length.check_length,
        "bidi": controls.check_bidi,
        "hidden": controls.check_hidden,
        "language": language.check_language,
        "mixed": mixed.check_mixed,
        "markup": markup.check_markup,
        "code": markup.check_code,
        "numbers": numbers.check_numbers,
        "facts": facts.check_facts,
    }
)


def examine(pair: Pair) -> tuple[Finding, ...]:
    """Return what is wrong with a translation, errors first; mostly nothing."""
    found = [finding for check in _STRUCTURE.values() for finding in check(pair)]
    if not pair.target.problems:
        found += [finding for check in _WORDING.values() for finding in check(pair)]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.ERROR))
