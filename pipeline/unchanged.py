"""Whether anything changed since a build that had nothing to do, by stamps alone: then there is nothing to do again.

What a build answered is kept in `.everyleaf/built.json` beside `source/`, with an index of the publication and the stamps of
whatever of the machine an edition depends on: this program, its libraries, the fonts, what lies on the path.
If one of them differs, or if the file is missing, cut off or from another version, the build looks for itself.
This module imports little, for it is what a build that has nothing to do consists of.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline import index, keeping, machine
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.index import Index

PATH = ".everyleaf/built.json"
_BUILD_AT_WORK = "outputs/.everyleaf"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a publication before or after a build."""

    now: Index
    """Its files, as `present` finds them."""
    places: tuple[str, ...] = ()
    """The files and folders of the machine that editions depend on."""
    machine: str = ""
    """The digest of their stamps, if that is the same as after the last build; else empty, and there are no places."""
    answer: dict[str, Any] | None = None
    """What a build that was asked the same would answer, if nothing changed."""


def recall(folder: Folder, question: str) -> Memory:
    """Return what is known of a publication, and what a build that is asked this would answer if it had nothing to do."""
    kept = keeping.read(folder, PATH)
    try:
        before = index.parse(kept["index"]) if kept else index.NOTHING
    except (KeyError, TypeError, ValueError, AttributeError):
        before, kept = index.NOTHING, {}
    now = present(folder, before)
    places = tuple(kept.get("places", ()))
    digest = machine.digest(places)
    if now is index.NOTHING or kept.get("machine") != digest:
        return Memory(now)
    is_same = kept.get("question") == question and kept.get("content") == now.digest(index.TREES)
    return Memory(now, places, digest, kept["answer"] if is_same else None)


def present(folder: Folder, before: Index) -> Index:
    """Return the index of a publication now, given an earlier one.

    NOTHING if it can't be known by stamps, or if another build is at work or was killed.
    """
    try:
        now = index.take(folder, before)
    except EveryleafError:
        return index.NOTHING
    return index.NOTHING if now is None or any(path.startswith(_BUILD_AT_WORK) for path in now.files) else now


def remember(
    folder: Folder, question: str, before: Memory, answer: Mapping[str, Any] | None, built: Collection[str]
) -> Memory | None:
    """Keep what a build answered, None if it has to be asked again, and return what is known after it.

    `built` are the paths of its own files in `outputs/`.
    None, and nothing is kept, if the sources are not as they were before, or if the disk refuses; that is no problem.
    What an earlier build used of the machine counts as long as it is the same, for this one may have used less.
    """
    try:
        now = followed(folder, before.now, built)
        if now is None:
            return None
        places = tuple(sorted({*before.places, *machine.places()}))
        after = Memory(now, places, machine.digest(places))
        kept = {
            "question": question,
            "content": now.digest(index.TREES),
            "places": places,
            "machine": after.machine,
            "index": index.dump(now),
            "answer": answer,
        }
        keeping.write(folder, PATH, kept)
    except (EveryleafError, OSError, UnicodeError):
        return None
    return after


def followed(folder: Folder, before: Index, built: Collection[str]) -> Index | None:
    """Return the index of a publication after a build that made some files in `outputs/`.

    None if the sources are not as they were when the build began, by an index of then, or if that can't be known.
    Raises EveryleafError if the disk refuses.
    """
    now = None if before is index.NOTHING else index.take(folder, before, built)
    inputs = index.TREES[:-1]
    return now if now is not None and now.digest(inputs) == before.digest(inputs) else None
