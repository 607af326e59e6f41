"""A language to gettext's Plural-Forms: a table of our own for the languages that we know best, CLDR for all others."""

from collections.abc import Sequence
from functools import cache
from gettext import c2py
from types import MappingProxyType

from babel.plural import PluralRule, to_gettext

_PLURAL_FORMS = MappingProxyType(
    {
        "P1": "nplurals=2; plural=(n != 1);",
        "P0": "nplurals=2; plural=(n > 1);",
        "Z1": "nplurals=1; plural=0;",
        "R3": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n!=1 && n%100>=1 && n%100<=19)) ? 1 : 2);",
        "S3": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
        "U3": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
        "L3": (
            "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0 : "
            "n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2);"
        ),
        "A6": (
            "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
            "n%100>=11 && n%100<=99 ? 4 : 5);"
        ),
        "F2": "nplurals=2; plural=(n==1 || n==2 || n==3 || (n%10!=4 && n%10!=6 && n%10!=9) ? 0 : 1);",
    }
)
"""Checked equal to CLDR for n from 0 to 999; Babel's own helper is wrong for 14 of 37 languages (docs/explanation.md)."""

_PLURALS = MappingProxyType(
    dict.fromkeys(
        ("en", "es", "so", "ta", "tr", "ur", "ps", "ku", "ckb", "de", "it", "nl", "el", "hu", "bg", "sq", "te", "ml", "sw"),
        "P1",
    )
    | dict.fromkeys(("bn", "gu", "pa", "fr", "fa", "ti", "hi", "am"), "P0")
    | dict.fromkeys(
        ("zh", "yue", "vi", "yo", "ja", "ko", "th", "id", "ms", "my", "km", "lo", "ig", "wo", "jv", "su", "bo"), "Z1"
    )
    | dict.fromkeys(("uk", "ru", "be"), "U3")
    | {"ro": "R3", "pl": "S3", "lt": "L3", "ar": "A6", "fil": "F2"}
)


def known_forms(base: str) -> str | None:
    """Return the value of the header Plural-Forms for a language of our own table, None for others."""
    return _PLURAL_FORMS[_PLURALS[base]] if base in _PLURALS else None


@cache
def forms(by_cldr: PluralRule) -> str:
    """Return the value of the header Plural-Forms for a language, given CLDR's rule for it.

    CLDR's categories that no whole number below 1,000 takes are left out: those for fractions and for millions.
    Where CLDR has no rule, it is that of English.
    """
    if not by_cldr.rules:
        return _PLURAL_FORMS["P1"]
    wanted = tuple(map(by_cldr, range(1000)))
    known = (each for each in _PLURAL_FORMS.values() if _are_alike(_of_formula(each), wanted))
    used = {category: rule for category, rule in by_cldr.rules.items() if category in wanted}
    return next(known, None) or to_gettext(PluralRule(used))


def _of_formula(plural_forms: str) -> tuple[int, ...]:
    return tuple(map(c2py(plural_forms.partition("plural=")[2].rstrip("; ")), range(1000)))


def _are_alike(one: Sequence[object], other: Sequence[object]) -> bool:
    """Return whether two rules tell the same numbers apart."""
    return len(set(zip(one, other, strict=True))) == len(set(one)) == len(set(other))
