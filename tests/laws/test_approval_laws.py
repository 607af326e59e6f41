"""What is true of every approval, whatever words it is of."""

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline import approvals
from pipeline.approvals import ApprovedWords, Judge, Statement
from pipeline.diagnostics import Span
from pipeline.files import Folder
from pipeline.languages import parse_language
from pipeline.minor import MinorEdit, MinorEdits
from pipeline.model import Approval

ARABIC = parse_language("ar")
AMAL = Approval(by="Amal", role="", on=date(2026, 11, 22))
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
pairs = st.dictionaries(texts, texts, min_size=1, max_size=8)


def approved(words: dict[str, str], minor: MinorEdits) -> Judge:
    """Return who judges after these words were approved, written to a disk and read again."""
    with tempfile.TemporaryDirectory() as root:
        statement = Statement(leaflet="help", approval=AMAL, words=tuple(map(ApprovedWords, words, words.values())))
        approvals.append(Folder(Path(root)), ARABIC, statement)
        read, problems = approvals.read(Folder(Path(root)), ARABIC)
        assert problems == ()
        return Judge("help", read, minor.earlier)


@given(pairs, st.data())
def test_an_edit_lapses_exactly_what_it_touched(words: dict[str, str], data: st.DataObject) -> None:
    judge = approved(words, MinorEdits())
    for source, translation in words.items():
        edited = data.draw(st.tuples(texts, texts) | st.just((source, translation)))
        assert (judge.approval(*edited) == AMAL) is (words.get(edited[0]) == edited[1])


@given(pairs, texts, texts)
def test_minor_edits_carry_an_approval_along_and_make_no_other(words: dict[str, str], second: str, third: str) -> None:
    first, translation = next(iter(words.items()))
    edits = tuple(
        MinorEdit(leaflet="help", before=one, after=other, by="Ana", on=AMAL.on, reason="x", at=Span("x"))
        for one, other in ((first, second), (second, third), (third, first))
    )
    judge = approved(words, MinorEdits(edits))
    assert judge.approval(third, translation) == AMAL
    assert judge.approval(third, translation + "!") is None or words[first] != translation
