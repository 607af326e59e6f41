"""Laws of extracting and translating, on leaflets of random shape."""

from dataclasses import dataclass, field
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from pipeline import messages
from pipeline.approvals import Approvals, Judge
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.languages import Language, parse_language
from pipeline.markdown import References, plain
from pipeline.model import Document, FormatName, Passage, State, TranslatedDocument, Words, map_text
from pipeline.settings import Settings
from pipeline.sources import leaflets
from pipeline.translate import Surroundings, translate
from tests.documents import passage

ENGLISH, ARABIC = parse_language("en-GB"), parse_language("ar")
SETTINGS = Settings(
    title="T",
    publisher="P",
    source_language=ENGLISH,
    languages=(ARABIC,),
    formats=("text",),
    type_size=18,
    address=None,
)
NOBODY = Judge("help", Approvals(), lambda _, text: (text,))
REFERENCES = References(facts={}, leaflets=frozenset({"help"}))


def surroundings(language: Language) -> Surroundings:
    words = Words(language=language, plural_forms=language.plural_forms, strings=())
    formats = (FormatName("text", ".txt", "text/plain"),)
    return Surroundings(
        settings=SETTINGS,
        words=words,
        title=passage("Leaflets"),
        own=REFERENCES,
        original=REFERENCES,
        terms=(),
        images=(),
        formats=formats,
    )


texts = st.text(st.sampled_from("abc ABC.,!?0123456789*_`[](){}<>&\\#-+~|:ابت中文é"), min_size=1, max_size=30)
blocks = st.one_of(
    texts,
    texts.map(lambda text: f"## {text}"),
    texts.map(lambda text: f"- {text}\n- {text}x\n  - y {text}"),
    texts.map(lambda text: f"1. {text}"),
    texts.map(lambda text: f"| a | {text.replace('|', '')} |\n| - | - |\n| b | 5 |"),
    texts.map(lambda text: f"::: urgent critical\n{text}\n:::"),
    texts.map(lambda text: f"> {text}"),
)
bodies = st.lists(blocks, min_size=1, max_size=6).map("\n\n".join)


def read(body: str) -> Document:
    """Return the document of a leaflet, whatever is wrong with it: what was left out is left out of both sides of a law."""
    document, _ = leaflets.parse(
        f"---\ntitle: Title\nupdated: 2026-01-01\n---\n{body}\n", "source/leaflets/help.md", ENGLISH
    )
    assert document
    return document


def passages(document: TranslatedDocument) -> list[Passage]:
    found = [document.title]
    map_text(document.blocks, found.append)
    return found


@dataclass
class Recorder:
    """Stands in for a catalogue without a single entry, and notes what it is asked for."""

    asked: list[str] = field(default_factory=list)

    def by_id(self, msgid: str) -> Entry | None:
        """Note a message, and find nothing."""
        self.asked.append(msgid)
        return None


@given(bodies)
def test_every_extracted_message_is_looked_up_and_no_other(body: str) -> None:
    document, recorder = read(body), Recorder()
    translate(document, cast("Catalogue", recorder), surroundings(ARABIC), NOBODY)
    assert recorder.asked == [message.markdown for message in messages.extract(document)]


@given(bodies)
def test_translating_without_a_catalogue_changes_only_the_languages(body: str) -> None:
    document = read(body)
    original, _ = translate(document, None, surroundings(ENGLISH), NOBODY)
    translated, _ = translate(document, None, surroundings(ARABIC), NOBODY)
    assert [plain(each.inlines) for each in passages(translated)] == [plain(each.inlines) for each in passages(original)]
    assert {each.state for each in passages(original)} == {State.SOURCE}
    assert translated.coverage.missing == len(list(messages.extract(document)))
    assert translated.coverage.translated == 0
