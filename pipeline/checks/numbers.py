"""Whether a translation has the numbers of its source, with their units, and each in its own place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.checks.amounts import disguises, number_words, pairing, quantities, separators
from pipeline.checks.amounts.numerals import numerals
from pipeline.checks.amounts.pairing import Pairing
from pipeline.checks.amounts.quantities import Quantity
from pipeline.checks.base import Finding, Pair
from pipeline.diagnostics import Severity
from pipeline.languages import Language
from pipeline.model import Emphasis, FactValue, Inline, Link, Strong

_DIGIT = re.compile("[\\d\u00bc-\u00be\u2150-\u215e]")
"""A digit of any script, or a fraction in one character."""
_CLOCK_FROM_SIX = frozenset({"am", "om", "so", "sw", "th", "ti"})
"""Languages whose speakers count the hours from six in the morning and in the evening, many of them also from twelve."""
_HOUR = re.compile("1?\\d|2[0-4]")
_MOST_LISTED = 6
_ANY_ONE = re.compile(r"\b(?:an?|another|per|each|every|only)\b", re.IGNORECASE)
_DOSE = re.compile(
    r"\b(?:every|(?:times|once|twice) (?:an?|per|each|every|daily)|tablets?|pills?|capsules?|doses?|m[lg]|drops?|puffs?)\b",
    re.IGNORECASE,
)
"""What makes a sentence one in which the order of the numbers can be a dose."""


def check_numbers(pair: Pair) -> Iterator[Finding]:
    """Yield how the numbers of the two texts differ; mostly nothing.

    Another number, another unit, or two numbers that changed places are errors.
    A number that is only missing, mostly because it became a word, and one that came from nowhere are warnings.
    """
    if not _DIGIT.search(pair.translation) and not _DIGIT.search(pair.message.markdown) and len(pair.source.facts) < 2:  # noqa: PLR2004
        return
    text, translated = pair.source.words, pair.target.words
    source = quantities.read_source(text, pair.source_language, tuple(_facts(pair.source.inlines)))
    if pair.language.base in _CLOCK_FROM_SIX:
        source = quantities.by_clock_from_six(source)
    known = quantities.values(source)
    target = quantities.read_translation(translated, pair.language, known, tuple(_facts(pair.target.inlines)))
    found = _without_facts(pairing.pair_up(source, target))
    yield from _format(found, pair.language)
    if pairing.is_plain(found):
        return
    spelled = number_words.read(text, pair.source_language, pair.language) if found.added else ()
    in_words = pairing.converted(pairing.apart(pairing.pair_up(spelled, found.added)))
    left = pairing.converted(replace(found, lost=_lost(found.lost, translated, pair), added=in_words.added))
    judged = _without_hours(left)
    wrong = (*judged.lost, *_rivals(in_words.lost, judged.added))
    if judged.added and wrong:
        yield _changed(wrong, judged.added)
    else:
        yield from _missing((*left.lost, *_without_minus(found)))
        yield from _added(judged.added, source, text)
        yield from _misplaced(found, (*source, *spelled), target, text)


def _facts(inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the names of the facts in the order in which `words` has them."""
    for inline in inlines:
        match inline:
            case FactValue(name=name):
                yield name
            case Strong(children) | Emphasis(children) | Link(_, children):
                yield from _facts(children)
            case _:
                pass


def _without_facts(found: Pairing) -> Pairing:
    """Return the pairing without facts that one text lacks: another check looks after them, and one may be said twice."""
    if not found.lost and not found.added:
        return found
    lost, added = (tuple(each for each in some if not quantities.names_fact(each)) for some in (found.lost, found.added))
    return replace(found, lost=lost, added=added)


def _lost(lost: Sequence[Quantity], translated: str, pair: Pair) -> tuple[Quantity, ...]:
    """Return the numbers that the translation has not in Roman or Chinese numerals either."""
    letters = numerals(translated, pair.language) if lost else frozenset()
    return tuple(each for each in lost if not each.values & letters)


def _without_hours(left: Pairing) -> Pairing:
    """Return the pairing without lost times such as 9:30, and without an hour for each one, which may have words behind it.

    Languages have more ways to say "half past nine" than we know, and many start from the next hour.
    """
    vague = [each for each in left.lost if quantities.has_minutes(each)]
    hours = [each for each in left.added if any(map(_HOUR.fullmatch, each.values))]
    said = [each for each in hours if each.unit in {"", "duration-hour"}][: len(vague)]
    if not said:
        return left
    lost, added = ([each for each in some if each not in gone] for some, gone in ((left.lost, vague), (left.added, said)))
    return replace(left, lost=tuple(lost), added=tuple(added))


def _rivals(spelled: Iterable[Quantity], added: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the numbers in words that the translation may have got wrong: they count what an added number counts."""
    counted = {each.unit for each in added if each.unit}
    return tuple(each for each in spelled if each.unit in counted)


def _changed(lost: Sequence[Quantity], added: Sequence[Quantity]) -> Finding:
    says = f"the source says {_listed(lost)}, the translation says {_listed(added)}"
    return _error("number-changed", says, "write the number of the source, in any digits")


def _without_minus(found: Pairing) -> Iterator[Quantity]:
    """Yield the numbers that the translation says without their minus sign, perhaps with a word for it."""
    for one, other in found.pairs:
        if one.is_negative and not other.is_negative:
            yield replace(one, written=f"-{one.written}")


def _missing(lost: Sequence[Quantity]) -> Iterator[Finding]:
    if missing := [each for each in lost if not each.is_name]:
        hint = "write it in digits, unless it is there as a word"
        yield Finding(code="number-missing", words=f"the translation lacks {_listed(missing)}", hint=hint)


def _added(added: Sequence[Quantity], source: Sequence[Quantity], text: str) -> Iterator[Finding]:
    said = quantities.values(source) | (frozenset("1") if _ANY_ONE.search(text) else frozenset())
    if new := [each for each in added if not each.is_name and not each.values & said]:
        words = f"the translation says {_listed(new)}, the source does not"
        yield Finding(code="number-added", words=words, hint="see whether the source says so in words; if not, delete it")


def _format(found: Pairing, language: Language) -> Iterator[Finding]:
    """Yield the first number with the separators of English that readers of the language take for another one."""
    for one, other in found.pairs:
        number = separators.same_digits(one.written, other.written)
        if number and (meant := separators.other_value(number, language)):
            said = f'"{number}" stands as in English, and means {meant} in this language'
            yield Finding(code="number-format", words=said, hint=f'write "{separators.written(number, language)}"')
            return


def _misplaced(found: Pairing, source: Sequence[Quantity], target: Sequence[Quantity], text: str) -> Iterator[Finding]:
    """Yield what is wrong with numbers that both texts have."""
    if swap := pairing.swapped(source, target):
        yield _error("number-swapped", _says(*swap), "give each number its own place")
    elif other := pairing.measured_otherwise(found):
        yield _error("unit-changed", _says(*other), "write the unit of the source")
    elif pairing.out_of_order(found, is_dose=_DOSE.search(text) is not None):
        hint = "see that each number still belongs to the same thing"
        yield Finding(code="number-order", words="the numbers stand in another order than in the source", hint=hint)


def _says(one: Quantity, other: Quantity) -> str:
    return f'the source says "{one.written}", the translation says "{other.written}"'


def _listed(numbers: Sequence[Quantity]) -> str:
    """Return the numbers as words of a finding: the first few, and how many more there are."""
    said = [f'"{disguises.seen(each.written)}"' for each in numbers[:_MOST_LISTED]]
    more = len(numbers) - _MOST_LISTED
    return " and ".join([*said, f"{more} more"] if more > 0 else said)


def _error(code: str, words: str, hint: str) -> Finding:
    return Finding(code=code, words=words, hint=hint, severity=Severity.ERROR)
