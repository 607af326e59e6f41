"""Begins to start the processes that make editions, before anybody knows which, for their imports take longest.

They are forked from one that imports what they need and does nothing else: it costs a second of another core, and ends with
this process. Whoever needs them calls `begin` again, which does nothing the second time.
"""

import multiprocessing
from multiprocessing import forkserver


def begin(*, has_large_print: bool) -> None:
    """Begin to import what editions need, and what large print needs, in the process that others will be forked from."""
    modules = ["pipeline.rendering", *(["pipeline.renderers.pdf.warm"] if has_large_print else [])]
    multiprocessing.get_context("forkserver").set_forkserver_preload(modules)
    forkserver.ensure_running()
