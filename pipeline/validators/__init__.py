"""Validators that others wrote, each a module; they judge editions as they will be published.

`VALIDATORS` is an open table: a package may add its own through the entry-point group `everyleaf.validators`, whose values
are classes that follow `Validator`.
"""

from importlib.metadata import entry_points

from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from pipeline.validators.pdf_ua import PdfUa


def _table() -> tuple[Validator, ...]:
    others = sorted(entry_points(group="everyleaf.validators"), key=lambda point: point.name)
    table: tuple[Validator, ...] = (PdfUa(), Axe(), Nu(), *(point.load()() for point in others))
    if len({each.name for each in table}) < len(table):
        raise TypeError(f"two validators have one name: {', '.join(each.name for each in table)}")
    return table


VALIDATORS = _table()
"""Every validator, the tool's own first."""
