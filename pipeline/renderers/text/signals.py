"""What the lines of a file start with that are no words of the leaflet: numbers, bullets, and the tool's own words.

Words that look like that, wherever an author or a translator put them, are set apart by a mark that nobody sees or hears, so
that every line can be told for what it is.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.interface import Word, say
from pipeline.model import CalloutKind, Passage, Words
from pipeline.renderers.text.characters import bare
from pipeline.renderers.text.lines import in_one_line, named

WORDS_MARK = "\u2060"
"""The word joiner: it has no width and no direction, and is dropped wherever else it stands."""
_SHAPES = (r"- .*", r"> .*", r"\d+\) .*", r"\d+\. .*", r"\d+(?:\.\d+)+ .*", r"\*")
_ANYTHING = "\ufffc"
_ALONE = (
    *(Word.IN_ENGLISH, Word.ABOUT_THIS_LEAFLET, Word.OTHER_FORMATS, Word.ENGLISH_VERSION, Word.CONTENTS),
    Word.OTHER_LANGUAGES,
)


def as_words(text: str, words: Words) -> str:
    """Return a line of a leaflet's words, after the mark if the line would otherwise be taken for something else."""
    return WORDS_MARK + text if _signals(words).fullmatch(bare(text)) else text


@lru_cache(maxsize=64)
def _signals(words: Words) -> re.Pattern[str]:
    lines = (re.escape(line).replace(_ANYTHING, ".*") for line in _tool_lines(words))
    return re.compile("|".join((*_SHAPES, *lines)))


def _tool_lines(words: Words) -> Iterator[str]:
    """Yield the lines that the tool's words make, with one character for whatever they hold."""
    for word in _ALONE:
        yield _shown(words, word)
    yield _shown(words, Word.PICTURE, description=_ANYTHING)
    yield _shown(words, Word.LINK, words=_ANYTHING)
    yield _shown(words, Word.ROW, number=_ANYTHING)
    for kind in CalloutKind:
        label = _shown(words, Word[kind.name])
        yield label
        yield f"{label}: {_ANYTHING}"
        yield _shown(words, Word.END_OF_BOX, label=label)
    for form in dict(words.strings).get(Word.TABLE.english, (Word.TABLE.english, Word.TABLE.english_plural or "")):
        yield _line(named(form.replace("{count}", _ANYTHING), words.language))


def _shown(words: Words, word: Word, /, **parts: str) -> str:
    return _line(say(words, word, None, **parts))


def _line(passage: Passage) -> str:
    return bare(in_one_line(passage))
