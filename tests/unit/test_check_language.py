"""Script, language, and invisible characters of translations."""

import re
import sys
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogues import po
from pipeline.characters import BLANK_LETTERS, INVISIBLE
from pipeline.checks.base import Pair
from pipeline.checks.controls import check_bidi, check_hidden
from pipeline.checks.identification.vocabulary import LETTERS, WORDS
from pipeline.checks.language import check_language
from pipeline.checks.mixed import check_mixed
from pipeline.diagnostics import Severity, Span
from pipeline.glossary import Term
from pipeline.languages import english_name, parse_language
from tests.conftest import TESTS
from tests.pairs import pair

CORPUS = TESTS.parent.parent / "shared" / "corpora" / "tico19" / "locales"
WASH = "Wash your hands often with soap and water."


def codes(given_pair: Pair) -> list[str]:
    checks = (check_language, check_mixed, check_bidi, check_hidden)
    return [finding.code for check in checks for finding in check(given_pair)]


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("ar", "اغسل يديك كثيرا بالماء والصابون."),
        ("fa", "دستهای خود را اغلب با آب و صابون بشویید."),
        ("fa", "دستهاي خود را اغلب با آب و صابون بشوييد كه"),
        ("ur", "اپنے ہاتھ اکثر صابن اور پانی سے دھوئیں۔"),
        ("zh-Hans", "经常用肥皂和水洗手。"),
        ("zh-Hant", "經常用肥皂和水洗手，對你們的健康有好處。"),
        ("yue", "經常用肥皂和水洗手，對你們的健康有好處。"),
        ("ja", "石けんと水でこまめに手を洗いましょう。"),
        ("ko", "비누와 물로 손을 자주 씻으세요."),
        ("th", "ล้างมือบ่อย ๆ ด้วยสบู่และน้ำ"),
        ("ti", "ኢድኩም ብሳሙናን ማይን ብተደጋጋሚ ተሓጸቡ።"),
        ("pt-BR", "Lave as mãos com frequência com água e sabão."),
        ("gl", "Lave as mans a miúdo con auga e xabón, que é o mellor que pode facer."),
        ("ha", "Wanke hannuwanku akai-akai da sabulu da ruwa."),
        ("en-US", "Wash your hands often with soap and water."),
    ],
)
def test_a_text_in_its_own_language_gives_nothing(tag: str, translation: str) -> None:
    assert codes(pair(tag, WASH, translation)) == []


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("ar", "Relay UK", "Relay UK"),
        ("ar", "Call NHS 111 or use Relay UK and the NHS App", "اتصل NHS 111 أو Relay UK أو NHS App"),
        (
            "ar",
            "Visit www.example.org/get-help or nhs.uk, or write to help@example.org",
            "www.example.org/get-help nhs.uk help@example.org",
        ),
        ("ar", "Type `start my new order here` to begin.", "اكتب `start my new order here`"),
        ("ar", "Call {phone}.", "اتصل {phone}."),
        ("ar", "paracetamol", "paracetamol"),
        ("zh-Hans", "Easy read", "易读版 (easy to read version)"),
        ("ar", "Say “I need an interpreter, please”.", "قل “I need an interpreter, please”."),
        ("fr", "Say “I need an interpreter, please”.", "Dites « I need an interpreter, please »."),
        ("fr", "London Councils", "London Councils"),
        ("fr", "Visit www.example.org/get-help-and-advice", "Visitez www.example.org/get-help-and-advice"),
        ("pl", "Use the blue badge.", "Pokaż blue badge."),
    ],
)
def test_names_addresses_code_and_asides_may_stay(tag: str, source: str, translation: str) -> None:
    leave = Term(term="blue badge", meaning="", translate="", leave=True, at=Span("x"))
    assert codes(pair(tag, source, translation, (leave,))) == []


@pytest.mark.parametrize(
    ("tag", "translation", "code"),
    [
        ("ar", WASH, "wrong-script"),
        ("ar", "wash your hands", "wrong-script"),
        ("zh-Hans", WASH, "wrong-script"),
        ("th", "Wash your hands often ล้างมือ", "wrong-script"),
        ("fr", "Часто мойте руки с мылом.", "wrong-script"),
        ("sr-Latn", "Често перите руке сапуном.", "wrong-script"),
        ("zh-Hans", "經常用肥皂和水洗手，對你們的健康有好處。", "wrong-script"),
        ("zh-Hant", "经常用肥皂和水洗手，对你们的健康有好处，这样说。", "wrong-script"),
        ("zh-Hans", "石けんと水でこまめに手を洗いましょう。", "wrong-script"),
        ("ar", "دستهای خود را اغلب با آب و صابون بشویید که برای شما بهتر است.", "wrong-language"),
        ("fa", "اپنے ہاتھ اکثر صابن اور پانی سے دھوئیں تاکہ آپ کو بیماری نہ ہو۔", "wrong-language"),
        ("es", "Lave as mãos com frequência, porque não há água em todo o lado.", "wrong-language"),
        ("ru", "Часто мийте руки з милом, щоб ви та ваші діти були здорові.", "wrong-language"),
        ("am", "ኣእዳውኩም ብሳሙናን ማይን ኣብ ገዛ ናይ ምሕጻብ ልምዲ ይሃልውኩም እዩ።", "wrong-language"),
        ("hi", "आपण आपले हात वारंवार साबणाने धुवावेत आणि पाणी वापरावे, असे आहे.", "wrong-language"),
        ("pl", WASH, "wrong-language"),
        ("ha", WASH, "wrong-language"),
        ("pl", "Get help", "same-as-source"),
        ("ar", "Get help", "same-as-source"),
        ("fr", "Lavez-vous et get help when you are ill souvent avec de l’eau et du savon.", "same-as-source"),
        ("bn", "আপনার হাত ধুয়ে নিন and get help when you are ill at home আপনার জন্য ভালো হবে সবসময়।", "same-as-source"),
    ],
)
def test_another_script_or_language_is_found(tag: str, translation: str, code: str) -> None:
    source = {"Get help": "Get help", "wash your hands": "wash your hands"}.get(translation, WASH)
    if "get help when" in translation:
        source = "Wash your hands, and get help when you are ill at home."
    assert codes(pair(tag, source, translation)) == [code]


def test_a_finding_names_the_words_that_are_evidence() -> None:
    persian = "دستهای خود را اغلب با آب و صابون بشویید که برای شما بهتر است."
    (finding,) = check_language(pair("ar", WASH, persian))
    assert finding.severity is Severity.ERROR
    assert finding.words == 'the translation is in Persian, not in Arabic: "خود", "را", "با"'


def test_the_page_of_problems_names_the_languages_that_are_told_apart() -> None:
    page = (TESTS.parent / "docs/reference/problems.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if line.startswith("These languages are told apart")]
    known = {english_name(parse_language(tag)) for tag in (*WORDS, *LETTERS)}
    assert set(line.rstrip(".").split(": ")[1].replace(" and ", ", ").split(", ")) == known


@pytest.mark.parametrize(
    ("tag", "translation", "words"),
    [
        ("ru", "Мойте pуки.", 'the word "pуки" has a letter of another script: U+0070, latin small letter p'),
        ("pl", "Umyj rękе.", 'the word "rękе" has a letter of another script: U+0435, cyrillic small letter ie'),
        ("el", "Πλύνετε τα χέριa.", 'the word "χέριa" has a letter of another script: U+0061, latin small letter a'),
    ],
)
def test_a_word_of_two_scripts_that_look_alike_is_named(tag: str, translation: str, words: str) -> None:
    assert [finding.words for finding in check_mixed(pair(tag, "Wash your hands.", translation))] == [words]


@pytest.mark.parametrize("word", ["SMS-ка", "5 µg", "TNFβ", "COVIDኣብ", "NHSর", "10кг"])
def test_letters_that_stand_together_on_purpose_are_not_mixed(word: str) -> None:
    assert list(check_mixed(pair("ru", "A word.", word))) == []


@pytest.mark.parametrize("spoilt", ["قبل \u202eبعد", "a \u2067b", "a\u2069", "a\u202c", "a &#8238;b", "a &#x202E;b"])
def test_what_turns_the_order_of_a_text_is_an_error(spoilt: str) -> None:
    (finding,) = check_bidi(pair("ar", "A text.", spoilt))
    assert (finding.code, finding.severity) == ("bidi-control", Severity.ERROR)


isolated = st.recursive(
    st.text("ab اب\u200e\u200f\u061c", max_size=5),
    lambda inner: st.tuples(st.sampled_from(("\u2066\u2069", "\u2067\u2069", "\u202a\u202c")), inner, inner).map(
        lambda parts: f"{parts[0][0]}{parts[1]}{parts[0][1]}{parts[2]}"
    ),
)


@given(isolated)
def test_marks_and_controls_in_pairs_do_no_harm(text: str) -> None:
    assert list(check_bidi(pair("ar", "A text.", f"a{text}"))) == []


@given(isolated, isolated, st.sampled_from("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_one_control_too_many_is_always_found(before: str, after: str, control: str) -> None:
    assert len(list(check_bidi(pair("ar", "A text.", f"a{before}{control}{after}a")))) == 1


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("ta", "கைகள்\u200bகழுவு"),
        ("fr", "la main\u00ad"),
        ("fr", "m\u00ada\u00adi\u00adn"),
        ("fr", "la\u200cmain"),
        ("fr", "la\ufeffmain"),
        ("fr", "la\u2060main"),
        ("fr", "main\ufe0f"),
        ("fr", "la \ufff9main"),
        ("ar", "يد\U000e0041\U000e0042"),
        ("fr", "la \U0001d173main"),
        ("fr", "la &#8203;main"),
        ("pl", "ręka\u3164"),
    ],
)
def test_an_invisible_character_without_a_use_is_found(tag: str, translation: str) -> None:
    assert [finding.code for finding in check_hidden(pair(tag, "A hand.", translation))] == ["hidden-character"]


@pytest.mark.parametrize(
    ("tag", "translation"),
    [
        ("fa", "می\u200cشود"),
        ("hi", "क्\u200dष"),
        ("km", "លាង\u200bដៃ"),
        ("th", "ล้าง\u200bมือ"),
        ("de", "Kranken\u00adhaus\u00adbesuch"),
        (
            "fr",
            "☎\ufe0f 1\ufe0f\u20e3 👩\u200d⚕\ufe0f \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        ("ja", "辻\U000e0100"),
    ],
)
def test_an_invisible_character_that_does_something_is_none(tag: str, translation: str) -> None:
    assert list(check_hidden(pair(tag, "A hand.", translation))) == []


def test_what_is_invisible_is_what_unicode_derives_as_ignorable() -> None:
    """DerivedCoreProperties.txt says how; of what has no name yet in this version of Unicode nothing is said here."""
    named = [each for each in map(chr, range(sys.maxunicode)) if unicodedata.category(each) not in ("Cn", "Cs", "Co")]
    formats = {each for each in named if unicodedata.category(each) == "Cf"}
    shown = re.compile("[\ufff9-\ufffb\U00013430-\U00013440\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
    variations = {each for each in named if "VARIATION SELECTOR" in unicodedata.name(each, "")}
    others = BLANK_LETTERS | set("\u034f\u17b4\u17b5")
    invisible = set(re.findall(f"[{INVISIBLE}]", "".join(named)))
    assert invisible == {each for each in formats if not shown.match(each)} | variations | others


@pytest.fixture(scope="module")
def translations() -> dict[str, dict[str, str]]:
    """Return the human translations of every twelfth message of TICO-19, by language and English text."""
    if not CORPUS.is_dir():
        pytest.skip("the corpus TICO-19 is not beside this project")
    found: dict[str, dict[str, str]] = {}
    for path in sorted(CORPUS.glob("*/LC_MESSAGES/*.po")):
        entries = po.parse(path.read_bytes(), path.name).entries
        found.setdefault(path.parts[-3], {}).update(
            {each.id: each.strings[0] for each in entries if each.id and each.strings[0]}
        )
    chosen = sorted({english for texts in found.values() for english in texts})[::12]
    return {tag: {english: texts[english] for english in chosen if english in texts} for tag, texts in found.items()}


@pytest.mark.slow
def test_human_translations_in_another_language_are_found_and_in_their_own_never(
    translations: dict[str, dict[str, str]],
) -> None:
    found: Counter[tuple[bool, bool]] = Counter()
    for spoken, texts in translations.items():
        for tag in translations:
            for english, text in texts.items():
                errors = [each for each in check_language(pair(tag, english, text)) if each.severity is Severity.ERROR]
                found[tag == spoken, bool(errors)] += 1
    assert found[True, True] == 0
    assert found[False, True] > 0.98 * (found[False, True] + found[False, False])
