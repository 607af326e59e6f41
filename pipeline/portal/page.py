"""What every page of the site can say: its language, its words, and the rules under which a browser shows it."""

import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property, lru_cache

from markupsafe import Markup, escape

from pipeline.interface import ENGLISH
from pipeline.languages import Language
from pipeline.model import Passage
from pipeline.portal.files import SiteFile, site_file
from pipeline.portal.site import Entry
from pipeline.portal.voice import Voice
from pipeline.renderers.base import package_version, style, template
from pipeline.renderers.markup import passage_markup, plain_text, span_markup
from pipeline.renderers.webpolicy import content_policy
from pipeline.renderers.webtype import type_rule

ASSETS = (
    *("templates/portal.html.j2", "templates/portal-parts.html.j2"),
    *("templates/portal-search.html.j2", "templates/portal-paper-parts.html.j2"),
    *("styles/html.css", "styles/portal.css"),
)
"""What all pages are made from, besides their own templates."""

Link = tuple[Passage, str]
"""Words, and the path in the outputs that they lead to."""


@dataclass(frozen=True, kw_only=True)
class Page(Voice, ABC):
    """A page in one language; its subclasses say what it shows."""

    @property
    @abstractmethod
    def title(self) -> Passage:
        """What it is about: its first heading, and the beginning of the window's title."""

    @property
    def description(self) -> Passage:
        """What search engines show below its title."""
        return self.title

    @property
    def window_title(self) -> str:
        """The title of the window, in one language, for it can't have marks within (W3C, qa-translate-flag)."""
        parts = (each for each in self.window_parts if each.language == self.title.language)
        return " – ".join(dict.fromkeys(map(plain_text, parts)))

    @property
    def window_parts(self) -> tuple[Passage, ...]:
        """What the window's title is made of, the most telling first; those in the language of the page's title count."""
        return self.title, self.publication

    # --- Addresses ---

    @property
    def root(self) -> str:
        """Where the outputs are, from here, so that a script finds its data: "../", or nothing."""
        return self.to("")

    # --- Text ---

    def text(self, passage: Passage) -> Markup:
        """Return a passage as the contents of an element that has its `attributes`."""
        return _markup(passage, self.to(f"{self.language}/"))

    def whole(self, name: str, passage: Passage, **attributes: object) -> Markup:
        """Return a passage as an element of its own, which says its language."""
        return _whole(name, passage, tuple(attributes.items()), self.attributes(passage), self.to(f"{self.language}/"))

    def phrase(self, passage: Passage) -> Markup:
        """Return a passage as part of a line."""
        return span_markup(
            passage, self.language, leaflet_address=lambda target: self.to(f"{self.language}/{target.leaflet}")
        )

    # --- Leaflets ---

    def address(self, entry: Entry) -> str | None:
        """Return the address of a leaflet's web page from here, None if it has none."""
        record = entry.record("html")
        return self.to(record.path) if record else None

    def downloads(self, entry: Entry) -> tuple[tuple[Passage, str, tuple[Passage, ...]], ...]:
        """Return each other edition of a leaflet than its web page: the format, the address, and what else to know of it."""
        others = (record for record in entry.records if record.format != "html")
        return tuple((self.format_name(each.format), self.to(each.path), self.extent(each, entry)) for each in others)

    # --- What a browser needs ---

    @cached_property
    def styles(self) -> str:
        """The style sheet, with the type of each language that the page has."""
        rules = "".join(type_rule(each) for each in dict.fromkeys((*self.languages, ENGLISH)))
        return "".join((style("styles/html.css"), style("styles/portal.css"), self.own_styles, rules)).strip()

    @property
    def own_styles(self) -> str:
        """The part of the style sheet that pages of this kind alone have."""
        return ""

    @property
    def languages(self) -> tuple[Language, ...]:
        """Every language that the page may have words in."""
        return self.settings.all_languages

    @property
    def own_languages(self) -> tuple[Language, ...]:
        """Its own language, and that of what is not translated."""
        return self.language, self.settings.source_language

    @property
    def script(self) -> str:
        """The script in the page; the page is whole without it. Empty for none."""
        return ""

    @property
    def has_engine(self) -> bool:
        """Whether the script loads WebAssembly, to search the text of leaflets."""
        return False

    @property
    def policy(self) -> str:
        """The Content-Security-Policy under which the page works: only its own style and script, and files of the site."""
        return content_policy(self.styles, self.script, images="'self' data:", has_engine=self.has_engine)


@dataclass(frozen=True, kw_only=True)
class PartPage(Page, ABC):
    """A page that shows a part of what is too long for one, or all of what is not."""

    paths: tuple[str, ...] = ()
    """Of the pages that show the parts, its own among them; none if it shows all."""

    @property
    def part(self) -> Passage | None:
        """Which part it is, as "Page 1 of 2"; None if it shows all."""
        return self._part(self.paths.index(self.path) + 1) if self.paths else None

    @property
    def window_parts(self) -> tuple[Passage, ...]:
        """Which part it is comes after its title."""
        title, *others = super().window_parts
        return (title, self.part, *others) if self.part else (title, *others)

    def parts(self, reach: int | None = None) -> tuple[tuple[Passage, str, bool], ...]:
        """Return the words and the path of each part, and whether it is this page; none if this shows all.

        With a reach, only those that are at most so many pages away, besides the first and the last.
        """
        here = self.paths.index(self.path) if self.paths else 0
        near = len(self.paths) if reach is None else reach
        return tuple(
            (self._part(number), path, path == self.path)
            for number, path in enumerate(self.paths, 1)
            if abs(number - 1 - here) <= near or number in {1, len(self.paths)}
        )

    def _part(self, number: int) -> Passage:
        return self.word("PAGE", page=str(number), pages=str(len(self.paths)))


@lru_cache(maxsize=4096)  # most words of a page are there for each of its leaflets
def _markup(passage: Passage, folder: str) -> Markup:
    """Return a passage as markup; `folder` is where the leaflets in its page's language are."""
    return passage_markup(passage, leaflet_address=lambda target: f"{folder}{target.leaflet}")


@lru_cache(maxsize=4096)  # as many are the same again
def _whole(name: str, passage: Passage, given: tuple[tuple[str, object], ...], own: Markup, folder: str) -> Markup:
    attributes = "".join(f' {each}="{escape(value)}"' for each, value in given)
    return Markup(f"<{name}{attributes}{own}>{_markup(passage, folder)}</{name}>")  # noqa: S704 (what is not ours is escaped)


def page_file(name: str, page: Page, *ingredients: object) -> SiteFile:
    """Return a page by the name of its template, "portal-home"; `ingredients` are what else it depends on."""
    own = f"{name}.html.j2"
    versions = tuple(map(package_version, ("babel", "jinja2", "markupsafe")))
    assets = (*ASSETS, f"templates/{own}")
    return site_file(
        page.path, lambda: _rendered(own, page), page, page.script, page.styles, versions, *ingredients, assets=assets
    )


def _rendered(name: str, page: Page) -> bytes:
    """Return a page as UTF-8; in NFC, as the W3C's charmod-norm advises."""
    html = template(name).render(page=page, styles=Markup(page.styles), script=Markup(page.script))  # noqa: S704 (our own)
    return unicodedata.normalize("NFC", html).encode()
