"""Templates from messages, and what an update makes of a catalogue."""

import io

import pytest
from babel.messages.pofile import read_po

from pipeline.catalogues import po
from pipeline.catalogues.merge import Merged, merge
from pipeline.catalogues.template import template
from pipeline.diagnostics import Span
from pipeline.glossary import Term
from pipeline.languages import parse_language
from pipeline.model import Message, Role

FRENCH = parse_language("fr")
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)


def message(markdown: str, role: Role = Role.PARAGRAPH, line: int = 1, section: str = "", **more: object) -> Message:
    at = Span("source/leaflets/help.md", line)
    return Message(markdown=markdown, role=role, at=at, section=section, **more)  # type: ignore[arg-type]


def updated(catalogue: str, template: str) -> Merged:
    old = po.parse((HEADER + catalogue).encode(), "fr/help.po")
    return merge(old, po.parse((HEADER + template).encode(), "help.pot"), FRENCH)


def text(merged: Merged) -> str:
    return po.dump(merged.catalogue).decode().removeprefix(HEADER)


def term(words: str, *, leave: bool = False) -> Term:
    return Term(term=words, meaning="What it means.", translate="" if leave else "Do so.", leave=leave, at=Span("x"))


def test_an_entry_says_how_to_translate_the_terms_of_the_glossary_that_it_has() -> None:
    terms = (term("NHS", leave=True), term("GP surgery"), term("estate"), term("Care"))
    (_, entry) = po.parse(
        template([message("NHS and GP surgeries care: two GP surgerys, no Estates")], project="p", facts={}, terms=terms),
        "x",
    ).entries
    assert [comment for comment in entry.extracted if comment.startswith('"')] == [
        '"NHS": Leave it as it is. (What it means.)',
        '"GP surgery": Do so. (What it means.)',
        '"estate": Do so. (What it means.)',
    ]


def test_a_template_has_the_messages_in_reading_order_with_all_that_translators_should_know() -> None:
    messages = (
        message("Get help", Role.TITLE),
        message("Call {line} **now**.", section="In danger", critical=True, comment="A phone line.\nIt is free."),
        message("See {site} or {line}.", section="In danger"),
        message('Say "help".', Role.TABLE_CELL, section="Later"),
    )
    facts = {"line": "the phone number 999", "site": "the web address\nof the NHS"}
    assert template(messages, project="Leaflets", facts=facts).decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Leaflets\\n"\n'
        '"Language: \\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        "\n"
        "#. Title\n"
        "#: source/leaflets/help.md\n"
        'msgid "Get help"\n'
        'msgstr ""\n'
        "\n"
        '#. Paragraph in the section "In danger"\n'
        "#. Critical: readers see a translation of this only while it is up to date.\n"
        "#. A phone line.\n"
        "#. It is free.\n"
        "#. {line}: the phone number 999\n"
        "#: source/leaflets/help.md\n"
        "#, python-brace-format\n"
        'msgid "Call {line} **now**."\n'
        'msgstr ""\n'
        "\n"
        '#. Paragraph in the section "In danger"\n'
        "#. {site}: the web address of the NHS\n"
        "#. {line}: the phone number 999\n"
        "#: source/leaflets/help.md\n"
        "#, python-brace-format\n"
        'msgid "See {site} or {line}."\n'
        'msgstr ""\n'
        "\n"
        '#. Table cell in the section "Later"\n'
        "#: source/leaflets/help.md\n"
        'msgid "Say \\"help\\"."\n'
        'msgstr ""\n'
    )


def test_a_message_that_stands_twice_is_one_entry_with_both_comments() -> None:
    messages = (
        message("Call us", Role.HEADING, 3, "Day"),
        message("Write", line=5),
        message("Call us", line=9, section="Night"),
    )
    entries = po.parse(template(messages, project="Leaflets", facts={}), "help.pot").entries
    assert [(entry.id, entry.extracted) for entry in entries[1:]] == [
        ("Call us", ('Heading in the section "Day"', 'Paragraph in the section "Night"')),
        ("Write", ("Paragraph",)),
    ]


def test_moving_a_paragraph_to_another_line_changes_no_byte_of_the_template() -> None:
    before = template([message("Call us", line=3)], project="Leaflets", facts={})
    assert template([message("Call us", line=300)], project="Leaflets", facts={}) == before


def test_an_empty_table_cell_is_no_entry() -> None:
    content = template([message("", Role.TABLE_CELL)], project="Leaflets", facts={})
    assert [entry.id for entry in po.parse(content, "help.pot").entries] == [""]


@pytest.mark.parametrize(
    ("markdown", "flags"),
    [("Call {line}", ("python-brace-format",)), ("Call us", ()), ("{", ()), ("{a b}", ()), ("{line} or {a b}", ())],
)
def test_a_message_is_flagged_where_gettext_can_guard_its_placeholders(markdown: str, flags: tuple[str, ...]) -> None:
    content = template([message(markdown)], project="Leaflets", facts={})
    assert po.parse(content, "help.pot").entries[1].flags == flags


def test_a_new_catalogue_has_a_header_without_dates_and_every_message_untranslated() -> None:
    content = template([message("Call us")], project="Leaflets", facts={})
    merged = merge(None, po.parse(content, "help.pot"), parse_language("pt-PT"))
    assert po.dump(merged.catalogue).decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: Leaflets\\n"\n'
        '"Language: pt_PT\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        "\n"
        "#. Paragraph\n"
        "#: source/leaflets/help.md\n"
        'msgid "Call us"\n'
        'msgstr ""\n'
    )
    assert merged.changes.new == ("Call us",)


def test_another_reader_reads_a_new_catalogue_alike() -> None:
    content = template([message('Say "{word}"\\', comment="Very\tloud")], project="Leaflets", facts={})
    catalogue = merge(None, po.parse(content, "help.pot"), parse_language("ar")).catalogue
    read = read_po(io.BytesIO(po.dump(catalogue)))
    assert read.num_plurals == 6
    entry = read.get('Say "{word}"\\')
    assert entry
    assert (entry.string, entry.auto_comments) == ("", ["Paragraph", "Very\tloud"])
    assert [path for path, _ in entry.locations] == ["source/leaflets/help.md"]


def test_a_changed_message_keeps_its_translation_for_review() -> None:
    merged = updated(
        '\n# ask Amina\n#. Paragraph\n#, wrap\nmsgid ""\n"Call the doctor "\n"today."\n'
        'msgstr ""\n"Appelez le médecin "\n"aujourd’hui."\n',
        '\n#. Heading\n#, python-brace-format\nmsgid "Call the {doctor} today."\nmsgstr ""\n',
    )
    assert text(merged) == (
        "\n# ask Amina\n#. Heading\n#, fuzzy, wrap, python-brace-format\n"
        '#| msgid ""\n#| "Call the doctor "\n#| "today."\n'
        'msgid "Call the {doctor} today."\nmsgstr ""\n"Appelez le médecin "\n"aujourd’hui."\n'
    )
    assert (merged.changes.changed, merged.changes.new, merged.changes.obsolete) == (("Call the {doctor} today.",), (), ())


def test_a_message_that_changes_twice_keeps_the_message_that_its_translation_was_made_from() -> None:
    merged = updated(
        '\n#, fuzzy\n#| msgid "Call the doctor today."\n'
        'msgid "Call a doctor today."\nmsgstr "Appelez le médecin aujourd’hui."\n',
        '\nmsgid "Call a doctor now, today."\nmsgstr ""\n',
    )
    assert text(merged) == (
        '\n#, fuzzy\n#| msgid "Call the doctor today."\n'
        'msgid "Call a doctor now, today."\nmsgstr "Appelez le médecin aujourd’hui."\n'
    )


def test_a_vanished_message_becomes_obsolete_with_what_its_translator_wrote() -> None:
    merged = updated(
        '\n# ask Amina\n#. Paragraph\n#: source/leaflets/help.md\n#, fuzzy\n#| msgid "Open"\n'
        'msgid ""\n"Closed"\nmsgstr "Fermé"\n'
        '\nmsgid "Call us"\nmsgstr "Appelez"\n',
        '\nmsgid "Call us"\nmsgstr ""\n',
    )
    assert text(merged) == (
        '\nmsgid "Call us"\nmsgstr "Appelez"\n'
        '\n# ask Amina\n#, fuzzy\n#~| msgid "Open"\n#~ msgid ""\n#~ "Closed"\n#~ msgstr "Fermé"\n'
    )
    assert merged.changes.obsolete == ("Closed",)


def test_a_vanished_message_that_nobody_translated_is_dropped_unless_somebody_commented_on_it() -> None:
    merged = updated('\nmsgid "a"\nmsgstr ""\n\n# what is this?\nmsgid "b"\nmsgstr ""\n', '\nmsgid "c"\nmsgstr ""\n')
    assert text(merged) == '\nmsgid "c"\nmsgstr ""\n\n# what is this?\n#~ msgid "b"\n#~ msgstr ""\n'


def test_a_message_that_comes_back_is_revived_as_it_was() -> None:
    merged = updated(
        '\nmsgid "Call us"\nmsgstr "Appelez"\n\n# ask Amina\n#~ msgid ""\n#~ "Closed"\n#~ msgstr "Fermé"\n',
        '\n#. Heading\nmsgid "Closed"\nmsgstr ""\n\nmsgid "Call us"\nmsgstr ""\n',
    )
    assert text(merged) == (
        '\n# ask Amina\n#. Heading\nmsgid ""\n"Closed"\nmsgstr "Fermé"\n\nmsgid "Call us"\nmsgstr "Appelez"\n'
    )
    assert (merged.changes.revived, merged.changes.changed, merged.changes.new) == (("Closed",), (), ())


def test_an_obsolete_translation_is_revived_rather_than_a_like_one_reviewed() -> None:
    merged = updated(
        '\nmsgid "Call us today"\nmsgstr "Appelez aujourd’hui"\n\n#~ msgid "Call us now"\n#~ msgstr "Appelez maintenant"\n',
        '\nmsgid "Call us now"\nmsgstr ""\n',
    )
    assert text(merged) == (
        '\nmsgid "Call us now"\nmsgstr "Appelez maintenant"\n\n#~ msgid "Call us today"\n#~ msgstr "Appelez aujourd’hui"\n'
    )


def test_each_translation_goes_to_one_changed_message_the_likest_first() -> None:
    merged = updated(
        '\nmsgid "Call us on Monday"\nmsgstr "lundi"\n\nmsgid "Call us on Tuesday"\nmsgstr "mardi"\n',
        '\nmsgid "Call us on a Tuesday"\nmsgstr ""\n\nmsgid "Call us on Mondays"\nmsgstr ""\n\nmsgid "Call us"\nmsgstr ""\n',
    )
    translations = {entry.id: (entry.strings, entry.previous_id) for entry in merged.catalogue.entries[1:]}
    assert translations == {
        "Call us on a Tuesday": (("mardi",), "Call us on Tuesday"),
        "Call us on Mondays": (("lundi",), "Call us on Monday"),
        "Call us": (("",), None),
    }


def test_of_equally_like_messages_the_first_is_taken() -> None:
    merged = updated(
        '\nmsgid "Room 1"\nmsgstr "un"\n\nmsgid "Room 2"\nmsgstr "deux"\n',
        '\nmsgid "Room 3"\nmsgstr ""\n\nmsgid "Room 4"\nmsgstr ""\n',
    )
    assert [(entry.id, entry.previous_id, entry.strings) for entry in merged.catalogue.entries[1:]] == [
        ("Room 3", "Room 1", ("un",)),
        ("Room 4", "Room 2", ("deux",)),
    ]


def test_messages_that_are_not_alike_share_no_translation() -> None:
    merged = updated('\nmsgid "Call a doctor"\nmsgstr "médecin"\n', '\nmsgid "Bring your passport"\nmsgstr ""\n')
    assert (merged.changes.new, merged.changes.changed, merged.changes.obsolete) == (
        ("Bring your passport",),
        (),
        ("Call a doctor",),
    )


def test_a_message_that_gets_a_plural_has_its_translation_in_every_form_for_review() -> None:
    merged = updated('\nmsgid "day"\nmsgstr "jour"\n', '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    assert text(merged) == (
        '\n#, fuzzy\n#| msgid "day"\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "jour"\nmsgstr[1] "jour"\n'
    )
    assert merged.changes.changed == ("day",)


def test_a_message_that_loses_its_plural_has_the_other_forms_in_comments() -> None:
    merged = updated(
        '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "jour"\nmsgstr[1] "jours"\n',
        '\n#. Heading\nmsgid "day"\nmsgstr ""\n\nmsgid "new"\nmsgstr ""\n',
    )
    assert text(merged) == (
        '\n# msgstr "jours"\n#. Heading\n#, fuzzy\n#| msgid "day"\n#| msgid_plural "days"\nmsgid "day"\nmsgstr "jour"\n'
        '\nmsgid "new"\nmsgstr ""\n'
    )
    assert (merged.changes.changed, merged.changes.new) == (("day",), ("new",))


def test_an_untranslated_message_that_gets_a_plural_is_not_fuzzy() -> None:
    merged = updated('\nmsgid "day"\nmsgstr ""\n', '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n')
    assert text(merged) == '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert merged.changes.changed == ()


def test_an_obsolete_plural_with_other_forms_than_the_header_has_is_revived_for_review() -> None:
    merged = updated(
        '\n#~ msgid "day"\n#~ msgid_plural "days"\n#~ msgstr[0] "jour"\n',
        '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    )
    entries = merged.catalogue.entries[1:]
    assert [(entry.strings, entry.is_fuzzy, entry.is_obsolete) for entry in entries] == [(("jour", "jour"), True, False)]


def test_a_new_plural_has_as_many_forms_as_the_catalogue_says() -> None:
    old = po.parse(HEADER.replace("nplurals=2", "nplurals=4").encode(), "fr/help.po")
    new = po.parse((HEADER + '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n').encode(), "help.pot")
    assert merge(old, new, FRENCH).catalogue.entries[1].strings == ("", "", "", "")


def test_what_stays_is_kept_byte_for_byte_but_for_what_the_template_says_of_it() -> None:
    merged = updated(
        '\n\n#ask Amina\n#: old.md:3\n#,wrap,fuzzy\n#. Old\n#| msgid "{a}"\nmsgid   "{a} b"\nmsgstr ""\n  "c" \n# the end',
        '\n#. New\n#. {a}: a number\n#: new.md\n#, python-brace-format\nmsgid "{a} b"\nmsgstr ""\n',
    )
    assert text(merged) == (
        "\n\n#ask Amina\n#: new.md\n#, wrap, fuzzy, python-brace-format\n#. New\n#. {a}: a number\n"
        '#| msgid "{a}"\nmsgid   "{a} b"\nmsgstr ""\n  "c" \n# the end'
    )


def test_an_update_keeps_the_line_ends_of_the_file() -> None:
    old = po.parse((HEADER + '\nmsgid "Call us"\nmsgstr "Appelez"').replace("\n", "\r\n").encode(), "fr/help.po")
    new = po.parse((HEADER + '\nmsgid "Call us"\nmsgstr ""\n\n#. Heading\nmsgid "Closed"\nmsgstr ""\n').encode(), "help.pot")
    assert (
        po.dump(merge(old, new, FRENCH).catalogue)
        == (HEADER + '\nmsgid "Call us"\nmsgstr "Appelez"\n\n#. Heading\nmsgid "Closed"\nmsgstr ""\n')
        .replace("\n", "\r\n")
        .encode()
    )


def test_obsolete_entries_stay_where_they_are_while_no_message_comes_or_goes() -> None:
    catalogue = '\n#~ msgid "old"\n#~ msgstr "vieux"\n\nmsgid "Call us"\nmsgstr "Appelez"\n'
    assert text(updated(catalogue, '\n#. Heading\nmsgid "Call us"\nmsgstr ""\n')) == (
        '\n#~ msgid "old"\n#~ msgstr "vieux"\n\n#. Heading\nmsgid "Call us"\nmsgstr "Appelez"\n'
    )
