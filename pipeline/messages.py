"""Stage 2: a document to messages, what translators see of it."""

from collections.abc import Iterator

from pipeline import markdown
from pipeline.model import Document, Message
from pipeline.sources import texts_of


def extract(document: Document) -> Iterator[Message]:
    """Yield the messages of a document in reading order; what stands twice comes twice.

    A text with no words of its own (a lone number, a `{fact}`) is no message: it is the same in every language.
    `translate` looks up exactly these.
    """
    return filter(is_message, texts_of(document))


def is_message(text: Message) -> bool:
    """Return whether there is anything to translate in a text of a document: the one function that decides."""
    return markdown.has_words(text.markdown)
