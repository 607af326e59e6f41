"""What the program knows of a language: its names, script, direction, plural forms and type."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, TypeVar

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from pipeline import plurals

T = TypeVar("T")
Direction = Literal["ltr", "rtl"]

_TAG = re.compile(r"(?P<base>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|\d{3}))?")
_RTL_SCRIPTS = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


class UnknownLanguageError(ValueError):
    """A text that is no language tag we know; its words say what may have been meant."""


@dataclass(frozen=True, slots=True, order=True)
class Language:
    """A language by its BCP 47 tag, in canonical case: `zh-Hans`, `pt-PT`, `ur`. Made by `parse_language`."""

    tag: str

    def __str__(self) -> str:
        return self.tag

    @property
    def base(self) -> str:
        """The language subtag alone: `zh` of `zh-Hans`."""
        return self.tag.split("-", 1)[0]

    @property
    def locale(self) -> str:
        """Gettext's name: `zh_Hans`, `pt_PT`."""
        return self.tag.replace("-", "_")

    @property
    def script(self) -> str:
        """The ISO 15924 code of the script that the whole tag implies, by CLDR's likely subtags."""
        return _likely_script(self.tag)

    @property
    def direction(self) -> Direction:
        """The direction of the script."""
        return "rtl" if self.script in _RTL_SCRIPTS else "ltr"

    @property
    def plural_forms(self) -> str:
        """The value of gettext's Plural-Forms header."""
        return plurals.known_forms(self.base) or plurals.forms(babel_locale(self).plural_form)


@cache
def parse_language(text: str) -> Language:
    """Return the language that a tag names, whatever its case and with `-` or `_`: `PT_pt` gives `pt-PT`.

    Raises UnknownLanguageError, whose words propose the nearest known tag.
    """
    parts = [part.title() if len(part) == len("Latn") else part.upper() for part in re.split("[-_]", text.strip())]
    parts[0] = parts[0].lower()
    match = _TAG.fullmatch("-".join(parts))
    english = Locale("en")
    known = (
        match is not None
        and _is_known_base(parts[0])
        and (match["script"] is None or match["script"] in english.scripts)
        and (match["region"] is None or match["region"] in english.territories)
    )
    if not known:
        raise UnknownLanguageError(f'unknown language "{text}"{_did_you_mean(text, parts[0])}')
    return Language("-".join(parts))


@cache
def babel_locale(language: Language) -> Locale:
    """Return the CLDR locale that formats dates and numbers of a language, the nearest where there is none of its own.

    A language that CLDR does not know at all is formatted as British English.
    """
    aliases = get_global("language_aliases")
    for name in (language.locale, aliases.get(language.base), language.base):
        if name:
            try:
                return Locale.parse(name)
            except (UnknownLocaleError, ValueError):
                continue
    return Locale("en", "GB")


def autonym(language: Language, among: Iterable[Language] = ()) -> str:
    """Return the language's name in itself, by CLDR: `اردو`, `简体中文`.

    The region is named only if `among` has another variety of the same language.
    """
    return name_in(language, language, among=among)


def name_in(language: Language, other: Language, among: Iterable[Language] = ()) -> str:
    """Return the name of a language in another one, by CLDR; its tag where CLDR has no name."""
    names = babel_locale(other).languages
    varieties = [each for each in among if each.base == language.base and each != language]
    has_script = re.search(r"-[A-Z][a-z]{3}", language.tag)
    if not varieties and not has_script:
        alias = get_global("language_aliases").get(language.base)
        return names.get(language.base) or names.get(alias) or english_name(language)
    exact = names.get(language.locale)
    return exact or babel_locale(language).get_display_name(babel_locale(other)) or english_name(language)


def english_name(language: Language) -> str:
    """Return the English name of a language, by CLDR: `Simplified Chinese`; its tag where CLDR has none."""
    names = Locale("en").languages
    return names.get(language.locale) or names.get(language.base) or language.tag


def other_names(language: Language) -> tuple[str, ...]:
    """Return what people call a language in English besides CLDR's name: "bengali" for `bn`; mostly nothing."""
    return tuple(name for name, tag in _OTHER_NAMES.items() if tag == language.tag and len(name) > len("ckb"))


def value_for(language: Language, values: Iterable[tuple[Language, T]]) -> T | None:
    """Return the value for a language, or for another variety of it in the same script: that for `pt` serves `pt-PT`."""
    by_language = dict(values)
    near = (value for each, value in by_language.items() if (each.base, each.script) == (language.base, language.script))
    return by_language.get(language) or next(near, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typography:
    """How large print sets a script, as a factor of the Latin size and as fonts.

    Sources: measured glyph heights, and BBC GEL's scales (`docs/explanation.md`, "Type sizes").
    """

    size: float = 1.0
    """Times the Latin body size."""
    leading: float = 1.5
    """Line height, times the size."""
    families: tuple[str, ...] = ("Noto Sans",)
    """The font families, in the order they are asked."""
    latin_gap: float = 0.0
    """Added on each side of numbers and Latin words, times the size: Nastaliq's own space nearly closes beside them."""
    measure: int = 60
    """The longest line in characters (WCAG 1.4.8: 80, and 40 for Chinese, Japanese and Korean)."""


def typography(language: Language) -> Typography:
    """Return how large print sets a language: by the language if it has its own rule, else by its script."""
    return _BY_LANGUAGE.get(language.base) or _BY_SCRIPT.get(language.script, Typography())


def has_typography(language: Language) -> bool:
    """Return whether large print knows how to set the script of a language, and in which font."""
    return language.script in _BY_SCRIPT or language.script in ("Latn", "Cyrl", "Grek")


def _indic(family: str, *, size: float = 20 / 18, leading: float = 1.7) -> Typography:
    return Typography(size=size, leading=leading, families=(family, "Noto Sans"))


def _chinese(family: str) -> Typography:
    return Typography(size=20 / 18, leading=1.7, families=(family, "Noto Sans"), measure=40)


_BY_SCRIPT = MappingProxyType(
    {
        "Arab": Typography(size=22 / 18, leading=1.8, families=("Noto Naskh Arabic", "Noto Sans")),
        "Beng": _indic("Noto Sans Bengali"),
        "Deva": _indic("Noto Sans Devanagari"),
        "Gujr": _indic("Noto Sans Gujarati"),
        "Guru": _indic("Noto Sans Gurmukhi"),
        "Taml": _indic("Noto Sans Tamil", size=19 / 18),
        "Sinh": _indic("Noto Sans Sinhala"),
        "Ethi": _indic("Noto Sans Ethiopic", size=19 / 18),
        "Hans": _chinese("Noto Sans CJK SC"),
        "Hant": _chinese("Noto Sans CJK HK"),
        "Jpan": _chinese("Noto Sans CJK JP"),
        "Kore": _chinese("Noto Sans CJK KR"),
        "Hebr": _indic("Noto Sans Hebrew", leading=1.6),
        "Thai": _indic("Noto Sans Thai"),
        "Armn": _indic("Noto Sans Armenian", size=1.0, leading=1.5),
        "Geor": _indic("Noto Sans Georgian", size=1.0, leading=1.5),
        "Khmr": _indic("Noto Sans Khmer", leading=1.9),
        "Mlym": _indic("Noto Sans Malayalam"),
        "Telu": _indic("Noto Sans Telugu"),
        "Knda": _indic("Noto Sans Kannada"),
        "Mymr": _indic("Noto Sans Myanmar", leading=1.9),
    }
)
_BY_LANGUAGE = MappingProxyType(
    {
        "ur": Typography(size=24 / 18, leading=2.3, families=("Noto Nastaliq Urdu", "Noto Sans"), latin_gap=0.15),
        "vi": Typography(leading=1.6),
        "yo": Typography(leading=1.6),
        "tr": Typography(leading=1.6),
    }
)

_OTHER_NAMES = MappingProxyType(
    {"ua": "uk", "cn": "zh-Hans", "jp": "ja", "cz": "cs", "gr": "el", "dk": "da", "sorani": "ckb", "farsi": "fa"}
    | {"dari": "prs", "panjabi": "pa", "bengali": "bn", "sylheti": "bn", "mandarin": "zh-Hans", "cantonese": "yue"}
)
"""What people write for a language: a country's code, or a name that is not CLDR's."""


@cache
def _likely_script(tag: str) -> str:
    explicit = re.search(r"-([A-Z][a-z]{3})", tag)
    if explicit:
        return explicit[1]
    likely, aliases = get_global("likely_subtags"), get_global("language_aliases")
    name = tag.replace("-", "_")
    base = name.split("_", 1)[0]
    for key in (name, aliases.get(base), base):
        found = likely.get(key) if key else None
        if found:
            return str(found).split("_")[1]
    alias = str(aliases.get(base, "")).split("_", 1)[0]
    return str(likely.get(alias, "__Latn")).split("_")[-2] if alias else "Latn"


def _is_known_base(base: str) -> bool:
    return base in Locale("en").languages or base in get_global("likely_subtags") or base in get_global("language_aliases")


def _did_you_mean(text: str, base: str) -> str:
    names = {str(name).casefold(): code.replace("_", "-") for code, name in Locale("en").languages.items()}
    names |= _OTHER_NAMES
    if text.strip().casefold() in _OTHER_NAMES:
        return f', did you mean "{_OTHER_NAMES[text.strip().casefold()]}"?'
    if _is_known_base(base):
        return f', did you mean "{base}"?'
    near = difflib.get_close_matches(text.strip().casefold(), names, n=1, cutoff=0.8)
    if near:
        return f', did you mean "{names[near[0]]}" ({near[0].title()})?'
    same_length = [str(code) for code in Locale("en").languages if len(str(code)) == len(base)]
    codes = difflib.get_close_matches(base, same_length, n=1)
    return f', did you mean "{codes[0]}"?' if codes else ""
