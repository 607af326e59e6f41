"""Search and the suggested language, in Chromium, from a folder (`file://`)."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pipeline import portal
from pipeline.portal.site import Site
from pipeline.renderers.base import asset
from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from tests import sites
from tests.browser.conftest import Complaints, Lost, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FATHA, TATWEEL, JOINER, MARK = "\u064e", "\u0640", "\u200d", "\u200f"
VARIANTS: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "taken apart": lambda text: unicodedata.normalize("NFD", text),
    "in full width": lambda text: text.translate({each: each + 0xFEE0 for each in range(0x21, 0x7F) if each != 0x27}),
    "in Persian letters": lambda text: text.translate(str.maketrans("يكىأإآة", "یکیاااه")),
    "in Arabic letters": lambda text: text.translate(str.maketrans("یکہھ", "يكهه")),
    "vowelled": lambda text: re.sub("([\u0621-\u064a])", rf"\1{FATHA}", text),
    "drawn out": lambda text: re.sub("([\u0621-\u064a])(?=[\u0621-\u064a])", rf"\1{TATWEEL}", text),
    "with joiners": lambda text: re.sub(r"(\w)", rf"\1{JOINER}", text),
    "with marks of direction": lambda text: f"{MARK}{text}{MARK}",
    "in digits of Bengal": lambda text: text.translate({0x30 + each: 0x9E6 + each for each in range(10)}),
    "in Persian digits": lambda text: text.translate({0x30 + each: 0x6F0 + each for each in range(10)}),
    "without nuktas": lambda text: re.sub("[\u093c\u09bc\u0a3c\u0abc]", "", unicodedata.normalize("NFD", text)),
    "without the dots of Turkish": lambda text: text.replace("ı", "i").replace("İ", "I"),
    "with cedillas": lambda text: text.translate(str.maketrans("șțȘȚ", "şţŞŢ")),
    "with homophones": lambda text: text.translate(str.maketrans("ሐሠዐፀ", "ሀሰአጸ")),
}


def read_index(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text.removeprefix("everyleaf(").removesuffix(");\n"))
    return data


def texts(value: object) -> Iterable[str]:
    """Yield every text in the rows of a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


@pytest.fixture(params=["samples", "corpus"])
def outputs(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder / "outputs"


@pytest.fixture
def matching(open_page: OpenPage) -> Page:
    page = open_page(b"<!DOCTYPE html><title>x</title>")
    page.add_script_tag(content=asset("scripts/matching.js").decode())
    return page


def test_a_text_is_found_however_its_letters_are_written(matching: Page, outputs: Path) -> None:
    found = [each for path in sorted(outputs.glob("*/search.js")) for each in texts(read_index(path)["rows"])]
    assert len(found) >= 14 * 6
    spelled = matching.evaluate("texts => texts.map(spelled)", found)
    assert matching.evaluate("texts => texts.map(fold).map(fold).map(spelled)", found) == spelled
    for name, variant in VARIANTS.items():
        written = matching.evaluate("texts => texts.map(spelled)", list(map(variant, found)))
        assert [pair for pair in zip(spelled, written, strict=True) if pair[0] != pair[1]] == [], name


@pytest.mark.parametrize("pair", ["কি কা", "கி கு", "ਕਿ ਕੁ", "दिन दीन", "が か", "กา กี", "ب ت", "ა ბ", "한 하"])
def test_letters_that_differ_stay_different(matching: Page, pair: str) -> None:
    one, other = pair.split()
    assert matching.evaluate("fold", one) != matching.evaluate("fold", other)


def test_every_leaflet_is_found_first_by_its_title(matching: Page, outputs: Path) -> None:
    for path in sorted(outputs.glob("*/search.js")):
        rows = [[" ".join(texts(part)) for part in row[1:]] for row in read_index(path)["rows"]]
        first = matching.evaluate(
            """rows => {
                const spelt = rows.map((row, place) => ({ place, fields: row.map(spelled) }));
                return rows.map(([title]) => find(spelt, title)[0].place);
            }""",
            rows,
        )
        assert first == list(range(len(rows))), path


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("لقاح", "معلومات عن اللقاحات"),
        ("واللقاح", "لقاح الأطفال"),
        ("hopital", "Aller à l’hôpital"),
        ("l'hôpital", "Un hôpital près de chez vous"),
        ("goaan", "Go’aan qaadashada"),
        ("covid19", "COVID-19: what to know"),
        ("新冠疫苗", "新冠病毒疫苗"),
        ("szczepionka", "Szczepionki dla dzieci"),
        ("ምርመራ", "ስለምርመራ"),
        ("STRASSE", "In der Straße"),
        ("والدين", "نصائح للوالدين"),
        ("والدين", "الدين والصحة"),
        ("المستشفى", "في مستشفيات لندن"),
    ],
)
def test_words_are_found_as_people_write_them(matching: Page, query: str, text: str) -> None:
    rows = "[{ fields: [spelled(text)] }, { fields: [spelled('x')] }]"
    assert matching.evaluate(f"([query, text]) => find({rows}, query).length", [query, text]) == 1


def test_what_looks_like_an_article_finds_no_word_that_only_holds_the_rest(matching: Page) -> None:
    rows = "[{ fields: [spelled('خدمات مدينة لندن')] }]"
    assert matching.evaluate(f"find({rows}, 'والدين').length") == 0
    assert matching.evaluate(f"find({rows}, 'المدينة').length") == 1


def test_a_title_counts_more_than_a_topic_and_that_more_than_a_summary_and_all_words_must_be_there(matching: Page) -> None:
    rows = [["b", "b", "help"], ["b", "help", "b"], ["helpful", "b", "b"], ["help", "b", "b"], ["b", "b", "b"]]
    spelled = "rows.map((row, place) => ({ place, fields: row.map(spelled) }))"
    places = f"([rows, query]) => find({spelled}, query).map(row => row.place)"
    assert matching.evaluate(places, [rows, "help"]) == [3, 2, 1, 0]
    assert matching.evaluate(places, [rows, "help c"]) == []
    assert matching.evaluate(places, [rows, " – ?"]) == []


# --- The field -----------------------------------------------------------------------------------------------------------


def ask(page: Page, query: str) -> tuple[str, list[str]]:
    """Search with the keyboard alone, from the top of the page, and return what is said and the titles."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search":
            break
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('.search [role=status]').innerText.trim()")
    return page.inner_text(".search [role=status]").strip(), page.locator(".results a").all_inner_texts()


@pytest.mark.parametrize(
    ("tag", "query", "leaflet"),
    [
        ("en-GB", "ill interpreter", "get-help"),
        ("ar", "رعايه عادله", "fair-access"),
        ("ur", "صحت وژن", "london-vision"),
        ("bn", "কোথায় সাহায্য", "get-help"),
        ("zh-Hans", "伦敦愿景", "london-vision"),
    ],
)
def test_who_searches_with_the_keyboard_alone_gets_to_the_leaflet(
    samples: Path, open_page: OpenPage, tag: str, query: str, leaflet: str
) -> None:
    page = open_page(samples / "outputs" / tag / "index.html")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    said, titles = ask(page, query)
    assert [url.rpartition("/")[2] for url in requests] == ["search.js"]
    assert titles
    assert "1" in said
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{leaflet}-{tag}.html")


def test_the_first_page_finds_languages_by_both_names_and_leaflets_in_all_of_them(
    samples: Path, open_page: OpenPage
) -> None:
    for query, tag in [("somali", "so"), ("Soomaali", "so"), ("bengali", "bn"), ("中文", "zh-Hans")]:
        page = open_page(samples / "outputs/index.html")
        assert ask(page, query)[0] == "1 result"
        assert page.get_attribute(".results a", "href") == f"{tag}/index.html"
    page = open_page(samples / "outputs/index.html")
    said, titles = ask(page, "مدد کہاں")
    assert (said, len(titles)) == ("1 result", 1)
    link = page.locator(".results a")
    assert (link.get_attribute("lang"), link.get_attribute("dir")) == ("ur", "rtl")
    ends = page.evaluate(
        "[...document.querySelectorAll('.results :is(li, a, p)')].map(each => each.getBoundingClientRect().right)"
    )
    assert len(set(map(round, ends))) == 1, "title and summary begin at one side"


def test_without_a_script_there_is_neither_a_field_nor_a_suggestion(samples: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ar")
    page = context.new_page()
    for path in ("index.html", "ar/index.html"):
        page.goto((samples / "outputs" / path).as_uri())
        assert page.locator("main a:visible").count() >= 5
        assert page.locator(".search:visible, .suggestion:visible").count() == 0
    context.close()


def write(site: Site, folder: Path) -> Path:
    """Write a site without its editions."""
    for file in portal.files(site, sites.read):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(file.make()))
    return folder


def test_a_search_that_cannot_be_done_says_so(tmp_path: Path, open_page: OpenPage) -> None:
    folder = write(sites.site(), tmp_path)
    (folder / "en-GB/search.js").unlink()
    said, titles = ask(open_page(folder / "en-GB/index.html"), "help")
    assert (said, titles) == ("The search does not work at the moment. Please try again later.", [])


def test_titles_are_shown_as_text_whatever_they_hold(tmp_path: Path, open_page: OpenPage) -> None:
    title = "</script><img src=x onerror=alert(1)> \"'&amp; \u2028 \u202eevil"
    folder = write(sites.site(sites.record(title=title)), tmp_path)
    page = open_page(folder / "fr/index.html")
    _, titles = ask(page, "evil")
    assert [" ".join(each.split()) for each in titles] == ["</script><img src=x onerror=alert(1)> \"'&amp; evil"]
    assert page.locator(".results img").count() == 0


def test_two_thousand_leaflets_are_searched_at_once(tmp_path: Path, open_page: OpenPage) -> None:
    """The first result, from the key that was pressed: 200 ms at most."""
    summary = "This leaflet tells you who to contact when you are ill or hurt, and how to ask for an interpreter. " * 2
    records = (sites.record(f"leaflet-{number}", title=f"Leaflet {number}", summary=summary) for number in range(2000))
    page = open_page(write(sites.site(*records), tmp_path) / "fr/index.html")
    said, titles = ask(page, "contact")
    assert "2000" in said
    assert len(titles) == 20
    page.evaluate("""() => {
        const field = document.querySelector("#search");
        field.value = "interpreter 1999";
        window.before = performance.now();
        field.form.requestSubmit();
        window.taken = performance.now() - window.before;
    }""")
    assert page.locator(".results a").all_inner_texts() == ["Leaflet 1999"]
    assert page.evaluate("window.taken") < 200


def test_more_results_follow_and_get_the_focus(tmp_path: Path, open_page: OpenPage) -> None:
    records = (sites.record(f"leaflet-{number}", title=f"Leaflet {number}") for number in range(50))
    page = open_page(write(sites.site(*records), tmp_path) / "fr/index.html")
    ask(page, "leaflet")
    page.focus(".more")
    page.keyboard.press("Enter")
    assert page.locator(".results a").count() == 40
    assert page.evaluate("document.activeElement === document.querySelectorAll('.results a')[20]")
    page.focus(".more")
    page.keyboard.press("Space")
    assert page.locator(".results a").count() == 50
    assert not page.locator(".more").is_visible()


@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing_after_a_search(
    validator: Validator, samples: Path, tmp_path: Path, open_page: OpenPage, complaints: Complaints
) -> None:
    searched = []
    for tag, query in [("ar", "رعاية"), ("bn", "স্বাস্থ্য"), ("so", "xyzz"), ("zh-Hans", "伦敦"), ("", "help")]:
        page = open_page(samples / "outputs" / tag / "index.html")
        ask(page, query)
        path = tmp_path / f"searched-{tag}.htm"
        path.write_text(page.content(), encoding="utf-8")
        searched.append(path)
    assert complaints(validator, searched) == {}


def test_nothing_is_lost_in_a_narrow_window(samples: Path, open_page: OpenPage, lost: Lost) -> None:
    for tag in ("ar", "ta", "ur", ""):
        page = open_page(samples / "outputs" / tag / "index.html", width=320)
        ask(page, "london")
        assert page.locator(".results a").count() > 0
        assert lost(page) == []


# --- The reader's language -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "suggested"),
    [
        ("ar-EG", ["ar"]),
        ("zh-TW", ["zh-Hant"]),
        ("zh-HK", ["zh-Hant"]),
        ("zh-CN", ["zh-Hans"]),
        ("zh-SG", ["zh-Hans"]),
        ("pt-BR", ["pt-BR"]),
        ("pt-AO", ["pt-PT"]),
        ("pa-PK", []),
        ("en-US", []),
        ("de", []),
    ],
)
def test_the_readers_language_is_suggested_by_language_script_and_region(
    tmp_path: Path, browser: Browser, wanted: str, suggested: list[str]
) -> None:
    site = sites.site(tags=("fr", "ar", "pa", "zh-Hans", "zh-Hant", "pt-PT", "pt-BR"))
    folder = write(site, tmp_path)
    context = browser.new_context(locale=wanted)
    page = context.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto((folder / "index.html").as_uri())
    assert [each.get_attribute("hreflang") for each in page.locator(".suggestion a").all()] == suggested
    assert page.url == (folder / "index.html").as_uri()
    assert len(requests) == 1
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    context.close()


@pytest.mark.parametrize(
    "browser_says",
    [
        "Object.defineProperty(navigator, 'languages', { value: ['zh_CN', 'C', 'ar'] })",
        "Object.defineProperty(navigator, 'languages', { value: undefined })",
        "delete Intl.Locale",
    ],
)
def test_whatever_a_browser_says_of_languages_readers_can_search(
    tmp_path: Path, browser: Browser, browser_says: str
) -> None:
    folder = write(sites.site(), tmp_path)
    context = browser.new_context()
    context.add_init_script(browser_says)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    suggested = [each.get_attribute("hreflang") for each in page.locator(".suggestion a").all()]
    assert suggested == (["ar"] if "'ar'" in browser_says else [])
    assert page.locator(".search input").is_visible()
    context.close()
