"""What tells the languages of one script apart: their most frequent words, and letters that only some of them have.

A language that is alone in its script here, such as Greek, is in neither table: its letters say what it is. Several
languages may share a word; then it says nothing between them.
"""

from types import MappingProxyType

WORDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "en": (
            "the of and to in is for that with you are on be your or as from it have this can not by if will at they "
            "we more who an was has may their but which our when other about do should been these were any all what "
            "how"
        ),
        "ro": (
            "de și şi în la cu pe că nu un este pentru din care mai sau se să dacă ce sunt prin au fi ale fost poate "
            "dumneavoastră vă această acest toate când după ca lor cum sunteți trebuie aceste către"
        ),
        "es": (
            "de la que el en los se del las por un para con no una su al lo es como más pero sus ya este sí porque "
            "esta entre cuando muy sin sobre también hasta hay donde desde son puede usted está han ser le si"
        ),
        "fr": (
            "de la le et les des en un du une que est pour qui dans par plus pas au sur ne se ce il sont avec ou "
            "vous votre aux son cette ont mais être nous leur si peut sa ces comme elle tout vos été qu"
        ),
        "pt": (
            "de que do da em um para com não uma os no se na por mais as dos como mas ao das seu sua ou quando muito "
            "nos já está também só pelo pela até isso ela entre depois sem mesmo aos são pode foi ser você"
        ),
        "it": (
            "di il la che in per un non una sono le si con del da al dei della come più anche nel ha gli questo alla "
            "ma delle loro essere se può tra chi cui suo dal nella dalla sul lo ai degli dell all"
        ),
        "pl": (
            "na do nie się że jest to jak lub dla przez od po za co ale są być oraz ich tym która który które tego "
            "może ze jego tylko ma przy można jeśli czy aby jej także gdy więcej bez je"
        ),
        "cs": (
            "na se je že do to za jako pro by od jsou ale ve po nebo která který které při jeho také jen až být může "
            "není před pokud aby mezi si má bez každý ze jejich"
        ),
        "sk": (
            "na sa je že do aj to za ako pre by od sú ale vo po alebo ktorá ktorý ktoré pri jeho tiež len až byť "
            "môže nie pred ak aby medzi si má bez každý zo všetky ich"
        ),
        "hu": (
            "az és hogy nem is egy ez meg van vagy de ha csak már mint ki még azt be volt minden ezt amely kell "
            "lehet után között mert által illetve valamint amelyek saját"
        ),
        "lt": (
            "ir kad iš yra su ar tai bei apie kaip nuo per bet jei dėl už prie gali jų buvo po tik taip jis jūs jo "
            "savo iki turi arba ne kuris kurie bus būti visi šio"
        ),
        "sq": (
            "të në dhe për me një nga që është se ka si do nuk më janë ose ky kjo tek por edhe ato duke kur mund "
            "nëse pas tij juaj keni çdo së gjithë ta duhet"
        ),
        "de": (
            "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
            "er hat dass sie nach wird bei einer um am sind noch wie einem über oder wenn kann ihre jeder durch zur"
        ),
        "nl": (
            "de het een en van in is dat op te zijn voor met die niet aan er om ook als dan maar bij uit of door "
            "naar wordt heeft tot over kan deze worden hebben wij ieder"
        ),
        "tr": (
            "ve bir bu için ile da de olarak daha çok en gibi olan sonra kadar ne ya var ancak veya her değil olduğu "
            "tarafından ise eğer göre mi iki size sizin olabilir hakkı hiç kimse"
        ),
        "so": (
            "waa iyo oo ka ku in la ah ee aan ay kale waxaa loo uu inay si soo lagu laga wuxuu waxay ayaa kuwa "
            "haddii ama inta badan ma dadka isku leh sida kan tan aad looga markii qof kasta"
        ),
        "ku": (
            "ku di de bi ji li ya yê jî bo her an ne yên wî ew hatin ev tê xwe heye lê dikin bûn hemû be dibe me "
            "mirov bê hene divê wek ên kes"
        ),
        "vi": (
            "và của là có không được cho trong một các với những để người này khi đã từ về nhưng đến như cũng ra vào "
            "bạn hoặc nếu thể phải tại sẽ nên mọi do hay"
        ),
        "yo": (
            "ni ti àti ní tí kò sí náà fún láti wọn pé jẹ́ àwọn rẹ̀ rẹ bí kan ṣe lè yìí gbogbo sì tó wà tàbí ènìyàn kí "
            "gbọ́dọ̀ ẹnì nínú sínú ohun èyí ọ̀nà ẹ̀tọ́"
        ),
        "fil": (
            "ang ng sa na mga at ay ito hindi kung ko mo siya ni para may niya kayo ka din lang nang pa rin ikaw "
            "namin ninyo maaari isang bilang mula kanilang iyong kapag upang bawat kanyang dapat walang"
        ),
        "cy": (
            "yn mae ar yr am gan ei bod ac eich neu hyn ni wedi os chi gyda fel oedd nad na sydd rhai cael ddim "
            "hefyd wrth ch bob pawb hawl"
        ),
        "sw": (
            "ya na wa kwa ni katika za la kama hii cha au kuwa watu hiyo wako vya hivyo zaidi kila ambayo ili lakini "
            "yako huo pia mtu wote yake haki"
        ),
        "ru": (
            "не на что по как из за от для это но его или при все так может если чтобы также бы быть вы был они она "
            "же является только со их до каждый имеет которые"
        ),
        "uk": (
            "не на що до як за від для та це але його або при він так може якщо щоб також бути ви був вони вона про "
            "під ні після які із кожна кожен має їх чи мають"
        ),
        "bg": (
            "на за се от да не са по че като или при ще но през до това има може ако след също който която които му "
            "към без си той вие всеки бъде"
        ),
        "ar": (
            "في من على أن إلى التي عن مع هذا هذه الذي ما لا كان أو لم قد كل بعد غير بين ذلك إذا قبل حتى عند هو هي "
            "كما أي يمكن وقد يتم ليس الذين ومن وهو خلال حول تم فإن أنه لكل وفي"
        ),
        "fa": (
            "و که در به از این را با است برای آن یک خود تا بر هم یا شما نیز می باید شود دارد شده آنها ما ها هر اگر "
            "کند بود کنید دیگر پس چه های کرد شد باشد نمی هیچ ای"
        ),
        "ur": (
            "کے کی میں ہے اور سے کا کو اس ہیں کہ نے پر ایک یہ کر ہو بھی کیا لیے لئے تھا وہ جو نہیں تو ان یا آپ گیا "
            "کسی تک کرنے جا ہوں ہوتا ساتھ رہے تھے ہی جائے ہر"
        ),
        "ps": (
            "د په او چې چی ته سره کې کی له دي دا ده یو نه هم یا هغه لپاره کړي وي کول شي پر کوي کړئ تر لري خپل دې "
            "ستاسو تاسو به شوي کله نو وو یې باید دغه هر څوک کښې حق"
        ),
        "ckb": (
            "لە و بە بۆ کە ئەم لەگەڵ یان هەر ئەو ئەوەی دەبێت هەموو وەک نییە ئێمە ئێوە بێت ئەگەر تا خۆی کرد لەسەر "
            "هەیە بوو پێویستە دا مافی ھەموو ھەیە ھەر کەسێک"
        ),
        "hi": (
            "के में की है और से का को कि ने पर एक यह हैं भी नहीं तो लिए कर या इस हो जो ही था आप अपने साथ कोई किया "
            "जाता गया वह उन रहे करने सकते तक बाद अगर द्वारा अपनी"
        ),
        "mr": (
            "आणि आहे या च ते व की तर हे मध्ये एक आहेत किंवा होते हा ही त्या असे नाही पण साठी करा आपण जर केले आपल्या होत "
            "असेल म्हणून आपले तुम्ही तुमच्या करू शकता येथे प्रत्येकास अशा"
        ),
        "ne": (
            "र को मा छ हो यो पनि भने लागि गर्न हुन्छ वा तथा गर्नुहोस् छन् गरेको थियो भएको बाट ले लाई हुन गर्ने यस नै तपाईं "
            "कुनै सबै अनि सक्छ छैन प्रत्येक व्यक्तिलाई हुनेछ"
        ),
        "am": (
            "እና ላይ ነው ውስጥ ወደ ከ ግን ጋር ወይም ይህ የሆነ እንደ ነበር ያለው ስለ ይችላል አለ በኋላ ናቸው እስከ ማንኛውም ሁሉም አንድ መሆን የለም ነገር እንዲሁም "
            "ሲሆን ሰው ሰዎች ያሉ ሌሎች ከሆነ እርስዎ አይደለም ማድረግ መብት አለው"
        ),
        "ti": (
            "ኣብ እዩ ናይ ከምኡውን ነቲ ምስ ወይ ካብ ድማ እቲ ዝኾነ እዚ ብዛዕባ ከም እዮም ኣሎ ናብ እውን ኣብዚ ሓደ ግን ነዚ በቲ እንተ ካልኦት ክኸውን እንተኾይኑ "
            "ኣይኮነን ኣብቲ ሰባት ይኽእል ኩሉ መሰል ኣለዎ ሰብ"
        ),
        "he": "של את על לא זה הוא עם או גם כי היא יש אם כל אני אין מה אתם ניתן אל בין יותר אשר עד רק אדם זכאי",
        "yi": "און די אין איז צו פון פֿון דער דאס דאָס נישט ניט מיט האט האָט וואס וואָס אויף א אַ אן אַן זיין זײַן",
    }
)
"""Language -> its most frequent short words, as written. Chinese and Japanese have no spaces to find words by."""

LETTERS: MappingProxyType[str, str] = MappingProxyType(
    {
        "ro": "ăâîșşțţ",
        "es": "ñáíóúéü¿¡",
        "fr": "àâçéèêëîïôùûœ",
        "pt": "ãõçáâàéêíóôú",
        "it": "àèéìòù",
        "pl": "ąćęłńóśźż",
        "cs": "áčďéěíňóřšťúůýž",
        "sk": "áäčďéíĺľňóôŕšťúýž",
        "hu": "áéíóöőúüű",
        "lt": "ąčęėįšųūž",
        "sq": "çë",
        "de": "äöüß",
        "nl": "éëï",
        "tr": "çğıöşüâîû",
        "ku": "çêîşû",
        "vi": "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
        "yo": "ẹọṣàáèéìíòóùúńǹ",
        "fil": "ñ",
        "cy": "âêîôûŵŷ",
        "ru": "ыэё",
        "uk": "іїєґ",
        "bg": "ъ",
        "ar": "ةأإ",
        "fa": "پچژگ",
        "ur": "پچژگٹڈڑںےہھ",
        "ps": "پچژگټډړږښڼځڅېۍګئ",
        "ckb": "پچژگڤڕڵۆێە",
        "mr": "ळ",
        "am": "አችሥኀ",
        "ti": "ኣቐቑቒቓቔቕቖኸኹኺኻኽኾኵ",
        "yi": "ײױװ",
        "zh-Hans": (
            "你您她吧呢很吃也吗们这为个时说过对还发经开关问动从员业样种见长门头书车东马风飞电话语请谁让认识谢读买卖钱"
            "银铁钟错难题视药护疗检测诊续继应该须响听觉习实验积极热压额够给绝统计结约级纸组细终线练红绿总户号当变处体"
            "区担与数龄没将岁围图"
        ),
        "zh-Hant": (
            "你您她吧呢很吃也嗎們這為來說對會國發經關點從樣讓讀賣錢鐵醫藥檢斷續繼應聲聽覺學實驗壓夠絕總戶號當變處體區"
            "擔與數齡麼沒裡裏將兒氣歲圍圖萬內"
        ),
        "ja": (
            "あいうえおかがきぎくぐけげこごさざしじすずせぜそただちつづてでとどなにぬねのはばひびふぶへべほぼまみむめ"
            "もやゆよらりるれろわをんアイウエオカキクケコサシスセソタチツテトナニノハヒフヘホマミムメモヤユヨラリルレ"
            "ロワンー当号体区数"
        ),
    }
)
"""Language -> letters that it writes and most others of its script do not; a language without any is left out."""
