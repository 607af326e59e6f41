"""Search in the text of leaflets, in Chromium, from a server; and what is left of it elsewhere."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.build import Manner, Selection, build
from pipeline.files import Folder
from pipeline.serving import Server
from pipeline.validators.axe import Axe
from pipeline.validators.base import Validator
from pipeline.validators.nu import Nu
from tests.browser.conftest import Complaints, Lost
from tests.conftest import SLOW_VALIDATORS
from tests.served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Visit = Callable[..., Page]
Asked = tuple[str, list[str]]
FAILURE = "The search does not work at the moment. Please try again later."


@pytest.fixture(scope="module")
def outputs(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the samples as a publication that asks for it; their editions are made already."""
    folder = tmp_path_factory.mktemp("full-text") / "samples"
    shutil.copytree(samples, folder)
    settings = folder / "source/publication.yml"
    said = settings.read_text(encoding="utf-8")
    settings.write_text(said.replace("\nportal:\n", "\nportal:\n  full_text: yes\n"), encoding="utf-8")
    report = build(Folder(folder), Selection(), Manner(jobs=1, without=SLOW_VALIDATORS), lambda _: None)
    assert report.built == ()
    return folder / "outputs"


@pytest.fixture(scope="module")
def server(outputs: Path) -> Iterator[Server]:
    with served(outputs) as server:
        yield server


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[Visit]:
    """Return a function that opens a page of the site; whatever it tells the console fails the test."""
    said: list[str] = []
    pages = []

    def visit(path: str, width: int = 1280, *, refused: str = "", script: str = "") -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800})
        pages.append(page)
        page.on("pageerror", lambda error: said.append(str(error)) if not refused else None)
        page.on("console", lambda message: said.append(message.text) if not refused else None)
        page.add_init_script(script)
        if refused:
            page.route(refused, lambda route: route.abort())
        page.goto(f"{server.address}{path}")
        return page

    yield visit
    for page in pages:
        page.close()
    assert said == []


def ask(page: Page, query: str) -> Asked:
    """Search, and return what is said when all is found, and the addresses."""
    page.focus("#search")
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    page.locator(".search [role=status] p:visible:not(:empty)").first.wait_for()
    links = page.locator(".results a").all()
    addresses = [(link.get_attribute("href") or "").rpartition("/")[2] for link in links]
    return page.inner_text(".search [role=status]").strip(), addresses


@pytest.mark.parametrize(
    ("tag", "query", "marked"),
    [
        ("en-GB", "pharmacists", "pharmacist"),
        ("ar", "صيدليه", "صيدلية"),
        ("ur", "فارمیسی", "فارمیسی"),
        ("bn", "ফার্মেসি", "ফার্মেসি"),
        ("ta", "மருந்தகம்", "மருந்தகம்"),
        ("zh-Hans", "药剂师", "药剂"),
        ("so", "farmashi", "Farmashi"),
    ],
)
def test_words_that_are_in_the_text_alone_are_found_and_shown(
    visit: Visit, outputs: Path, tag: str, query: str, marked: str
) -> None:
    assert query not in (outputs / tag / "search.js").read_text(encoding="utf-8")
    page = visit(f"{tag}/index.html")
    said, addresses = ask(page, query)
    assert addresses[0] == f"get-help-{tag}.html"
    assert str(len(addresses)) in said
    shown = page.locator(".results li").first.locator("p")
    assert marked in [each.strip() for each in shown.locator("mark").all_inner_texts()]
    assert shown.get_attribute("lang") is None  # it is in the page's own language
    page.click(".results a >> nth=0")
    page.wait_for_url(f"**/get-help-{tag}.html")


def test_titles_come_first_and_no_leaflet_comes_twice(visit: Visit) -> None:
    page = visit("en-GB/index.html")
    said, addresses = ask(page, "help ill")
    assert addresses[0] == "get-help-en-GB.html"
    assert len(addresses) == len(set(addresses)) > 1
    assert said == f"{len(addresses)} leaflets found"
    summary = page.locator(".results li").first.locator("p")
    assert (summary.get_attribute("lang"), summary.locator("mark").count()) == ("en-GB", 0)


@pytest.mark.parametrize("query", ["asthma", "help asthma", "pharmacist asthma"])
def test_a_word_that_is_in_no_leaflet_finds_none_by_its_beginning(visit: Visit, query: str) -> None:
    assert ask(visit("en-GB/index.html"), query) == ("No leaflet found. Try another word.", [])


def test_the_first_page_searches_the_text_in_its_own_language(visit: Visit) -> None:
    assert ask(visit("index.html"), "pharmacist")[1][0] == "get-help-en-GB.html"


def test_nothing_is_loaded_before_somebody_searches(browser: Browser, server: Server) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(server.address)))
    page.goto(f"{server.address}ar/index.html", wait_until="networkidle")
    assert asked == ["ar/index.html"]
    page.focus("#search")
    page.wait_for_load_state("networkidle")
    assert asked == ["ar/index.html", "ar/search.js"]
    page.close()


def test_from_a_folder_titles_are_searched_alone(outputs: Path, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto((outputs / "en-GB/index.html").as_uri())
    assert ask(page, "pharmacists") == ("No leaflet found. Try another word.", [])
    assert asked == ["index.html", "search.js"]
    page.close()


@pytest.mark.parametrize(
    "script", ["delete window.WebAssembly;", "WebAssembly.compile = () => { throw new WebAssembly.CompileError() };"]
)
def test_a_browser_that_may_not_use_webassembly_searches_titles_alone(visit: Visit, script: str) -> None:
    page = visit("en-GB/index.html", script=script)
    assert ask(page, "ill interpreter") == ("1 leaflet found", ["get-help-en-GB.html"])


PARTS = ("leaflets/*.json", "pagefind.js*", "pagefind-entry.json*", "wasm.*", "*.pf_meta", "index/*", "fragment/*")


@pytest.mark.parametrize("part", PARTS)
def test_an_index_that_does_not_come_is_said_and_asked_for_again(visit: Visit, part: str) -> None:
    page = visit("en-GB/index.html", refused=f"**/pagefind/{part}")
    said, addresses = ask(page, "interpreter")
    assert said == f"1 leaflet found\n\n{FAILURE}"
    assert addresses == ["get-help-en-GB.html"]
    page.unroute(f"**/pagefind/{part}")
    page.fill("#search", "")
    assert ask(page, "pharmacist")[1][0] == "get-help-en-GB.html"


@pytest.mark.parametrize("validator", [Axe(), Nu()], ids=["axe", "nu"])
def test_validators_find_nothing_after_a_search(
    validator: Validator, visit: Visit, tmp_path: Path, complaints: Complaints
) -> None:
    searched = []
    for tag, query in [("ar", "صيدلية"), ("bn", "ফার্মেসি"), ("zh-Hans", "健康"), ("", "pharmacist")]:
        page = visit(f"{tag}/index.html".removeprefix("/"))
        ask(page, query)
        assert page.locator("mark").count()
        path = tmp_path / f"searched-{tag}.htm"
        path.write_text(page.content(), encoding="utf-8")
        searched.append(path)
    assert complaints(validator, searched) == {}


def test_nothing_is_lost_in_a_narrow_window(visit: Visit, lost: Lost) -> None:
    for tag, query in [("ar", "صيدلية"), ("ur", "فارمیسی"), ("ta", "மருந்தகம்")]:
        page = visit(f"{tag}/index.html", width=320)
        ask(page, query)
        assert page.locator("mark").count()
        assert lost(page) == []
