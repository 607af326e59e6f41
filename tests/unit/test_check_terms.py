import pytest

from pipeline import glossary, markdown
from pipeline.checks.base import Pair
from pipeline.checks.terms import check_terms
from pipeline.diagnostics import Span
from pipeline.glossary import occurring
from pipeline.languages import parse_language
from pipeline.markdown import References
from pipeline.model import FactKind, FactValue, Message, Role

ENGLISH = parse_language("en-GB")
GLOSSARY = """\
terms:
  - {term: NHS, leave: true}
  - term: GP
    must: {pl: lekarz rodzinny, ar: طبيب عام, fr: [médecin généraliste, médecin de famille]}
    must_not: {fr: médecin}
  - {term: GP surgery, must: {pl: przychodnia}, must_not: {fr: chirurgie, es: cirugía}}
  - {term: interpreter, must: {tr: tercüman, pt: intérprete, hi: दुभाषिया, ar: مترجم شفوي}, must_not: {ar: مترجم}}
"""
TERMS, _ = glossary.parse(GLOSSARY)


def codes(tag: str, source: str, translation: str) -> list[str]:
    relay = FactValue(name="nhs", kind=FactKind.TEXT, text="NHS 111", language=ENGLISH, url=None)
    references = References(facts={"nhs": relay}, leaflets=frozenset())
    pair = Pair(
        message=Message(markdown=source, role=Role.PARAGRAPH, at=Span("x")),
        translation=translation,
        source=markdown.parse(source, references),
        target=markdown.parse(translation, references),
        source_language=ENGLISH,
        language=parse_language(tag),
        terms=TERMS,
    )
    return [finding.code for finding in check_terms(pair)]


@pytest.mark.parametrize(
    ("tag", "source", "translation"),
    [
        ("fr", "Ask a **GP**.", "Demandez à un **médecin généraliste**."),
        ("fr", "Ask GPs.", "Demandez aux Médecins\u00a0de famille."),
        ("pl", "Talk to a GP.", "Porozmawiaj z lekarzem rodzinnym."),
        ("pl", "Many GPs.", "Wielu lekarzy rodzinnych."),
        ("pl", "Find a GP surgery.", "Znajdź przychodnię."),
        ("ar", "Ask a GP.", "اسأل الطبيبَ العامّ."),
        ("ar", "The interpreter.", "المترجمـة الشفوية."),
        ("tr", "Ask for an interpreter.", "TERCÜMANINIZI isteyin."),
        ("pt-PT", "Interpreters.", "Os intérpretes."),
        ("hi", "With an interpreter.", "दुभाषिये के साथ।"),
        ("zh-Hans", "Call the NHS.", "致电NHS服务。"),
        ("so", "NHS staff.", "Shaqaalaha nhs-ta."),
        ("fr", "Call {nhs}.", "Appelez le {nhs}."),
        ("es", "A gp has no nhs.", "Nada."),
    ],
)
def test_a_term_is_found_in_the_forms_that_its_language_gives_it(tag: str, source: str, translation: str) -> None:
    assert codes(tag, source, translation) == []


@pytest.mark.parametrize(
    ("tag", "source", "translation", "found"),
    [
        ("fr", "Ask a GP.", "Demandez à un docteur.", ["term-missing"]),
        ("fr", "Ask a GP.", "Demandez à un médecin.", ["term-missing", "term-wrong"]),
        ("fr", "Ask a GP.", "Un médecin généraliste est un médecin.", ["term-wrong"]),
        ("es", "Find a GP surgery.", "Busque cirugías.", ["term-wrong"]),
        ("ar", "The interpreter.", "المترجم", ["term-missing", "term-wrong"]),
        ("ur", "Ask the NHS.", "این ایچ ایس سے پوچھیں۔", ["term-missing"]),
    ],
)
def test_another_word_is_found(tag: str, source: str, translation: str, found: list[str]) -> None:
    assert codes(tag, source, translation) == found


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("A GP surgery", ["GP surgery"]),
        ("GPs work in GP surgeries and in GP surgerys", ["GP", "GP surgery"]),
        ("INTERPRETERS help", ["interpreter"]),
        ("interpretation, an nhs, a GPS", []),
    ],
)
def test_a_longer_term_wins_and_a_name_keeps_its_capitals(text: str, terms: list[str]) -> None:
    assert [term.term for term in occurring(TERMS, text)] == terms
