"""The sample publication: that it is whole, that it is plain, and that its PDFs are valid."""

import json
import re
import shutil
from pathlib import Path

import page
import pytest

from pipeline import messages, settings, sources
from pipeline.files import Folder
from pipeline.markdown import References, plain
from pipeline.markdown import parse as parse_inline
from pipeline.model import Document, Role
from pipeline.update import update_publication
from tests.conftest import TESTS

ROOT = Folder(TESTS.parent)
LEAFLETS = ("about-us", "fair-access", "get-help", "london-vision", "our-plans")
PARTLY = {"gu/london-vision", "so/our-plans"}
"""Left partly translated on purpose, so that the fallback is seen."""


def documents() -> tuple[Document, ...]:
    read_settings, problems = settings.read(ROOT, ("html", "large-print", "text"))
    read = sources.read(ROOT, read_settings)
    assert (problems, read.problems) == ((), ())
    return read.leaflets


@pytest.mark.parametrize("document", documents(), ids=lambda document: document.id)
def test_a_leaflet_is_short_and_plain(document: Document) -> None:
    """NHS service manual: sentences of up to 20 words, paragraphs of up to 3 sentences."""
    references = References(facts={}, leaflets=frozenset())
    texts = [(text, plain(parse_inline(text.markdown, references).inlines)) for text in messages.extract(document)]
    body = [words for text, words in texts if text.role not in (Role.TITLE, Role.SUMMARY, Role.ALTERNATIVE_TEXT)]
    sentences = [sentence for words in body for sentence in re.split(r"(?<=[.?!])\s+", words)]
    assert 250 <= sum(len(words.split()) for words in body) <= 600
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []
    assert [words for words in body if len(re.split(r"(?<=[.?!])\s+", words)) > 3] == []


@pytest.mark.slow
def test_every_leaflet_is_there_in_every_language_and_format(samples: Path) -> None:
    manifest = json.loads((samples / "outputs/manifest.json").read_bytes())
    languages = ["en-GB", *manifest["publication"]["languages"]]
    assert len(languages) == 15
    assert [edition["path"] for edition in manifest["editions"]] == sorted(
        f"{tag}/{leaflet}-{tag}{suffix}"
        for tag in languages
        for leaflet in LEAFLETS
        for suffix in (".html", "-large-print.pdf", ".txt")
    )


@pytest.mark.slow
def test_only_what_was_left_untranslated_on_purpose_is_in_english(samples: Path) -> None:
    manifest = json.loads((samples / "outputs/manifest.json").read_bytes())
    partly = {f"{edition['language']}/{edition['leaflet']}" for edition in manifest["editions"] if edition["fallbacks"]}
    assert partly == PARTLY


@pytest.mark.slow
def test_the_emergency_numbers_are_the_same_in_every_language(samples: Path) -> None:
    for path in sorted((samples / "outputs").glob("*/get-help-*.txt")):
        text = path.read_text(encoding="utf-8-sig")
        for number in ("999", "111", "18000", "18001\u00a0111", "https://111.nhs.uk"):
            assert number in text, (path.name, number)


@pytest.mark.slow
def test_every_pdf_is_pdf_ua_1_to_a_validator_of_others(samples: Path) -> None:
    pdfs = sorted((samples / "outputs").glob("*/*.pdf"))
    assert len(pdfs) == 75
    reports = {path.name: page.validate_pdf_bytes(path.read_bytes(), profile="ua1") for path in pdfs}
    assert {name: found for name, report in reports.items() if (found := [each.rule_id for each in report.failures])} == {}


def test_the_catalogues_are_up_to_date_with_the_leaflets(tmp_path: Path) -> None:
    for name in ("source", "locales"):
        shutil.copytree(TESTS.parent / name, tmp_path / name)
    assert update_publication(Folder(tmp_path), ("html", "large-print", "text")).written == (), "run: everyleaf update"


def test_every_catalogue_says_that_a_machine_drafted_it_and_nobody_approved_it() -> None:
    catalogues = sorted((TESTS.parent / "locales").glob("*/LC_MESSAGES/*.po"))
    assert len(catalogues) == 14 * (len(LEAFLETS) + 1)
    for path in (*catalogues, *(TESTS.parent / "pipeline/locales").glob("*/LC_MESSAGES/*.po")):
        assert "# Drafted by a machine. No person has approved it yet.\n" in path.read_text(), path
