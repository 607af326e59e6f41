"""What a file of the site is before it is made: its path, what decides its bytes, and how to make it."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline import __version__
from pipeline.renderers.base import asset_digest


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file of the outputs that is no edition."""

    path: str
    """Relative to `outputs/`."""
    fingerprint: str
    """A digest of all that its bytes depend on: with the same one, it is not made again."""
    make: Callable[[], Iterable[bytes]]
    """Returns its bytes, part by part. Pure, apart from reading editions."""


def site_file(path: str, make: Callable[[], bytes], *ingredients: object, assets: tuple[str, ...] = ()) -> SiteFile:
    """Return a file that is made from some values, whose `repr` tells them apart, and from the package's own assets.

    Another version of the package makes it anew, for it may make other bytes of the same.
    """
    made_from = (__version__, *ingredients, *map(asset_digest, assets))
    return SiteFile(path=path, fingerprint=hashlib.sha256(repr(made_from).encode()).hexdigest(), make=lambda: (make(),))


def ready(path: str, content: bytes) -> SiteFile:
    """Return a file whose bytes are there already."""
    return SiteFile(path=path, fingerprint=hashlib.sha256(content).hexdigest(), make=lambda: (content,))
