"""The characters of one written number to what they can mean.

A number often has more than one reading: "1.000" is a thousand in Madrid and one in London, "3 p.m." is 15:00.
So a number has all its values, and two numbers are the same if they share one.
A value is written in the digits 0 to 9 without separators: "1000", "0.5"; a time is "8:30", a third "1/3".
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

Way = tuple[frozenset[str], ...]
"""One way to read characters: the values of each number in them, mostly of one."""

_LAST_OF_BMP = "\uffff"

_DIGITS = {sign: str(unicodedata.decimal(sign)) for sign in re.findall(r"\d", "".join(map(chr, range(0x80, 0x20000))))}
"""The digits of every script but our own, such as ۵ and ५."""
_SIGNS = dict(zip("．·٬，⁄‐‑–—−∶：", "..’,/-----::", strict=True))
_FRACTIONS = {"¼": " 1/4", "½": " 1/2", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"}
_LETTERS = {"ي": "ی", "ى": "ی", "ك": "ک"}
"""Letters of Arabic that people also type for those of Persian, Urdu and Pashto."""
_PLAIN = MappingProxyType(_DIGITS | _SIGNS | _FRACTIONS | _LETTERS)
_NOT_PLAIN = re.compile(f"[{re.escape(''.join(sign for sign in _PLAIN if sign <= _LAST_OF_BMP))}\U00010000-\U0001ffff]")
"""What may be in `_PLAIN`: many signs one by one are found fast only in the Basic Multilingual Plane."""
_MIXED = re.compile(r"(?<![\d/.])(\d{1,9}) +([13])/([24])(?![\d/])")

_SPACE = "[ \u00a0\u202f\u2009]"
_HOUR = "h|H|Uhr|giờ|heures?|val\\.?|час(?:ов|а)?|год(?:ині|ина)?|টা|बजकर|بج کر|மணி|[点點時时시]"
"""What stands between the hour and the minutes of a time besides a colon: 9 h 30, 9 Uhr 30, ৯টা ৩০, 9点30分."""
NUMBER = re.compile(
    r"(?P<phone>(?<!\d)(?:(?<=\+)|(?=0))(?=(?:[ ()\u00a0]*\d){7})\d+(?:\)|[ \u00a0]?\(0\))?(?:[ \u00a0]?\d+)+)"
    r"|(?P<decade>(?<!\w)[12]\d\d0['’]?s\b)"
    rf"|(?P<clock>(?<!\d)(?<!\d[.,:])(?:[01]?\d|2[0-4])(?::|{_SPACE}?(?:{_HOUR}){_SPACE}?)[0-5]\d(?![\d:]))"
    r"|(?P<fraction>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
    rf"|(?P<run>\d+(?:(?:[.,٫'’]|{_SPACE}(?=\d{{3}}(?!\d)))\d+)*)"
)
"""A written number in plain digits, or what may be several that stand close together."""
_ENGLISH_GROUPS = re.compile("([1-9]\\d{0,2}(?:,\\d{2,3})*[,\u00a0\u202f\u2009]\\d{3})(?:\\.(\\d+))?")
_GROUPS = re.compile(
    rf"([1-9]\d{{0,2}}(?P<sep>[.,'’]|{_SPACE})\d{{3}}(?:(?P=sep)\d{{3}})*|[1-9]\d?(?:,\d\d)+,\d{{3}})(?:[.,٫](\d+))?"
)
_PAIR = re.compile(r"(\d+)[.,٫](\d+)")
_CLOCK = re.compile(r"([01]?\d|2[0-4])(?:\D+([0-5]\d))?")
_MERIDIEM = re.compile(r"\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CENTURY = re.compile(r"([12]\d)\d\d-\Z")
HALF_DAY, _DAY = 12, 24
_DAWN = 6
_LONGEST_DECIMAL = 6


def plain(text: str) -> str:
    """Return a text with the digits and separators of English, and one code for each letter, in NFC; 1½ is 1.5."""
    if text.isascii():
        return text
    text = _NOT_PLAIN.sub(lambda sign: _PLAIN.get(sign[0], sign[0]), unicodedata.normalize("NFC", text))
    return _MIXED.sub(_as_decimal, text) if "/" in text else text


def ways(text: str, match: re.Match[str], *, is_english: bool) -> tuple[Way, ...]:
    """Return the ways to read a match of NUMBER in a plain text, the likeliest first; in English there is one."""
    number = match[0]
    match match.lastgroup:
        case "phone":
            return ((frozenset({re.sub(r"\D", "", number)}),),)
        case "decade":
            return ((frozenset({number[:4], number[2:4]}),),)
        case "fraction":
            return _fraction(number, is_english=is_english)
        case _:
            return _year(text, match) or _clock(text, match, is_english=is_english) or _run(number, is_english=is_english)


def scaled(value: str, power: int, rest: str = "0") -> str:
    """Return a value times a power of ten, and the rest added; as it is if it is no plain number."""
    if not re.fullmatch(r"[\d.]+", value):
        return value
    return canonical(format(Decimal(value).scaleb(power) + Decimal(rest), "f"))


def canonical(number: str) -> str:
    """Return a number without zeros that say nothing: "05.50" gives "5.5"."""
    whole, _, decimals = number.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def from_dawn(values: frozenset[str]) -> frozenset[str]:
    """Return the values of a time, also by the clock whose hours count from six: 9:00 is 3:00."""
    hours = {time: (int(time.split(":")[0]) - 1) % HALF_DAY for time in values if ":" in time}
    moved = {f"{(hour - _DAWN) % HALF_DAY + 1}:{time.split(':')[1]}" for time, hour in hours.items()}
    return values | moved | {time.removesuffix(":00") for time in moved}


def _as_decimal(match: re.Match[str]) -> str:
    return canonical(str(int(match[1]) + int(match[2]) / int(match[3])))


def _parts(number: str) -> Way:
    return tuple(frozenset({canonical(part)}) for part in re.findall(r"\d+", number))


def _fraction(number: str, *, is_english: bool) -> tuple[Way, ...]:
    """Read "1/2", and "24/7", which is two numbers; Persian writes 9/3 for 9.3."""
    over, under = map(int, number.split("/"))
    values = {f"{over}/{under}"} | ({canonical(f"{number.replace('/', '.')}")} if not is_english else set())
    if under and len(decimal := str(over / under)) <= _LONGEST_DECIMAL:
        values.add(canonical(decimal))
    joined: Way = (frozenset(values),)
    if over < under:
        return (joined,) if is_english else (joined, _parts(number))
    return (_parts(number),) if is_english else (_parts(number), joined)


def _clock(text: str, match: re.Match[str], *, is_english: bool) -> tuple[Way, ...]:
    """Read a time: "8:30", "15 h 30", "10.30am", "3 p.m."; nothing for other numbers.

    In a translation, "4 h 30" may also be 4 hours and 30 minutes.
    """
    meridiem = _MERIDIEM.match(text, match.end())
    found = _CLOCK.fullmatch(match[0]) if meridiem or match["clock"] else None
    if not found:
        return ()
    half = meridiem[1].lower() if meridiem else "any" if is_english else ""
    time: Way = (_times(int(found[1]), found[2] or "00", half),)
    return (time,) if is_english or not found[2] else (time, _parts(match[0]))


def _times(hour: int, minutes: str, half: str) -> frozenset[str]:
    """Return a time of the first half of the day ("a"), of the second ("p") or of an English 24-hour clock ("any").

    It is as people say it by the clock of 24 hours and by that of 12. Without a half, as in a translation, it is as written.
    """
    hours = {hour}
    if half == "p" and hour < HALF_DAY:
        hours.add(hour + HALF_DAY)
    elif half == "a" and hour == HALF_DAY:
        hours |= {0, _DAY}
    elif half == "any" and hour > HALF_DAY:
        hours.add(hour - HALF_DAY)
    return frozenset(f"{each}:{minutes}" for each in hours) | frozenset(str(each) for each in hours if minutes == "00")


@lru_cache(maxsize=1024)
def _run(number: str, *, is_english: bool) -> tuple[Way, ...]:
    """Read digits with separators between them; what is no number with these is several."""
    parts = _parts(number)
    if len(parts) == 1:
        return (parts,)
    values = _english_value(number) if is_english else _values(number)
    if not values:
        return (parts,)
    return ((values,),) if is_english else ((values,), parts)


def _english_value(number: str) -> frozenset[str]:
    """Read digits with the separators of English; "9.30" may be a time as well."""
    if match := _ENGLISH_GROUPS.fullmatch(number):
        return frozenset({canonical(f"{re.sub(r'[^0-9]', '', match[1])}.{match[2] or ''}")})
    if not re.fullmatch(r"\d+\.\d+", number):
        return frozenset()
    time = _CLOCK.fullmatch(number)
    return frozenset({canonical(number)}) | (_times(int(time[1]), time[2], "any") if time else frozenset())


def _values(number: str) -> frozenset[str]:
    """Return all that digits can mean with separators of any kind; a time, too, as "8.30" is one in German."""
    found = set()
    if match := _GROUPS.fullmatch(number):
        found.add(canonical(f"{re.sub(r'[^0-9]', '', match[1])}.{match[3] or ''}"))
    if match := _PAIR.fullmatch(number):
        found.add(canonical(f"{match[1]}.{match[2]}"))
        if clock := _CLOCK.fullmatch(number):
            found |= _times(int(clock[1]), clock[2], "")
    return frozenset(found)


def _year(text: str, match: re.Match[str]) -> tuple[Way, ...]:
    """Read 20 of "2019-20", which is also 2020; nothing for other numbers."""
    number = match[0]
    century = _CENTURY.search(text, max(0, match.start() - 5), match.start()) if len(number) == len("20") else None
    return ((frozenset({canonical(number), century[1] + number}),),) if century else ()
