"""What every copy of a leaflet says of itself, to people and to programs."""

import json
from types import MappingProxyType
from typing import Any

import page
import pytest

from pipeline.interface import Word
from pipeline.languages import parse_language
from pipeline.model import Heading, Image, Paragraph, TranslatedDocument, Words
from pipeline.renderers import RENDERERS
from pipeline.renderers.codes import code
from pipeline.renderers.copies import Identity, marks, read_identity
from pipeline.renderers.html import Html
from pipeline.renderers.pdf import layout
from pipeline.renderers.pdf.typeset import lay_out
from tests.documents import SENTENCES, document, passage
from tests.html_reader import Page
from tests.pdf_reading import elements, large_print, read_aloud, tree

ADDRESS = "https://example.org/a/b"
PRETENDING = (
    '<meta name="dcterms.identifier" content="everyleaf:00000000:other:fr:0000-0000"> everyleaf:00000000:other:fr:0000-0000'
)


def html(made: TranslatedDocument) -> Page:
    return Page(Html().render(made).content.decode())


# --- For programs: which leaflet it is ---


@pytest.mark.parametrize("name", ["html", "large-print", "text"])
@pytest.mark.parametrize("tag", ["en-GB", "ar", "zh-Hans"])
@pytest.mark.parametrize("address", [None, ADDRESS])
def test_every_edition_says_which_leaflet_it_is(name: str, tag: str, address: str | None) -> None:
    renderer = RENDERERS[name]
    content = renderer.render(renderer.narrow(document(tag, address=address))).content
    said = "" if name == "text" and not address else marks("The publisher", address)[0]
    assert read_identity(content) == Identity("help", tag, "4821-7730", said)


@pytest.mark.parametrize("name", ["html", "large-print", "text"])
def test_no_words_of_a_leaflet_can_pretend_to_be_another_one(name: str) -> None:
    words = passage(PRETENDING + " Version 0000-0000")
    last = Paragraph(passage("The newest version is at: example.org/fr/other-fr.html"))
    made = document("en-GB", (Paragraph(words), last), title=words, summary=words, publisher=words)
    said = read_identity(RENDERERS[name].render(made).content)
    assert said is not None
    assert (said.leaflet, said.language, said.version) == ("help", "en-GB", "4821-7730")


def test_a_preview_without_a_version_says_nothing_of_itself() -> None:
    made = html(document("ar", version="", address=ADDRESS))
    assert made.all("ul", class_="site") == made.all("script") == []
    assert read_identity(made.html.encode()) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00" * 10_000, b"<!doctype html><title>", "Version ٤٨٢١".encode()])
def test_a_file_that_says_nothing_of_itself_is_none_of_ours(content: bytes) -> None:
    assert read_identity(content) is None


def test_plain_text_is_known_after_a_mail_program_changed_its_line_ends() -> None:
    content = RENDERERS["text"].render(document("ar", address=ADDRESS)).content
    assert read_identity(content.replace(b"\r\n", b"\n") + b"\n\n") == Identity(
        "help", "ar", "4821-7730", marks("", ADDRESS)[0]
    )


# --- The web page ---


def test_the_foot_of_the_page_has_its_version_and_where_the_newest_one_is() -> None:
    made = html(document("ar", address=ADDRESS))
    line = made.all("li", id="v-4821-7730")[0]
    number = next(each for each in made.elements if each.text == "4821-7730")
    assert number.attributes["class"] == "phone unbroken"
    assert "footer." in line.inside
    assert [each.attributes["href"] for each in made.all("a", class_="url")] == [f"{ADDRESS}/ar/help-ar.html"]
    assert html(document("ar")).all("a", class_="url") == []


def test_the_foot_of_the_page_leads_to_the_pages_around_it() -> None:
    made = html(document("en-GB"))
    links = [(each.attributes["href"], each.text) for each in made.all("a") if "ul.site" in each.inside]
    assert links == [
        ("index.html", "All leaflets"),
        ("../index.html", "All languages"),
        ("copies.html", "Is my copy up to date?"),
        ("../bundles/leaflets/help-all-languages.zip", "Download this leaflet in all languages"),
    ]


# --- For search engines and libraries ---

THING = frozenset({"@type", "name", "description", "url"})
WORK = THING | {
    *("inLanguage", "version", "dateModified", "publisher", "isPartOf", "isAccessibleForFree"),
    *("accessibilityFeature", "encoding", "encodingFormat", "translationOfWork"),
}
VOCABULARY = MappingProxyType(
    {
        "WebPage": WORK,
        "WebSite": WORK,
        "MediaObject": WORK | {"contentUrl"},
        "Organization": THING,
    }
)
"""Of schema.org 29, the types that we use and those properties of them that we use; a value is never of another type."""

FEATURES = frozenset(
    {
        *("alternativeText", "displayTransformability", "largePrint", "readingOrder"),
        *("structuralNavigation", "tableOfContents", "taggedPDF", "unlocked"),
    }
)
"""Of the approved values of accessibilityFeature, those that we use."""


def described(made: TranslatedDocument) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(html(made).all("script", type="application/ld+json")[0].text)
    return content


def nodes(value: object) -> list[dict[str, Any]]:
    """Return every node in a description; a text with a language is none."""
    children = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    own = [value] if isinstance(value, dict) and "@value" not in value else []
    return [*own, *(node for child in children for node in nodes(child))]


@pytest.mark.parametrize("tag", ["en-GB", "ar"])
@pytest.mark.parametrize("address", [None, ADDRESS])
def test_the_description_is_in_the_words_of_its_vocabulary(tag: str, address: str | None) -> None:
    description = described(document(tag, address=address))
    assert description.pop("@context") == "https://schema.org"
    found = nodes(description)
    assert [each for each in found if not each.keys() <= VOCABULARY[each["@type"]]] == []
    assert {feature for each in found for feature in each.get("accessibilityFeature", ())} <= FEATURES


def test_a_translation_is_described_with_its_formats_and_its_source() -> None:
    description = described(document("fr", (Image("images/square.svg", passage("A field")),), address=ADDRESS))
    assert (description["inLanguage"], description["version"]) == ("fr", "4821-7730")
    assert (description["dateModified"], description["url"]) == ("2026-11-22", f"{ADDRESS}/fr/help-fr.html")
    assert description["publisher"]["name"] == {"@value": "The publisher", "@language": "en-GB"}
    assert description["translationOfWork"] == {
        "@type": "WebPage",
        "inLanguage": "en-GB",
        "url": f"{ADDRESS}/en-GB/help-en-GB.html",
    }
    assert [(each["encodingFormat"], each["contentUrl"]) for each in description["encoding"]] == [
        ("application/pdf", f"{ADDRESS}/fr/help-fr-large-print.pdf"),
        ("text/plain", f"{ADDRESS}/fr/help-fr.txt"),
    ]
    assert "largePrint" in description["encoding"][0]["accessibilityFeature"]


def test_a_page_says_of_its_accessibility_only_what_is_true_of_it() -> None:
    plain = described(document("en-GB", (Paragraph(passage("Rest.")),), images=()))
    assert not {"alternativeText", "tableOfContents"} & {*plain["accessibilityFeature"]}
    long = described(document("en-GB", tuple(Heading(2, passage(name), name) for name in "abcd")))
    assert {"alternativeText", "tableOfContents"} <= {*long["accessibilityFeature"]}


def test_the_words_for_the_version_are_the_readers_own() -> None:
    strings = ((Word.VERSION.english, ("نسخة {version}",)),)
    words = Words(language=parse_language("ar"), plural_forms="", strings=strings)
    line = html(document("ar", words=words)).all("li", id="v-4821-7730")[0]
    assert (line.text.strip(), line.language) == ("نسخة", "ar")


# --- Large print ---


@pytest.mark.parametrize("tag", ["en-GB", "ar"])
def test_large_print_has_a_code_that_is_described_and_an_address_in_letters(tag: str) -> None:
    content = large_print(document(tag, address=ADDRESS))
    read = read_aloud(content)
    assert f"Code to scan with a phone. It leads to {ADDRESS}/{tag}/help-{tag}.html" in tree(content)
    assert "Version 4821-7730" in read
    assert f"{ADDRESS}/{tag}/help-{tag}.html" in read
    assert page.validate_pdf_bytes(content, profile="ua1").failures == []
    assert "Code to scan" not in tree(large_print(document(tag)))


def test_the_code_is_wide_enough_and_leads_to_the_version_of_the_copy() -> None:
    made = document("ar", address=ADDRESS)
    assert layout.own_images(made)[0].content.decode() == code(f"{ADDRESS}/ar/help-ar.html#v-4821-7730").svg
    left, bottom, right, top = map(float, elements(large_print(made), "Figure")[-1].A.BBox)
    quiet = 8 / code(f"{ADDRESS}/ar/help-ar.html#v-4821-7730").modules
    assert (right - left) * (1 - quiet) / 72 * 25.4 >= 24.9
    assert right - left == pytest.approx(top - bottom, abs=0.1)


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur", "bn", "ta", "zh-Hans"])
@pytest.mark.parametrize("count", range(9, 15))
def test_the_colophon_is_never_alone_on_a_page(tag: str, count: int) -> None:
    sentence = Paragraph(passage(SENTENCES[tag], language=parse_language(tag)))
    made = document(tag, (sentence,) * count, address=ADDRESS)
    pages = lay_out(layout.to_html(made), layout.own_images(made)).reading.pieces
    last = "".join(piece.text for piece in pages if piece.page == pages[-1].page)
    assert SENTENCES[tag].split()[0] in last
