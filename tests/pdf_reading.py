"""Reading PDFs in tests, with other people's programs: pikepdf, pypdfium2, poppler."""

import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Any

import pikepdf
import pypdfium2

from pipeline.model import Block, Passage, TranslatedDocument
from pipeline.renderers.pdf import LargePrint
from tests import documents


def print_blocks(*blocks: Block[Passage], tag: str = "en-GB", **changes: object) -> bytes:
    """Return the large print of a leaflet with these blocks and little else."""
    return large_print(documents.document(tag, blocks=blocks, **{"notices": (), "summary": None, "version": ""} | changes))  # type: ignore[arg-type]


def large_print(document: TranslatedDocument) -> bytes:
    """Return the large print of a document, as a build makes it."""
    renderer = LargePrint()
    return renderer.render(renderer.narrow(document)).content


@cache  # objects of a PDF live as long as it is open
def open_pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def elements(content: bytes, tag: str = "") -> list[Any]:
    """Return the structure elements of a type, or all, in reading order."""
    pdf = open_pdf(content)
    return [each for _, each in _walk(pdf.Root.StructTreeRoot.K[0]) if not tag or str(each.S) == "/" + tag]


def tree(content: bytes) -> str:
    """Return the structure tree, one element a line: type, language, scope or numbering, text.

    Spaces at the ends of texts are left out, and several are one: where they stand depends on the version of Pango.
    """
    pdf = open_pdf(content)
    lines = []
    for depth, element in _walk(pdf.Root.StructTreeRoot.K[0]):
        attributes = element.get("/A", {})
        notes = [str(element[key]) for key in ("/Lang",) if key in element]
        notes += [str(attributes[key])[1:] for key in ("/Scope", "/ListNumbering") if key in attributes]
        notes += [f"said as {element[key]}" for key in ("/E",) if key in element]
        text = [f'"{re.sub(" +", " ", str(element[key])).strip()}"' for key in ("/ActualText", "/Alt") if key in element]
        lines.append("  " * depth + " ".join([str(element.S)[1:], *(f"[{note}]" for note in notes), *text]))
    return "\n".join(lines) + "\n"


_BLOCKS = frozenset({"/H1", "/H2", "/H3", "/H4", "/P", "/LBody", "/TH", "/TD"})


def read_aloud(content: bytes) -> str:
    """Return what the structure tree says, one block a line."""
    text = ""
    for _, element in _walk(open_pdf(content).Root.StructTreeRoot.K[0]):
        if element.S in _BLOCKS and not text.endswith("\n"):
            text += "\n"
        text += str(element.get("/ActualText", element.get("/Alt", "")))
    return text.strip() + "\n"


def marks(element: Any) -> list[tuple[int, int]]:
    """Return the marks of an element and all in it, as (page object number, identifier)."""
    own = [(each.Pg.objgen[0], int(each.MCID)) for each in element.get("/K", ()) if each.get("/Type") == "/MCR"]
    return own + [mark for each in _kids(element) for mark in marks(each)]


def _walk(element: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    yield depth, element
    for kid in _kids(element):
        yield from _walk(kid, depth + 1)


def _kids(element: Any) -> list[Any]:
    return [kid for kid in element.get("/K", ()) if "/S" in kid]


def content_marks(page: Any) -> Iterator[tuple[str, Any, bool]]:
    """Yield each mark of a page's content as (tag, properties, whether it shows text); ("", {}, True) for unmarked text."""
    inside: tuple[str, Any] | None = None
    shows = False
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), instruction.operands
        if name in ("BDC", "BMC"):
            inside, shows = (str(operands[0]), operands[1] if name == "BDC" else {}), False
        elif name == "EMC":
            assert inside is not None
            yield (*inside, shows)
            inside = None
        elif name in ("TJ", "Tj"):
            shows = True
            if inside is None:
                yield "", {}, True


# --- Extractors ---------------------------------------------------------------------------------------------------------


def by_poppler(content: bytes) -> str:
    program = shutil.which("pdftotext")
    assert program, "tests need poppler: sudo apt install poppler-utils"
    return subprocess.run([program, "-", "-"], input=content, capture_output=True, check=True).stdout.decode()


def by_pdfium(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


def share_of_words(source: str, extracted: str) -> float:
    """Return how much of the source's words is among the extracted ones, from 0 to 1; of its characters in Chinese."""
    wanted, found = Counter(words_of(source)), Counter(words_of(extracted))
    return (wanted & found).total() / wanted.total()


def share_in_order(source: str, extracted: str) -> float:
    """Return how much of the source's words is what is extracted up to the first other word, from 0 to 1."""
    wanted = words_of(source)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, words_of(extracted), strict=False)))
    return same / len(wanted)


def words_of(text: str) -> list[str]:
    """Return the words of a text without signs and characters of format; each character of Chinese is one."""
    text = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return re.findall(r"[\u3400-\u9fff]|[^\s\u3400-\u9fff.,:;?!()،۔؛।]+", text)
