"""What a machine lacks for a publication is said before a build."""

from pathlib import Path

import pytest

from pipeline import doctor
from pipeline.files import Folder
from tests import publications
from tests.publications import LEAFLET, SETTINGS, SMALL


@pytest.mark.parametrize(("formats", "count"), [("html, large-print", 1), ("html, text", 0)])
def test_a_character_that_no_font_has_is_named_with_its_leaflet_and_language(
    tmp_path: Path, formats: str, count: int
) -> None:
    files = {
        "source/publication.yml": SETTINGS.replace("html, text", formats),
        "source/leaflets/help.md": LEAFLET.replace("## In an", "## 😀 In an"),
    }
    folder = Folder(publications.write(tmp_path, SMALL | files))
    english = "no font for large print has the character 😀 (U+1F600) of help, in British English"
    messages = [problem.message for problem in doctor.examine(folder).problems]
    assert messages.count(english) == count
    assert {problem.code for problem in doctor.examine(folder).problems} <= {"glyph-missing"}


def test_a_publication_with_other_problems_is_still_examined(tmp_path: Path) -> None:
    assert doctor.examine(Folder(tmp_path)).problems == ()
    broken = {"source/publication.yml": SETTINGS.replace("html, text", "large-print"), "source/leaflets/help.md": "no"}
    assert doctor.examine(Folder(publications.write(tmp_path, SMALL | broken))).problems == ()
