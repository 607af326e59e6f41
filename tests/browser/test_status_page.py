"""The page that `everyleaf status --html` writes, in a browser."""

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.validators.axe import Axe
from pipeline.validators.nu import Nu
from tests import publications
from tests.browser.conftest import Complaints, Lost, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_validators_find_nothing_whatever_is_to_be_said(
    tmp_path: Path, open_page: OpenPage, complaints: Complaints, lost: Lost
) -> None:
    files = {
        "source/publication.yml": publications.SETTINGS.replace("[fr]", "[fr, ar, ur]"),
        "source/leaflets/help.md": publications.LEAFLET.replace("updated:", "review_by: 2020-01-31\nupdated:"),
        "source/leaflets/other.md": publications.LEAFLET.replace("Where to get help", "1 < 2 & 3"),
        "locales/fr/LC_MESSAGES/help.po": publications.FRENCH.replace("de suite.", "de suite. <b>"),
        "locales/ar/LC_MESSAGES/help.po": "no catalogue",
    }
    folder = publications.write(tmp_path, publications.SMALL | files)
    page = tmp_path / "status.html"
    name = "<script>alert(1)</script>"
    main(["approve", "help", "--language", "fr", "--by", name, "--partly", "--publication", str(folder)])
    main(["status", "--html", str(page), "--publication", str(folder)])
    assert "&lt;script&gt;" in page.read_text(encoding="utf-8")
    assert complaints(Axe(), [page]) == {}
    assert complaints(Nu(), [page]) == {}
    assert lost(open_page(page, width=320)) == []
