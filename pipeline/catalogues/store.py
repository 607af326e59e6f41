"""Where catalogues and templates lie in a publication, and reading them."""

from dataclasses import replace

from pipeline.catalogues import po, validity
from pipeline.catalogues.catalogue import Catalogue
from pipeline.diagnostics import Area, Diagnostic
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import Language

SIZE_LIMIT = 20_000_000
"""The largest catalogue that is read, in bytes."""


def path(domain: str, language: Language) -> str:
    """Return where the catalogue of a leaflet in a language lies, by gettext's own layout, as Weblate expects it."""
    return f"locales/{language.locale}/LC_MESSAGES/{domain}.po"


def template_path(domain: str) -> str:
    """Return where the template of a leaflet lies."""
    return f"locales/{domain}.pot"


def read(folder: Folder, domain: str, language: Language) -> Catalogue | None:
    """Return the catalogue of a leaflet in a language, or None if there is no such file.

    Raises EveryleafError with all that is wrong with the file. Whatever that is, it is a problem of this catalogue alone.
    """
    place = path(domain, language)
    try:
        content = folder.read(place, SIZE_LIMIT) if folder.exists(place) else None
    except EveryleafError as error:
        raise EveryleafError(*map(_of_catalogue, error.problems)) from error
    return None if content is None else po.parse(content, place, language)


def warnings(catalogue: Catalogue, domain: str, language: Language) -> tuple[Diagnostic, ...]:
    """Return what somebody should look at in a catalogue that was read, and that changes nothing for readers."""
    return tuple(validity.warnings(catalogue, path(domain, language), language))


def _of_catalogue(problem: Diagnostic) -> Diagnostic:
    """Return a problem that would stop the whole publication, were it one of `source/`, as one of a catalogue."""
    return replace(problem, code="po-unreadable") if problem.area is Area.SOURCE else problem
