"""What `everyleaf verify FILE` says of files that somebody downloaded."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.manifest import Manifest
from pipeline.renderers.copies import marks
from pipeline.verify_copies import Published, State
from tests import publications, sites
from tests.documents import document
from tests.pdf_reading import large_print

Verify = Callable[..., tuple[int, list[tuple[str, str]]]]
FORMATS = ("help-fr.html", "help-fr.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a publication that was built, beside a folder of copies."""
    place = tmp_path / "publication"
    publications.write(place, publications.SMALL)
    build(place)
    for name in FORMATS:
        (tmp_path / name).write_bytes((place / "outputs/fr" / name).read_bytes())
    return place


@pytest.fixture
def verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Return a function that verifies copies: the exit code, and the name and state of each."""

    def run(*names: str) -> tuple[int, list[tuple[str, str]]]:
        capsys.readouterr()
        code = main(["verify", "--json", "--publication", str(folder), *(str(folder.parent / name) for name in names)])
        copies = json.loads(capsys.readouterr().out)["copies"]
        return code, [(copy["file"], copy["state"]) for copy in copies]

    return run


def build(place: Path) -> None:
    assert main(["build", "--jobs", "1", "--publication", str(place)]) == 0


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_copy_is_current_whatever_its_name_until_the_leaflet_changes(folder: Path, verify: Verify) -> None:
    (folder.parent / "help-fr.html").rename(folder.parent / "download (1)")
    names = ("download (1)", "help-fr.txt")
    assert verify(*names) == (0, [(name, "current") for name in names])
    edit(folder / "source/leaflets/help.md", "title: ", "title: New ")
    build(folder)
    assert verify(*names) == (6, [(name, "superseded") for name in names])


def test_a_copy_that_was_changed_or_saved_anew_is_not_current(folder: Path, verify: Verify) -> None:
    edit(folder.parent / "help-fr.html", "</body>", "<p>Take twice as much.</p></body>")
    assert verify("help-fr.html") == (6, [("help-fr.html", "changed")])
    (folder.parent / "help-fr.txt").write_bytes((folder.parent / "help-fr.txt").read_bytes().replace(b"\r\n", b"\n"))
    assert verify("help-fr.txt") == (6, [("help-fr.txt", "changed")])


def test_a_copy_of_a_leaflet_that_is_gone_is_withdrawn(folder: Path, verify: Verify) -> None:
    edit(folder / "source/publication.yml", "languages: [fr]", "languages: [es]")
    build(folder)
    assert verify(*FORMATS) == (6, [(name, "withdrawn") for name in FORMATS])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"%PDF-1.7\n", "Un autre dépliant".encode()])
def test_what_is_none_of_ours_is_unknown(folder: Path, verify: Verify, content: bytes) -> None:
    (folder.parent / "other").write_bytes(content)
    assert verify("other") == (6, [("other", "unknown")])


def test_each_leaflet_in_a_bundle_is_looked_at_and_no_name_in_it_is_believed(folder: Path, verify: Verify) -> None:
    page = (folder.parent / "help-fr.html").read_bytes()
    files = {"../../etc/help\u202e.html": page, "README.txt": b"What is inside", "x.html": page + b" "}
    (folder.parent / "old.zip").write_bytes(zipped(files))
    code, copies = verify("old.zip")
    assert (code, [state for _, state in copies]) == (6, ["current", "changed"])
    assert "\u202e" not in copies[0][0]
    [bundle] = (folder / "outputs/bundles/languages").glob("*-fr.zip")
    (folder.parent / "bundle.zip").write_bytes(bundle.read_bytes())
    assert verify("bundle.zip") == (0, [("bundle.zip", "current")])


def test_a_bundle_that_was_unpacked_and_zipped_again_is_current(folder: Path, verify: Verify) -> None:
    [bundle] = (folder / "outputs/bundles/languages").glob("*-fr.zip")
    with zipfile.ZipFile(bundle) as archive:
        files = {f"leaflets-fr/{name}": archive.read(name) for name in archive.namelist()}
    of_systems = dict.fromkeys(("leaflets-fr/.DS_Store", "__MACOSX/leaflets-fr/._README.txt"), b"Mac")
    (folder.parent / "again.zip").write_bytes(zipped({**files, **of_systems}))
    code, copies = verify("again.zip")
    assert (code, [state for _, state in copies]) == (0, ["current", "current"])


def test_a_copy_of_a_leaflet_with_another_name_now_is_told_as_such(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "source/leaflets/help.md").rename(folder / "source/leaflets/assist.md")
    assert main(["update", "--publication", str(folder)]) == 0
    build(folder)
    assert main(["verify", "--publication", str(folder), str(folder.parent / "help-fr.html")]) == 6
    assert "one that is not there and is not listed as withdrawn" in capsys.readouterr().err


def test_a_bundle_that_would_fill_the_memory_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.verify_copies.SIZE_LIMIT", 1000)
    [copy] = Published(Manifest()).copies("bomb.zip", zipped({"a.html": b"0" * 1001}))
    assert copy.state is State.UNKNOWN


def test_a_pdf_says_which_leaflet_it_is() -> None:
    [copy] = Published(Manifest()).copies("help.pdf", large_print(document("ar")))
    assert (copy.state, str(copy.identity)) == (
        State.UNKNOWN,
        f"everyleaf:{marks('The publisher', None)[0]}:help:ar:4821-7730",
    )


@pytest.mark.parametrize("address", ["", "address: https://example.org/other\n"])
def test_another_publications_leaflet_of_the_same_name_is_unknown(
    tmp_path: Path, folder: Path, verify: Verify, address: str
) -> None:
    other = tmp_path / "other"
    given = publications.SETTINGS.replace("publisher: ", "publisher: Another ") + address
    publications.write(other, {**publications.SMALL, "source/publication.yml": given})
    build(other)
    (folder.parent / "foreign.html").write_bytes((other / "outputs/fr/help-fr.html").read_bytes())
    assert verify("foreign.html") == (6, [("foreign.html", "unknown")])


def test_copies_from_before_a_publication_had_an_address_are_still_known(folder: Path, verify: Verify) -> None:
    edit(folder / "source/publication.yml", "title:", "address: https://example.org\ntitle:")
    edit(folder / "source/leaflets/help.md", "title: ", "title: New ")
    build(folder)
    assert verify(*FORMATS) == (6, [(name, "superseded") for name in FORMATS])


@pytest.mark.parametrize("name", FORMATS)
def test_people_are_told_what_to_use_instead(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    copy = str(folder.parent / name)
    edit(folder / "source/leaflets/help.md", "title: ", "title: New ")
    build(folder)
    capsys.readouterr()
    assert main(["verify", "--publication", str(folder), copy]) == 6
    said = capsys.readouterr()
    assert said.out.startswith(f"{name}: superseded (help in fr, version ")
    assert "error[copy-superseded]: it is out of date: version" in said.err
    assert f"use outputs/fr/{name}" in said.err


def test_where_no_file_of_the_same_kind_is_published_the_web_page_is_named(folder: Path) -> None:
    records = tuple(sites.record(format_name=name) for name in ("large-print", "html"))
    [copy] = Published(Manifest(records=records)).copies("old.txt", (folder.parent / "help-fr.txt").read_bytes())
    assert copy.path == "fr/help-fr.html"


@pytest.mark.parametrize("options", [["--rebuild"], []])
def test_what_can_not_be_said_is_not_guessed(folder: Path, options: list[str], capsys: pytest.CaptureFixture[Any]) -> None:
    (folder / "outputs/manifest.json").unlink()
    assert main(["verify", "--publication", str(folder), *options, str(folder.parent / "help-fr.txt")]) == (
        2 if options else 6
    )
    assert "current" not in capsys.readouterr().out


def test_a_copy_that_is_not_there_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--publication", str(folder), str(folder.parent / "nothing")]) == 6
    assert "nothing: error[disk-read]: there is no such file" in capsys.readouterr().err
