"""What stands beside the texts in a pack: a letter to the translator, the glossary, and what is wrong so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic
from pipeline.glossary import Term
from pipeline.languages import Language, english_name, typography
from pipeline.renderers.base import template


def readme(publication: str, language: Language, *, has_catalogues: bool, has_spreadsheets: bool) -> bytes:
    """Return the letter that says what is in the pack, which has one or both kinds of texts, and what to do with it."""
    letter = template("pack-readme.txt.j2")
    name = english_name(language)
    kinds = {"has_catalogues": has_catalogues, "has_spreadsheets": has_spreadsheets}
    return letter.render(publication=publication, language=name, tag=language.tag, **kinds).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A term as translators into one language read it."""

    english: str
    meaning: str
    advice: str
    use: tuple[str, ...]
    """Words in the language of which a translation must have one."""
    avoid: tuple[str, ...]


def glossary(publication: str, terms: Sequence[Term], language: Language) -> bytes:
    """Return the glossary as a web page that needs no other file."""
    page = template("pack-glossary.html.j2")
    families = typography(language).families
    rows = tuple(_rows(terms, language))
    name = english_name(language)
    return page.render(publication=publication, terms=rows, language=language, name=name, families=families).encode()


def _rows(terms: Sequence[Term], language: Language) -> Iterator[_Row]:
    for term in terms:
        yield _Row(
            english=term.term,
            meaning=term.meaning,
            advice="Leave it as it is." if term.leave else term.translate,
            use=tuple(word for word in term.wanted(language) if word != term.term),
            avoid=term.unwanted(language),
        )


def findings(problems: Sequence[Diagnostic]) -> bytes:
    """Return problems as `everyleaf check` words them."""
    return "".join(f"{problem}\n" for problem in problems).encode() or b"No problems.\n"
