"""What all XML of the site has in common."""

from pipeline.characters import FORBIDDEN
from pipeline.renderers.addresses import as_ascii
from pipeline.renderers.base import template


def document(name: str, page: object) -> bytes:
    """Return what one of the package's own templates makes of a page, without the characters that XML 1.0 forbids (2.2)."""
    return FORBIDDEN.sub("", template(name).render(page=page)).encode()


def address(base: str, path: str) -> str:
    """Return the address of a path of the outputs below the one where they are published, in ASCII (RFC 3986)."""
    return as_ascii(f"{base}/{path}")
