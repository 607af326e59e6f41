"""What gettext's own tools and Poedit make of our catalogues, and we of theirs: nothing that matters is lost.

What matters: messages, translations, contexts, plural forms, comments of all kinds, places, what is fuzzy and what it was
made from, obsolete messages; and so every approval and acceptance, which are bound to these words.
"""

import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.catalogues import po
from pipeline.catalogues.entries import Entry
from pipeline.catalogues.identity import digest
from pipeline.catalogues.merge import merge
from pipeline.catalogues.po import Catalogue
from pipeline.catalogues.quoting import keyword_lines
from pipeline.languages import parse_language

ROOT = Path(__file__).parents[2]
ARABIC = parse_language("ar")
PLACEHOLDERS = "python-brace-format"

pytestmark = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext's tools are not installed")

HARD = rf"""# Team Arabic, 2026
msgid ""
msgstr ""
"Project-Id-Version: Leaflets\n"
"PO-Revision-Date: 2026-11-22 10:00+0000\n"
"Last-Translator: Amina\n"
"Language-Team: Arabic\n"
"Language: ar\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {ARABIC.plural_forms}\n"
"X-Somebody: keeps this\n"

# ask Amina
# accept number-missing 1f0a9c2e: the number is a word
#. List item in the section "Call {{emergency}} now if"
#. Critical: readers see a translation of this only while it is up to date.
#: source/leaflets/get-help.md source/leaflets/visa.md
#, python-brace-format
msgid "Call {{emergency}} if someone is **not breathing**, or if [you cannot wait]({{nhs_111}}) for anybody else to help."
msgstr "اتصل على {{emergency}} إذا كان شخص ما **لا يتنفس**، أو [لا يمكنك الانتظار]({{nhs_111}}) حتى يساعدك أحد \"الآن\"."

#: source/leaflets/get-help.md
#, fuzzy, python-brace-format
#| msgctxt "menu"
#| msgid "Ring {{emergency}}"
msgctxt "menu"
msgid "Call {{emergency}}"
msgstr "اتصل {{emergency}}"

#: source/leaflets/get-help.md
msgid "Line one\\\nLine two"
msgstr "سطر\\\nسطر"

#, python-brace-format
msgid "{{count}} day"
msgid_plural "{{count}} days"
msgstr[0] "{{count}} a"
msgstr[1] "{{count}} b"
msgstr[2] "{{count}} c"
msgstr[3] "{{count}} d"
msgstr[4] "{{count}} e"
msgstr[5] "{{count}} f"

msgid "Not translated yet"
msgstr ""

# an old note
#~ msgid "Gone"
#~ msgstr "ذهب"

#, fuzzy
#~| msgid "Gone before"
#~ msgctxt "menu"
#~ msgid "Gone too"
#~ msgstr "ذهب أيضا"
"""

POEDIT = (
    HARD.replace("Language: ar\\n", "Language: ar_EG\\n")
    .replace(
        "X-Somebody: keeps this\\n",
        'X-Somebody: keeps this\\n"\n"X-Generator: Poedit 3.2.2\\n"\n"X-Poedit-Bookmarks: -1,3\\n',
    )
    .replace("n%100>=3 && n", 'n%100>=3 "\n"&& n')
    .replace('msgid "Call {emergency} if someone', 'msgid ""\n"Call {emergency} if someone')
    .replace("wait](", 'wait]"\n"(')
    .replace('msgstr "اتصل على', 'msgstr ""\n"اتصل على')
    .replace("الانتظار](", 'الانتظار]"\n"(')
    .replace('"Line one\\\\\\n', '""\n"Line one\\\\\\n"\n"')
    .replace('"سطر\\\\\\n', '""\n"سطر\\\\\\n"\n"')
)
"""As Poedit writes it, by `msgcat --force-po --width=79`, with header fields of its own."""


class Written(NamedTuple):
    """What matters of an entry, whatever tool wrote its lines."""

    is_obsolete: bool
    context: str | None
    id: str
    plural_id: str | None
    strings: tuple[str, ...]
    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    is_fuzzy: bool
    is_guarded: bool
    previous_id: str | None


def written(catalogue: Catalogue) -> set[Written]:
    def of(entry: Entry) -> Written:
        flags = (entry.is_fuzzy, PLACEHOLDERS in entry.flags)
        about = (entry.comments, entry.extracted, entry.references)
        return Written(entry.is_obsolete, *entry.key, entry.plural_id, entry.strings, *about, *flags, entry.previous_id)

    return {of(entry) for entry in catalogue.entries if not entry.is_header}


def digests(catalogue: Catalogue) -> set[str]:
    return {digest("get-help", entry) for entry in catalogue.entries if not entry.is_header}


def template_of(catalogue: Catalogue) -> str:
    """Return a template of the messages of a catalogue, as Everyleaf writes it."""
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"']
    for entry in catalogue.entries:
        if not entry.is_obsolete and not entry.is_header:
            lines += ["", *(f"#. {comment}" for comment in entry.extracted), *(f"#: {each}" for each in entry.references)]
            lines += [f"#, {PLACEHOLDERS}"] if PLACEHOLDERS in entry.flags else []
            lines += keyword_lines("msgctxt", entry.context) if entry.context is not None else ()
            lines += keyword_lines("msgid", entry.id)
            plural = entry.plural_id
            lines += (
                ['msgstr ""'] if plural is None else [*keyword_lines("msgid_plural", plural), 'msgstr[0] ""', 'msgstr[1] ""']
            )
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a hard catalogue and its template."""
    (tmp_path / "hard.po").write_text(HARD, encoding="utf-8")
    (tmp_path / "hard.pot").write_text(template_of(po.parse(HARD.encode(), "hard.po")), encoding="utf-8")
    return tmp_path


def run(folder: Path, command: str) -> bytes:
    """Return what a line of a shell writes in a folder."""
    return subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True).stdout


@pytest.mark.slow
def test_msgfmt_accepts_every_catalogue_and_template_of_the_samples_and_of_the_tool() -> None:
    files = [path for place in ("locales", "pipeline/locales") for path in sorted((ROOT / place).rglob("*.po*"))]
    check = ("msgfmt", "--check", "--output-file", "/dev/null")
    runs = [subprocess.run([*check, str(path)], capture_output=True, check=False) for path in files]
    refused = [run.stderr for run in runs if run.returncode]
    assert len(files) > 80
    assert refused == []


def test_msgfmt_accepts_the_hard_catalogue_and_its_template(folder: Path) -> None:
    run(folder, "msgfmt --check --output-file=hard.mo hard.po && msgfmt --check --output-file=template.mo hard.pot")


@pytest.mark.parametrize(
    "command",
    [
        "msgmerge --quiet --previous hard.po hard.pot",
        "msgmerge --quiet --previous --no-fuzzy-matching --no-wrap hard.po hard.pot",
        "msgcat hard.po",
        "msgcat --force-po --width=79 hard.po",  # as Poedit saves
        "msgcat --no-wrap hard.po",
        "msgcat --width=40 --indent hard.po",
        "msgcat --sort-output hard.po",
        "msgcat --escape hard.po",
        "msgattrib hard.po",
        "msguniq hard.po",
        "msgfilter --keep-header --input=hard.po cat",
        "msgconv --to-code=GB18030 hard.po | msgconv --to-code=UTF-8",
    ],
)
def test_nothing_that_matters_is_lost_on_the_way_through(command: str, folder: Path) -> None:
    before = po.parse(HARD.encode(), "hard.po", ARABIC)
    after = po.parse(run(folder, command), "hard.po", ARABIC)
    assert written(after) == written(before)
    assert digests(after) == digests(before)
    assert after.header.items() >= before.header.items()


@pytest.mark.parametrize(
    ("command", "changed"),
    [
        ("msgattrib --no-obsolete hard.po", {"Gone", "Gone too"}),
        ("msgattrib --clear-previous hard.po", {"Call {emergency}", "Gone too"}),
        ("msgattrib --clear-fuzzy hard.po", {"Call {emergency}", "Gone too"}),
        ("msgmerge --quiet hard.po hard.pot", {"Call {emergency}"}),  # without --previous
    ],
)
def test_a_tool_changes_only_what_it_is_told_to(command: str, changed: set[str], folder: Path) -> None:
    before, after = written(po.parse(HARD.encode(), "hard.po")), written(po.parse(run(folder, command), "hard.po"))
    assert {entry.id for entry in before - after} == changed


def test_a_catalogue_that_poedit_saved_says_the_same() -> None:
    before, after = po.parse(HARD.encode(), "hard.po", ARABIC), po.parse(POEDIT.encode(), "hard.po", ARABIC)
    assert written(after) == written(before)
    assert digests(after) == digests(before)


@pytest.mark.parametrize("theirs", [HARD, POEDIT], ids=["ours", "poedit"])
def test_an_update_leaves_what_another_tool_wrote_as_it_stands(theirs: str) -> None:
    template = po.parse(template_of(po.parse(HARD.encode(), "hard.po")).encode(), "hard.pot")
    assert po.dump(merge(po.parse(theirs.encode(), "hard.po"), template, ARABIC).catalogue) == theirs.encode()
