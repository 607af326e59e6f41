"""The tool's own words, in every language it knows.

`words` and `portal_words` list them all in English; `pipeline/locales/` has them in other languages.
A publication may override them with its own `locales/<locale>/LC_MESSAGES/interface.po`.
"""

import gettext
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from pipeline.catalogues import po, store
from pipeline.catalogues.catalogue import Catalogue
from pipeline.catalogues.entries import Entry
from pipeline.catalogues.quoting import keyword_lines
from pipeline.diagnostics import Diagnostic, Severity, Span
from pipeline.errors import EveryleafError
from pipeline.files import Folder, package_file, package_folder
from pipeline.interface.portal_words import PortalWord
from pipeline.interface.words import Phrase, Word
from pipeline.languages import Language, parse_language
from pipeline.markdown import plain
from pipeline.model import FactKind, FactValue, Inline, Passage, State, Text, Words

__all__ = [
    "ALL",
    "DOMAIN",
    "ENGLISH",
    "FORMAT_WORDS",
    "Phrase",
    "PortalWord",
    "Word",
    "read",
    "say",
    "say_around",
    "say_unfilled",
    "spoken_language",
    "template",
    "untranslated",
]

ENGLISH = parse_language("en-GB")
DOMAIN = "interface"
_PLACEHOLDER = re.compile(r"\{\w+\}")

ALL: tuple[Phrase, ...] = (*Word, *PortalWord)
"""All that the tool says."""


_HEADER = (
    'msgid ""',
    'msgstr ""',
    r'"Project-Id-Version: everyleaf\n"',
    r'"Language: \n"',
    r'"MIME-Version: 1.0\n"',
    r'"Content-Type: text/plain; charset=UTF-8\n"',
    r'"Content-Transfer-Encoding: 8bit\n"',
)

FORMAT_WORDS = MappingProxyType({"html": Word.HTML, "large-print": Word.LARGE_PRINT, "text": Word.TEXT})
"""The word for each format that the tool itself has."""


def read(folder: Folder, language: Language) -> tuple[Words, tuple[Diagnostic, ...]]:
    """Return the tool's words in a language: the publication's own where it has them, else those of the package.

    The package's words of a near variety serve where it has none of the very language: `pt-PT` for `pt-BR`.
    A broken catalogue of the publication gives its problems, and the package's words.
    If its plural forms are others than the package's, the package's words with a plural are not used.
    """
    shipped = _shipped(language)
    try:
        own = store.read(folder, DOMAIN, language)
    except EveryleafError as error:
        return shipped, error.problems
    if own is None:
        return shipped, ()
    if problems := _unusable_plural(own, language):
        return shipped, problems
    forms = own.header.get("Plural-Forms", shipped.plural_forms)
    usable = (pair for pair in shipped.strings if len(pair[1]) == 1 or forms == shipped.plural_forms)
    wrong = tuple(entry for entry in own.entries if not _has_placeholders(entry))
    strings = dict(usable) | {msgid: texts for msgid, texts in _strings(own) if all(msgid != each.id for each in wrong)}
    problems = (
        *store.warnings(own, DOMAIN, language),
        *(_changed_placeholder(entry, language) for entry in wrong),
    )
    return replace(shipped, plural_forms=forms, strings=tuple(strings.items())), problems


def _has_placeholders(entry: Entry) -> bool:
    """Return whether every form of a translated word has the placeholders of the English, or the word is not translated."""
    wanted = set(_PLACEHOLDER.findall(entry.id))
    forms = (form for form in entry.strings if form)
    return not entry.id or entry.is_obsolete or all(set(_PLACEHOLDER.findall(form)) == wanted for form in forms)


def _changed_placeholder(entry: Entry, language: Language) -> Diagnostic:
    words = f'the translation of "{entry.id}" has other placeholders; the word that is shipped is used'
    at = Span(store.path(DOMAIN, language), entry.line)
    hint = "copy what stands in { } as it is"
    return Diagnostic(code="placeholder-changed", message=words, at=at, hint=hint, severity=Severity.WARNING)


def untranslated(words: Words) -> tuple[Phrase, ...]:
    """Return the words that are said in English, in another language than English."""
    there = {english for english, _ in words.strings}
    return () if words.language.base == ENGLISH.base else tuple(word for word in ALL if word.english not in there)


def _unusable_plural(catalogue: Catalogue, language: Language) -> tuple[Diagnostic, ...]:
    """Return a problem if the header's Plural-Forms give no form, or one that is not there, for some number."""
    forms = catalogue.header.get("Plural-Forms", language.plural_forms)
    try:
        rule = _plural_rule(forms)
        is_usable = all(0 <= rule(number) < (catalogue.plural_count or 1) for number in range(1000))
    except (ValueError, IndexError, ArithmeticError):
        is_usable = False
    if is_usable or "Plural-Forms" not in catalogue.header:
        return ()
    words = f"the header's Plural-Forms can't be used: \"{forms}\""
    hint = f"write Plural-Forms: {language.plural_forms}"
    return (Diagnostic(code="po-plural", message=words, at=Span(store.path(DOMAIN, language)), hint=hint),)


@cache
def _shipped(language: Language) -> Words:
    for locale in (language.locale, language.base, *_varieties(language)):
        path = f"locales/{locale}/LC_MESSAGES/everyleaf.po"
        content = package_file(path)
        if content is not None:
            catalogue = po.parse(content, path)
            forms = catalogue.header["Plural-Forms"]
            return Words(language=language, plural_forms=forms, strings=tuple(_strings(catalogue)))
    return Words(language=language, plural_forms=language.plural_forms, strings=())


def _varieties(language: Language) -> tuple[str, ...]:
    """Return the locales of the package that are the same language in the same script, sorted."""
    names = (name for name in package_folder("locales") if name.split("_")[0] == language.base)
    return tuple(sorted(name for name in names if parse_language(name).script == language.script))


def _strings(catalogue: Catalogue) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words that are translated in all their plural forms, and not fuzzy."""
    for entry in catalogue.entries:
        if entry.id and not entry.is_fuzzy and not entry.is_obsolete and all(entry.strings):
            yield entry.id, entry.strings


def template() -> bytes:
    """Return the bytes of the `.pot` of the tool's words, in the order of `ALL`: `locales/everyleaf.pot`."""
    lines = [*_HEADER]
    for word in ALL:
        lines += ["", f"#. {word.comment}", *(["#, python-brace-format"] if "{" in word.english else [])]
        lines += keyword_lines("msgid", word.english)
        if word.english_plural is None:
            lines += ['msgstr ""']
        else:
            lines += [*keyword_lines("msgid_plural", word.english_plural), 'msgstr[0] ""', 'msgstr[1] ""']
    return "".join(f"{line}\n" for line in lines).encode()


def say(words: Words, word: Phrase, /, count: int | None = None, **parts: str) -> Passage:
    """Return a word of the tool, its placeholders filled, in the reader's language; in English where it is not translated.

    `count` chooses the plural form and fills `{count}`, in Western digits.
    """
    if count is not None:
        parts["count"] = str(count)
    said = say_unfilled(words, word, count)
    return replace(said, inlines=_text(_fill(plain(said.inlines), parts)))


def say_unfilled(words: Words, word: Phrase, count: int | None = None) -> Passage:
    """Return what `say` says, its placeholders as they are; `count` chooses the plural form."""
    place = bisect_left(words.strings, (word.english,))
    english, forms = words.strings[place] if place < len(words.strings) else ("", ())
    if english != word.english:
        template = word.english if count in (None, 1) or word.english_plural is None else word.english_plural
        source = words.language.base == ENGLISH.base
        return Passage(
            inlines=_text(template),
            language=words.language if source else ENGLISH,
            state=State.SOURCE if source else State.MISSING,
        )
    form = _plural_rule(words.plural_forms)(count) if count is not None and len(forms) > 1 else 0
    return Passage(inlines=_text(forms[form]), language=words.language)


def say_around(words: Words, word: Phrase, placeholder: str, value: Passage, /, **parts: str) -> Passage:
    """Return a word of the tool around a value that may be in another language than the word, as a fact of kind text.

    The value has no inlines but text. The word's other placeholders are filled with `parts`.
    """
    said = say(words, word, None, **parts)
    before, _, after = plain(said.inlines).partition(f"{{{placeholder}}}")
    fact = FactValue(name=placeholder, kind=FactKind.TEXT, text=plain(value.inlines), language=value.language, url=None)
    around = (Text(before), fact, Text(after))
    return replace(said, inlines=tuple(inline for inline in around if inline.text))


def spoken_language(words: Words, word: Phrase) -> Language:
    """Return the language that `say` says a word in."""
    return say(words, word).language


def _fill(template: str, parts: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda match: parts.get(match[1], match[0]), template)


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


@cache
def _plural_rule(plural_forms: str) -> Callable[[int], int]:
    return gettext.c2py(plural_forms.split("plural=", 1)[1].rstrip("; "))
