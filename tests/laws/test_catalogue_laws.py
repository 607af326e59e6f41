"""What holds for every catalogue: reading and writing is the identity, and an update loses nothing."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from pipeline.catalogues import edit, po
from pipeline.catalogues.entries import Entry
from pipeline.catalogues.language import Catalogues, merge_all
from pipeline.catalogues.merge import Merged, merge
from pipeline.catalogues.origins import Clues, Origin
from pipeline.catalogues.quoting import keyword_lines, quote, unescape
from pipeline.languages import parse_language

POLISH = parse_language("pl")
HEADER = (
    'msgid ""\n',
    'msgstr ""\n',
    '"Content-Type: text/plain; charset=UTF-8\\n"\n',
    '"Plural-Forms: nplurals=3; plural=n==1 ? 0 : 1;\\n"\n',
    '"X-Generator: by hand\\n"\n',
)
WORDS = (
    "Call",
    "a",
    "doctor",
    "the nurse",
    "now",
    "today",
    "{line}",
    "if you",
    "feel ill",
    "**never**",
    'say "stop"',
    "back\\slash",
)

sentences = some.lists(some.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
translations = some.sampled_from(
    ("", "ف\u2028ون", "a\x85\tb", 'say "b"', "back\\", "line\nline\n", "電話", "x", "{line}", "nie")
)
remarks = some.sampled_from(("ask Amina", "پوچھیں", "msgid", '"quoted"', "", "!", "~ no", "a: b, c"))
contexts = some.sampled_from((None, None, None, "menu"))


@some.composite
def wrapped(draw: some.DrawFn, keyword: str, text: str) -> tuple[str, ...]:
    """Give the lines of a keyword as one tool or another wraps them."""
    if draw(some.booleans()):
        return keyword_lines(keyword, text)
    cut = draw(some.integers(0, len(text)))
    blank = draw(some.sampled_from((" ", "  ", "\t")))
    return (f'{keyword}{blank}""', quote(text[:cut]), f"  {quote(text[cut:])} ")


@some.composite
def comments(draw: some.DrawFn, sentence: str, *, is_obsolete: bool) -> tuple[str, ...]:
    """Give the lines that stand above a message."""
    marks = ("# ", "#\t") if is_obsolete else ("# ", "#. ", "#: ")
    lines = [mark + text for mark, text in draw(some.lists(some.tuples(some.sampled_from(marks), remarks), max_size=3))]
    if draw(some.booleans()):
        lines.append(draw(some.sampled_from(("#, fuzzy", "#, python-brace-format", "#,fuzzy, unknown-flag", "#, no-wrap"))))
    if draw(some.booleans()):
        lines.append(f"#~| msgid {quote(sentence)}" if is_obsolete else f"#| msgid {quote(sentence)}")
    return tuple(lines)


@some.composite
def entry_lines(
    draw: some.DrawFn, context: str | None, sentence: str, *, is_obsolete: bool, may_have_plural: bool
) -> tuple[str, ...]:
    """Give the lines of one entry, without their ends."""
    has_plural = may_have_plural and draw(some.sampled_from((False, False, True)))
    parts = [] if context is None else [draw(wrapped("msgctxt", context))]
    parts.append(draw(wrapped("msgid", sentence)))
    if has_plural:
        parts.append(draw(wrapped("msgid_plural", f"{sentence} (many)")))
    keywords = ("msgstr[0]", "msgstr[1]", "msgstr[2]") if has_plural else ("msgstr",)
    parts += [draw(wrapped(keyword, draw(translations))) for keyword in keywords]
    mark = "#~ " if is_obsolete else ""
    above = draw(comments(draw(sentences), is_obsolete=is_obsolete))
    blank = ("",) * draw(some.sampled_from((0, 1, 1, 1, 2)))
    return (*blank, *above, *(mark + line for part in parts for line in part))


@some.composite
def files(draw: some.DrawFn) -> bytes:
    """Give a catalogue file such as people and tools leave behind."""
    key = some.tuples(contexts, sentences)
    live = [(False, each) for each in draw(some.lists(key, max_size=6, unique=True))]
    obsolete = [(True, each) for each in draw(some.lists(key, max_size=2))]
    has_header = draw(some.sampled_from((True, True, True, False)))
    entries = [
        draw(entry_lines(context, sentence, is_obsolete=is_obsolete, may_have_plural=has_header))
        for is_obsolete, (context, sentence) in draw(some.permutations(live + obsolete))
    ]
    header = [tuple(line.rstrip("\n") for line in HEADER)] if has_header else []
    end = draw(some.sampled_from(("", "\n", "\n\n", "\n\n# the end\n")))
    text = "\n".join(line for lines in header + entries for line in lines) + end
    newline = draw(some.sampled_from(("\n", "\r\n")))
    return draw(some.sampled_from(("", "\ufeff"))).encode() + text.replace("\n", newline).encode()


def template_of(kept: Sequence[Entry], added: Sequence[str]) -> po.Catalogue:
    """Return a template of the messages of entries and of sentences, each of them once."""
    ids = {entry.id for entry in kept if entry.context is None}
    header = ('msgid ""\n', 'msgstr ""\n', '"Content-Type: text/plain; charset=UTF-8\\n"\n')
    standing = [edit.untranslated(entry, forms=2, newline="\n").lines for entry in kept]
    new = [("\n", "#, python-brace-format\n", f"msgid {quote(each)}\n", 'msgstr ""\n') for each in added if each not in ids]
    return po.parse("".join(line for lines in (header, *standing, *new) for line in lines).encode(), "help.pot")


@some.composite
def catalogues_and_templates(draw: some.DrawFn) -> tuple[po.Catalogue, po.Catalogue]:
    """Give a catalogue, and a template with some of its messages in any order, some changed, some back, and some new.

    A message that is changed or back has no plural, whether it had one or not.
    """
    catalogue = po.parse(draw(files()), "help.po")
    order = draw(some.permutations([entry for entry in catalogue.entries if not entry.is_obsolete and not entry.is_header]))
    size = draw(some.integers(0, len(order)))
    changed = [words for entry in order[size:] for words in (entry.id, f"{entry.id}, please")]
    back = [entry.id for entry in catalogue.entries if entry.is_obsolete and entry.context is None]
    added = draw(some.lists(some.sampled_from((*changed, *back, "Stand up", "Sit down")), max_size=4, unique=True))
    return catalogue, template_of(order[:size], added)


@given(some.text())
def test_quoting_and_reading_a_text_gives_it_back(text: str) -> None:
    assert unescape(quote(text)[1:-1]) == text


@given(files())
def test_reading_and_writing_a_file_is_the_identity(content: bytes) -> None:
    assert po.dump(po.parse(content, "help.po")) == content


@given(catalogues_and_templates())
def test_an_update_loses_no_translation_and_no_translators_comment(given: tuple[po.Catalogue, po.Catalogue]) -> None:
    catalogue, template = given
    merged = merge(catalogue, template, POLISH).catalogue
    assert written_in(catalogue) <= written_in(merged)


@given(catalogues_and_templates())
def test_updating_again_changes_nothing(given: tuple[po.Catalogue, po.Catalogue]) -> None:
    catalogue, template = given
    once = merge(catalogue, template, POLISH).catalogue
    assert merge(once, template, POLISH).catalogue == once


@given(files())
def test_an_update_with_an_unchanged_template_changes_no_byte(content: bytes) -> None:
    catalogue = po.parse(content, "help.po")
    template = po.parse(content, "help.pot")
    assert po.dump(merge(catalogue, template, POLISH).catalogue) == content


@given(catalogues_and_templates())
def test_an_update_has_the_messages_of_the_template_in_its_order(given: tuple[po.Catalogue, po.Catalogue]) -> None:
    catalogue, template = given
    merged = merge(catalogue, template, POLISH).catalogue
    assert live_keys(merged) == live_keys(template)


@given(catalogues_and_templates())
def test_an_updated_catalogue_says_what_its_bytes_say(given: tuple[po.Catalogue, po.Catalogue]) -> None:
    """A file that is empty now has no line ends any more, so those of what is added next are the usual ones."""
    merged = merge(*given, POLISH).catalogue
    content = po.dump(merged)
    assert po.parse(content, "help.po") == (merged if content else replace(merged, newline="\n"))


@given(catalogues_and_templates())
def test_an_update_writes_no_message_twice(given: tuple[po.Catalogue, po.Catalogue]) -> None:
    catalogue, template = given
    assert twice(merge(catalogue, template, POLISH).catalogue) <= twice(catalogue)


class Leaflets(NamedTuple):
    """The catalogues of one language, and what the leaflets say now."""

    before: Mapping[str, po.Catalogue | None]
    templates: Mapping[str, po.Catalogue]
    orphans: Mapping[str, po.Catalogue]
    clues: Mapping[str, Clues]

    def merged(self, before: Mapping[str, po.Catalogue | None] | None = None) -> dict[str, Merged]:
        """Return what becomes of the catalogues, or of others in their place."""
        there = Catalogues(language=POLISH, by_leaflet=before or self.before, orphans=self.orphans)
        return merge_all(there, self.templates, self.clues)

    def interrupted(self) -> list[dict[str, po.Catalogue | None]]:
        """Return what an update leaves that is stopped before it writes anything, after the first catalogue, and so on."""
        merged = self.merged()
        states = [dict(self.before)]
        for leaflet, each in merged.items():
            states.append(states[-1] | {leaflet: each.catalogue})
        return states


@some.composite
def leaflets(draw: some.DrawFn) -> Leaflets:
    """Give some leaflets between which messages move, as they are or changed, and perhaps one that is gone."""
    read = [po.parse(content, "some.po") for content in draw(some.lists(files(), min_size=2, max_size=4))]
    before: dict[str, po.Catalogue | None] = {str(number): each for number, each in enumerate(read[1:])}
    everywhere = sorted({entry.id for each in read for entry in each.entries if entry.id and entry.context is None})
    words = [text for each in everywhere for text in (each, f"{each}, please")] + ["Stand up"]
    templates = {}
    for leaflet, catalogue in before.items():
        live = [entry for entry in catalogue.entries if not entry.is_obsolete and not entry.is_header] if catalogue else []
        kept = draw(some.permutations(live))[: draw(some.integers(0, len(live)))]
        templates[leaflet] = template_of(kept, draw(some.lists(some.sampled_from(words), max_size=5, unique=True)))
    minor = {each: f"{each}, please" for each in draw(some.lists(some.sampled_from(words), max_size=2))}
    clues = {leaflet: Clues(minor=minor) for leaflet in before}
    if draw(some.booleans()):
        before[draw(some.sampled_from(sorted(before)))] = None
    return Leaflets(before, templates, {"gone": read[0]} if draw(some.booleans()) else {}, clues)


def dumped(catalogues: Mapping[str, po.Catalogue | None]) -> dict[str, bytes]:
    return {leaflet: po.dump(catalogue) for leaflet, catalogue in catalogues.items() if catalogue}


def went_in_a_ring(merged: Mapping[str, Merged]) -> bool:
    givers = {leaflet: {found.giver for found in each.origins.values()} for leaflet, each in merged.items()}
    try:
        TopologicalSorter(givers).prepare()
    except CycleError:
        return True
    return False


@given(leaflets())
def test_messages_move_and_no_catalogue_loses_a_word(leaflets: Leaflets) -> None:
    for leaflet, merged in leaflets.merged().items():
        catalogue = leaflets.before[leaflet]
        assert catalogue is None or written_in(catalogue) <= written_in(merged.catalogue)
        assert live_keys(merged.catalogue) == live_keys(leaflets.templates[leaflet])
        content = po.dump(merged.catalogue)
        assert po.parse(content, "some.po") == (merged.catalogue if content else replace(merged.catalogue, newline="\n"))


@pytest.mark.slow
@given(leaflets())
def test_updating_all_catalogues_again_changes_nothing(leaflets: Leaflets) -> None:
    once = {leaflet: each.catalogue for leaflet, each in leaflets.merged().items()}
    twice = {leaflet: each.catalogue for leaflet, each in leaflets.merged(once).items()}
    assert dumped(twice) == dumped(once)


@pytest.mark.slow
@given(leaflets())
def test_an_update_that_was_stopped_anywhere_is_done_by_the_next_one(leaflets: Leaflets) -> None:
    """Obsolete messages have translations, as those that gettext's programs and we write.

    Beside one without, the next update may ask for a review of what the first one would have taken as it is.
    """
    entries = [entry for catalogue in leaflets.before.values() if catalogue for entry in catalogue.entries]
    assume(all(entry.has_translation for entry in entries if entry.is_obsolete))
    merged = leaflets.merged()
    for state in leaflets.interrupted():
        for leaflet, resumed in leaflets.merged(state).items():
            done = merged[leaflet]
            if not went_in_a_ring(merged):
                assert live_lines(resumed.catalogue) == live_lines(done.catalogue)
            for (context, text), found in done.origins.items():
                before = leaflets.before[leaflet]
                if found.origin is Origin.MOVED and not (before and before.by_id(text, context)):
                    entry = resumed.catalogue.by_id(text, context)
                    assert entry
                    assert entry.has_translation


def written_in(catalogue: po.Catalogue) -> Counter[str]:
    """Count what translators wrote: the strings, also those that a changed plural made a comment, and the comments."""
    messages = [entry for entry in catalogue.entries if not entry.is_header]
    strings = Counter(text for entry in messages for text in entry.strings if text)
    comments = Counter(comment for entry in catalogue.entries for comment in entry.comments if comment)
    quoted = (re.fullmatch(r'msgstr "(.*)"', comment) for comment in comments.elements())
    return strings + comments + Counter(unescape(match[1]) for match in quoted if match)


def live_keys(catalogue: po.Catalogue) -> list[tuple[str | None, str]]:
    return [entry.key for entry in catalogue.entries if not entry.is_obsolete and not entry.is_header]


def live_lines(catalogue: po.Catalogue) -> list[str]:
    return [line for entry in catalogue.entries if not entry.is_obsolete for line in entry.lines]


def twice(catalogue: po.Catalogue) -> Counter[tuple[str | None, str]]:
    """Count the messages that stand more than once, which gettext's own tools refuse, obsolete ones too."""
    counts = Counter(entry.key for entry in catalogue.entries)
    return counts - Counter(dict.fromkeys(counts, 1))
