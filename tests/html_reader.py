"""A web page to its elements, for tests."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


@dataclass
class Element:
    """An element: the language it is in, the text right inside it, and what it is inside of, as `name.class`."""

    name: str
    attributes: dict[str, str]
    language: str
    text: str = ""
    inside: tuple[str, ...] = ()


@dataclass
class Page(HTMLParser):
    """The elements of a page in their order. Raises AssertionError if they are not nested and closed."""

    html: str
    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add an element."""
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1].language if self.open else ""
        inside = tuple(f"{each.name}.{each.attributes.get('class', '')}" for each in self.open)
        element = Element(tag, attributes, attributes.get("lang", around), inside=inside)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        """Add text to the innermost element."""
        if self.open:
            self.open[-1].text += data

    def all(self, name: str, **attributes: str) -> list[Element]:
        """Return the elements of a name that have some attributes: `all("nav", class_="languages")`."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [each for each in self.elements if each.name == name and wanted.items() <= each.attributes.items()]
