"""Documents that end the process that opens them, or stop it until it is killed."""

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.languages import Language
from pipeline.model import TranslatedDocument


@dataclass(frozen=True)
class Deadly:
    """A document that kills each process that it is sent to, as a lack of memory would."""

    language: Language

    def __reduce__(self) -> tuple[Any, ...]:
        return os._exit, (1,)


@dataclass(frozen=True)
class Blocking:
    """A document that stops the first process that it is sent to, until that is killed; the next finds it as it is."""

    document: TranslatedDocument
    opened: Path
    """Gets the number of the process that is stopped."""

    @property
    def language(self) -> Language:
        return self.document.language

    def __reduce__(self) -> tuple[Any, ...]:
        return _open, (self.document, self.opened)


def _open(document: TranslatedDocument, opened: Path) -> TranslatedDocument:
    try:
        with opened.open("x") as file:
            file.write(f"{os.getpid()}\n")
    except FileExistsError:
        return document
    threading.Event().wait()
    raise AssertionError


def who_opened(opened: Path) -> int:
    """Wait until a process is stopped, and return its number."""
    deadline = time.monotonic() + 60
    while not (opened.exists() and opened.read_text().endswith("\n")):
        assert time.monotonic() < deadline, "nobody opened it"
        time.sleep(0.05)
    return int(opened.read_text())


def kill_who_opened(opened: Path) -> int:
    """Wait until a process is stopped, kill it, and return its number."""
    number = who_opened(opened)
    os.kill(number, signal.SIGKILL)
    return number
