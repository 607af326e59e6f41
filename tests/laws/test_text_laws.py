"""What holds of the plain-text edition of every leaflet, whatever an author or a translator wrote."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import interface
from pipeline.interface import Word
from pipeline.languages import Language, parse_language
from pipeline.markdown import plain
from pipeline.model import (
    Abbreviation,
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
    map_text,
)
from pipeline.renderers.text import PlainText
from tests import text_reader
from tests.documents import ENGLISH, document, passage
from tests.text_outline import outline

pytestmark = pytest.mark.slow

law = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How long an example takes says nothing about it: other work runs on the same machine."""

ARABIC = parse_language("ar")
LANGUAGES = tuple(map(parse_language, ("en-GB", "ar", "fa", "bn", "zh-Hans")))
URLS = (
    "https://111.nhs.uk",
    "https://example.org/a/b?c=d&e=%20#f",
    "http://example.org/\u202eب\u00ad/",
    "mailto:a@example.org",
)

# Letters of scripts in both directions, marks that combine, digits, signs, and what a translator must not get away with.
LETTERS = "abzÉ\u0301\u0327ابپ\u064eשবা\u09cd藥አ"
TROUBLE = "\u200c\u200d\u200b\u00ad\ufeff\u2060\u200e\u200f\u061c\u202a\u202e\u202c\u2066\u2067\u2068\u2069\u0007\u0085"
SIGNS = " \u00a0\u202f\t09٣.,:;-\u2010\u2011()+/%°×–،؟!*>"

writing = st.builds(
    "".join,
    st.tuples(
        st.sampled_from("abاשব藥"), st.text(alphabet=LETTERS + TROUBLE + SIGNS, max_size=12), st.sampled_from("abاשব藥")
    ),
)
Draw = st.DrawFn


NUMBERS = tuple(
    FactValue(name="line", kind=FactKind.PHONE, text=number, language=ENGLISH, url="tel:1")
    for number in ("999", "020 7946 0958", "+44 20 7946 0958", "18001 111")
)
TARGETS = (*map(WebTarget, URLS), LeafletTarget("other"))
OTHERS = (LineBreak(), FactValue(name="site", kind=FactKind.URL, text=URLS[0], language=ENGLISH, url=URLS[0]))

EMAIL = FactValue(name="mail", kind=FactKind.EMAIL, text="a@b.org", language=ENGLISH, url="mailto:a@b.org")
ABBREVIATIONS = tuple(Abbreviation(text="GP", expansion="a: b", is_spelt_out=spelt_out) for spelt_out in (True, False))
AWKWARD_TARGETS = (*TARGETS, *map(WebTarget, ("tel:111", "mailto:", "mailto:a", "https:b", "http://a/", "https://B.org")))

words: st.SearchStrategy[Inline] = st.builds(Text, writing) | st.builds(Code, writing) | st.sampled_from(NUMBERS)
marked: st.SearchStrategy[Inline] = st.builds(Strong, st.tuples(words)) | st.builds(Emphasis, st.tuples(words))
links: st.SearchStrategy[Inline] = st.builds(Link, st.sampled_from(TARGETS), st.tuples(words))
inlines: st.SearchStrategy[Inline] = st.one_of(words, marked, links, st.sampled_from(OTHERS))


@st.composite
def passages(draw: Draw, language: Language, *, fallback: bool) -> Passage:
    """Draw a passage that starts with a word, and may have fallen back to English."""
    text = (draw(words), *draw(st.lists(inlines, max_size=2)))
    if fallback and draw(st.booleans()):
        return Passage(inlines=text, language=ENGLISH, state=State.MISSING)
    return Passage(inlines=text, language=language)


@st.composite
def blocks(draw: Draw, language: Language, *, fallback: bool, depth: int) -> Block[Passage]:
    """Draw a block of any kind, with blocks in it down to a depth."""
    text = passages(language, fallback=fallback)
    if depth and draw(st.booleans()):
        several = st.lists(blocks(language, fallback=fallback, depth=depth - 1), min_size=1, max_size=2).map(tuple)
        inner = draw(several)
        items = tuple(map(ListItem, (inner, draw(several))))
        lists = tuple(List(ordered=ordered, start=9, items=items) for ordered in (False, True))
        boxes = tuple(Callout(kind, critical=False, blocks=inner) for kind in CalloutKind)
        choices: tuple[Block[Passage], ...] = (*lists, *boxes, Quote(inner))
        return draw(st.sampled_from(choices))
    row = st.tuples(text, text)
    flat: st.SearchStrategy[Block[Passage]] = st.one_of(
        st.builds(Heading, st.integers(2, 4), text, st.uuids().map(str)),
        st.builds(Paragraph, text),
        st.builds(Table, row, st.lists(row, min_size=1, max_size=2).map(tuple)),
        st.builds(Image, st.just("images/square.svg"), st.none() | text),
        st.builds(Divider),
    )
    return draw(flat)


@st.composite
def documents(draw: Draw, languages: tuple[Language, ...] = LANGUAGES, *, fallback: bool = True) -> TranslatedDocument:
    """Draw a small leaflet."""
    language = draw(st.sampled_from(languages))
    text = passages(language, fallback=fallback)
    body = draw(st.lists(blocks(language, fallback=fallback, depth=2), min_size=1, max_size=2))
    notices = tuple(draw(st.lists(passages(language, fallback=False), max_size=1)))
    return document(language.tag, tuple(body), summary=draw(st.none() | text), title=draw(text), notices=notices)


MARKERS = ("- ", "> ", "1. ", "2) ", "1.1 ", "1.1. ", ": ", "", "  ")
ALONE = (
    "*",
    "-",
    "1.",
    "2)",
    ":",
    "::",
    "a:",
    "a: b",
    "a@b.org",
    "https://b.org/c",
    "a/b",
    "\u200e",
    "\u3000",
    "\u00ad",
    "=",
)


@st.composite
def awkward_documents(draw: Draw) -> TranslatedDocument:
    """Draw a small leaflet with words that look like a mark, an address or one of the tool's own words."""
    made = draw(documents())
    said = interface._shipped(made.language)
    fills = {"label": "Urgent", "description": "a", "number": "1", "words": "a"}
    tool = tuple(plain(interface.say(said, word, 2, **fills).inlines) for word in Word)
    labels = tuple(plain(interface.say(said, Word[kind.name]).inlines) + ": a" for kind in CalloutKind)
    written = st.builds(Text, st.sampled_from((*MARKERS, *ALONE, *tool, *labels)))
    others: tuple[Inline, ...] = (LineBreak(), *OTHERS, *NUMBERS, EMAIL, *ABBREVIATIONS)
    linked = st.builds(Link, st.sampled_from(AWKWARD_TARGETS), st.tuples(written))
    inline: st.SearchStrategy[Inline] = written | st.sampled_from(others) | linked
    several = st.lists(inline, max_size=4).map(tuple)
    title = replace(made.title, inlines=(Text("a"), *draw(several)))
    blocks = map_text(made.blocks, lambda passage: replace(passage, inlines=draw(several)))
    notices = (passage(plain((draw(written), Text("a")))),)
    address = draw(st.sampled_from((None, "https://example.org/leaflets")))
    return made.without(title=title, blocks=blocks, notices=notices, words=said, address=address)


def lines_of(made: TranslatedDocument) -> list[str]:
    return PlainText().render(made).content.decode("utf-8-sig").removesuffix("\r\n").split("\r\n")


@law
@given(documents())
def test_the_bytes_are_normalised_utf_8_with_one_mark_and_crlf(made: TranslatedDocument) -> None:
    text = PlainText().render(made).content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.count("\ufeff") == 1
    assert text.endswith("\r\n")
    assert unicodedata.is_normalized("NFC", text)
    assert [each for each in text.replace("\r\n", "") if unicodedata.category(each) in {"Cc", "Zl", "Zp"}] == []


@law
@given(documents())
def test_isolates_are_balanced_on_every_line_and_there_is_no_stronger_control(made: TranslatedDocument) -> None:
    for line in lines_of(made):
        depth = 0
        for character in line:
            depth += (character in "\u2066\u2067") - (character == "\u2069")
            assert depth >= 0
            assert character not in "\u2068\u202a\u202b\u202c\u202d\u202e"
        assert depth == 0


@law
@given(documents())
def test_no_line_ends_with_a_space(made: TranslatedDocument) -> None:
    assert [line for line in lines_of(made) if line.rstrip() != line] == []


@law
@given(documents())
def test_nothing_touches_an_address(made: TranslatedDocument) -> None:
    addresses = [line for line in lines_of(made) if re.search("https?://|@", line)]
    assert [line for line in addresses if not re.fullmatch(r" *[!-~]+", line)] == []


@law
@given(documents((ARABIC,), fallback=False))
def test_every_line_of_a_right_to_left_leaflet_starts_from_right_to_left(made: TranslatedDocument) -> None:
    here = Passage(inlines=(Text("NHS"),), language=ARABIC)
    strings = tuple((word.english, (re.sub(r"[A-Za-z]+(?![a-z]*})", "كلمة", word.english),)) for word in Word)
    words = Words(language=ARABIC, plural_forms="nplurals=1; plural=0;", strings=strings)
    lines = lines_of(made.without(words=words, publication=here, publisher=here, updated=here))
    directed = [line for line in lines if line and not re.fullmatch(r" *[!-~]+[@/][!-~]+", line)]
    assert [line for line in directed if _first_strong(line) not in {"R", "AL"}] == []


@law
@given(documents() | awkward_documents())
def test_what_is_read_back_is_the_structure_of_the_document(made: TranslatedDocument) -> None:
    assert text_reader.read(PlainText().render(made).content, made.words) == outline(made)


@law
@given(documents())
def test_every_word_of_every_passage_is_there_in_order(made: TranslatedDocument) -> None:
    text = _bare("\n".join(lines_of(made)))
    position = 0
    for each in _passages(made):
        phrase = _bare("".join(map(_written, each.inlines)))
        assert phrase in text[position:], f"{phrase!r} is not after {text[:position]!r}"
        position = text.index(phrase, position) + len(phrase)


def _first_strong(line: str) -> str:
    return next(kind for kind in map(unicodedata.bidirectional, line) if kind in {"L", "R", "AL"})


def _bare(text: str) -> str:
    """Return text without invisible characters, its spaces and hyphens all of one kind."""
    spaced = text.translate(dict.fromkeys(map(ord, "\t\n\u0085\u00a0\u202f"), " ") | dict.fromkeys((0x2010, 0x2011), "-"))
    visible = "".join(character for character in spaced if unicodedata.category(character) not in {"Cf", "Cc"})
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _written(inline: Inline) -> str:
    match inline:
        case Strong() | Emphasis() | Link():
            return "".join(map(_written, inline.children))
        case LineBreak():
            return "\n"
        case FactValue(kind=FactKind.URL):
            return inline.text.split("/")[2]
        case _:
            return inline.text


def _passages(made: TranslatedDocument) -> Iterator[Passage]:
    """Yield the passages of a leaflet in the order in which the file has them."""
    yield made.title
    yield from (made.summary,) if made.summary else ()
    yield from (made.publication, made.publisher, made.updated, *made.notices)
    yield from _block_passages(made.blocks)


def _block_passages(blocks: tuple[Block[Passage], ...]) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text) | Image(alternative=Passage() as text):
                yield text
            case List():
                for item in block.items:
                    yield from _block_passages(item.blocks)
            case Table():
                pairs = (pair for row in block.rows for pair in zip(block.header, row, strict=True))
                yield from chain.from_iterable(pairs)
            case Quote() | Callout():
                yield from _block_passages(block.blocks)
            case Image() | Divider():
                pass
