"""The separators of a written number to what readers of a language take it for: `1,000` is a thousand, or one."""

import re
from decimal import Decimal

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from pipeline.checks.amounts.readings import canonical
from pipeline.languages import Language, babel_locale

_ENGLISH = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,9}\.\d{1,9})(?![.,]?\d)")
_DIGITS = "latn"


def same_digits(one: str, other: str) -> str:
    """Return the number of a text that has separators of English, if another text has the very same one; empty if not."""
    found = _ENGLISH.search(one) if "," in one or "." in one else None
    theirs = _ENGLISH.search(other) if found else None
    return found[0] if found and theirs and found[0] == theirs[0] else ""


def other_value(number: str, language: Language) -> str:
    """Return what readers of a language take a number with English separators for; empty if that is the same, or nothing.

    CLDR has the separators; a language that has digits of its own there uses those of English with English digits.
    """
    locale = babel_locale(language)
    if locale.default_numbering_system != _DIGITS:
        return ""
    decimal, group = get_decimal_symbol(locale), get_group_symbol(locale)
    whole, _, decimals = number.partition(decimal)
    if not re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+|\d+", whole) or not re.fullmatch(r"\d*", decimals):
        return ""
    meant = canonical(f"{whole.replace(group, '')}.{decimals}")
    return "" if meant == canonical(number.replace(",", "")) else meant


def written(number: str, language: Language) -> str:
    """Return a number with English separators as CLDR writes it in a language, with the digits 0 to 9."""
    digits = number.replace(",", "")
    places = len(digits.partition(".")[2])
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(Decimal(digits), pattern, locale=babel_locale(language), numbering_system=_DIGITS)
