"""What a build found of a publication to what a later one need not look at. Pure."""

from types import MappingProxyType

from pipeline import approvals, interface
from pipeline.build.gate import Gate, Key, Verdict
from pipeline.catalogues import store
from pipeline.diagnostics import Diagnostic
from pipeline.languages import Language
from pipeline.publication import Publication, TranslatedLeaflet
from pipeline.renderers import RENDERERS
from pipeline.renderers.base import file_name
from pipeline.settled import Found, Settled
from pipeline.sources.front import ID


def settled(
    publication: Publication, translated: tuple[TranslatedLeaflet, ...], gate: Gate, made: frozenset[str]
) -> Settled:
    """Return what is settled after a build.

    That is what was settled before, and each leaflet that is published with all its editions among the paths `made`: those
    that the build was asked for and that are now as they should be, with their records.
    """
    found = dict(publication.settled.leaflets)
    for leaflet in translated:
        document, language = leaflet.document, leaflet.document.language
        key = document.id, language.tag
        editions = tuple(file_name(*key, RENDERERS[name].suffix) for name in publication.settings.formats)
        if gate.verdicts.get(key) is Verdict.PUBLISHED and made.issuperset(editions):
            found[key] = Found(
                paths=(*_made_from(document.id, language), *(f"outputs/{path}" for path in editions)),
                catalogue=publication.of_catalogues.get((document.id, language), ()),
                translation=leaflet.problems,
            )
    return Settled(MappingProxyType(found), gate.shown)


def of_translations(publication: Publication, translated: tuple[TranslatedLeaflet, ...]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with all translations, leaflet by leaflet, of those that are settled as it was found before."""
    found: dict[Key, tuple[Diagnostic, ...]] = {
        **{key: known.translation for key, known in publication.settled.leaflets.items()},
        **{(each.document.id, each.document.language.tag): each.problems for each in translated},
    }
    order = (
        (each.id, language.tag) for each in publication.sources.documents for language in publication.settings.all_languages
    )
    return tuple(problem for key in order for problem in found.get(key, ()))


def _made_from(leaflet: str, language: Language) -> tuple[str, ...]:
    """Return the files of `locales/` that a leaflet in a language is made from, be they there or not."""
    domains = (leaflet, ID, interface.DOMAIN)
    return approvals.path(language), *(store.path(domain, language) for domain in domains)
