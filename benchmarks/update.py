"""How long it takes to bring one large catalogue up to date, of whose messages 1% changed and 1% are new.

Reading the template and the catalogue, merging, and writing; the four scripts one after another. `make bench` runs it.
"""

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks import measure, texts
from pipeline.catalogues import po
from pipeline.catalogues.language import Catalogues, merge_all
from pipeline.languages import Language

BOUND = 3.0
"""What 20,000 messages may take, in seconds of CPU."""
_STEP = 100
"""Of so many messages one is changed, and after so many there is a new one."""


def run(count: int, runs: int) -> tuple[str, ...]:
    """Return the table for this many messages in each language."""
    pot = texts.pot(_edited(count))
    measured = {
        language.tag: measure.cpu_seconds(partial(updated, texts.catalogue(count, language), pot, language), runs)
        for language in texts.LANGUAGES
    }
    return measure.report(f"everyleaf update, {count:,} messages", measured, BOUND)


def updated(catalogue: bytes, pot: bytes, language: Language) -> bytes:
    """Return a catalogue brought up to date with a template."""
    there = Catalogues(language=language, by_leaflet={"help": po.parse(catalogue, "help.po")})
    return po.dump(merge_all(there, {"help": po.parse(pot, "help.pot")}, {})["help"].catalogue)


def _edited(count: int) -> Iterator[tuple[int, str]]:
    for number in range(count):
        text = texts.sentence(number, "en")
        yield number, f"Please note: {text}" if number % _STEP == 0 else text
        if number % _STEP == _STEP // 2:
            yield number, f"Nobody wrote the words of page {number} before."


if __name__ == "__main__":
    chosen = measure.options()
    sys.stdout.writelines(f"{line}\n" for line in run(chosen.messages, chosen.runs))
