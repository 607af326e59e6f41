"""The words beside a number to its unit, in every language that CLDR has words for.

CLDR's words come with Babel; those for tablets, doses and times are not in CLDR, and stand here with other spellings.
Facts about languages, so whoever knows one better may add to it: a word that is missing only makes the checks see less.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from babel.units import format_unit

from pipeline.characters import INVISIBLE
from pipeline.checks.amounts.readings import plain
from pipeline.languages import Language, babel_locale

_SIZES: MappingProxyType[str, tuple[str, int | Fraction]] = MappingProxyType(
    {
        "duration-second": ("duration", 1),
        "duration-minute": ("duration", 60),
        "duration-hour": ("duration", 3600),
        "duration-day": ("duration", 86400),
        "duration-week": ("duration", 7 * 86400),
        "duration-month": ("months", 1),
        "duration-year": ("months", 12),
        "volume-milliliter": ("volume", 1),
        "volume-liter": ("volume", 1000),
        "mass-microgram": ("mass", 1),
        "mass-milligram": ("mass", 1000),
        "mass-gram": ("mass", 1000**2),
        "mass-kilogram": ("mass", 1000**3),
        "length-millimeter": ("length", 1),
        "length-centimeter": ("length", 10),
        "length-meter": ("length", 1000),
        "length-kilometer": ("length", 1000**2),
        "length-foot": ("length", Fraction("304.8")),
        "concentr-percent": ("percent", 1),
        "temperature-celsius": ("celsius", 1),
        "temperature-fahrenheit": ("celsius", Fraction(5, 9)),
    }
)
"""CLDR's names of the units that we know, each with what it measures and its size in the smallest unit of that."""
_NOT_METRIC = frozenset({"length-foot", "temperature-fahrenheit"})
"""Units whose numbers people round when they put them into metric ones."""
_ZERO_CELSIUS = 32
"""In degrees Fahrenheit."""
_SYMBOLS = MappingProxyType(
    {"s": "duration-second", "min": "duration-minute", "h": "duration-hour", "ml": "volume-milliliter", "l": "volume-liter"}
    | {"mcg": "mass-microgram", "µg": "mass-microgram", "μg": "mass-microgram", "mg": "mass-milligram", "g": "mass-gram"}
    | {"kg": "mass-kilogram", "mm": "length-millimeter", "cm": "length-centimeter", "m": "length-meter", "ft": "length-foot"}
    | {"km": "length-kilometer", "мл": "volume-milliliter", "мг": "mass-milligram", "кг": "mass-kilogram"}
    | {"мм": "length-millimeter", "см": "length-centimeter", "км": "length-kilometer"}
)
_SIGNS = MappingProxyType(
    dict.fromkeys("%٪％", "concentr-percent")
    | dict.fromkeys(("°C", "ºC", "° C", "℃"), "temperature-celsius")
    | dict.fromkeys(("°F", "ºF", "° F", "℉"), "temperature-fahrenheit")
)
CALENDAR_MONTH = "calendar-month"
"""The unit of 12 in 12月, which is December and not 12 months."""
_CURRENCIES = MappingProxyType({sign: f"currency-{sign}" for sign in "£€$₹¥₺₪₽₴"})
_BEFORE = MappingProxyType(
    dict.fromkeys((*"%٪％", "yüzde", "boqolkiiba", "boqol kiiba", "百分之", "ji sedî"), "concentr-percent") | _CURRENCIES
)
_MORE = MappingProxyType(
    {
        "en": "tablet: tablet, pill, capsule; dose: dose; time: times; drop: drop; puff: puff",
        "am": "tablet: እንክብል, ክኒን; dose: መጠን; time: ጊዜ; drop: ጠብታ; duration-hour: ሰዓ; duration-day: ቀን, ቀና",
        "ar": "tablet: قرص, أقراص, حبة, حبات, حبوب, كبسولة, كبسولات; dose: جرعة, جرعات; time: مرة, مرات; drop: قطرة, قطرات;"
        " concentr-percent: في المائة, بالمائة, في المئة, بالمئة; volume-milliliter: مل, ملل;"
        " mass-milligram: ملغ, مجم, ملجم, ملغم",
        "bn": "tablet: ট্যাবলেট, বড়ি, ক্যাপসুল; dose: ডোজ, মাত্রা; time: বার; drop: ফোঁটা; duration-hour: ঘণ্টা, ঘন্টা;"
        " volume-milliliter: মিলি; mass-milligram: মিগ্রা",
        "ckb": "tablet: حەب; time: جار; duration-second: چرکە; duration-minute: خولەک, دەقە; duration-hour: کاتژمێر, سەعات;"
        " duration-day: ڕۆژ, رۆژ; duration-week: هەفتە; duration-month: مانگ; duration-year: ساڵ",
        "de": "tablet: tablette, kapsel, pille; dose: dosis, dosen; time: mal; drop: tropfen",
        "es": "tablet: tableta, comprimido, pastilla, cápsula, píldora; dose: dosis; time: vez, veces; drop: gota",
        "fa": "tablet: قرص, کپسول; dose: دوز, نوبت; time: بار, مرتبه; drop: قطره; volume-milliliter: سی‌سی",
        "fr": "tablet: comprimé, cachet, gélule, pilule; dose: dose; time: fois; drop: goutte; duration-year: année",
        "gu": "tablet: ગોળી, ટેબ્લેટ, કેપ્સ્યુલ; dose: ડોઝ; time: વખત, વાર; drop: ટીપાં",
        "hi": "tablet: गोली, गोलियां, गोलियाँ, टैबलेट, टेबलेट, कैप्सूल; dose: खुराक, ख़ुराक, डोज; time: बार; drop: बूंद, बूँद;"
        " duration-hour: घंट, घण्ट; volume-milliliter: मिली; concentr-percent: फ़ीसदी, फीसदी",
        "hu": "tablet: tablett, kapszul; dose: adag; time: alkalom, alkalommal; drop: csepp; duration-hour: órá",
        "it": "tablet: compress, pillol, pastigli, capsul; dose: dose, dosi; time: volta, volte; drop: goccia, gocce",
        "lt": "tablet: tablet, kapsul; dose: doz; time: kart; drop: laš",
        "pa": "tablet: ਗੋਲੀ, ਗੋਲੀਆਂ, ਕੈਪਸੂਲ; dose: ਖੁਰਾਕ, ਖ਼ੁਰਾਕ, ਡੋਜ਼; time: ਵਾਰ; drop: ਬੂੰਦ, ਤੁਪਕ; duration-hour: ਘੰਟ;"
        " duration-week: ਹਫ਼ਤ, ਹਫਤ",
        "pl": "tablet: tablet, kapsuł, pigułk; dose: dawk, dawek; time: raz, razy; drop: krople, kropel, kropli",
        "ps": "tablet: ګولۍ, ګولي, کپسول, ټابلیټ; dose: دوز; time: ځل, ځله; drop: څاڅک; duration-hour: ساعت, ګینټ;"
        " duration-day: ورځ; duration-month: میاشت, مياشت; duration-second: ثانی; duration-minute: دقیق",
        "pt": "tablet: comprimido, cápsula, pílula; dose: dose; time: vez, vezes; drop: gota; concentr-percent: porcento",
        "ro": "tablet: tablet, comprimat, pastil, capsul; dose: doz; time: ori, dată; drop: picătur; duration-hour: orelor;"
        " duration-week: săptămân",
        "ru": "tablet: таблет, капсул; dose: доз; time: раз, раза; drop: капл, капел",
        "so": "tablet: kiniin, kaabsol; dose: qiyaas; time: jeer, goor; drop: dhibic; duration-second: ilbidhiqsi,"
        " ilbiriqsi; duration-minute: daqiiqa; duration-hour: saac; duration-day: maalin, maalmood;"
        " duration-week: toddobaad, todobaad, usbuuc; duration-month: bilood; duration-year: sano, sanad, sannad;"
        " concentr-percent: boqolkiiba",
        "sq": "tablet: tablet, pilul, kapsul; dose: doz; time: herë; drop: pika; duration-hour: orë; duration-day: ditë",
        "ta": "tablet: மாத்திரை; dose: டோஸ், மருந்தளவு; time: முறை, தடவை; drop: சொட்டு; duration-hour: மணி நேர, மணிநேர;"
        " duration-second: விநாடி, வினாடி, நொடி, செகண்ட்; duration-minute: நிமிட; duration-day: நாட்கள, நாள;"
        " duration-week: வார; duration-month: மாத; duration-year: ஆண்டு, வருட, வயது;"
        " concentr-percent: சதவிகித, சதவீத, விழுக்காடு",
        "ti": "tablet: ከኒና; dose: ዶዝ; time: ግዜ, ጊዜ; duration-second: ሰከንድ, ካልኢት; duration-minute: ደቒቕ, ደቂቕ, ደቓይቕ;"
        " duration-day: መዓልት, ማዓልት, ምዓልት, ምኣልቲ; duration-hour: ሰዓት, ሰዓታት; duration-week: ሰሙን, ሰሙናት;"
        " concentr-percent: ሚእታዊ, ሚአታዊ",
        "tr": "tablet: tablet, hap, kapsül; dose: doz; time: kez, kere, defa; drop: damla; duration-second: sn;"
        " duration-minute: dk; duration-hour: sa",
        "uk": "tablet: таблет, капсул; dose: доз; time: раз, рази; drop: крапл, крапел",
        "ur": "tablet: گولی, گولیاں, ٹیبلیٹ, کیپسول; dose: خوراک, ڈوز; time: بار, مرتبہ, دفعہ; drop: قطرے, قطرہ;"
        " duration-day: دنوں; duration-hour: گھنٹ, گهنٹ; volume-milliliter: ملی لیٹر; concentr-percent: فی صد, فیصد",
        "vi": "tablet: viên; dose: liều; time: lần; drop: giọt; duration-hour: tiếng, giờ",
        "zh": "tablet: 片, 粒, 颗, 顆, 錠; dose: 剂, 劑; time: 次; drop: 滴; duration-hour: 小时, 小時, 个小时, 個小時;"
        " duration-second: 秒; duration-minute: 分钟, 分鐘; duration-day: 天; duration-week: 周, 星期, 个星期, 個星期, 週;"
        " duration-month: 个月, 個月; volume-milliliter: 毫升; volume-liter: 升; mass-milligram: 毫克; mass-gram: 克;"
        " mass-kilogram: 公斤, 千克; length-meter: 米; length-foot: 英尺; calendar-month: 月",
        "ja": "calendar-month: 月; tablet: 錠, カプセル; dose: 回分; time: 回; drop: 滴",
        "ko": "calendar-month: 월; tablet: 정, 알; time: 회, 번; drop: 방울",
    }
)
"""What CLDR lacks, by base language: a unit's name, a colon, and forms or beginnings of its words."""
_THINGS = frozenset({"tablet", "drop", "puff"})
"""What a medicine is counted in. A dose is none of these: it is also a time at which something is taken."""
_UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Kore", "Thai", "Khmr", "Laoo", "Mymr"})
"""Scripts in which one character can be a word, or a word follows a word without a space."""
_SUFFIXING = frozenset({"tr", "hu", "ku", "fi"})
"""Languages of which words of three letters already take endings."""
_WHOLE = frozenset({"بار", "बार", "বার", "વાર", "ਵਾਰ"})
"""Short words for times that other words begin with: بارداری is a pregnancy, बारह is twelve."""
_SHORT = 3
_COUNTS = (0, 1, 2, 3, 5, 11, 100)
_ENDING = r"[^\s\d.,;:!?()/{}।۔؛%-]*"
_INDIC_SIGNS = "\u0900-\u0963\u0971-\u0dff"
"""The letters and vowel signs of India's scripts: its signs are no letters to a pattern."""
_JOINT = "(?:(?:de|aad|dii|kii|tii) )?"
"""What Romanian writes between a number and its unit, and the endings that make ordinal numbers in Somali."""
_GAP = f"[\\s{INVISIBLE}-]*"
_GAPS = re.compile(f"[\\s{INVISIBLE}]+")


def unit_after(text: str, at: int, language: Language) -> tuple[str, int]:
    """Return the unit whose word or sign stands in a text from a place on, and where it ends; "" for none that is known.

    A rate such as km/h is none: its first half alone would be wrong.
    """
    pattern, forms = _reader(language)
    match = pattern.match(text, at)
    return (forms[_key(match["open"] or match["whole"])], match.end()) if match else ("", at)


def unit_before(text: str, at: int, language: Language) -> tuple[str, int]:
    """Return the unit whose sign stands in a text right before a place, and where it begins.

    That is a currency or, as English never writes it, per cent.
    """
    match = _BEFORE_PATTERN.search(text, max(0, at - _LONGEST_BEFORE), at)
    if match is None or (language.base == "en" and match[1] not in _CURRENCIES):
        return "", at
    return _BEFORE[match[1].lower()], match.start()


def clash(one: str, other: str) -> bool:
    """Return whether two units can't mean the same: two that measure, or hours, times and things that are counted.

    What is counted may have another name: a dose can be a tablet. An empty unit, which is not known, clashes with none.
    """
    kinds = _kind(one), _kind(other)
    return one != other and all(kinds) and (kinds[0] != kinds[1] or kinds[0] == "measure")


def _kind(unit: str) -> str:
    if unit in _SIZES or unit.startswith("currency-"):
        return "measure"
    return "time" if unit == "time" else "thing" if unit in _THINGS else ""


def same_size(unit: str, count: str, other: str, theirs: str) -> bool:
    """Return whether so many of a unit are as much as so many of another one: 48 hours are 2 days.

    Feet may be a tenth more or less in metres, and Fahrenheit half a degree in Celsius: 6 feet are 2 metres.
    """
    one, two = _size(unit, count), _size(other, theirs)
    if one is None or two is None or one[0] != two[0]:
        return False
    is_rounded = (unit in _NOT_METRIC) != (other in _NOT_METRIC)
    tolerance = Fraction(1, 2) if one[0] == "celsius" else max(one[1], two[1]) / 10
    return abs(one[1] - two[1]) <= (tolerance if is_rounded else 0)


def _size(unit: str, count: str) -> tuple[str, Fraction] | None:
    """Return what so many of a unit are in the smallest one for the same thing.

    1:30 is an hour and a half. None if the unit does not measure, or the count is no plain number.
    """
    if time := re.fullmatch(r"(\d{1,2}):(\d\d)", count):
        return "duration", Fraction(int(time[1]) * 3600 + int(time[2]) * 60)
    if unit not in _SIZES or not re.fullmatch(r"-?[\d.]{1,15}", count):
        return None
    dimension, factor = _SIZES[unit]
    return dimension, (Fraction(count) - (_ZERO_CELSIUS if unit == "temperature-fahrenheit" else 0)) * factor


def followed(words: Iterable[str], language: Language) -> str:
    """Return a pattern of any of the words: `open` is the beginning of a word, and `whole` is all of it."""
    ordered = sorted(words, key=len, reverse=True)
    beginnings = "|".join(_spaced(word) for word in ordered if _is_open(word, language))
    whole = "|".join(_spaced(word) for word in ordered if not _is_open(word, language))
    ending, letter = ("", "[A-Za-z]") if language.script in _UNSPACED else (_ENDING, f"[^\\W\\d_]|[{_INDIC_SIGNS}]")
    return f"(?:(?P<open>{beginnings or '(?!)'}){ending}|(?P<whole>{whole or '(?!)'})(?!{letter}))"


def _is_open(word: str, language: Language) -> bool:
    """Return whether a word can go on: a long one may be the beginning of one, a short one is all of it."""
    if word in _WHOLE:
        return False
    if not any(map(str.isalpha, word)) or (language.script in _UNSPACED and not word.isascii()):
        return True
    is_alphabetic = re.match("[a-z\u00c0-\u052f]", word) is not None
    longest_whole = _SHORT if is_alphabetic and language.base not in _SUFFIXING else _SHORT - 1
    return len(word) > longest_whole - (language.script == "Ethi")  # a letter of Ethiopic is a syllable


def _spaced(word: str) -> str:
    return re.escape(word).replace("\\ ", "[\\s\u200c]?")


def _key(form: str) -> str:
    return _GAPS.sub("", form).lower()


_LONGEST_BEFORE = 12
_BEFORE_PATTERN = re.compile(f"({'|'.join(map(re.escape, _BEFORE))})[\\s{INVISIBLE}]*\\Z", re.IGNORECASE)


@cache
def _reader(language: Language) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what finds the units of a language, and what each form means: CLDR's words, ours, and the symbols of all.

    In English an s that touches the digits is no second: the over-65s.
    """
    forms = {form: unit for unit in _SIZES for form in _cldr_forms(unit, language)} | dict(_more_forms(language))
    every = {plain(form): unit for form, unit in (_SYMBOLS | _SIGNS | _CURRENCIES | forms).items()}
    plural = "(?!-?s\\b)" if language.base == "en" else ""
    pattern = f"{plural}{_GAP}{_JOINT}{followed(every, language)}(?!\\s?/\\s?[^\\W\\d_])"
    return re.compile(pattern, re.IGNORECASE), {_key(form): unit for form, unit in every.items()}


def _cldr_forms(unit: str, language: Language) -> Iterator[str]:
    """Yield the words that CLDR writes after a number, without short ones that are also other words, as से is in Hindi."""
    locale = babel_locale(language)
    counts = {locale.plural_form(count): count for count in _COUNTS}
    for count in counts.values():
        for length in ("long", "short"):
            before, _, after = format_unit(count, unit, length, "0", locale).partition(str(count))
            form = after.strip(" .\u00a0\u200e\u200f").lower().replace("\u00a0", " ").removeprefix("de ")
            shortest = 1 if language.script in _UNSPACED else 2 if length == "long" else _SHORT
            if not before.strip() and form != unit and len(form) >= shortest:
                yield form


def _more_forms(language: Language) -> Iterator[tuple[str, str]]:
    for entry in filter(None, _MORE.get(language.base, "").split(";")):
        unit, _, forms = entry.partition(":")
        for form in forms.split(","):
            yield form.strip(), unit.strip()
