"""Whether sentences and paragraphs are short enough to read easily."""

import re
from collections.abc import Iterator

from pipeline.characters import FACT
from pipeline.checks.base import Finding
from pipeline.checks.writing.written import Written

WORDS = 25
"""The most that a sentence should have: GOV.UK's style guide, "Sentence length: why 25 words is our limit" (2014)."""
SENTENCES = 5
"""The most that a paragraph should have: GOV.UK's guidance on writing. The NHS and others ask for three."""
_SHORTENED = ("Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "e.g", "i.e", "eg", "ie", "etc", "vs", "approx")
_NOT_AFTER = "".join(rf"(?<!\b{re.escape(each)}\.)" for each in _SHORTENED)
_END = re.compile(rf"(?<=[.?!…])(?<!\b[A-Z]\.){_NOT_AFTER}[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9{FACT}])")
_SHOWN = 8


def check_sentences(written: Written) -> Iterator[Finding]:
    """Yield `long-sentence` for each sentence that is too long, and `long-paragraph` if they are too many."""
    sentences = _END.split(written.text.words)
    for sentence in sentences:
        found = [word for word in sentence.split() if any(map(_is_word, word))]
        if len(found) > WORDS:
            start = " ".join(found[:_SHOWN]).replace(FACT, "…")
            said = f'the sentence "{start} …" has {len(found)} words'
            yield Finding(code="long-sentence", words=said, hint=f"split it: up to {WORDS} words are easy to read")
    if len(sentences) > SENTENCES:
        said = f"the paragraph has {len(sentences)} sentences"
        yield Finding(code="long-paragraph", words=said, hint=f"split it: up to {SENTENCES} sentences are easy to read")


def _is_word(character: str) -> bool:
    return character.isalnum() or character == FACT
