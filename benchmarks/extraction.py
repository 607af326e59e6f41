"""How many words of large print other programs give back: `python -m benchmarks.extraction [PUBLICATION]...`.

Each leaflet of a publication, by default of the one here, is made as large print in each of its languages.
A row of the table is a language: in how many editions how many words are, and what share of them comes out of the structure
tree, in order, of poppler's `pdftotext` and of pdfium. In Chinese each character is a word.
The alternative texts of pictures are in the tree alone.
"""

import argparse
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import publication as publications
from pipeline.build import FORMATS
from pipeline.files import Folder
from pipeline.model import TranslatedDocument
from pipeline.renderers.pdf import LargePrint, layout, readback
from pipeline.reports import table
from tests.pdf_reading import by_pdfium, by_poppler, share_in_order, share_of_words, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What share of the words of one edition comes out of it, from 0 to 1."""

    language: str
    words: int
    tree: float
    poppler: float
    pdfium: float


def measure(publication: Path, leaflets: tuple[str, ...] = ()) -> Iterator[Shares]:
    """Yield what comes out of the large print of a publication's leaflets, all of them if none is named."""
    read = publications.read(Folder(publication), FORMATS)
    for leaflet in publications.translations(read, FORMATS):
        if not leaflets or leaflet.document.id in leaflets:
            yield _shares(leaflet.document)


def _shares(document: TranslatedDocument) -> Shares:
    renderer = LargePrint()
    narrowed = renderer.narrow(document)
    content = renderer.render(narrowed).content
    html = layout.to_html(narrowed)
    wanted, on_paper = (" ".join(readback.printed_words(each)) for each in (html, re.sub(' alt="[^"]*"', "", html)))
    read_aloud = "".join(" " * said.starts_block + said.text for said in readback.read_back(content))
    return Shares(
        language=document.language.tag,
        words=len(words_of(wanted)),
        tree=share_in_order(wanted, read_aloud),
        poppler=share_of_words(on_paper, by_poppler(content)),
        pdfium=share_of_words(on_paper, by_pdfium(content)),
    )


def _rows(measured: tuple[Shares, ...]) -> Iterator[tuple[str, ...]]:
    yield "language", "editions", "words", "tree", "poppler", "pdfium"
    for language in sorted({each.language for each in measured}):
        own = [each for each in measured if each.language == language]
        words = [each.words for each in own]
        shares = ([each.tree for each in own], [each.poppler for each in own], [each.pdfium for each in own])
        means = (f"{statistics.fmean(share, words):.1%}" for share in shares)
        yield language, str(len(own)), str(sum(words)), *means


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("publications", metavar="PUBLICATION", nargs="*", type=Path, default=[Path()])
    for folder in parser.parse_args().publications:
        print(f"{folder}:", *table(tuple(_rows(tuple(measure(folder))))), sep="\n")  # noqa: T201
