"""A folder to what people change in it, as they do."""

import os
from collections.abc import Iterator
from pathlib import Path

_HIDDEN = (".", "#")
"""How the names of files and folders begin that are nobody's words: of version control, of editors."""
_TEMPORARY = ("~", ".bak", ".swp", ".swx", ".tmp", ".orig", "4913")
"""How the names of files end that editors write beside the one that is edited; Vim's trial is called 4913."""
_WAKE = 250
"""In milliseconds: so often it is looked whether the folders themselves are still the same ones."""
_SETTLED = 50
"""In milliseconds: so long nothing may change for changes to be one; editors write a file in several strokes."""
_PATIENCE = 1600
"""In milliseconds: the longest time that changes are waited for to settle."""


def changes(root: Path, trees: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what was changed below some folders of a root, as sorted paths from it; for ever.

    The first of them is empty: from then on nothing is missed. A folder that comes, goes or is replaced is a change itself.
    """
    from watchfiles import watch  # noqa: PLC0415 (takes long to import)

    def is_somebodys(_: object, path: str) -> bool:
        return not is_ignored(os.path.relpath(path, root))

    root = Path(os.path.realpath(root))
    gone: tuple[str, ...] = ()
    while True:
        there = _there(root, trees)
        waiting = watch(
            *(root / tree for tree in there),
            watch_filter=is_somebodys,
            debounce=_PATIENCE,
            step=_SETTLED,
            rust_timeout=_WAKE,
            yield_on_timeout=True,
        )
        next(waiting)
        yield gone
        for found in waiting:
            gone = tuple(tree for tree in trees if _there(root, trees).get(tree) != there.get(tree))
            if gone:
                break
            if found:
                yield tuple(sorted({Path(os.path.relpath(path, root)).as_posix() for _, path in found}))


def is_ignored(path: str) -> bool:
    """Return whether a file is one that programs write for themselves."""
    return any(part.startswith(_HIDDEN) for part in Path(path).parts) or path.endswith(_TEMPORARY)


def _there(root: Path, trees: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Return which of some folders are there, and what tells each from one that would take its place."""
    found: dict[str, tuple[int, int]] = {}
    for tree in trees:
        try:
            status = (root / tree).stat()
        except OSError:
            continue
        found[tree] = status.st_dev, status.st_ino
    return found
