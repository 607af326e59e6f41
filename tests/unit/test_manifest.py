import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline import manifest
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.manifest import ApprovalRecord, FallbackRecord, FileRecord, Manifest, Record
from pipeline.settings import Settings
from pipeline.validators.base import Complaint, Judgement

SETTINGS = Settings(
    title="Leaflets",
    publisher="A publisher",
    source_language=parse_language("en-GB"),
    languages=(parse_language("fr"),),
    formats=("text",),
    type_size=18,
    address=None,
)
COMPLAINT = Complaint(rule="region", outcome="cantTell", words="Is it?", place="main", count=2)
REPORT = FileRecord(path="accessibility.json", sha256="5" * 64, fingerprint="6" * 64)
RECORD = Record(
    path="fr/help-fr.txt",
    leaflet="help",
    language="fr",
    format="text",
    title="Aide",
    title_language="fr",
    summary="What to do.",
    summary_language="en-GB",
    topics=("getting-help",),
    version="4821-7730",
    updated="2026-11-22",
    review_by=None,
    media_type="text/plain",
    bytes=1,
    pages=None,
    sha256="0" * 64,
    fingerprint="1" * 64,
    source_revision="2" * 16,
    critical_revision="3" * 16,
    critical_digest="4" * 16,
    origins=(("leaflet", "5" * 8),),
    making=(("renderer text", "2"),),
    messages=2,
    translated=1,
    approved=1,
    approvals=(ApprovalRecord(by="Dr Amal Haddad", role="clinician", on="2026-11-22"),),
    fallbacks=(FallbackRecord(source="source/leaflets/help.md:3:1", reason="missing", critical=False),),
    judgements=(Judgement(validator="axe-core", version="4.12", complaints=(COMPLAINT,)),),
)
REFUSAL = "another shape|not that of its edition|surrogates not allowed"
LARGE_PRINT = replace(RECORD, path="fr/help-fr-large-print.pdf", format="large-print", pages=2)


def dumped(*records: Record) -> bytes:
    return manifest.dump(SETTINGS, Manifest(records=records, files=(REPORT,)), "everyleaf 0")


def edited(edit: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(dumped(RECORD))
    edit(document["editions"][0])
    return json.dumps(document).encode()


def test_what_was_dumped_is_parsed_again() -> None:
    assert manifest.parse(dumped(RECORD, LARGE_PRINT)) == Manifest(records=(LARGE_PRINT, RECORD), files=(REPORT,))


@pytest.mark.parametrize("name", [field for field in Record.__dataclass_fields__ if field != "path"])
@pytest.mark.parametrize("value", [True, 1.5, {}, [1], [[]], "\ud800", {"\ud800": None}])
def test_a_record_with_a_value_of_another_type_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=REFUSAL):
        manifest.parse(edited(lambda edition: edition.update({name: value})))


@pytest.mark.parametrize("value", ["", {}, [""], [{}], [{"source": 1, "reason": "missing", "critical": True}]])
def test_fallbacks_of_another_shape_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="another shape"):
        manifest.parse(edited(lambda edition: edition.update(fallbacks=value)))


@pytest.mark.parametrize(
    "value", [[{}], [{"validator": "axe-core", "version": "4.12", "complaints": [{}]}], [{"validator": 1}]]
)
def test_judgements_of_another_shape_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="another shape"):
        manifest.parse(edited(lambda edition: edition.update(judgements=value)))


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-11-22T00:00:00"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    approval = {"by": "Dr Amal Haddad", "role": "clinician", "on": day}
    for wrong in ({"updated": day}, {"review_by": day}, {"approvals": [approval]}):
        with pytest.raises(ValueError, match=r"month|isoformat"):
            manifest.parse(edited(lambda edition, wrong=wrong: edition.update(wrong)))  # type: ignore[misc]


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../b", ".everyleaf.lock", "manifest.json", "a//b", "a\n", "a/"]
)
def test_only_paths_of_files_that_a_build_writes_count(path: str) -> None:
    document = json.loads(dumped())
    document["files"][0]["path"] = path
    with pytest.raises(ValueError, match="not that of a file that a build writes"):
        manifest.parse(json.dumps(document).encode())


@pytest.mark.parametrize("name", [field for field in Record.__dataclass_fields__ if field != "approval"])
def test_a_record_with_a_key_missing_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="another shape"):
        manifest.parse(edited(lambda edition: edition.pop(name)))


@pytest.mark.parametrize(
    "path",
    [
        *("", ".", "..", "/", "fr", "fr/", "manifest.json", "README.md", ".everyleaf", "fr/notes.txt", "fr/help-fr"),
        *("../fr/help-fr.txt", "/fr/help-fr.txt", "./fr/help-fr.txt", "fr//help-fr.txt", "fr/../fr/help-fr.txt"),
        *("fr/help-fr/../../../x.txt", "fr/help-fr.txt\0", "fr/help-fr.txt\n", "fr/help-fr.\ud800", "de/help-de.txt"),
        *("fr/help-fr." + "x" * 5000, "x" * 5000, "fr/" * 2000),
    ],
)
def test_only_the_path_of_the_edition_counts(path: str) -> None:
    with pytest.raises(ValueError, match=REFUSAL):
        manifest.parse(edited(lambda edition: edition.update(path=path)))


@pytest.mark.parametrize(("leaflet", "language"), [("..", "fr"), ("a/b", "fr"), ("", "fr"), ("help", ".."), ("help", "")])
def test_a_leaflet_or_a_language_that_is_no_name_does_not_make_a_path(leaflet: str, language: str) -> None:
    path = f"{language}/{leaflet}-{language}.txt"
    with pytest.raises(ValueError, match="a path is not that of its edition"):
        manifest.parse(edited(lambda edition: edition.update(path=path, leaflet=leaflet, language=language)))


def test_a_path_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="a path is there twice"):
        manifest.parse(dumped(RECORD, RECORD))


@pytest.mark.parametrize(
    "content",
    [
        *(
            b"",
            b"\xff",
            b"null",
            b"1",
            b"[]",
            b'""',
            b"{}",
            b"[" * 100_000,
            b'{"schema": 4}',
            b'{"schema": 4, "editions": {}, "files": []}',
            b'{"schema": 4, "editions": [], "files": {}}',
        ),
        *(b'{"schema": 4, "editions": "", "files": []}', b'{"schema": 4, "editions": [1], "files": []}'),
        b'{"schema": 3, "editions": [], "files": []}',
        b'{"schema": 4, "files": [], "editions": [' + b"9" * 5000 + b"]}",
    ],
    ids=lambda content: repr(content[:30]),
)
def test_what_is_no_manifest_gives_no_records_and_one_warning(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(content)
    left, problems = manifest.read(Folder(tmp_path, "outputs/"))
    assert left == Manifest()
    assert [str(problem).splitlines()[0] for problem in problems] == [
        "outputs/manifest.json: warning[manifest-unreadable]: the manifest is not one that this version of Everyleaf wrote"
    ]


def test_a_folder_without_a_manifest_has_no_records(tmp_path: Path) -> None:
    assert manifest.read(Folder(tmp_path / "gone")) == (Manifest(), ())
