"""Whether a leaflet says what its abbreviations stand for where it first uses them, as WCAG 2.2 asks (3.1.4)."""

import re
from collections.abc import Iterable, Iterator

from pipeline.checks.base import Finding
from pipeline.checks.prose import without_addresses
from pipeline.checks.writing.written import Written
from pipeline.glossary import Term
from pipeline.languages import Language
from pipeline.model import Message

_ABBREVIATION = re.compile(r"(?<![\w@&’'./-])(?P<letters>[A-Z](?:&?[A-Z])+)s?(?![\w@&/-]|['’.]\w)")
"""Two capitals or more, "A&E" and the plural "GPs" too; a part of a longer word, such as "COVID-19", is none."""
_ALSO_NAMES = frozenset({"it", "us", "who"})
"""Words that every leaflet has and that are also names in capitals: information technology, a country, an organisation."""


def check_abbreviations(
    leaflet: Iterable[Written], terms: Iterable[Term], language: Language
) -> Iterator[tuple[Message, Finding]]:
    """Yield `abbreviation-unexplained` for the first use of each abbreviation in a leaflet that nothing explains there.

    Brackets explain it, either way round: "British Sign Language (BSL)", "BSL (British Sign Language)"; and so does the
    glossary, by the words that it stands for.
    What the leaflet also has in small letters is a word, in capitals for emphasis.
    """
    texts = [(written.message, without_addresses(written.text.prose)) for written in leaflet]
    explained = {term.term for term in terms if term.expansion(language)}
    small = {word for _, text in texts for word in re.findall(r"\w+", text) if word.islower()} - _ALSO_NAMES
    for message, text in texts:
        for found in _ABBREVIATION.finditer(text):
            letters = found["letters"]
            if letters in explained or letters.lower() in small:
                continue
            explained.add(letters)
            if not _is_in_brackets(text, found) and not _has_brackets(text, found):
                words = f'nothing says what "{letters}" stands for'
                hint = (
                    f'write the words and then ({letters}), or give "{letters}" in source/glossary.yml a line stands_for: …'
                )
                yield message, Finding(code="abbreviation-unexplained", words=words, hint=hint)


def _is_in_brackets(text: str, found: re.Match[str]) -> bool:
    """Return whether an abbreviation stands alone in brackets after words."""
    return bool(re.search(r"\w\s*\($", text[: found.start()])) and text[found.end() :].startswith(")")


def _has_brackets(text: str, found: re.Match[str]) -> bool:
    """Return whether brackets with words of small letters follow an abbreviation."""
    return bool(re.match(r"\s?\([^()]*[a-z]{2}[^()]*\)", text[found.end() :]))
