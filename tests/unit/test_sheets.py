"""The lists and posters for paper."""

import re

from pipeline.portal import sheets
from pipeline.portal.sections import MOST
from tests import sites
from tests.sites import MANY


def pages(**of_site: object) -> dict[str, str]:
    """Return the lists and posters of a site by their paths."""
    made = sites.site(**of_site)  # type: ignore[arg-type]
    return {file.path: b"".join(file.make()).decode() for file in sheets.files(made)}


def test_each_language_with_leaflets_has_a_list_and_a_poster_and_there_is_one_poster_of_all() -> None:
    made = sites.site(sites.record("help", "en-GB"), sites.record("help", "ar"), tags=("fr", "ar"))
    paths = {file.path for file in sheets.files(made)}
    assert paths == {"en-GB/sheet.html", "en-GB/poster.html", "ar/sheet.html", "ar/poster.html", "poster.html"}


def test_there_are_codes_only_if_there_is_an_address_to_lead_to() -> None:
    without = pages()
    assert not any("<svg" in text or "QR code" in text for text in without.values())
    with_address = pages(address="https://example.org/a/b")
    assert with_address.keys() == without.keys()
    for path, text in with_address.items():
        assert "<svg" in text, path
        assert "https://example.org/a/b/" in text, path


def test_the_address_that_a_list_speaks_of_stands_beside_each_code() -> None:
    text = pages(address="https://example.org")["en-GB/sheet.html"]
    assert "Scan a code with your phone, or type the web address beside it." in text
    assert text.count('class="code"') == text.count('class="written"') == text.count("<h3") == 1


def test_a_long_list_has_parts_that_say_which_they_are_and_lead_to_one_another() -> None:
    records = tuple(sites.record(f"leaflet-{number}", "en-GB") for number in range(MOST + 1))
    made = {file.path: b"".join(file.make()).decode() for file in sheets.files(sites.site(*records))}
    first, second = made["en-GB/sheet.html"], made["en-GB/sheet-2.html"]
    assert (first.count("<h3"), second.count("<h3")) == (MOST, 1)
    assert '<p class="part" id="part">Page 1 of 2</p>' in first
    assert '<p class="part" id="part">Page 2 of 2</p>' in second
    assert first.count('<a href="../en-GB/sheet-2.html">Page 2 of 2</a>') == len(("at the top", "at the end"))
    assert second.count('<a href="../en-GB/sheet-2.html" aria-current="page">Page 2 of 2</a>') == 2
    assert re.findall("<title>(.*?)</title>", second) == [
        "List of all leaflets, to print – Leaflets in English – Page 2 of 2 – Leaflets for tests"
    ]


def test_the_parts_of_a_very_long_list_are_near_at_its_top_and_all_there_at_its_end() -> None:
    records = tuple(sites.record(f"leaflet-{number}", "en-GB") for number in range(MOST * 30))
    made = {file.path: b"".join(file.make()).decode() for file in sheets.files(sites.site(*records))}
    top, end = re.findall('<nav class="parts".*?</nav>', made["en-GB/sheet-15.html"], re.DOTALL)
    assert re.findall("Page ([0-9]+) of 30", top) == ["1", "13", "14", "15", "16", "17", "30"]
    assert end.count("<a ") == 30


def test_a_poster_says_in_english_too_what_it_says_for_who_puts_it_up() -> None:
    made = pages()
    assert '<p class="english" lang="en-GB" dir="ltr"><strong>Arabic</strong>' in made["ar/poster.html"]
    assert 'class="english"' not in made["en-GB/poster.html"]


def poster_of(*tags: str) -> str:
    records = (sites.record("help", tag) for tag in ("en-GB", *tags))
    made = sites.site(*records, tags=tags, address="https://example.org")
    return next(b"".join(file.make()).decode() for file in sheets.files(made) if file.path == "poster.html")


def test_the_fewer_languages_a_poster_has_the_larger_are_its_letters_and_none_are_too_small_to_read() -> None:
    posters = [poster_of(*MANY[:count]) for count in (1, 6, 14, 29)]
    sizes = [float(size) for text in posters for size in re.findall("--fit: ([0-9.]+)", text)]
    assert sizes[:3] == sorted(set(sizes[:3]), reverse=True)
    assert min(sizes) * 1.82 >= 10 * 25.4 / 72, "10 points on A4"
    assert ["filled" in re.findall('<div class="poster (.*?)"', text)[0] for text in posters] == [True, True, True, False]


def test_the_first_of_several_sheets_of_a_poster_has_the_code() -> None:
    assert poster_of("fr").index("<svg") > poster_of("fr").index('class="every"')
    assert poster_of(*MANY).index("<svg") < poster_of(*MANY).index('class="every"')
