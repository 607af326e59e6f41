"""Every address of the site leads to what is there: from a folder, such as a USB stick, and from a web server."""

import http.client
import json
import posixpath
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import defusedxml.ElementTree
import pytest

from pipeline.cli import main
from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.model import Edition, TranslatedDocument
from pipeline.renderers.html import Html
from pipeline.renderers.text import PlainText
from pipeline.serving import media_type
from tests import publications
from tests.html_reader import Page
from tests.served import served

ADDRESS = "https://example.org/a/b"
TITLE = "Where \"to\" get 'help', 5 < 6 & more"
SMALL = MappingProxyType(
    publications.SMALL
    | {
        "source/publication.yml": publications.SETTINGS.replace("[fr]", "[fr, ar]")
        + f"address: {ADDRESS}\npolicy: {{gaps: withhold}}\n"
        "portal:\n  full_text: yes\n  introduction: For all.\n"
        "  topics: {helping: Getting help}\n  withdrawn: {old: The old leaflet}\n",
        "source/leaflets/help.md": publications.LEAFLET.replace(
            "title: Where to get help", f"title: {json.dumps(TITLE)}\ntopics: [helping]"
        ),
        "locales/fr/LC_MESSAGES/help.po": publications.FRENCH.replace('"Where to get help"', json.dumps(TITLE)),
    }
)
"""A publication with an odd title, a leaflet that was withdrawn, and a language without any."""
UNLINKED = MappingProxyType(
    {
        "404.html": "a web server shows it where there is nothing",
        "pagefind/*": "the script of the search field loads it from a server",
        "manifest.json": "for programs, which know its name",
        "sitemap.xml": "for search engines, which know its name",
    }
)
"""The files to which no page leads, and why."""
LEADING = ("href", "src", "data", "poster", "action", "formaction", "cite", "longdesc")
"""The attributes with an address (HTML, index of attributes); none of our pages has `srcset`."""
LOADING = frozenset({"img", "script", "link", "source", "iframe", "object", "embed", "audio", "video", "form"})
"""The elements by which a browser asks for more, or sends something, unasked by the reader."""
ELSEWHERE = frozenset({"https", "http", "tel", "mailto", "sms"})

Read = Callable[[str], bytes | None]
Way = Callable[[Path], AbstractContextManager[Read]]


@contextmanager
def from_folder(outputs: Path) -> Iterator[Read]:
    """Yield what reads a file as a browser does that opened the folder: there is no first page of a folder."""
    yield lambda path: (outputs / path).read_bytes() if (outputs / path).is_file() else None


@contextmanager
def from_server(outputs: Path) -> Iterator[Read]:
    """Yield what asks a server for a file."""
    with served(outputs) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)

        def read(path: str) -> bytes | None:
            connection.request("GET", f"/{quote(path)}")
            answer = connection.getresponse()
            content = answer.read()
            is_right = answer.status == http.HTTPStatus.OK and answer.headers["Content-Type"] == media_type(path)
            return content if is_right else None

        yield read
        connection.close()


@dataclass
class Crawl:
    """All that can be reached from some pages, link by link."""

    read: Read
    address: str = ""
    """Where the site is published."""
    ids: dict[str, set[bytes]] = field(default_factory=dict)
    """The places in each file that was reached."""
    broken: list[str] = field(default_factory=list)

    def follow(self, *starts: str) -> None:
        """Reach what pages lead to, and what that leads to."""
        waiting = [(start, start, "") for start in starts]
        fragments = []
        while waiting:
            origin, path, fragment = waiting.pop()
            fragments.append((origin, path, fragment))
            if path not in self.ids:
                waiting += ((path, *target) for target in self._reach(path, origin))
        self.broken += [
            f"{origin}: there is no #{fragment} in {path}"
            for origin, path, fragment in fragments
            if fragment and fragment.encode() not in self.ids[path]
        ]

    def _reach(self, path: str, origin: str) -> Iterator[tuple[str, str]]:
        """Read a file for the first time; yield the path and the fragment of all that it leads to."""
        content = self.read(path)
        self.ids[path] = set(re.findall(rb'\sid="([^"]*)"', content)) if content and path.endswith(".html") else set()
        if content is None:
            self.broken.append(f"{origin}: there is no {path}")
            return
        for element, address in addresses(path, content):
            if target := self._target(path, element, address):
                yield target

    def _target(self, path: str, element: str, address: str) -> tuple[str, str] | None:
        """Return the path and the fragment that an address on a page leads to, None if that is not in the site."""
        if self.address and address.startswith(f"{self.address}/"):
            path, address = "", address.removeprefix(f"{self.address}/")
        parts = urlsplit(address)
        if parts.scheme == "data" and element == "img":
            return None
        if parts.scheme in ELSEWHERE and element not in LOADING:
            return None
        to = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        if parts.scheme or parts.netloc or to.startswith(("..", "/")) or address.endswith("#"):
            self.broken.append(f"{path}: <{element}> leads to {address}")
            return None
        return to, unquote(parts.fragment)


def addresses(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the name of each element that leads somewhere, and where to."""
    to_root = "../" * path.count("/")
    if path.endswith(".html"):
        for element in Page(content.decode()).elements:
            if index := element.attributes.get("data-index"):
                yield "script", to_root + index
            yield from ((element.name, element.attributes[name]) for name in LEADING if name in element.attributes)
    elif path.endswith((".xml", ".atom", ".svg")):
        for node in defusedxml.ElementTree.fromstring(content).iter():
            name = node.tag.rpartition("}")[2]
            yield from ((name, address) for key, address in node.attrib.items() if key.rpartition("}")[2] == "href")
            if name == "loc":
                yield name, node.text or ""
    elif path.endswith(".json"):
        yield from (("path", to_root + found) for found in paths(json.loads(content)))
    elif path.endswith("search.js"):
        searched = json.loads(content.removeprefix(b"everyleaf(").removesuffix(b");\n"))
        yield from (("row", to_root + found) for found in (*(row[0] for row in searched["rows"]), *searched["more"]))


def paths(found: Any) -> Iterator[str]:
    """Yield what JSON calls a path, at any depth."""
    for key, value in found.items() if isinstance(found, dict) else enumerate(found if isinstance(found, list) else ()):
        if key == "path":
            yield value
        else:
            yield from paths(value)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a publication that was built."""
    folder = publications.write(tmp_path, SMALL)
    assert main(["build", "--jobs", "1", "--publication", str(folder)]) == 0
    return folder


def crawled(outputs: Path, way: Way) -> tuple[list[str], set[str]]:
    """Return what is wrong with the addresses in a site, and which files no page leads to."""
    files = {path.relative_to(outputs).as_posix() for path in outputs.rglob("*") if path.is_file()}
    with way(outputs) as read:
        crawl = Crawl(read, ADDRESS)
        crawl.follow("index.html")
        unlinked = files - crawl.ids.keys()
        crawl.follow(*unlinked)
    return [*crawl.broken, *sorted(crawl.ids.keys() - files)], unlinked


def reasons(unlinked: set[str]) -> set[str]:
    """Return the patterns of UNLINKED by which files may be there, and each file that may not."""
    return {next((pattern for pattern in UNLINKED if fnmatchcase(path, pattern)), path) for path in unlinked}


@pytest.mark.parametrize("way", [from_folder, from_server])
def test_every_address_leads_to_what_is_there_and_every_file_can_be_found(small: Path, way: Way) -> None:
    broken, unlinked = crawled(small / "outputs", way)
    assert (broken, reasons(unlinked)) == ([], set(UNLINKED))


@pytest.mark.slow
@pytest.mark.parametrize("way", [from_folder, from_server])
def test_every_address_of_the_sample_leads_to_what_is_there(samples: Path, way: Way) -> None:
    broken, unlinked = crawled(samples / "outputs", way)
    assert (broken, reasons(unlinked) - set(UNLINKED)) == ([], set())


def test_addresses_for_machines_are_those_at_which_the_site_is_published(small: Path) -> None:
    page = Page((small / "outputs/en-GB/help-en-GB.html").read_text())
    named = {each.attributes["href"] for each in page.all("link") if each.attributes["rel"] in ("canonical", "alternate")}
    assert f"{ADDRESS}/en-GB/help-en-GB.html" in named
    assert [address for address in named if not address.startswith(f"{ADDRESS}/")] == []
    assert TITLE in (small / "outputs/en-GB/help-en-GB.txt").read_text(encoding="utf-8-sig")


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["fr", "en-GB"])
@pytest.mark.parametrize("renderer", [Html, PlainText])
def test_nothing_leads_to_an_edition_that_can_not_be_made(
    renderer: type[Html | PlainText], tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a web page should be, another stands in for it. Once it can be made, all lead to it as if nothing had been."""
    other = "---\ntitle: Other\nupdated: 2026-11-22\n---\n\nRead [this](help.md).\n"
    here, there = (
        publications.write(tmp_path / name, publications.SMALL | {"source/leaflets/other.md": other}) for name in "ab"
    )
    path = f"{tag}/help-{tag}{renderer.suffix}"
    make: Callable[[object, TranslatedDocument], Edition] = renderer.render  # type: ignore[assignment]

    def fail(self: object, document: TranslatedDocument) -> Edition:
        if (document.id, document.language.tag) == ("help", tag):
            raise EveryleafError(Diagnostic(code="edition-failed", message="no"))
        return make(self, document)

    with monkeypatch.context() as patched:
        patched.setattr(renderer, "render", fail)
        for _ in range(2):
            assert main(["build", "--jobs", "1", "--publication", str(here)]) == 7
            assert crawled(here / "outputs", from_folder)[0] == []
            named = [name for name, content in contents(here).items() if path.encode() in content]
            assert (named == [], path in contents(here)) == ((False, True) if renderer is Html else (True, False))
    for folder in (here, there):
        assert main(["build", "--jobs", "1", "--publication", str(folder)]) == 0
    assert contents(here) == contents(there)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file of a site."""
    outputs = folder / "outputs"
    return {str(file.relative_to(outputs)): file.read_bytes() for file in outputs.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ('<p data-index="x/search.js">', "x/a.html: there is no x/search.js"),
        ('<a href="b.html">', "x/a.html: there is no x/b.html"),
        ('<a href="../x/">', "x/a.html: there is no x"),
        ('<a href="#nowhere">', "x/a.html: there is no #nowhere in x/a.html"),
        ('<a href="/x/a.html">', "x/a.html: <a> leads to /x/a.html"),
        ('<a href="../../secret">', "x/a.html: <a> leads to ../../secret"),
        ('<a href="javascript:alert()">', "x/a.html: <a> leads to javascript:alert()"),
        ('<script src="https://elsewhere.example/a.js">', "x/a.html: <script> leads to https://elsewhere.example/a.js"),
        (f'<a href="{ADDRESS}/x/c.html">', "x/a.html: there is no x/c.html"),
    ],
)
def test_the_crawler_finds_what_is_wrong(link: str, complaint: str) -> None:
    name = link[1:].partition(" ")[0]
    site = {"x/a.html": f'<p id="here"><a href="a.html#here"></a>{link}</{name}></p>'.encode()}
    crawl = Crawl(site.get, ADDRESS)
    crawl.follow("x/a.html")
    assert crawl.broken == [complaint]
