"""The sitemap, held to the protocol of sitemaps.org and to Google's rules for other languages; and robots.txt."""

from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from pipeline.portal import files, sitemap
from pipeline.portal.site import Site
from tests import sites

MAP, LINK = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}link"
ADDRESS = "https://example.org/a/b"


def made(site: Site) -> dict[str, bytes]:
    return {file.path: b"".join(file.make()) for file in sitemap.files(site)}


def alternates(content: bytes) -> dict[str, dict[str, str]]:
    """Return the languages and addresses that stand with each address, after a look at the shape of it all."""
    root: Element = fromstring(content)
    assert root.tag == f"{MAP}urlset"
    found = {}
    for url in root:
        names = [each.tag for each in url if each.tag != LINK]
        assert (url.tag, names) in ((f"{MAP}url", [f"{MAP}loc"]), (f"{MAP}url", [f"{MAP}loc", f"{MAP}lastmod"]))
        assert all(each.get("rel") == "alternate" for each in url.iter(LINK))
        location = url.findtext(f"{MAP}loc", "")
        assert location not in found
        found[location] = {each.get("hreflang", ""): each.get("href", "") for each in url.iter(LINK)}
    return found


def test_without_an_address_there_is_no_sitemap_and_no_robots_txt() -> None:
    assert made(sites.site()) == {}


@pytest.mark.parametrize("address", ["https://example.org", ADDRESS, "https://example.org/b&c'"])
def test_each_page_names_all_that_say_the_same_itself_too_and_they_name_it(address: str) -> None:
    records = [sites.record("help", tag) for tag in ("en-GB", "fr", "ar")]
    site = sites.site(*records, sites.record("visa", "fr"), sites.record("tax", "fr", "text"), address=address)
    found = alternates(made(site)["sitemap.xml"])
    there = {f"{address}/{file.path}" for file in files(site, sites.read)}
    assert found.keys() <= there | {f"{address}/{each.path}" for each in (*records, sites.record("visa", "fr"))}
    for location, others in found.items():
        assert all(found[other] == others for other in others.values())
        assert not others or location in others.values()
    assert found[f"{address}/fr/help-fr.html"] == {
        **{tag: f"{address}/{tag}/help-{tag}.html" for tag in ("en-GB", "fr", "ar")},
        "x-default": f"{address}/en-GB/help-en-GB.html",
    }
    assert found[f"{address}/fr/visa-fr.html"] == {}
    assert found[f"{address}/index.html"]["x-default"] == f"{address}/index.html"
    assert not any("tax" in location for location in found)


def test_withdrawn_leaflets_are_not_shown_to_search_engines() -> None:
    assert b"flu" not in made(sites.site(address=ADDRESS, withdrawn=("flu",)))["sitemap.xml"]


def test_a_sitemap_that_would_be_too_large_comes_in_parts_that_have_every_page_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "LARGEST", 20_000)
    records = [sites.record(f"leaflet-{number}", tag) for number in range(50) for tag in ("en-GB", "fr")]
    content = made(sites.site(*records, tags=("fr",), address=ADDRESS))
    index = fromstring(content.pop("sitemap.xml"))
    assert [each.tag for each in index] == [f"{MAP}sitemap"] * len(content)
    assert [each.findtext(f"{MAP}loc") for each in index] == [f"{ADDRESS}/{path}" for path in content]
    assert max(map(len, content.values())) <= 20_000
    pages = [page for each in content.values() for page in alternates(each)]
    assert len(pages) == len(set(pages)) == len(records) + 3


def test_robots_txt_is_only_where_programs_look_for_it() -> None:
    assert "robots.txt" not in made(sites.site(address=ADDRESS))
    lines = made(sites.site(address="https://example.org"))["robots.txt"].decode().splitlines()
    assert lines == ["User-agent: *", "Disallow:", "", "Sitemap: https://example.org/sitemap.xml"]
