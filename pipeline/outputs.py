"""Stage 6: editions to files and records.

Editions are written to a staging folder first; only when all are there are they moved to their places, then the manifest
is written, then what no longer belongs is removed.
So a build that fails or is stopped leaves the outputs that were there before.
"""

from pipeline import manifest
from pipeline.files import Folder
from pipeline.manifest import Record
from pipeline.model import Edition

STAGING = ".everyleaf"


def stage(outputs: Folder, record: Record, edition: Edition) -> None:
    """Write an edition beside the outputs, not yet among them. Raises EveryleafError `disk-write`."""
    outputs.write(f"{STAGING}/{record.path}", edition.content)


def publish(outputs: Folder, manifest_bytes: bytes, staged: tuple[Record, ...], stale: tuple[str, ...]) -> None:
    """Move staged editions to their places, write the manifest, remove stale paths. Raises EveryleafError `disk-write`."""
    for record in staged:
        outputs.move(f"{STAGING}/{record.path}", record.path)
    if not outputs.exists(manifest.PATH) or outputs.read(manifest.PATH) != manifest_bytes:
        outputs.write(manifest.PATH, manifest_bytes)
    for path in stale:
        outputs.remove(path)
