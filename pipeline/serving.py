"""The outputs to a site that a browser on this machine can show, as a web server would, for a look before it is published.

Nobody else is answered: it listens on the loopback alone, and to requests that name it, so that no page of another site can
read it through the reader's browser (DNS rebinding). `docs/how-to/publish.md` recommends the same types and headers.
"""

import hashlib
import socketserver
import sys
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedReader
from socket import socket
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import quote, unquote

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.files import Folder

LOOPBACK = "127.0.0.1"
TYPES = MappingProxyType(
    {
        "html": "text/html; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "pdf": "application/pdf",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "xml": "application/xml",
        "atom": "application/atom+xml",
        "svg": "image/svg+xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "zip": "application/zip",
        "wasm": "application/wasm",
    }
)
"""The media type of each kind of file in the outputs, by the end of its name. XML and JSON are UTF-8 anyway."""
OTHER_TYPE = "application/octet-stream"
HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
"""What every answer has.

The policy adds what a page can't say of itself; each page says itself which style and script it has.
"""

_NAMES = (LOOPBACK, "localhost")
_NOT_FOUND = "404.html"
_PART = 1 << 16
_PATIENCE = 30
"""Seconds after which a browser is no longer waited for."""


def locate(target: str) -> str | None:
    """Return the path in the outputs that an address leads to: "/fr/" to "fr/index.html"; None if it leads nowhere.

    Nothing whose name begins with a dot is shown, which is neither what a build keeps for itself nor what lies above.
    """
    try:
        path = unquote(target.partition("#")[0].partition("?")[0], errors="strict")
    except UnicodeDecodeError:
        return None
    first, *parts = path.split("/")
    if parts and not parts[-1]:
        parts[-1] = "index.html"
    is_shown = not first and parts and all(part and not part.startswith(".") for part in parts)
    return "/".join(parts) if is_shown else None


def media_type(path: str) -> str:
    """Return the media type of a file by its name."""
    return TYPES.get(path.rpartition(".")[2], OTHER_TYPE)


def listen(outputs: Folder, port: int) -> "Server":
    """Return a server that holds a port, and answers once it runs; with port 0, the system chooses a free one.

    Raises EveryleafError `port-refused`.
    """
    try:
        return Server(outputs, port)
    except OSError as error:
        words = f"can't listen on port {port}: {(error.strerror or str(error)).lower()}"
        hint = "choose another, or any that is free: everyleaf serve --port 0"
        raise EveryleafError(Diagnostic(code="port-refused", message=words, hint=hint)) from error


class _Answer(BaseHTTPRequestHandler):
    """One connection of a browser."""

    server: "Server"
    protocol_version = "HTTP/1.1"
    timeout: ClassVar[float] = _PATIENCE
    disable_nagle_algorithm = True
    """Else each file waits for 40 ms after its headers, until the browser says that it has these (RFC 896, RFC 1122)."""

    def do_GET(self) -> None:
        """Send a file, or the page that says that there is none."""
        if self.headers.get("Host", "").partition(":")[0] not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        path = locate(self.path)
        is_there = path is not None and (self._answer(path, HTTPStatus.OK) or self._lead_on(path))
        if not is_there and not self._answer(_NOT_FOUND, HTTPStatus.NOT_FOUND):
            self.send_error(HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815 (http.server looks for this name)

    def _answer(self, path: str, status: HTTPStatus) -> bool:
        """Send the file at a path; return whether there is one."""
        try:
            with self.server.outputs.opened(path) as file:
                self._send(file, path, status)
        except EveryleafError:
            return False
        return True

    def _send(self, file: BufferedReader, path: str, status: HTTPStatus) -> None:
        tag = f'"{hashlib.file_digest(file, "sha256").hexdigest()}"'
        size = file.tell()
        file.seek(0)
        known = {each.strip().removeprefix("W/") for each in self.headers.get("If-None-Match", "").split(",")}
        is_known = status is HTTPStatus.OK and bool(known & {tag, "*"})
        self.send_response(HTTPStatus.NOT_MODIFIED if is_known else status)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "no-cache")
        if not is_known:
            self.send_header("Content-Type", media_type(path))
            self.send_header("Content-Length", str(size))
        self.end_headers()
        if not is_known and self.command != "HEAD":
            self.wfile.writelines(iter(partial(file.read, _PART), b""))

    def _lead_on(self, path: str) -> bool:
        """Lead from "/fr" to "/fr/", as web servers do; return whether there is such a folder."""
        try:
            is_folder = self.server.outputs.exists(f"{path}/index.html")
        except EveryleafError:
            return False
        if is_folder:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{quote(path)}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        return is_folder

    def end_headers(self) -> None:
        """Add what every answer has."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """Name the program."""
        return "everyleaf"

    def log_message(self, *_: object) -> None:
        """Say nothing: only the command prints."""


class Server(socketserver.ThreadingTCPServer):
    """Shows the outputs to browsers on this machine, each connection in a thread of its own."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, outputs: Folder, port: int) -> None:
        super().__init__((LOOPBACK, port), _Answer)
        self.outputs = outputs

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    def run(self) -> None:
        """Answer until somebody presses Ctrl-C."""
        with self:
            try:
                self.serve_forever()
            except KeyboardInterrupt:
                return

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Pass over a browser that left in the middle; show anything else, which is a fault of ours."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)
