"""`source/facts.yml` to facts, and a fact to how it stands in one language's text.

Formatting is CLDR's, by Babel.
Numbers that people key in or measure by (phone numbers, quantities with a unit, money, dates) keep Western digits in every
language, because they must match keypads, packs and labels.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_precision, is_currency
from babel.units import UnknownUnitError, format_unit

from pipeline import yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.languages import Language, babel_locale, value_for
from pipeline.model import FactKind, FactValue

PATH = "source/facts.yml"
NO_BREAK_SPACE = "\u00a0"
_ZEROS = MappingProxyType({"arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "mymr": "၀", "olck": "᱐", "adlm": "𞥐"})
"""The digit zero of the numbering systems that are some language's default in CLDR; the other nine follow it."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()-]*[0-9]|[0-9]")
_DECIMALS = 10
_NUMBER = re.compile(rf"-?[0-9]{{1,15}}(\.[0-9]{{1,{_DECIMALS}}})?")
_URL = re.compile(r"https?://[^\s<>\"]+")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\".]+(\.[^\s@<>\".]+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A typed value with a name, kept once for every language and format."""

    name: str
    kind: FactKind
    value: str
    at: Span
    note: str = ""
    """What it is, for translators."""
    unit: str = ""
    """A CLDR unit such as `milliliter`, for a number; or a currency such as `GBP`, for money."""
    by_language: tuple[tuple[Language, str], ...] = ()
    """Values that replace `value` in some languages."""


def parse(text: str) -> tuple[tuple[Fact, ...], tuple[Diagnostic, ...]]:
    """Return the facts that a text holds, in its order, and its problems; a fact with a problem is left out.

    Raises EveryleafError if the text is no YAML.
    """
    facts: list[Fact] = []
    problems: list[Diagnostic] = []
    for name, node in yamlfile.parse(text, PATH).entries:
        found: list[Diagnostic] = []
        fact = _fact(name, node, found)
        problems += found
        if fact and not found:
            facts.append(fact)
    return tuple(facts), tuple(problems)


def in_language(facts: tuple[Fact, ...], language: Language, source: Language) -> Mapping[str, FactValue]:
    """Return every fact by its name, as it stands in a text of this language."""
    return MappingProxyType({fact.name: _value(fact, language, source) for fact in facts})


@lru_cache(maxsize=1024)
def spoken_date(day: date, language: Language) -> str:
    """Return a day in words and Western digits: `22 November 2026`."""
    return format_date(day, "long", locale=babel_locale(language))


def _value(fact: Fact, language: Language, source: Language) -> FactValue:
    own = value_for(language, fact.by_language)
    value = own or fact.value
    return FactValue(
        name=fact.name,
        kind=fact.kind,
        text=_text(fact, value, language),
        language=source if fact.kind is FactKind.TEXT and own is None else language,
        url=_url(fact.kind, value),
    )


def _text(fact: Fact, value: str, language: Language) -> str:
    locale = babel_locale(language)
    match fact.kind:
        case FactKind.PHONE:
            return value.replace(" ", NO_BREAK_SPACE)
        case FactKind.DATE:
            return spoken_date(date.fromisoformat(value), language)
        case FactKind.NUMBER if fact.unit:
            pattern = _exact_pattern(language)
            return format_unit(Decimal(value), fact.unit, "short", pattern, locale).replace(" ", NO_BREAK_SPACE)
        case FactKind.NUMBER:
            pattern = _exact_pattern(language)
            return _own_digits(format_decimal(Decimal(value), pattern, locale, numbering_system="default"), language)
        case FactKind.MONEY:
            return format_currency(Decimal(value), fact.unit, locale=locale)
        case FactKind.URL | FactKind.EMAIL | FactKind.TEXT:
            return value


def _exact_pattern(language: Language) -> str:
    """Return CLDR's pattern for the numbers of a language, with as many decimals as a fact may have: none is rounded."""
    whole = str(babel_locale(language).decimal_formats[None].pattern).partition(".")[0]
    return f"{whole}.{'#' * _DECIMALS}"


def _own_digits(text: str, language: Language) -> str:
    """Return a number in the digits that are the language's default in CLDR; Babel 2.18 gives its signs, not the digits."""
    zero = _ZEROS.get(babel_locale(language).default_numbering_system, "0")
    return text.translate({ord("0") + digit: ord(zero) + digit for digit in range(10)})


def _url(kind: FactKind, value: str) -> str | None:
    match kind:
        case FactKind.PHONE:
            return "tel:" + re.sub(r"[^\d+]", "", value)
        case FactKind.EMAIL:
            return f"mailto:{value}"
        case FactKind.URL:
            return value
        case _:
            return None


def _fact(name: yamlfile.Scalar, node: yamlfile.Node, problems: list[Diagnostic]) -> Fact | None:
    if not isinstance(node, yamlfile.Mapping):
        problems.append(
            _wrong(f'the fact "{name.text}" needs a kind and a value', node.at, "write below it: kind: … and value: …")
        )
        return None
    fields = yamlfile.Fields(node, problems)
    if not _NAME.fullmatch(name.text):
        fields.note("wrong-value", f'"{name.text}" is no name for a fact', name.at, "use a-z, 0-9 and _, a letter first")
    kind = fields.text("kind", required=True)
    if kind and kind not in set(FactKind):
        fields.note("wrong-value", f'the kind "{kind}" is not known', node.at, "kinds: " + ", ".join(FactKind))
    fact = Fact(
        name=name.text,
        kind=FactKind(kind) if kind in set(FactKind) else FactKind.TEXT,
        value=fields.text("value", required=True),
        at=name.at,
        note=fields.text("note"),
        unit=fields.text("currency", required=True) if kind == FactKind.MONEY else fields.text("unit"),
        by_language=fields.by_language("by_language", lambda values, tag: values.text(tag, required=True)),
    )
    fields.finish()
    for value in (fact.value, *(value for _, value in fact.by_language)):
        shown = f"{value} {fact.unit}".strip()
        if not problems and (wanted := _wanted(fact, value)):
            problems.append(_wrong(f'the fact "{fact.name}" must be {wanted}, not "{shown}"', node.at, ""))
    return fact


def _wanted(fact: Fact, value: str) -> str:  # noqa: PLR0911 (one return a kind)
    """Return what the value should have been, or nothing if it is that."""
    match fact.kind:
        case FactKind.PHONE:
            return "" if _PHONE.fullmatch(value) else "a phone number in Western digits"
        case FactKind.URL:
            return "" if _URL.fullmatch(value) else "a web address that starts with https://"
        case FactKind.EMAIL:
            return "" if _EMAIL.fullmatch(value) else "an e-mail address"
        case FactKind.DATE:
            return "" if _is_day(value) else "a day such as 2026-11-22"
        case FactKind.NUMBER:
            return (
                ""
                if _is_number(value) and _is_unit(fact.unit)
                else "a number, and its unit (if any) one of CLDR's, such as milliliter"
            )
        case FactKind.MONEY:
            return "" if _is_amount(value, fact.unit) else "an amount in a currency such as GBP, with its decimals only"
        case FactKind.TEXT:
            return ""


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_number(value: str) -> bool:
    return _NUMBER.fullmatch(value) is not None


def _is_amount(value: str, currency: str) -> bool:
    decimals = len(value.partition(".")[2])
    return _is_number(value) and is_currency(currency) and decimals <= get_currency_precision(currency)


def _is_unit(unit: str) -> bool:
    try:
        return not unit or bool(format_unit(1, unit, locale="en"))
    except UnknownUnitError:
        return False


def _wrong(words: str, at: Span, hint: str) -> Diagnostic:
    return Diagnostic(code="wrong-value", message=words, at=at, hint=hint)
