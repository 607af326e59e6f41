"""The text of a passage to HTML, for the web page and for print.

Numbers, telephone numbers, addresses and Latin names keep their order inside right-to-left text because each run of them
stands in an element with `dir`: both browsers and WeasyPrint 70 honour that, while WeasyPrint ignores `<bdi>` and
`unicode-bidi`. A run that is glued to a right-to-left letter stands between LRI and PDI instead (UAX #9, 2.4), for a tag
in mid-word would let a line end there.

A style sheet must keep the class `unbroken` in one line, and show `em` by weight, for many scripts have no italics.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import assert_never

from markupsafe import Markup, escape

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.languages import Direction, Language
from pipeline.model import (
    Abbreviation,
    Code,
    Emphasis,
    FactKind,
    FactValue,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    Passage,
    Strong,
    Target,
    Text,
    WebTarget,
)
from pipeline.renderers.runs import (
    BARRIER,
    Run,
    find_runs,
    is_quantity,
    is_right_to_left,
    isolate,
    quantity_run,
    steadied,
    without_controls,
)

LeafletAddress = Callable[[LeafletTarget], str | None]
"""Where another leaflet is found from here; None for nowhere, and its link is then words only."""


def passage_markup(passage: Passage, *, leaflet_address: LeafletAddress) -> Markup:
    """Return a passage as the contents of an element of its own language (see `language_attributes`).

    Raises EveryleafError (`edition-failed`) for a link to anything but http, https, mailto and tel.
    """
    return _inlines(passage.inlines, _Setting(language=passage.language, leaflet_address=leaflet_address))


def span_markup(passage: Passage, surrounding: Language, *, leaflet_address: LeafletAddress) -> Markup:
    """Return a passage as part of a line: in a `<span lang dir>` if its language is not the surrounding one."""
    content = passage_markup(passage, leaflet_address=leaflet_address)
    return _element("span", content, foreign=(passage.language, surrounding))


@lru_cache(maxsize=4096)
def language_attributes(language: Language, surrounding: Language) -> Markup:
    """Return ` lang="en-GB" dir="ltr"`, or nothing if the surrounding language is the same (WCAG 2.2, 3.1.2)."""
    if language == surrounding:
        return Markup()
    return Markup(' lang="{}" dir="{}"').format(language.tag, language.direction)


def plain_text(passage: Passage) -> str:
    """Return the characters of a passage without any markup, for attributes and for titles; a line break is a space."""
    return "".join(map(_plain, passage.inlines))


def safe_url(url: str) -> str:
    """Return an address that may be linked to.

    Raises EveryleafError (`edition-failed`) if it is not of http, https, mailto or tel.
    """
    if not re.match(r"(?:https?|mailto|tel):[^\s\x00-\x1f]+\Z", url, re.IGNORECASE):
        raise EveryleafError(
            Diagnostic(
                code="edition-failed",
                message=f'"{url}" is no address that a leaflet may link to',
                hint="write an address that starts with https:, http:, mailto: or tel:",
            )
        )
    return url


# --- Inlines ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What surrounds an inline."""

    language: Language
    leaflet_address: LeafletAddress
    in_link: bool = False
    in_run: bool = False
    """Whether the order is settled already."""


def _inlines(inlines: tuple[Inline, ...], setting: _Setting) -> Markup:
    """Return inlines that stand side by side, each run of the other direction in an element with `dir`."""
    inlines = tuple(_settled(inline, setting.language) for inline in inlines)
    result, position = Markup(), 0
    for run in () if setting.in_run else _runs(inlines, setting.language.direction):
        parts = tuple(_between(inlines, run.start, run.end))
        if all(isinstance(part, FactValue) and part.kind is FactKind.PHONE for part in parts):
            continue  # a telephone number sets itself apart
        has_runs = run.direction == "rtl" == setting.language.direction and not run.glued  # "22 November" in Arabic
        content = _joined(parts, replace(setting, in_run=not has_runs))
        result += _joined(_between(inlines, position, run.start), setting)
        result += _apart(content, run, setting.language.direction)
        position = run.end
    return result + _joined(_between(inlines, position, sys.maxsize), setting)


def _joined(inlines: Iterable[Inline], setting: _Setting) -> Markup:
    return Markup().join(_inline(inline, setting) for inline in inlines)


def _inline(inline: Inline, setting: _Setting) -> Markup:  # noqa: PLR0911 (one return a kind of inline)
    match inline:
        case Text():
            return escape(inline.text)
        case Strong():
            return _element("strong", _inlines(inline.children, setting))
        case Emphasis():
            return _element("em", _inlines(inline.children, setting))
        case Code():
            own = "rtl" if is_right_to_left(inline.text) else "ltr"
            text = escape(without_controls(inline.text))
            return _element("code", text, dir=None if own == setting.language.direction else own, translate="no")
        case LineBreak():
            return Markup("<br>")
        case Link():
            return _link(inline, setting)
        case FactValue():
            return _fact(inline, setting)
        case Abbreviation():
            words = without_controls(inline.expansion)
            return _element("abbr", escape(without_controls(inline.text)), title=words)
        case _:
            assert_never(inline)


def _link(link: Link, setting: _Setting) -> Markup:
    words = _inlines(link.children, replace(setting, in_link=True))
    address = _address(link.target, setting)
    return words if address is None or setting.in_link else _element("a", words, href=address)


def _address(target: Target, setting: _Setting) -> str | None:
    match target:
        case WebTarget():
            return safe_url(target.url)
        case LeafletTarget():
            return setting.leaflet_address(target)
        case _:
            assert_never(target)


_EXACT = frozenset({FactKind.PHONE, FactKind.URL, FactKind.EMAIL})
"""Facts that are the same in every language: never translated by a browser, never read as words of one."""


_DIGIT_BY_DIGIT = '{"say-as":{"interpret-as":"characters"}}'
"""W3C, Spoken Presentation in HTML (Working Draft, 2021), the single attribute."""


def _fact(fact: FactValue, setting: _Setting) -> Markup:
    exact = fact.kind in _EXACT
    text = escape(without_controls(fact.text))
    if not exact:
        words = steadied(fact.text) if is_quantity(fact) else fact.text
        text = _inlines((Text(words),), replace(setting, language=fact.language))
    href = None if fact.url is None or setting.in_link else safe_url(fact.url)
    return _element(
        "span" if href is None else "a",
        text,
        foreign=None if exact else (fact.language, setting.language),
        class_=f"{fact.kind} unbroken" if fact.kind is FactKind.PHONE else str(fact.kind) if exact else None,
        href=href,
        dir="ltr" if exact and setting.language.direction == "rtl" and not setting.in_run else None,
        translate="no" if exact else None,
        data_ssml=_DIGIT_BY_DIGIT if fact.kind is FactKind.PHONE else None,
    )


def _element(
    name: str, content: Markup, *, foreign: tuple[Language, Language] | None = None, **attributes: str | None
) -> Markup:
    """Return content in an element, or content as it is if that were a span without attributes.

    `foreign` is the language of the content and the surrounding one.
    """
    given = Markup().join(
        Markup(' {}="{}"').format(key.removesuffix("_").replace("_", "-"), value)
        for key, value in attributes.items()
        if value is not None
    )
    if foreign is not None:
        given = language_attributes(*foreign) + given
    return Markup("<{0}{1}>{2}</{0}>").format(name, given, content) if given or name != "span" else content


def _settled(inline: Inline, language: Language) -> Inline:
    """Return a fact that is mere words of the surrounding language as text, so that "{dose} mg" is one run.

    A quantity in right-to-left text stays a fact, for it is a run of its own.
    """
    if isinstance(inline, FactValue) and inline.url is None and inline.kind not in _EXACT and inline.language == language:
        return inline if is_quantity(inline) and language.direction == "rtl" else Text(without_controls(inline.text))
    return Text(without_controls(inline.text)) if isinstance(inline, Text) else inline


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Code() | FactValue() | Abbreviation():
            return without_controls(inline.text)
        case Strong() | Emphasis() | Link():
            return "".join(map(_plain, inline.children))
        case LineBreak():
            return " "
        case _:
            assert_never(inline)


# --- Runs ---------------------------------------------------------------------------------------------------------------


def _runs(inlines: tuple[Inline, ...], direction: Direction) -> list[Run]:
    """Return the runs among inlines, in their order; one that lies in strong or stressed words is left to these."""
    text = "".join(map(_characters, inlines))
    ends = tuple(accumulate(map(len, map(_characters, inlines))))
    parts = tuple(zip(inlines, (0, *ends), ends, strict=False))
    whole = tuple((start, end) for inline, start, end in parts if isinstance(inline, Strong | Emphasis | Abbreviation))
    quantities = (
        quantity_run(inline, text, start)
        for inline, start, _ in parts
        if isinstance(inline, FactValue) and is_quantity(inline)
    )
    return sorted((*find_runs(text, direction, whole), *quantities), key=lambda run: run.start)


def _between(inlines: tuple[Inline, ...], start: int, end: int) -> Iterator[Inline]:
    """Yield the inlines from one character to another; only Text is ever cut."""
    position = 0
    for inline in inlines:
        first, position = position, position + len(_characters(inline))
        if isinstance(inline, Text):
            part = inline.text[max(start - first, 0) : max(end - first, 0)]
            if part:
                yield Text(part)
        elif start <= first and position <= end:
            yield inline


def _characters(inline: Inline) -> str:
    """Return what an inline adds to a run: a digit for a telephone number ("NHS 111"), a barrier for what stands alone."""
    match inline:
        case Text() | Abbreviation():
            return inline.text
        case FactValue(kind=FactKind.PHONE):
            return "0"
        case Strong() | Emphasis():
            return "".join(map(_characters, inline.children))
        case Code() | LineBreak() | Link() | FactValue():
            return BARRIER
        case _:
            assert_never(inline)


def _apart(content: Markup, run: Run, surrounding: Direction) -> Markup:
    """Return a run set apart from text of the surrounding direction."""
    apart = "rtl" in (run.direction, surrounding)
    if apart and run.glued and "<" not in content:  # an isolate that has a tag in it is cut by it
        return content if run.simple else Markup(isolate(content, run.direction))  # noqa: S704 (escaped already)
    return _element("span", content, class_="unbroken" if run.unbroken else None, dir=run.direction if apart else None)
