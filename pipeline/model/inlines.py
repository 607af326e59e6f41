"""What the text of a block is made of."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.languages import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; never empty, no line ends."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of strong importance."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words. No edition shows them in italics."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters to be typed or read exactly as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


@dataclass(frozen=True, slots=True)
class WebTarget:
    """An address outside the publication: `https:`, `http:`, `mailto:` or `tel:`."""

    url: str


@dataclass(frozen=True, slots=True)
class LeafletTarget:
    """Another leaflet of the publication, in the reader's language."""

    leaflet: str


Target = WebTarget | LeafletTarget


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; never inside another link."""

    target: Target
    children: tuple["Inline", ...]


class FactKind(StrEnum):
    """The type of a fact."""

    PHONE = "phone"
    URL = "url"
    EMAIL = "email"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """A fact as it stands in one language's text, formatted."""

    name: str
    kind: FactKind
    text: str
    language: Language
    """What the words of the text are in: the source language where a fact of kind text has no value of its own."""
    url: str | None
    """`tel:…`, `mailto:…`, `https:…`, or None for what leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation:
    """Letters that stand for words, as the glossary explains them (WCAG 2.2, 3.1.4)."""

    text: str
    """The letters as they are written, the plural with its ending: "GPs"."""
    expansion: str
    """The words that they stand for, in the language of the passage; never empty."""
    is_spelt_out: bool
    """Whether this is where a leaflet without markup says what they stand for: the first use that nothing explains."""


Inline = Text | Strong | Emphasis | Code | LineBreak | Link | FactValue | Abbreviation
