"""The page of each language on which readers find out whether their copy of a leaflet is up to date.

Without a script it is a table of versions, to be compared with the number on the copy. With one, it also takes a file, reads
on the device what that says of itself (`renderers.copies`), and answers; the file is sent nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.model import Passage
from pipeline.portal.files import SiteFile
from pipeline.portal.page import Page, page_file
from pipeline.portal.sections import MOST
from pipeline.portal.site import Absence, Entry, Site
from pipeline.portal.voice import frame
from pipeline.renderers.addresses import as_ascii
from pipeline.renderers.base import file_name, script
from pipeline.renderers.copies import marks


def path(language: Language) -> str:
    """Return where the page of a language is."""
    return f"{language}/copies.html"


def files(site: Site) -> Iterator[SiteFile]:
    """Yield the page of each language."""
    for shelf in site.shelves:
        others = tuple(each.language for each in site.shelves if each is not shelf)
        page = CopiesPage(
            **frame(site, shelf, path(shelf.language)), entries=shelf.entries, absences=shelf.absences, others=others
        )
        yield page_file("portal-copies", page)


@dataclass(frozen=True, kw_only=True)
class CopiesPage(Page):
    """What the template asks."""

    entries: tuple[Entry, ...]
    absences: tuple[Absence, ...]
    others: tuple[Language, ...]
    """The other languages of the publication."""

    @property
    def title(self) -> Passage:
        """The question that it answers."""
        return self.word("CHECK_COPY")

    @property
    def script(self) -> str:
        """What reads a file."""
        return script("copies").strip()

    @property
    def is_long(self) -> bool:
        """Whether there are too many leaflets for a table: then the lists of leaflets have the numbers."""
        return len(self.entries) + len(self.missing) > MOST

    @property
    def listed(self) -> tuple[Entry, ...]:
        """The leaflets in the table."""
        return () if self.is_long else self.entries

    @property
    def listed_missing(self) -> tuple[tuple[Absence, str], ...]:
        """The leaflets in the table that are not there at present."""
        return () if self.is_long else self.missing

    @property
    def home(self) -> str:
        """The path of the list of leaflets."""
        return f"{self.language}/index.html"

    @property
    def versions(self) -> str:
        """The id and each version of each leaflet, for the script: "get-help:4821-7730 our-plans:0118-9998"."""
        return " ".join(f"{entry.leaflet}:{version}" for entry in self.entries for version in entry.versions)

    @property
    def marks(self) -> str:
        """By what copies say that they are of this publication, for the script."""
        return " ".join(marks(self.settings.publisher, self.settings.address))

    @property
    def place(self) -> str:
        """The address by which plain texts say the same; empty for none."""
        return as_ascii(self.settings.address) if self.settings.address else ""

    @property
    def withdrawn(self) -> tuple[Absence, ...]:
        """The leaflets that nobody should use any more."""
        return tuple(each for each in self.absences if each.is_withdrawn)

    @property
    def missing(self) -> tuple[tuple[Absence, str], ...]:
        """The leaflets that are not there at present, each with the path of the page that says so."""
        missing = (each for each in self.absences if not each.is_withdrawn)
        return tuple((each, file_name(each.leaflet, self.language.tag, ".html")) for each in missing)

    @property
    def not_available(self) -> Passage:
        """That a leaflet is not there in the language at present."""
        return self.around("NOT_AVAILABLE", "language", self.own_name(self.language))

    @property
    def answers(self) -> tuple[tuple[str, tuple[Passage, ...]], ...]:
        """What the script may answer: a name for it, and the words."""
        return (
            ("current", (self.word("IS_CURRENT"),)),
            ("superseded", (self.word("IS_SUPERSEDED"),)),
            ("withdrawn", (self.word("DO_NOT_USE"),)),
            ("missing", (self.not_available, self.word("OLD_COPY"))),
            ("elsewhere", (self.word("IN_ANOTHER_LANGUAGE"),)),
            ("bundle", (self.word("IS_BUNDLE"),)),
            ("unknown", (self.word("IS_UNKNOWN"),)),
        )

    @property
    def elsewhere(self) -> tuple[tuple[Passage, str], ...]:
        """The name and the path of this page in each other language."""
        return tuple((self.own_name(each), path(each)) for each in self.others)
