"""index.json: that it has the shape that is documented, and says what the pages say."""

import json
from typing import Any

import jsonschema
import pytest

from pipeline.portal import listing
from pipeline.portal.site import Site, Standing
from tests import sites
from tests.unit.test_docs import PAGES, ROOT, names

SCHEMA = json.loads((ROOT / "docs/reference/index.schema.json").read_text(encoding="utf-8"))


def listed(site: Site) -> Any:
    (file,) = listing.files(site)
    return json.loads(b"".join(file.make()))


def mappings(value: object) -> list[dict[str, Any]]:
    """Return the first mapping of each kind."""
    found = [value] if isinstance(value, dict) else []
    for each in value.values() if isinstance(value, dict) else value[:1] if isinstance(value, list) else ():
        found += mappings(each)
    return found


def test_the_schema_accepts_an_index_and_refuses_one_with_any_key_missing_or_one_too_many() -> None:
    index = listed(sites.site(sites.record(), withdrawn=("flu",), address="https://example.org/a/b"))
    index["languages"].reverse()
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    assert len(mappings(index)) == 8
    for mapping in mappings(index):
        for key, value in list(mapping.items()):
            del mapping[key]
            assert not validator.is_valid(index), f"{key} may be missing"
            mapping[key] = value
        mapping["more"] = None
        assert not validator.is_valid(index)
        del mapping["more"]
    validator.validate(index)


@pytest.mark.parametrize("records", [(), (sites.record("help", "en-GB", summary="", review_by=None, topics=()),)])
def test_an_index_of_nothing_and_of_one_leaflet_without_a_translation_has_its_shape(records: tuple[Any, ...]) -> None:
    index = listed(sites.site_with(records, sites.settings(())))
    jsonschema.Draft202012Validator(SCHEMA).validate(index)
    assert len(index["leaflets"]) == len(records)


def test_its_page_has_the_keys_and_the_states_of_the_schema() -> None:
    section = PAGES["docs/reference/site.md"].partition("\n## index.json\n")[2].partition("\n## ")[0]
    shapes = [SCHEMA, SCHEMA["properties"]["publication"], *SCHEMA["$defs"].values()]
    assert names(section, "key") == [key for shape in shapes for key in shape.get("properties", ())]
    assert SCHEMA["$defs"]["leaflet"]["properties"]["states"]["items"]["enum"] == [each.slug for each in Standing]


def test_it_changes_only_with_what_readers_can_find() -> None:
    def fingerprint(**changes: object) -> str:
        (file,) = listing.files(sites.site(sites.record("help", "fr", "html", **changes)))
        return file.fingerprint

    assert fingerprint(fingerprint="9" * 64) == fingerprint()
    assert fingerprint(version="0000-0001") != fingerprint()
