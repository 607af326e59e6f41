"""The words beside a number that add a half or a quarter to it, or take it away: `9点半`, `ساڑھے 9`, `halb 10`.

What they move is the number, and the time if it is an hour.

Facts about languages, so whoever knows one better may add to it.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from pipeline.checks.amounts.readings import HALF_DAY, Way, canonical, plain
from pipeline.languages import Language

_HALF, _QUARTER = 30, 15
_BEFORE: MappingProxyType[str, Mapping[str, int]] = MappingProxyType(
    {
        "bn": {"সাড়ে": _HALF, "সোয়া": _QUARTER, "পৌনে": -_QUARTER},
        "de": {"halb": -_HALF, "viertel nach": _QUARTER, "viertel vor": -_QUARTER},
        "en": {"half past": _HALF, "quarter past": _QUARTER, "quarter to": -_QUARTER},
        "gu": {"સાડા": _HALF, "સવા": _QUARTER, "પોણા": -_QUARTER},
        "hi": {"साढ़े": _HALF, "सवा": _QUARTER, "पौने": -_QUARTER},
        "hu": {"fél": -_HALF},
        "lt": {"pusė": -_HALF, "pusę": -_HALF, "pusei": -_HALF},
        "nl": {"half": -_HALF},
        "pa": {"ਸਾਢੇ": _HALF, "ਸਵਾ": _QUARTER, "ਪੌਣੇ": -_QUARTER},
        "pl": {"wpół do": -_HALF},
        "uk": {"пів на": -_HALF},
        "ur": {"ساڑھے": _HALF, "ساڑهے": _HALF, "سوا": _QUARTER, "پونے": -_QUARTER},
    }
)
_AFTER: MappingProxyType[str, tuple[str, ...]] = MappingProxyType(
    {
        "ar": ("ونصف", "و نصف", "والنصف"),
        "de": ("einhalb", "ein halb"),
        "en": ("and a half",),
        "es": ("y media", "y medio"),
        "fa": ("ونیم", "و نیم"),
        "fr": ("et demi", "et demie"),
        "it": ("e mezza", "e mezzo"),
        "ja": ("時半",),
        "ko": ("시 반", "시반"),
        "pl": ("i pół",),
        "ps": ("نیمې", "نیم"),
        "pt": ("e meia", "e meio"),
        "ro": ("și jumătate", "şi jumătate"),
        "ru": ("с половиной",),
        "so": ("iyo badh", "iyo bar"),
        "sq": ("e gjysmë",),
        "tr": ("buçuk",),
        "uk": ("з половиною",),
        "zh": ("点半", "點半", "个半", "個半", "片半", "粒半", "天半", "年半"),
    }
)
_WORD = r"[^\W\d_]{1,20}(?=\s)"
"""A unit may stand between: 1 heure et demie."""
_OPEN = frozenset({"ja", "ko", "tr", "zh"})
"""Languages in which more may follow without a space."""
_LONGEST = 16
_LONGEST_NUMBER = 9


def with_half(text: str, way: Way, start: int, end: int, language: Language) -> tuple[Way, int, int]:
    """Return the values of a number with what stands beside it added, and where both stand; as it was for nothing.

    A number with a half is that and a time: ساڑھے 9 is 9.5 and 9:30.
    """
    before, after = _patterns(language)
    if before and (match := before.search(text, max(0, start - _LONGEST), start)):
        return (*way[:-1], _moved(way[-1], _minutes(language)[match[1].lower()])), match.start(), end
    if after and (match := after.match(text, end)):
        return (*way[:-1], _moved(way[-1], _HALF)), start, end if match["unit"] else match.end()
    return way, start, end


def _moved(values: frozenset[str], minutes: int) -> frozenset[str]:
    """Return whole values so many sixtieths later, as numbers and as times of both halves of the day."""
    moved: set[str] = set()
    for value in values:
        if not value.isdecimal() or len(value) > _LONGEST_NUMBER:
            moved.add(value)
            continue
        moved.add(canonical(str(Decimal(value) + Decimal(minutes) / 60)))
        hour, minute = divmod(int(value) * 60 + minutes, 60)
        moved |= {f"{each}:{minute:02}" for each in (hour, hour + HALF_DAY) if each < 2 * HALF_DAY}
    return frozenset(moved)


@cache
def _minutes(language: Language) -> Mapping[str, int]:
    """Return the words before a number of a language, as `plain` has them, with what they add to it."""
    return {plain(word): minutes for word, minutes in _BEFORE.get(language.base, {}).items()}


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return what finds the words before a number of a language, and those behind; None where it has none."""
    before = "|".join(map(re.escape, _minutes(language)))
    after = "|".join(re.escape(plain(word)) for word in _AFTER.get(language.base, ()))
    end = "[径徑球岛島身]" if language.base in _OPEN else r"[^\W\d_]"
    return (
        re.compile(rf"(?<![^\W\d_])({before})\s+\Z", re.IGNORECASE) if before else None,
        re.compile(rf"(?P<unit>\s?{_WORD})?[\s\u200c-]*(?:{after})(?!{end})", re.IGNORECASE) if after else None,
    )
