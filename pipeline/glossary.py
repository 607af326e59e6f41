"""`source/glossary.yml` to terms: what words mean, and how to translate them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline import yamlfile
from pipeline.diagnostics import Diagnostic, Span
from pipeline.languages import Language, parse_language, value_for

PATH = "source/glossary.yml"
_ENGLISH = parse_language("en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or words of the source language that every translator should treat alike."""

    term: str
    meaning: str
    translate: str
    """How to translate it, in words; empty if `leave`."""
    leave: bool
    """Whether it stays as it is in every language."""
    stands_for: tuple[tuple[Language, str], ...] = ()
    """If it is an abbreviation, the words that it stands for, in the languages whose readers get them."""
    must: tuple[tuple[Language, tuple[str, ...]], ...] = ()
    """For some languages, the words of which a translation must have one."""
    must_not: tuple[tuple[Language, tuple[str, ...]], ...] = ()
    """For some languages, the words that a translation must not have."""
    at: Span
    folded: str = field(init=False, repr=False, compare=False)
    """The term without regard to capitals."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", self.term.casefold())

    def expansion(self, language: Language) -> str | None:
        """Return the words of a language that the term stands for; mostly None."""
        return value_for(language, self.stands_for)

    def wanted(self, language: Language) -> tuple[str, ...]:
        """Return the words of which a translation into a language must have one; mostly none."""
        return (*((self.term,) if self.leave else ()), *(value_for(language, self.must) or ()))

    def unwanted(self, language: Language) -> tuple[str, ...]:
        """Return the words that a translation into a language must not have; mostly none."""
        return value_for(language, self.must_not) or ()


def parse(text: str) -> tuple[tuple[Term, ...], tuple[Diagnostic, ...]]:
    """Return the terms that a text holds, in its order, and its problems; a term with a problem is left out.

    Raises EveryleafError if the text is no YAML.
    """
    problems: list[Diagnostic] = []
    fields = yamlfile.Fields(yamlfile.parse(text, PATH), problems)
    node = fields.node("terms")
    fields.finish()
    if node is None:
        return (), tuple(problems)
    if not isinstance(node, yamlfile.Sequence):
        fields.note("wrong-value", '"terms" must be a list', node.at, 'start each term with "- term: …"')
        return (), tuple(problems)
    terms = []
    for item in node.items:
        found: list[Diagnostic] = []
        term = _term(item, found)
        problems += found
        if term and not found:
            terms.append(term)
    return tuple(terms), tuple(problems)


def occurring(terms: Iterable[Term], text: str) -> tuple[Term, ...]:
    """Return the terms that stand in a text of the source language, in the order of the glossary.

    A term stands there as words of their own, in the plural too; a name (it has a capital) only with its own capitals.
    One that stands only inside a longer one does not count: "GP surgery" says nothing about "GP".
    """
    folded = text.casefold()
    near = [term for term in terms if term.folded in folded]
    if not near:
        return ()
    longest_first = tuple(sorted({term.term for term in near}, key=len, reverse=True))
    found = {longest_first[(match.lastindex or 0) - 1] for match in _pattern(longest_first).finditer(text)}
    return tuple([term for term in near if term.term in found])


@lru_cache(maxsize=1024)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the first of these terms that stands at a place, as the group of its number, from 1."""
    forms = ((each, rf"{re.escape(each)}(?:e?s)?") for each in terms)
    either = "|".join(f"({form})" if any(map(str.isupper, each)) else f"((?i:{form}))" for each, form in forms)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _words(fields: yamlfile.Fields, tag: str) -> tuple[str, ...]:
    return tuple(" ".join(words.text.split()) for words in fields.texts(tag, required=True))


def _term(node: yamlfile.Node, problems: list[Diagnostic]) -> Term | None:
    if not isinstance(node, yamlfile.Mapping):
        hint = 'write "- term: …" and below it "meaning: …"'
        problems.append(Diagnostic(code="wrong-value", message="a term needs keys of its own", at=node.at, hint=hint))
        return None
    fields = yamlfile.Fields(node, problems)
    leave = fields.text("leave")
    if leave not in ("", "true", "false"):
        fields.note("wrong-value", '"leave" must be true or false', node.at)
    term = Term(
        term=fields.text("term", required=True),
        meaning=fields.text("meaning"),
        translate=fields.text("translate"),
        leave=leave == "true",
        stands_for=_stands_for(fields),
        must=fields.by_language("must", _words),
        must_not=fields.by_language("must_not", _words),
        at=node.at,
    )
    if term.stands_for and not re.fullmatch(r"[^\W\d_]+", term.term):
        hint = "let the term be the letters alone, such as GP"
        fields.note("wrong-value", f'"{term.term}" is no word of letters, so it can\'t stand for others', node.at, hint)
    fields.finish()
    return term


def _stands_for(fields: yamlfile.Fields) -> tuple[tuple[Language, str], ...]:
    """Return the words for each language; those that are given for none are English."""
    if isinstance(fields.node("stands_for"), yamlfile.Mapping):
        return fields.by_language("stands_for", lambda values, tag: values.text(tag, required=True))
    words = fields.text("stands_for")
    return ((_ENGLISH, words),) if words else ()
