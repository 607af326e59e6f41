"""The files beside the editions, to what is made anew, what stays and what goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.manifest import FileRecord
from pipeline.outputs import Outputs
from pipeline.portal.files import SiteFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """What came of them."""

    records: tuple[FileRecord, ...]
    """Of all that belong, in the order of their paths."""
    staged: tuple[str, ...]
    """The paths of those that were made anew."""
    gone: tuple[str, ...]
    """The paths that no longer belong, and whose files are as they were made."""
    strays: tuple[str, ...]
    """The paths that no longer belong, but whose files were changed by hand."""


def stage(
    held: Outputs,
    wanted: tuple[SiteFile, ...],
    before: tuple[FileRecord, ...],
    digests: Mapping[str, str | None],
    editions: frozenset[str],
) -> Filed:
    """Make the files that are wanted and not there yet, beside the outputs.

    `digests` has the SHA-256 of the file at each path of an earlier build, None if it is gone; `editions` are the paths of
    the editions that there will be.
    Raises EveryleafError for a disk that refuses, and for an edition that can't be read.
    """
    known = {record.path: record for record in before}
    records, staged = [], []
    for file in sorted(wanted, key=lambda each: each.path):
        record = known.get(file.path)
        if record is None or record.fingerprint != file.fingerprint or digests.get(file.path) != record.sha256:
            sha256 = held.stage_file(file.path, file.make())
            record = FileRecord(path=file.path, sha256=sha256, fingerprint=file.fingerprint)
            staged.append(file.path)
        records.append(record)
    now = {file.path for file in wanted} | editions
    former = [record for record in before if record.path not in now and digests[record.path] is not None]
    gone = tuple(record.path for record in former if digests[record.path] == record.sha256)
    return Filed(
        records=tuple(records),
        staged=tuple(staged),
        gone=gone,
        strays=tuple(record.path for record in former if record.path not in gone),
    )
