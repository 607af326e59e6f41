"""How long it takes to judge all translations of one large catalogue: reading it, and every check of `pipeline/checks`.

The four scripts one after another. `make bench` runs it.
"""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import measure, texts
from pipeline import publication
from pipeline.build import FORMATS
from pipeline.catalogues import store
from pipeline.diagnostics import Diagnostic
from pipeline.files import Folder
from pipeline.languages import Language
from pipeline.publication import Publication
from pipeline.translate import translate

BOUND = 6.0
"""What 20,000 messages may take, in seconds of CPU."""


def run(count: int, runs: int) -> tuple[str, ...]:
    """Return the table for this many messages in each language, and how many problems were found in them."""
    with TemporaryDirectory() as place:
        folder = Folder(_publication(Path(place), count))
        read = publication.read(folder, FORMATS)
        measured = {
            language.tag: measure.cpu_seconds(partial(checked, folder, read, language), runs) for language in texts.LANGUAGES
        }
        found = sum(len(checked(folder, read, language)) for language in texts.LANGUAGES)
    return (*measure.report(f"everyleaf check, {count:,} messages", measured, BOUND), f"problems found: {found}")


def checked(folder: Folder, read: Publication, language: Language) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the translations into a language."""
    (document,) = read.sources.documents
    catalogue = store.read(folder, document.id, language)
    _, problems = translate(document, catalogue, read.surroundings(language, FORMATS), read.judge(document.id, language))
    return problems


def _publication(place: Path, count: int) -> Path:
    files = {
        "source/publication.yml": texts.SETTINGS.encode(),
        "source/facts.yml": texts.FACTS.encode(),
        "source/glossary.yml": texts.GLOSSARY.encode(),
        "source/leaflets/help.md": texts.leaflet(count).encode(),
    }
    files |= {store.path("help", language): texts.catalogue(count, language) for language in texts.LANGUAGES}
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    return place


if __name__ == "__main__":
    chosen = measure.options()
    sys.stdout.writelines(f"{line}\n" for line in run(chosen.messages, chosen.runs))
