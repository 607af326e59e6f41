"""What a header's Language says to whether it is the language of the catalogue."""

import re

from babel import Locale
from babel.core import get_global

from pipeline.languages import Language, UnknownLanguageError, english_name, parse_language

_NAME = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?(?:[-_.][A-Za-z0-9-]+)*(?:@([A-Za-z]+))?"
)
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva", "hebrew": "Hebr"}
"""The modifiers of gettext's locale names that are scripts, as in `sr@latin`; others, such as `valencia`, are none."""


def named(declared: str) -> Language | None:
    """Return the language that a header names, as gettext's tools write it (`zh_CN`, `sr@latin`), or None."""
    match = _NAME.fullmatch(declared)
    if match is None:
        return None
    base, script, region, modifier = match.groups()
    parts = (base, script or _SCRIPTS.get((modifier or "").lower()), region)
    try:
        return parse_language("-".join(filter(None, parts)))
    except UnknownLanguageError:
        return None


def is_same(declared: str, language: Language) -> bool:
    """Return whether a header's Language can stand in a catalogue of a language: the same base language in the same script.

    A code that CLDR replaced counts as what replaced it, and a region only for the script that it implies: `zh_TW`.
    A script that is not said is that of the catalogue. The language's English name will do, too.
    """
    other = named(declared)
    if other is None:
        return declared.casefold() == english_name(language).casefold()
    says_script = other.tag != other.base
    return _current(other.base) == _current(language.base) and (not says_script or other.script == language.script)


def written(language: Language) -> str:
    """Return a language and its script in English: `Punjabi in Gurmukhi letters`."""
    script = Locale("en").scripts.get(language.script, language.script)
    return f"{english_name(Language(language.base))} in {script} letters"


def _current(base: str) -> str:
    """Return the language that CLDR has in the place of a code: `he` for `iw`, `fa` for `prs`."""
    return str(get_global("language_aliases").get(base, base)).split("_", 1)[0]
