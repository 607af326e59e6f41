import re
from pathlib import Path

import pytest

from pipeline import interface
from pipeline.catalogues import po
from pipeline.diagnostics import Severity
from pipeline.files import Folder, package_file, package_folder
from pipeline.interface import ENGLISH, Word, say, say_around
from pipeline.languages import parse_language
from pipeline.markdown import plain
from pipeline.model import FactKind, FactValue, Passage, State, Text, Words
from tests import publications

LOCALES = [name for name in package_folder("locales") if name != "everyleaf.pot"]
NOWHERE = Folder(Path("/nonexistent"))


def words(tag: str) -> Words:
    return interface.read(NOWHERE, parse_language(tag))[0]


def shown(tag: str, word: Word, count: int | None = None, **parts: str) -> tuple[str, str]:
    passage = say(words(tag), word, count=count, **parts)
    return passage.language.tag, plain(passage.inlines)


def test_the_shipped_template_is_that_of_the_words() -> None:
    assert package_file("locales/everyleaf.pot") == interface.template(), "run: make words"


def test_the_tool_speaks_every_language_of_the_sample_and_four_more() -> None:
    assert LOCALES == [
        "ar",
        "bn",
        "es",
        "fa",
        "fr",
        "gu",
        "hi",
        "pa",
        "pl",
        "ps",
        "pt_PT",
        "ro",
        "so",
        "ta",
        "ti",
        "tr",
        "ur",
        "zh_Hans",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_shipped_catalogue_is_whole_and_keeps_every_placeholder(locale: str) -> None:
    catalogue = po.parse(package_file(f"locales/{locale}/LC_MESSAGES/everyleaf.po") or b"", locale)
    assert catalogue.header["Plural-Forms"] == parse_language(locale).plural_forms
    for word in interface.ALL:
        entry = catalogue.by_id(word.english)
        assert entry, word
        assert all(entry.strings), word
        for form in entry.strings:
            assert sorted(re.findall(r"\{\w+\}", form)) == sorted(re.findall(r"\{\w+\}", word.english)), form


def test_the_plural_form_is_the_languages_own() -> None:
    forms = {shown("ar", Word.TABLE, count=count)[1].replace(str(count), "#") for count in (1, 2, 3, 11, 100)}
    assert len(forms) >= 4
    assert shown("en-GB", Word.TABLE, count=1) == ("en-GB", "Table with 1 row")
    assert shown("en-GB", Word.TABLE, count=2) == ("en-GB", "Table with 2 rows")


def test_a_near_variety_serves_where_the_very_language_is_not_there() -> None:
    assert shown("pt-BR", Word.CONTENTS) == ("pt-BR", shown("pt-PT", Word.CONTENTS)[1])
    assert shown("zh-Hant", Word.CONTENTS) == ("en-GB", "Contents")


def test_words_without_a_translation_are_english_and_say_so() -> None:
    passage = say(words("lt"), Word.PARTLY_TRANSLATED, count=3)
    assert (passage.language.tag, passage.state) == ("en-GB", State.MISSING)
    assert plain(passage.inlines).startswith("3 parts of this leaflet")


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    assert shown("en-GB", Word.PAGE, page="{pages}", pages="9") == ("en-GB", "Page {pages} of 9")


def test_a_publication_may_override_a_word(tmp_path: Path) -> None:
    catalogue = publications.HEADER + 'msgid "Contents"\nmsgstr "Au sommaire"\n'
    folder = Folder(publications.write(tmp_path, {"locales/fr/LC_MESSAGES/interface.po": catalogue}))
    read, problems = interface.read(folder, parse_language("fr"))
    assert problems == ()
    assert plain(say(read, Word.CONTENTS).inlines) == "Au sommaire"
    assert say(read, Word.SKIP).language.tag == "fr"


def test_a_word_with_another_placeholder_is_reported_and_the_shipped_one_serves(tmp_path: Path) -> None:
    catalogue = publications.HEADER + 'msgid "Updated {date}"\nmsgstr "Mis à jour {jour}"\n'
    folder = Folder(publications.write(tmp_path, {"locales/fr/LC_MESSAGES/interface.po": catalogue}))
    read, problems = interface.read(folder, parse_language("fr"))
    assert [str(problem.at) for problem in problems] == ["locales/fr/LC_MESSAGES/interface.po:7:1"]
    assert read == words("fr")


def test_the_words_that_are_said_in_english_are_known() -> None:
    assert interface.untranslated(words("fr")) == interface.untranslated(words("en-GB")) == ()
    assert len(interface.untranslated(words("uk"))) == len(interface.ALL)


def test_plural_words_of_the_package_are_not_read_by_another_plural_rule(tmp_path: Path) -> None:
    catalogue = publications.HEADER.replace("nplurals=2; plural=(n > 1);", "nplurals=1; plural=0;")
    folder = Folder(publications.write(tmp_path, {"locales/fr/LC_MESSAGES/interface.po": catalogue}))
    read, problems = interface.read(folder, parse_language("fr"))
    assert [(problem.code, problem.severity) for problem in problems] == [("plural-forms", Severity.WARNING)]
    assert say(read, Word.TABLE, count=2).language.tag == "en-GB"
    assert say(read, Word.CONTENTS).language.tag == "fr"


@pytest.mark.parametrize("plural", ["n.__class__", "n+99", "1/0*n", "n % 0"])
def test_a_plural_rule_that_can_not_be_used_is_reported(plural: str, tmp_path: Path) -> None:
    catalogue = publications.HEADER.replace("(n > 1)", plural)
    folder = Folder(publications.write(tmp_path, {"locales/fr/LC_MESSAGES/interface.po": catalogue}))
    read, problems = interface.read(folder, parse_language("fr"))
    assert [problem.code for problem in problems] == ["po-plural"]
    assert read == words("fr")


def test_a_broken_override_is_reported_and_the_shipped_words_serve(tmp_path: Path) -> None:
    folder = Folder(publications.write(tmp_path, {"locales/fr/LC_MESSAGES/interface.po": 'msgid "Contents'}))
    read, problems = interface.read(folder, parse_language("fr"))
    assert {problem.code for problem in problems} == {"po-syntax"}
    assert read == words("fr")


def test_a_word_is_said_around_a_value_in_another_language() -> None:
    name = Passage(inlines=(Text("The Trust"),), language=ENGLISH)
    said = say_around(words("fr"), Word.PUBLISHED_BY, "publisher", name)
    value = FactValue(name="publisher", kind=FactKind.TEXT, text="The Trust", language=ENGLISH, url=None)
    assert (said.inlines, said.language.tag) == ((Text("Publiée par "), value), "fr")
    alone = Words(language=ENGLISH, plural_forms="", strings=((Word.LANGUAGE.english, ("{language}",)),))
    assert [type(inline) for inline in say_around(alone, Word.LANGUAGE, "language", name).inlines] == [FactValue]
