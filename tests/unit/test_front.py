"""What a publication says of itself is translated as its leaflets are."""

from datetime import date
from pathlib import Path

import pytest

from pipeline import build, settings, update
from pipeline import publication as publications
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.markdown import plain
from pipeline.publication import Publication
from tests.publications import SETTINGS, SMALL, write

PORTAL = """\
portal:
  introduction: All about help.
  topics:
    help: Getting help
  withdrawn:
    winter: Winter advice
"""
FRENCH = {
    "Leaflets": "Dépliants",
    "All about help.": "Tout sur l’aide.",
    "Getting help": "Trouver de l’aide",
    "Winter advice": "Conseils d’hiver",
}


def translated(folder: Path) -> Publication:
    """Write a publication with a portal, have its own words extracted, translate them, and read it all."""
    write(folder, {**SMALL, "source/publication.yml": SETTINGS + PORTAL})
    update.update_publication(Folder(folder), ("html", "text"))
    path = folder / "locales/fr/LC_MESSAGES/publication.po"
    said = path.read_text(encoding="utf-8")
    for english, french in FRENCH.items():
        said = said.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{french}"')
    path.write_text(said, encoding="utf-8")
    return publications.read(Folder(folder), build.FORMATS)


def test_the_publications_own_words_go_to_translators_and_come_back(tmp_path: Path) -> None:
    read = translated(tmp_path)
    around = read.surroundings(parse_language("fr"), build.FORMATS)
    front = read.front(around)
    assert front is not None
    assert front.summary is not None
    said = (around.title, front.summary, *(block.text for block in front.blocks))  # type: ignore[union-attr]
    assert [plain(each.inlines) for each in said] == list(FRENCH.values())


def test_they_make_no_edition_of_their_own(tmp_path: Path) -> None:
    read = translated(tmp_path)
    leaflets = tuple(publications.translations(read, build.FORMATS))
    assert {each.key[0] for each in build.wanted(read, leaflets, ())[1]} == {"help"}


@pytest.mark.parametrize(
    ("written", "days", "codes"),
    [
        ("winter: Winter advice", [None], []),
        ("winter: {title: Winter advice, on: 2026-03-31}", [date(2026, 3, 31)], []),
        ("winter: {title: Winter advice, on: last March}", [None], ["wrong-value"]),
        ("winter: {title: Winter advice, since: 2026-03-31}", [None], ["unknown-key"]),
        ("winter: {on: 2026-03-31}", [], ["missing-key"]),
        ("winter: [Winter advice]", [], ["wrong-value"]),
    ],
)
def test_a_withdrawn_leaflet_may_have_its_day(written: str, days: list[date | None], codes: list[str]) -> None:
    found, problems = settings.parse(SETTINGS + PORTAL.replace("winter: Winter advice", written), ("html", "text"))
    assert found.portal is not None
    assert ([each.on for each in found.portal.withdrawn], [each.code for each in problems]) == (days, codes)


def test_a_withdrawn_leaflet_that_is_there_and_a_topic_without_a_name_are_problems(tmp_path: Path) -> None:
    leaflet = SMALL["source/leaflets/help.md"].replace("updated:", "topics: [helf]\nupdated:")
    settings = SETTINGS + PORTAL.replace("winter:", "help:")
    write(tmp_path, {**SMALL, "source/publication.yml": settings, "source/leaflets/help.md": leaflet})
    codes = {problem.code for problem in publications.read(Folder(tmp_path), build.FORMATS).problems}
    assert codes == {"leaflet-withdrawn", "unknown-topic", "catalogue-missing"}
