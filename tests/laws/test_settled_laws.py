"""A build that leaves aside what is settled does what one does that looks at everything."""

import contextlib
import io
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import settled, unchanged
from pipeline.cli import _parser, main
from pipeline.commands.building import Rebuilding
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from tests import publications

MORE = """\
---
title: More help
updated: 2026-11-22
---

::: urgent
Call {emergency} now.
:::

Read [where to get help](help.md), or ring {nhs_111} on {day}.
"""
HELP = publications.LEAFLET + "\nRead [more](more.md).\n"
FACTS = publications.FACTS + "day: {kind: date, value: 2026-11-22}\n"
FRENCH_MORE = publications.HEADER + (
    'msgid "More help"\nmsgstr "Plus d’aide"\n\n'
    'msgid "Call {emergency} now."\nmsgstr "Appelez le {emergency} tout de suite."\n\n'
    'msgid "Read [where to get help](help.md), or ring {nhs_111} on {day}."\n'
    'msgstr "Lisez [où trouver de l’aide](help.md), ou appelez le {nhs_111} le {day}."\n'
)
FRENCH = publications.FRENCH + '\nmsgid "Read [more](more.md)."\nmsgstr "Lisez [plus](more.md)."\n'
ARABIC = publications.HEADER.replace("Language: fr", "Language: ar") + 'msgid "More help"\nmsgstr "مساعدة أخرى"\n'
SETTINGS = (
    publications.SETTINGS.replace("[fr]", "[fr, ar]")
    + "portal: {introduction: Read more here., topics: {help: Getting help}}\n"
)
FRENCH_TITLE = publications.HEADER + 'msgid "Leaflets"\nmsgstr "%s"\n'
POLICY = SETTINGS + "policy: {publish: draft, gaps: %s}\n"
TOOL = publications.HEADER + 'msgid "Updated {date}"\nmsgstr "%s {date}"\n'
HELP_FR, MORE_FR, MORE_AR = (
    f"locales/{place}.po" for place in ("fr/LC_MESSAGES/help", "fr/LC_MESSAGES/more", "ar/LC_MESSAGES/more")
)
WHOLE = {
    **publications.SMALL,
    "source/publication.yml": SETTINGS,
    "source/facts.yml": FACTS,
    "source/leaflets/help.md": HELP,
    "source/leaflets/more.md": MORE,
    HELP_FR: FRENCH,
    MORE_FR: FRENCH_MORE,
    MORE_AR: ARABIC,
}
APPROVE = "approve", "--by", "Amal", "--language", "fr"
EDITS: tuple[tuple[str, str | None], ...] = (
    *(("source/publication.yml", text) for text in (SETTINGS, POLICY % "withhold", POLICY % "withdraw")),
    ("source/publication.yml", SETTINGS.replace("[fr, ar]", "[ar]")),
    ("source/facts.yml", FACTS.replace('"999"', '"112"')),
    ("source/facts.yml", FACTS),
    ("source/glossary.yml", "terms: [{term: help, meaning: What one gets., must: {fr: secours}}]\n"),
    ("source/glossary.yml", None),
    ("source/leaflets/help.md", HELP.replace("Call {emergency} now.", "Call {emergency} at once.")),
    ("source/leaflets/help.md", HELP),
    *((HELP_FR, text) for text in (None, "msgid", FRENCH, FRENCH.replace("Appelez le", "Faites le"))),
    (HELP_FR, FRENCH.replace('"Appelez le {emergency}', '"Appelez')),
    *((MORE_FR, text) for text in (None, "msgid", FRENCH_MORE, FRENCH_MORE.replace("Plus", "Encore plus"))),
    *((MORE_AR, text) for text in (None, ARABIC, ARABIC.replace("أخرى", "ثانية"))),
    *(("locales/fr/LC_MESSAGES/interface.po", text) for text in (None, TOOL % "Table", TOOL % "Sommaire", "msgid")),
    *(
        ("locales/fr/LC_MESSAGES/publication.po", text)
        for text in (FRENCH_TITLE % "Dépliants", FRENCH_TITLE % "Notices", None)
    ),
    ("locales/fr/approvals.jsonl", None),
    ("locales/fr/approvals.jsonl", "mine\n"),
    *(("outputs/fr/help-fr.txt", text) for text in (None, "mine")),
    *(("outputs/manifest.json", text) for text in (None, "{}")),
    ("outputs/ar/more-ar.html", "mine"),
    (".everyleaf/settled.json", "mine"),
    (".everyleaf/built.json", None),
)
COMMANDS = (
    (*APPROVE, "help"),
    (*APPROVE, "more"),
    ("build", "--language", "ar"),
    ("build", "--leaflet", "more", "--format", "text"),
)

Step = tuple[tuple[str, ...], tuple[str, str | None]]
"""A command, or if that has no words, a file and what to write into it; None removes it."""
STEPS: tuple[Step, ...] = (*(((), change) for change in EDITS), *((command, ("", None)) for command in COMMANDS))


def run(folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    """Return the exit code of a command, and what it says as JSON, without how long it took."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        code = main([*words, "--json", "--publication", str(folder)])
    found = json.loads(said.getvalue()) if said.getvalue() else {}
    return code, {key: value for key, value in found.items() if key != "stages"}


def build(folder: Path) -> tuple[int, dict[str, object]]:
    return run(folder, "build", "--jobs", "1")


def outputs(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "outputs").rglob("*") if path.is_file()}


def edit(folder: Path, name: str, content: str | None) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_text(content, encoding="utf-8")


def do(step: Step, folder: Path) -> None:
    command, change = step
    if command:
        run(folder, *command)
    else:
        edit(folder, *change)


def check_that_both_are_alike(knowing: Path, forgetful: Path) -> None:
    """Build in a folder where the last build is known, and in a copy where nothing is, and compare what comes of it."""
    shutil.rmtree(forgetful, ignore_errors=True)
    shutil.copytree(knowing, forgetful, ignore=shutil.ignore_patterns(".everyleaf"))
    assert build(knowing) == build(forgetful)
    assert outputs(knowing) == outputs(forgetful)


@pytest.mark.slow
@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_left_aside_never_makes_a_difference(steps: list[Step], tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "knowing", ignore_errors=True)
    knowing = publications.write(tmp_path / "knowing", WHOLE)
    build(knowing)
    for step in steps:
        do(step, knowing)
        check_that_both_are_alike(knowing, tmp_path / "forgetful")


@pytest.mark.slow
@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_process_that_lives_on_leaves_aside_never_makes_a_difference(steps: list[Step], tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "watched", ignore_errors=True)
    watched, forgetful = publications.write(tmp_path / "watched", WHOLE), tmp_path / "forgetful"
    builds = Rebuilding(_parser("watch").parse_args(["watch", "--jobs", "1", "--publication", str(watched)]))
    for step in (None, *steps):
        if step:
            do(step, watched)
        shutil.rmtree(forgetful, ignore_errors=True)
        shutil.copytree(watched, forgetful, ignore=shutil.ignore_patterns(".everyleaf"))
        with contextlib.suppress(EveryleafError):
            builds.after(("source",), lambda _: None)
        build(forgetful)
        assert outputs(watched) == outputs(forgetful)


def test_a_process_that_lives_on_looks_at_no_more_than_what_changed(folder: Path) -> None:
    builds = Rebuilding(_parser("watch").parse_args(["watch", "--publication", str(folder)]))
    for words in ("Encore plus", "Toujours plus"):
        edit(folder, MORE_FR, FRENCH_MORE.replace("Plus", words))
        known = unchanged.Memory(unchanged.present(Folder(folder), builds._index), machine=builds._machine)
        assert len(settled.believed(builds._settled, known).leaflets) == 5
        builds.after((MORE_FR,), lambda _: None)


@pytest.mark.slow
@pytest.mark.parametrize("policy", [SETTINGS, POLICY % "withdraw"], ids=["mix", "withdraw"])
def test_no_change_is_missed(policy: str, tmp_path: Path) -> None:
    whole = publications.write(tmp_path / "whole", {**WHOLE, "source/publication.yml": policy})
    build(whole)
    for step in STEPS:
        shutil.rmtree(tmp_path / "knowing", ignore_errors=True)
        knowing = shutil.copytree(whole, tmp_path / "knowing")
        do(step, knowing)
        check_that_both_are_alike(knowing, tmp_path / "forgetful")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = publications.write(tmp_path, WHOLE)
    assert build(made)[0] == 0
    return made


def keys(folder: Path) -> set[tuple[str, str]]:
    return set(settled.recall(Folder(folder), unchanged.recall(Folder(folder), "")).leaflets)


def test_one_string_unsettles_one_leaflet_in_one_language(folder: Path) -> None:
    everything = keys(folder)
    assert len(everything) == 6
    edit(folder, MORE_FR, FRENCH_MORE.replace("Plus", "Encore plus"))
    assert everything - keys(folder) == {("more", "fr")}
    assert build(folder)[0] == 0
    assert keys(folder) == everything


def test_another_machine_unsettles_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/elsewhere")
    assert keys(folder) == set()


@pytest.mark.parametrize("content", ["", "mine", '{"version": 1}'])
def test_what_is_settled_is_not_believed_if_it_was_tampered_with(content: str, folder: Path) -> None:
    path = folder / settled.PATH
    path.write_text(path.read_text(encoding="utf-8").replace("help", "kelp") + content, encoding="utf-8")
    assert keys(folder) == set()
