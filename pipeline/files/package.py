"""The files that are shipped with the program."""

from importlib import resources
from pathlib import Path

from pipeline.files.finding import search


def package_file(path: str) -> bytes | None:
    """Return a file that is shipped with the program, such as "styles/html.css", or None if there is none."""
    place = resources.files("pipeline").joinpath(path)
    return place.read_bytes() if place.is_file() else None


def package_tree(path: str) -> tuple[str, ...]:
    """Return the paths of all files below a folder that is shipped with the program, relative to it, sorted."""
    root = Path(str(resources.files("pipeline").joinpath(path)))
    return tuple(sorted(place.relative_to(root).as_posix() for place in search(root, ("**", "*"))))


def package_folder(path: str) -> tuple[str, ...]:
    """Return the names of what is in a folder that is shipped with the program, sorted."""
    return tuple(sorted(each.name for each in resources.files("pipeline").joinpath(path).iterdir()))
