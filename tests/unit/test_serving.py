"""What a browser gets of the outputs."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.renderers import RENDERERS
from pipeline.renderers.base import Renderer
from pipeline.serving import HEADERS, Server, locate, media_type
from tests import publications
from tests.served import served

FILES = {
    "outputs/index.html": "<p>first page",
    "outputs/404.html": "<p>not found",
    "outputs/ar/index.html": "<p>العربية",
    "outputs/ar/help-ar.txt": "مساعدة",
    "outputs/.everyleaf/new/ar/help-ar.txt": "not published",
    "secret.txt": "secret",
}
Get = Callable[..., tuple[HTTPResponse, bytes]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server of a few files, on a free port."""
    publications.write(tmp_path, FILES)
    (tmp_path / "outputs/leak.txt").symlink_to(tmp_path / "secret.txt")
    with served(tmp_path / "outputs") as made:
        yield made


@pytest.fixture
def get(server: Server) -> Iterator[Get]:
    """Return a function that asks the server, always on the same connection: what an answer leaves over spoils the next."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)

    def get(target: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer, answer.read()

    yield get
    connection.close()


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/ar/", "ar/index.html"),
        ("/ar/help-ar.txt?x=/y#z", "ar/help-ar.txt"),
        ("/%61r/help-ar.txt", "ar/help-ar.txt"),
        *((unsafe, None) for unsafe in ("", "ar", "*", "//ar/", "/ar//help", "/../secret.txt", "/ar/../../secret.txt")),
        *((unsafe, None) for unsafe in ("/%2e%2e/secret.txt", "/..%2fsecret.txt", "/.everyleaf/new", "/ar/.git", "/%ff")),
    ],
)
def test_an_address_leads_to_a_file_of_the_outputs_or_nowhere(target: str, path: str | None) -> None:
    assert locate(target) == path


def test_a_file_comes_whole_with_its_type_and_what_every_answer_has(get: Get) -> None:
    answer, content = get("/ar/help-ar.txt")
    assert (answer.status, content.decode()) == (200, FILES["outputs/ar/help-ar.txt"])
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)


def test_a_folder_is_its_first_page_and_is_never_listed(get: Get) -> None:
    assert get("/ar/")[1].decode() == FILES["outputs/ar/index.html"]
    assert (get("/ar")[0].status, get("/ar")[0].headers["Location"]) == (301, "/ar/")


@pytest.mark.parametrize("target", ["/nothing", "/.everyleaf/new/ar/help-ar.txt", "/leak.txt", "/a%00b", "/" + "a" * 999])
def test_what_is_not_there_or_not_for_readers_is_the_page_that_says_so(get: Get, target: str) -> None:
    answer, content = get(target)
    assert (answer.status, content.decode()) == (404, FILES["outputs/404.html"])


def test_head_says_the_same_without_the_file(get: Get) -> None:
    asked, got = get("/index.html", "HEAD"), get("/index.html")
    assert (asked[1], asked[0].headers["Content-Length"]) == (b"", str(len(got[1])))
    assert get("/index.html", "POST")[0].status == 501


def test_a_file_that_the_browser_has_already_is_not_sent_again(get: Get) -> None:
    tag = get("/index.html")[0].headers["ETag"]
    answer, content = get("/index.html", If_None_Match=f'"other", W/{tag}')
    assert (answer.status, content, answer.headers["ETag"]) == (304, b"", tag)
    assert get("/ar/", If_None_Match=tag)[0].status == 200


def test_a_page_of_another_site_can_not_read_it_by_a_name_of_its_own(get: Get) -> None:
    assert get("/index.html", Host="attacker.example:8000")[0].status == 421
    assert get("/index.html", Host="localhost")[0].status == 200


def test_a_port_that_is_taken_is_an_error_that_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publications.write(tmp_path, FILES)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port), "--publication", str(tmp_path)]) == 5
    assert f"error[port-refused]: can't listen on port {port}: address already in use" in capsys.readouterr().err


def test_without_a_build_there_is_nothing_to_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--publication", str(tmp_path)]) == 6
    assert "outputs/index.html: error[output-missing]" in capsys.readouterr().err


def test_the_command_says_where_the_site_is_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    publications.write(tmp_path, FILES)
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--json", "--port", "0", "--publication", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        assert process.stderr
        said = process.stdout.readline()
        port = int(re.findall(r":(\d+)/", json.loads(said)["address"])[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read().decode() == FILES["outputs/index.html"]
        process.send_signal(signal.SIGINT)  # while a browser keeps its connection open
        assert (process.wait(10), process.stderr.read()) == (0, b"")
        connection.close()


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
def test_every_format_is_sent_as_what_it_is(renderer: Renderer) -> None:
    assert media_type(f"ar/help-ar{renderer.suffix}").partition(";")[0] == renderer.media_type.partition(";")[0]
