"""What people meet when something in a publication is wrong: every case of tests/broken, word for word.

A case is a small publication with some files replaced (each below a line "=== path").
Below "=== everyleaf check" is what the command then says, and its exit code.
`pytest --update-golden` rewrites that last part.
"""

from pathlib import Path

import pytest

from pipeline.cli import main
from tests import publications

CASES = sorted((Path(__file__).parent.parent / "broken").glob("*.txt"))
COMMAND = "=== everyleaf check\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_broken_publication_is_explained(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    files, expected = case.read_text(encoding="utf-8").split(COMMAND)
    folder = publications.write(tmp_path, publications.SMALL | _parse(files))

    code = main(["check", "--publication", str(folder)])
    shown = capsys.readouterr()
    actual = f"{shown.err}{shown.out}exit code {code}\n"

    if request.config.getoption("--update-golden"):
        case.write_text(f"{files}{COMMAND}{actual}", encoding="utf-8")
        expected = actual
    assert actual == expected


def _parse(files: str) -> dict[str, str]:
    return dict(part.split("\n", 1) for part in files.split("=== ")[1:])
