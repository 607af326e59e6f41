"""The words after a number that multiply it: `1.8 million`, `52 mil`, `2 लाख`, `180万`.

CLDR's words come with Babel, from its short ways to write large numbers; other spellings stand here.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from pipeline.checks.amounts.readings import plain
from pipeline.checks.amounts.units import followed
from pipeline.languages import Language, babel_locale

_MORE = MappingProxyType(
    {
        "ar": {"آلاف": 3, "ملايين": 6, "مليونا": 6, "بليون": 9},
        "bn": {"হাজার": 3, "লক্ষ": 5, "মিলিয়ন": 6, "বিলিয়ন": 9},
        "en": {"thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "bn": 9},
        "fa": {"ملیون": 6},
        "gu": {"લાખ": 5, "મિલિયન": 6},
        "hi": {"हजार": 3, "हज़ार": 3, "मिलियन": 6, "करोड़": 7, "बिलियन": 9},
        "ja": {"千": 3, "万": 4, "億": 8},
        "ko": {"천": 3, "만": 4, "억": 8},
        "pa": {"ਹਜਾਰ": 3, "ਮਿਲੀਅਨ": 6},
        "pl": {"tys": 3, "tysięcy": 3, "mln": 6, "milion": 6, "mld": 9},
        "ps": {"زره": 3, "زرو": 3, "لک": 5, "میلیون": 6, "ملیون": 6, "میلیارد": 9},
        "ro": {"mii": 3, "milioane": 6, "milion": 6},
        "ru": {"тыс": 3, "тысяч": 3, "млн": 6, "миллион": 6},
        "so": {"oo kun": 3, "malyan": 6, "malyuun": 6},
        "ta": {"ஆயிர": 3, "லட்ச": 5, "இலட்ச": 5, "கோடி": 7},
        "ti": {"ኣሽሓት": 3, "ሽሕ": 3, "ሚልዮን": 6, "ሚሊዮን": 6},
        "uk": {"тис": 3, "тисяч": 3, "млн": 6, "мільйон": 6},
        "ur": {"ملین": 6, "بلین": 9},
        "zh": {"百": 2, "千": 3, "万": 4, "萬": 4, "十万": 5, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7, "亿": 8, "億": 8},
    }
)
_NO_UNIT = "(?<![百千](?=[克米卡瓦焦分]))"
"""In Chinese a thousand begins the kilogram (千克), and a hundred the per cent (百分)."""
_COUNTS = ("one", "few", "many", "other")


def scale_after(text: str, at: int, language: Language) -> tuple[int, int]:
    """Return the power of ten of the word that stands in a text from a place on, and where it ends; 0 for none."""
    pattern, powers = _scales(language)
    match = pattern.match(text, at)
    return (powers[(match["open"] or match["whole"]).lower()], match.end()) if match else (0, at)


@cache
def _scales(language: Language) -> tuple[re.Pattern[str], Mapping[str, int]]:
    powers = {plain(word): power for word, power in (*_cldr(language), *_MORE.get(language.base, {}).items())}
    return re.compile(f"[\\s-]*(?:de )?{followed(powers, language)}{_NO_UNIT}", re.IGNORECASE), powers


def _cldr(language: Language) -> Iterator[tuple[str, int]]:
    """Yield CLDR's words, each with its power of ten: of "00 million" for 10,000,000 that is 6."""
    for length in ("long", "short"):
        formats = babel_locale(language).compact_decimal_formats.get(length, {})
        for count in _COUNTS:
            for whole, pattern in formats.get(count, {}).items():
                zeros, _, word = pattern.pattern.replace("\u00a0", " ").partition(" ")
                word = word.strip(" .'").lower().removeprefix("de ")
                if set(zeros) == {"0"} and len(word) > 1:
                    yield word, len(whole) - len(zeros)
