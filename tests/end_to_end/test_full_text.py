"""The index in which browsers search the text of leaflets: what is in it, and when it is made."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pagefind_bin_extended
import pytest

from pipeline import doctor
from pipeline.cli import main
from pipeline.files import Folder
from pipeline.portal import full_text
from tests import publications

ASKED = publications.SETTINGS + "portal: {full_text: yes}\n"
ONLY_HALF = publications.FRENCH.replace("Appelez le {emergency} tout de suite.", "")
"""A translation in which a paragraph falls back to English."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publications.write(
        tmp_path / "one",
        publications.SMALL | {"source/publication.yml": ASKED, "locales/fr/LC_MESSAGES/help.po": ONLY_HALF},
    )


def build(folder: Path) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder)])


def files(folder: Path) -> dict[str, bytes]:
    outputs = folder / "outputs"
    return {path.relative_to(outputs).as_posix(): path.read_bytes() for path in outputs.rglob("*") if path.is_file()}


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what is searched of each page, with its address."""
    for path in (folder / "outputs/pagefind/fragment").iterdir():
        piece = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        yield piece["url"], piece["content"]


def test_the_text_of_each_web_page_is_in_it_but_nothing_in_another_language(folder: Path) -> None:
    assert build(folder) == 0
    found = dict(texts(folder))
    assert found.keys() == {"/en-GB/help-en-GB.html", "/fr/help-fr.html"}
    assert " ".join(found["/en-GB/help-en-GB.html"].split()) == (
        "Where to get help. In an emergency. Call 999 now. Call NHS 111."
    )
    assert " ".join(found["/fr/help-fr.html"].split()) == "Où trouver de l’aide. En cas d’urgence. Appelez NHS 111."
    places = json.loads((folder / "outputs/pagefind/leaflets/fr.json").read_bytes())
    assert list(places.values()) == ["fr/help-fr.html"]
    assert [(folder / f"outputs/pagefind/fragment/{name}.pf_fragment").is_file() for name in places] == [True]


def test_a_language_of_which_nothing_is_translated_yet_has_nothing_to_search(folder: Path) -> None:
    (folder / "locales/fr/LC_MESSAGES/help.po").unlink()
    assert build(folder) == 0
    assert [text.strip() for url, text in texts(folder) if url.startswith("/fr/")] in ([], [""])
    places = json.loads((folder / "outputs/pagefind/leaflets/fr.json").read_bytes())
    assert places.keys() <= {path.name.partition(".")[0] for path in (folder / "outputs/pagefind/fragment").iterdir()}


@pytest.mark.slow
def test_it_is_the_same_bytes_elsewhere_and_after_any_way_to_the_same_publication(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "footer")
    other = publications.write(tmp_path / "two words, ünd é", {**publications.SMALL, "source/publication.yml": ASKED})
    (other / "pagefind.yml").write_text("root_selector: footer\n", encoding="utf-8")
    assert build(other) == 0
    (other / "locales/fr/LC_MESSAGES/help.po").write_text(ONLY_HALF, encoding="utf-8")
    assert build(other) == build(folder) == 0
    assert files(other) == files(folder)


@pytest.mark.slow
def test_it_is_made_anew_only_when_a_page_changed_or_a_part_of_it_is_gone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(folder) == 0
    before = files(folder)
    runs: list[Folder] = []
    run = full_text._run

    def counted(room: Folder) -> None:
        runs.append(room)
        run(room)

    monkeypatch.setattr(full_text, "_run", counted)
    settings = folder / "source/publication.yml"
    settings.write_text(ASKED.replace("{", "{introduction: For all, "), encoding="utf-8")
    assert (build(folder), len(runs)) == (0, 0)
    assert {path for path, content in files(folder).items() if before.get(path) != content} >= {
        "index.html",
        "fr/index.html",
    }
    (folder / "outputs/pagefind/leaflets/fr.json").unlink()
    (folder / "outputs/pagefind/pagefind.js").write_text("changed by hand", encoding="utf-8")
    assert (build(folder), len(runs)) == (0, 1)
    parts = {path for path in before if path.startswith("pagefind/")}
    assert {path for path in parts if files(folder)[path] != before[path]} == set()
    leaflet = folder / "source/leaflets/help.md"
    leaflet.write_text(leaflet.read_text(encoding="utf-8").replace("now", "at once"), encoding="utf-8")
    assert (build(folder), len(runs)) == (0, 2)
    assert any("at once" in text for _, text in texts(folder))
    settings.write_text(publications.SETTINGS, encoding="utf-8")
    assert (build(folder), len(runs)) == (0, 2)
    assert not (folder / "outputs/pagefind").exists()


def test_a_machine_without_pagefind_says_so_before_anything_is_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.examine(Folder(folder)).problems == ()
    monkeypatch.setattr(full_text, "PACKAGE", "no-such-package")
    assert build(folder) == 5
    said = capsys.readouterr().err
    assert "error[library-missing]" in said
    assert 'pip install "everyleaf[full-text]"' in said
    assert not (folder / "outputs/en-GB").exists()
    assert [each.code for each in doctor.examine(Folder(folder)).problems] == ["library-missing"]


def test_what_pagefind_says_when_it_fails_is_told_and_the_outputs_stay(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho >&2 'no room left'\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind_bin_extended, "get_executable", lambda: broken)
    assert build(folder) == 5
    assert "error[full-text-failed]: Pagefind could not make the text of leaflets searchable: no room left" in (
        capsys.readouterr().err
    )
    assert files(folder) == {}


def test_without_web_pages_there_is_nothing_to_search(folder: Path) -> None:
    (folder / "source/publication.yml").write_text(ASKED.replace("[html, text]", "[text]"), encoding="utf-8")
    assert build(folder) == 0
    assert not (folder / "outputs/pagefind").exists()
    assert b"data-text" not in files(folder)["fr/index.html"]
