"""`everyleaf new`: an empty folder to a publication that builds at once."""

from pipeline.diagnostics import Diagnostic
from pipeline.errors import EveryleafError
from pipeline.files import Folder, package_file, package_tree

_STARTER = "starter"


def create(folder: Folder) -> None:
    """Write a new publication into a folder, which is made if it is not there.

    Raises EveryleafError `not-empty` if the folder holds anything, `disk-write` if it can't be written.
    """
    if folder.find("*") or folder.folders():
        words = f"the folder {folder.root} is not empty"
        hint = "choose a name that is not there yet"
        raise EveryleafError(Diagnostic(code="not-empty", message=words, hint=hint))
    for path in package_tree(_STARTER):
        folder.write(path, package_file(f"{_STARTER}/{path}") or b"")
