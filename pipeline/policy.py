"""The `policy` of `publication.yml`: what may be published, and what to do where a translation has gaps."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pipeline import yamlfile

Choice = TypeVar("Choice", bound=StrEnum)


class Publish(StrEnum):
    """Which translations readers may get."""

    DRAFT = "draft"
    """All that is translated; every edition says whether it is approved."""
    APPROVED = "approved"
    """Only words that a named person approved; all others are gaps."""


class Gaps(StrEnum):
    """What to do with a leaflet of which not every message has a publishable translation."""

    MIX = "mix"
    """Show the source language in the gaps, marked."""
    KEEP_APPROVED = "keep-approved"
    """Show in each gap the words that were approved last, but never in critical blocks; else the source language."""
    WITHHOLD = "withhold"
    """Leave the edition that was published before as it is, unless a critical block of the source changed since."""
    WITHDRAW = "withdraw"
    """Take the leaflet in that language down until the gaps are closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be published."""

    publish: Publish = Publish.DRAFT
    gaps: Gaps = Gaps.MIX
    by_leaflet: tuple[tuple[yamlfile.Scalar, Gaps], ...] = ()
    """What to do with the gaps of single leaflets, by their ids, instead of `gaps`."""

    def gaps_of(self, leaflet: str) -> Gaps:
        """Return what to do with the gaps of a leaflet."""
        return next((gaps for name, gaps in self.by_leaflet if name.text == leaflet), self.gaps)


def parse(fields: yamlfile.Fields) -> Policy:
    """Return the policy that the key `policy` holds; what is wrong is noted, and has its default."""
    node = fields.node("policy")
    if node is None and fields.has("policy"):
        hint = "write below it, indented: publish: draft"
        fields.note("wrong-value", '"policy" is empty', fields.place("policy"), hint)
    if node is None:
        return Policy()
    if not isinstance(node, yamlfile.Mapping):
        fields.note("wrong-value", '"policy" must hold keys of its own', node.at, "write below it, indented: publish: draft")
        return Policy()
    inner = yamlfile.Fields(node, fields.problems)
    policy = Policy(
        publish=_choice(inner, "publish", Publish.DRAFT),
        gaps=_choice(inner, "gaps", Gaps.MIX),
        by_leaflet=_by_leaflet(inner),
    )
    inner.finish()
    return policy


def _by_leaflet(fields: yamlfile.Fields) -> tuple[tuple[yamlfile.Scalar, Gaps], ...]:
    node = fields.node("leaflets")
    if node is None:
        return ()
    if not isinstance(node, yamlfile.Mapping):
        fields.note("wrong-value", '"leaflets" must hold ids and choices', node.at, "write below it: get-help: withhold")
        return ()
    inner = yamlfile.Fields(node, fields.problems)
    return tuple((name, _choice(inner, name.text, Gaps.MIX)) for name, _ in node.entries)


def _choice(fields: yamlfile.Fields, key: str, default: Choice) -> Choice:
    kind = type(default)
    choices = "choose one of: " + ", ".join(kind)
    if fields.has(key) and fields.node(key) is None:
        fields.note("wrong-value", f'"{key}" is empty', fields.place(key), choices)
    text = fields.text(key)
    if text and text not in set(kind):
        fields.note("wrong-value", f'"{key}" can\'t be "{text}"', fields.place(key), choices)
    return kind(text) if text in set(kind) else default
