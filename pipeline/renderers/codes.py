"""A web address to the code that a phone scans: a QR code (ISO/IEC 18004)."""

from dataclasses import dataclass
from io import BytesIO

_QUIET = 4
"""The white modules around a code (ISO/IEC 18004, 9.1)."""
_SMALLEST = 25.0
"""How wide a code is at least in print, in millimetres, without the white around it."""
_MODULE = 0.5
"""How wide a module is at least in print, in millimetres, so that a simple camera can tell it from the next."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as a drawing: black on white in every theme, with the white around it that a camera needs."""

    svg: str
    """An `svg` element without a size or a text; its unit is a module. It can stand in HTML and in a file of its own."""
    modules: int
    """How wide and high it is, the white around it included."""

    @property
    def millimetres(self) -> float:
        """How wide it should be in print, the white around it included: the code itself has at least 25 mm."""
        return round(self.modules * max(_MODULE, _SMALLEST / (self.modules - 2 * _QUIET)), 1)


def code(address: str) -> Code:
    """Return the code that leads to an address, which can be read if 15% of it is lost (error correction level M).

    The same drawing for the same address. Raises `segno.DataOverflowError`, a ValueError, for more than 2,331 bytes.
    """
    import segno  # noqa: PLC0415 (it takes long, and only a publication with an address has codes)

    drawn = segno.make(address, error="m", micro=False, boost_error=False)
    svg = BytesIO()
    bare = {"xmldecl": False, "nl": False, "omitsize": True, "svgclass": None, "lineclass": None}
    drawn.save(svg, kind="svg", border=_QUIET, dark="#000", light="#fff", **bare)
    return Code(svg=svg.getvalue().decode(), modules=len(drawn.matrix) + 2 * _QUIET)
