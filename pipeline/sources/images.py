"""A picture's bytes to an image file that is safe to publish."""

import re
from xml.etree import ElementTree as ET

from pipeline.diagnostics import Diagnostic, Span
from pipeline.errors import EveryleafError
from pipeline.model import ImageFile

SIZE_LIMIT = 10_000_000
"""The largest picture that is read, in bytes."""
_SIGNATURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_FORBIDDEN = frozenset({"script", "foreignobject", "iframe", "audio", "video", "set", "handler", "listener"})
_REFERENCE = re.compile(r"url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)


def parse(content: bytes, path: str) -> ImageFile:
    """Return the picture with its media type, which its bytes decide and not its name.

    Raises EveryleafError: `image-type` for what is no PNG, JPEG or SVG; `image-unsafe` for an SVG that runs or fetches.
    """
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return ImageFile(path, media_type, content)
    if b"<svg" in content[:2000]:
        _check_svg(content, path)
        return ImageFile(path, "image/svg+xml", content)
    raise _refusal("image-type", "the picture is no PNG, JPEG or SVG", path, "save it as one of these")


def _check_svg(content: bytes, path: str) -> None:
    if re.search(rb"<!(DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise _refusal("image-unsafe", "the SVG declares a document type or entities", path, "export it as plain SVG")
    try:
        root = ET.fromstring(content)  # noqa: S314 (no document type, so no entities)
    except ET.ParseError as error:
        raise _refusal("image-type", f"the SVG is broken: {error}", path, "export it again") from None
    for element in root.iter():
        name = str(element.tag).rsplit("}", 1)[-1].lower()
        if name in _FORBIDDEN or name.startswith("animate"):
            raise _refusal("image-unsafe", f"the SVG holds <{name}>", path, "export it as a still picture")
        if name == "text":
            hint = "say it in the leaflet, where it can be translated, and draw the picture without words"
            raise _refusal("image-unsafe", "the SVG holds words", path, hint)
        for attribute, value in element.attrib.items():
            key = attribute.rsplit("}", 1)[-1].lower()
            is_outward = key in ("href", "src") and not value.strip().startswith(("#", "data:image/"))
            if is_outward or key.startswith("on") or _REFERENCE.search(value):
                raise _refusal("image-unsafe", f'the SVG fetches or runs something: {key}="{value[:60]}"', path, "embed it")
        if name == "style" and _REFERENCE.search(element.text or ""):
            raise _refusal("image-unsafe", "the SVG's style fetches something", path, "embed it")


def _refusal(code: str, words: str, path: str, hint: str) -> EveryleafError:
    return EveryleafError(Diagnostic(code=code, message=words, at=Span(f"source/{path}"), hint=hint))
