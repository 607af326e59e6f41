from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.build.ingredients import changes
from pipeline.build.plan import Plan, plan, want
from pipeline.build.revision import Revision
from pipeline.diagnostics import Span
from pipeline.manifest import Record
from pipeline.model import Alternate, Fallback, Message, Role, State
from pipeline.renderers import RENDERERS
from tests.documents import document, leaflet

REVISION = Revision(source="revision", critical="critical")
TEXT = want(leaflet(document("ar")), RENDERERS["text"], REVISION)
BUILT = TEXT.record(media_type="text/plain", size=1, pages=None, sha256="digest", judgements=())
THERE = {BUILT.path: "digest"}
OLD = replace(BUILT, path="ar/old-ar.txt", leaflet="old")


def because(record: Record | None, digests: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    built = (record,) if record else ()
    return [step.because for step in plan((TEXT,), built, digests, frozenset()).steps]


def test_nothing_is_built_without_a_cause() -> None:
    assert plan((TEXT,), (BUILT,), THERE, frozenset()) == Plan(steps=(), kept=(BUILT,), stale=(), strays=())


def test_each_cause_is_said() -> None:
    assert because(None, {}) == [("it is new",)]
    assert because(replace(BUILT, fingerprint="other"), THERE) == [("what the program makes of it changed",)]
    assert because(BUILT, {BUILT.path: None}) == [("its file is gone",)]
    assert because(BUILT, {BUILT.path: "edited"}) == [("its file was changed by hand",)]


def test_what_a_text_names_is_said_only_if_no_text_changed() -> None:
    one, other = (("leaflet", "0" * 8), ("fact old", "1" * 8)), (("leaflet", "2" * 8), ("fact new", "3" * 8))
    assert list(changes(one, other)) == ["leaflet changed"]
    assert list(changes(one[1:], other[1:])) == ["fact new is new", "fact old is gone"]
    assert list(changes((("library pango", "1.50"),), (("library pango", "1.56"),))) == ["library pango 1.50 → 1.56"]


@given(*[st.dictionaries(st.sampled_from(["leaflet", "catalogue", "fact x", "library y"]), st.sampled_from("abc"))] * 2)
def test_every_difference_is_said_and_nothing_else(before: dict[str, str], after: dict[str, str]) -> None:
    assert bool(list(changes(tuple(before.items()), tuple(after.items())))) == (before != after)


def test_what_no_longer_belongs_is_stale_and_what_is_spared_stays() -> None:
    assert plan((), (OLD,), {OLD.path: "digest"}, frozenset()) == Plan(steps=(), kept=(), stale=(OLD.path,), strays=())
    spared = frozenset({OLD.path})
    assert plan((), (OLD,), {OLD.path: "digest"}, spared) == Plan(steps=(), kept=(OLD,), stale=(), strays=())


def test_what_no_longer_belongs_is_left_if_it_was_changed_by_hand_and_forgotten_if_it_is_gone() -> None:
    assert plan((), (OLD,), {OLD.path: "edited"}, frozenset()) == Plan(steps=(), kept=(), stale=(), strays=(OLD.path,))
    assert plan((), (OLD,), {OLD.path: None}, frozenset()) == Plan(steps=(), kept=(), stale=(), strays=())


def test_what_nobody_may_read_any_more_goes_although_it_was_changed_by_hand() -> None:
    withdrawn = frozenset({OLD.path})
    assert plan((), (OLD,), {OLD.path: "edited"}, frozenset(), withdrawn).stale == (OLD.path,)


def test_a_new_language_rebuilds_the_editions_that_name_it_and_no_large_print() -> None:
    before = document("ar")
    after = before.without(alternates=(*before.alternates, Alternate(before.language, "x")))
    changed = [
        name
        for name, renderer in RENDERERS.items()
        if want(leaflet(before), renderer, REVISION).fingerprint != want(leaflet(after), renderer, REVISION).fingerprint
    ]
    assert changed == ["html", "text"]


def test_where_an_author_wrote_a_line_is_no_part_of_what_an_edition_is_made_from() -> None:
    message = Message(markdown="x", role=Role.PARAGRAPH, at=Span("source/leaflets/help.md", 3))
    before = document("ar").without(fallbacks=(Fallback(message=message, state=State.MISSING),))
    moved = replace(message, at=Span("source/leaflets/help.md", 4))
    after = before.without(fallbacks=(Fallback(message=moved, state=State.MISSING),))
    for renderer in RENDERERS.values():
        assert want(leaflet(before), renderer, REVISION).fingerprint == want(leaflet(after), renderer, REVISION).fingerprint
