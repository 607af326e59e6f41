"""A finished PDF, as bytes, to the words that its readers get, and whether these are the words of the leaflet.

`reading` compares boxes before they are painted; this module trusts none of that and reads the file itself, in two ways.
A screen reader follows the structure tree, where /ActualText has the words (ISO 32000-1, 14.9.4).
Searching and copying follow the marks on the pages: their /ActualText, or their glyphs by /ToUnicode (9.10.2).
"""

import html as html_module
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

import pikepdf

from pipeline.diagnostics import Diagnostic
from pipeline.languages import english_name, parse_language
from pipeline.renderers.runs import RTL_LETTER

Units = tuple[str, ...]
"""What a mark on a page stands for, from left to right: the characters of each glyph, or each one of an /ActualText."""
_Mark = tuple[int, int]
"""The object number of a page, and the identifier of a mark on it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of what is read, in reading order."""

    language: str
    """Its language tag, from the element or what is around it."""
    starts_block: bool
    """Whether no word goes on from the stretch before."""
    text: str
    """What a screen reader gets: /ActualText or /Alt."""
    painted: tuple[Units, ...] | None = None
    """What the marks say that belong to it; None for a picture, and for where a block starts or ends."""


def lost_text(content: bytes, html: str) -> tuple[Diagnostic, ...]:
    """Return a `text-lost` error for the first words of some printed HTML that a PDF does not give back, if there are any.

    The words in the tree must be those of the HTML, in their order. Of the marks the letters and digits are compared.
    """
    stretches = read_back(content)
    found = list(_words(stretches))
    for wanted, (word, language) in zip_longest(printed_words(html), found, fillvalue=("", "")):
        if wanted != word:
            return (_lost(str(wanted), word, language or found[-1][1]),)
    for said in stretches:
        if said.painted is not None and not says(said.painted, said.text):
            return (_lost(*_first_difference(said.text, said.painted), said.language),)
    return ()


def printed_words(html: str) -> Iterator[str]:
    """Yield the words of HTML that this package made, and the alternative texts, without the head and the running heads."""
    body = _UNREAD.sub(" ", html)
    body = _ALTERNATIVE.sub(r" \1 ", body)
    text = _TAG.sub(lambda tag: "" if tag[1] in _INLINE else " ", body)
    yield from _bare(html_module.unescape(text)).split()


def read_back(content: bytes) -> tuple[Said, ...]:
    """Return what is read in a PDF of this package, in the order of its structure tree; bullets and numbers left out.

    At the end stand the marks that no element of the tree has: there should be none.
    """
    with pikepdf.open(BytesIO(content)) as pdf:
        marks = dict(_marks(pdf))
        said = tuple(_said(pdf.Root.StructTreeRoot.K[0], "", marks))
    return (*said, *(Said(said[0].language, starts_block=True, text="", painted=(units,)) for units in marks.values()))


_INLINE = frozenset({"a", "abbr", "span", "strong", "em", "code"})
_UNREAD = re.compile(r'<head>.*?</head>|<p class="running .*?</p>', re.DOTALL)
_ALTERNATIVE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
_TAG = re.compile(r"</?([a-z0-9]+)[^>]*>|<!doctype[^>]*>", re.IGNORECASE)


def _bare(text: str) -> str:
    """Return text without the characters that only steer lines and directions."""
    return _STEERING.sub("", text)


_STEERING = re.compile("[\u2060\u2066-\u2069]")


def _words(stretches: tuple[Said, ...]) -> Iterator[tuple[str, str]]:
    """Yield each word of what is read, with the language that it begins in."""
    word, language = "", ""
    for said in stretches:
        for index, part in enumerate(re.split(r"\s+", _bare(said.text))):
            if word and (index > 0 or said.starts_block):
                yield word, language
                word = ""
            language = language if word else said.language
            word += part
    if word:
        yield word, language


# --- What the marks say -------------------------------------------------------------------------------------------------

_LTR_WORD = re.compile(rf"(?:(?!{RTL_LETTER.pattern})\w)+")


def says(painted: tuple[Units, ...], text: str) -> bool:
    """Return whether marks say the letters and digits of a text in its order.

    In text of both directions each number and each word from left to right must be there, but not in order: how they are
    shown beside each other is a matter of UAX #9, and what must keep its order stands in a mark of its own.
    Brackets have one glyph for both directions, and characters of format have none, so these are not compared.
    """
    wanted, got = _letters(text), _letters("".join(map(_in_order, painted)))
    if wanted == got or not RTL_LETTER.search(wanted):
        return wanted == got
    shown = " ".join("".join(units) for units in painted)
    return (
        RTL_LETTER.findall(wanted) == RTL_LETTER.findall(got)
        and sorted(wanted) == sorted(got)
        and sorted(_LTR_WORD.findall(text)) == sorted(_LTR_WORD.findall(shown))
    )


def _first_difference(text: str, painted: tuple[Units, ...]) -> tuple[str, str]:
    """Return the first word of a text that marks do not say, and what they say; all, if only the order differs."""
    wanted, got = text.split(), " ".join(map(_in_order, painted)).split()
    lost = [word for word in wanted if _letters(word) not in map(_letters, got)]
    added = [word for word in got if _letters(word) not in map(_letters, wanted)]
    return (lost[0], added[0]) if lost and added else (" ".join(wanted), " ".join(got))


def _in_order(units: Units) -> str:
    """Return the characters of a mark as they are read: what has right-to-left letters starts at the right."""
    text = "".join(units)
    return "".join(reversed(units)) if RTL_LETTER.search(text) else text


def _letters(text: str) -> str:
    return "".join(each for each in text if unicodedata.category(each)[0] in "LMNS")


# --- The file -----------------------------------------------------------------------------------------------------------

_INLINE_TYPES = frozenset({"/Span", "/Link", "/Strong", "/Em", "/Code"})


def _said(element: pikepdf.Object, language: str, marks: dict[_Mark, Units]) -> Iterator[Said]:
    """Yield what an element and all in it says, and take its marks out of those given; a block has edges around it."""
    language = str(element.get("/Lang", language))
    kind = str(element.S)
    text = element.get("/ActualText", element.get("/Alt"))
    kids = element.get("/K", ())
    own = tuple(marks.pop((kid.Pg.objgen[0], int(kid.MCID)), ()) for kid in kids if "/MCID" in kid)
    if text is not None:
        yield Said(language, kind not in _INLINE_TYPES, str(text), own if kind == "/Span" else None)
        return
    edge = () if kind in _INLINE_TYPES else (Said(language, starts_block=True, text=""),)
    yield from edge
    for kid in kids:
        if "/S" in kid:
            yield from _said(kid, language, marks)
    yield from edge


def _marks(pdf: pikepdf.Pdf) -> Iterator[tuple[_Mark, Units]]:
    """Yield what each mark with an identifier says."""
    names: dict[tuple[int, int], Mapping[int, str]] = {}
    for page in pdf.pages:
        number, identifier = page.obj.objgen[0], -1
        glyphs: Mapping[int, str] = {}
        spoken: Units | None = None
        units: list[str] = []
        for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf TJ Tj"):
            operands, operator = instruction.operands, str(instruction.operator)
            match operator:
                case "BDC" | "BMC" as begin:
                    properties = operands[1] if begin == "BDC" else pikepdf.Dictionary()
                    identifier, units = int(properties.get("/MCID", -1)), []
                    spoken = tuple(str(properties["/ActualText"])) if "/ActualText" in properties else None
                case "EMC" if identifier >= 0:
                    yield (number, identifier), tuple(units) if spoken is None else spoken
                    identifier = -1
                case "Tf":
                    font = page.obj.Resources.Font[str(operands[0])]
                    if font.objgen not in names:
                        names[font.objgen] = _characters(font)
                    glyphs = names[font.objgen]
                case "TJ" | "Tj" if spoken is None and identifier >= 0:
                    shown = operands[0] if operator == "TJ" else operands
                    for string in shown:
                        if isinstance(string, pikepdf.String):
                            codes = bytes(string)
                            units += [glyphs[high << 8 | low] for high, low in zip(codes[::2], codes[1::2], strict=True)]


def _characters(font: pikepdf.Object) -> Mapping[int, str]:
    """Return the characters of each two-byte code of a font, by its /ToUnicode."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _BFCHAR.findall(table)}


_BFCHAR = re.compile(r"^<([0-9a-f]{4})> <([0-9a-f]*)>", re.MULTILINE | re.IGNORECASE)


def _lost(wanted: str, got: str, language: str) -> Diagnostic:
    name = english_name(parse_language(language))
    return Diagnostic(
        code="text-lost",
        message=f'who searches, copies or listens to the PDF gets "{got}" where the leaflet says "{wanted}", in {name}',
        hint="this is a fault of Everyleaf, or of a library that it uses: please report it, with the leaflet",
    )
