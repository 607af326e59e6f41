"""Catalogue files: what is read, what is kept, what is refused and in which words."""

from pathlib import Path

import pytest

from pipeline.catalogues import edit, po, store, validity
from pipeline.diagnostics import Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import parse_language
from tests import publications

HEADER = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
EVERYTHING = r"""# Team Bengali, 2026
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; "
"plural=(n > 1);\n"
"X-Generator: a tool\n"

# ask Amina
#. Paragraph
#: source/leaflets/help.md source/leaflets/visa.md
#, fuzzy, python-brace-format
#, unknown-flag
#| msgid "Call {line} today."
msgctxt "phone"
msgid "Call {line}"
" \"now\"."
msgstr "ফোন করুন\t{line}।"

msgid "{count} day"
msgid_plural "{count} days"
msgstr[0] "{count} দিন"
msgstr[1] ""

# old
#~| msgid "Stop it"
#~ msgid "Stop"
#~ msgstr "থামুন"

# the end
"""


def problems(content: bytes, language: str | None = None) -> str:
    with pytest.raises(EveryleafError) as error:
        po.parse(content, "ur/help.po", parse_language(language) if language else None)
    return str(error.value)


def header(field: str) -> bytes:
    return f'msgid ""\nmsgstr ""\n"{field}\\n"\n\nmsgid "a"\nmsgstr "b"\n'.encode()


def test_an_entry_says_all_that_stands_in_its_lines() -> None:
    entry = po.parse(EVERYTHING.encode(), "help.po").entries[1]
    assert entry.line == 15
    assert entry.context == "phone"
    assert entry.id == 'Call {line} "now".'
    assert entry.strings == ("ফোন করুন\t{line}।",)
    assert entry.comments == ("ask Amina",)
    assert entry.extracted == ("Paragraph",)
    assert entry.references == ("source/leaflets/help.md", "source/leaflets/visa.md")
    assert entry.flags == ("fuzzy", "python-brace-format", "unknown-flag")
    assert entry.is_fuzzy
    assert entry.previous_id == "Call {line} today."


def test_an_entry_with_a_plural_has_a_string_for_each_form() -> None:
    entry = po.parse(EVERYTHING.encode(), "help.po").entries[2]
    assert (entry.id, entry.plural_id, entry.strings) == ("{count} day", "{count} days", ("{count} দিন", ""))


def test_an_obsolete_entry_is_read_and_not_found_by_its_message() -> None:
    catalogue = po.parse(EVERYTHING.encode(), "help.po")
    obsolete = catalogue.entries[3]
    assert (obsolete.is_obsolete, obsolete.id, obsolete.previous_id, obsolete.strings) == (True, "Stop", "Stop it", ("থামুন",))
    assert catalogue.by_id("Stop") is None


def test_a_message_is_found_in_its_context_only() -> None:
    catalogue = po.parse(EVERYTHING.encode(), "help.po")
    assert catalogue.by_id('Call {line} "now".', "phone") is catalogue.entries[1]
    assert catalogue.by_id('Call {line} "now".') is None


def test_the_header_is_a_mapping_of_its_fields() -> None:
    catalogue = po.parse(EVERYTHING.encode(), "help.po")
    assert catalogue.header == {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
        "X-Generator": "a tool",
    }
    assert catalogue.plural_count == 2


@pytest.mark.parametrize(
    "content",
    [
        EVERYTHING.encode(),
        EVERYTHING.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + EVERYTHING.encode(),
        EVERYTHING.rstrip().encode(),
        b'msgid "a"\r\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\r\n',
        b'  msgid   "a"  \n\tmsgstr "b"\t\n',
        b'msgid "a"\n\n"b"\nmsgstr "c"\n\n\n\n',
        b'#~ msgid "a"\n#~\n#~ msgstr "b"\n#~ # note\n#~msgid "c"\n#~msgstr "d"\n',
        b'#!weird\n#-old\n#\n#, \n#: a:1 b:2\n#= sticky\nmsgid"a"\nmsgstr"b"',
        b"",
        b"\n",
        b"# only a comment\n",
    ],
    ids=lambda content: repr(content[:24]),
)
def test_a_file_comes_back_byte_for_byte(content: bytes) -> None:
    assert po.dump(po.parse(content, "help.po")) == content


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\"\\\n\t", '"\\\n\t'),
        (r"\x41\101", "AA"),
        (r"\303\251\xD8\xA7\n", "éا\n"),
        ("1\u2028\x85", "1\u2028\x85"),
        (r"\\n", "\\n"),
    ],
)
def test_escapes_are_read_as_gettext_reads_them(written: str, read: str) -> None:
    assert po.parse(f'msgid "a"\nmsgstr "{written}"\n'.encode(), "help.po").entries[0].strings == (read,)


@pytest.mark.parametrize(
    ("content", "problem", "hint"),
    [
        (
            'msgid "a"\nmsgstr "b\n',
            "2:10: error[po-syntax]: the closing quotation mark is missing",
            'end the line with "',
        ),
        (
            'msgid "a"\nmsgstr "b\\"\n',
            "2:12: error[po-syntax]: the closing quotation mark is missing",
            'end the line with "',
        ),
        (
            'msgid "a"\n  msgstr "say "b""\n',
            "2:15: error[po-syntax]: the text ends at this quotation mark",
            'write \\" for one inside a text',
        ),
        (
            'msgid "a"\nmsgstr "\\q"\n',
            "2:9: error[po-syntax]: \\q is no escape that a catalogue knows",
            "write \\\\ where a backslash is meant",
        ),
        (
            'msgid "a"\nmsgstr b\n',
            "2:8: error[po-syntax]: a quoted text is missing here",
            'write "" for no text',
        ),
        (
            'msgid "a"\n\nmsgid "b"\nmsgstr "c"\n',
            "1:1: error[po-syntax]: this message has no msgstr",
            'write msgstr "" where there is no translation yet',
        ),
        (
            'msgstr "b"\n',
            "1:1: error[po-syntax]: this message has no msgid",
            "write the source's text after msgid, above the msgstr",
        ),
        (
            'msgid "a"\nmsgstr "b"\nmsgstr "c"\n',
            "3:1: error[po-syntax]: this is the second msgstr of one message",
            "delete one of the two",
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n',
            "1:1: error[po-syntax]: this message has msgstr",
            "with msgid_plural they are numbered from msgstr[0] on; without it there is one msgstr",
        ),
        (
            'msgid "a"\n#~ msgstr "b"\n',
            "2:1: error[po-syntax]: only a part of this message is obsolete",
            "begin all its lines with #~, or none",
        ),
        (
            '#~| msgid "o"\nmsgid "a"\nmsgstr "b"\n',
            "2:1: error[po-syntax]: only a part of this message is obsolete",
            "begin all its lines with #~, or none",
        ),
        (
            '"a"\n',
            "1:1: error[po-syntax]: this text belongs to no msgid or msgstr",
            "write the keyword before it",
        ),
        (
            'msgid "a"\nmsgstr "b"\n<<<<<<< HEAD\n',
            "3:1: error[po-syntax]: a merge left its conflict marker here",
            "keep one side, and delete the markers",
        ),
        (
            "Bonjour\n",
            "1:1: error[po-syntax]: this line is neither a comment nor a part of a message",
            'a line starts with #, msgctxt, msgid, msgid_plural, msgstr or a quotation mark "',
        ),
        (
            'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n',
            "4:1: error[po-duplicate]: this message stands on line 1 already",
            "keep the better of the two translations, and delete the other",
        ),
        (
            'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "b"\n',
            "4:1: error[po-duplicate]: this message stands on line 1 already, with the same translation",
            "delete one of the two",
        ),
        (
            'msgid "a" "c"\nmsgstr "b"\n',
            "1:9: error[po-syntax]: the text ends at this quotation mark",
            'write \\" for one inside a text',
        ),
        (
            '# from an old computer\rmsgid "a"\rmsgstr "b"\r',
            "1:23: error[po-syntax]: a carriage return stands here without a line feed",
            "save the file with line ends of Unix (LF) or Windows (CR LF)",
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[\u0660] "c"\n',
            "3:7: error[po-syntax]: a quoted text is missing here",
            'write "" for no text',
        ),
        (
            f'msgid "a"\nmsgstr "{"[" * 20_001}"\n',
            "1:1: error[po-too-long]: the translation has 20,001 characters; at most 20,000 are read",
            "look what happened to it",
        ),
        (
            'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n',
            "3:28: error[po-charset]: the header says charset=iso-8859-1",
            "convert the file: msgconv --to-code=UTF-8",
        ),
        (
            'msgid ""\nmsgstr "Content-Type: text/plain; charset=ASCII\\n"\n\nmsgid "a"\nmsgstr "é"\n',
            "2:35: error[po-charset]: the header says charset=ascii",
            "convert the file: msgconv --to-code=UTF-8",
        ),
        (
            'msgid ""\nmsgstr ""\n"Language: ur\\n"\n"Language: fa\\n"\n',
            "3:2: error[po-header]: the header has Language 2 times",
            "keep the right one",
        ),
        (
            HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
            "4:1: error[po-plural]: the header says nplurals=2, and the number of msgstr here is 1",
            "write one msgstr for each form, numbered from msgstr[0], or correct the header",
        ),
        (
            'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
            "1:1: error[po-plural]: this message has plural forms, and the header does not say how many the language has",
            'add to the header, for example for Polish, a line "Plural-Forms: nplurals=3; plural=…;\\n"',
        ),
        (
            'msgid "a"\nmsgstr "\\nb\\ac"\n',
            "2:12: error[po-control-character]: the translation has the control character U+0007",
            "delete it",
        ),
        (
            'msgid "a"\nmsgstr ""\n"b\x1bc"\n',
            "3:3: error[po-control-character]: the translation has the control character U+001B",
            "delete it",
        ),
    ],
)
def test_a_broken_file_is_refused_with_its_place_and_a_remedy(content: str, problem: str, hint: str) -> None:
    assert problems(content.encode()) == f"ur/help.po:{problem}\n  hint: {hint}"


def test_bytes_that_are_no_utf_8_are_refused_at_their_place() -> None:
    assert problems(b'msgid "a"\nmsgstr "caf\xe9"\n') == (
        "ur/help.po:2:12: error[po-charset]: the byte 0xE9 is no UTF-8\n  hint: save the file as UTF-8"
    )


def test_a_file_in_another_charset_is_refused_once_with_the_remedy_for_that() -> None:
    content = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=latin1\\n"\n\nmsgid "a"\nmsgstr "caf\xe9"\n'
    problem = "ur/help.po:2:1: error[po-charset]: the header says charset=latin1"
    assert problems(content) == f"{problem}\n  hint: convert the file: msgconv --to-code=UTF-8"


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_of_wide_characters_is_refused_once(charset: str) -> None:
    assert problems(EVERYTHING.encode(charset)) == (
        "ur/help.po:1:1: error[po-charset]: the file is in UTF-16 or UTF-32, or damaged\n  hint: save the file as UTF-8"
    )


def test_a_hundred_problems_of_a_file_are_enough() -> None:
    with pytest.raises(EveryleafError) as error:
        po.parse(b"Bonjour\n" * 100_000, "help.po")
    assert [problem.at for problem in error.value.problems] == [Span("help.po", line) for line in range(1, 101)]


def test_a_text_of_many_lines_is_read_in_one_go() -> None:
    content = b'msgid "a"\nmsgstr ""\n' + b'""\n' * 200_000 + b'"b"\n'
    assert po.parse(content, "help.po").entries[0].strings == ("b",)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        *(("ar", "ar"), ("ar_SA", "ar"), ("ar-EG", "ar"), ("AR_sa.UTF-8", "ar"), ("Arabic", "ar"), ("", "ar"), ("iw", "he")),
        *(("zh_CN", "zh-Hans"), ("zh", "zh-Hans"), ("zh_TW", "zh-Hant"), ("sr@latin", "sr-Latn"), ("fa_AF", "prs")),
        *(("ca@valencia", "ca"), ("de-AT-1996", "de")),
    ],
)
def test_a_catalogue_may_name_its_language_in_many_ways(said: str, language: str) -> None:
    assert po.parse(header(f"Language: {said}"), "help.po", parse_language(language)).header["Language"] == said


def test_a_catalogue_need_not_name_its_language() -> None:
    assert po.parse(b'msgid "a"\nmsgstr "b"\n', "help.po", parse_language("ar")).by_id("a")


@pytest.mark.parametrize(
    ("said", "language", "words"),
    [
        ("fa", "ar", "fa (Persian in Arabic letters), and this is the catalogue of Arabic in Arabic letters"),
        (
            "zh_TW",
            "zh-Hans",
            "zh_TW (Chinese in Traditional letters), and this is the catalogue of Chinese in Simplified letters",
        ),
        ("pa_PK", "pa", "pa_PK (Punjabi in Arabic letters), and this is the catalogue of Punjabi in Gurmukhi letters"),
        ("Persian", "ar", "Persian, and this is the catalogue of Arabic in Arabic letters"),
    ],
)
def test_a_catalogue_of_another_language_or_script_is_refused(said: str, language: str, words: str) -> None:
    locale = parse_language(language).locale
    assert problems(header(f"Language: {said}"), language) == (
        f"ur/help.po:3:2: error[po-language]: the header says Language: {words}\n"
        f'  hint: put the right file here; if only the header is wrong, write "Language: {locale}\\n"'
    )


PLURAL = 'msgid ""\nmsgstr "Plural-Forms: {}\\n"\n\nmsgid "{{count}} day"\nmsgid_plural "{{count}} days"\n{}'
TWO = "nplurals=2; plural=(n != 1);"


@pytest.mark.parametrize(
    ("language", "forms", "fits"),
    [
        ("pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);", True),
        ("pl", "nplurals=4; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : n!=1 ? 2 : 3);", True),
        ("pl", TWO, False),
        ("bn", TWO, True),
        ("tr", "nplurals=2; plural=(n > 1);", True),
        ("zh-Hans", TWO, True),
        ("ar", "nplurals=2; plural=n>1 ? 2 : n;", False),
        ("ar", "nplurals=2; plural=n/0;", False),
        ("ar", "nplurals=INTEGER; plural=EXPRESSION;", False),
    ],
)
def test_plural_forms_must_tell_apart_what_the_language_does(language: str, forms: str, *, fits: bool) -> None:
    catalogue = po.parse(header(f"Plural-Forms: {forms}"), "help.po", parse_language(language))
    codes = [each.code for each in validity.warnings(catalogue, "help.po", parse_language(language))]
    assert codes == ([] if fits else ["plural-forms"])


def test_wrong_plural_forms_are_an_error_as_soon_as_a_message_has_a_plural() -> None:
    content = PLURAL.format(TWO, 'msgstr[0] "{count} dzień"\nmsgstr[1] "{count} dni"\n').encode()
    assert problems(content, "pl") == (
        "ur/help.po:2:9: error[po-plural]: the header's Plural-Forms are not those of Polish: nplurals=2; plural=(n != 1);\n"
        f"  hint: write Plural-Forms: {parse_language('pl').plural_forms}"
    )


def test_a_plural_that_is_half_translated_is_warned_of(tmp_path: Path) -> None:
    language = parse_language("fr")
    content = PLURAL.format(language.plural_forms, 'msgstr[0] "{count} jour"\nmsgstr[1] ""\n').encode()
    folder = Folder(publications.write(tmp_path, {store.path("help", language): content}))
    catalogue = store.read(folder, "help", language)
    assert catalogue
    (warning,) = store.warnings(catalogue, "help", language)
    assert str(warning) == (
        "locales/fr/LC_MESSAGES/help.po:4:1: warning[plural-incomplete]: of the 2 plural forms of this message 1 is not"
        " translated\n  hint: translate every msgstr[…]; until then readers get other words"
    )


def test_all_problems_of_a_file_are_reported_in_their_order() -> None:
    content = b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n\nmsgid "d"\nmsgstr "caf\xe9"\n\nmsgid "e"\nmsgstr "f\n'
    with pytest.raises(EveryleafError) as error:
        po.parse(content, "help.po")
    assert [(problem.code, problem.at) for problem in error.value.problems] == [
        ("po-duplicate", Span("help.po", 4)),
        ("po-charset", Span("help.po", 8, 12)),
        ("po-syntax", Span("help.po", 11, 10)),
    ]


def test_an_obsolete_message_may_stand_again_as_a_live_one() -> None:
    content = b'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n'
    assert [entry.is_obsolete for entry in po.parse(content, "help.po").entries] == [False, True]


def test_a_new_translation_changes_its_own_lines_only() -> None:
    entry = po.parse(b'# hi\r\n#, wrap\r\nmsgid ""\r\n"a"\r\nmsgstr ""\r\n"b"', "help.po").entries[0]
    assert "".join(edit.with_strings(entry, ('say "b"\nc',)).lines) == (
        '# hi\r\n#, wrap\r\nmsgid ""\r\n"a"\r\nmsgstr ""\r\n"say \\"b\\"\\n"\r\n"c"'
    )


def test_a_translation_that_cannot_stand_in_a_catalogue_is_refused() -> None:
    entry = po.parse(b'msgid "a"\nmsgstr "b"\n', "help.po").entries[0]
    with pytest.raises(ValueError, match=r"control character U\+0007"):
        edit.with_strings(entry, ("\a",))
    with pytest.raises(ValueError, match=r"this message has msgstr\[0\], msgstr\[1\]"):
        edit.with_strings(entry, ("b", "c"))


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (("fuzzy",), '# hi\n#. Heading\n#, fuzzy\n#| msgid "b"\nmsgid "a"\nmsgstr "c"\n'),
        ((), '# hi\n#. Heading\n#| msgid "b"\nmsgid "a"\nmsgstr "c"\n'),
    ],
)
def test_other_flags_change_the_flags_line_only(flags: tuple[str, ...], expected: str) -> None:
    entry = po.parse(b'# hi\n#. Heading\n#, wrap\n#| msgid "b"\nmsgid "a"\nmsgstr "c"\n', "help.po").entries[0]
    assert "".join(edit.with_flags(entry, flags).lines) == expected


def test_comments_for_translators_are_put_where_gettext_puts_them() -> None:
    entry = po.parse(b'# hi\n#, wrap\nmsgid "a"\nmsgstr "b"\n', "help.po").entries[0]
    changed = edit.with_comments(entry, extracted=("Heading", ""), references=("source/leaflets/help.md",))
    assert "".join(changed.lines) == '# hi\n#. Heading\n#.\n#: source/leaflets/help.md\n#, wrap\nmsgid "a"\nmsgstr "b"\n'
