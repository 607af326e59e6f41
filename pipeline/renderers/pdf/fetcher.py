"""What WeasyPrint may fetch: the pictures of the leaflet, from memory. No file, no network, nothing huge."""

import warnings
from collections.abc import Mapping
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.diagnostics import Diagnostic
from pipeline.model import ImageFile

SCHEME = "everyleaf:"
"""What the address of a picture starts with; no other program knows it, so nothing else can be meant."""


class PictureFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Addresses to bytes, from an allow-list in memory.

    Anything that is not on the list is refused, even inside a picture, and stops the rendering (`fail_on_errors`).
    WeasyPrint by itself would read `file:` and `http:`, and follow redirects.
    """

    def __init__(self, images: tuple[ImageFile, ...]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.allowed: Mapping[str, ImageFile] = {SCHEME + image.path: image for image in images}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002 (its shape)
        """Return a picture. Raises ValueError for any other address, which WeasyPrint turns into FatalURLFetchingError."""
        if url not in self.allowed:
            raise ValueError(f"large print may not fetch {url}")
        image = self.allowed[url]
        return URLFetcherResponse(url, image.content, {"Content-Type": image.media_type})


_MOST_PIXELS = 40_000_000
"""What takes some hundred megabytes of memory to print; a page of A4 has 9 million at 300 to the inch."""


def huge_pictures(images: tuple[ImageFile, ...]) -> tuple[Diagnostic, ...]:
    """Return an `edition-failed` error for each picture with so many pixels that printing it would take all memory."""
    return tuple(
        Diagnostic(
            code="edition-failed",
            message=f"the picture {image.path} has more than {_MOST_PIXELS // 1_000_000} million pixels",
            hint="save it smaller: a whole page needs 9 million",
        )
        for image in images
        if _pixels(image.content) > _MOST_PIXELS
    )


def _pixels(content: bytes) -> int:
    """Return how many pixels a picture says that it has; 0 for a drawing, and for what is no picture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content)) as image:
                return image.width * image.height
        except Image.DecompressionBombError:
            return _MOST_PIXELS + 1
        except (UnidentifiedImageError, OSError):
            return 0
