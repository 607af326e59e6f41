"""The page on which readers check their copy."""

from pipeline.portal import copies
from pipeline.portal.files import SiteFile
from tests import sites
from tests.html_reader import Page


def page_of(files: tuple[SiteFile, ...], path: str) -> Page:
    return Page(b"".join(next(each for each in files if each.path == path).make()).decode())


def test_every_language_has_a_table_of_its_versions_with_those_that_were_withdrawn() -> None:
    made = page_of(tuple(copies.files(sites.site(withdrawn=("old",)))), "fr/copies.html")
    (form,) = made.all("form")
    assert (form.attributes["data-versions"], form.attributes["data-withdrawn"]) == ("help:4821-7730", "old")
    assert [each.text for each in made.all("span") if "unbroken" in each.attributes.get("class", "")] == ["4821-7730"]
    assert [each.attributes["href"] for each in made.all("a") if "tbody." in each.inside] == [
        "../fr/help-fr.html",
        "../fr/help-fr-large-print.pdf",
        "../fr/help-fr.txt",
    ]


def test_the_page_of_many_leaflets_is_small_for_their_lists_have_the_numbers() -> None:
    records = [sites.record(f"leaflet-{number}", "fr") for number in range(1000)]
    files = tuple(copies.files(sites.site(*records)))
    made = page_of(files, "fr/copies.html")
    assert made.all("table") == []
    assert len(made.all("form")[0].attributes["data-versions"].split()) == len(records)
    assert [each.attributes["href"] for each in made.all("a") if each.attributes.get("id") == "all"] == ["../fr/index.html"]
    assert len(b"".join(next(each for each in files if each.path == "fr/copies.html").make())) < 60_000


def test_every_language_leads_to_the_page_in_the_others() -> None:
    made = page_of(tuple(copies.files(sites.site())), "fr/copies.html")
    links = [each.attributes["href"] for each in made.all("a") if "hreflang" in each.attributes]
    assert links == ["../en-GB/copies.html", "../ar/copies.html"]


def test_a_new_version_makes_only_the_page_of_its_language_anew() -> None:
    records = [sites.record("help", tag) for tag in ("en-GB", "fr", "ar")]
    before = {each.path: each.fingerprint for each in copies.files(sites.site(*records))}
    records[1] = sites.record("help", "fr", version="0000-0001")
    after = {each.path: each.fingerprint for each in copies.files(sites.site(*records))}
    assert [path for path in before if before[path] != after[path]] == ["fr/copies.html"]


def test_a_page_of_forty_leaflets_is_light() -> None:
    records = [sites.record(f"leaflet-{n}", "fr", name) for n in range(40) for name in sites.SUFFIXES]
    [path] = [each for each in copies.files(sites.site(*records)) if each.path == "fr/copies.html"]
    assert len(b"".join(path.make())) <= 60_000
