"""Abbreviations: where they are marked, and where a leaflet has to say what they stand for."""

from pathlib import Path

import pytest

from pipeline import glossary
from pipeline.abbreviations import mark, unmarked
from pipeline.diagnostics import Diagnostic
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.model import Abbreviation, Inline, Link, Passage, Strong, Text, WebTarget
from pipeline.publication import read, translations
from pipeline.renderers.markup import passage_markup
from pipeline.renderers.text import PlainText
from tests import publications
from tests.documents import FORMATS, passage, phone

ARABIC, CHINESE, FRENCH = map(parse_language, ("ar", "zh-Hans", "fr"))
GLOSSARY = """\
terms:
  - term: GP
    stands_for: {en: general practitioner, ar: طبيب عام, zh-Hans: 家庭医生}
  - term: NHS
    stands_for: National Health Service
"""


def terms(text: str = GLOSSARY) -> tuple[glossary.Term, ...]:
    found, problems = glossary.parse(text)
    assert problems == ()
    return found


def shown(*passages: Passage) -> list[str]:
    """Return passages as they are in plain text, with each abbreviation that is marked between < and >."""

    def each(inline: Inline) -> str:
        match inline:
            case Abbreviation():
                return f"<{inline.text}>" + (f" ({inline.expansion})" if inline.is_spelt_out else "")
            case Strong(children) | Link(_, children):
                return "".join(map(each, children))
            case _:
                return getattr(inline, "text", "")

    return ["".join(map(each, marked.inlines)) for marked in mark(passages, terms())]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["A GP. A GP."], ["A <GP> (general practitioner). A <GP>."]),
        (["Two GPs.", "A GP."], ["Two <GPs>.", "A <GP> (general practitioner)."]),
        (
            ["Call NHS 111.", "NHS England", "The NHS helps."],
            ["Call <NHS> 111.", "<NHS> England", "The <NHS> (National Health Service) helps."],
        ),
        (["A GP is a general practitioner.", "A GP."], ["A <GP> is a general practitioner.", "A <GP>."]),
        (["A family doctor (GP) helps.", "A GP."], ["A family doctor (<GP>) helps.", "A <GP>."]),
        (["A GP (family doctor) helps.", "A GP."], ["A <GP> (family doctor) helps.", "A <GP>."]),
        (["A GP.", "A general practitioner."], ["A <GP> (general practitioner).", "A general practitioner."]),
        (["GPS, eGP, GP2 and GP’s"], ["GPS, eGP, GP2 and <GP>’s"]),
    ],
)
def test_the_first_use_that_stands_by_itself_is_spelt_out(texts: list[str], expected: list[str]) -> None:
    assert shown(*map(passage, texts)) == expected


def test_each_language_has_its_own_words_and_none_has_another_ones() -> None:
    assert shown(
        passage("اسأل GP عن NHS.", language=ARABIC),
        passage("Le GP.", language=FRENCH),
        passage("找GP。", language=CHINESE),
        passage("Ask a GP."),
    ) == ["اسأل <GP> (طبيب عام) عن NHS.", "Le GP.", "找<GP> (家庭医生)。", "Ask a <GP> (general practitioner)."]


def test_a_telephone_number_goes_on_with_a_name() -> None:
    assert shown(passage("NHS ", phone("111"))) == ["<NHS> 111"]


def test_marking_changes_nothing_else() -> None:
    whole = passage("A ", Strong((Text("GP"),)), Link(WebTarget("https://a.org"), (Text("GP or NHS"),)), " GP")
    (marked,) = mark([whole], terms())
    assert marked != whole
    assert unmarked(marked) == whole


def test_a_page_has_the_words_as_a_title_and_never_as_markup() -> None:
    marked = passage(Abbreviation(text="GP", expansion='a "<b>"', is_spelt_out=True), language=ARABIC)
    html = passage_markup(marked, leaflet_address=lambda _: None)
    assert html == '<span dir="ltr"><abbr title="a &#34;&lt;b&gt;&#34;">GP</abbr></span>'


def test_plain_text_has_the_words_once_in_brackets(tmp_path: Path) -> None:
    files = publications.SMALL | {"source/glossary.yml": GLOSSARY}
    files |= {
        "source/leaflets/help.md": "---\ntitle: Find a GP\nupdated: 2026-11-22\n---\n\nCall NHS {nhs_111}.\n\nSee the GP.\n"
    }
    folder = Folder(publications.write(tmp_path, files))
    english = next(each.document for each in translations(read(folder, FORMATS), FORMATS))
    text = PlainText().render(english).content.decode("utf-8-sig")
    assert text.startswith("Find a GP (general practitioner)\r\n")
    assert text.count("general practitioner") == 1
    assert "Call NHS 111." in text


@pytest.mark.parametrize(
    ("stands_for", "words"),
    [
        ("{xx-: a}", "unknown-language"),
        ("[a]", "wrong-value"),
        ("{fr: }", "missing-key"),
    ],
)
def test_what_it_stands_for_is_words_or_words_by_language(stands_for: str, words: str) -> None:
    assert words in {each.code for each in problems(f"terms: [{{term: GP, stands_for: {stands_for}}}]")}


def test_only_letters_stand_for_words() -> None:
    (problem,) = problems("terms: [{term: GP surgery, stands_for: a practice}]")
    assert problem.message == '"GP surgery" is no word of letters, so it can\'t stand for others'


def problems(text: str) -> tuple[Diagnostic, ...]:
    return glossary.parse(text)[1]
