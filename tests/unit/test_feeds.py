"""Feeds and catalogues, held to what RFC 4287 and OPDS 1.2 ask of every such document."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from pipeline.interface import PortalWord
from pipeline.manifest import Record
from pipeline.portal import feeds, files
from pipeline.portal.site import Site, entries
from tests import sites

ATOM, HTML, LANG = (
    "{http://www.w3.org/2005/Atom}",
    "{http://www.w3.org/1999/xhtml}",
    "{http://www.w3.org/XML/1998/namespace}lang",
)
ACQUISITION, PROFILE = "http://opds-spec.org/acquisition", "application/atom+xml;profile=opds-catalog"
HOSTILE = "\"Help\" & <b>'care'</b> ]]>\u202e\x00\x0b\x85\ufffe\U0001f600"
ADDRESS = "https://example.org/a/b"


def made(site: Site) -> dict[str, Element]:
    return {file.path: fromstring(b"".join(file.make())) for file in feeds.files(site)}


def own(element: Element, name: str) -> list[Element]:
    return element.findall(f"{ATOM}{name}")


def alternates(element: Element) -> list[tuple[str | None, str | None]]:
    return [(each.get("type"), each.get("hreflang")) for each in own(element, "link") if each.get("rel") == "alternate"]


def is_whole_link(link: Element) -> bool:
    length, media_type = link.get("length", "0"), link.get("type", "")
    return bool(link.get("href") and length.isdecimal() and re.fullmatch(r"[^/ ]+/[^/ ]+", media_type))


RULES: Mapping[str, Callable[[Element], object]] = MappingProxyType(
    {
        "4.1.1, 4.1.2: exactly one id, title and updated": lambda element: all(
            len(own(element, name)) == 1 for name in ("id", "title", "updated")
        ),
        "4.1.2: at most one summary and one content": lambda element: all(
            len(own(element, name)) <= 1 for name in ("summary", "content")
        ),
        "4.1.2: no two alternates of one type and language": lambda element: (
            len(alternates(element)) == len({*alternates(element)})
        ),
        "4.2.7: a link has an address, a type with a slash, and a length in bytes": lambda element: all(
            map(is_whole_link, own(element, "link"))
        ),
        "3.3: a date is one of RFC 3339": lambda element: re.fullmatch(
            r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated", "")
        ),
        "4.2.6: an id is an absolute address": lambda element: re.fullmatch(
            r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", element.findtext(f"{ATOM}id", "")
        ),
        "4.2.2: a category has a term": lambda element: all(each.get("term") for each in own(element, "category")),
        "4.1.3.3: XHTML is one div": lambda element: all(
            [child.tag for child in each] == [f"{HTML}div"] and not each.text
            for each in own(element, "content")
            if each.get("type") == "xhtml"
        ),
        "4.1.2: an entry without content has an alternate": lambda element: (
            element.tag == f"{ATOM}feed" or own(element, "content") or alternates(element)
        ),
    }
)
"""What RFC 4287 asks of a feed and of each entry."""


def wrong_with(feed: Element) -> Iterator[str]:
    """Yield each rule of RFC 4287 that a feed breaks."""
    entries = own(feed, "entry")
    if feed.tag != f"{ATOM}feed" or len(feed.findall(f"{ATOM}author/{ATOM}name")) != 1:
        yield "4.1.1: a feed has an author with a name, unless all its entries have"
    if len({entry.findtext(f"{ATOM}id") for entry in entries}) < len(entries):
        yield "4.1.1: each entry has an id of its own"
    yield from (rule for rule, holds in RULES.items() for element in (feed, *entries) if not holds(element))


def wrong_with_catalogue(feed: Element, kind: str) -> Iterator[str]:
    """Yield each rule of OPDS 1.2 that a catalogue breaks; `kind` is "navigation" or "acquisition"."""
    yield from wrong_with(feed)
    links = {each.get("rel"): each.get("type") for each in feed.findall(f"{ATOM}link")}
    if links["self"] != f"{PROFILE};kind={kind}" or links["start"] != f"{PROFILE};kind=navigation":
        yield "2, 2.6: links to itself and to the root say what they lead to"
    for entry in feed.findall(f"{ATOM}entry"):
        rels = [(each.get("rel", ""), each.get("type", "")) for each in entry.findall(f"{ATOM}link")]
        if kind == "acquisition" and not any(rel.startswith(ACQUISITION) for rel, _ in rels):
            yield "2.3: an entry has a link to the publication"
        if kind == "navigation" and not (
            any(type_.startswith(PROFILE) for _, type_ in rels) and entry.find(f"{ATOM}content[@type='text']") is not None
        ):
            yield "2.2: an entry has a link to a catalogue, and a description"


@pytest.mark.parametrize("address", [None, "https://example.org", ADDRESS, "http://host/b&c/é"])
@pytest.mark.parametrize("title", ["Help", HOSTILE])
def test_every_feed_is_one_by_its_standard_whatever_stands_in_the_texts(address: str | None, title: str) -> None:
    records = [
        sites.record("help", tag, name, title=title, summary=title) for tag in ("en-GB", "ar") for name in sites.SUFFIXES
    ]
    found = made(sites.site(*records, address=address, withdrawn=("flu",)))
    followed = {f"{tag}/feed.atom" for tag in ("en-GB", "fr", "ar")}
    assert found.keys() == {*followed, "opds.atom", "en-GB/opds.atom", "ar/opds.atom"}
    kinds = {path: "navigation" if path == "opds.atom" else "acquisition" for path in found if "opds" in path}
    assert {path: list(wrong_with(feed)) for path, feed in found.items() if path not in kinds} == {
        path: [] for path in followed
    }
    assert [list(wrong_with_catalogue(found[path], kind)) for path, kind in kinds.items()] == [[], [], []]


def test_a_title_is_only_ever_text_and_says_its_language() -> None:
    record = sites.record("help", "ar", title=HOSTILE, title_language="en-GB")
    title = made(sites.site(record))["ar/feed.atom"].find(f"{ATOM}entry/{ATOM}title")
    assert title is not None
    assert (title.text, title.get(LANG)) == ("\"Help\" & <b>'care'</b> ]]>\U0001f600", "en-GB")


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_every_link_leads_to_a_file_of_the_site(address: str | None) -> None:
    site = sites.site(address=address, withdrawn=("flu",))
    there = {file.path for file in files(site, sites.read)}
    there |= {record.path for shelf in site.shelves for entry in shelf.entries for record in entry.records}
    base = address or "https://site"
    for path, feed in made(site).items():
        links = [urljoin(f"{base}/{path}", each.get("href", "")) for each in feed.iter(f"{ATOM}link")]
        assert links
        assert {link.removeprefix(f"{base}/") for link in links} <= there
        assert all(each.get("href", "").startswith(base) is (address is not None) for each in feed.iter(f"{ATOM}link"))


def ids(site: Site, path: str = "fr/feed.atom") -> dict[str, str]:
    """Return the id and the moment of each entry by its title."""
    return {
        entry.findtext(f"{ATOM}title", ""): entry.findtext(f"{ATOM}id", "") + entry.findtext(f"{ATOM}updated", "")
        for entry in made(site)[path].findall(f"{ATOM}entry")
    }


def test_an_entry_keeps_its_id_and_moves_up_when_it_changes() -> None:
    old, new = (sites.record(leaflet, "fr", approvals=()) for leaflet in ("help", "visa"))
    before = ids(sites.site(old, new))
    later = ids(sites.site(old, sites.record("visa", "fr", approvals=(), updated="2026-12-24")))
    assert list(before) == ["help in fr", "visa in fr"]
    assert list(later) == ["visa in fr", "help in fr"]
    assert later["visa in fr"] == before["visa in fr"].replace("2026-11-20", "2026-12-24")


def test_an_approval_is_a_change_that_people_are_told_of() -> None:
    assert ids(sites.site(sites.record("help", "fr")))["help in fr"].endswith("2026-11-22T00:00:00Z")


def test_that_an_approval_was_taken_back_is_news_too() -> None:
    unapproved = sites.record("help", "fr", approved=0, approvals=())
    taken_back = {("fr", "help"): date(2026, 12, 24)}
    [entry] = entries((sites.record("help", "en-GB"), unapproved), sites.settings(), {}, taken_back)["fr"]
    site = sites.site(sites.record("help", "en-GB"), unapproved)
    shelves = tuple(replace(each, entries=(entry,)) if each.language.tag == "fr" else each for each in site.shelves)
    assert ids(replace(site, shelves=shelves))["help in fr"].endswith("2026-12-24T00:00:00Z")


def test_a_withdrawn_leaflet_says_so_under_another_id_than_it_had() -> None:
    site = sites.site(sites.record("help", "en-GB"), withdrawn=("visa",))
    was = ids(sites.site(sites.record("visa", "en-GB", title="The old visa")), "en-GB/feed.atom")
    assert ids(site, "en-GB/feed.atom")["The old visa"] not in was.values()
    words = "".join(made(site)["en-GB/feed.atom"].findall(f"{ATOM}entry")[0].itertext())
    assert PortalWord.DO_NOT_USE.english in words
    assert "The old visa" not in ids(site, "en-GB/opds.atom")


@pytest.mark.parametrize(("on", "told"), [(None, "2026-11-22"), ("2026-01-31", "2026-01-31"), ("2026-12-24", "2026-12-24")])
def test_a_withdrawn_leaflet_keeps_its_day_and_makes_the_feed_as_new_as_itself(on: str | None, told: str) -> None:
    day = date.fromisoformat(on) if on else None
    feed = made(sites.site(sites.record("help", "fr"), withdrawn=("visa",), withdrawn_on=day))["fr/feed.atom"]
    days = [str(each.text) for each in feed.iter(f"{ATOM}updated")]
    assert days == [f"{each}T00:00:00Z" for each in (max(told, "2026-11-22"), told, "2026-11-22")]


def test_a_language_without_a_leaflet_has_an_empty_feed_to_be_followed_and_a_site_without_any_has_none() -> None:
    assert made(sites.site_with((), sites.settings())) == {}
    site = sites.site(sites.record("help", "fr", updated="2026-01-31", approvals=()))
    feed = made(site)["ar/feed.atom"]
    assert (feed.findall(f"{ATOM}entry"), feed.findtext(f"{ATOM}updated")) == ([], "2026-01-31T00:00:00Z")
    assert list(wrong_with(feed)) == []
    assert "ar/opds.atom" not in made(site)
    pages = {file.path: b"".join(file.make()) for file in files(site, sites.read) if file.path.endswith("index.html")}
    assert [pages[f"{tag}/index.html"].count(b"feed.atom") for tag in ("fr", "ar")] == [2, 2]


@pytest.mark.slow
def test_two_thousand_leaflets_make_a_feed_of_that_many_entries() -> None:
    feed = made(sites.site(*(sites.record(f"leaflet-{number}", "fr") for number in range(2000))))["fr/feed.atom"]
    assert len(feed.findall(f"{ATOM}entry")) == 2000
    assert list(wrong_with(feed)) == []


def test_only_what_a_feed_says_makes_it_again() -> None:
    def fingerprints(*others: Record, **changes: object) -> list[str]:
        site = sites.site(sites.record("help", "fr", "html", **changes), *others)
        return [file.fingerprint for file in feeds.files(site) if file.path.startswith("fr/")]

    assert fingerprints(sites.record("visa", "ar"), fingerprint="9" * 64, critical_digest="9" * 16) == fingerprints()
    assert not {*fingerprints(version="0000-0001")} & {*fingerprints()}
