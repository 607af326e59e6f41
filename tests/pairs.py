"""Messages with their translations, as checks are given them."""

from pipeline import markdown
from pipeline.checks.base import Pair
from pipeline.diagnostics import Span
from pipeline.glossary import Term
from pipeline.languages import parse_language
from pipeline.markdown import References
from pipeline.model import FactKind, FactValue, Message, Role

ENGLISH = parse_language("en-GB")


def pair(tag: str, source: str, translation: str, terms: tuple[Term, ...] = (), facts: tuple[FactValue, ...] = ()) -> Pair:
    """Return an English text and its translation; `{phone}` is a fact in both, beside those that are given."""
    phone = FactValue(name="phone", kind=FactKind.PHONE, text="020 7946 0958", language=ENGLISH, url="tel:+442079460958")
    references = References(facts={"phone": phone} | {fact.name: fact for fact in facts}, leaflets=frozenset())
    return Pair(
        message=Message(markdown=source, role=Role.PARAGRAPH, at=Span("x")),
        translation=translation,
        source=markdown.parse(source, references),
        target=markdown.parse(translation, references),
        source_language=ENGLISH,
        language=parse_language(tag),
        terms=terms,
    )
