"""Invisible characters: those that turn the order of a text, and those that hide in it."""

import re
import unicodedata
from collections.abc import Iterator
from types import MappingProxyType

from pipeline.characters import INVISIBLE, code_point, shown
from pipeline.checks.base import Finding, Pair
from pipeline.diagnostics import Severity
from pipeline.languages import Language

_TURNS = "\u202a-\u202e\u2066-\u2069"
_MARKS = "\u061c\u200e\u200f"
_TURNING = re.compile(f"[{_TURNS}]")
_ENDS = MappingProxyType(dict.fromkeys("\u2066\u2067\u2068", "\u2069") | dict.fromkeys("\u202a\u202b", "\u202c"))
"""What ends an isolate and an embedding."""
_JAMO_FILLERS = "\u115f\u1160"
"""What old Korean syllables are filled up with."""
_SHOWN = 12
"""How many characters before an invisible one say where it is."""
_JOINERS = "\u200c\u200d"
_ZERO_WIDTH_SPACE = "\u200b"
_HIDDEN = re.compile(f"[{INVISIBLE}\u2800\ufff9-\ufffb](?<![{_TURNS}{_MARKS}])")
"""What may hide: all that is invisible but what has to do with directions, the empty Braille pattern, and annotations."""
_SOFT_HYPHEN = "\u00ad"
_WITHOUT_SPACES = frozenset({"Khmr", "Thai", "Laoo", "Mymr", "Tibt", "Java", "Bali", "Lana", "Talu"})
"""Scripts without spaces between words, where U+200B says where a line may end (Unicode 16.0, section 6.2)."""
_WITHOUT_JOINERS = frozenset(
    {"Latn", "Cyrl", "Grek", "Hebr", "Ethi", "Armn", "Geor", "Hans", "Hant", "Jpan", "Kore", "Thai", "Laoo"}
)
"""Scripts whose letters neither join nor form conjuncts, so that U+200C and U+200D do nothing in them."""
_HAS_VARIANTS = re.compile("[#*0-9\u1000-\u109f\u1820-\u18aa\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""What variation selectors follow besides pictures: the signs on keys, Burmese, Mongolian and Chinese characters."""
_VARIATIONS = ("VARIATION SELECTOR", "MONGOLIAN FREE VARIATION", "MONGOLIAN VOWEL")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
"""A flag such as that of England: a black one with the name of the country in tags (UTS #51, section 2.5)."""


def check_bidi(pair: Pair) -> Iterator[Finding]:
    """Yield `bidi-control` for characters that turn the order of a text.

    These are the overrides, and isolates and embeddings without an end or ends without a beginning (UAX #9, section 2).
    In pairs they do no harm, and neither do the marks U+200E, U+200F and U+061C.
    """
    for text in _forms(pair):
        if found := _turning(text):
            said = f"the invisible character {code_point(found)} turns the order of the text"
            hint = "delete it; what runs the other way can stand between U+2068 and U+2069"
            yield Finding(code="bidi-control", words=said, hint=hint, severity=Severity.ERROR)
            return


def check_hidden(pair: Pair) -> Iterator[Finding]:
    """Yield `hidden-character` for the first invisible character that does nothing for the language where it stands."""
    for text in map(_without_flags, _forms(pair)):
        hidden = (match for match in _HIDDEN.finditer(text) if not _has_a_use(text, match.start(), pair.language))
        for match in hidden:
            before = shown(text[max(0, match.start() - _SHOWN) : match.start()])
            place = f'after "{before}"' if before else "at the beginning"
            said = f"the invisible character {code_point(match[0])} stands {place}"
            yield Finding(code="hidden-character", words=said, hint="delete it: it spoils searching and reading aloud")
            return


def _without_flags(text: str) -> str:
    return _FLAG.sub("", text) if "\U000e007f" in text else text


def _forms(pair: Pair) -> tuple[str, ...]:
    """Return a translation as it is written and, if it has an `&` that may stand for another character, as it is read."""
    return (pair.translation, pair.target.words) if "&" in pair.translation else (pair.translation,)


def _turning(text: str) -> str:
    """Return the first character that turns the order of a text; empty if there is none."""
    opened: list[str] = []
    for character in _TURNING.findall(text):
        if character in _ENDS:
            opened.append(character)
        elif opened and character == _ENDS[opened[-1]]:
            opened.pop()
        else:
            return str(character)
    return opened[0] if opened else ""


def _has_a_use(text: str, place: int, language: Language) -> bool:
    """Return whether an invisible character does something for readers where it stands."""
    character, before, after = text[place], text[max(0, place - 1) : place], text[place + 1 : place + 2]
    if character == _ZERO_WIDTH_SPACE:
        return language.script in _WITHOUT_SPACES
    if character == _SOFT_HYPHEN:
        return text[max(0, place - 2) : place].isalpha() and text[place + 1 : place + 3].isalpha()
    if character in _JOINERS:
        return language.script not in _WITHOUT_JOINERS or _is_picture(after)
    if unicodedata.name(character, "").startswith(_VARIATIONS):
        return _is_picture(before) or _HAS_VARIANTS.match(before) is not None
    return character in _JAMO_FILLERS and language.script == "Kore"


def _is_picture(character: str) -> bool:
    """Return whether a character is a symbol or punctuation, as emoji are, and the signs that can be shown as one."""
    return bool(character) and unicodedata.category(character)[0] in "SP"
