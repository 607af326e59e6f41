"""Whether anything changed since a build that had nothing to do, by stamps alone: then there is nothing to do again.

What a build answered is kept in `.everyleaf/built.json` beside `source/`, with an index of the publication and the stamps of
whatever of the machine an edition depends on: this program, its libraries, the fonts, what lies on the path.
If one of them differs, or if the file is missing, cut off or from another version, the build looks for itself.
This module imports little, for it is what a build that has nothing to do consists of.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline import __version__, index, machine
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.index import Index

PATH = ".everyleaf/built.json"
_IGNORE = ".everyleaf/.gitignore"
_LIMIT = 400_000_000
_BUILD_AT_WORK = "outputs/.everyleaf"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a publication before a build."""

    now: Index
    """Its files; NOTHING if they can't be known by stamps."""
    answer: dict[str, Any] | None
    """What a build that was asked the same would answer, if nothing changed."""


def recall(folder: Folder, question: str) -> Memory:
    """Return what is known of a publication, and what a build that is asked this would answer if it had nothing to do."""
    try:
        kept = _kept(folder)
    except (EveryleafError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        kept = {}
    try:
        before = index.parse(kept["index"]) if kept else index.NOTHING
    except (KeyError, TypeError, ValueError, AttributeError):
        before, kept = index.NOTHING, {}
    try:
        now = index.take(folder, before) or index.NOTHING
    except EveryleafError:
        now = index.NOTHING
    is_same = (
        now is not index.NOTHING
        and kept.get("question") == question
        and kept.get("content") == now.digest(index.TREES)
        and kept.get("machine") == machine.digest(kept.get("places", ()))
        and not any(path.startswith(_BUILD_AT_WORK) for path in now.files)
    )
    return Memory(now, kept["answer"] if is_same else None)


def remember(folder: Folder, question: str, before: Index, answer: Mapping[str, Any]) -> None:
    """Keep what a build answered, if the sources are as they were before it; a disk that refuses is no problem."""
    try:
        now = index.take(folder, before)
        inputs = index.TREES[:-1]
        if before is index.NOTHING or now is None or now.digest(inputs) != before.digest(inputs):
            return
        places = machine.places()
        kept = {
            "version": __version__,
            "question": question,
            "content": now.digest(index.TREES),
            "places": places,
            "machine": machine.digest(places),
            "index": index.dump(now),
            "answer": dict(answer),
        }
        body = json.dumps(kept, separators=(",", ":"))
        content = f"{hashlib.sha256(body.encode()).hexdigest()}\n{body}".encode()
        if not folder.exists(_IGNORE):
            folder.write(_IGNORE, b"*\n")
        folder.write(PATH, content)
    except (EveryleafError, OSError, UnicodeError):
        return


def _kept(folder: Folder) -> dict[str, Any]:
    """Return what the last build kept; nothing if it is not whole, or from another version."""
    digest, _, body = folder.read(PATH, _LIMIT).partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return {}
    kept: dict[str, Any] = json.loads(body)
    return kept if kept["version"] == __version__ else {}
