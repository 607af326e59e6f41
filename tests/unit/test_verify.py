"""What `everyleaf verify` says of outputs that are not as they were built."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.renderers.text import PlainText
from tests import publications

FRENCH = "outputs/fr/help-fr.txt"
CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
Verify = Callable[..., tuple[int, list[tuple[str, str]]]]
WITHHOLD = publications.SETTINGS + "policy: {gaps: withhold}\n"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return a publication that was built."""
    publications.write(tmp_path, publications.SMALL)
    assert build(tmp_path) == 0
    capsys.readouterr()
    return tmp_path


@pytest.fixture
def verify(folder: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Return a function that verifies it: the exit code, and the path and code of each problem."""

    def run(*options: str) -> tuple[int, list[tuple[str, str]]]:
        capsys.readouterr()
        code = main(["verify", "--json", "--jobs", "1", "--publication", str(folder), *options])
        problems = json.loads(capsys.readouterr().out)["problems"]
        return code, [(problem["path"], problem["code"]) for problem in problems]

    return run


def build(folder: Path) -> int:
    return main(["build", "--jobs", "1", "--publication", str(folder)])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def edit_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest as the hand of somebody would who knows its shape."""
    path = folder / "outputs/manifest.json"
    content = json.loads(path.read_bytes())
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def listed(folder: Path) -> list[str]:
    """Return the paths of all files that the manifest lists."""
    content = json.loads((folder / "outputs/manifest.json").read_bytes())
    return [each["path"] for each in (*content["editions"], *content["files"])]


def test_outputs_that_were_just_built_are_as_they_should_be(
    folder: Path, verify: Verify, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify() == verify("--rebuild") == (0, [])
    main(["verify", "--rebuild", "--jobs", "1", "--publication", str(folder)])
    count = len(listed(folder))
    expected = f"4 editions made again: the same bytes.\n{count} files, all as the manifest says, and no others.\n"
    assert capsys.readouterr().out == expected


def test_each_file_that_was_changed_is_gone_or_is_not_ours_is_named(folder: Path, verify: Verify) -> None:
    report, page, text = "outputs/accessibility.html", "outputs/fr/help-fr.html", "outputs/en-GB/help-en-GB.txt"
    (folder / report).write_text("x")
    (folder / FRENCH).write_bytes((folder / FRENCH).read_bytes()[:-1] + b"!")
    os.utime(folder / FRENCH, (0, 0))
    (folder / page).unlink()
    (folder / text).unlink()
    (folder / text).mkdir()
    publications.write(folder, {"outputs/foreign.html": "x", "outputs/fr/deep/er.txt": "x"})
    (folder / "outputs/all").symlink_to(folder)
    changed = [(path, "output-changed") for path in (report, FRENCH)]
    missing = [(path, "output-missing") for path in (page, text)]
    unknown = [(f"outputs/{path}", "output-unknown") for path in ("all", "foreign.html", "fr/deep/er.txt")]
    assert verify() == (6, sorted([*changed, *missing, *unknown]))


def test_hidden_files_and_the_readme_are_nobodys_concern(folder: Path, verify: Verify) -> None:
    for path in (".gitignore", ".well-known/security.txt", "README.md"):
        publications.write(folder, {f"outputs/{path}": "x"})
    assert verify() == (0, [])
    publications.write(folder, {"outputs/fr/README.md": "x"})
    assert verify() == (6, [("outputs/fr/README.md", "output-unknown")])


def test_a_file_that_leads_out_of_the_publication_is_not_followed_and_the_others_are_looked_at(
    folder: Path, verify: Verify, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "same"
    elsewhere.write_bytes((folder / FRENCH).read_bytes())
    (folder / FRENCH).unlink()
    (folder / FRENCH).symlink_to(elsewhere)
    (folder / "outputs/fr/help-fr.html").unlink()
    assert verify()[1] == [("outputs/fr/help-fr.html", "output-missing"), (FRENCH, "unsafe-path")]


def test_without_a_manifest_no_file_is_known(folder: Path, verify: Verify) -> None:
    there = listed(folder)
    (folder / "outputs/manifest.json").unlink()
    _, problems = verify()
    assert ("outputs/manifest.json", "output-missing") in problems
    assert sorted(code for _, code in problems) == ["output-missing", *["output-unknown"] * len(there)]


def test_a_manifest_that_is_cut_off_is_named_and_lists_nothing(folder: Path, verify: Verify) -> None:
    there = listed(folder)
    manifest = folder / "outputs/manifest.json"
    manifest.write_bytes(manifest.read_bytes()[:-10])
    _, problems = verify()
    assert ("outputs/manifest.json", "output-changed") in problems
    assert [code for _, code in problems].count("output-unknown") == len(there)


def test_a_publication_that_was_never_built_lacks_its_manifest(folder: Path, verify: Verify) -> None:
    for path in sorted((folder / "outputs").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    assert verify() == (6, [("outputs/manifest.json", "output-missing")])


def test_what_a_killed_build_left_is_named(folder: Path, verify: Verify) -> None:
    publications.write(folder, {"outputs/.everyleaf/new/x": "x"})
    assert verify() == (6, [("outputs", "outputs-busy")])


def test_a_withheld_edition_that_was_edited_by_hand_is_named_after_any_number_of_builds(
    folder: Path, verify: Verify, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "source/publication.yml").write_text(WITHHOLD)
    edit(folder / CATALOGUE, '"En cas d’urgence"', '""')
    (folder / FRENCH).write_text("edited")
    for _ in range(2):
        assert build(folder) == 6
        assert f"{FRENCH}: error[output-changed]" in capsys.readouterr().err
        assert (FRENCH, "output-changed") in verify()[1]


def test_rebuilding_says_which_editions_are_due_and_why(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder / CATALOGUE, "En cas d’urgence", "Urgence")
    assert main(["verify", "--rebuild", "--jobs", "1", "--publication", str(folder)]) == 6
    said = capsys.readouterr()
    assert f"{FRENCH}: error[output-differs]: a build would make this edition: catalogue changed" in said.err
    assert said.out == "2 editions made again: the same bytes.\n2 errors\n"


def test_rebuilding_names_editions_that_do_not_belong(folder: Path, verify: Verify) -> None:
    edit(folder / "source/publication.yml", "[html, text]", "[text]")
    _, problems = verify("--rebuild")
    assert {"outputs/fr/help-fr.html", "outputs/en-GB/help-en-GB.html"} <= {path for path, _ in problems}


def test_rebuilding_finds_an_edition_that_is_not_the_same_each_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = PlainText.render

    def unlike(self: PlainText, *arguments: Any) -> Any:
        made = real(self, *arguments)
        return type(made)(**{name: getattr(made, name) for name in made.__slots__} | {"content": made.content + b"."})

    monkeypatch.setattr(PlainText, "render", unlike)
    assert main(["verify", "--rebuild", "--jobs", "1", "--publication", str(folder)]) == 6
    size = (folder / FRENCH).stat().st_size
    words = f"{FRENCH}: error[output-differs]: made again from the same, it has other bytes, from byte {size + 1:,} on"
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["editions"][0].update(approved=1),
        lambda content: content["editions"][2].update(fallbacks=[]),
        lambda content: content["publication"].update(title="Other leaflets"),
    ],
)
def test_rebuilding_finds_a_manifest_that_says_what_is_not_so(
    change: Callable[[dict[str, Any]], object], folder: Path, verify: Verify
) -> None:
    edit(folder / CATALOGUE, '"En cas d’urgence"', '""')
    build(folder)
    assert verify("--rebuild") == (0, [])
    edit_manifest(folder, change)
    assert verify() == (0, [])
    assert verify("--rebuild") == (6, [("outputs/manifest.json", "output-differs")])


def test_rebuilding_finds_a_file_and_its_digest_that_were_changed_together(folder: Path, verify: Verify) -> None:
    (folder / FRENCH).write_text("Appelez le 15.\n")
    sha256 = hashlib.sha256((folder / FRENCH).read_bytes()).hexdigest()
    edit_manifest(folder, lambda content: content["editions"][3].update(sha256=sha256))
    assert verify() == (0, [])
    assert verify("--rebuild") == (6, [(FRENCH, "output-differs")])


def test_verifying_writes_nothing(folder: Path, verify: Verify) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    verify("--rebuild")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
