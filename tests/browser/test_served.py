"""The pages of the site as a browser gets them from a server, with its headers."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.served import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize(
    "path", ["index.html", "ar/index.html", "ar/get-help-ar.html", "ar/copies.html", "ar/sheet.html", "no"]
)
def test_a_page_is_one_request_and_no_policy_refuses_a_part_of_it(path: str, samples: Path, browser: Browser) -> None:
    """A browser heeds the policy in the header and the one in the page: what either refuses, it tells the console."""
    asked: list[str] = []
    said: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with served(samples / "outputs") as server:
        answer = page.goto(f"{server.address}{path}", wait_until="networkidle")
        page.close()
    assert answer
    assert [each for each in asked if not each.startswith("data:")] == [f"{server.address}{path}"]
    assert [each for each in said if "the server responded with a status of 404" not in each] == []
    assert answer.status == (404 if path == "no" else 200)
