"""What a command keeps for the next one, in `.everyleaf/` beside `source/`: JSON that is believed only if it is whole.

Version control does not see that folder, and whoever deletes it loses only a second.
"""

import hashlib
import json
from typing import Any

from pipeline import __version__
from pipeline.errors import EveryleafError
from pipeline.files import Folder

_IGNORE = ".everyleaf/.gitignore"
_LIMIT = 400_000_000


def read(folder: Folder, path: str) -> dict[str, Any]:
    """Return what was kept at a path; nothing if that is not there, not whole, or from another version."""
    try:
        digest, _, body = folder.read(path, _LIMIT).partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return {}
        kept: dict[str, Any] = json.loads(body)
        return kept if kept["version"] == __version__ else {}
    except (EveryleafError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def write(folder: Folder, path: str, document: dict[str, Any]) -> None:
    """Keep something, with its digest and this version. Raises EveryleafError if the disk refuses it, and UnicodeError."""
    body = json.dumps({"version": __version__, **document}, separators=(",", ":"))
    content = f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}".encode()
    if not folder.exists(_IGNORE):
        folder.write(_IGNORE, b"*\n")
    folder.write(path, content)
