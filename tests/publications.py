"""Small publications on disk for tests."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

SETTINGS = """\
title: Leaflets
publisher: A publisher
source_language: en-GB
languages: [fr]
formats: [html, text]
"""
FACTS = """\
emergency: {kind: phone, value: "999", note: The emergency number.}
nhs_111: {kind: phone, value: "111"}
"""
LEAFLET = """\
---
title: Where to get help
updated: 2026-11-22
---

## In an emergency

Call {emergency} now.

<!-- accept fact-typed: NHS 111 is the name of a service --> <!-- accept abbreviation-unexplained: all readers know it -->
Call [NHS 111]({nhs_111}).
"""
HEADER = """\
msgid ""
msgstr ""
"Language: fr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
FRENCH = (
    HEADER
    + """\
msgid "Where to get help"
msgstr "Où trouver de l’aide"

msgid "In an emergency"
msgstr "En cas d’urgence"

msgid "Call {emergency} now."
msgstr "Appelez le {emergency} tout de suite."

msgid "Call [NHS 111]({nhs_111})."
msgstr "Appelez [NHS 111]({nhs_111})."
"""
)
SMALL = MappingProxyType(
    {
        "source/publication.yml": SETTINGS,
        "source/facts.yml": FACTS,
        "source/leaflets/help.md": LEAFLET,
        "locales/fr/LC_MESSAGES/help.po": FRENCH,
    }
)
"""A whole publication: one leaflet in English and French, as web page and plain text."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and return it."""
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
