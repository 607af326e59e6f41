"""Sentences such as leaflets have, each in English and in a language of each of four scripts, translated by hand.

`<place>`, `<hour>`, `<dose>`, `<share>` and `<number>` are to be filled in, and `<these>` and `<those>` with some words.
Of the twenty in SENTENCES five have digits, of which one also has a number in words that its translations have in digits;
two have facts, one of them two; one has a link, two have emphasis, and three have brackets.
"""

from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same sentence in all languages; a place has the form that it has in these sentences."""

    en: str
    fr: str
    ar: str
    bn: str
    zh: str


_MARKED = (
    Sentence(
        "Take **<dose> ml** of <these> every <hour> hours until the nurse at the <place> tells you to stop <those>.",
        "Prenez **<dose> ml** de <these> toutes les <hour> heures jusqu’à ce que l’infirmier de <place> vous dise"
        " d’arrêter <those>.",
        "تناول **<dose> مل** من <these> كل <hour> ساعات حتى تطلب منك الممرضة في <place> التوقف عن <those>.",
        "**<dose> মিলি** <these> প্রতি <hour> ঘণ্টা পর পর খান, যতক্ষণ না <place> নার্স <those> থামাতে বলেন।",
        "每 <hour> 小时服用 **<dose> 毫升** <these>，直到<place>的护士让您停用<those>。",
    ),
    Sentence(
        "Nobody at the <place> may ask you for money for <these>, nor tell others about <those>.",
        "Personne, à <place>, ne peut vous demander d’argent pour <these>, ni parler à d’autres de <those>.",
        "لا يجوز لأحد في <place> أن يطلب منك مالًا مقابل <these>، ولا أن يخبر الآخرين عن <those>.",
        "<place> কেউ <these> এর জন্য আপনার কাছে টাকা চাইতে বা <those> এর কথা অন্যদের বলতে পারে না।",
        "<place>的任何人都不得因<these>向您要钱，也不得将<those>告诉他人。",
    ),
    Sentence(
        "The <place> is open from <hour>:00 to 18:30, except on days with <these> or <those>.",
        "Vous pouvez venir à <place> de <hour>:00 à 18:30, sauf les jours de <these> ou <those>.",
        "يمكنك الحضور إلى <place> من الساعة <hour>:00 إلى 18:30، إلا في أيام <these> أو <those>.",
        "আপনি <hour>:00 থেকে 18:30 পর্যন্ত <place> আসতে পারেন, <these> বা <those> এর দিন ছাড়া।",
        "除<these>或<those>的日子外，<place>从 <hour>:00 到 18:30 开放。",
    ),
    Sentence(
        "Call **{emergency}** at once if somebody at the <place> has <these>; for <those>, ring {nhs_111}.",
        "Appelez tout de suite le **{emergency}** si quelqu’un a <these> à <place> ; pour <those>, appelez le {nhs_111}.",
        "اتصل فورًا على **{emergency}** إذا كان لدى أحد في <place> <these>؛ أما <those> فاتصل من أجله على {nhs_111}.",
        "<place> কারও <these> হলে এখনই **{emergency}** নম্বরে ফোন করুন; <those> এর জন্য {nhs_111} নম্বরে ফোন করুন।",
        "如果<place>有人有<these>，请立即拨打 **{emergency}**；如果是<those>，请拨打 {nhs_111}。",
    ),
    Sentence(
        "In 2019, <number>,000 people here had <these> (<share>% of them also <those>).",
        "En 2019, <number> 000 personnes avaient <these> ici (dont <share> % aussi <those>).",
        "في عام 2019، كان لدى <number>,000 شخص هنا <these> (ولدى <share>% منهم <those> أيضًا).",
        "2019 সালে এখানে <number>,000 জনের <these> ছিল (তাদের <share>% এর <those> ও ছিল)।",
        "2019 年，这里有 <number>,000 人有<these>（其中 <share>% 还有<those>）。",
    ),
    Sentence(
        "The <place> can lend you a chair with wheels (or <these>), and help you with <those> if you ask early.",
        "Si vous le demandez tôt, <place> peut vous prêter un fauteuil roulant (ou <these>) et vous aider pour <those>.",
        "يمكنك أن تستعير كرسيًا متحركًا (أو <these>) من <place>، وأن تحصل على مساعدة في <those> إذا طلبت ذلك مبكرًا.",
        "আগে থেকে বললে <place> হুইলচেয়ার (বা <these>) ধার পেতে পারেন, এবং <those> এর জন্য সাহায্য পেতে পারেন।",
        "如果您提前提出，<place>可以借给您轮椅（或<these>），并在<those>方面帮助您。",
    ),
    Sentence(
        "Wait three weeks after <these> before you come to the <place>, and <hour> days longer if you have <those>.",
        "Attendez 3 semaines après <these> avant de venir à <place>, et <hour> jours de plus si vous avez <those>.",
        "انتظر 3 أسابيع بعد <these> قبل أن تأتي إلى <place>، و<hour> أيام أخرى إذا كان لديك <those>.",
        "<these> এর পর <place> আসার আগে 3 সপ্তাহ অপেক্ষা করুন, <those> থাকলে আরও <hour> দিন।",
        "<these>后请等 3 周再来<place>，如果有<those>，请再等 <hour> 天。",
    ),
    Sentence(
        "Read [what to bring to the <place>](https://www.example.org/help/) before <these>, or ring {nhs_111} about"
        " <those>.",
        "Lisez [ce qu’il faut apporter à <place>](https://www.example.org/help/) avant <these>, ou appelez le {nhs_111} pour"
        " <those>.",
        "اقرأ [ما يجب إحضاره إلى <place>](https://www.example.org/help/) قبل <these>، أو اتصل على {nhs_111} بشأن <those>.",
        "<these> এর আগে [<place> কী আনতে হবে](https://www.example.org/help/) পড়ুন, অথবা <those> এর জন্য {nhs_111} নম্বরে"
        " ফোন করুন।",
        "<these>之前请阅读[去<place>要带什么](https://www.example.org/help/)，或就<those>拨打 {nhs_111}。",
    ),
    Sentence(
        "Room <number> for <these> is on the ground floor of the <place>, next to <those>.",
        "La salle <number> pour <these> se trouve au rez-de-chaussée de <place>, à côté de <those>.",
        "الغرفة <number> المخصصة لـ <these> في الطابق الأرضي من <place>، بجانب <those>.",
        "<these> এর <number> নম্বর ঘরটি <place> নিচতলায়, <those> এর পাশে।",
        "<these>的 <number> 号房间在<place>一楼，<those>旁边。",
    ),
    Sentence(
        "Some vaccines (<these>, for example) protect against <those>, and you can have them at the <place>.",
        "Certains vaccins (<these>, par exemple) protègent contre <those>, et vous pouvez les recevoir à <place>.",
        "تحمي بعض اللقاحات (<these> مثلًا) من <those>، ويمكنك الحصول عليها في <place>.",
        "কিছু টিকা (যেমন <these>) <those> থেকে রক্ষা করে, আর আপনি সেগুলো <place> নিতে পারেন।",
        "有些疫苗（例如<these>）可以预防<those>，您可以在<place>接种。",
    ),
)
_PLAIN = (
    Sentence(
        "You have the right to a free interpreter at the <place>. Ask for <these> when you book, and bring <those>.",
        "Vous avez droit à un interprète gratuit à <place>. Demandez <these> à la réservation, et apportez <those>.",
        "يحق لك الحصول على مترجم مجاني في <place>. اطلب <these> عند الحجز، وأحضر <those>.",
        "<place> বিনামূল্যে দোভাষী পাওয়ার অধিকার আপনার আছে। সময় নেওয়ার সময় <these> চান, আর <those> আনুন।",
        "您有权在<place>获得免费口译服务。预约时请要求<these>，并带上<those>。",
    ),
    Sentence(
        "Wash your hands with soap and water often, above all before <these>, and after <those> at the <place>.",
        "Lavez-vous souvent les mains à l’eau et au savon, surtout avant <these>, et après <those> à <place>.",
        "اغسل يديك بالماء والصابون كثيرًا، ولا سيما قبل <these>، وبعد <those> في <place>.",
        "সাবান ও পানি দিয়ে ঘন ঘন হাত ধোবেন, বিশেষ করে <these> এর আগে, এবং <place> <those> এর পরে।",
        "请经常用肥皂和水洗手，尤其是在<these>之前，以及在<place><those>之后。",
    ),
    Sentence(
        "Stay at home if you have <these>, and ask someone from the <place> to bring you <those>.",
        "Restez chez vous si vous avez <these>, et demandez à quelqu’un de <place> de vous apporter <those>.",
        "ابقَ في المنزل إذا كان لديك <these>، واطلب من شخص من <place> أن يحضر لك <those>.",
        "আপনার <these> থাকলে বাড়িতে থাকুন, এবং <place> কাউকে <those> এনে দিতে বলুন।",
        "如果您有<these>，请留在家中，并请<place>的人给您送来<those>。",
    ),
    Sentence(
        "Tell the nurse at the <place> about all your medicines, such as <these>, and whether anyone at home has <those>.",
        "Dites à l’infirmier, à <place>, tous les médicaments que vous prenez, comme <these>, et si quelqu’un chez vous a"
        " <those>.",
        "أخبر الممرضة في <place> بجميع أدويتك، مثل <these>، وما إذا كان أحد في المنزل لديه <those>.",
        "<place> নার্সকে আপনার সব ওষুধের কথা বলুন, যেমন <these>, আর বাড়িতে কারও <those> আছে কি না।",
        "请告诉<place>的护士您服用的所有药物，例如<these>，以及家里是否有人有<those>。",
    ),
    Sentence(
        "People with <these> get help from the <place> to pay for <those>, whatever they earn.",
        "Les personnes qui ont <these> reçoivent une aide de <place> pour payer <those>, quels que soient leurs revenus.",
        "يحصل الأشخاص الذين لديهم <these> على مساعدة من <place> لدفع ثمن <those>، أيًا كان دخلهم.",
        "যাদের <these> আছে, তারা <those> এর খরচের জন্য <place> সাহায্য পান, আয় যাই হোক।",
        "有<these>的人，无论收入多少，都可以得到<place>的帮助来支付<those>。",
    ),
)
SENTENCES = tuple(chain.from_iterable(zip(_MARKED, _PLAIN * 2, strict=True)))
PLACES = (
    Sentence("clinic", "la clinique", "العيادة", "ক্লিনিকে", "诊所"),
    Sentence("hospital", "l’hôpital", "المستشفى", "হাসপাতালে", "医院"),
    Sentence("pharmacy", "la pharmacie", "الصيدلية", "ওষুধের দোকানে", "药房"),
    Sentence("school", "l’école", "المدرسة", "স্কুলে", "学校"),
    Sentence("library", "la bibliothèque", "المكتبة", "গ্রন্থাগারে", "图书馆"),
    Sentence("town hall", "la mairie", "مبنى البلدية", "পৌরভবনে", "市政厅"),
    Sentence("children’s centre", "la maison des enfants", "مركز الأطفال", "শিশু কেন্দ্রে", "儿童中心"),
)
