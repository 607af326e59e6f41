"""A folder as a site on a free port of this machine, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from pipeline.files import Folder
from pipeline.serving import Server, listen


@contextmanager
def served(outputs: Path) -> Iterator[Server]:
    """Serve the outputs of a publication as `everyleaf serve` does."""
    with listen(Folder(outputs), 0) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
