"""What WeasyPrint may fetch: the pictures of the leaflet, from memory. No file, no network."""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

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
