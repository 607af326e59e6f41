"""`source/glossary.yml` to terms: what words mean, and how to translate them."""

from dataclasses import dataclass

from pipeline import yamlfile
from pipeline.diagnostics import Diagnostic, Span

PATH = "source/glossary.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or words of the source language that every translator should treat alike."""

    term: str
    meaning: str
    translate: str
    """How to translate it, in words; empty if `leave`."""
    leave: bool
    """Whether it stays as it is in every language."""
    at: Span


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
        at=node.at,
    )
    fields.finish()
    return term
