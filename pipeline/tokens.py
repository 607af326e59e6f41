"""Inline Markdown to the parser's tokens."""

import re
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

FACT_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""What stands for a fact in a text, and as the target of a link."""
_SPECIAL = re.compile(r"[\\`*_\[\]<&{\x00-\x1f]")
"""What the parser may find something else in than one text; it alone takes most of the time."""
_JOINED = re.compile(r"[\\&\r\0]")
"""What needs all steps of the parser, not only that which finds the inlines: escapes, entities, line ends, and NUL."""
_NESTING_LIMIT = 20


SOURCES = 32_768
"""For how many texts of the sources it is remembered what was found in them: they are asked for again for every language."""


@lru_cache(maxsize=SOURCES)
def source_tokens(markdown: str) -> tuple[Token, ...]:
    """Return the tokens of a source text, as `tokens_of` does."""
    return _tokens(markdown)


@lru_cache(maxsize=1024)
def tokens_of(markdown: str) -> tuple[Token, ...]:
    """Return what the parser finds; a `{name}` is a token of the type `fact`, whose content is the name."""
    return _tokens(markdown)


def _tokens(markdown: str) -> tuple[Token, ...]:
    if markdown and markdown == markdown.strip() and _SPECIAL.search(markdown) is None:
        return (Token("text", "", 0, content=markdown),)
    if _JOINED.search(markdown):
        return tuple(parser().parseInline(markdown)[0].children or ())
    found: list[Token] = []
    parser().inline.parse(markdown, parser(), {}, found)
    return tuple(found)


@cache
def parser() -> MarkdownIt:
    """Return the parser: CommonMark with facts; what is safe to show is not its business."""
    made = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING_LIMIT})
    made.inline.ruler.before("escape", "fact", _fact_rule)
    made.validateLink = lambda _: True  # type: ignore[method-assign, assignment]  # judged in `target`, so that it can be reported
    normalize = lru_cache(maxsize=1024)(made.normalizeLink)
    made.normalizeLink = lambda url: url if FACT_NAME.fullmatch(url) else normalize(url)  # type: ignore[method-assign]
    return made


def _fact_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's signature)
    match = FACT_NAME.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("fact", "", 0).content = match[1]
    state.pos = match.end()
    return True
