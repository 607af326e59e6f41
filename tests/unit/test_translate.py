from pathlib import Path

import pytest

from pipeline import publication
from pipeline.build import FORMATS
from pipeline.catalogues.identity import digest_of
from pipeline.diagnostics import Severity
from pipeline.files import Folder
from pipeline.markdown import plain
from pipeline.model import Coverage, Passage, State, TranslatedDocument, map_text
from pipeline.publication import TranslatedLeaflet
from tests import publications

CALL = 'msgid "Call {emergency} now."\nmsgstr "Appelez le {emergency} tout de suite."\n'


def in_french(folder: Path, catalogue: str | None, leaflet: str = publications.LEAFLET) -> TranslatedLeaflet:
    files = dict(publications.SMALL) | {"source/leaflets/help.md": leaflet}
    files.pop("locales/fr/LC_MESSAGES/help.po")
    if catalogue is not None:
        files["locales/fr/LC_MESSAGES/help.po"] = catalogue
    read = publication.read(Folder(publications.write(folder, files)), FORMATS)
    _, french = publication.translations(read, FORMATS)
    return french


def passages(document: TranslatedDocument) -> list[Passage]:
    found = [document.title]
    map_text(document.blocks, found.append)
    return found


def shown(leaflet: TranslatedLeaflet) -> list[tuple[str, str]]:
    return [(each.language.tag, plain(each.inlines)) for each in passages(leaflet.document)]


def test_a_whole_catalogue_gives_a_whole_translation(tmp_path: Path) -> None:
    french = in_french(tmp_path, publications.FRENCH)
    assert shown(french) == [
        ("fr", "Où trouver de l’aide"),
        ("fr", "En cas d’urgence"),
        ("fr", "Appelez le 999 tout de suite."),
        ("fr", "Appelez NHS 111."),
    ]
    assert french.document.coverage == Coverage(translated=4)
    assert french.problems == ()


def test_without_a_catalogue_everything_is_english_and_marked_so(tmp_path: Path) -> None:
    french = in_french(tmp_path, None)
    assert {passage.language.tag for passage in passages(french.document)} == {"en-GB"}
    assert {passage.state for passage in passages(french.document)} == {State.MISSING}
    assert french.document.coverage == Coverage(missing=4)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (CALL.replace("Appelez le {emergency} tout de suite.", ""), State.MISSING),
        (CALL.replace("Appelez le {emergency} tout de suite.", "  "), State.MISSING),
        ("#, fuzzy\n" + CALL, State.NEEDS_REVIEW),
        ("#, fuzzy, python-brace-format\n" + CALL, State.NEEDS_REVIEW),
        ("#~ " + CALL.replace("\nmsgstr", "\n#~ msgstr"), State.MISSING),
    ],
)
def test_what_a_translator_has_not_finished_is_not_published(tmp_path: Path, entry: str, state: State) -> None:
    french = in_french(tmp_path, publications.FRENCH.replace(CALL, entry))
    assert [each.code for each in french.problems] == (["catalogue-outdated"] if entry.startswith("#~") else [])
    assert shown(french)[2] == ("en-GB", "Call 999 now.")
    assert [(each.message.markdown, each.state) for each in french.document.fallbacks] == [("Call {emergency} now.", state)]


@pytest.mark.parametrize(
    ("translation", "code"),
    [
        ("Appelez le 999.", "placeholder-changed"),
        ("Appelez le {nhs_111}.", "placeholder-changed"),
        ("Appelez le {emergency} ou le {emergence}.", "placeholder-changed"),
        ("Appelez le {emergency}0.", "placeholder-changed"),
        ("Appelez le 1\u200b{emergency}.", "placeholder-changed"),
        ("Appelez le {emergency},⁵.", "placeholder-changed"),
        ("Appelez le {emergency}.<script>alert(1)</script>", "translation-unusable"),
        ("Appelez [le {emergency}](https://evil.example).", "link-changed"),
        ("Appelez [le {emergency}](javascript:alert(1)).", "link-changed"),
        ("![{emergency}](file:///etc/passwd)", "placeholder-changed"),
        ("Appelez le {emergency}, https://evil.example/x.", "link-changed"),
        ("Appelez le {emergency}&#12;.", "translation-unusable"),
    ],
)
def test_a_translation_that_can_not_be_shown_safely_falls_back_with_an_error(
    tmp_path: Path, translation: str, code: str
) -> None:
    french = in_french(tmp_path, publications.FRENCH.replace("Appelez le {emergency} tout de suite.", translation))
    assert shown(french)[2] == ("en-GB", "Call 999 now.")
    first = french.problems[0]
    assert (first.code, first.severity, str(first.at)) == (code, Severity.ERROR, "locales/fr/LC_MESSAGES/help.po:13:1")


def test_an_error_that_somebody_accepted_in_these_very_words_is_none(tmp_path: Path) -> None:
    wrong = publications.FRENCH.replace("Appelez le {emergency} tout de suite.", "Faites le 999.")
    line = in_french(tmp_path, wrong).problems[0].hint.partition('write above the entry "')[2].removesuffix('"')
    assert line.startswith("# accept placeholder-changed ")
    accepted = wrong.replace('msgid "Call', f'{line.replace("why", "the number is a part of a name")}\nmsgid "Call', 1)
    french = in_french(tmp_path / "accepted", accepted)
    assert shown(french)[2] == ("fr", "Faites le 999.")
    assert [each.code for each in french.problems] == ["finding-accepted", "number-added"]
    other_words = in_french(tmp_path / "edited", accepted.replace("Faites le 999.", "Faites le 998."))
    assert shown(other_words)[2] == ("en-GB", "Call 999 now.")
    assert [each.code for each in other_words.problems] == ["placeholder-changed", "number-added", "acceptance-idle"]
    pasted = in_french(tmp_path / "pasted", wrong.replace('msgid "Call', f'{line}\nmsgid "Call', 1))
    assert shown(pasted)[2] == ("en-GB", "Call 999 now.")
    no_reason = in_french(tmp_path / "silent", accepted.replace("the number is a part of a name", ""))
    assert shown(no_reason)[2] == ("en-GB", "Call 999 now.")


def test_what_can_not_be_shown_is_never_accepted(tmp_path: Path) -> None:
    wrong = publications.FRENCH.replace("tout de suite.", "<b>tout de suite</b>.")
    french = in_french(tmp_path, wrong)
    assert [(each.code, each.hint) for each in french.problems] == [("translation-unusable", "write Markdown instead")]
    digest = digest_of("help", None, "Call {emergency} now.", ("Appelez le {emergency} <b>tout de suite</b>.",))
    accepted = wrong.replace('msgid "Call', f'# accept translation-unusable {digest[:8]}: I want it bold\nmsgid "Call')
    assert shown(in_french(tmp_path / "accepted", accepted))[2] == ("en-GB", "Call 999 now.")


@pytest.mark.parametrize("blank", ["\u200b", "\u3164", "&shy;", ".", "—", "\u2800"])
def test_a_translation_that_shows_no_words_is_none(tmp_path: Path, blank: str) -> None:
    french = in_french(tmp_path, publications.FRENCH.replace("En cas d’urgence", blank))
    assert shown(french)[1] == ("en-GB", "In an emergency")


def test_links_whose_numbers_were_swapped_are_not_published(tmp_path: Path) -> None:
    source = "Call [999](tel:999) or [111](tel:111)."
    swapped = "Appelez [111](tel:999) ou [999](tel:111)."
    catalogue = publications.FRENCH + f'\nmsgid "{source}"\nmsgstr "{swapped}"\n'
    french = in_french(tmp_path, catalogue, publications.LEAFLET + f"\n{source}\n")
    assert [each.code for each in french.problems] == ["link-changed"]
    right = in_french(
        tmp_path / "right",
        catalogue.replace(swapped, "Le [111](tel:111), le [999](tel:999)."),
        publications.LEAFLET + f"\n{source}\n",
    )
    assert right.problems == ()


def test_the_order_of_placeholders_is_the_translators_own(tmp_path: Path) -> None:
    leaflet = publications.LEAFLET.replace("Call {emergency} now.", "Call {emergency} or {nhs_111}.")
    entry = 'msgid "Call {emergency} or {nhs_111}."\nmsgstr "Le {nhs_111}, ou le {emergency}, le {emergency}."\n'
    french = in_french(tmp_path, publications.FRENCH.replace(CALL, entry), leaflet)
    assert shown(french)[2] == ("fr", "Le 111, ou le 999, le 999.")


def test_markdown_that_would_begin_a_block_stays_text(tmp_path: Path) -> None:
    french = in_french(tmp_path, publications.FRENCH.replace("En cas d’urgence", "# 1. - > En cas d’urgence"))
    assert shown(french)[1] == ("fr", "# 1. - > En cas d’urgence")


def test_a_critical_block_falls_back_while_its_translation_is_out_of_date(tmp_path: Path) -> None:
    leaflet = publications.LEAFLET.replace("Call {emergency} now.", "::: urgent critical\nCall {emergency} now.\n:::")
    french = in_french(tmp_path, publications.FRENCH.replace(CALL, "#, fuzzy\n" + CALL), leaflet)
    assert [(each.message.critical, each.state) for each in french.document.fallbacks] == [(True, State.NEEDS_REVIEW)]
    assert ("en-GB", "Call 999 now.") in shown(french)
    assert [str(each).splitlines()[0] for each in french.problems] == [
        "locales/fr/LC_MESSAGES/help.po: warning[critical-in-english]: 1 critical message is shown in English"
    ]


def test_a_text_without_words_is_the_same_in_every_language_and_no_fallback(tmp_path: Path) -> None:
    leaflet = publications.LEAFLET.replace("Call {emergency} now.", "{emergency}")
    french = in_french(tmp_path, publications.FRENCH, leaflet)
    assert ("fr", "999") in shown(french)
    assert french.document.coverage.total == 3


def test_the_reader_is_told_at_the_top_in_her_language(tmp_path: Path) -> None:
    french = in_french(tmp_path, publications.FRENCH.replace(CALL, ""))
    partly, unapproved = french.document.notices
    assert (partly.language.tag, unapproved.language.tag) == ("fr", "fr")
    assert "1" in plain(partly.inlines)
    assert [plain(each.inlines) for each in in_french(tmp_path, publications.FRENCH).document.notices] == [
        plain(unapproved.inlines)
    ]
