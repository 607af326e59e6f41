"""`source/publication.yml` to one frozen Settings."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline import policy, yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.policy import Policy

T = TypeVar("T")

PATH = "source/publication.yml"
_SMALLEST, _LARGEST = 16, 28
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A leaflet that there was and is no more, so that its old address can say so."""

    leaflet: str
    title: yamlfile.Scalar
    on: datetime.date | None
    """The day, None if the publication does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """What the site around the editions says of its own; translators get these words in `publication.po`."""

    title: yamlfile.Scalar
    """The publication's."""
    introduction: yamlfile.Scalar | None
    topics: tuple[tuple[str, yamlfile.Scalar], ...]
    """The id and the name of each topic, in the order in which readers meet them."""
    withdrawn: tuple[Withdrawal, ...]
    full_text: bool = False
    """Whether readers can search the text of leaflets, too, where the site is served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a publication says of itself."""

    title: str
    publisher: str
    source_language: Language
    languages: tuple[Language, ...]
    """The languages that leaflets are translated into; without the source language; maybe none."""
    formats: tuple[str, ...]
    """Names of renderers; never empty."""
    type_size: float
    """Large print's body size for Latin script, in points, from 16 to 28."""
    address: str | None
    """Where `outputs/` is published, `https://…` without a last slash; None if nowhere yet."""
    policy: Policy = field(default_factory=Policy)
    portal: Portal | None = None
    """None if the publication says nothing of it: then there is a site all the same, in the tool's words alone."""

    @property
    def all_languages(self) -> tuple[Language, ...]:
        """The source language, then the others."""
        return (self.source_language, *self.languages)


def read(folder: Folder, known_formats: tuple[str, ...]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the settings of the publication in a folder, and the problems of their file.

    Raises EveryleafError if the file can't be read at all, or `no-publication` if there is none.
    """
    if not folder.exists(PATH):
        words = f"there is no {PATH} here"
        hint = "go to the publication's folder, name it with --publication, or make one with: everyleaf new DIR"
        raise EveryleafError(Diagnostic(code="no-publication", message=words, at=Span(PATH), hint=hint))
    return parse(yamlfile.decode(folder.read(PATH), PATH), known_formats)


def parse(text: str, known_formats: tuple[str, ...]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the settings that a text holds, and its problems; a default stands in for what is wrong.

    Raises EveryleafError if the text is no YAML.
    """
    problems: list[Diagnostic] = []
    fields = yamlfile.Fields(yamlfile.parse(text, PATH), problems)
    source_language = fields.language("source_language")
    if source_language and source_language.base != "en":
        at = fields.place("source_language")
        fields.note("wrong-value", "leaflets are written in English, so far", at, "write source_language: en-GB")
    languages = fields.languages("languages")
    for language in languages:
        if source_language and language.base == source_language.base and language != source_language:
            words = f'"{language}" is a variety of the language that leaflets are written in'
            fields.note("wrong-value", words, fields.place("languages"), "list the languages that they are translated into")
    settings = Settings(
        title=fields.text("title", required=True),
        publisher=fields.text("publisher", required=True),
        source_language=source_language or Language("en"),
        languages=tuple(language for language in languages if language != source_language),
        formats=_formats(fields, known_formats),
        type_size=_type_size(fields),
        address=_address(fields),
        policy=policy.parse(fields),
        portal=_portal(fields),
    )
    fields.finish()
    return settings, tuple(problems)


def _formats(fields: yamlfile.Fields, known: tuple[str, ...]) -> tuple[str, ...]:
    formats = fields.texts("formats", required=True)
    for each in formats:
        if each.text not in known:
            words = f'the format "{each.text}" is not known'
            fields.note("unknown-format", words, each.at, "known formats: " + ", ".join(known))
    return tuple(dict.fromkeys(each.text for each in formats))


def _type_size(fields: yamlfile.Fields) -> float:
    node = fields.node("large_print")
    if node is None:
        return 18
    if not isinstance(node, yamlfile.Mapping):
        fields.note("wrong-value", '"large_print" must hold keys of its own', node.at, "write below it, indented: size: 18")
        return 18
    inner = yamlfile.Fields(node, fields.problems)
    size = inner.number("size", 18)
    inner.finish()
    if not _SMALLEST <= size <= _LARGEST:
        words = f"large print must be from {_SMALLEST} to {_LARGEST} points, not {size:g}"
        fields.note("wrong-value", words, node.at, "18 is usual (UKAAF: 16 at least, ideally 18)")
    return size


def _address(fields: yamlfile.Fields) -> str | None:
    address = fields.text("address").rstrip("/")
    signs = ["a space" if each.isspace() else f'"{each}"' for each in dict.fromkeys(re.findall(r"[\s\"'<>?#]", address))]
    if address and not re.match(r"https?://.", address):
        words = f'"address" must be a web address, not "{address}"'
        fields.note("wrong-value", words, fields.place("address"), "write it as https://…")
    elif signs:
        words = f'"address" can\'t have {" or ".join(signs)} in it, as "{address}" has'
        hint = "write the address of the folder in which the first page is, such as https://example.org/leaflets"
        fields.note("wrong-value", words, fields.place("address"), hint)
    return address or None


def _portal(fields: yamlfile.Fields) -> Portal | None:
    node, title = fields.node("portal"), fields.node("title")
    if node is None or not isinstance(title, yamlfile.Scalar):
        return None
    if not isinstance(node, yamlfile.Mapping):
        fields.note(
            "wrong-value", '"portal" must hold keys of its own', node.at, "write below it, indented: introduction: …"
        )
        return None
    inner = yamlfile.Fields(node, fields.problems)
    words = inner.text("introduction")
    portal = Portal(
        title=yamlfile.Scalar(fields.text("title"), title.at),
        introduction=yamlfile.Scalar(words, inner.place("introduction")) if words else None,
        topics=_by_id(inner, "topics", _name),
        withdrawn=_by_id(inner, "withdrawn", _withdrawal),
        full_text=inner.truth("full_text"),
    )
    inner.finish()
    return portal


def _by_id(fields: yamlfile.Fields, key: str, read: Callable[[yamlfile.Fields, str], T | None]) -> tuple[T, ...]:
    """Return what `read` makes of what stands below a key for each id; what is wrong is noted and left out."""
    node = fields.node(key)
    if node is None:
        return ()
    if not isinstance(node, yamlfile.Mapping):
        hint = "write below it, indented: getting-help: Getting help"
        fields.note("wrong-value", f'"{key}" must hold ids and names', node.at, hint)
        return ()
    inner = yamlfile.Fields(node, fields.problems)
    found = []
    for name, _ in node.entries:
        if not _ID.fullmatch(name.text):
            fields.note("wrong-value", f'"{name.text}" is no id', name.at, "use a-z, 0-9 and single hyphens: getting-help")
        elif inner.node(name.text) is None:
            fields.note("missing-key", f'"{name.text}" has no name', name.at, f'write "{name.text}: …"')
        elif (value := read(inner, name.text)) is not None:
            found.append(value)
    return tuple(found)


def _name(fields: yamlfile.Fields, key: str) -> tuple[str, yamlfile.Scalar] | None:
    words = fields.text(key, required=True)
    return (key, yamlfile.Scalar(words, fields.place(key))) if words else None


def _withdrawal(fields: yamlfile.Fields, key: str) -> Withdrawal | None:
    """Return a withdrawn leaflet, of which the title may stand alone."""
    node = fields.node(key)
    if not isinstance(node, yamlfile.Mapping):
        named = _name(fields, key)
        return Withdrawal(leaflet=key, title=named[1], on=None) if named else None
    inner = yamlfile.Fields(node, fields.problems)
    title = _name(inner, "title")
    on = inner.date("on")
    inner.finish()
    return Withdrawal(leaflet=key, title=title[1], on=on) if title else None
