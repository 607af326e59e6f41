"""Where catalogues and templates lie in a publication, and reading them."""

from pipeline.catalogues import po
from pipeline.catalogues.catalogue import Catalogue
from pipeline.files import Folder
from pipeline.languages import Language

SIZE_LIMIT = 50_000_000
"""The largest catalogue that is read, in bytes."""


def path(domain: str, language: Language) -> str:
    """Return where the catalogue of a leaflet in a language lies, by gettext's own layout, as Weblate expects it."""
    return f"locales/{language.locale}/LC_MESSAGES/{domain}.po"


def template_path(domain: str) -> str:
    """Return where the template of a leaflet lies."""
    return f"locales/{domain}.pot"


def read(folder: Folder, domain: str, language: Language) -> Catalogue | None:
    """Return the catalogue of a leaflet in a language, or None if there is no such file.

    Raises EveryleafError with all that is wrong with the file.
    """
    place = path(domain, language)
    return po.parse(folder.read(place, SIZE_LIMIT), place) if folder.exists(place) else None
