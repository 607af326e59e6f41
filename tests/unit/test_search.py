"""What the search field looks through."""

from dataclasses import replace

from babel.localedata import locale_identifiers

from pipeline import interface
from pipeline.interface import PortalWord
from pipeline.languages import parse_language
from pipeline.model import Words
from pipeline.portal import search
from pipeline.renderers.markup import plain_text
from tests import sites


def test_each_number_of_results_is_said_in_the_plural_form_of_its_language() -> None:
    """For every plural rule that CLDR has, though only some numbers are written down."""
    languages = {
        language.plural_forms: language for name in locale_identifiers() for language in [parse_language(name.split("_")[0])]
    }
    assert len(languages) > 20
    for forms, language in languages.items():
        texts = tuple(f"{{count}} {place}" for place in range(6))
        words = Words(language=language, plural_forms=forms, strings=(("{count} leaflet found", texts),))
        said = search._words(words, PortalWord.FOUND, search._Written(language))
        places, found = said["forms"], said["found"]
        assert isinstance(places, str)
        assert isinstance(found, list)
        for count in (*range(300), *range(300, 1000, 7)):
            place = places[count if count < search.COUNTS else 100 + count % 100]
            wanted = plain_text(interface.say(words, PortalWord.FOUND, count))
            assert found[int(place)].replace("{count}", str(count)) == wanted, (forms, count)


def test_what_the_files_say_depends_on_their_own_language_alone() -> None:
    before = {file.path: file.fingerprint for file in search.files(sites.site())}
    changed = sites.site()
    french = replace(changed.shelves[1], entries=tuple(replace(each, topics=()) for each in changed.shelves[1].entries))
    after = {
        file.path: file.fingerprint
        for file in search.files(replace(changed, shelves=(changed.shelves[0], french, changed.shelves[2])))
    }
    assert [path for path in before if before[path] != after[path]] == ["fr/search.js"]
