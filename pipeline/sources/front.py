"""What a publication says of itself to a document, so that it is translated, checked and approved as leaflets are."""

import datetime

from pipeline.model import Document, Message, Paragraph, Role
from pipeline.settings import PATH, Settings
from pipeline.yamlfile import Scalar

ID = "publication"
"""The name of its catalogues; no leaflet can have it."""


def front(settings: Settings) -> Document | None:
    """Return the title, the introduction as summary, then the topics and the withdrawn titles as paragraphs, in their order.

    None if the publication has no portal in its settings. `named` finds the paragraphs again.
    """
    portal = settings.portal
    if portal is None:
        return None
    said = (
        *(_message(name, Role.TOPIC) for _, name in portal.topics),
        *(_message(each.title, Role.WITHDRAWN) for each in portal.withdrawn),
    )
    return Document(
        id=ID,
        language=settings.source_language,
        path=PATH,
        title=_message(portal.title, Role.TITLE),
        summary=_message(portal.introduction, Role.SUMMARY) if portal.introduction else None,
        updated=datetime.date.min,
        review_by=None,
        topics=(),
        audience="",
        blocks=tuple(Paragraph(each) for each in said),
        is_front=True,
    )


def _message(scalar: Scalar, role: Role) -> Message:
    return Message(markdown=scalar.text, role=role, at=scalar.at)
