"""Translation memories, and what they fill."""

from pathlib import Path

import pytest

from pipeline import memory, update
from pipeline.catalogues import po
from pipeline.cli import main
from pipeline.errors import EveryleafError
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.memory import Memory
from tests import publications

FRENCH, CHINESE = parse_language("fr"), parse_language("zh-Hans")
HELP = "locales/fr/LC_MESSAGES/help.po"


def tmx(*units: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        f'<tmx version="1.4"><header srclang="en-US" segtype="sentence"/><body>{"".join(units)}</body></tmx>'
    )


def unit(**segments: str) -> str:
    """Return a unit with a segment a language; an underscore stands for a hyphen."""
    return (
        "<tu>"
        + "".join(f'<tuv xml:lang="{tag.replace("_", "-")}"><seg>{text}</seg></tuv>' for tag, text in segments.items())
        + "</tu>"
    )


def read(tmp_path: Path, content: str | bytes, name: str = "some.tmx") -> Memory:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return memory.read(Folder(tmp_path), name, (FRENCH, CHINESE))


def filled(catalogue: str, memories: Memory, *critical: str) -> tuple[str, tuple[str, ...]]:
    """Return what becomes of the entries of a French catalogue, and what was filled."""
    result, ids = memory.fill(po.parse(catalogue.encode(), "some.po"), memories, FRENCH, frozenset(critical))
    return po.dump(result).decode(), ids


def test_a_tmx_fills_what_is_the_same_to_the_letter_from_any_english_into_any_variety_of_the_language(
    tmp_path: Path,
) -> None:
    known = read(
        tmp_path,
        tmx(
            unit(EN_US="Call us", FR_CA="Appelez\n  &amp; attendez", ar="اتصل"),
            unit(en_GB="Wait", zh_CN="请等", zh_TW="請等"),
        ),
    )
    assert known.translations == {
        ("fr", "Latn"): {"Call us": ("Appelez & attendez",)},
        ("zh", "Hans"): {"Wait": ("请等",)},
    }
    before = '#, python-brace-format\nmsgid "Call us"\nmsgstr ""\n\nmsgid "Call us."\nmsgstr ""\n'
    after, ids = filled(before, known)
    assert after == before.replace('us"\nmsgstr ""', 'us"\nmsgstr "Appelez & attendez"')
    assert ids == ("Call us",)


def test_a_tmx_may_be_in_utf_16(tmp_path: Path) -> None:
    content = tmx(unit(en="Call us", fr="Appelez là")).replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(tmp_path, content).translations == {("fr", "Latn"): {"Call us": ("Appelez là",)}}


def test_a_unit_with_tags_inside_its_text_is_left_out_and_counted(tmp_path: Path) -> None:
    bold = unit(en="Call <bpt i='1'>&lt;b&gt;</bpt>us<ept i='1'/>", fr="Appelez")
    known = read(tmp_path, tmx(bold, unit(en="Wait", fr="Attendez"), unit(en="Stop", fr="<ph/>Arrêtez")))
    assert (known.left_out, known.translations) == (2, {("fr", "Latn"): {"Wait": ("Attendez",)}})


def test_a_memory_whose_units_all_have_tags_fills_nothing_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = read(tmp_path, tmx(unit(en="Call <ph/>us", fr="Appelez"), unit(en="Stop", de="<ph/>Halt")))
    assert (known.left_out, known.translations) == (2, {("fr", "Latn"): {}})
    folder = publications.write(tmp_path / "publication", publications.SMALL)
    assert main(["update", "--publication", str(folder), "--memory", str(tmp_path / "some.tmx")]) == 0
    assert capsys.readouterr().err == "2 units of the translation memory with tags inside the text: left out.\n"


def test_a_catalogue_is_no_larger_as_a_memory_than_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(EveryleafError, match="at most 20,000,000 are read"):
        read(tmp_path, b"\n" * 20_000_001, "some.po")


def test_the_place_of_a_fault_in_a_tmx_counts_from_1(tmp_path: Path) -> None:
    for content, place in (("", "some.tmx:1:1"), ("<tmx>\n  </tu>", "some.tmx:2:5")):
        with pytest.raises(EveryleafError) as error:
            read(tmp_path, content)
        (problem,) = error.value.problems
        assert f"{problem.at}".endswith(place)
        assert "column" not in problem.message


def test_nothing_that_a_translator_wrote_or_that_awaits_review_is_filled(tmp_path: Path) -> None:
    known = read(tmp_path, tmx(unit(en="Call us", fr="Appelez")))
    for catalogue in (
        'msgid "Call us"\nmsgstr "Téléphonez"\n',
        '#, fuzzy\nmsgid "Call us"\nmsgstr ""\n',
        '#~ msgid "Call us"\n#~ msgstr ""\n',
        'msgctxt "menu"\nmsgid "Call us"\nmsgstr ""\n',
    ):
        assert filled(catalogue, known) == (catalogue, ())


def test_what_a_memory_has_two_translations_of_and_what_is_critical_is_filled_for_review(tmp_path: Path) -> None:
    one = read(
        tmp_path, tmx(unit(en="Call us", fr="Appelez"), unit(en="Stop", fr="Arrêtez"), unit(en="Wait", fr="Attendez"))
    )
    other = read(tmp_path, tmx(unit(en="Call us", fr="Téléphonez"), unit(en="Wait", fr="Attendez")))
    before = 'msgid "Call us"\nmsgstr ""\n\n#, no-wrap\nmsgid "Stop"\nmsgstr ""\n\nmsgid "Wait"\nmsgstr ""\n'
    assert filled(before, memory.together((one, other)), "Stop")[0] == (
        '#, fuzzy\nmsgid "Call us"\nmsgstr "Appelez"\n\n#, fuzzy, no-wrap\nmsgid "Stop"\nmsgstr "Arrêtez"\n'
        '\nmsgid "Wait"\nmsgstr "Attendez"\n'
    )


def test_another_catalogue_is_a_memory_of_what_it_translates_for_certain(tmp_path: Path) -> None:
    content = (
        'msgid ""\nmsgstr "Language: fr_CA\\n"\n\nmsgid "Call us"\nmsgstr "Appelez"\n\n#, fuzzy\nmsgid "Stop"\nmsgstr "?"\n'
        '\nmsgid "Go"\nmsgstr ""\n\nmsgctxt "menu"\nmsgid "Wait"\nmsgstr "Attente"\n\n#~ msgid "Old"\n#~ msgstr "Vieux"\n'
    )
    assert read(tmp_path, content, "other.po").translations == {("fr", "Latn"): {"Call us": ("Appelez",)}}


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("some.tmx", tmx(unit(en="Call us", de="Ruf an")), "memory-language", "it has de-Latn"),
        ("some.po", 'msgid "Call us"\nmsgstr "Appelez"\n', "memory-language", "none that is known"),
        ("some.tmx", tmx("<tu>"), "memory-unreadable", "this is no XML: mismatched tag"),
        ("some.tmx", "", "memory-unreadable", "this is no XML"),
        ("some.tmx", "<html/>", "memory-unreadable", "it begins with <html>"),
        ("some.tmx", '<?xml version="1.0" encoding="klingon"?><tmx/>', "memory-unreadable", "unknown encoding"),
        ("some.tmx", '<!DOCTYPE tmx [<!ENTITY a "aaaa">]><tmx>&a;</tmx>', "memory-unreadable", "declares entities"),
        (
            "some.tmx",
            '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx>&a;</tmx>',
            "memory-unreadable",
            "declares entities",
        ),
        ("some.tmx", "<tmx>" * 1000, "memory-unreadable", "50 deep"),
        ("some.po", 'msgid "Call', "memory-unreadable", "quotation mark"),
        ("some.xlsx", "", "memory-unreadable", "no TMX and no .po"),
    ],
)
def test_a_memory_that_is_of_no_use_is_refused(tmp_path: Path, name: str, content: str, code: str, words: str) -> None:
    with pytest.raises(EveryleafError) as error:
        read(tmp_path, content, name)
    (problem,) = error.value.problems
    assert problem.code == code
    assert words in problem.message
    assert error.value.exit_code == 2


def test_update_fills_from_memories_once_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    leaflet = publications.LEAFLET + "\n::: emergency critical\nDo not wait.\n:::\n\nCall us.\n"
    folder = publications.write(tmp_path / "publication", {**publications.SMALL, "source/leaflets/help.md": leaflet})
    known = tmp_path / "agency.tmx"
    units = unit(en="Do not wait.", fr="N’attendez pas."), unit(en="Call us.", fr="Appelez-nous."), unit(en="<it/>", fr="x")
    known.write_text(tmx(*units, unit(en="In an emergency", fr="Urgence")))
    command = ["update", "--publication", str(folder), "--memory", str(known)]
    assert main(command) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split() == ["help", "0", "0", "0", "2", "0"]
    assert said.err == "1 unit of the translation memory with tags inside the text: left out.\n"
    content = (folder / HELP).read_text()
    assert '#, fuzzy\nmsgid "Do not wait."\nmsgstr "N’attendez pas."\n' in content
    assert 'msgid "In an emergency"\nmsgstr "En cas d’urgence"\n' in content
    assert main(command) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"


def test_nothing_is_written_when_a_memory_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = publications.write(tmp_path, publications.SMALL)
    assert main(["update", "--publication", str(folder), "--memory", str(tmp_path / "no.tmx")]) == 2
    assert f"{tmp_path}/no.tmx: error[memory-unreadable]: there is no such file" in capsys.readouterr().err
    assert not (folder / "locales/help.pot").exists()
    assert update.update_publication(Folder(folder), ("html", "text")).written
