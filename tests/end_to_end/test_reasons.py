"""What a change renews, and nothing else, and what the build says is why."""

import json
import shutil
from collections.abc import Callable
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

import pytest

from pipeline import machine
from pipeline.build import ingredients
from pipeline.cli import main
from pipeline.model import TranslatedDocument
from pipeline.renderers import base
from pipeline.renderers.pdf import LargePrint
from tests import publications
from tests.conftest import SLOW_VALIDATORS
from tests.documents import SQUARE

CATALOGUE = "locales/fr/LC_MESSAGES/help.po"
VISIT = """\
---
title: Your visit
updated: 2026-11-22
---

Ask the GP. See [where to get help](help.md).

![A square](images/square.svg)
"""
GLOSSARY = """\
terms:
  - {term: GP, meaning: a family doctor, translate: say médecin, stands_for: general practitioner}
"""
ARABIC = publications.HEADER.replace("Language: fr", "Language: ar")
FILES: MappingProxyType[str, str | bytes] = MappingProxyType(
    {
        **publications.SMALL,
        "source/publication.yml": publications.SETTINGS.replace("[fr]", "[fr, ar]").replace("[html,", "[html, large-print,"),
        "source/leaflets/visit.md": VISIT,
        "source/glossary.yml": GLOSSARY,
        "source/images/square.svg": SQUARE,
    }
)
"""Two leaflets in English, French and Arabic; all of `help` is translated into French, and nothing else."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = publications.write(tmp_path_factory.mktemp("reasons"), FILES)
    without = [f"--without={name}" for name in SLOW_VALIDATORS]
    assert main(["build", "--jobs", "1", "--publication", str(folder), *without]) == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


Change = Callable[[Path, pytest.MonkeyPatch], object]


def edit(path: str, old: str, new: str) -> Change:
    """Return what replaces words of a file that has them."""

    def edited(folder: Path, _: pytest.MonkeyPatch) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")

    return edited


def write(path: str, content: str) -> Change:
    return lambda folder, _: publications.write(folder, {path: content})


def approve(folder: Path, _: pytest.MonkeyPatch) -> None:
    assert main(["approve", "help", "--language", "fr", "--by", "Amal", "--publication", str(folder)]) == 0


def change_machine(patch: pytest.MonkeyPatch) -> None:
    """Let the machine look changed, as it does when a file of a program or a font is another one."""
    patch.setattr(machine, "digest", lambda _: "another machine")


def install(name: str, value: str) -> Change:
    """Return what lets large print find another version or digest of something on the machine."""

    def installed(_: Path, patch: pytest.MonkeyPatch) -> None:
        before = LargePrint.environment

        def environment(self: LargePrint, document: TranslatedDocument) -> tuple[str, ...]:
            return tuple(f"{name} {value}" if part.startswith(f"{name} ") else part for part in before(self, document))

        patch.setattr(LargePrint, "environment", environment)
        change_machine(patch)

    return installed


def change_asset(path: str) -> Change:
    before = base.asset_digest

    def changed(_: Path, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(ingredients, "asset_digest", lambda each: "0" * 64 if each == path else before(each))
        change_machine(patch)

    return changed


def raise_version(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(LargePrint, "version", LargePrint.version + 1)
    change_machine(patch)


SETTINGS, FACTS = "source/publication.yml", "source/facts.yml"
INTERFACE = "locales/fr/LC_MESSAGES/interface.po"
PAGE = publications.HEADER + 'msgid "Page {page} of {pages}"\nmsgstr "{page} sur {pages}"\n'
CHANGES: MappingProxyType[str, tuple[Change, dict[str, str]]] = MappingProxyType(
    {
        "a string": (edit(CATALOGUE, "En cas d’urgence", "Urgence"), {"catalogue changed": "fr/help*"}),
        "a message": (edit("source/leaflets/help.md", "now.", "at once."), {"leaflet changed": "*/help*"}),
        "a day": (edit("source/leaflets/help.md", "2026-11-22", "2026-11-23"), {"leaflet changed": "*/help*"}),
        "a fact": (edit(FACTS, '"111"', '"112"'), {"fact nhs_111 changed": "*/help*"}),
        "a fact in French": (
            edit(FACTS, '"111"', '"111", by_language: {fr: "112"}'),
            {"fact nhs_111 changed": "fr/help*"},
        ),
        "a term": (edit("source/glossary.yml", "practitioner", "doctor"), {"glossary changed": "*/visit*"}),
        "a picture": (
            edit("source/images/square.svg", "#005eb8", "#005eb9"),
            {"picture images/square.svg changed": "*/visit*"},  # plain text, too: the version that all copies carry changes
        ),
        "the title": (
            edit(SETTINGS, "title: Leaflets", "title: Pages"),
            {"title of the publication changed": "*.html *.txt"},
        ),
        "the publisher": (edit(SETTINGS, "A publisher", "Us"), {"setting publisher changed": "*"}),
        "the size": (edit(SETTINGS, "title:", "large_print: {size: 20}\ntitle:"), {"setting large_print changed": "*.pdf"}),
        "the formats": (edit(SETTINGS, ", text]", "]"), {"setting formats changed": "*.html"}),
        "a language less": (
            edit(SETTINGS, "[fr, ar]", "[fr]"),
            {"links to other languages changed": "en-GB/*.html en-GB/*.txt fr/*.html fr/*.txt"},
        ),
        "another order of languages": (
            edit(SETTINGS, "[fr, ar]", "[ar, fr]"),
            {"links to other languages changed": "*.html *.txt"},
        ),
        "the policy": (
            edit(SETTINGS, "title:", "policy: {publish: approved}\ntitle:"),
            {"setting policy changed": "fr/help*"},
        ),
        "a leaflet withdrawn": (
            edit(SETTINGS, "title:", "policy: {leaflets: {help: withdraw}}\ntitle:"),
            {
                "link to help is gone": "ar/visit*",
                "links to other languages changed": "en-GB/help*.html en-GB/help*.txt fr/help*.html fr/help*.txt",
            },
        ),
        "an approval": (approve, {"approval is new": "fr/help*"}),
        "a word of ours": (write(INTERFACE, PAGE), {"words of Everyleaf changed": "fr/*.pdf"}),
        "a version": (
            raise_version,
            {f"renderer large-print {LargePrint.version} → {LargePrint.version + 1}": "*.pdf"},
        ),
        "a style": (change_asset("styles/html.css"), {"style html.css changed": "*.html"}),
        "a template": (
            change_asset("templates/large-print.html.j2"),
            {"template large-print.html.j2 changed": "*.pdf"},
        ),
        "a font": (install("font NotoSans-Bold.ttf", "0" * 64), {"font NotoSans-Bold.ttf changed": "*.pdf"}),
        "an Arabic font": (
            install("font NotoNaskhArabic-Bold.ttf", "0" * 64),
            {"font NotoNaskhArabic-Bold.ttf changed": "ar/*.pdf"},
        ),
        "a library": (install("library pydyf", "9.9"), {f"library pydyf {version('pydyf')} → 9.9": "*.pdf"}),
        "a comment for translators": (edit("source/leaflets/help.md", "## In", "<!-- note: Bold. -->\n\n## In"), {}),
        "a new catalogue without a word": (write("locales/ar/LC_MESSAGES/help.po", ARABIC), {}),
    }
)
"""What changes, and for each reason which editions are due."""


def files(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_renews_what_depends_on_it_and_nothing_else_and_the_plan_says_why(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change, due = CHANGES[name]
    editions = [edition["path"] for edition in json.loads((folder / "outputs/manifest.json").read_bytes())["editions"]]
    change(folder, monkeypatch)
    before = files(folder)
    capsys.readouterr()
    main(["build", "--explain", "--json", "--publication", str(folder)])
    planned = {step["path"]: step["because"] for step in json.loads(capsys.readouterr().out)["plan"]}
    assert planned == {
        path: [because]
        for because, patterns in due.items()
        for path in editions
        if any(fnmatch(path, each) for each in patterns.split())
    }
    assert files(folder) == before
