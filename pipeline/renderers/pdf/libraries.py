"""The C libraries that WeasyPrint 70.0 loads when it is imported, found by their names.

WeasyPrint tries several names for each, those of Windows first; for every one, cffi then has Python look (by
`ctypes.util.find_library`), which starts a C compiler and ldconfig: a third of all that the import takes, in every process.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import MappingProxyType

NAMES = MappingProxyType(
    {
        "gobject-2.0": "libgobject-2.0.so.0",
        "pango-1.0": "libpango-1.0.so.0",
        "harfbuzz": "libharfbuzz.so.0",
        "harfbuzz-subset": "libharfbuzz-subset.so.0",
        "harfbuzz-vector": "libharfbuzz-vector.so.0",
        "fontconfig": "libfontconfig.so.1",
        "pangoft2-1.0": "libpangoft2-1.0.so.0",
    }
)
"""What Linux calls each library, by the one of WeasyPrint's names that Python's search knows it by."""


@contextmanager
def found_by_name() -> Iterator[None]:
    """Let the first import of WeasyPrint find its libraries at once in here, on Linux; elsewhere nothing changes."""
    if sys.platform != "linux":
        yield
        return
    stock = ctypes.util.find_library
    ctypes.util.find_library = _find
    try:
        yield
    finally:
        ctypes.util.find_library = stock


def _find(name: str) -> str | None:
    """Return a library's file name, None if there is none: then the next name is tried, and a missing library is told of."""
    file = NAMES.get(name)
    if file is None:
        return None
    try:
        ctypes.CDLL(file)
    except OSError:
        return None
    return file
