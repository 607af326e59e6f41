"""The words of whole leaflets come out of their PDFs: of the tree all of them, of the pages as many as can be."""

from pathlib import Path
from types import MappingProxyType

import pytest

from benchmarks.extraction import Shares, measure

ROOT = Path(__file__).parents[2]
TICO19 = ROOT.parent / "shared/corpora/tico19"
LEAST = MappingProxyType({"ar": (0.86, 0.92), "fa": (0.85, 0.97), "ps": (0.94, 0.98), "ur": (0.94, 0.95)})
"""What share of the words poppler and pdfium must find in languages from right to left; 0.995 in all others."""


def too_few(measured: tuple[Shares, ...]) -> list[Shares]:
    """Return the editions out of which too few words come."""
    return [
        each
        for each in measured
        for poppler, pdfium in [LEAST.get(each.language, (0.995, 0.995))]
        if each.tree < 1 or each.poppler < poppler or each.pdfium < pdfium
    ]


@pytest.mark.slow
def test_the_words_of_a_sample_come_out_in_every_language() -> None:
    measured = tuple(measure(ROOT, ("about-us",)))
    assert len(measured) == 15
    assert too_few(measured) == []


@pytest.mark.slow
@pytest.mark.skipif(not TICO19.exists(), reason="the corpus TICO-19 is not beside the project")
def test_the_words_of_human_translations_come_out_in_every_language() -> None:
    measured = tuple(measure(TICO19, ("news-pandemic",)))
    assert len(measured) == 14
    assert too_few(measured) == []
