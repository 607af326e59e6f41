"""The files of a return to what they agree on: a pack may have a leaflet as a catalogue and as a spreadsheet."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.catalogues.entries import Key
from pipeline.diagnostics import Diagnostic
from pipeline.packs.returned import Returned, ReturnedLeaflet


def agreed(leaflets: Sequence[ReturnedLeaflet]) -> tuple[tuple[ReturnedLeaflet, ...], tuple[Diagnostic, ...]]:
    """Return the leaflets without the messages that came back in different translations, and a problem for each of those.

    A translation that is as it was sent differs from none. What was sent may be known from another file than a message's.
    """
    groups: dict[tuple[str, Key], list[Returned]] = {}
    for leaflet in leaflets:
        for message in leaflet.messages:
            groups.setdefault((leaflet.leaflet, message.key), []).append(message)
    differing = {key: ways for key, group in groups.items() if len(ways := _ways(group)) > 1}
    kept = (
        replace(each, messages=tuple(message for message in each.messages if (each.leaflet, message.key) not in differing))
        for each in leaflets
    )
    return tuple(kept), tuple(_difference(*ways[:2]) for ways in differing.values())


def _ways(group: Sequence[Returned]) -> tuple[Returned, ...]:
    """Return the first message of each translation that a translator wrote."""
    if len(group) == 1:
        return ()
    sent = next((message.sent for message in group if message.sent), None)
    changed = [message for message in group if replace(message, sent=message.sent or sent).is_changed]
    return tuple({(message.strings, message.needs_review): message for message in reversed(changed)}.values())[::-1]


def _difference(one: Returned, other: Returned) -> Diagnostic:
    words = f"two translations of this came back; here: {one.said}; in {other.at}: {other.said}"
    hint = "neither is taken, and yours stays; ask the translator which is right, and write it into the catalogue"
    return Diagnostic(code="pack-conflict", message=words, at=one.at, hint=hint)
