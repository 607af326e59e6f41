"""Imports ahead what takes long to import, in the process that those of a pool come from: they then share its memory.

Without the libraries that large print needs, nothing is imported: each edition that needs them then says so itself.
"""

from contextlib import suppress

from pipeline.renderers.pdf.libraries import found_by_name

with suppress(ImportError, OSError), found_by_name():
    from pipeline.renderers.pdf import readback, reading, typeset  # noqa: F401
