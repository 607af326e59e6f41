"""The pages around the leaflets on the narrowest screen, with titles that no line is wide enough for."""

from itertools import chain
from pathlib import Path

import pytest

from pipeline.portal import copies, pages, sheets
from tests import sites
from tests.browser.conftest import SPACING, Lost, OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLES = {"ta": "துண்டுப்பிரசுரங்களைப்பெற்றுக்கொள்ளுதல் பற்றி", "en-GB": "Pneumonoultramicroscopicsilicovolcanoconiosis"}


def test_nothing_is_lost_of_a_title_that_is_one_long_word(tmp_path: Path, open_page: OpenPage, lost: Lost) -> None:
    """TICO-19 has such words in Tamil."""
    records = (
        sites.record(tag=tag, format_name=name, title=title) for tag, title in TITLES.items() for name in sites.SUFFIXES
    )
    site = sites.site(*records, tags=("ta",), address="https://example.org")
    for file in chain(pages.files(site), copies.files(site), sheets.files(site)):
        path = tmp_path / file.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(file.make()))
    found = {}
    for path in sorted(tmp_path.rglob("*.html")):
        opened = open_page(path, width=320, height=256)
        narrow = lost(opened)
        opened.add_style_tag(content=SPACING)
        found[str(path.relative_to(tmp_path))] = narrow + lost(opened)
    assert "ta/copies.html" in found
    assert {name: parts for name, parts in found.items() if parts} == {}
