"""Imports and compiles ahead what takes long, in the process that those of a pool come from: they then share its memory.

Without the libraries that large print needs, nothing is imported: each edition that needs them then says so itself.
"""

from contextlib import suppress

from pipeline.renderers.base import template
from pipeline.renderers.pdf.libraries import found_by_name

for name in ("html", "large-print"):
    template(f"{name}.html.j2")
with suppress(ImportError, OSError), found_by_name():
    from pipeline.renderers.pdf import readback, reading, typeset  # noqa: F401
