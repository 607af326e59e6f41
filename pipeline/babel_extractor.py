"""The entry point through which plain `pybabel extract` finds the messages of leaflets.

A mapping file needs one line, `[everyleaf: leaflets/**.md]`, and `pybabel extract -F mapping.cfg -o all.pot source` does it.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import IO

from pipeline import messages, yamlfile
from pipeline.languages import parse_language
from pipeline.sources import leaflets


def extract(
    fileobj: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 (Babel gives all four by these names)
    comment_tags: Collection[str],  # noqa: ARG001
    options: Mapping[str, object],  # noqa: ARG001
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (line, function, message, comments) for each message of a leaflet, as Babel asks for.

    These are the messages that `everyleaf update` finds, in the same order. A file without front matter has none.
    Raises EveryleafError if the file is no text.
    """
    text = yamlfile.decode(fileobj.read(), getattr(fileobj, "name", "leaflet"))
    document, _ = leaflets.parse(text, "", parse_language("en"))
    for message in messages.extract(document) if document else ():
        yield message.at.line, "", message.markdown, [message.comment] if message.comment else []
