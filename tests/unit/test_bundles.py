"""Bundles: what is in them, that they are the same everywhere, and that only those are made again that must be."""

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline import zips
from pipeline.portal import bundles
from pipeline.portal.files import SiteFile
from pipeline.portal.site import Site
from tests import sites
from tests.unit.test_listing import SCHEMA

FRENCH = "bundles/languages/leaflets-fr.zip"


def made(site: Site) -> dict[str, SiteFile]:
    return {each.path: each for each in bundles.files(site, sites.read)}


def content(site: Site, path: str) -> bytes:
    return b"".join(made(site)[path].make())


def opened(site: Site, path: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content(site, path))) as archive:
        assert archive.testzip() is None
        return {each.filename: archive.read(each) for each in archive.infolist()}


def test_there_is_a_bundle_for_each_language_each_leaflet_and_everything() -> None:
    assert sorted(made(sites.site())) == [
        "bundles/everything.zip",
        "bundles/languages/leaflets-ar.zip",
        "bundles/languages/leaflets-en-GB.zip",
        FRENCH,
        "bundles/leaflets/help-all-languages.zip",
    ]


def test_a_bundle_holds_the_editions_and_the_sums_of_all_its_files() -> None:
    inside = opened(sites.site(), "bundles/everything.zip")
    sums = [line.split("  ") for line in inside.pop("SHA256SUMS").decode().splitlines()]
    assert {name: digest for digest, name in sums} == {
        name: hashlib.sha256(each).hexdigest() for name, each in inside.items()
    }
    assert inside["ar/help-ar-large-print.pdf"] == sites.content("help", "ar", "large-print")
    assert len(inside) == 9 + len(("README.txt", "index.json"))


def test_its_index_is_of_its_own_editions() -> None:
    index: Any = json.loads(opened(sites.site(), FRENCH)["index.json"])
    jsonschema.Draft202012Validator(SCHEMA).validate(index)
    assert {each["language"] for each in (*index["languages"], *index["leaflets"])} == {"fr"}


@pytest.mark.skipif(shutil.which("unzip") is None, reason="unzip is not installed")
@pytest.mark.parametrize("path", sorted(made(sites.site())))
def test_unzip_reads_it_as_python_does(path: str, tmp_path: Path) -> None:
    archive = tmp_path / "bundle.zip"
    archive.write_bytes(content(sites.site(), path))
    subprocess.run(["unzip", "-t", "-q", archive], check=True, capture_output=True)
    subprocess.run(["unzip", "-q", archive, "-d", tmp_path / "out"], check=True, capture_output=True)
    out = {each.relative_to(tmp_path / "out").as_posix(): each for each in (tmp_path / "out").rglob("*") if each.is_file()}
    assert {name: each.read_bytes() for name, each in out.items()} == opened(sites.site(), path)


def test_old_programs_open_it_for_it_needs_nothing_newer_than_zip_2_0() -> None:
    with zipfile.ZipFile(io.BytesIO(content(sites.site(), FRENCH))) as archive:
        found = {(each.extract_version, each.compress_type, each.flag_bits, each.date_time) for each in archive.infolist()}
        assert found == {(20, zipfile.ZIP_STORED, 0, (1980, 1, 1, 0, 0, 0))}
        assert all(each.filename.isascii() for each in archive.infolist())


def test_only_one_file_of_it_is_in_memory_at_a_time() -> None:
    parts = list(zips.stored((f"{number}.txt", lambda: b"x" * 10_000) for number in range(50)))
    assert max(map(len, parts)) < 11_000
    assert len(zipfile.ZipFile(io.BytesIO(b"".join(parts))).namelist()) == 50


def test_what_changed_in_one_language_makes_only_its_bundles_again() -> None:
    records = [sites.record(leaflet, tag) for leaflet in ("help", "visa") for tag in ("en-GB", "fr", "ar")]
    before = made(sites.site(*records))
    records[1] = sites.record("help", "fr", sha256="0" * 64, fingerprint="0" * 64)
    records[3] = sites.record("visa", "en-GB", fingerprint="0" * 64)
    after = made(sites.site(*records))
    changed = {path for path, each in after.items() if each.fingerprint != before[path].fingerprint}
    assert changed == {FRENCH, "bundles/leaflets/help-all-languages.zip", "bundles/everything.zip"}


def test_its_list_says_what_is_inside_and_how_current_it_is_in_the_language(golden: Any) -> None:
    title = "Help"
    records = [sites.record("help", "fr", name, title=title, title_language="en-GB") for name in sites.SUFFIXES]
    for tag in ("fr", "ar"):
        given = [sites.record("help", tag, name) for name in sites.SUFFIXES] if tag == "ar" else records
        site = sites.site(*given, address="https://example.org/a/b", withdrawn=("flu",))
        golden(f"site/README-{tag}.txt", opened(site, f"bundles/languages/leaflets-{tag}.zip")["README.txt"])


def test_a_language_without_leaflets_has_no_bundle_and_no_site_has_one_that_old_programs_cannot_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert made(sites.site_with((), sites.settings())) == {}
    large = sites.site(sites.record("help", "fr", bytes=bundles.LARGEST), sites.record("help", "ar"))
    assert sorted(made(large)) == ["bundles/languages/leaflets-ar.zip", FRENCH]
    monkeypatch.setattr(bundles, "MOST_FILES", 1)
    several = sites.site(*(sites.record("help", tag, name) for tag in ("fr", "ar") for name in ("html", "text")))
    assert made(several) == {}
