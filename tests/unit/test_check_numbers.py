"""What the checks of numbers and of facts find, in the languages of the sample and of many readers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

import pytest

from pipeline.catalogues import po
from pipeline.checks.base import Finding
from pipeline.checks.facts import check_facts
from pipeline.checks.numbers import check_numbers
from pipeline.diagnostics import Severity
from pipeline.model import FactKind, FactValue
from tests.pairs import ENGLISH, pair

TICO = Path(__file__).parents[3] / "shared/corpora/tico19/locales"


def fact(name: str, kind: FactKind, text: str, url: str | None = None) -> FactValue:
    return FactValue(name=name, kind=kind, text=text, language=ENGLISH, url=url)


FACTS = (
    fact("emergency", FactKind.PHONE, "999", "tel:999"),
    fact("site", FactKind.URL, "https://www.example.org/", "https://www.example.org/"),
    fact("dose", FactKind.NUMBER, "2"),
    fact("gap", FactKind.NUMBER, "4"),
)


def codes(tag: str, source: str, translation: str) -> list[str]:
    return [finding.code for finding in check_numbers(pair(tag, source, translation, facts=FACTS))]


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("fa", "for 5 days", "به مدت ۵ روز"),
        ("es", "1,000 people", "1.000 personas"),
        ("fr", "1,051,635 people", "1 051 635 personnes"),
        ("hi", "1,051,635 people", "10,51,635 लोग"),
        ("bn", "100,000 people", "১ লাখ মানুষ"),
        ("hi", "244 thousand", "2 लाख 44 हज़ार"),
        ("zh-Hans", "10,000 people", "1万人"),
        ("zh-Hans", "1.8 million children", "180 万儿童"),
        ("es", "52 thousand", "52 000"),
        ("yo", "1.8 million people", "1.8 mílíọ̀nù ènìyàn"),
        ("ar", "2.5%", "٪٢٫٥"),
        ("fa", "9.3%", "۹/۳ درصد"),
        ("de", "1½ hours", "1,5 Stunden"),
        ("es", "five days", "5 días"),
        ("es", "one and a half hours", "1,5 horas"),
        ("es", "two thirds", "2/3"),
        ("hi", "for 48 hours", "2 दिन तक"),
        ("fr", "Stay 6 feet apart", "Restez à 2 mètres"),
        ("bn", "6 feet", "১৮০ সেমি"),
        ("es", "above 100.4 °F", "más de 38 °C"),
        ("uk", "below -4 °F", "нижче -20 °C"),
        ("fr", "8am to 6pm", "de 8h à 18h"),
        ("de", "8am to 6.30pm", "von 8 bis 18.30 Uhr"),
        ("es", "10 a.m.", "a las 10:00 a. m."),
        ("zh-Hans", "on 31 December 2026", "2026年12月31日"),
        ("fr", "2019-20", "2019-2020"),
        ("ru", "in the 1990s", "в 90-х годах"),
        ("fr", "the 19th century", "le XIXe siècle"),
        ("zh-Hans", "the 21st century", "二十一世纪"),
        ("zh-Hans", "2 of 10 people", "10 人中 2 人"),
        ("fa", "COVID-19", "کووید ۱۹"),
        ("fr", "COVID-19 and N95", "le coronavirus et les masques"),
        ("pl", "020 7946 0958", "020 79460958"),
        ("es", "2 to 6 minutes", "2 minutos a 6 minutos"),
        ("so", "60 to 95%", "60% ilaa 95%"),
        ("zh-Hans", "3 years (2020)", "三年（2020 年）"),
        ("fr", "Open to over-65s and under 5s", "Ouvert aux plus de 65 ans et aux moins de 5 ans"),
        ("fr", "from 9.30am to 5.30pm", "de 9 h 30 à 17 h 30"),
        ("fr", "every 4 hours 30 minutes", "toutes les 4 h 30"),
        ("vi", "at 9:30", "lúc 9 giờ 30"),
        ("zh-Hans", "at 9.30am", "上午9点30分"),
        ("zh-Hans", "at 9.30am", "上午9点半"),
        ("bn", "at 9.30am", "সকাল ৯টা ৩০ মিনিটে"),
        ("bn", "at 9.30am", "সকাল সাড়ে ৯টায়"),
        ("ur", "at 9.30am", "صبح ساڑھے 9 بجے"),
        ("de", "half past 8", "8:30 Uhr"),
        ("de", "at 8.30pm", "um halb 9 Uhr abends"),
        ("so", "at 9am", "3-da subaxnimo"),
        ("am", "at 9am", "ከጠዋቱ 3 ሰዓት"),
        ("ar", "Take 2 tablets for 2 days", "تناول حبتين لمدة يومين"),
        ("ar", "1 tablet every 8 hours", "حبة واحدة كل 8 ساعات"),
        ("fr", "half an hour", "30 minutes"),
        ("fr", "1.5 hours or 90 minutes", "1 heure et demie ou 1 h 30"),
        ("ro", "at 9.30", "la 9 și jumătate"),
        ("fr", "20 m²", "20 m2"),
        ("fr", "H2O and 10² and Group O", "H2O et 10² et le groupe O"),
        ("es-419", "1,000 mg", "1,000 mg"),
        ("bn", "{dose} tablets every {gap} hours", "প্রতি {gap} ঘণ্টায় {dose}টি ট্যাবলেট"),
    ],
)
def test_the_same_number_said_in_the_way_of_a_language_is_no_finding(tag: str, source: str, translation: str) -> None:
    assert codes(tag, source, translation) == []


@pytest.mark.parametrize(
    ("tag", "source", "translation", "code"),
    [
        ("es", "Give 5 ml.", "Dar 50 ml.", "number-changed"),
        ("es", "Call 111.", "Llame al 1111.", "number-changed"),
        ("ar", "after 8 days", "بعد ٨٠ يومًا", "number-changed"),
        ("ur", "2.5 ml", "25 ملی لیٹر", "number-changed"),
        ("es", "8am", "a las 20:00", "number-changed"),
        ("es", "2 billion", "2 billones", "number-changed"),
        ("es", "five days", "6 días", "number-changed"),
        ("es", "1 or 2 days", "1 o 1 días", "number-changed"),
        ("zh-Hans", "31 December", "11月31日", "number-changed"),
        ("pl", "020 7946 0958", "020 7946 0959", "number-changed"),
        ("fr", "COVID-19", "COVID-91", "number-changed"),
        ("fr", "Stay 6 feet apart", "Restez à 1 mètre", "number-changed"),
        ("es", "above 100.4 °F", "más de 37 °C", "number-changed"),
        ("uk", "below 50 °F", "нижче -10 °C", "number-changed"),
        ("es", "Give 5 ml.", "Dar 5 mg.", "unit-changed"),
        ("hi", "30 seconds", "30 मिनट", "unit-changed"),
        ("fr", "£20", "20 €", "unit-changed"),
        ("pl", "Take 2 every 4 hours", "Weź 4 co 2 godziny", "number-swapped"),
        ("ur", "2 tablets 3 times a day", "دن میں 2 بار 3 گولیاں", "number-swapped"),
        ("fr", "{dose} tablets every {gap} hours", "{gap} comprimés toutes les {dose} heures", "number-swapped"),
        ("fr", "every 6 hours", "6 fois par jour", "unit-changed"),
        ("pl", "Up to 4 times a day", "4 tabletki dziennie", "unit-changed"),
        ("pl", "1 tablet twice a day", "2 tabletki raz dziennie", "number-changed"),
        ("fr", "Take 5 ml twice a day", "Prenez 5 ml 3 fois par jour", "number-changed"),
        ("fr", "½ tablet", "¼ comprimé", "number-changed"),
        ("fr", "half a tablet", "1 comprimé", "number-changed"),
        ("ar", "1 tablet", "قرصان", "number-changed"),
        ("ar", "2 tablets every 4 hours", "4 حبات كل ساعتين", "number-swapped"),
        ("fr", "at 9.30am", "à 9 h 45", "number-changed"),
        ("fr", "5pm", "19 h", "number-changed"),
        ("bn", "9.30 and 5 ml", "৯টা 50 মিলি", "number-changed"),
        ("ta", "at 9.30am", "காலை 9 மணிக்கு மேல்", "number-missing"),
        ("ar", "2 tablets", "قرصين اثنين كل يوم و5 مل", "number-added"),
        ("fr", "1,000 mg", "1,000 mg", "number-format"),
        ("de", "1.125 g", "1.125 g", "number-format"),
        ("fr", "at −20 °C", "à 20 °C", "number-missing"),
        ("es", "Wash your hands.", "Lávese las manos 20 segundos.", "number-added"),
        ("es", "from 10% to 20%", "de 20 % a 10 %", "number-order"),
        ("ig", "2 tablets every 4 hours", "mkpụrụ ọgwụ 4 kwa awa 2", "number-order"),
    ],
)
def test_another_number_or_unit_or_place_is_found(tag: str, source: str, translation: str, code: str) -> None:
    assert codes(tag, source, translation) == [code]


@pytest.mark.parametrize(
    "disguised", ["5\u200b0", "5\u00ad0", "5\u20600", "5\u200f0", "5\u034f0", "5\ufe0f0", "5⓪", "5⁰", "5O", "5О", "5ο"]
)
def test_a_number_that_only_looks_like_another_one_is_that_one(disguised: str) -> None:
    assert codes("fr", "Take 5 ml.", f"Prenez {disguised} ml.") == ["number-changed"]
    assert codes("ar", "Take 50 ml.", f"تناول {disguised} مل") == ["number-changed"]


DOSES = MappingProxyType(
    {
        "ar": "تناول {0} أقراص كل {1} ساعات",
        "bn": "প্রতি {1} ঘণ্টায় {0}টি ট্যাবলেট খান",
        "ckb": "هەر {1} کاتژمێر {0} حەب بخۆ",
        "de": "Nehmen Sie alle {1} Stunden {0} Tabletten",
        "es": "Tome {0} comprimidos cada {1} horas",
        "fa": "هر {1} ساعت {0} قرص بخورید",
        "fr": "Prenez {0} comprimés toutes les {1} heures",
        "gu": "દર {1} કલાકે {0} ગોળી લો",
        "hi": "हर {1} घंटे में {0} गोलियाँ लें",
        "it": "Prenda {0} compresse ogni {1} ore",
        "lt": "Gerkite po {0} tabletes kas {1} valandas",
        "pa": "ਹਰ {1} ਘੰਟੇ ਬਾਅਦ {0} ਗੋਲੀਆਂ ਲਓ",
        "pl": "Przyjmuj {0} tabletki co {1} godziny",
        "ps": "په هرو {1} ساعتونو کې {0} ګولۍ وخورئ",
        "pt-PT": "Tome {0} comprimidos a cada {1} horas",
        "ro": "Luați {0} comprimate la fiecare {1} ore",
        "ru": "Принимайте по {0} таблетки каждые {1} часа",
        "so": "Qaado {0} kiniin {1}tii saacadoodba",
        "sq": "Merrni {0} tableta çdo {1} orë",
        "ta": "ஒவ்வொரு {1} மணி நேரத்திற்கும் {0} மாத்திரைகள் எடுங்கள்",
        "ti": "ኣብ ነፍሲ ወከፍ {1} ሰዓት {0} ከኒና ውሰድ",
        "tr": "Her {1} saatte bir {0} tablet alın",
        "uk": "Приймайте по {0} таблетки кожні {1} години",
        "ur": "ہر {1} گھنٹے بعد {0} گولیاں لیں",
        "vi": "Uống {0} viên mỗi {1} giờ",
        "zh-Hans": "每{1}小时服用{0}片",
        "zh-Hant": "每{1}小時服用{0}片",
    }
)


@pytest.mark.parametrize(("tag", "dose"), DOSES.items())
def test_a_dose_may_stand_in_any_order_of_words_but_not_be_another(tag: str, dose: str) -> None:
    source = "Take 2 tablets every 4 hours"
    assert codes(tag, source, dose.format(2, 4)) == []
    assert codes(tag, source, dose.format(4, 2)) == ["number-swapped"]
    assert codes(tag, source, dose.format(2, 6)) == ["number-changed"]


@pytest.mark.parametrize(
    ("source", "translation", "found"),
    [
        ("Call {emergency}.", "اتصل بـ {emergency} (٩٩٩).", ["fact-copied"]),
        ("Call {phone}.", "اتصل بـ {phone} أو 020 79460958.", ["fact-copied"]),
        ("Call [us]({emergency}).", "[اتصل بـ 999]({emergency}).", ["fact-copied"]),
        ("See {site}.", "{site} (example.org)", ["fact-copied"]),
        ("Call {emergency}.", "اتصل بـ {emergency}، ثم {emergency}.", []),
        ("Call [999]({emergency}).", "[اتصل بـ 999]({emergency}).", []),
        ("Call {emergency}.", "اتصل بـ {emergency} (9990).", []),
    ],
)
def test_the_value_of_a_fact_is_not_typed_beside_its_placeholder(source: str, translation: str, found: list[str]) -> None:
    assert [each.code for each in check_facts(pair("ar", source, translation, facts=FACTS))] == found


def errors_in_tico19() -> Iterator[str]:
    """Yield the errors in the human translations, each with its place and what it says."""
    for path in sorted(TICO.glob("*/LC_MESSAGES/*.po")):
        tag = path.parts[-3]
        for entry in po.parse(path.read_bytes(), path.name).entries:
            if not entry.is_header and entry.strings[0]:
                for finding in check_numbers(pair(tag, entry.id, entry.strings[0])):
                    yield from _error(f"{tag}/{path.name}:{entry.line}", finding)


def _error(place: str, finding: Finding) -> Iterator[str]:
    if finding.severity is Severity.ERROR:
        yield f"{place} {finding.code}: {finding.words}\n"


@pytest.mark.skipif(not TICO.exists(), reason="needs the TICO-19 corpus beside the project")
def test_errors_in_human_translations_are_those_that_were_read_and_found_right(golden: Callable[[str, str], None]) -> None:
    golden("checks/numbers-in-tico19.txt", "".join(errors_in_tico19()))
