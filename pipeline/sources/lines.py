"""The lines of a leaflet's file, and the texts of its blocks, which stand on one line each."""

from collections.abc import Iterator

from pipeline.diagnostics import Span
from pipeline.model import Message


def one_line(text: str) -> str:
    """Return inline Markdown with soft line breaks as spaces; a hard one stays, as a backslash at the end of its line."""
    return "".join(_joined(text.split("\n")))


def _joined(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        bare = line.rstrip(" ")
        if number == len(lines) - 1:
            yield bare
        elif bare.endswith("\\"):
            yield bare + "\n"
        elif len(line) - len(bare) > 1:
            yield bare + "\\\n"
        else:
            yield bare + " "


def find(message: Message, snippet: str, text: str, first_line: int = 1) -> Span:
    """Return where a snippet of a message stands in its file's text, or the message's own place if it is not found there."""
    lines = text.split("\n")
    for line in range(max(message.at.line - first_line, 0), len(lines)):
        column = lines[line].find(snippet)
        if column >= 0:
            return Span(message.at.path, line + first_line, column + 1)
    return message.at
