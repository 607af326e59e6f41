"""Leaflets and catalogues of any size, in sentences such as leaflets have: with facts, links and numbers, in four scripts.

No clock and no chance: the same number of messages gives the same texts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.catalogues import edit, po
from pipeline.catalogues.merge import merge
from pipeline.catalogues.template import template
from pipeline.diagnostics import Span
from pipeline.languages import Language, parse_language
from pipeline.model import Message, Role

LANGUAGES = tuple(map(parse_language, ("fr", "ar", "bn", "zh-Hans")))
FACTS = """\
emergency: {kind: phone, value: "999"}
nhs_111: {kind: phone, value: "111"}
"""
SETTINGS = f"""\
title: Leaflets
publisher: A publisher
source_language: en-GB
languages: [{", ".join(map(str, LANGUAGES))}]
formats: [html]
"""
_LINK = "https://www.example.org/help/"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """The same sentence in all languages, with `<place>`, `<hour>`, `<dose>`, `<number>` and `<link>` to be filled in."""

    english: str
    french: str
    arabic: str
    bangla: str
    chinese: str


_SENTENCES = (
    _Sentence(
        "Call {emergency} now if someone at the <place> cannot breathe, and stay with them. Say number <number>.",
        "Appelez tout de suite le {emergency} si quelqu’un à <place> ne peut pas respirer, et restez là."
        " Dites le numéro <number>.",
        "اتصل الآن على {emergency} إذا كان شخص في <place> لا يستطيع التنفس وابقَ معه. اذكر الرقم <number>.",
        "<place> কেউ শ্বাস নিতে না পারলে এখনই {emergency} নম্বরে ফোন করুন এবং তার সঙ্গে থাকুন। <number> নম্বরটি বলুন।",
        "如果在<place>有人无法呼吸，请立即拨打 {emergency}，并陪在其身边。请说出编号 <number>。",
    ),
    _Sentence(
        "The <place> is open from <hour>:00, and room <number> is on the ground floor.",
        "Vous pouvez venir à <place> à partir de <hour>:00 ; la salle <number> se trouve au rez-de-chaussée.",
        "يمكنك الحضور إلى <place> ابتداءً من الساعة <hour>:00، والغرفة <number> في الطابق الأرضي.",
        "আপনি <hour>:00 থেকে <place> আসতে পারেন; <number> নম্বর ঘরটি নিচতলায়।",
        "您可以从 <hour>:00 起前往<place>；<number> 号房间在一楼。",
    ),
    _Sentence(
        "Take **<dose> ml** of the medicine every <hour> hours until the nurse at the <place> tells you to stop"
        " (sheet <number>).",
        "Prenez **<dose> ml** du médicament toutes les <hour> heures jusqu’à ce que l’infirmier vous dise d’arrêter,"
        " à <place> (fiche <number>).",
        "تناول **<dose> مل** من الدواء كل <hour> ساعات حتى تطلب منك الممرضة التوقف، في <place> (الورقة <number>).",
        "**<dose> মিলি** ওষুধ প্রতি <hour> ঘণ্টা পর পর খান, যতক্ষণ না নার্স থামতে বলেন, <place> (পাতা <number>)।",
        "每 <hour> 小时服用 **<dose> 毫升** 药物，直到<place>的护士让您停药（第 <number> 页）。",
    ),
    _Sentence(
        "Read [what to bring to the <place>](<link><number>) before your first visit, or ring {nhs_111}.",
        "Lisez [ce qu’il faut apporter à <place>](<link><number>) avant votre première visite, ou appelez le {nhs_111}.",
        "اقرأ [ما يجب إحضاره إلى <place>](<link><number>) قبل زيارتك الأولى، أو اتصل على {nhs_111}.",
        "প্রথমবার আসার আগে [<place> কী আনতে হবে](<link><number>) পড়ুন, অথবা {nhs_111} নম্বরে ফোন করুন।",
        "首次就诊前请阅读[去<place>要带什么](<link><number>)，或拨打 {nhs_111}。",
    ),
    _Sentence(
        "You have the right to a free interpreter at the <place>. Ask for one when you book, and say form <number>.",
        "Vous avez droit à un interprète gratuit à <place>. Demandez-le à la réservation, avec le formulaire <number>.",
        "يحق لك الحصول على مترجم مجاني في <place>. اطلب ذلك عند الحجز، واذكر النموذج <number>.",
        "<place> বিনামূল্যে দোভাষী পাওয়ার অধিকার আপনার আছে। সময় নেওয়ার সময় বলুন, ফর্ম <number>।",
        "您有权在<place>获得免费口译服务。预约时请提出，并说明表格 <number>。",
    ),
)
_PLACES = (
    _Sentence("clinic", "la clinique", "العيادة", "ক্লিনিকে", "诊所"),
    _Sentence("hospital", "l’hôpital", "المستشفى", "হাসপাতালে", "医院"),
    _Sentence("pharmacy", "la pharmacie", "الصيدلية", "ওষুধের দোকানে", "药房"),
    _Sentence("school", "l’école", "المدرسة", "স্কুলে", "学校"),
    _Sentence("library", "la bibliothèque", "المكتبة", "গ্রন্থাগারে", "图书馆"),
    _Sentence("town hall", "la mairie", "مبنى البلدية", "পৌরভবনে", "市政厅"),
    _Sentence("children’s centre", "la maison des enfants", "مركز الأطفال", "শিশু কেন্দ্রে", "儿童中心"),
)
_FIELDS = MappingProxyType({"en": "english", "fr": "french", "ar": "arabic", "bn": "bangla", "zh": "chinese"})


def sentence(number: int, language: str) -> str:
    """Return a sentence in a language; each number, from 0, has one of its own, and the same in every language."""
    field = _FIELDS[language]
    kind, rest = number % len(_SENTENCES), number // len(_SENTENCES)
    slots = {
        "<place>": getattr(_PLACES[rest % len(_PLACES)], field),
        "<hour>": str(2 + rest % 7),
        "<dose>": str(5 + 5 * (rest % 4)),
        "<number>": str(100 + rest),
        "<link>": _LINK,
    }
    text: str = getattr(_SENTENCES[kind], field)
    for slot, value in slots.items():
        text = text.replace(slot, value)
    return text


def pot(numbered: Iterable[tuple[int, str]]) -> bytes:
    """Return the template of a leaflet: its paragraphs in order, each with the number of the one that it stands at.

    Ten numbers make a section.
    """
    at = Span("source/leaflets/help.md")
    messages = (
        Message(markdown=text, role=Role.PARAGRAPH, at=at, section=f"Part {1 + number // 10}") for number, text in numbered
    )
    return template(messages, project="Leaflets", facts={"emergency": "999", "nhs_111": "111"})


def catalogue(count: int, language: Language) -> bytes:
    """Return a catalogue with the translations of the first so many sentences, as `everyleaf update` lays it out."""
    numbers = range(count)
    source = po.parse(pot((number, sentence(number, "en")) for number in numbers), "help.pot")
    header, *entries = merge(None, source, language).catalogue.entries
    translated = [
        edit.with_strings(entry, (sentence(number, language.base),)) for number, entry in zip(numbers, entries, strict=True)
    ]
    return po.dump(source.with_entries((header, *translated)))


def leaflet(count: int) -> str:
    """Return the source of a leaflet whose paragraphs are the first so many sentences, and whose title is one of them."""
    paragraphs = "\n\n".join(sentence(number, "en") for number in range(count))
    return f"---\ntitle: {sentence(1, 'en')!r}\nupdated: 2026-11-22\n---\n\n{paragraphs}\n"
