"""The code that a phone scans: a drawing whose modules are where ISO/IEC 18004 wants them."""

import re

import pytest
import zxingcpp
from PIL import Image

from pipeline.renderers.codes import Code, code

ADDRESS = "https://example.org/leaflets/zh-Hans/help-zh-Hans.html#v-4821-7730"
FINDER = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
QUIET = 4


def modules(drawn: Code) -> list[str]:
    """Return the rows of a drawing, "1" for black, as the path of its SVG paints them."""
    rows = [["0"] * drawn.modules for _ in range(drawn.modules)]
    path = re.search(r'stroke="#000" d="([^"]+)"', drawn.svg)
    assert path
    x, y = 0, -0.5
    for letter, numbers in re.findall(r"([Mmh])([-\d. ]+)", path[1]):
        if letter == "h":
            rows[int(y)][x : x + int(numbers)] = "1" * int(numbers)
            x += int(numbers)
        else:
            right, _, down = numbers.partition(" ")
            x, y = (0, 0) if letter == "M" else (x, y)
            x, y = x + int(right), y + float(down)
    return ["".join(row) for row in rows]


def test_a_code_has_its_three_corners_and_white_all_around() -> None:
    drawn = code(ADDRESS)
    rows = modules(drawn)
    assert f'viewBox="0 0 {drawn.modules} {drawn.modules}"' in drawn.svg
    edges = [*rows[:QUIET], *rows[-QUIET:], *(row[:QUIET] + row[-QUIET:] for row in rows)]
    assert set("".join(edges)) == {"0"}
    near, far = slice(QUIET, QUIET + 7), slice(-QUIET - 7, -QUIET)
    for down, across in ((near, near), (near, far), (far, near)):
        assert [row[across] for row in rows[down]] == FINDER


@pytest.mark.parametrize("address", [ADDRESS, "https://example.org/é?a=b&c", "https://example.org/".ljust(1000, "a")])
def test_a_code_says_its_address(address: str) -> None:
    drawn = code(address)
    assert code(address) == drawn
    image = Image.frombytes(
        "L", (drawn.modules, drawn.modules), bytes(255 * (each == "0") for each in "".join(modules(drawn)))
    )
    (read,) = zxingcpp.read_barcodes(image.resize((4 * drawn.modules, 4 * drawn.modules), Image.Resampling.NEAREST))
    assert (read.text, read.ec_level) == (address, "M")


def test_an_address_that_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="long"):
        code("https://example.org/".ljust(2332, "a"))


@pytest.mark.parametrize("length", [20, 60, 200, 1000])
def test_a_code_is_printed_large_enough_for_a_simple_camera(length: int) -> None:
    drawn = code("https://example.org/".ljust(length, "a"))
    module = drawn.millimetres / drawn.modules
    assert module >= 0.49
    assert module * (drawn.modules - 2 * QUIET) >= 24.9
