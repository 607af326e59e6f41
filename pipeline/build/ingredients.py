"""What an edition is made from, by names: so a build can say what changed. Pure.

Whether an edition is made anew, its fingerprint alone decides, a digest of exactly what it uses (`plan.fingerprint`).
Ingredients are what people wrote, chose and installed for it; they tell why the fingerprint is another one.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.approvals import Approvals
from pipeline.catalogues.catalogue import Catalogue
from pipeline.glossary import Term, occurring
from pipeline.languages import Language, value_for
from pipeline.markdown import fact_names
from pipeline.model import Document, Emphasis, Inline, LeafletTarget, Link, Strong, TranslatedDocument, map_text
from pipeline.policy import Gaps
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.renderers.base import Renderer, asset_digest
from pipeline.sources import texts_of

Ingredients = tuple[tuple[str, str], ...]
"""Names, each once, with a digest or a version each."""

LEAFLET, CATALOGUE = "leaflet", "catalogue"
_FOLLOWING = ("fact ", "picture ", "link ")
"""How those ingredients begin that come and go with the words of a leaflet."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SHORT = re.compile(r"[0-9a-f]{8}")
_SHORT_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an author wrote in a leaflet, whatever language it is read in."""

    digest: str
    """Of its words, with facts by name, and of its shape and its days."""
    facts: tuple[str, ...]
    """Their names."""
    terms: tuple[Term, ...]
    """Those of the glossary that stand in it."""


def written(document: Document, terms: Iterable[Term]) -> Written:
    """Return what is known of a leaflet for all its translations at once."""
    texts = [text.markdown for text in texts_of(document)]
    days = [str(day) for day in (document.updated, document.review_by)]
    return Written(
        digest=_digest([*texts, *days, map_text(document.blocks, lambda text: text.markdown)]),
        facts=tuple(sorted({name for text in texts for name in fact_names(text)})),
        terms=occurring(terms, "\n".join(texts)),
    )


def origins(leaflet: TranslatedLeaflet, its: Written, publication: Publication) -> Ingredients:
    """Return what people wrote for a leaflet in a language, whatever format it is read in."""
    document, language = leaflet.document, leaflet.document.language
    source = document.source_language
    found = {LEAFLET: its.digest}
    if language != source:
        approvals = publication.approvals.get(language, Approvals())
        policy = publication.settings.policy
        edits = [(edit.before, edit.after) for edit in publication.minor.edits if edit.leaflet == document.id]
        found |= {
            CATALOGUE: _catalogue(publication.catalogue(document.id, language)),
            "setting policy": _digest((policy.publish, policy.gaps_of(document.id) is Gaps.KEEP_APPROVED)),
        }
        found |= {"approval": _digest(standing)} if (standing := approvals.standing(document.id)) else {}
        found |= {"minor edit": _digest(edits)} if edits else {}
    found["glossary"] = _digest([(each.term, *_treated(each, language, source)) for each in its.terms])
    facts = {fact.name: fact for fact in publication.sources.facts}
    for name in its.facts:
        fact = facts[name]
        own = value_for(language, fact.by_language) or fact.value
        found[f"fact {name}"] = _digest((fact.kind, fact.unit, own, fact.value))
    found |= {f"picture {each.path}": hashlib.sha256(each.content).hexdigest() for each in document.images}
    return (*short(tuple(found.items())), *((f"link to {each}", "there") for each in sorted(_links(document))))


def materials(document: TranslatedDocument, renderer: Renderer) -> Ingredients:
    """Return with what a renderer makes a narrowed document: itself, its assets and its environment, in full digests."""
    assets = {
        f"{path.split('/')[0].removesuffix('s')} {path.split('/')[-1]}": asset_digest(path) for path in renderer.assets
    }
    environment = {name: value for name, _, value in (part.rpartition(" ") for part in renderer.environment(document))}
    return tuple(({f"renderer {renderer.name}": str(renderer.version)} | assets | environment).items())


def choices(narrowed: TranslatedDocument, whole: TranslatedDocument) -> Ingredients:
    """Return what is the same for many editions of a format: settings, languages, and the tool's own words."""
    settings = {
        "publisher": narrowed.publisher,
        "address": narrowed.address,
        "formats": narrowed.formats,
        "large_print": narrowed.type_size,
    }
    return (
        ("title of the publication", _digest(narrowed.publication)),
        *((f"setting {name}", _digest(value)) for name, value in settings.items()),
        ("links to other languages", _digest(narrowed.alternates)),
        ("words of Everyleaf", _digest(whole.words)),
    )


def short(ingredients: Ingredients) -> Ingredients:
    """Return ingredients with the first 8 hexadecimal digits of each digest, which is enough to tell why."""
    return tuple((name, each[:_SHORT_LENGTH] if _DIGEST.fullmatch(each) else each) for name, each in ingredients)


def changes(before: Ingredients, now: Ingredients) -> Iterator[str]:
    """Yield in words which of the ingredients changed, in the order of those now; nothing if none did.

    A fact, picture or link that came or went is not worth a word where the leaflet or its translation changed.
    """
    old, new = dict(before), dict(now)
    changed = [name for name in new if name in old and old[name] != new[name]]
    yield from (_changed(name, old[name], new[name]) for name in changed)
    minor = _FOLLOWING if {LEAFLET, CATALOGUE} & {*changed} else ()
    yield from (f"{name} is new" for name in new if name not in old and not name.startswith(minor))
    yield from (f"{name} is gone" for name in old if name not in new and not name.startswith(minor))


def _changed(name: str, old: str, new: str) -> str:
    return f"{name} changed" if _SHORT.fullmatch(old) and _SHORT.fullmatch(new) else f"{name} {old} → {new}"


def _catalogue(catalogue: Catalogue | None) -> str:
    """Return a digest of what translators said of each message; where an entry stands, and what is said to them, is none."""
    entries = catalogue.entries if catalogue else ()
    said = ((e.context, e.id, e.strings, e.is_fuzzy, e.previous_id, e.comments) for e in entries if not e.is_obsolete)
    return _digest(sorted(map(repr, said)))


def _treated(term: Term, language: Language, source: Language) -> tuple[object, ...]:
    """Return what the glossary says of a term to readers of a language, and to the checks of their translations."""
    return term.expansion(language), term.expansion(source), term.wanted(language), term.unwanted(language)


def _links(document: TranslatedDocument) -> set[str]:
    """Return the leaflets that a document leads to."""
    passages = [document.title, *([document.summary] if document.summary else [])]
    map_text(document.blocks, passages.append)
    return {target for passage in passages for target in _targets(passage.inlines)}


def _targets(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link(LeafletTarget(leaflet)):
                yield leaflet
            case Strong(children) | Emphasis(children):
                yield from _targets(children)
            case _:
                pass


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT_LENGTH]
