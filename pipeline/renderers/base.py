"""What a renderer is, and the assets that it may use."""

import hashlib
import re
from functools import cache
from importlib.metadata import version
from typing import ClassVar, Protocol

import jinja2
from markupsafe import Markup

from pipeline.files import package_file
from pipeline.model import Edition, TranslatedDocument


class Renderer(Protocol):
    """Translated document to edition. Pure: no clock, no network, no file but the package's assets and system fonts."""

    name: ClassVar[str]
    """The format: "large-print"."""
    version: ClassVar[int]
    """Raised whenever the same document gives other bytes; part of the fingerprint."""
    suffix: ClassVar[str]
    """What follows `<id>-<tag>` in the file's name: "-large-print.pdf"."""
    media_type: ClassVar[str]
    assets: ClassVar[tuple[str, ...]]
    """The templates and styles that it reads, as paths inside the package; part of the fingerprint."""
    checks: ClassVar[str]
    """What `render` makes sure of, for the report on accessibility: "every word can be read back"; empty for nothing."""

    def narrow(self, document: TranslatedDocument) -> TranslatedDocument:
        """Return the document without what this renderer does not use; `render` is given this one."""
        ...

    def environment(self, document: TranslatedDocument) -> tuple[str, ...]:
        """Return what else the bytes depend on; part of the fingerprint.

        Each is a name, a space, and a version or a SHA-256: "library babel 2.18.0". A build says the name if it changes.
        """
        ...

    def render(self, document: TranslatedDocument) -> Edition:
        """Return the edition.

        Raises EveryleafError (`edition-failed`, `font-missing`, `glyph-missing`) if it can't be made without loss.
        """
        ...


def asset(path: str) -> bytes:
    """Return one of the package's own templates or styles: "styles/html.css"."""
    content = package_file(path)
    if content is None:
        raise FileNotFoundError(path)
    return content


@cache
def style(path: str) -> str:
    """Return one of the package's own style sheets as browsers get it: without comments, indents and empty lines."""
    lines = _COMMENT.sub("", asset(path).decode()).splitlines()
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


@cache
def script(name: str) -> str:
    """Return one of the package's own scripts in the same way; its comments stand on lines of their own."""
    lines = (line.strip() for line in asset(f"scripts/{name}.js").decode().splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/**")))


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@cache
def asset_digest(path: str) -> str:
    """Return the SHA-256 of an asset."""
    return hashlib.sha256(asset(path)).hexdigest()


@cache
def package_version(name: str) -> str:
    """Return a Python package that editions are made with, and its version: "library babel 2.18.0"."""
    return f"library {name} {version(name)}"


def template(name: str) -> jinja2.Template:
    """Return one of the package's own templates: "html.html.j2". Everything that it is given is escaped."""
    return _environment().get_template(name)


@cache
def _environment() -> jinja2.Environment:
    """Return what all templates share, so that each is compiled once in a process."""
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(lambda each: asset(f"templates/{each}").decode()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def report_page(name: str, page: object) -> bytes:
    """Return one of the tool's own pages about a publication, in the style that they share; its template is given `page`."""
    styles = Markup(asset("styles/report.css").decode())  # noqa: S704 (our own)
    return template(name).render(page=page, styles=styles).encode()


def file_name(document_id: str, tag: str, suffix: str) -> str:
    """Return an edition's path inside outputs: "ar/help-ar-large-print.pdf", a name that makes sense once downloaded."""
    return f"{tag}/{document_id}-{tag}{suffix}"


def bundle_name(document_id: str) -> str:
    """Return the path inside outputs of the zip file with a leaflet in all its languages."""
    return f"bundles/leaflets/{document_id}-all-languages.zip"
