"""Whether phone numbers, addresses, dates and amounts stand in a text by hand, where a fact should stand.

A fact changes in one place, for every language; what was typed has to be found and changed in all of them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from pipeline.characters import FACT
from pipeline.checks.base import Finding
from pipeline.checks.writing.written import Written, WrittenCheck, links
from pipeline.markdown import plain
from pipeline.model import FactKind, FactValue, WebTarget

_BEFORE, _AFTER = r"(?<![\w.,:/£$€+-])(?<!\d )", r"(?!\w|[.,:/-]\d| ?%)"
_PHONE_LIKE = re.compile(
    rf"{_BEFORE}(?P<whole>(?:\+[1-9]|\(?0)[\d ()-]{{6,30}}\d|1800[01](?: [\d ]+\d)?|116 ?\d{{3}}){_AFTER}"
    rf"|\b(?:call|phone|ring|dial|text|telephone|tel|NHS)[:.]? (?:on )?(?P<short>[1-9]\d{{2,5}})(?! ?\d){_AFTER}",
    re.IGNORECASE,
)
"""Numbers that start as British or foreign phone numbers do, those of Relay UK, and any number after "call"."""
_LONGEST_NUMBER = 15
"""How many digits a phone number has at most (ITU-T E.164)."""
_BY_CHANCE = 3
"""Numbers of so few characters are met by chance, so that nobody can say which fact they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values:
    """What the facts look like where somebody types them."""

    pattern: re.Pattern[str]
    """A group for each of `names`, in their order."""
    names: tuple[str, ...]
    addresses: Mapping[str, str]
    """Addresses, as `_address` gives them, and the names of their facts."""


def check_for(facts: Mapping[str, FactValue]) -> WrittenCheck:
    """Return the check that yields `fact-typed` for a typed value of these facts, as they stand in the source language.

    It yields `fact-missing` for a phone number that is no fact, and for an address that is no fact and no link.
    """
    patterns = {name: found for name, fact in facts.items() if (found := _typed(fact))}
    names = tuple(sorted(patterns, key=lambda name: len(facts[name].text), reverse=True))
    either = "|".join(f"({patterns[name]})" for name in names)
    values = _Values(
        pattern=re.compile(f"{_BEFORE}(?:{either}){_AFTER}" if names else "(?!)"),
        names=names,
        addresses={_address(fact.url): name for name, fact in reversed(tuple(facts.items())) if fact.url},
    )
    return partial(_check, values)


def _check(values: _Values, written: Written) -> Iterator[Finding]:
    text = written.text.words.replace("\u00a0", " ")
    met = {values.names[(match.lastindex or 0) - 1]: match[0] for match in values.pattern.finditer(text)}
    linked = list(links(written.text.inlines))
    leads = {link.target.url for link in linked if isinstance(link.target, WebTarget)} | {
        plain(link.children) for link in linked
    }
    loose = []
    for target in written.text.targets:
        if name := values.addresses.get(_address(target)):
            met.setdefault(name, target)
        elif target.lower().startswith(("http", "www.")) or "@" in target:
            loose += [target] if target not in leads else []
    for name, typed in met.items():
        hint = f"write {{{name}}} in its place"
        yield Finding(code="fact-typed", words=f'"{typed}" is typed by hand, and the fact "{name}" holds it', hint=hint)
    rest = values.pattern.sub(FACT, text)
    for value in (*filter(None, map(_phone, _PHONE_LIKE.finditer(rest))), *loose):
        hint = "add it to source/facts.yml and write its {name}: it then changes in one place, and is a link"
        yield Finding(code="fact-missing", words=f'"{value}" is typed by hand, and no fact holds it', hint=hint)


def _typed(fact: FactValue) -> str:
    """Return a pattern of what the value of a fact looks like in a text; nothing for addresses, and for small numbers."""
    match fact.kind:
        case FactKind.PHONE:
            digits = re.sub(r"[^\d+]", "", fact.text)
            british = re.fullmatch(r"(?:\+44|0)(\d+)", digits)
            parts = [r"(?:\+44|0|\+44 ?\(0\))", *british[1]] if british else [re.escape(digit) for digit in digits]
            number = r"[ ().-]{0,3}".join(parts)
            return number if len(digits) > _BY_CHANCE else number + r"(?! \d{3})"
        case FactKind.URL | FactKind.EMAIL:
            return ""
        case FactKind.NUMBER if len(fact.text) <= _BY_CHANCE:
            return ""
        case _:
            return re.escape(fact.text.replace("\u00a0", " "))


def _address(url: str) -> str:
    """Return an address without what makes no difference: `https://`, `www.`, `mailto:` or `tel:`, and a last slash."""
    return re.sub(r"^(?:https?://|mailto:|tel:)?(?:www\.)?|/$", "", url.lower())


def _phone(match: re.Match[str]) -> str:
    """Return the number that was met, or nothing if it has too many digits for one."""
    found = match["whole"] or match["short"]
    return found if len(re.sub(r"\D", "", found)) <= _LONGEST_NUMBER else ""
