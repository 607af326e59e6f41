"""A header's Plural-Forms to whether they tell numbers apart as the language does."""

import re
from functools import cache, lru_cache
from gettext import c2py

from pipeline.languages import Language, babel_locale

_FORMULA = re.compile(r"\bplural\s*=\s*([^;]*)")
_COUNT = re.compile(r"\bnplurals\s*=\s*([0-9]{1,3})\b")
_NUMBERS = range(1, 1000)
"""What forms are compared by. Not by 0: of it the words of a leaflet never speak, and many see it otherwise than CLDR."""

Forms = tuple[object, ...]
"""For each of the numbers the form that it takes."""


def fits(plural_forms: str, language: Language) -> bool:
    """Return whether a header's Plural-Forms tell apart all numbers that the language does, by CLDR.

    They may tell apart more, have forms that no whole number takes, and have them in any order.
    Where CLDR says nothing of a language's plurals, any that can be read will do.
    Those that `everyleaf update` writes do, and CLDR, which takes long to read for many languages, is not asked.
    """
    if plural_forms == language.plural_forms:
        return True
    forms, by_cldr = _forms_of(plural_forms), _by_cldr(language)
    if forms is None or by_cldr is None:
        return forms is not None
    return _tells_apart(forms, by_cldr)


def _tells_apart(forms: Forms, wanted: Forms) -> bool:
    """Return whether no two numbers take one form that should take two."""
    return len(set(zip(forms, wanted, strict=True))) == len(set(forms))


@lru_cache(maxsize=256)
def _forms_of(plural_forms: str) -> Forms | None:
    """Return the forms that a header's formula gives, or None if it can't be read, or gives one that is not there."""
    formula, count = _FORMULA.search(plural_forms), _COUNT.search(plural_forms)
    if formula is None or count is None:
        return None
    try:
        forms = tuple(map(c2py(formula[1].strip()), range(1000)))
    except (ValueError, ArithmeticError):
        return None
    return tuple(forms[number] for number in _NUMBERS) if all(0 <= form < int(count[1]) for form in forms) else None


@cache
def _by_cldr(language: Language) -> Forms | None:
    """Return the forms of a language by CLDR, or None where CLDR does not know the language, or has no rules for it."""
    locale = babel_locale(language)
    is_known = locale.language != "en" or language.base == "en"
    has_rules = locale.plural_form.rules or language.plural_forms.startswith("nplurals=1;")
    return tuple(map(locale.plural_form, _NUMBERS)) if is_known and has_rules else None
