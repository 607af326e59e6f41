import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from tests import publications


def test_a_new_publication_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "leaflets"
    assert main(["new", str(folder)]) == 0
    assert main(["build", "--publication", str(folder), "--format", "html", "--format", "text"]) == 0
    capsys.readouterr()
    assert main(["check", "--publication", str(folder)]) == 0
    assert capsys.readouterr().out == "No problems.\n"
    assert (folder / "outputs/ar/welcome-ar.html").is_file()
    assert ">Exemples</" in (folder / "outputs/fr/index.html").read_text(encoding="utf-8")
    assert main(["update", "--publication", str(folder)]) == 0
    assert capsys.readouterr().out.endswith("Nothing changed.\n")


def test_a_folder_with_something_in_it_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert "error[not-empty]" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_a_publication_the_hint_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--publication", str(tmp_path)]) == 2
    assert "everyleaf new DIR" in capsys.readouterr().err


def test_problems_as_json_have_all_that_a_program_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publications.write(
        tmp_path, {**publications.SMALL, "source/facts.yml": 'emergency: {kind: phone, value: "999"}\n'}
    )
    assert main(["check", "--json", "--publication", str(folder)]) == 3
    assert json.loads(capsys.readouterr().out)["problems"] == [
        {
            "path": "source/leaflets/help.md",
            "line": 11,
            "column": 16,
            "severity": "error",
            "code": "unknown-fact",
            "message": 'there is no fact "nhs_111"',
            "hint": "add it to source/facts.yml",
        }
    ]


def test_problems_for_github_stand_beside_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publications.write(tmp_path, publications.SMALL | {"source/leaflets/a, b.md": publications.LEAFLET})
    assert main(["check", "--github", "--publication", str(folder)]) == 3
    assert (
        '::error file=source/leaflets/a%2C b.md,title=leaflet-name::"a, b" is no name for a leaflet%0Ait becomes'
        in capsys.readouterr().out
    )


def test_no_word_of_a_translator_is_obeyed_by_a_terminal_or_by_github(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = publications.FRENCH.replace("tout de suite.", "<b a='\\n::stop-commands::x\\n\u202e'>.")
    folder = publications.write(tmp_path, publications.SMALL | {"locales/fr/LC_MESSAGES/help.po": hostile})
    for options in ([], ["--github"], ["--json"]):
        main(["check", "--publication", str(folder), *options])
        said = capsys.readouterr()
        printed = said.out + said.err
        assert "stop-commands" in printed
        assert [line for line in printed.splitlines() if line.startswith("::stop")] == []
        assert [each for each in printed if each == "\u202e"] == []


def test_status_shows_how_everything_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    french = publications.FRENCH.replace('"En cas d’urgence"', '""').replace("de suite.", "de suite. <b>")
    leaflet = publications.LEAFLET.replace("updated:", "review_by: 2027-01-31\nupdated:")
    files = {"source/leaflets/help.md": leaflet, "locales/fr/LC_MESSAGES/help.po": french}
    folder = publications.write(tmp_path, publications.SMALL | files)
    page = tmp_path / "status.html"
    command = ["status", "--publication", str(folder), "--today", "2027-02-01", "--html", str(page)]
    assert main(command) == 4
    assert capsys.readouterr().out == (
        "              help\n"
        "fr French  50% EGO\n\n"
        "  E  with errors: see everyleaf check\n"
        "  G  with gaps: messages that readers do not get in this language, for whatever reason\n"
        "  O  the edition in outputs/ is older, or missing: a build is due\n\n"
        "Past its day of review, 2027-01-31: help\n"
        "Wrote status.html.\n"
    )
    assert "1 error; 1 message without translation; a build is due" in page.read_text(encoding="utf-8")
    main(["build", "--jobs", "1", "--publication", str(folder)])
    capsys.readouterr()
    main([*command, "--json"])
    _, standing = json.loads(capsys.readouterr().out)["standings"]
    wanted = {"leaflet": "help", "messages": 4, "translated": 2, "unusable": 1, "missing": 1, "errors": 1, "stale": False}
    assert standing | wanted == standing


def test_update_says_what_it_did_and_does_nothing_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leaflet = publications.LEAFLET.replace("Call {emergency} now.", "Call {emergency} now, please.") + "\nNew words here.\n"
    folder = publications.write(tmp_path, {**publications.SMALL, "source/leaflets/help.md": leaflet})
    assert main(["update", "--publication", str(folder)]) == 0
    assert capsys.readouterr().out == (
        "fr French  new  changed  revived  obsolete\nhelp         1        1        0         0\n"
    )
    assert main(["update", "--publication", str(folder)]) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"
    (folder / "source/facts.yml").write_text(publications.FACTS.replace("The emergency number", "For emergencies"))
    assert main(["update", "--publication", str(folder)]) == 0
    assert capsys.readouterr().out == "No message changed; the comments for translators did, in 2 files.\n"


def test_a_broken_catalogue_is_left_alone_by_an_update_and_reported(tmp_path: Path) -> None:
    folder = publications.write(tmp_path, {**publications.SMALL, "locales/fr/LC_MESSAGES/help.po": 'msgid "x'})
    assert main(["update", "--publication", str(folder)]) == 4
    assert (folder / "locales/fr/LC_MESSAGES/help.po").read_text() == 'msgid "x'


def test_plain_pybabel_extracts_the_same_messages(tmp_path: Path) -> None:
    folder = publications.write(tmp_path, {**publications.SMALL, "babel.cfg": "[everyleaf: leaflets/**.md]\n"})
    babel = Path(sys.executable).with_name("pybabel")
    command: list[str | Path] = [
        babel,
        "-q",
        "extract",
        "-F",
        folder / "babel.cfg",
        "-o",
        folder / "all.pot",
        folder / "source",
    ]
    subprocess.run(command, check=True, cwd=folder)
    template = (folder / "all.pot").read_text()
    for message in ("Where to get help", "In an emergency", "Call {emergency} now.", "Call [NHS 111]({nhs_111})."):
        assert f'msgid "{message}"' in template


@pytest.mark.slow
def test_help_and_a_build_with_nothing_to_do_do_not_load_what_makes_pdfs(tmp_path: Path) -> None:
    folder = publications.write(tmp_path, publications.SMALL)
    main(["build", "--publication", str(folder)])
    program = """
import sys
from pipeline.cli import main
try:
    main(sys.argv[1:])
finally:
    print({"babel", "jinja2", "markdown_it", "weasyprint", "yaml"} & {*sys.modules})"""
    for words in (["--help"], ["build", "--publication", str(folder)]):
        command = [sys.executable, "-c", program, *words]
        assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1] == "set()"
