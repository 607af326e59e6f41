"""The validators of web pages: what they find, and what happens when they break down."""

import json
import re
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pipeline.errors import EveryleafError
from pipeline.renderers.html import Html
from pipeline.validators import axe, nu
from pipeline.validators.axe import Axe
from pipeline.validators.base import Complaint, Outcome, Validator
from pipeline.validators.nu import Nu
from tests.documents import SENTENCES, document

LOCK = Path(__file__).parents[2] / "tools" / "validators" / "package-lock.json"
browser = pytest.mark.browser
slow = pytest.mark.slow

Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a page, and gives its path."""

    def write(name: str, html: str) -> str:
        path = tmp_path / name
        path.write_text(html, encoding="utf-8")
        return str(path)

    return write


def english() -> str:
    """Return a page with nothing wrong, without its policy, so that tests may change its style."""
    page = Html().render(document("en-GB")).content.decode()
    return re.sub("<meta http-equiv=[^>]*>\n", "", page)


def failed(found: tuple[Complaint, ...]) -> list[tuple[str, str]]:
    """Return the rules that are broken, and their first places."""
    return [(each.rule, each.place) for each in found if each.outcome is Outcome.FAILED]


def broken_down(validator: Validator, *paths: str) -> str:
    """Return what is said of a validator that breaks down."""
    with pytest.raises(EveryleafError) as raised:
        list(validator.judge(paths))
    assert [problem.code for problem in raised.value.problems] == ["validator-failed"]
    assert raised.value.exit_code == 5
    return raised.value.problems[0].message


@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_no_page_needs_no_program(validator: Validator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert list(validator.judge(())) == []


# --- Nu ---


def test_the_version_of_nu_is_the_locked_one() -> None:
    assert Nu().version() == json.loads(LOCK.read_bytes())["packages"]["node_modules/vnu-jar"]["version"]


def test_nu_has_no_version_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert Nu().version() is None


def test_nu_has_no_version_where_there_is_no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nu, "find_spec", lambda _: None)
    assert Nu().version() is None or nu._java() is not None
    monkeypatch.setenv("PATH", "")
    assert Nu().version() is None


@slow
def test_nu_says_what_is_wrong_with_each_page_whatever_its_name(write: Write) -> None:
    arabic = f"<title>x</title><p>{SENTENCES['ar'] * 60}</p>"
    pages = (
        write("a.html", english()),
        write("é #?%20.html", english().replace("</h1>", "</h1><blink>x</blink><blink>y</blink>")),
        write("c.html", f'<!DOCTYPE html><html lang="en">{arabic}</html>'),
    )
    right, unknown, language = Nu().judge(pages)
    assert right == ()
    words, rule = "The “blink” element is obsolete. Use CSS instead.", "The “…” element is obsolete. Use CSS instead."
    line = 1 + Path(pages[1]).read_text(encoding="utf-8").split("<blink>")[0].count("\n")
    assert Complaint(rule=rule, outcome=Outcome.FAILED, words=words, place=f"line {line}", count=2) in unknown
    assert {each.outcome for each in language} == {Outcome.CANNOT_TELL}
    assert any("appears to be written in Arabic" in each.words for each in language)


@slow
def test_nu_breaks_down_at_a_page_that_is_not_there(write: Write, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.html")
    assert broken_down(Nu(), write("a.html", english()), missing) == f"Nu Html Checker broke down: {missing}: not read"


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo 'no such jar' >&2; exit 1", "no such jar"),
        ("echo nothing of use", "Expecting value"),
        ("exec sleep 60", "timed out"),
    ],
)
def test_nu_breaks_down_with_its_java(script: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nu, "_java", lambda: program(tmp_path, script))
    monkeypatch.setattr(nu, "_SECONDS", 1)
    assert words in broken_down(Nu(), str(tmp_path / "a.html"))


# --- axe ---


def test_the_version_of_axe_is_that_of_its_script() -> None:
    assert re.fullmatch(r"4\.\d+\.\d+", Axe().version() or "")


def test_axe_has_no_version_where_there_is_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert Axe().version() is None


@browser
@slow
def test_axe_says_what_is_wrong_with_each_page_in_each_look(write: Write) -> None:
    grey, black = "p.lead { color: #808080 }", "p.lead { color: #202020 }"
    pages = (
        write("a.html", english()),
        write("é #?%20.html", english().replace(' lang="en-GB" dir="ltr"', "", 1)),
        write("light.html", english().replace("</style>", f"@media (prefers-color-scheme: light) {{ {grey} }}</style>")),
        write("dark.html", english().replace("</style>", f"@media (prefers-color-scheme: dark) {{ {black} }}</style>")),
    )
    right, nameless, light, dark = map(failed, Axe().judge(pages))
    assert right == []
    assert nameless == [("html-has-lang", "html")]
    assert light == [("color-contrast", ".lead")]
    assert dark == [("color-contrast", "dark: .lead")]


@browser
@slow
def test_axe_lets_a_page_reach_nothing_but_itself(write: Write) -> None:
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

    secret = write("secret.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="9"/>')
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        near = f"http://127.0.0.1:{server.server_port}"
        images = (
            f'<img src="{near}/picture" alt=""><img src="{Path(secret).as_uri()}" alt="" onload="document.title = \'\'">'
        )
        page = write("a.html", english().replace("</main>", f'{images}<link rel="stylesheet" href="{near}/style"></main>'))
        (found,) = Axe().judge((page,))
        server.shutdown()
    assert asked == []
    assert failed(found) == [], "the picture was not loaded, else the page would have no title"


@browser
@slow
def test_axe_breaks_down_at_a_page_that_never_ends_or_is_not_there(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(axe, "_SECONDS_A_PAGE", 5)
    endless = write("endless.html", "<!DOCTYPE html><title>x</title><script>while (true) {}</script>")
    assert broken_down(Axe(), endless) == f"axe-core broke down: {endless}: no answer in time"
    missing = str(tmp_path / "none.html")
    assert broken_down(Axe(), missing).startswith(f"axe-core broke down: {missing}: Page.goto: net::ERR_FILE_NOT_FOUND")


def test_axe_breaks_down_with_its_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(axe, "find_browser", lambda: program(tmp_path, "exit 3"))
    assert broken_down(Axe(), str(tmp_path / "a.html")).startswith("axe-core broke down: its start: ")


def program(folder: Path, script: str) -> str:
    """Return the path of a program made of a line of shell."""
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)
