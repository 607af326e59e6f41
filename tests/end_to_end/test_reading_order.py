"""That every edition of real leaflets is read in the order of its source, and that plain text keeps to its grammar."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import publication
from pipeline.files import Folder
from pipeline.markdown import plain
from pipeline.model import Passage, Table, TranslatedDocument, map_text
from pipeline.renderers.base import asset
from pipeline.renderers.html import Html
from pipeline.renderers.pdf import LargePrint
from pipeline.renderers.pdf.layout import to_html
from pipeline.renderers.pdf.readback import printed_words
from pipeline.renderers.text import PlainText
from pipeline.versions import version
from tests import text_reader
from tests.conftest import TESTS
from tests.documents import FORMATS
from tests.html_reader import VOID, Page
from tests.text_outline import clean, outline, words_of

CORPUS = TESTS.parent.parent / "shared" / "corpora" / "tico19"
FOLDERS = [
    pytest.param(TESTS.parent, 75, id="samples"),
    pytest.param(CORPUS, 6 * 14, id="tico19", marks=pytest.mark.skipif(not CORPUS.is_dir(), reason="TICO-19 is not there")),
]
ALL = pytest.mark.parametrize(("folder", "count"), FOLDERS)

pytestmark = pytest.mark.slow


def leaflets(folder: Path, count: int) -> Iterator[TranslatedDocument]:
    """Yield every leaflet of a publication in every language, with its version, as a build does."""
    everything = publication.translations(publication.read(Folder(folder), FORMATS), FORMATS)
    found = tuple(each for each in everything if not each.source.is_front)
    assert len(found) == count
    yield from (replace(each.document, version=version(each.document)) for each in found)


class _Words(Page):
    """A page's words; `lines` has a text for each element that begins below <main>, in its order."""

    lines: list[str]

    def __post_init__(self) -> None:
        self.lines = [""]
        super().__post_init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag not in ("a", "abbr", "span", "strong", "em", "code"):
            self.lines.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag not in ("a", "abbr", "span", "strong", "em", "code", *VOID):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if any(each.name == "main" for each in self.open):
            self.lines[-1] += data


def source_order(document: TranslatedDocument) -> list[Passage]:
    """Return the passages of a leaflet in the order of the source."""
    passages = [document.title, *([document.summary] if document.summary else [])]
    map_text(document.blocks, passages.append)
    return [each for each in passages if words_of(each.inlines)]


def text_order(document: TranslatedDocument) -> list[Passage]:
    """Return the same as plain text has them: the header of a table comes before each of its cells."""
    passages = [document.title, *([document.summary] if document.summary else [])]
    for block in document.blocks:
        if isinstance(block, Table):
            passages += (each for row in block.rows for pair in zip(block.header, row, strict=True) for each in pair)
        else:
            map_text((block,), passages.append)
    return [each for each in passages if words_of(each.inlines)]


def stacked_order(document: TranslatedDocument) -> list[Passage]:
    """Return the same as large print has them, where a table of three columns or more has each row by itself."""
    is_stacked = any(isinstance(block, Table) and len(block.header) > 2 for block in document.blocks)
    return text_order(document) if is_stacked else source_order(document)


def tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(clean(text).split()))


@ALL
def test_every_plain_text_is_read_back_as_the_structure_of_its_leaflet(folder: Path, count: int) -> None:
    for document in leaflets(folder, count):
        content = PlainText().render(document).content
        assert text_reader.read(content, document.words) == outline(document), (document.id, document.language)


@ALL
def test_every_plain_text_has_its_words_in_the_order_of_the_source(folder: Path, count: int) -> None:
    for document in leaflets(folder, count):
        text, position = tidy("\n".join(text_reader.lines_of(PlainText().render(document).content))), 0
        for passage in text_order(document):
            words = tidy(words_of(passage.inlines))
            assert words in text[position:], (document.id, document.language, words)
            position = text.index(words, position) + len(words)


@ALL
def test_every_page_has_its_words_in_the_order_of_the_source(folder: Path, count: int) -> None:
    """Each passage ends an element of its own, after that of the one before it; a picture is what it shows in words."""
    for document in leaflets(folder, count):
        lines = [tidy(line) for line in _Words(Html().render(document).content.decode()).lines]
        position = 0
        for passage in source_order(document):
            words = tidy(plain(passage.inlines))
            position = next(
                (number for number, line in enumerate(lines[position:], position + 1) if line.endswith(words)), 0
            )
            assert position, (document.id, document.language, words)


@ALL
def test_large_print_has_the_words_of_every_passage_in_the_order_of_the_source(folder: Path, count: int) -> None:
    """What is added, such as addresses, may stand between them; that the PDF has what is printed, its renderer checks."""
    for document in leaflets(folder, count):
        printed = iter(re.findall(r"\w+", tidy(" ".join(printed_words(to_html(LargePrint().narrow(document)))))))
        for passage in stacked_order(document):
            words = re.findall(r"\w+", tidy(plain(passage.inlines)))
            assert all(word in printed for word in words), (document.id, document.language, words)


@pytest.mark.parametrize("style", ["styles/html.css", "styles/large-print.css"])
def test_no_style_shows_anything_elsewhere_than_where_it_is_read(style: str) -> None:
    """Out of place is only what nobody sees, clipped to nothing; a float at the start stands where it is read."""
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", asset(style).decode(), flags=re.DOTALL))
    names = r"order|float(?!: inline-start)|direction|unicode-bidi|grid-(?:area|row|column)|transform|translate"
    moved = rf"(?<![-\w])(?:{names})\s*:|-reverse"
    assert [selector for selector, rule in rules if re.search(moved, rule)] == []
    placed = [(selector, rule) for selector, rule in rules if re.search(r"position:\s*(?:absolute|fixed|relative)", rule)]
    assert [selector for selector, rule in placed if "clip-path: inset(50%)" not in rule] == []
