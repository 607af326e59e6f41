"""The pages on which readers find leaflets."""

import re
from dataclasses import replace
from importlib import import_module

import pytest

from pipeline import portal
from pipeline.interface import PortalWord, say
from pipeline.manifest import Record
from pipeline.markdown import plain
from pipeline.portal import site as sites
from pipeline.portal import sitemap
from pipeline.portal.sections import MOST
from pipeline.portal.site import Site, Standing
from tests.sites import read, record, settings, site


def pages(made: Site) -> dict[str, str]:
    """Return the pages of a site by their paths."""
    files = {file.path: b"".join(file.make()) for file in portal.files(made, read) if file.path.endswith(".html")}
    return {path: content.decode() for path, content in files.items()}


def standings(**changes: object) -> tuple[Standing, ...]:
    """Return what is said of a French leaflet; its English is as it was when it was translated."""
    changed = record("help", "fr", "html", **({"messages": 2, "translated": 2, "approved": 2} | changes))
    return sites.entries((record("help", "en-GB"), changed), settings())["fr"][0].standings


def test_a_leaflet_says_what_readers_should_know_before_they_rely_on_it() -> None:
    assert standings() == (Standing.TRANSLATED, Standing.APPROVED)
    assert standings(approved=1) == (Standing.DRAFT, Standing.TRANSLATED)
    assert standings(translated=1, approved=1) == (Standing.PARTLY_ENGLISH, Standing.APPROVED)
    assert standings(source_revision="0" * 16)[0] is Standing.UNDER_REVIEW
    assert sites.entries((record("help", "en-GB"),), settings())["en-GB"][0].standings == ()


def test_files_of_a_leaflet_that_differ_are_each_told_by_their_own_number() -> None:
    old = record("help", "fr", "text", version="0000-0001")
    made = site(record("help", "en-GB"), record("help", "fr"), old, address="https://example.org")
    found = {file.path: b"".join(file.make()).decode("utf-8", "replace") for file in portal.files(made, read)}
    assert 'data-versions="help:4821-7730 help:0000-0001"' in found["fr/copies.html"]
    for path in ("fr/index.html", "fr/copies.html", "fr/feed.atom", "index.json", "bundles/languages/leaflets-fr.zip"):
        assert "4821-7730" in found[path], path
        assert "0000-0001" in found[path], path


@pytest.mark.parametrize("english", [("new", "new"), ("old", "new"), ("new", "old")])
def test_a_leaflet_is_under_review_if_a_file_of_it_is_older_than_the_newest_english(english: tuple[str, str]) -> None:
    def files(tag: str, revisions: tuple[str, ...]) -> tuple[Record, ...]:
        names = zip(("html", "text"), revisions, strict=True)
        return tuple(record("help", tag, name, source_revision=revision) for name, revision in names)

    def is_under_review(*revisions: str) -> bool:
        found = sites.entries((*files("en-GB", english), *files("fr", revisions)), settings(), {"help": "new"})
        return Standing.UNDER_REVIEW in found["fr"][0].standings

    assert [is_under_review("new", "new"), is_under_review("new", "old"), is_under_review("old", "old")] == [
        False,
        True,
        True,
    ]


def test_a_leaflet_is_approved_and_translated_only_if_each_file_of_it_is() -> None:
    whole = {"messages": 2, "translated": 2, "approved": 2}
    part = record("help", "fr", "text", **(whole | {"translated": 1, "approved": 0}))
    [entry] = sites.entries((record("help", "fr", "html", **whole), part), settings())["fr"]
    assert entry.standings == (Standing.PARTLY_ENGLISH, Standing.DRAFT)


def test_another_version_or_style_of_the_program_makes_the_pages_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def fingerprints() -> dict[str, str]:
        return {file.path: file.fingerprint for file in portal.files(site(), read) if file.path.endswith(".html")}

    before = fingerprints()
    assert fingerprints() == before
    monkeypatch.setattr("pipeline.portal.page.type_rule", lambda language: f":lang({language.tag}) {{ --size: 9; }}\n")
    restyled = fingerprints()
    monkeypatch.setattr(import_module("pipeline.portal.files"), "__version__", "99")
    renewed = fingerprints()
    for path, fingerprint in before.items():
        assert len({fingerprint, restyled[path], renewed[path]}) == 3, path


def test_every_language_has_a_page_and_one_without_a_leaflet_says_so() -> None:
    whole = site(record("help", "en-GB"), tags=("fr", "ar"))
    made = pages(whole)
    assert {"index.html", "en-GB/index.html", "fr/index.html", "ar/index.html", "404.html"} <= made.keys()
    assert "help in en-GB" in made["en-GB/index.html"]
    assert 'class="leaflet"' not in made["ar/index.html"]
    arabic = next(shelf.words for shelf in whole.shelves if shelf.language.tag == "ar")
    assert plain(say(arabic, PortalWord.NO_LEAFLET).inlines) in made["ar/index.html"]
    assert '<a href="../en-GB/index.html" lang="en-GB" dir="ltr">English</a>' in made["ar/index.html"]
    assert '<a href="../ar/copies.html">' in made["ar/index.html"]


@pytest.mark.parametrize("title", ['"><script>alert(1)</script>', "a\u202eb & 'c'", "{{ page }} {% raw %}"])
def test_a_title_is_only_ever_text(title: str) -> None:
    made = pages(site(record("help", "fr", title=title)))["fr/index.html"]
    assert "<script>alert" not in made
    assert "\u202e" not in made
    assert re.search(r"<h3[^>]*><a [^>]*>[^<]*</a></h3>", made)


def test_a_page_tells_search_engines_what_it_is_about_in_the_language_in_which_it_says_it() -> None:
    made = pages(site())
    assert '<meta name="description" content="Leaflets for tests">' in made["index.html"]
    described = re.findall('<meta name="description" content="([^"]+)"', made["fr/index.html"])
    assert described == re.findall("<h1[^>]*>([^<]+)</h1>", made["fr/index.html"])


def test_many_leaflets_are_spread_over_pages_by_topic_and_each_is_there_once() -> None:
    records = [record(f"leaflet-{number}", "fr", topics=("helping",) if number % 3 else ()) for number in range(4 * MOST)]
    made = pages(site(*records))
    found = [name for path in made if path.startswith("fr/topics/") for name in re.findall(r"leaflet-\d+ in fr", made[path])]
    assert sorted(found) == sorted(each.title for each in records)
    assert max(len(text.encode()) for text in made.values()) < 60_000


def test_the_topics_of_a_language_with_many_leaflets_are_a_list_below_a_heading() -> None:
    records = [record(f"leaflet-{number}", "en-GB", topics=("helping",)) for number in range(MOST + 1)]
    made = pages(site(*records))
    assert re.findall("<h2[^>]*>([^<]+)</h2>", made["en-GB/index.html"]) == ["Topics", "Print and share"]
    topic = made["en-GB/topics/helping/index.html"]
    assert topic.count("Getting help</h") == 1
    assert re.findall("<h1[^>]*>([^<]+)</h1>", topic) == ["Getting help"]
    assert topic.count('<h2 id="l1-') == MOST
    assert "<title>Getting help – Page 1 of 2 – Leaflets for tests</title>" in topic


def test_a_page_is_made_again_only_if_what_it_shows_changed() -> None:
    before = site(record("help", "en-GB"), record("help", "fr"), record("help", "ar"))
    changed = replace(record("help", "ar"), title="other")
    after = site(record("help", "en-GB"), record("help", "fr"), changed)
    fingerprints = [{file.path: file.fingerprint for file in portal.files(each, read)} for each in (before, after)]
    differing = {path for path, digest in fingerprints[0].items() if fingerprints[1][path] != digest}
    assert "ar/index.html" in differing
    assert not {"fr/index.html", "en-GB/index.html", "404.html"} & differing


def test_what_is_missing_or_withdrawn_has_a_page_that_says_so_at_its_address() -> None:
    made = pages(site(record("help", "en-GB"), record("help", "fr"), withdrawn=("old",)))
    assert "Please do not use it" in made["en-GB/old-en-GB.html"]
    assert "old-en-GB.html" not in made["fr/old-fr.html"]


def test_who_has_an_old_copy_of_what_is_missing_is_told_not_to_rely_on_it() -> None:
    made = pages(site(record("help", "en-GB"), record("old", "en-GB"), missing=("old",)))
    assert "please do not rely on it" in made["en-GB/old-en-GB.html"]
    assert 'href="../en-GB/old-en-GB.html"' in made["fr/old-fr.html"]
    assert 'href="../fr/old-fr.html"' in made["fr/copies.html"]


def test_a_language_of_which_nothing_is_translated_says_so_and_is_offered_to_nobody() -> None:
    english = replace(record("help", "ar"), translated=0, approved=0, approvals=())
    made = site(record("help", "en-GB"), record("help", "fr"), english, address="https://example.org")
    found = pages(made)
    assert re.findall('class="standing ([^"]*)"', found["ar/index.html"]) == ["not-translated"]
    assert [path for path in found if path.endswith("poster.html")] == ["en-GB/poster.html", "fr/poster.html", "poster.html"]
    for path in ("poster.html", "ar/index.html"):
        assert "ar/poster.html" not in found[path]
    assert 'lang="ar"' not in found["poster.html"].partition("<body")[2]
    suggestions = found["index.html"].partition("suggestions")[2].partition("</template>")[0]
    assert re.findall('hreflang="([^"]*)"', suggestions) == ["fr"]
    assert not any(b"ar/help-ar.html" in b"".join(each.make()) for each in sitemap.files(made))


def test_without_web_pages_each_leaflet_has_one_that_leads_to_its_formats_and_to_the_file_with_all_languages() -> None:
    made = pages(site(record("help", "en-GB", "text"), record("help", "fr", "text"), address="https://example.org"))
    for words in ('href="../fr/help-fr.txt"', 'href="../bundles/leaflets/help-all-languages.zip"'):
        assert words in made["fr/help-fr.html"]
    assert "https://example.org/fr/help-fr.html" in made["fr/sheet.html"]


def test_a_leaflet_without_a_web_page_is_named_below_its_other_topics_and_leads_nowhere() -> None:
    made = site(record(format_name="text", topics=("helping", "rights")))
    shelves = tuple(replace(each, topics=(*each.topics, replace(each.topics[0], id="rights"))) for each in made.shelves)
    page = pages(replace(made, shelves=shelves))["fr/index.html"]
    assert re.findall('<li class="elsewhere">(.*?)</li>', page) == ["<span>help in fr</span>"]
