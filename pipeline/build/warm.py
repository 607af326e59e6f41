"""Imports ahead what takes long to import, in the process that those of a pool come from: they then share its memory.

Without the libraries that large print needs, nothing is imported: each edition that needs them then says so itself.
"""

from contextlib import suppress

with suppress(ImportError, OSError):
    from pipeline.renderers.pdf import reading, typeset  # noqa: F401
