"""The documentation is held to what the program is."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

import jsonschema
import pytest
import yaml

from pipeline import cli, facts, glossary, languages, scaffold, serving, settings, yamlfile
from pipeline.build import FORMATS
from pipeline.catalogues import po
from pipeline.diagnostics import CODES, Area
from pipeline.files import Folder
from pipeline.interface import Word
from pipeline.languages import english_name, parse_language
from pipeline.manifest import ApprovalRecord, FallbackRecord, FileRecord, Record
from pipeline.model import CalloutKind, FactKind, Heading, State
from pipeline.renderers.base import Renderer
from pipeline.sources import leaflets
from pipeline.validators.base import Complaint, Judgement
from tests import publications
from tests.documents import document, passage

ROOT = Path(__file__).parents[2]
PAGES = MappingProxyType(
    {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted([*ROOT.glob("*.md"), ROOT / "outputs/README.md", *ROOT.glob("docs/**/*.md")])
    }
)
SCHEMA = json.loads((ROOT / "docs/reference/manifest.schema.json").read_text(encoding="utf-8"))
COMMANDS = tuple(re.findall(r"^    (\w+)  ", cli._parser().format_help(), re.MULTILINE))
FORMAT_NAMES = tuple(each.name for each in FORMATS)


@dataclass(frozen=True)
class Fence:
    """A block of code on a page: what follows the three backticks, and what stands inside."""

    language: str
    path: str
    text: str


def fences(page: str) -> Iterator[Fence]:
    for language, path, text in re.findall(r"^```(\w*)[ ]?(\S*)\n(.*?)^```$", PAGES[page], re.DOTALL | re.MULTILINE):
        yield Fence(language, path, text)


def sections(page: str) -> dict[str, str]:
    """Return the text below each heading of level 2."""
    parts = re.split(r"^## (.+)\n", PAGES[page], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(text: str, first_header: str) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the rows of the tables whose first header has these words."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        header, _, *body = ([cell.strip().strip("`") for cell in line[1:-1].split("|")] for line in table.splitlines())
        if header[0] == first_header:
            yield from map(tuple, body)


def names(text: str, first_header: str) -> list[str]:
    """Return what stands between backticks in the first cells of tables."""
    return [name.strip("`") for row in rows(text, first_header) for name in row[0].split("`, `")]


# --- Problems and exit codes -------------------------------------------------------------------------------------------


def test_every_problem_has_its_section_and_no_other_has_one() -> None:
    assert list(sections("docs/reference/problems.md")) == list(CODES)


def test_every_section_of_a_problem_says_what_it_means_and_what_to_do() -> None:
    short = [code for code, text in sections("docs/reference/problems.md").items() if len(text.strip().splitlines()) < 2]
    assert short == []


def test_every_exit_code_is_listed_with_its_problems() -> None:
    listed = {row[0]: re.findall(r"\[([\w-]+)\]", row[2]) for row in rows(PAGES["docs/reference/exit-codes.md"], "code")}
    areas = {str(area.value): [code for code, its in CODES.items() if its is area] for area in Area}
    assert listed == {"0": [], "1": [], str(cli.INTERRUPTED): []} | areas


# --- Commands ----------------------------------------------------------------------------------------------------------


def say_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        cli.main([*arguments, "--help"])
    return capsys.readouterr().out


def test_commands_md_holds_the_golden_help_of_every_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    expected = PAGES["docs/reference/commands.md"]
    for command in ([], *([command] for command in COMMANDS)):
        shown = shlex.join(["everyleaf", *command, "--help"])
        block = f"```\n$ {shown}\n{say_help(command, capsys)}```\n"
        before, _, rest = expected.partition(f"```\n$ {shown}\n")
        expected = before + block + rest.partition("```\n")[2]
    if request.config.getoption("--update-golden"):
        (ROOT / "docs/reference/commands.md").write_text(expected, encoding="utf-8")
    assert (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8") == expected


def test_commands_md_has_a_section_for_every_command() -> None:
    assert list(sections("docs/reference/commands.md")) == [f"everyleaf {command}" for command in COMMANDS]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_in_the_docs_is_one_that_everyleaf_understands(page: str) -> None:
    for line in re.findall(r"(?:^[ $]*|`|\.venv/bin/)everyleaf +([^`\n]+)", PAGES[page], re.MULTILINE):
        words = shlex.split(line, comments=True)
        if words not in ([command] for command in COMMANDS) and words[-1] != "--help":  # prose may name a command alone
            cli._parser(words[0]).parse_args(words)


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_in_the_docs_is_one_of_the_makefile(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", PAGES[page], re.MULTILINE)) <= targets


# --- Settings ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return a set of all keys that the program asks a mapping for from now on."""
    keys: set[str] = set()

    class Recorder(yamlfile.Fields):
        def node(self, key: str, *, required: bool = False) -> yamlfile.Node | None:
            keys.add(key)
            return super().node(key, required=required)

    monkeypatch.setattr(yamlfile, "Fields", Recorder)
    return keys


def example(file: str) -> Fence:
    return next(fence for fence in fences("docs/reference/settings.md") if fence.path == file)


def test_every_key_of_publication_yml_is_in_the_docs(asked: set[str]) -> None:
    found, problems = settings.parse(example("source/publication.yml").text, FORMAT_NAMES)
    assert found.portal is not None
    ids = {*dict(found.portal.topics), *(each.leaflet for each in found.portal.withdrawn)}
    assert (problems, set(names(sections("docs/reference/settings.md")["publication.yml"], "key"))) == ((), asked - ids)


def test_every_key_of_front_matter_is_in_the_docs(asked: set[str]) -> None:
    fence = example("source/leaflets/get-help.md")
    _, problems = leaflets.parse(fence.text, fence.path, parse_language("en-GB"))
    assert (problems, set(names(sections("docs/reference/settings.md")["Front matter"], "key"))) == ((), asked)


def test_every_key_of_facts_yml_is_in_the_docs(asked: set[str]) -> None:
    found, problems = facts.parse(example("source/facts.yml").text)
    tags = {language.tag for fact in found for language, _ in fact.by_language}
    assert (problems, set(names(sections("docs/reference/settings.md")["facts.yml"], "key"))) == ((), asked - tags)


def test_every_kind_of_fact_is_in_the_docs() -> None:
    assert names(sections("docs/reference/settings.md")["facts.yml"], "kind") == list(FactKind)


def test_every_key_of_glossary_yml_is_in_the_docs(asked: set[str]) -> None:
    found, problems = glossary.parse(example("source/glossary.yml").text)
    tags = {language.tag for term in found for language, _ in (*term.stands_for, *term.must, *term.must_not)}
    assert (problems, set(names(sections("docs/reference/settings.md")["glossary.yml"], "key"))) == ((), asked - tags)


def test_every_kind_of_box_is_in_the_docs() -> None:
    kinds = names(PAGES["docs/how-to/write-a-leaflet.md"], "first line")
    assert kinds == [f"::: {kind}" for kind in CalloutKind]


def test_every_type_size_is_in_the_docs() -> None:
    listed = {row[1]: row[2:5] for row in rows(PAGES["docs/explanation.md"], "script")}
    known = {"Latn": languages.Typography(), **languages._BY_LANGUAGE, **languages._BY_SCRIPT}
    assert listed == {code: (f"{each.size * 18:g}", f"{each.leading:g}", each.families[0]) for code, each in known.items()}


# --- The manifest ------------------------------------------------------------------------------------------------------


@pytest.fixture
def manifest(tmp_path: Path) -> Any:
    """Return the manifest of a publication that was built, with one message untranslated."""
    without = publications.FRENCH.replace('msgstr "En cas d’urgence"', 'msgstr ""')
    publications.write(tmp_path, publications.SMALL | {"locales/fr/LC_MESSAGES/help.po": without})
    assert cli.main(["build", "--jobs", "1", "--publication", str(tmp_path)]) == 0
    return json.loads((tmp_path / "outputs/manifest.json").read_bytes())


def test_the_schema_accepts_a_manifest(manifest: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(manifest)


def test_the_schema_refuses_a_manifest_with_any_key_missing_or_one_too_many(manifest: Any) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    fallback = next(fallback for edition in manifest["editions"] for fallback in edition["fallbacks"])
    for mapping in (manifest, manifest["publication"], manifest["editions"][0], fallback):
        for key, value in list(mapping.items()):
            del mapping[key]
            assert not validator.is_valid(manifest), f"{key} may be missing"
            mapping[key] = value
        mapping["more"] = None
        assert not validator.is_valid(manifest)
        del mapping["more"]
    assert validator.is_valid(manifest)


def test_the_schema_and_its_page_have_the_keys_of_a_record() -> None:
    kinds = {"edition": Record, "approval": ApprovalRecord, "fallback": FallbackRecord}
    kinds |= {"judgement": Judgement, "complaint": Complaint, "file": FileRecord}
    keys = {name: list(SCHEMA["$defs"][name]["properties"]) for name in kinds}
    assert keys == {name: [field.name for field in fields(kind)] for name, kind in kinds.items()}
    assert SCHEMA["$defs"]["fallback"]["properties"]["reason"]["enum"] == [state.value for state in list(State)[2:]]
    written = names(PAGES["docs/reference/manifest.md"], "key")
    publication = SCHEMA["properties"]["publication"]["properties"]
    assert written == [*SCHEMA["properties"], *publication, *(key for each in keys.values() for key in each)]


# --- Examples ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["docs/tutorial.md", "docs/how-to/write-a-leaflet.md", "docs/reference/settings.md"])
def test_the_files_on_a_page_make_a_publication_without_errors(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "my-leaflets"
    assert cli.main(["new", str(folder)]) == 0
    (folder / "source/leaflets/welcome.md").unlink()
    shutil.rmtree(folder / "locales")
    publications.write(folder, {fence.path: fence.text for fence in fences(page) if fence.path})
    assert cli.main(["check", "--publication", str(folder)]) == 0, capsys.readouterr().err


@pytest.mark.parametrize("page", PAGES)
def test_every_piece_of_a_catalogue_on_a_page_can_be_read(page: str) -> None:
    for fence in fences(page):
        assert fence.language != "po" or po.parse(fence.text.encode(), page).entries


def test_the_tutorial_shows_what_the_commands_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def say(command: str) -> str:
        capsys.readouterr()
        cli.main([command, "--publication", str(tmp_path)])
        return "".join(reversed(capsys.readouterr()))

    scaffold.create(Folder(tmp_path))
    (tmp_path / "source/leaflets/welcome.md").unlink()
    shutil.rmtree(tmp_path / "locales")
    changes = dict(re.findall(r"change `(.+)` to `(.+)`", PAGES["docs/tutorial.md"]))
    replace_in(tmp_path / "source/publication.yml", changes)
    publications.write(tmp_path, {fence.path: fence.text for fence in fences("docs/tutorial.md") if fence.path})
    shown = [say("check"), say("update")]
    replace_in(tmp_path / "locales/fr/LC_MESSAGES/keep-warm.po", tutorial_translations())
    shown.append(say("status"))
    replace_in(
        tmp_path / "source/leaflets/keep-warm.md", {"rooms that you use most.": "rooms that you use most of the day."}
    )
    say("update")
    shown.append(say("status"))

    blocks = [fence.text for fence in fences("docs/tutorial.md") if not fence.language]
    assert [block for block in shown if block not in blocks] == []


def tutorial_translations() -> dict[str, str]:
    """Return what a text editor does with the tutorial's table, and with the message that it shows before."""
    entries = [entry for fence in fences("docs/tutorial.md") if fence.language == "po" for entry in po_pairs(fence.text)]
    pairs = [*rows(PAGES["docs/tutorial.md"], "English"), *entries]
    return {f'msgid "{english}"\nmsgstr ""': f'msgid "{english}"\nmsgstr "{french}"' for english, french in pairs}


def po_pairs(text: str) -> list[tuple[str, ...]]:
    return [(entry.id, entry.strings[0]) for entry in po.parse(text.encode(), "").entries if entry.has_translation]


def replace_in(path: Path, changes: Mapping[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_the_example_of_a_format_is_a_renderer_that_marks_what_is_in_english() -> None:
    namespace: dict[str, Any] = {}
    fence = next(fence for fence in fences("docs/how-to/add-a-format.md") if fence.language == "python")
    exec(compile(fence.text, fence.path, "exec"), namespace)
    outline: Renderer = namespace["Outline"]()
    blocks = (
        Heading(2, passage("في حالة الطوارئ", language=parse_language("ar")), "a"),
        Heading(2, passage("When to get help", state=State.MISSING), "b"),
    )
    made = outline.render(outline.narrow(document("ar", blocks)))
    lines = made.content.decode().splitlines()
    assert lines[1:] == ["في حالة الطوارئ", Word.IN_ENGLISH.english, "When to get help"]


# --- Publishing --------------------------------------------------------------------------------------------------------

PUBLISH = "docs/how-to/publish.md"


def test_the_page_on_publishing_recommends_what_everyleaf_serve_sends() -> None:
    assert {name: value.strip("`") for name, value, _ in rows(PAGES[PUBLISH], "header")} == {
        **serving.HEADERS,
        "Cache-Control": "public, max-age=300",
    }
    assert list(rows(PAGES[PUBLISH], "file")) == list(serving.TYPES.items())


@pytest.mark.parametrize("server", ["nginx", "apache", "text"])
def test_each_server_is_told_to_send_every_header(server: str) -> None:
    (file,) = (fence.text for fence in fences(PUBLISH) if fence.language == server)
    for name, value, _ in rows(PAGES[PUBLISH], "header"):
        assert re.search(f'{name}:? "?{re.escape(value)}"?( always;)?$', file, re.MULTILINE), name


def test_each_job_that_publishes_is_yaml_and_builds_first() -> None:
    jobs = [fence.text for fence in fences(PUBLISH) if fence.language == "yaml"]
    assert [("everyleaf build" in str(yaml.safe_load(job)), "public" in job) for job in jobs] == [(True, True)] * 2


# --- Links and numbers -------------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """Return the ids that the headings of a page get where it is shown."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_to_what_exists(page: str) -> None:
    prose = re.sub(r"^```.*?^```$|`[^`\n]+`", "", PAGES[page], flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", prose):
        path, _, anchor = target.partition("#")
        place = (ROOT / page).parent / path if path else ROOT / page
        assert place.exists(), target
        assert not anchor or anchor in anchors(place.read_text(encoding="utf-8")), target


def test_the_readme_names_the_languages_of_the_sample() -> None:
    sample, _ = settings.read(Folder(ROOT), FORMAT_NAMES)
    *most, last = map(english_name, sample.languages)
    assert f"{len(sample.languages)} other languages: {', '.join(most)} and {last}." in PAGES["README.md"]


def test_the_readme_shows_the_essentials_first() -> None:
    first = "\n".join(PAGES["README.md"].splitlines()[:30])
    essentials = (
        "make build",
        "make test",
        "everyleaf new",
        "outputs/manifest.json",
        "→",
        "docs/tutorial.md",
        "docs/explanation.md",
    )
    assert [each for each in essentials if each not in first] == []
