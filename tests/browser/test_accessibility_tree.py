"""What Chromium tells screen readers of a small leaflet: roles, names and languages, as golden files."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.renderers.html import Html
from tests.browser.conftest import OpenPage
from tests.documents import document

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SILENT = {"none", "generic", "InlineTextBox", "ListMarker", "LineBreak"}
TOLD = ("level",)


@pytest.mark.parametrize("tag", ["en-GB", "ar", "ur"])
def test_the_accessibility_tree_is_the_golden_one(
    tag: str, open_page: OpenPage, golden: Callable[[str, str | bytes], None]
) -> None:
    page = open_page(Html().render(document(tag)).content)
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}

    def language(node: dict[str, Any]) -> str:
        found = session.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})["object"]["objectId"]
        said = session.send(
            "Runtime.callFunctionOn", {"objectId": found, "functionDeclaration": LANGUAGE, "returnByValue": True}
        )
        return str(said["result"]["value"])

    def lines(node: dict[str, Any], depth: int, around: str) -> Iterator[str]:
        role, here, inside = node["role"]["value"], around, depth
        if not node["ignored"] and role not in SILENT:
            here, inside = language(node), depth + 1
            facts = [
                f"{each['name']}={each['value']['value']}" for each in node.get("properties", ()) if each["name"] in TOLD
            ]
            parts = [role, repr(node["name"]["value"])] if node.get("name", {}).get("value") else [role]
            yield "  " * depth + " ".join([*parts, *facts, *([f"[{here}]"] if here != around else [])])
        for child in node.get("childIds", ()):
            yield from lines(nodes[child], inside, here)

    root = next(node for node in nodes.values() if "parentId" not in node)
    golden(f"accessibility-tree/{tag}.txt", "\n".join(lines(root, 0, "")) + "\n")


LANGUAGE = """function () {
    const element = this.nodeType === Node.ELEMENT_NODE ? this : this.parentElement;
    return element ? element.closest('[lang]').lang : document.documentElement.lang;
}"""
