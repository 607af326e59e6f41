"""What comes out of a large-print PDF is what went in, in every script: by its structure tree, and by other programs."""

import os
import subprocess
import sys
from collections.abc import Callable
from types import MappingProxyType

import page
import pytest

from pipeline.languages import parse_language
from pipeline.model import Heading, Paragraph
from tests.documents import SENTENCES, document, passage, phone
from tests.pdf_reading import by_pdfium, by_poppler, large_print, open_pdf, print_blocks, read_aloud, share_of_words, tree

Golden = Callable[[str, str], None]


@pytest.mark.slow
@pytest.mark.parametrize("size", [18.0, 24.0])
@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_an_edition_is_valid_by_a_validator_that_others_wrote(tag: str, size: float) -> None:
    report = page.validate_pdf_bytes(large_print(document(tag, type_size=size)), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def long_text(tag: str) -> str:
    """Return a text of several lines without any number, so that its lines break in many places."""
    words = SENTENCES[tag].split()
    return " ".join(" ".join(words[start:] + words[:start]) for start in range(len(words)))


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_the_structure_tree_says_exactly_what_the_leaflet_says(tag: str) -> None:
    language, text = parse_language(tag), long_text(tag)
    content = print_blocks(
        Heading(2, passage(SENTENCES[tag], language=language), "first"),
        Paragraph(passage(text, " ", phone(), " ", text, language=language)),
        tag=tag,
    )
    title = SENTENCES[tag]
    assert read_aloud(content).splitlines()[:3] == [title, title, f"{text} 020 7946 0958 {text}"]


EXTRACTORS = MappingProxyType({"poppler": by_poppler, "pdfium": by_pdfium})
RIGHT_TO_LEFT = MappingProxyType({"ar": 0.9, "fa": 0.9, "ur": 0.9})
"""What share of the words must come out of the pages themselves; 1 where it is not said."""


@pytest.mark.parametrize("extractor", sorted(EXTRACTORS))
@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_the_pages_themselves_give_their_words_to_other_programs(tag: str, extractor: str) -> None:
    text = long_text(tag)
    content = print_blocks(Paragraph(passage(text, language=parse_language(tag))), tag=tag)
    assert share_of_words(text, EXTRACTORS[extractor](content)) >= RIGHT_TO_LEFT.get(tag, 1)


@pytest.mark.parametrize("tag", ["ar", "ur"])
def test_do_not_drive_is_not_read_as_something_else(tag: str) -> None:
    language = parse_language(tag)
    content = print_blocks(Paragraph(passage("لا تقد", language=language)), tag=tag)
    assert "لا تقد" in read_aloud(content)
    for extracted in (by_poppler(content), by_pdfium(content)):
        assert "لا تقد" in " ".join(extracted.replace("\u2060", "").split())


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    program = (
        "import hashlib; from tests.documents import document; from tests.pdf_reading import large_print;"
        "print(hashlib.sha256(b''.join(large_print(document(tag)) for tag in ('ur', 'en-GB'))).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1
    assert large_print(document("zh-Hans")) == large_print(document("zh-Hans"))


def test_the_document_says_its_language_its_title_and_its_publisher_and_no_time() -> None:
    pdf = open_pdf(large_print(document("ar")))
    assert str(pdf.Root.Lang) == "ar"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert {str(key): str(value) for key, value in pdf.docinfo.items()} == {
        "/Title": SENTENCES["ar"],
        "/Author": "The publisher",
        "/Creator": "Everyleaf",
        "/Keywords": "everyleaf:ea218ebb:help:ar:4821-7730",
        "/Producer": "WeasyPrint 70.0",
    }
    assert len(pdf.trailer.ID) == 2


def test_importing_the_renderer_does_not_import_weasyprint() -> None:
    program = "import sys, pipeline.renderers.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur"])
def test_what_is_compared_does_not_depend_on_where_lines_end(tag: str) -> None:
    first, *others = (large_print(document(tag, type_size=size)) for size in (18.0, 17.0, 21.0))
    assert {tree(each) for each in others} == {tree(first)}
    assert {read_aloud(each) for each in others} == {read_aloud(first)}


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur", "bn", "zh-Hans"])
def test_an_edition_has_the_tags_and_the_text_that_were_accepted(tag: str, golden: Golden) -> None:
    content = large_print(document(tag))
    golden(f"pdf/{tag}.tags.txt", tree(content))
    golden(f"pdf/{tag}.text.txt", read_aloud(content))
