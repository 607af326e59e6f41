"""Small translated documents for tests, made by hand."""

import datetime

from pipeline.diagnostics import Span
from pipeline.languages import Language, autonym, parse_language
from pipeline.model import (
    Alternate,
    Block,
    Callout,
    CalloutKind,
    Coverage,
    Document,
    FactKind,
    FactValue,
    FormatName,
    Heading,
    Image,
    ImageFile,
    Inline,
    LeafletTarget,
    Link,
    List,
    ListItem,
    Message,
    Paragraph,
    Passage,
    Role,
    State,
    Strong,
    Table,
    Text,
    TranslatedDocument,
    WebTarget,
    Words,
)
from pipeline.publication import TranslatedLeaflet

ENGLISH = parse_language("en-GB")

SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60">'
    b'<rect width="120" height="60" fill="#005eb8"/></svg>'
)

FORMATS = (
    FormatName("html", ".html", "text/html"),
    FormatName("large-print", "-large-print.pdf", "application/pdf"),
    FormatName("text", ".txt", "text/plain; charset=utf-8"),
)

# One sentence per language: "Call a doctor if you feel very ill."
SENTENCES = {
    "en-GB": "Call a doctor if you feel very ill.",
    "ro": "Sunați un medic dacă vă simțiți foarte rău.",
    "fr": "Appelez un médecin si vous vous sentez très mal.",
    "ar": "اتصل بالطبيب إذا شعرت بمرض شديد.",
    "ur": "اگر آپ بہت بیمار محسوس کریں تو ڈاکٹر کو فون کریں۔",
    "fa": "اگر خیلی احساس بیماری می‌کنید با پزشک تماس بگیرید.",
    "bn": "আপনি খুব অসুস্থ বোধ করলে ডাক্তারকে ফোন করুন।",
    "ta": "நீங்கள் மிகவும் நோய்வாய்ப்பட்டால் மருத்துவரை அழையுங்கள்.",
    "gu": "જો તમને ખૂબ બીમાર લાગે તો ડૉક્ટરને ફોન કરો.",
    "pa": "ਜੇ ਤੁਸੀਂ ਬਹੁਤ ਬਿਮਾਰ ਮਹਿਸੂਸ ਕਰਦੇ ਹੋ ਤਾਂ ਡਾਕਟਰ ਨੂੰ ਫ਼ੋਨ ਕਰੋ।",
    "hi": "अगर आप बहुत बीमार महसूस करें तो डॉक्टर को फ़ोन करें।",
    "ti": "ብጣዕሚ እንተ ሓሚምኩም ንሓኪም ደውሉ።",
    "zh-Hans": "如果您感觉病得很重，请给医生打电话。",
}


DIGIT_BY_DIGIT = ' data-ssml="{&#34;say-as&#34;:{&#34;interpret-as&#34;:&#34;characters&#34;}}"'
"""What every telephone number on a page has."""


def passage(*inlines: Inline | str, language: Language = ENGLISH, state: State = State.TRANSLATED) -> Passage:
    """Return a passage; a plain string stands for Text."""
    parts = tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines)
    return Passage(inlines=parts, language=language, state=state)


def phone(number: str = "020 7946 0958") -> FactValue:
    """Return a telephone number (one of Ofcom's for drama)."""
    url = "tel:" + number.replace(" ", "")
    return FactValue(name="line", kind=FactKind.PHONE, text=number, language=ENGLISH, url=url)


def everything(language: Language) -> tuple[Block[Passage], ...]:
    """Return blocks of every kind, in a language of SENTENCES, one paragraph of them fallen back to English."""
    words = SENTENCES[language.tag]

    def here(*inlines: Inline | str) -> Passage:
        return passage(*inlines, language=language)

    english = passage("This part has no translation.", language=ENGLISH, state=State.MISSING)
    return (
        Heading(2, here(words), "first"),
        Paragraph(here(words, " ", phone(), " ", Strong((Text(words),)), " 37.5 °C, 2 × 500 mg.")),
        Callout(
            CalloutKind.EMERGENCY,
            critical=True,
            blocks=(
                Heading(3, here(words), "now"),
                List(ordered=False, start=1, items=(ListItem((Paragraph(here(words)),)),)),
            ),
        ),
        Paragraph(english),
        Heading(2, here(words), "second"),
        List(
            ordered=True,
            start=1,
            items=(
                ListItem((Paragraph(here(words)), List(False, 1, (ListItem((Paragraph(here(words)),)),)))),  # noqa: FBT003
                ListItem((Paragraph(here(Link(WebTarget("https://111.nhs.uk"), (Text(words),)))),)),
                ListItem((Paragraph(here(Link(LeafletTarget("other"), (Text(words),)))),)),
            ),
        ),
        Table((here(words), here(words)), ((here(words), here(phone())), (here(words), english))),
        Image("images/square.svg", here(words)),
    )


def document(
    tag: str = "en-GB", blocks: tuple[Block[Passage], ...] | None = None, words: Words | None = None, **changes: object
) -> TranslatedDocument:
    """Return a translated document in a language of SENTENCES."""
    language = parse_language(tag)
    languages = tuple(map(parse_language, ("en-GB", "fr", "ar", "zh-Hans")))
    if language not in languages:
        languages = (*languages, language)
    made = TranslatedDocument(
        version="4821-7730",
        id="help",
        language=language,
        source_language=ENGLISH,
        title=passage(SENTENCES[tag], language=language),
        summary=passage(SENTENCES[tag], language=language),
        blocks=everything(language) if blocks is None else blocks,
        updated=passage("Updated 22 November 2026"),
        updated_on=datetime.date(2026, 11, 22),
        review_by=None,
        publication=passage("Leaflets for tests"),
        publisher=passage("The publisher"),
        notices=() if language == ENGLISH else (passage("One part is in English."),),
        alternates=tuple(Alternate(each, autonym(each)) for each in languages),
        formats=FORMATS,
        type_size=18,
        address=None,
        words=words or Words(language=language, plural_forms=language.plural_forms, strings=()),
        images=(ImageFile("images/square.svg", "image/svg+xml", SQUARE),),
        coverage=Coverage(translated=10, missing=2),
        fallbacks=(),
    )
    return made.without(**changes)


def leaflet(document: TranslatedDocument) -> TranslatedLeaflet:
    """Return a translated document with a source that it may come from."""
    source = Document(
        id=document.id,
        language=document.source_language,
        path=f"source/leaflets/{document.id}.md",
        title=Message(markdown="Help", role=Role.TITLE, at=Span("source/leaflets/help.md", 2)),
        summary=None,
        updated=datetime.date(2026, 11, 22),
        review_by=None,
        topics=(),
        audience="",
        blocks=(),
    )
    return TranslatedLeaflet(source=source, document=document, problems=())
