"""A translated document to an edition or to why there is none, in whatever process this is."""

import threading

from pipeline.errors import EveryleafError
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers import RENDERERS

Made = Edition | EveryleafError
"""An edition, or the problems for which there is none."""


def render(format_name: str, document: TranslatedDocument) -> Made:
    """Return the edition, or the problems for which there is none; any other exception is a bug and is raised."""
    try:
        with _ONE_AT_A_TIME:
            return RENDERERS[format_name].render(document)
    except EveryleafError as error:
        return error


_ONE_AT_A_TIME = threading.Lock()
"""Renderers need not be safe for threads, and a worker of a cluster may have several."""
