from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import messages, settings, sources
from pipeline.diagnostics import Span
from pipeline.files import Folder
from pipeline.model import Callout, Document, Heading, Image, List, Paragraph, Quote, Table
from pipeline.sources import Sources
from tests import publications

LEAFLET = """\
---
title: Where to get help
summary: Who to call.
updated: 2026-11-22
review_by: 2027-11-22
topics: [help, urgent]
audience: Everyone
---

## In an emergency

::: emergency critical
### Call {emergency} now

<!-- translators: "fit" is a seizure.
     It is not about health. -->
- Someone has a fit.
  It does not stop.
- Someone is hurt:
  1. Stay calm.
  2. {emergency}
:::

Call\\
now.

| Service | Number |
| --- | --- |
| NHS 111 | {nhs_111} |

![A map](images/map.svg)

> Ask us.

***

## In an emergency
"""
FILES = publications.SMALL | {
    "source/leaflets/help.md": LEAFLET,
    "source/images/map.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}


def read(folder: Path, files: Mapping[str, str | bytes]) -> Sources:
    door = Folder(publications.write(folder, files))
    return sources.read(door, settings.read(door, ("html", "text"))[0])


@pytest.fixture
def document(tmp_path: Path) -> Document:
    found = read(tmp_path, FILES)
    assert found.problems == ()
    return found.documents[0]


def test_every_kind_of_block_is_read_in_order(document: Document) -> None:
    kinds = [Heading, Callout, Paragraph, Table, Image, Quote, None, Heading]
    assert [None if type(block).__name__ == "Divider" else type(block) for block in document.blocks] == kinds


def test_the_messages_are_whole_texts_on_one_line_without_those_that_have_no_words(document: Document) -> None:
    assert [message.markdown for message in messages.extract(document)] == [
        "Where to get help",
        "Who to call.",
        "In an emergency",
        "Call {emergency} now",
        "Someone has a fit. It does not stop.",
        "Someone is hurt:",
        "Stay calm.",
        "Call\\\nnow.",
        "Service",
        "Number",
        "NHS 111",
        "A map",
        "Ask us.",
        "In an emergency",
    ]


def test_a_message_knows_its_place_section_and_what_the_author_said_of_it(document: Document) -> None:
    fit = next(message for message in messages.extract(document) if "fit" in message.markdown)
    assert fit.at == Span("source/leaflets/help.md", 17)
    assert fit.section == "Call {emergency} now"
    assert fit.comment == '"fit" is a seizure. It is not about health.'
    assert fit.critical


def test_headings_get_ids_that_are_not_used_twice(document: Document) -> None:
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading)]
    assert anchors == ["in-an-emergency", "in-an-emergency-2"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("| a | b |\n| - | - |\n| c | d | never lost |", "unsupported-block"),
        ("| a | b | c |\n| --- | --- |\n| d | e | f |", "unsupported-block"),
        ("<!-- note --> Never take two doses at once. <!-- end -->", "raw-html"),
        ('![x](images/map.svg "Open all day")', "link-title"),
        ("> ::: warning\n> ", "unsupported-block"),
        ("&#12;", "control-character"),
    ],
)
def test_no_word_of_an_author_is_dropped_in_silence(body: str, code: str, tmp_path: Path) -> None:
    found = read(tmp_path, FILES | {"source/leaflets/help.md": publications.LEAFLET + f"\n{body}\n"})
    assert code in [each.code for each in found.problems]


def test_a_publication_without_leaflets_is_an_error(tmp_path: Path) -> None:
    found = read(tmp_path, {path: content for path, content in FILES.items() if not path.endswith(".md")})
    assert [each.code for each in found.problems] == ["no-leaflet"]


def test_a_picture_may_have_any_name(tmp_path: Path) -> None:
    leaflet = publications.LEAFLET + "\n![x](<images/my pic é.svg>)\n"
    found = read(
        tmp_path, FILES | {"source/leaflets/help.md": leaflet, "source/images/my pic é.svg": FILES["source/images/map.svg"]}
    )
    assert [image.path for image in found.images] == ["images/my pic é.svg"]


def test_no_heading_takes_the_id_that_the_page_itself_needs(tmp_path: Path) -> None:
    (document,) = read(tmp_path, FILES | {"source/leaflets/help.md": LEAFLET + "\n## Main content\n"}).documents
    heading = document.blocks[-1]
    assert isinstance(heading, Heading)
    assert heading.anchor == "main-content-2"


def test_lists_nest_and_count_from_their_first_number(document: Document) -> None:
    callout = next(block for block in document.blocks if isinstance(block, Callout))
    bullets = next(block for block in callout.blocks if isinstance(block, List))
    steps = bullets.items[1].blocks[1]
    assert isinstance(steps, List)
    assert (bullets.ordered, steps.ordered, steps.start, len(steps.items)) == (False, True, 1, 2)


def test_a_crlf_file_with_a_byte_order_mark_reads_the_same(tmp_path: Path, document: Document) -> None:
    again = read(
        tmp_path / "again", FILES | {"source/leaflets/help.md": b"\xef\xbb\xbf" + LEAFLET.replace("\n", "\r\n").encode()}
    )
    assert again.documents == (document,)


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, FILES | {"source/leaflets/help.md": LEAFLET.replace("calm", "cälm").encode("latin-1")})
    assert [(each.code, each.at) for each in found.problems] == [("not-utf-8", Span("source/leaflets/help.md", 20))]


def test_a_symbolic_link_out_of_the_publication_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(publications.LEAFLET)
    folder = publications.write(tmp_path / "publication", publications.SMALL)
    (folder / "source/leaflets/other.md").symlink_to(secret)
    found = read(folder, {})
    assert [(each.code, each.at) for each in found.problems] == [("unsafe-path", Span("source/leaflets/other.md"))]


def test_a_huge_leaflet_is_refused_unread(tmp_path: Path) -> None:
    found = read(tmp_path, FILES | {"source/leaflets/help.md": b"x" * 20_000_001})
    assert [each.code for each in found.problems] == ["too-large"]
