"""Stage 1: what the comms team writes, to documents, facts, terms and pictures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline import facts as facts_module
from pipeline import glossary as glossary_module
from pipeline import markdown, yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.facts import Fact
from pipeline.files import Folder
from pipeline.glossary import Term
from pipeline.markdown import References
from pipeline.model import Block, Callout, Document, Image, ImageFile, List, Message, Quote, map_text
from pipeline.settings import Settings
from pipeline.sources import images, leaflets
from pipeline.sources.front import front
from pipeline.sources.lines import find

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """All that was read from `source/`, and what is wrong with it."""

    documents: tuple[Document, ...]
    """The leaflets, in the order of their ids, then the publication's own words if it has a portal."""
    facts: tuple[Fact, ...]
    terms: tuple[Term, ...]
    images: tuple[ImageFile, ...]
    """Every picture that a leaflet names, each once, in the order of their paths."""
    problems: tuple[Diagnostic, ...]

    @property
    def leaflets(self) -> tuple[Document, ...]:
        """The leaflets alone."""
        return tuple(document for document in self.documents if not document.is_front)


def read(folder: Folder, settings: Settings) -> Sources:
    """Return what a publication's `source/` holds. Problems are gathered, not raised."""
    problems: list[Diagnostic] = []
    facts = _read_optional(folder, facts_module.PATH, facts_module.parse, problems)
    terms = _read_optional(folder, glossary_module.PATH, glossary_module.parse, problems)
    texts = _read_texts(folder, problems)
    if not texts and not problems:
        words = f"there is no leaflet in {leaflets.FOLDER}"
        hint = "write one there, such as get-help.md; what was published before is left as it is"
        problems.append(Diagnostic(code="no-leaflet", message=words, at=Span(leaflets.FOLDER), hint=hint))
    documents = []
    for path, text in texts.items():
        document, wrong = leaflets.parse(text, path, settings.source_language)
        problems += wrong
        if document:
            documents.append(document)
    problems += _twins(documents)
    references = References(
        facts=facts_module.in_language(facts, settings.source_language, settings.source_language),
        leaflets=frozenset(document.id for document in documents),
    )
    has_all_facts = not any(problem.at and problem.at.path == facts_module.PATH for problem in problems)
    own = [each for each in [front(settings)] if each]
    for document in (*documents, *own):
        found = _references(document, references, texts.get(document.path, ""))
        problems += (problem for problem in found if has_all_facts or problem.code != "unknown-fact")
    pictures = _read_images(folder, documents, problems)
    return Sources(documents=(*documents, *own), facts=facts, terms=terms, images=pictures, problems=tuple(problems))


def texts_of(document: Document) -> tuple[Message, ...]:
    """Return all the texts of a document in reading order: title, summary, then what its blocks hold."""
    found = [document.title, *([document.summary] if document.summary else [])]
    map_text(document.blocks, found.append)
    return tuple(found)


def critical_texts(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """Return the critical texts of each document, by its id, as written."""
    return {each.id: frozenset(text.markdown for text in texts_of(each) if text.critical) for each in documents}


def image_paths(blocks: tuple[Block[T], ...]) -> tuple[str, ...]:
    """Return the paths of the pictures in blocks, in reading order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Image():
                found.append(block.path)
            case Callout() | Quote():
                found += image_paths(block.blocks)
            case List():
                found += (path for item in block.items for path in image_paths(item.blocks))
            case _:
                pass
    return tuple(found)


def _read_optional(
    folder: Folder,
    path: str,
    parse: Callable[[str], tuple[tuple[T, ...], tuple[Diagnostic, ...]]],
    problems: list[Diagnostic],
) -> tuple[T, ...]:
    try:
        if not folder.exists(path):
            return ()
        found, more = parse(yamlfile.decode(folder.read(path), path))
    except EveryleafError as error:
        problems += error.problems
        return ()
    problems += more
    return found


def _read_texts(folder: Folder, problems: list[Diagnostic]) -> dict[str, str]:
    texts: dict[str, str] = {}
    try:
        paths = folder.find(f"{leaflets.FOLDER}/**/*.md")
    except EveryleafError as error:
        problems += error.problems
        return {}
    for path in paths:
        try:
            texts[path] = yamlfile.decode(folder.read(path), path)
        except EveryleafError as error:
            problems += error.problems
    return texts


def _twins(documents: list[Document]) -> list[Diagnostic]:
    """Return a problem for every leaflet whose id stands already elsewhere, whatever its case."""
    first: dict[str, Document] = {}
    problems = []
    for document in documents:
        other = first.setdefault(document.id.casefold(), document)
        if other is not document:
            words = f'the leaflet "{document.id}" is there already: {other.path}'
            hint = "give one of the two files another name"
            problems.append(Diagnostic(code="duplicate-leaflet", message=words, at=Span(document.path), hint=hint))
    return problems


def _references(document: Document, references: References, text: str) -> list[Diagnostic]:
    """Return what is wrong inside the texts of a document."""
    problems = []
    for message in texts_of(document):
        for problem in markdown.parse(message.markdown, references).problems:
            at = find(message, problem.snippet, text)
            problems.append(Diagnostic(code=problem.code, message=problem.words, at=at, hint=problem.hint))
    return problems


def _read_images(folder: Folder, documents: list[Document], problems: list[Diagnostic]) -> tuple[ImageFile, ...]:
    wanted: dict[str, Document] = {}
    for document in documents:
        for path in image_paths(document.blocks):
            wanted.setdefault(path, document)
    found = []
    for path, document in sorted(wanted.items()):
        try:
            found.append(images.parse(folder.read(f"source/{path}", images.SIZE_LIMIT), path))
        except EveryleafError as error:
            hint = f"the picture is used in {document.path}"
            problems += (replace(each, hint=f"{each.hint}; {hint}" if each.hint else hint) for each in error.problems)
    return tuple(found)
