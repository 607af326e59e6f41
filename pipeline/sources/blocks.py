"""A leaflet's Markdown to blocks of messages."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.container import container_plugin

from pipeline.diagnostics import Diagnostic, Span
from pipeline.model import (
    Acceptance,
    Block,
    Callout,
    CalloutKind,
    Divider,
    Heading,
    Image,
    List,
    ListItem,
    Message,
    Paragraph,
    Quote,
    Role,
    Table,
)
from pipeline.sources import comments
from pipeline.sources.comments import Remarks
from pipeline.sources.lines import one_line

_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_SKIP_TARGET = "main-content"
"""The id of the page's own main part, to which its first link leads; no heading may have it."""
_FENCE_END = re.compile(r"\s*:{3,}\s*")
_DEEPEST = 100
"""How deep blocks may be nested; the parser drops what is deeper."""
_IN_LISTS = frozenset({"paragraph", "bullet_list", "ordered_list", "html_block"})
_IN_CALLOUTS = _IN_LISTS | {"heading", "table", "blockquote", "hr"}
_EVERYWHERE = _IN_CALLOUTS | {"container_callout"}


def parse(
    text: str, path: str, first_line: int = 1
) -> tuple[tuple[Block[Message], ...], tuple[Acceptance, ...], tuple[Diagnostic, ...]]:
    """Return the blocks of a Markdown text, all the acceptances in its comments, and what can't be read in it.

    `first_line` is the line of the file on which the text starts.
    A block that can't be read is a problem, never left out in silence.
    """
    reader = _BlockReader(text, path, first_line)
    return reader.document(), tuple(reader.accepted), tuple(reader.problems)


class _BlockReader:
    """Reads one leaflet's body from top to bottom; holds what stands above the block that is read."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.text = text
        self.path = path
        self.first_line = first_line
        self.problems: list[Diagnostic] = []
        self.level = 1
        self.section = ""
        self.anchors = Counter({_SKIP_TARGET: 1})
        self.critical = False
        self.remarks = Remarks()
        self.accepted: list[Acceptance] = []
        self.role = Role.PARAGRAPH

    def document(self) -> tuple[Block[Message], ...]:
        parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table")
        container_plugin(parser, "callout", validate=lambda *_: True)
        environment: dict[str, dict[str, dict[str, object]]] = {}
        tree = SyntaxTreeNode(parser.parse(self.text + "\n\n", environment))  # the container plugin looks beyond the end
        for name, reference in environment.get("references", {}).items():
            line = reference["map"][0]  # type: ignore[index]
            hint = "write the address in the link itself: [words](https://…)"
            self.refuse("unsupported-block", f'the link definition "[{name.lower()}]:" is not read', int(line), hint)
        return self.blocks(tree.children, _EVERYWHERE, "here")

    def blocks(self, nodes: Sequence[SyntaxTreeNode], allowed: frozenset[str], where: str) -> tuple[Block[Message], ...]:
        found: list[Block[Message]] = []
        remarks = self.remarks
        for node in nodes:
            if node.type not in allowed and node.type in _EVERYWHERE:
                name = _NAMES.get(node.type, node.type)
                self.refuse("unsupported-block", f"{name} can't stand {where}", _line(node), "move it out, before or after")
                continue
            read = _READERS.get(node.type, _BlockReader.unsupported)
            block = read(self, node)
            if block is not None:
                found.append(block)
            if node.type != "html_block":
                self.remarks = remarks
        return tuple(found)

    def heading(self, node: SyntaxTreeNode) -> Block[Message] | None:
        level = int(node.tag[1:])
        if level == 1:
            self.refuse("heading-level", "the title is the only heading of level 1", _line(node), "start it with ##")
        elif level > self.level + 1:
            hint = f"use {'#' * (self.level + 1)} here"
            self.refuse("heading-level", f"a heading of level {level} follows one of level {self.level}", _line(node), hint)
        self.level = max(level, 2)
        message = self.message(node.children[0], Role.HEADING)
        if not message.markdown:
            self.refuse("heading-level", "the heading has no words", _line(node), "write it, or delete the line")
        self.section = message.markdown
        return Heading(self.level, message, self.anchor(message.markdown))

    def paragraph(self, node: SyntaxTreeNode) -> Block[Message] | None:
        inline = node.children[0]
        if len(inline.children) == 1 and inline.children[0].type == "image":
            return self.image(inline.children[0], _line(node))
        first, _, rest = inline.content.partition("\n")
        if "|" in first and _TABLE_RULE.fullmatch(rest.partition("\n")[0]):
            hint = "give the line of dashes as many cells as the line above it"
            self.refuse("unsupported-block", "this looks like a table, but is none", _line(node), hint)
        return Paragraph(self.message(inline, self.role))

    def image(self, node: SyntaxTreeNode, line: int) -> Block[Message] | None:
        path = unquote(str(node.attrs["src"]))
        if re.match(r"[a-z][a-z0-9+.-]*:|//", path, re.IGNORECASE):
            self.refuse(
                "remote-image", f'the picture "{path}" is not part of the publication', line, "put it in source/images/"
            )
            return None
        if path.startswith("/") or ".." in path.split("/"):
            self.refuse("unsafe-path", f'the path "{path}" leads out of source/', line, "write images/name.svg")
            return None
        title = str(node.attrs.get("title", ""))
        is_decorative = title == "decorative"
        if title and not is_decorative:
            hint = "say it in the text, or in the alternative text between [ and ]"
            self.refuse("link-title", f'the picture has a title, "{title}"', line, hint)
        if not node.content.strip() and not is_decorative:
            hint = 'say between [ and ] what the picture shows; if it only decorates, write ![](path "decorative")'
            self.refuse("image-alt", f'the picture "{path}" has no alternative text', line, hint)
        if is_decorative:
            return Image(path, None)
        return Image(path, self.written(node.content, Role.ALTERNATIVE_TEXT, line))

    def list(self, node: SyntaxTreeNode) -> Block[Message] | None:
        items = []
        role_outside = self.role
        self.role = Role.STEP if node.type == "ordered_list" else Role.LIST_ITEM
        for item in node.children:
            blocks = self.blocks(item.children, _IN_LISTS, "in a list")
            if not blocks:
                self.refuse("unsupported-block", "the list has an empty item", _line(item), "write it, or delete the line")
            items.append(ListItem(blocks))
        self.role = role_outside
        return List(node.type == "ordered_list", int(node.attrs.get("start", 1)), tuple(items))

    def table(self, node: SyntaxTreeNode) -> Block[Message] | None:
        head, *bodies = node.children
        if not bodies:
            self.refuse("unsupported-block", "the table has no rows", _line(node), "add a row below the line of dashes")
        for row in (row for body in bodies for row in body.children):
            count = len(escapedSplit(self.lines[_line(row)].strip().removeprefix("|").removesuffix("|")))
            if count > len(head.children[0].children):
                words = f"the row has {count} cells, and the head of the table {len(head.children[0].children)}"
                self.refuse("unsupported-block", words, _line(row), "write \\| for a bar that is no border")
        header = tuple(self.message(cell.children[0], Role.TABLE_HEADER) for cell in head.children[0].children)
        rows = tuple(
            tuple(self.message(cell.children[0], Role.TABLE_CELL) for cell in row.children)
            for body in bodies
            for row in body.children
        )
        return Table(header, rows)

    def quote(self, node: SyntaxTreeNode) -> Block[Message] | None:
        return Quote(self.blocks(node.children, _IN_LISTS, "in a quotation"))

    def divider(self, _: SyntaxTreeNode) -> Block[Message] | None:
        return Divider()

    def callout(self, node: SyntaxTreeNode) -> Block[Message] | None:
        name, *rest = node.info.split() or [""]
        if name not in set(CalloutKind):
            near = difflib.get_close_matches(name, list(CalloutKind), n=1)
            hint = f'did you mean "{near[0]}"?' if near else "kinds: " + ", ".join(CalloutKind)
            self.refuse("directive", f'"::: {node.info.strip()}" is not known', _line(node), hint)
        if rest not in ([], ["critical"]):
            self.refuse("directive", f'"{" ".join(rest)}" can\'t stand after "::: {name}"', _line(node), "only: critical")
        if not node.map or not _FENCE_END.fullmatch(self.lines[min(node.map[1], len(self.lines) - 1)]):
            self.refuse("directive", f'"::: {name}" is never closed', _line(node), 'put a line ":::" after its last line')
        section, level = self.section, self.level
        self.critical = rest == ["critical"]
        blocks = self.blocks(node.children, _IN_CALLOUTS, "in a callout")
        self.critical = False
        self.section, self.level = section, level
        if not blocks:
            self.refuse("directive", f'"::: {name}" is empty', _line(node), "write something in it, or delete it")
        return Callout(CalloutKind(name) if name in set(CalloutKind) else CalloutKind.WARNING, rest == ["critical"], blocks)

    def html(self, node: SyntaxTreeNode) -> Block[Message] | None:
        if rest := comments.without(node.content):
            words = f"HTML is not read, nor text beside a comment: {rest.splitlines()[0]}"
            self.refuse("raw-html", words, _line(node), "write Markdown, and each comment on lines of its own")
        before = len(self.remarks.accepted)
        for words, at in comments.find(node.content, self.span(_line(node))):
            self.remarks = comments.read(self.remarks, words, at, self.problems)
        self.accepted += self.remarks.accepted[before:]
        return None

    def unsupported(self, node: SyntaxTreeNode) -> Block[Message] | None:
        name = _NAMES.get(node.type, node.type)
        self.refuse("unsupported-block", f"{name} can't be published", _line(node), "write it as a paragraph or a list")
        return None

    def message(self, inline: SyntaxTreeNode, role: Role) -> Message:
        return self.written(one_line(inline.content), role, _line(inline))

    def written(self, text: str, role: Role, line: int) -> Message:
        return Message(
            markdown=text,
            role=role,
            at=self.span(line),
            section="" if role is Role.HEADING else self.section,
            critical=self.critical,
            comment=self.remarks.comment,
            limit=self.remarks.limit,
            accepted=self.remarks.accepted,
        )

    def anchor(self, heading: str) -> str:
        """Return an id made of the heading's words; ASCII, so that it is the same in every language and file system."""
        ascii_words = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
        base = anchor = "-".join(re.findall(r"[a-z0-9]+", ascii_words)) or "section"
        while self.anchors[anchor]:
            self.anchors[base] += 1
            anchor = f"{base}-{self.anchors[base]}"
        self.anchors[anchor] = 1
        return anchor

    def span(self, line: int) -> Span:
        """Return the place of a line of the text, counted from 0."""
        return Span(self.path, line + self.first_line)

    def refuse(self, code: str, words: str, line: int, hint: str) -> None:
        self.problems.append(Diagnostic(code=code, message=words, at=self.span(line), hint=hint))


_READERS: dict[str, Callable[[_BlockReader, SyntaxTreeNode], Block[Message] | None]] = {
    "heading": _BlockReader.heading,
    "paragraph": _BlockReader.paragraph,
    "bullet_list": _BlockReader.list,
    "ordered_list": _BlockReader.list,
    "table": _BlockReader.table,
    "blockquote": _BlockReader.quote,
    "hr": _BlockReader.divider,
    "container_callout": _BlockReader.callout,
    "html_block": _BlockReader.html,
}

_NAMES = {
    "heading": "a heading",
    "table": "a table",
    "blockquote": "a quotation",
    "hr": "a divider",
    "container_callout": "a callout",
    "code_block": "a block indented by four spaces",
    "fence": "a block of code",
}


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0
