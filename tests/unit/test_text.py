"""The plain-text edition: its bytes, its directions, and that everything in a leaflet is in it."""

from collections.abc import Callable

import pytest

from pipeline import interface
from pipeline.files import package_folder
from pipeline.interface import Word
from pipeline.languages import parse_language
from pipeline.markdown import plain
from pipeline.model import (
    Block,
    Callout,
    CalloutKind,
    Code,
    Divider,
    Emphasis,
    FactKind,
    FactValue,
    Heading,
    Image,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Passage,
    Quote,
    State,
    Strong,
    Table,
    Text,
    TranslatedDocument,
    WebTarget,
    Words,
)
from pipeline.renderers.text import PlainText
from tests import text_reader
from tests.documents import ENGLISH, SENTENCES, document, everything, passage, phone
from tests.text_outline import outline
from tests.text_reader import Said

LRI, RLI, PDI, LRM, RLM = "\u2066", "\u2067", "\u2069", "\u200e", "\u200f"
ARABIC = parse_language("ar")

TRANSLATIONS: dict[str, dict[Word, tuple[str, ...]]] = {
    "en-GB": {},
    "ar": {
        Word.CONTENTS: ("المحتويات",),
        Word.OTHER_LANGUAGES: ("اقرأ هذه النشرة بلغة أخرى",),
        Word.OTHER_FORMATS: ("صيغ أخرى لهذه النشرة",),
        Word.HTML: ("صفحة ويب",),
        Word.LARGE_PRINT: ("طباعة كبيرة (PDF)",),
        Word.ABOUT_THIS_LEAFLET: ("عن هذه النشرة",),
        Word.LANGUAGE: ("اللغة: {language}",),
        Word.PUBLISHED_BY: ("الناشر: {publisher}",),
        Word.IN_ENGLISH: ("لا يزال هذا الجزء بالإنجليزية:",),
        Word.ENGLISH_VERSION: ("النسخة الإنجليزية",),
        Word.EMERGENCY: ("طوارئ",),
        Word.CONTACT: ("للتواصل",),
        Word.END_OF_BOX: ("نهاية: {label}",),
        Word.PICTURE: ("صورة: {description}",),
        Word.TABLE: (
            "جدول بلا صفوف",
            "جدول من صف واحد",
            "جدول من صفين",
            "جدول من {count} صفوف",
            "جدول من {count} صفًا",
            "جدول من {count} صف",
        ),
        Word.ROW: ("الصف {number}",),
        Word.LINK: ("رابط: {words}",),
    },
    "ur": {
        Word.OTHER_LANGUAGES: ("یہ کتابچہ کسی اور زبان میں پڑھیں",),
        Word.OTHER_FORMATS: ("اس کتابچے کی دوسری شکلیں",),
        Word.HTML: ("ویب صفحہ",),
        Word.ABOUT_THIS_LEAFLET: ("اس کتابچے کے بارے میں",),
        Word.LANGUAGE: ("زبان: {language}",),
        Word.PUBLISHED_BY: ("ناشر: {publisher}",),
        Word.IN_ENGLISH: ("یہ حصہ ابھی انگریزی میں ہے:",),
        Word.EMERGENCY: ("ہنگامی صورتحال",),
        Word.CONTACT: ("رابطہ",),
        Word.END_OF_BOX: ("اختتام: {label}",),
        Word.PICTURE: ("تصویر: {description}",),
        Word.TABLE: ("{count} قطار والی جدول", "{count} قطاروں والی جدول"),
        Word.ROW: ("قطار {number}",),
    },
    "bn": {
        Word.OTHER_LANGUAGES: ("এই প্রচারপত্রটি অন্য ভাষায় পড়ুন",),
        Word.OTHER_FORMATS: ("এই প্রচারপত্রের অন্যান্য রূপ",),
        Word.HTML: ("ওয়েব পাতা",),
        Word.LARGE_PRINT: ("বড় অক্ষর (PDF)",),
        Word.ABOUT_THIS_LEAFLET: ("এই প্রচারপত্র সম্পর্কে",),
        Word.LANGUAGE: ("ভাষা: {language}",),
        Word.IN_ENGLISH: ("এই অংশটি এখনও ইংরেজিতে আছে:",),
        Word.ENGLISH_VERSION: ("ইংরেজি সংস্করণ",),
        Word.EMERGENCY: ("জরুরি অবস্থা",),
        Word.END_OF_BOX: ("শেষ: {label}",),
        Word.PICTURE: ("ছবি: {description}",),
        Word.TABLE: ("{count}টি সারির সারণি", "{count}টি সারির সারণি"),
        Word.ROW: ("সারি {number}",),
    },
    "fr": {
        Word.IN_ENGLISH: ("Cette partie est encore en anglais\u202f:",),
        Word.END_OF_BOX: ("Fin de\u202f: {label}",),
        Word.PICTURE: ("Image\u202f: {description}",),
    },
    "zh-Hans": {
        Word.OTHER_LANGUAGES: ("用其他语言阅读本传单",),
        Word.OTHER_FORMATS: ("本传单的其他格式",),
        Word.HTML: ("网页",),
        Word.LARGE_PRINT: ("大字版（PDF）",),
        Word.ABOUT_THIS_LEAFLET: ("关于本传单",),
        Word.LANGUAGE: ("语言：{language}",),
        Word.PUBLISHED_BY: ("发布者：{publisher}",),
        Word.IN_ENGLISH: ("这一部分仍为英文：",),
        Word.ENGLISH_VERSION: ("英文版",),
        Word.EMERGENCY: ("紧急情况",),
        Word.CONTACT: ("联系方式",),
        Word.END_OF_BOX: ("{label}完",),
        Word.PICTURE: ("图片：{description}",),
        Word.TABLE: ("共{count}行的表格",),
        Word.ROW: ("第{number}行",),
    },
}
"""Some of the tool's words, enough for a test; those that a language lacks are said in English."""


def words(tag: str) -> Words:
    language = parse_language(tag)
    strings = sorted((word.english, forms) for word, forms in TRANSLATIONS[tag].items())
    return Words(language=language, plural_forms=language.plural_forms, strings=tuple(strings))


def url_fact(url: str = "https://www.nhs.uk/nhs-services/gps/") -> FactValue:
    return FactValue(name="site", kind=FactKind.URL, text=url, language=ENGLISH, url=url)


def email_fact(address: str = "help@example.org") -> FactValue:
    return FactValue(name="mail", kind=FactKind.EMAIL, text=address, language=ENGLISH, url=f"mailto:{address}")


def quantity(kind: FactKind, text: str) -> FactValue:
    return FactValue(name="fact", kind=kind, text=text, language=ARABIC, url=None)


PRICE = quantity(FactKind.MONEY, "\u200f9.35\u00a0UK£")
"""As Babel writes £9.35 in Arabic."""


def leaflet(tag: str) -> TranslatedDocument:
    """Return a leaflet with everything in it that plain text has a rule for."""
    language, sentence = parse_language(tag), SENTENCES[tag]

    def here(*inlines: Inline | str) -> Passage:
        return passage(*inlines, language=language)

    english = passage("Call ", phone(), " now.", state=State.NEEDS_REVIEW)
    contact: tuple[Block[Passage], ...] = (
        Heading(3, here("NHS 111"), "contact"),
        Paragraph(here(sentence, " ", url_fact(), " ", email_fact())),
        List(
            ordered=True,
            start=3,
            items=(
                ListItem((Paragraph(here(sentence)), Paragraph(here("NHS England")))),
                ListItem((Paragraph(english),)),
            ),
        ),
    )
    blocks = (
        *everything(language),
        Heading(3, english, "english"),
        Callout(CalloutKind.CONTACT, critical=False, blocks=contact),
        Callout(CalloutKind.EMERGENCY, critical=False, blocks=(Heading(3, english, "help"), Paragraph(here(sentence)))),
        Callout(CalloutKind.INFORMATION, critical=False, blocks=(Paragraph(here("Relay UK: ", sentence)),)),
        Heading(2, here("NHS: ", sentence), "third"),
        Quote((Paragraph(here(sentence, LineBreak(), "020 7946 0958")), List(False, 1, (ListItem((Paragraph(english),)),)))),  # noqa: FBT003
        Divider(),
        Table((english, here(sentence)), ((here("999"), here(url_fact())), (here(sentence), passage()))),
        Image("images/square.svg", english),
        Image("images/square.svg", None),
        Heading(2, english, "fourth"),
        Heading(3, here(sentence), "fourth-one"),
        Paragraph(here(Emphasis((Code("A-1"),)), " ", Link(WebTarget("tel:111"), (Text(sentence),)))),
    )
    return document(tag, blocks, words(tag), address="https://example.org/leaflets" if tag == "ur" else None)


def lines(*blocks: Block[Passage], tag: str = "en-GB") -> list[str]:
    """Return the lines of the body of a leaflet of such blocks, marks and all."""
    text = PlainText().render(document(tag, blocks, words(tag))).content.decode("utf-8-sig")
    return text.split("\r\n\r\n\r\n")[1].split("\r\n")


# --- The whole file ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur", "bn", "zh-Hans"])
def test_the_file_is_as_its_golden_file(tag: str, golden: Callable[[str, str | bytes], None]) -> None:
    golden(f"text/{tag.removesuffix('-GB')}.txt", PlainText().render(leaflet(tag)).content)


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_the_body_can_be_read_back(tag: str) -> None:
    made = leaflet(tag)
    assert text_reader.read(PlainText().render(made).content, made.words) == outline(made)


def test_the_front_is_in_its_order() -> None:
    made = document("ar", (Paragraph(passage("جملة", language=ARABIC)),), words("ar"), review_by=passage("Later"))
    front = PlainText().render(made).content.decode("utf-8-sig").split("\r\n\r\n\r\n")[0].split("\r\n")
    assert front == [
        SENTENCES["ar"],
        "",
        SENTENCES["ar"],
        "",
        "عن هذه النشرة",
        "Leaflets for tests",
        f"الناشر: {LRI}The publisher{PDI}",
        "اللغة: العربية",
        "Updated 22 November 2026",
        "Later",
        "",
        "صيغ أخرى لهذه النشرة",
        "- صفحة ويب",
        "  ar/help-ar.html",
        f"- طباعة كبيرة ({LRI}PDF{PDI})",
        "  ar/help-ar-large-print.pdf",
        "",
        "One part is in English.",
        "",
        "النسخة الإنجليزية",
        "en-GB/help-en-GB.txt",
    ]


def test_the_other_languages_come_last() -> None:
    made = document("fr", address="https://example.org")
    assert text_reader.read(PlainText().render(made).content, made.words).languages == (
        ("English", "https://example.org/en-GB/help-en-GB.txt"),
        ("العربية", "https://example.org/ar/help-ar.txt"),
        ("简体中文", "https://example.org/zh-Hans/help-zh-Hans.txt"),
    )


def test_four_sections_have_a_list_of_contents() -> None:
    sections = tuple(Heading(2, passage(name), name) for name in ("One", "Two", "Three", "Four"))
    assert "\r\n\r\nContents\r\n1. One\r\n2. Two\r\n3. Three\r\n4. Four\r\n\r\n\r\n1. One" in (
        PlainText().render(document("en-GB", sections)).content.decode()
    )


def test_an_entry_of_the_contents_that_fell_back_says_so() -> None:
    sections = [Heading(2, passage(name, language=ARABIC), name) for name in ("أ", "ب", "ج")]
    english = Heading(2, passage("Help", state=State.MISSING), "help")
    made = text_reader.read(PlainText().render(document("ar", (*sections, english), words("ar"))).content, words("ar"))
    assert made.contents[-2:] == (("3. ", Said("ج")), ("4. ", Said("Help", english=True)))


def test_three_sections_have_none() -> None:
    sections = tuple(Heading(2, passage(name), name) for name in ("One", "Two", "Three"))
    assert b"Contents" not in PlainText().render(document("en-GB", sections)).content


def test_what_is_not_used_does_not_change_the_file() -> None:
    every_word = tuple((word.english, (f"كلمة {word.english}",)) for word in Word)
    made = leaflet("ar").without(words=Words(language=ARABIC, plural_forms="nplurals=1; plural=0;", strings=every_word))
    assert PlainText().render(PlainText().narrow(made)) == PlainText().render(made)


def test_what_a_renderer_of_plain_text_is_given_has_no_pictures_and_no_words_of_pages() -> None:
    narrow = PlainText().narrow(
        leaflet("ar").without(words=Words(language=ARABIC, plural_forms="", strings=(("Page {page} of {pages}", ("",)),)))
    )
    assert (narrow.images, narrow.words.strings) == ((), ())


def test_every_kind_of_callout_has_a_word() -> None:
    assert {Word[kind.name].english.lower() for kind in CalloutKind} == set(CalloutKind)


@pytest.mark.parametrize("locale", sorted(name for name in package_folder("locales") if "." not in name))
def test_the_words_of_each_language_can_be_told_from_each_other(locale: str) -> None:
    own = interface._shipped(parse_language(locale))
    lines = [Word[kind.name] for kind in CalloutKind]
    lines += [Word.IN_ENGLISH, Word.ABOUT_THIS_LEAFLET, Word.OTHER_FORMATS, Word.ENGLISH_VERSION, Word.CONTENTS]
    around = {Word.PICTURE: "description", Word.LINK: "words", Word.ROW: "number", Word.END_OF_BOX: "label"}
    said = [plain(interface.say(own, word).inlines) for word in (*lines, Word.OTHER_LANGUAGES)]
    said += [plain(interface.say(own, word, None, **{part: ""}).inlines).strip() for word, part in around.items()]
    assert interface.untranslated(own) == ()
    assert len({*said, ""}) == len(said) + 1


# --- Blocks ------------------------------------------------------------------------------------------------------------


def test_headings_are_numbered_with_two_blank_lines_before_and_one_after() -> None:
    made = PlainText().render(
        document(
            "en-GB",
            (
                Heading(2, passage("A"), "a"),
                Paragraph(passage("Words.")),
                Heading(3, passage("B"), "b"),
                Paragraph(passage("Words.")),
                Heading(3, passage("C"), "c"),
                Heading(2, passage("D"), "d"),
                Heading(3, passage("E"), "e"),
            ),
        )
    )
    body = (
        "\r\n\r\n\r\n1. A\r\n\r\nWords.\r\n\r\n\r\n1.1 B\r\n\r\nWords.\r\n\r\n\r\n1.2 C\r\n\r\n\r\n2. D\r\n\r\n\r\n2.1 E\r\n"
    )
    assert body in made.content.decode()


def test_a_nested_list_is_indented_by_two_spaces() -> None:
    inner = List(ordered=False, start=1, items=(ListItem((Paragraph(passage("Inner")),)),))
    outer = List(ordered=True, start=9, items=(ListItem((Paragraph(passage("Outer")), inner)), ListItem((inner,))))
    assert lines(outer) == ["9) Outer", "  - Inner", "10) - Inner"]


def test_a_fallback_item_has_the_label_after_its_bullet() -> None:
    item = ListItem((Paragraph(passage("Call 999.", state=State.MISSING)),))
    assert lines(List(ordered=False, start=1, items=(item,)), tag="ar") == [
        "- لا يزال هذا الجزء بالإنجليزية:",
        "  Call 999.",
    ]


def test_an_item_of_nothing_but_decoration_is_left_out() -> None:
    items: tuple[ListItem[Passage], ...] = (
        ListItem((Image("images/square.svg", None),)),
        ListItem((Paragraph(passage("Words.")),)),
    )
    assert lines(List(ordered=False, start=1, items=items)) == ["- Words."]


# --- Words and addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (("Find a ", Link(WebTarget("https://a.org/x"), (Text("GP"),)), "."), ["Find a GP.", "Link: GP", "https://a.org/x"]),
        (("Go to ", url_fact(), " now."), ["Go to www.nhs.uk now.", "https://www.nhs.uk/nhs-services/gps/"]),
        (("See (https://a.org/b?c=d).",), ["See (a.org).", "https://a.org/b?c=d"]),
        (("See HTTPS://A.ORG/B",), ["See A.ORG", "HTTPS://A.ORG/B"]),
        (
            (Link(WebTarget("https://a.org"), (Text("Write to "), email_fact("b@c.org"))),),
            ["Write to b@c.org", "https://a.org", "b@c.org"],
        ),
        (("Write to ", email_fact(), "."), ["Write to help@example.org.", "help@example.org"]),
        ((Link(WebTarget("mailto:a@b.org?subject=Hello"), (Text("Write"),)),), ["Write", "a@b.org"]),
        (("Call ", phone(), "."), ["Call 020\u00a07946\u00a00958."]),
        ((Link(WebTarget("tel:+442079460958"), (Text("Call us"),)), "."), ["Call us (+442079460958)."]),
        ((Link(WebTarget("tel:+442079460958"), (Text("Call 020 7946 0958"),)),), ["Call 020 7946 0958"]),
        ((Link(LeafletTarget("plans"), (Text("Our plans"),)),), ["Our plans", "en-GB/plans-en-GB.txt"]),
        ((url_fact("https://a.org"), " and ", url_fact("https://a.org")), ["a.org and a.org", "https://a.org"]),
        ((Link(WebTarget("https://a.org/\u202eب x"), (Text("Odd"),)),), ["Odd", "https://a.org/%E2%80%AE%D8%A8%20x"]),
        ((Strong((Text("Not "), Emphasis((Text("all"),)))), LineBreak(), Code("A_1")), ["Not all", "A_1"]),
    ],
)
def test_words_stay_in_the_sentence_and_addresses_follow_it(inlines: tuple[Inline | str, ...], expected: list[str]) -> None:
    assert lines(Paragraph(passage(*inlines))) == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("5\u00a0ml and 5\u202fml", "5 ml and 5 ml"),
        ("part\u2010time, part\u2011time", "part-time, part-time"),
        ("im\u00adpos\u200bsible\ufeff", "impossible"),
        ("ক্\u200dষ ক্\u200cষ", "ক্\u200dষ ক্\u200cষ"),
        ("a  \t b\r\nc\x07 ", "a b c"),
        ("\u202eevil\u202c \u2067evil\u2069 e\u2060vil", "evil evil evil"),
        ("cafe\u0301", "café"),
    ],
)
def test_characters_are_those_that_every_reader_can_show(written: str, shown: str) -> None:
    assert lines(Paragraph(passage(written))) == [shown]


# --- Direction ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (("اتصل ", phone(), " الآن"), f"اتصل {LRI}020\u00a07946\u00a00958{PDI} الآن"),
        (("اتصل 999 الآن",), "اتصل 999 الآن"),
        (("تناول 2 × 500 mg في 37.5 °C.",), f"تناول {LRI}2 × 500 mg{PDI} في {LRI}37.5 °C{PDI}."),
        (("NHS خدمة",), f"{RLM}{LRI}NHS{PDI} خدمة"),
        (("بـ", PRICE, " NHS"), f"بـ{RLI}{RLM}9.35 {RLM}UK£{LRM}{PDI} {LRI}NHS{PDI}"),
        ((PRICE,), f"{RLM}\u2060{RLI}{RLM}9.35 {RLM}UK£{LRM}{PDI}"),
        ((quantity(FactKind.MONEY, f"{LRM}£\u00a09.35"), " كل يوم"), f"{RLM}{LRI}{LRM}£ 9.35{PDI} كل يوم"),
        ((quantity(FactKind.DATE, "2 مايو 2026"), " NHS"), f"{RLM}{RLI}2 مايو 2026{PDI} {LRI}NHS{PDI}"),
        ((quantity(FactKind.NUMBER, "500"), " mg كل يوم"), f"{RLM}{LRI}500 mg{PDI} كل يوم"),
        (("999",), f"{RLM}999"),
        (("خدمة\u200f! \u200e",), "خدمة\u200f!\u200e"),
        (("می\u200cخواهم",), "می\u200cخواهم"),
    ],
)
def test_a_right_to_left_line_isolates_what_runs_against_it(inlines: tuple[Inline | str, ...], expected: str) -> None:
    assert lines(Paragraph(passage(*inlines, language=ARABIC)), tag="ar") == [expected]


def test_a_left_to_right_line_isolates_right_to_left_words() -> None:
    assert lines(Paragraph(passage("Ask for اللغة العربية now."))) == [f"Ask for {RLI}اللغة العربية{PDI} now."]


def test_a_left_to_right_line_that_starts_with_a_right_to_left_word_is_marked() -> None:
    assert lines(Paragraph(passage("العربية is Arabic."))) == [f"{LRM}{RLI}العربية{PDI} is Arabic."]


def test_an_english_block_in_a_right_to_left_file_keeps_its_own_direction() -> None:
    english = passage("Ask for العربية or call ", phone(), ".", state=State.UNUSABLE)
    assert lines(Paragraph(english), tag="ar") == [
        "لا يزال هذا الجزء بالإنجليزية:",
        f"Ask for {RLI}العربية{PDI} or call 020\u00a07946\u00a00958.",
    ]


def test_english_words_inside_a_right_to_left_line_are_isolated_whole() -> None:
    picture = Image("images/square.svg", passage("A GP, at work.", state=State.MISSING))
    assert lines(picture, tag="ar") == ["لا يزال هذا الجزء بالإنجليزية:", f"صورة: {LRI}A GP, at work.{PDI}"]
