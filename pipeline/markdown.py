"""Inline Markdown to inlines: the same reading for an author's text and for a translator's.

Raw HTML, pictures and unsafe addresses are problems, never output.
`{name}` stands for a fact, in the text or as a link's target.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from markdown_it.token import Token

from pipeline.characters import FACT, FORBIDDEN, code_point
from pipeline.model import (
    Abbreviation,
    Code,
    Emphasis,
    FactValue,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    Strong,
    Target,
    Text,
    WebTarget,
)
from pipeline.tokens import FACT_NAME, SOURCES, source_tokens, tokens_of

_NUMBER = re.compile(r"[-−+<>≤≥±£$€]?\s?\d+(?:[.,:/–-]\d+)*\s?[%°£$€]?")
_LEAFLET = re.compile(r"([a-z0-9][a-z0-9-]*)\.md")
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_ENCODED_FACT = re.compile(r"%7B[a-z0-9_]+%7D", re.IGNORECASE)
_TYPED_ADDRESS = re.compile(  # takes linear time, for the second kind is sought only where a word begins
    r"(?:https?://|www\.)[^\s<>\"()]+|(?<![^\s<>\"()@])[^\s<>\"()@]+@[^\s<>\"()@]+\.[^\s<>\"()@]+"
)


@dataclass(frozen=True, slots=True)
class InlineProblem:
    """Something that a text may not hold: its code, words and hint, and the characters that show where it is."""

    code: str
    words: str
    hint: str
    snippet: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class References:
    """What a text may refer to: facts by name, as they stand in its language, and the ids of the leaflets.

    Equal only to itself, so that a text that was read with it is remembered by it.
    """

    facts: Mapping[str, FactValue]
    leaflets: frozenset[str]


_NOTHING = References(facts=MappingProxyType({}), leaflets=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedText:
    """A text, read."""

    inlines: tuple[Inline, ...]
    words: str
    """The characters that a reader gets, with FACT for each fact; a line break is a space."""
    prose: str
    """The same with FACT for each piece of code, too: what a reader speaks."""
    facts: tuple[str, ...]
    """The names of the facts in it, sorted, each as often as it stands there."""
    targets: tuple[str, ...]
    """The targets of its links as written, and the addresses that stand in it as text, sorted."""
    problems: tuple[InlineProblem, ...]


@lru_cache(maxsize=1024)
def parse(markdown: str, references: References) -> ParsedText:
    """Return the inlines of one block's text. What is a problem is left out of them.

    A translation is asked for to be judged, and again to be shown.
    """
    return _parsed(tokens_of(markdown), markdown, references)


def parse_source(markdown: str, references: References) -> ParsedText:
    """Return the same of a source text, which is asked for once for each language."""
    return _parsed(source_tokens(markdown), markdown, references)


def _parsed(tokens: tuple[Token, ...], markdown: str, references: References) -> ParsedText:
    reading = _Reading(references)
    inlines = reading.inlines(tokens)
    words = plain(inlines, fact=FACT)
    return ParsedText(
        inlines=inlines,
        words=words,
        prose=plain(inlines, fact=FACT, code=FACT) if "`" in markdown else words,
        facts=tuple(sorted(reading.facts)),
        targets=tuple(sorted(reading.targets)),
        problems=tuple(reading.problems),
    )


@lru_cache(maxsize=SOURCES)
def has_words(markdown: str) -> bool:
    """Return whether there is anything to translate in a source text: a letter outside of placeholders and addresses."""
    return any(
        any(map(str.isalpha, token.content)) for token in source_tokens(markdown) if token.type in ("text", "code_inline")
    )


def fact_names(markdown: str) -> tuple[str, ...]:
    """Return the names of the facts in a text and in the targets of its links, sorted, each once."""
    tokens = tokens_of(markdown)
    names = {token.content for token in tokens if token.type == "fact"}
    targets = (FACT_NAME.fullmatch(str(token.attrs["href"])) for token in tokens if token.type == "link_open")
    return tuple(sorted(names | {match[1] for match in targets if match}))


def agree(one: str, other: str) -> bool:
    """Return whether two texts hold the same facts, lead to the same targets and say the same numbers, each in one order."""
    return _held(one) == _held(other)


def _held(markdown: str) -> tuple[list[str], list[str], list[str]]:
    """Return the facts, targets and numbers of a text in its order; whatever is white space is a space."""
    reading = _Reading(_NOTHING)
    reading.inlines(tokens_of(markdown))
    return reading.facts, reading.targets, _NUMBER.findall(" ".join(markdown.split()))


def plain(inlines: tuple[Inline, ...], *, fact: str | None = None, code: str | None = None) -> str:
    """Return the characters that a reader gets, without any structure; a line break is a space.

    `fact` is what stands for each fact in place of its value, and `code` for each piece of code.
    """
    if len(inlines) == 1 and isinstance(inlines[0], Text):  # as most are
        return inlines[0].text
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Abbreviation():
                parts.append(inline.text)
            case Code():
                parts.append(inline.text if code is None else code)
            case FactValue():
                parts.append(inline.text if fact is None else fact)
            case LineBreak():
                parts.append(" ")
            case Strong() | Emphasis() | Link():
                parts.append(plain(inline.children, fact=fact, code=code))
    return "".join(parts)


class _Reading:
    """One reading of one text; gathers what it meets."""

    def __init__(self, references: References) -> None:
        self.references = references
        self.facts: list[str] = []
        self.targets: list[str] = []
        self.problems: list[InlineProblem] = []

    def inlines(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Return the inlines of all the tokens; an element inside one of its own kind adds nothing, and is dropped."""
        open_tokens: list[Token] = []
        open_types: list[str] = []
        levels: list[list[Inline]] = [[]]
        for token in tokens:
            if token.nesting > 0:
                open_tokens.append(token)
                open_types.append(token.type)
                levels.append([])
            elif token.nesting < 0:
                children = tuple(levels.pop())
                closed = open_tokens.pop()
                open_types.pop()
                self.add(levels[-1], children if closed.type in open_types else self.element(closed, children))
            else:
                self.add(levels[-1], self.leaf(token, in_link="link_open" in open_types))
        return tuple(levels[0])

    @staticmethod
    def add(level: list[Inline], inlines: tuple[Inline, ...]) -> None:
        """Append inlines, joining text to text."""
        for inline in inlines:
            if not isinstance(inline, Text):
                level.append(inline)
            elif level and isinstance(last := level[-1], Text):
                level[-1] = Text(last.text + inline.text)
            elif inline.text:
                level.append(inline)

    def element(self, token: Token, children: tuple[Inline, ...]) -> tuple[Inline, ...]:
        match token.type:
            case "strong_open":
                return (Strong(children),)
            case "em_open":
                return (Emphasis(children),)
            case _:
                href = str(token.attrs["href"])
                if "title" in token.attrs:
                    title = str(token.attrs["title"])
                    hint = "write it in the text: readers of print and of plain text would not see it"
                    self.note("link-title", f'the link has a title, "{title}"', hint, title)
                target = self.target(href)
                return (Link(target, children or (Text(href),)),) if target else children

    def leaf(self, token: Token, *, in_link: bool) -> tuple[Inline, ...]:
        match token.type:
            case "text":
                self.targets += _typed_addresses(token.content)
                return (self.text(token.content),)
            case "softbreak":
                return (Text(" "),)
            case "hardbreak":
                return (LineBreak(),)
            case "code_inline":
                return (Code(self.text(token.content).text),)
            case "fact":
                value = self.fact(token.content)
                return () if value is None else (replace(value, url=None) if in_link else value,)
            case "html_inline":
                self.note("raw-html", f"HTML is not read: {token.content}", "write Markdown instead", token.content)
            case _:
                self.note("image-place", "a picture can't stand inside a text", "put it in a paragraph of its own", "![")
        return ()

    def text(self, content: str) -> Text:
        """Return characters as text; an entity such as `&#12;` may have brought in some that no text may hold."""
        found = FORBIDDEN.search(content)
        if not found:
            return Text(content)
        words = f"the character {code_point(found[0])}, which no text may hold, stands here"
        self.note("control-character", words, "delete it, or the &…; that stands for it", "&#")
        return Text(FORBIDDEN.sub("", content))

    def fact(self, name: str) -> FactValue | None:
        self.facts.append(name)
        value = self.references.facts.get(name)
        if value is None:
            near = difflib.get_close_matches(name, self.references.facts, n=1)
            hint = f'did you mean "{near[0]}"?' if near else "add it to source/facts.yml"
            self.note("unknown-fact", f'there is no fact "{name}"', hint, "{" + name + "}")
        return value

    def target(self, href: str) -> Target | None:
        self.targets.append(href)
        if match := FACT_NAME.fullmatch(href):
            return self.fact_target(match[1], href)
        if match := _LEAFLET.fullmatch(href):
            if match[1] in self.references.leaflets:
                return LeafletTarget(match[1])
            self.note("unknown-leaflet", f'there is no leaflet "{match[1]}"', "see the names in source/leaflets/", href)
        elif "{" in href or _ENCODED_FACT.search(href):
            words = f'a {{fact}} can\'t be a part of an address: "{href}"'
            self.note("link-target", words, "make the whole address a fact", "{")
        elif href.lower().startswith(_SCHEMES):
            return WebTarget(href)
        else:
            hint = "use https://…, mailto:…, tel:…, a {fact}, or another leaflet's file name such as get-help.md"
            self.note("link-target", f'a link can\'t lead to "{href}"', hint, href)
        return None

    def fact_target(self, name: str, href: str) -> Target | None:
        value = self.fact(name)
        if value and value.url:
            return WebTarget(value.url)
        if value:
            self.note("link-target", f'the fact "{name}" leads nowhere', "use a url, email or phone", href)
        return None

    def note(self, code: str, words: str, hint: str, snippet: str) -> None:
        self.problems.append(InlineProblem(code, words, hint, snippet))


def _typed_addresses(content: str) -> list[str]:
    """Return the addresses that stand in the characters of a text, as written."""
    may_be = "@" in content or "://" in content or "www." in content
    return [found.rstrip(".,;:!?") for found in _TYPED_ADDRESS.findall(content)] if may_be else []
