"""A web address to the code that a phone scans: a QR code (ISO/IEC 18004)."""

import re
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from Python 3.12 on

_QUIET = 4
"""The white modules around a code (ISO/IEC 18004, 9.1)."""
_SMALLEST = 25.0
"""How wide a code is at least in print, in millimetres, without the white around it."""
_MODULE = 0.5
"""How wide a module is at least in print, in millimetres, so that a simple camera can tell it from the next."""

_WIDEST = 177
"""How many modules wide the largest code is (ISO/IEC 18004, 5.3.1)."""


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

    The same drawing for the same address. Raises ValueError for more than 2,331 bytes.
    """
    import zxingcpp  # noqa: PLC0415 (only a publication with an address has codes)

    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = cast("Buffer", made.to_image(scale=1, add_quiet_zones=False))
    dark = memoryview(image).tobytes()
    width = isqrt(len(dark))
    rows = "".join(_row(dark[start : start + width]) for start in range(0, len(dark), width))
    modules = width + 2 * _QUIET
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {modules} {modules}">'
        f'<path fill="#fff" d="M0 0h{modules}v{modules}h-{modules}z"/>'
        f'<path stroke="#000" d="M{_QUIET} {_QUIET - 0.5}{rows}"/></svg>'
    )
    return Code(svg=svg, modules=modules)


def _row(row: bytes) -> str:
    """Return the lines that draw a row of modules, of which 0 is dark, from the start of the row above it."""
    return f"m0 1{''.join(map(_LINES.__getitem__, _RUN.findall(row)))}m-{len(row)} 0"


_RUN = re.compile(rb"\0+|\xff+")
_LINES = {
    **{b"\0" * length: f"h{length}" for length in range(1, _WIDEST + 1)},
    **{b"\xff" * length: f"m{length} 0" for length in range(1, _WIDEST + 1)},
}
"""How each run of modules is drawn."""
