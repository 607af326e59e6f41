"""Builds that are stopped at one call that changes a disk: by an exception, or killed in a process of their own.

`python -m tests.faults TEMPLATE FOLDER ACTION FIRST STEP` kills what a process does to a copy of TEMPLATE at its call FIRST,
does it again with another copy and kills it STEP calls later, and so on until it ends before it is killed.
The copies are FOLDER/<call>; the last of them is that of the process that ended.
"""

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn
from unittest.mock import patch

from pipeline import outputs, validators
from pipeline.cli import main
from pipeline.files import Folder
from pipeline.validators.pdf_ua import PdfUa

CALLS = ("fsync", "link", "mkdir", "open", "rename", "replace", "rmdir", "unlink")
"""The functions of `os` by which `pipeline.files` changes what is on a disk; of `open` only what may make a file."""


@contextmanager
def stopped(is_time: Callable[[int, str], bool], stop: Callable[[], object]) -> Iterator[None]:
    """Call a function before some of the calls that change the disk, given the position of each, from 0, and its name."""
    numbers = itertools.count()
    real = {name: getattr(os, name) for name in CALLS}

    def counted(name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            reads_only = name == "open" and not arguments[1] & os.O_CREAT
            if not reads_only and is_time(next(numbers), name):
                stop()
            return real[name](*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, counted(name))
    try:
        yield
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def build(folder: Path) -> int:
    """Build as the command does, in one process, with the quick validator alone."""
    with patch.object(validators, "VALIDATORS", (PdfUa(),)):
        return main(["build", "--jobs", "1", "--publication", str(folder)])


def mend(folder: Path) -> int:
    """Put back what a killed build left, as each build does first."""
    outputs.mend(Folder(folder).inside("outputs"))
    return 0


ACTIONS: Mapping[str, Callable[[Path], int]] = MappingProxyType({"build": build, "mend": mend})


def published(folder: Path) -> dict[str, bytes]:
    """Return the files that readers may see, by their paths."""
    held = folder / "outputs"
    places = {path.relative_to(held).as_posix(): path for path in held.rglob("*") if path.is_file()}
    return {path: place.read_bytes() for path, place in places.items() if not path.startswith(".")}


def kill_everywhere(template: Path, folder: Path, action: Callable[[Path], int], first: int, step: int) -> None:
    """Kill an action at every so many of the calls that change the disk, each time with a new copy of a publication."""
    for position in itertools.count(first, step):
        copy = folder / str(position)
        shutil.copytree(template, copy)
        child = os.fork()
        if not child:
            _kill_at(position, action, copy)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            sys.exit(os.WEXITSTATUS(status))


def _kill_at(position: int, action: Callable[[Path], int], folder: Path) -> NoReturn:
    """End this process, whether the action comes as far as to a call that changes the disk or not."""
    with stopped(lambda number, _: number == position, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        os._exit(action(folder))


if __name__ == "__main__":
    template, folder, action, first, step = sys.argv[1:]
    build(Path(template).parent / "warm")  # everything is imported before the first fork
    kill_everywhere(Path(template), Path(folder), ACTIONS[action], int(first), int(step))
