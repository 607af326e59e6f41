"""What `everyleaf build` says when it is done."""

from dataclasses import replace

from pipeline.build import Report
from pipeline.commands import building
from pipeline.conformance.report import Conformance
from pipeline.languages import parse_language
from pipeline.settled import NOTHING
from tests.unit.test_manifest import RECORD, SETTINGS


def report(*pages: tuple[str, str, int | None]) -> Report:
    """Return the report of a build with editions of these leaflets, languages and pages."""
    records = tuple(replace(RECORD, leaflet=leaflet, language=tag, pages=number) for leaflet, tag, number in pages)
    settings = replace(SETTINGS, languages=tuple(map(parse_language, ("fr", "ur"))))
    known = Conformance(settings=settings, generator="everyleaf 0", examiners=(), published=records, refused=())
    return Report(
        records=records, files=(), built=(), removed=(), left=(), conformance=known, problems=(), once=(), settled=NOTHING
    )


def growth(*pages: tuple[str, str, int | None]) -> list[str]:
    return list(building._growth(report(*pages)))


def test_the_growth_of_large_print_is_that_of_leaflets_in_every_language() -> None:
    pages = (("help", "en-GB", 2), ("help", "fr", 3), ("help", "ur", 5), ("more", "en-GB", 9), ("more", "ur", 90))
    assert growth(*pages) == ["Large print has 2 pages in British English; most are 5 in Urdu, 2.5 times as many."]


def test_nothing_is_said_of_growth_where_there_are_no_pages_or_no_other_languages() -> None:
    assert growth(("help", "en-GB", None), ("help", "fr", None)) == []
    assert growth(("help", "en-GB", 3)) == []
    assert growth(("help", "fr", 3), ("help", "ur", 3)) == []
    assert growth() == []


def test_where_the_source_has_most_pages_no_language_grew() -> None:
    assert growth(("help", "en-GB", 3), ("help", "fr", 3)) == ["Large print has 3 pages in British English."]


def test_a_build_that_only_removes_files_says_nothing_else_than_that() -> None:
    done = building._done(replace(report(("help", "fr", 3)), removed=("fr/old-fr.html", "fr/old-fr.txt")), 0.1)
    assert list(done) == ["No edition to make: 1 edition up to date.", "Removed 2 files that no longer belong."]
