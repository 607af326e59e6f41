"""A structure tree into the PDF, and the marks on the pages that it refers to.

Three functions of WeasyPrint 70.0 are replaced while one document is painted, hence the exact pin of its version:
`Stream.marked`, which begins and ends the marks on a page; `build_fonts_dictionary`, which writes the fonts; and `add_tags`,
which writes the tree.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any
from unittest.mock import patch

import pydyf
import weasyprint.pdf
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.pdf.stream import Stream

from pipeline.renderers.pdf.glyphs import NO_CHARACTER
from pipeline.renderers.pdf.readback import Units, says
from pipeline.renderers.pdf.reading import Box, Element, Kind, Piece, Reading
from pipeline.renderers.pdf.spoken import content_texts, turned
from pipeline.renderers.pdf.structure import ROLES, Node, build, is_decoration
from pipeline.renderers.pdf.words import painted_by_word

_POINTS = 0.75
"""Points in a CSS pixel."""
_PRINT = 4
"""The flag of an annotation that is printed with its page."""
_LOCK = Lock()


@contextmanager
def tagging(reading: Reading, root: Element, painted: Mapping[Box, Units]) -> Iterator[None]:
    """Let WeasyPrint tag what it paints in here as what is read; `root` is the HTML's root element.

    `painted` has the characters of the glyphs of each box with right-to-left text, once that is painted.
    """

    def add_tags(pdf: pydyf.PDF, document: Any, version: object, streams: list[Stream]) -> None:  # noqa: ARG001, ANN401
        _Writer(pdf, document, tuple(stream._tags for stream in streams)).write(build(reading, root))  # noqa: SLF001

    texts = {piece.box: content_texts(piece) for piece in reading.pieces if not is_decoration(piece)}

    def turn_to(stream: Stream, box: Box, number: int) -> None:
        stream.end_marked_content()
        _begin(stream, box, "Span", texts[box][number])

    with (
        _LOCK,
        painted_by_word({box: len(words) for box, words in texts.items()}, turn_to),
        patch.object(Stream, "marked", _marker(texts, reading, painted)),
        patch.object(weasyprint.pdf, "build_fonts_dictionary", _build_fonts),
        patch.object(weasyprint.pdf, "add_tags", add_tags),
    ):
        yield


def _marker(
    texts: Mapping[Box, tuple[str | None, ...]], reading: Reading, painted: Mapping[Box, Units]
) -> Callable[..., Any]:
    """Return a method for Stream that marks a box as what is read, or as an artifact; `texts` are those of its marks."""
    pieces = {piece.box: piece for piece in reading.pieces if piece.box in texts}

    @contextmanager
    def marked(self: Stream, box: Box, tag: str) -> Iterator[None]:
        piece = pieces.get(box)
        if piece:
            properties = _begin(self, box, tag, texts[box][0])
        else:
            properties = pydyf.Dictionary({"Type": "/Pagination" if box in reading.running else "/Layout"})
            self.begin_marked_content("Artifact", properties)
        try:
            yield
            is_by_glyphs = "ActualText" not in properties
            if piece and piece.kind is Kind.TEXT and is_by_glyphs and not says((painted.get(box, ()),), piece.text):
                properties["ActualText"] = pydyf.String(turned(piece.text))  # in time: a stream is written later
        finally:
            self.end_marked_content()

    return marked


def _begin(stream: Stream, box: Box, tag: str, text: str | None) -> pydyf.Dictionary:
    """Begin a mark of a box, and return its properties; the dictionary `_tags` gets the box by the mark's identifier."""
    identifier = len(stream._tags)  # noqa: SLF001
    properties = pydyf.Dictionary({"MCID": identifier} | ({} if text is None else {"ActualText": pydyf.String(text)}))
    stream._tags[identifier] = box  # noqa: SLF001
    stream.begin_marked_content(tag, properties)
    return properties


def _build_fonts(pdf: pydyf.PDF, fonts: Mapping[str, Any], *options: object) -> pydyf.Dictionary:
    """Write the fonts as WeasyPrint does, with a character for every glyph (PDF/UA-1, 7.21.7).

    Where several glyphs show one cluster of characters, WeasyPrint gives all but one of them no character at all.
    """
    for font in fonts.values():
        font.to_unicode = {glyph: text or NO_CHARACTER for glyph, text in font.to_unicode.items()}
    return build_fonts_dictionary(pdf, fonts, *options)


class _Writer:
    """Writes a tree into a PDF."""

    def __init__(self, pdf: pydyf.PDF, document: Any, tags: tuple[Mapping[int, Box], ...]) -> None:  # noqa: ANN401
        """Start with the box of each of a page's marked-content identifiers."""
        self.pdf = pdf
        self.identifiers: tuple[dict[Box, list[int]], ...] = tuple({} for _ in tags)
        for identifiers, boxes in zip(self.identifiers, tags, strict=True):
            for identifier, box in boxes.items():
                identifiers.setdefault(box, []).append(identifier)
        self.heights = tuple(page.height for page in document.pages)
        self.marks = [[b""] * len(boxes) for boxes in tags]
        self.links = list[bytes]()
        self.annotations: dict[Element, list[tuple[int, pydyf.Dictionary]]] = {}
        for number, page in enumerate(document.pages):
            for _, _, _, box in page.links:
                self.annotations.setdefault(box.element, []).append((number, box.link_annotation))

    def write(self, tree: Node) -> None:
        """Write the whole tree, and the way back into it from each page's marks and from each link."""
        root = self._add({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(tree, root, "")])
        numbers = pydyf.Array()
        for number, references in enumerate((*map(pydyf.Array, self.marks), *self.links)):
            numbers.extend((number, references))
        root["ParentTree"] = self._add({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(self.marks) + len(self.links)
        root["RoleMap"] = pydyf.Dictionary({name: f"/{standard}" for name, standard in ROLES.items()})
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _element(self, node: Node, parent: pydyf.Dictionary, surrounding: str) -> bytes:
        """Add a node and all in it; return the reference to it."""
        element = self._add({"Type": "/StructElem", "S": f"/{node.tag}", "P": parent.reference})
        if node.language != surrounding:
            element["Lang"] = pydyf.String(node.language)
        element.update(self._properties(node))
        kids: list[object] = []
        for child in node.children:
            kids += (
                (self._element(child, element, node.language),) if isinstance(child, Node) else self._marks(child, element)
            )
        kids += [self._link(node, element, *annotation) for annotation in self.annotations.get(node.element, ())]
        element["K"] = pydyf.Array(kids)
        return bytes(element.reference)

    def _properties(self, node: Node) -> dict[str, object]:
        match node.tag:
            case "L":
                has_labels = any(piece.kind is Kind.MARKER for piece in node.pieces)
                numbering = "None" if not has_labels else "Decimal" if node.element.tag == "ol" else "Disc"
                return {"A": _attributes("List", ListNumbering=f"/{numbering}")}
            case "TH":
                scope = "Row" if node.element.get("scope") == "row" else "Column"
                return {"A": _attributes("Table", Scope=f"/{scope}")}
            case "Figure":
                box = self._bounds(next(node.pieces))
                return {"A": _attributes("Layout", BBox=box), "Alt": pydyf.String(node.element.get("alt"))}
            case "Span" if node.element is None:
                expansion = {} if node.expansion is None else {"E": pydyf.String(node.expansion)}
                return {"ActualText": pydyf.String(node.text), **expansion}
            case _:
                return {}

    def _bounds(self, piece: Piece) -> pydyf.Array:
        """Return where a picture is, in points from the lower left corner of its page."""
        box, height = piece.box, self.heights[piece.page]
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, height - top - box.height, left + box.width, height - top)
        return pydyf.Array([round(edge * _POINTS, 2) for edge in edges])

    def _marks(self, piece: Piece, element: pydyf.Dictionary) -> Iterator[pydyf.Dictionary]:
        for identifier in self.identifiers[piece.page][piece.box]:
            self.marks[piece.page][identifier] = element.reference
            yield pydyf.Dictionary({"Type": "/MCR", "Pg": self._page(piece.page), "MCID": identifier})

    def _link(self, node: Node, element: pydyf.Dictionary, page: int, annotation: pydyf.Dictionary) -> pydyf.Dictionary:
        """Join an annotation to its Link; a link has one for each line that it is on."""
        annotation["Contents"] = pydyf.String(" ".join(node.text.split()))
        annotation["F"] = _PRINT
        annotation["StructParent"] = len(self.marks) + len(self.links)
        self.links.append(element.reference)
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": self._page(page)})

    def _page(self, number: int) -> bytes:
        return bytes(self.pdf.page_references[number])

    def _add(self, content: dict[str, object]) -> pydyf.Dictionary:
        added = pydyf.Dictionary(content)
        self.pdf.add_object(added)
        return added


def _attributes(owner: str, **values: object) -> pydyf.Dictionary:
    return pydyf.Dictionary({"O": f"/{owner}", **values})
