"""What is read to a structure tree: one node for each element of the HTML, over however many lines and pages.

WeasyPrint's own tree is made of layout boxes: it splits what a page splits, forgets the language of passages, and calls what
it does not know NonStruct. This one is made of the source, and the pieces of the pages are hung into it.
Standards: ISO 32000-1 (PDF 1.7), 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), 7.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pipeline.renderers.pdf.reading import INLINE, Element, Kind, Piece, Reading

TAGS = MappingProxyType(
    {f"h{level}": f"H{level}" for level in range(1, 7)}
    | {"p": "P", "ul": "L", "ol": "L", "li": "LI", "blockquote": "BlockQuote", "aside": "Aside", "img": "Figure"}
    | {"table": "Table", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD"}
    | {"a": "Link", "strong": "Strong", "em": "Em", "code": "Code"}
)
"""The structure type of each HTML element. One that is not here is left out, unless its language is another one."""

ROLES = MappingProxyType({"Aside": "Sect", "Strong": "Span", "Em": "Span"})
"""Types of PDF 2.0 that we use, and the types of PDF 1.7 that they stand for."""


@dataclass(slots=True)
class Node:
    """A structure element: its type, its language, its children and pieces in reading order."""

    tag: str
    language: str
    element: Element = None
    """None for what HTML has no element of: LBody, Lbl, and the Span of a text."""
    children: "list[Node | Piece]" = field(default_factory=list)
    spoken_as: Element = None
    """Of the Span of a text, the abbreviation or telephone number that it is in, if any."""

    @property
    def pieces(self) -> Iterator[Piece]:
        """All pieces in it, at any depth."""
        for child in self.children:
            yield from child.pieces if isinstance(child, Node) else (child,)

    @property
    def text(self) -> str:
        """The characters that are read in it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def expansion(self) -> str | None:
        """What speech says for an abbreviation, or for a telephone number: its digits one by one (ISO 32000-1, 14.9.5)."""
        if self.spoken_as is None:
            return None
        if self.spoken_as.tag == "abbr":
            return str(self.spoken_as.get("title"))
        groups = re.split(r"[\s()-]+", self.text.strip(" ()"))
        return ", ".join(" ".join(group) for group in groups) if _NUMBER.fullmatch(self.text) else None


_NUMBER = re.compile(r"[+\d\s()-]*\d[\d\s()-]*")


def build(reading: Reading, root: Element) -> Node:
    """Return the tree of what is read, under one Document; `root` is the HTML's root element."""
    tree = _Tree(root)
    for piece in reading.pieces:
        if not is_decoration(piece):
            tree.place(piece)
    return tree.document


def is_decoration(piece: Piece) -> bool:
    """Return whether a piece is a picture that is not read: one with an empty alternative text."""
    return piece.kind is Kind.PICTURE and not piece.element.get("alt")


class _Tree:
    """A tree in the making."""

    def __init__(self, root: Element) -> None:
        self.parents: Mapping[Element, Element] = {child: parent for parent in root.iter() for child in parent}
        self.document = Node("Document", root.get("lang"), root)
        self.nodes = {root: self.document}

    def place(self, piece: Piece) -> None:
        """Hang the next piece, in reading order, into the tree."""
        node = self.node(piece.element)
        match piece.kind:
            case Kind.PICTURE:
                node.children.append(piece)
            case Kind.MARKER:
                node.children.insert(0, Node("Lbl", node.language, None, [piece]))
            case Kind.TEXT:
                _text_span(_body(node), piece.page, self.spoken_as(piece.element)).children.append(piece)
            case Kind.CELL:
                pass  # it has its node now, which may stay empty

    def spoken_as(self, element: Element) -> Element | None:
        """Return the abbreviation, or what may be a telephone number, that an element is or is in."""
        while element is not None and element.tag in INLINE:
            is_number = element.get("href", "").startswith("tel:") or "phone" in element.get("class", "").split()
            if element.tag == "abbr" or is_number:
                return element
            element = self.parents.get(element)
        return None

    def node(self, element: Element) -> Node:
        """Return the node that an element's content belongs to, made at the end of its parent if there was none."""
        if element not in self.nodes:
            above = self.node(self.parents[element])
            language = element.get("lang", above.language)
            tag = TAGS.get(element.tag)
            if tag is None and language != above.language:
                tag = "Span" if element.tag == "span" else "Div"
            self.nodes[element] = above if tag is None else Node(tag, language, element)
            if tag is not None:
                _body(above).children.append(self.nodes[element])
        return self.nodes[element]


def _body(node: Node) -> Node:
    """Return where the content of a node belongs: the LBody of an LI, else the node itself."""
    if node.tag != "LI":
        return node
    last = node.children[-1] if node.children else None
    if not isinstance(last, Node) or last.tag != "LBody":
        last = Node("LBody", node.language)
        node.children.append(last)
    return last


def _text_span(node: Node, page: int, spoken_as: Element | None) -> Node:
    """Return the Span that text of a page is appended to: one for all lines of a text, as long as nothing came between."""
    last = node.children[-1] if node.children else None
    is_text = isinstance(last, Node) and last.element is None and last.tag == "Span"
    if isinstance(last, Node) and is_text and last.spoken_as is spoken_as and next(last.pieces).page == page:
        return last
    span = Node("Span", node.language, spoken_as=spoken_as)
    node.children.append(span)
    return span
