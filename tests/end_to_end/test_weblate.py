"""Weblate's own rules, by the library with which it finds components, on our layout; and what it writes into our files."""

import re
import shutil
from pathlib import Path

import pytest
from translation_finder import discover
from weblate_language_data.languages import LANGUAGES

from pipeline.catalogues import plurals, po, store
from pipeline.catalogues.identity import digest
from pipeline.languages import parse_language
from tests import publications

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/use-weblate.md").read_text(encoding="utf-8")
LANGUAGE_CODES = frozenset(code for code, *_ in LANGUAGES)
OURS = tuple(sorted(path.parts[-3] for path in (ROOT / "pipeline/locales").glob("*/LC_MESSAGES/everyleaf.po")))
LOCALES = (*OURS, "zh_Hant", "pt_BR", "es_419", "sr_Latn", "ku", "ckb", "prs", "cy", "uk", "fil")
LEAFLETS = ("getting-help", "measles-vaccine", "visa")


def documented(setting: str) -> str:
    """Return the value of a setting in the tables of the page."""
    (value,) = re.findall(rf"^\| {re.escape(setting)} \| `(.+)` \|$", PAGE, re.MULTILINE)
    return str(value)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a publication of three leaflets in many languages."""
    locales = [parse_language(locale) for locale in LOCALES]
    catalogues = {store.path(leaflet, language): publications.FRENCH for leaflet in LEAFLETS for language in locales}
    templates = {store.template_path(leaflet): publications.HEADER for leaflet in LEAFLETS}
    sources = {f"source/leaflets/{leaflet}.md": publications.LEAFLET for leaflet in LEAFLETS}
    return publications.write(tmp_path, {**catalogues, **templates, **sources})


def components(folder: Path) -> dict[str, tuple[str, str]]:
    """Return what Weblate finds: file mask -> format and template for new translations."""
    found = discover(folder, source_language="en_GB")
    assert not found.truncated
    return {each["filemask"]: (each["file_format"], each.get("new_base", "")) for each in found}


def expected(leaflet: str) -> tuple[str, tuple[str, str]]:
    """Return what the page tells people to write for a leaflet."""
    mask, base = documented("File mask"), documented("Template for new translations")
    return mask.replace("<leaflet>", leaflet), ("po", base.replace("<leaflet>", leaflet))


def test_weblate_finds_exactly_our_components(many: Path) -> None:
    assert components(many) == dict(map(expected, LEAFLETS))


def test_weblate_finds_every_leaflet_of_the_samples(tmp_path: Path) -> None:
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    wanted = dict(expected(template.stem) for template in (ROOT / "locales").glob("*.pot"))
    found = components(tmp_path)
    assert wanted.items() <= found.items()
    assert {mask for mask in found.keys() - wanted.keys() if "/about-*." not in mask} == set()  # the page warns of these


def test_the_discovery_add_on_finds_every_catalogue_and_its_language(many: Path) -> None:
    match = re.compile(f"^{documented('Regular expression to match translation files against')}$")  # as Weblate compiles it
    files = [path.relative_to(many).as_posix() for path in many.rglob("*") if path.is_file()]
    found = {(each["component"], each["language"]) for each in map(match.match, files) if each}
    assert found == {(leaflet, locale) for leaflet in LEAFLETS for locale in LOCALES}
    assert all(re.match(documented("Language filter"), language) for _, language in found)


def test_the_discovery_add_on_finds_the_template_of_every_component(many: Path) -> None:
    template = documented("Define the base file for new translations")
    assert [leaflet for leaflet in LEAFLETS if not (many / template.replace("{{ component }}", leaflet)).is_file()] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_weblate_knows_each_language_by_our_name_for_it(locale: str) -> None:
    assert locale in LANGUAGE_CODES


@pytest.mark.parametrize("locale", LOCALES)
def test_the_plural_forms_that_weblate_writes_are_right_for_us(locale: str) -> None:
    (forms,) = [f"nplurals={count}; plural={formula};" for code, _, count, formula in LANGUAGES if code == locale]
    assert plurals.fits(forms, parse_language(locale))


BEFORE = r"""# Team French
msgid ""
msgstr ""
"Project-Id-Version: Leaflets\n"
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

# accept number-missing 1f0a9c2e: the number is a word
#. Paragraph
#: source/leaflets/help.md
#, python-brace-format
msgid "Call {emergency} if someone is not breathing, and wait for the ambulance with them."
msgstr "Appelez le {emergency} si quelqu’un ne respire pas, et attendez l’ambulance avec cette personne."

#, fuzzy
#| msgid "Stand up"
msgid "Sit down"
msgstr "Levez-vous"

#~ msgid "Gone"
#~ msgstr "Parti"
"""
AFTER = r"""# Team French
msgid ""
msgstr "Project-Id-Version: Leaflets\nPO-Revision-Date: 2026-11-22 14:00+0000\nLast-Translator: Amina <amina@example.org>\nLanguage: fr\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n > 1;\nX-Generator: Weblate 5.14.3\n"

# accept number-missing 1f0a9c2e: the number is a word
#. Paragraph
#: source/leaflets/help.md
#, python-brace-format
msgid "Call {emergency} if someone is not breathing, and wait for the ambulance with them."
msgstr ""
"Appelez le {emergency} si quelqu’un ne respire pas, et attendez l’ambulance "
"avec cette personne."

msgid "Sit down"
msgstr "Asseyez-vous"

#~ msgid "Gone"
#~ msgstr "Parti"
"""  # noqa: E501
"""As Weblate 5.14 leaves it behind: the first message saved as it was, the second one edited."""


def test_what_nobody_edited_in_weblate_keeps_its_approval() -> None:
    before, after = (po.parse(text.encode(), "help.po", parse_language("fr")) for text in (BEFORE, AFTER))
    kept = {entry.id for entry in before.entries} - {"", "Sit down"}
    for entry in before.entries:
        other = next(each for each in after.entries if each.key == entry.key)
        assert (digest("help", other) == digest("help", entry)) is (entry.id in kept), entry.id
        assert other.comments == entry.comments
    sit = after.by_id("Sit down")
    assert sit
    assert (sit.strings, sit.is_fuzzy, sit.previous_id) == (("Asseyez-vous",), False, None)


def test_a_catalogue_that_weblate_began_with_two_forms_for_every_language_is_read() -> None:
    header = f'msgid ""\nmsgstr "Plural-Forms: {parse_language("uk").plural_forms}\\n"\n\n'
    begun = f'{header}msgid "one part"\nmsgid_plural "{{count}} parts"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert po.parse(begun.encode(), "everyleaf.po", parse_language("uk")).entries[1].strings == ("", "")
