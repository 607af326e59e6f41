"""YAML text to values that know their place: mappings, sequences and scalars, and nothing else.

Only what a publication needs is read: no tags, no anchors, no aliases (so no alias bombs), no key twice.
Scalars stay as they are written, and whoever reads one says what type it must be; so the tag `no` stays Norwegian.
"""

import datetime
import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from pipeline.characters import FORBIDDEN, code_point
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.languages import Language, UnknownLanguageError, parse_language

DEPTH_LIMIT = 20
T = TypeVar("T")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; empty for a key without a value."""

    text: str
    at: Span


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, maybe empty."""

    items: tuple["Node", ...]
    at: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values, in the file's order; no key twice."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    at: Span


Node = Scalar | Sequence | Mapping


def decode(content: bytes, path: str) -> str:
    """Return a text file's characters, without a byte order mark and with a line feed as the only line end.

    Raises EveryleafError: `not-utf-8`, `control-character`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8 (in most editors: Save as, Encoding)"
        raise EveryleafError(
            Diagnostic(code="not-utf-8", message="the file is not UTF-8 text", at=Span(path, line), hint=hint)
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := FORBIDDEN.search(text):
        before = text[: found.start()]
        at = Span(path, before.count("\n") + 1, found.start() - before.rfind("\n"))
        words = f"the character {code_point(found[0])}, which no text may hold, stands here"
        raise EveryleafError(Diagnostic(code="control-character", message=words, at=at, hint="delete it"))
    return text


def parse(text: str, path: str, first_line: int = 1) -> Mapping:
    """Return the mapping that a YAML text holds; an empty text gives an empty mapping.

    `first_line` is the line of the file on which the text starts.
    Raises EveryleafError: `yaml-syntax`, `yaml-alias`, `yaml-tag`, `yaml-depth`, `duplicate-key`.
    """
    reader = _Reader(path, first_line - 1)
    try:
        node = reader.document(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        at = reader.span(mark) if mark else Span(path, first_line)
        words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        hint = 'check the indentation, and put a text with ": " or "#" in it in quotation marks'
        raise EveryleafError(
            Diagnostic(code="yaml-syntax", message=f"this is no valid YAML: {words}", at=at, hint=hint)
        ) from None
    if node is None:
        return Mapping((), Span(path, first_line))
    if not isinstance(node, Mapping):
        raise EveryleafError(
            Diagnostic(
                code="yaml-syntax", message="expected keys and values", at=node.at, hint='write lines such as "title: …"'
            )
        )
    return node


@dataclass(slots=True)
class _Reader:
    """Turns the parser's events into nodes; holds the place of the text in its file."""

    path: str
    offset: int

    def span(self, mark: Any) -> Span:  # noqa: ANN401 (the parsers' marks share no type)
        return Span(self.path, mark.line + 1 + self.offset, mark.column + 1)

    def refuse(self, event: yaml.Event, code: str, words: str, hint: str) -> EveryleafError:
        return EveryleafError(Diagnostic(code=code, message=words, at=self.span(event.start_mark), hint=hint))

    def document(self, events: Iterable[yaml.Event]) -> Node | None:
        stream = iter(events)
        found: Node | None = None
        for event in stream:
            if isinstance(event, yaml.NodeEvent):
                if found is not None:
                    raise self.refuse(
                        event, "yaml-syntax", "a second document begins here", "delete the line of dashes above"
                    )
                found = self.node(event, stream, depth=0)
        return found

    def node(self, event: yaml.Event, stream: Iterable[yaml.Event], depth: int) -> Node:
        at = self.span(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.refuse(event, "yaml-alias", "anchors (&) and aliases (*) are not read", "write the value out")
        if depth > DEPTH_LIMIT:
            raise self.refuse(event, "yaml-depth", f"the file is nested more than {DEPTH_LIMIT} deep", "make it flatter")
        if getattr(event, "tag", None) is not None and not isinstance(event, yaml.DocumentStartEvent):
            raise self.refuse(event, "yaml-tag", "tags (!) are not read", "put the text in quotation marks")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(at, stream, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            for each in stream:
                if isinstance(each, yaml.SequenceEndEvent):
                    break
                items.append(self.node(each, stream, depth + 1))
            return Sequence(tuple(items), at)
        assert isinstance(event, yaml.ScalarEvent)
        is_null = event.implicit[0] and event.value in ("", "~", "null")
        return Scalar("" if is_null else event.value, at)

    def mapping(self, at: Span, stream: Iterable[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for event in stream:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, stream, depth + 1)
            if not isinstance(key, Scalar):
                raise self.refuse(event, "yaml-syntax", "a key must be plain text", "")
            if key.text in entries:
                first = entries[key.text][0].at.line
                raise self.refuse(event, "duplicate-key", f'the key "{key.text}" stands already on line {first}', "keep one")
            entries[key.text] = (key, self.node(next(iter(stream)), stream, depth + 1))
        return Mapping(tuple(entries.values()), at)


@dataclass(slots=True)
class Fields:
    """Reads the keys of one mapping, and gathers what is wrong with them in `problems`.

    Each reader returns the value, or its default after noting the problem; `finish` notes the keys that nobody asked for.
    """

    mapping: Mapping
    problems: list[Diagnostic]
    asked: list[str] = field(default_factory=list)

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Return the value as it was parsed; an empty scalar counts as missing."""
        self.asked.append(key)
        for name, node in self.mapping.entries:
            if name.text == key and not (isinstance(node, Scalar) and not node.text.strip()):
                return node
        if required and self.has(key):
            self.note("missing-key", f'"{key}" is empty', self.place(key), f'write "{key}: …"')
        elif required:
            self.note("missing-key", f'the key "{key}" is missing', self.mapping.at, f'add a line "{key}: …"')
        return None

    def has(self, key: str) -> bool:
        """Return whether a key is there, if only with nothing behind it."""
        return any(name.text == key for name, _ in self.mapping.entries)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """Return a text, on one line, stripped."""
        node = self.node(key, required=required)
        return default if node is None else self._one(node, key, str, "one line of text", default)

    def date(self, key: str, *, required: bool = False) -> datetime.date | None:
        """Return a day."""
        node = self.node(key, required=required)
        return None if node is None else self._one(node, key, datetime.date.fromisoformat, "a day such as 2026-11-22", None)

    def number(self, key: str, default: float) -> float:
        """Return a number."""
        node = self.node(key)
        return default if node is None else self._one(node, key, float, "a number", default)

    def truth(self, key: str) -> bool:
        """Return whether something is so; not, if nothing is said."""
        node = self.node(key)
        return node is not None and self._one(node, key, _truth, "yes or no", default=False)

    def texts(self, key: str, *, required: bool = False) -> tuple[Scalar, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        node = self.node(key, required=required)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        scalars = tuple(item for item in items if isinstance(item, Scalar) and item.text.strip())
        if len(scalars) != len(items):
            self.note("wrong-value", f'"{key}" must be a list of texts', node.at, f"write it as {key}: [one, two]")
        return scalars

    def language(self, key: str) -> Language | None:
        """Return a required language."""
        node = self.node(key, required=True)
        return self._language(node) if isinstance(node, Scalar) else None

    def languages(self, key: str) -> tuple[Language, ...]:
        """Return a list of languages, without those that are unknown or there twice."""
        found: list[Language] = []
        for scalar in self.texts(key):
            language = self._language(scalar)
            if language in found:
                self.note("wrong-value", f'the language "{language}" is listed twice', scalar.at, "keep one")
            elif language:
                found.append(language)
        return tuple(found)

    def by_language(self, key: str, read: Callable[["Fields", str], T]) -> tuple[tuple[Language, T], ...]:
        """Return what stands below a key for each language; `read` reads the value of a language's tag."""
        node = self.node(key)
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            self.note("wrong-value", f'"{key}" must hold languages and values', node.at, "write below it: ar: …")
            return ()
        values = Fields(node, self.problems)
        found = ((self._language(tag), tag.text) for tag, _ in node.entries)
        return tuple((language, read(values, tag)) for language, tag in found if language)

    def place(self, key: str) -> Span:
        """Return where the value of a key stands; where the mapping does if there is none."""
        return next((node.at for name, node in self.mapping.entries if name.text == key), self.mapping.at)

    def finish(self) -> None:
        """Note every key that was not asked for."""
        for name, _ in self.mapping.entries:
            if name.text not in self.asked:
                near = difflib.get_close_matches(name.text, self.asked, n=1)
                hint = f'did you mean "{near[0]}"?' if near else "known keys: " + ", ".join(sorted(self.asked))
                self.note("unknown-key", f'the key "{name.text}" is not known', name.at, hint)

    def note(self, code: str, words: str, at: Span, hint: str = "") -> None:
        """Gather a problem."""
        self.problems.append(Diagnostic(code=code, message=words, at=at, hint=hint))

    def _one(self, node: Node, key: str, convert: Callable[[str], T], wanted: str, default: D) -> T | D:
        if isinstance(node, Scalar):
            try:
                return convert(" ".join(node.text.split()))
            except ValueError:
                pass
        self.note("wrong-value", f'"{key}" must be {wanted}', node.at)
        return default

    def _language(self, scalar: Scalar) -> Language | None:
        try:
            return parse_language(scalar.text)
        except UnknownLanguageError as error:
            hint = "use a BCP 47 tag such as ur, pt-PT or zh-Hans"
            self.note("unknown-language", str(error), scalar.at, hint)
            return None


def _truth(text: str) -> bool:
    """Return what YAML 1.2's words mean, or those of YAML 1.1 that people write. Raises ValueError for any other."""
    known = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in known:
        raise ValueError(text)
    return known[text.lower()]
