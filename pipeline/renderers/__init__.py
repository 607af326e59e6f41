"""Stage 5: a translated document to an edition, one module or folder a format.

`RENDERERS` is an open table: a package may add its own through the entry-point group `everyleaf.renderers`, whose values are
classes that follow `Renderer`.
"""

from collections.abc import Mapping
from importlib.metadata import entry_points
from types import MappingProxyType

from pipeline.renderers.base import Renderer
from pipeline.renderers.html import Html
from pipeline.renderers.pdf import LargePrint
from pipeline.renderers.text import PlainText


def _table() -> Mapping[str, Renderer]:
    own: tuple[Renderer, ...] = (Html(), LargePrint(), PlainText())
    others: tuple[Renderer, ...] = tuple(point.load()() for point in entry_points(group="everyleaf.renderers"))
    table: dict[str, Renderer] = {}
    for renderer in (*own, *others):
        if renderer.name in table:
            raise TypeError(f"two renderers are called {renderer.name!r}: {table[renderer.name]!r} and {renderer!r}")
        table[renderer.name] = renderer
    return MappingProxyType(table)


RENDERERS = _table()
"""Every format by its name, the tool's own first."""
