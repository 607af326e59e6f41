"""The numbers of a source and those of its translation to which is which, and what is left over on either side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.checks.amounts import units
from pipeline.checks.amounts.quantities import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """The numbers of two texts side by side."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    """Those that both have, in the order of the first text."""
    lost: tuple[Quantity, ...]
    """Those that only the first has."""
    added: tuple[Quantity, ...]
    """Those that only the second has."""


def pair_up(source: Iterable[Quantity], target: Iterable[Quantity]) -> Pairing:
    """Return which number is which: first those with the same unit, then all that share a value, each once."""
    pairs: list[tuple[Quantity, Quantity]] = []
    lost, added = list(source), list(target)
    for same_unit in (True, False):
        for one in tuple(lost):
            other = next(
                (each for each in added if one.values & each.values and (one.unit == each.unit or not same_unit)), None
            )
            if other:
                pairs.append((one, other))
                lost.remove(one)
                added.remove(other)
    return Pairing(pairs=tuple(sorted(pairs, key=_place)), lost=tuple(lost), added=tuple(added))


def apart(pairing: Pairing) -> Pairing:
    """Return the pairing without the pairs that count different things: the 2 of "twice" is not that of "2 tablets"."""
    wrong = [each for each in pairing.pairs if units.clash(each[0].unit, each[1].unit)]
    pairs = tuple(each for each in pairing.pairs if each not in wrong)
    lost, added = (*pairing.lost, *(one for one, _ in wrong)), (*pairing.added, *(other for _, other in wrong))
    return Pairing(pairs=pairs, lost=lost, added=added)


def converted(pairing: Pairing) -> Pairing:
    """Return the pairing without what is as long, heavy, large or warm in another unit: 48 hours are 2 days."""
    lost, added = list(pairing.lost), list(pairing.added)
    for one in pairing.lost:
        other = next((each for each in added if _same_size(one, each)), None)
        if other:
            lost.remove(one)
            added.remove(other)
    return Pairing(pairs=pairing.pairs, lost=tuple(lost), added=tuple(added))


def is_plain(pairing: Pairing) -> bool:
    """Return whether both texts have the same numbers with the same units and signs in the same order."""
    if pairing.lost or pairing.added:
        return False
    starts = [other.start for _, other in pairing.pairs]
    are_alike = all(one.unit == other.unit and one.is_negative <= other.is_negative for one, other in pairing.pairs)
    return are_alike and starts == sorted(starts)


def swapped(source: Sequence[Quantity], target: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Return a number of the source, and the one that has its unit in the translation, though the source has it elsewhere.

    "2 tablets every 4 hours" and "4 tablets every 2 hours" have the same numbers, but not the same hours.
    """
    for one in source:
        theirs = [each for each in target if one.unit and each.unit == one.unit]
        if any(one.values & each.values for each in theirs) or not any(one.values & each.values for each in target):
            continue
        ours = [each for each in source if one.unit in (each.unit, each.shared)]
        for other in theirs:
            is_elsewhere = any(each.values & other.values for each in source)
            if is_elsewhere and not any(each.values & other.values for each in ours):
                return one, other
    return None


def measured_otherwise(pairing: Pairing) -> tuple[Quantity, Quantity] | None:
    """Return a number that measures or counts another thing in the translation: 5 mg for 5 ml, 6 times for 6 hours."""
    return next(((one, other) for one, other in pairing.pairs if units.clash(one.unit, other.unit)), None)


def out_of_order(pairing: Pairing, *, is_dose: bool) -> bool:
    """Return whether numbers that could be mistaken for each other stand in another order.

    Those are numbers of one unit: translators seldom turn a list of percentages round. In a dose they are also all whose
    unit is not known. Other numbers follow the word order of the language.
    """
    places: dict[str, list[int]] = {}
    for one, other in pairing.pairs:
        unit = one.unit or one.shared
        if not one.is_name and (unit or is_dose):
            places.setdefault(unit if unit in (other.unit, other.shared) or not is_dose else "", []).append(other.start)
    return any(starts != sorted(starts) for starts in places.values())


def _place(pair: tuple[Quantity, Quantity]) -> int:
    return pair[0].start


def _same_size(one: Quantity, other: Quantity) -> bool:
    counts = product(_signed(one), _signed(other))
    return any(units.same_size(one.unit, ours, other.unit, theirs) for ours, theirs in counts)


def _signed(quantity: Quantity) -> Iterator[str]:
    """Yield the values of a number, with a minus sign if it is a temperature below zero: elsewhere that is a hyphen."""
    sign = "-" if quantity.is_negative and quantity.unit.startswith("temperature-") else ""
    return (f"{sign}{value}" for value in quantity.values)
