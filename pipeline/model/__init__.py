"""The values that flow between the stages. All are frozen; all that have a place in a file know it.

A leaflet is a tree of blocks over its text.
In a document the text of a block is a `Message`, as the author wrote it; in a translated document it is a `Passage`, as a
reader gets it.
`map_text` is the one walk over that tree: extracting collects the messages of it, translating turns each into a passage, and
so the two cannot disagree about what a message is.
"""

from pipeline.model.blocks import (
    Block,
    Callout,
    CalloutKind,
    Divider,
    Heading,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Table,
    map_text,
)
from pipeline.model.inlines import (
    Abbreviation,
    Code,
    Emphasis,
    FactKind,
    FactValue,
    Inline,
    LeafletTarget,
    LineBreak,
    Link,
    Strong,
    Target,
    Text,
    WebTarget,
)
from pipeline.model.leaflets import (
    Alternate,
    Approval,
    Coverage,
    Document,
    Edition,
    Fallback,
    FormatName,
    ImageFile,
    TranslatedDocument,
    Words,
)
from pipeline.model.texts import (
    Acceptance,
    Message,
    Passage,
    Role,
    State,
)

__all__ = [
    "Abbreviation",
    "Acceptance",
    "Alternate",
    "Approval",
    "Block",
    "Callout",
    "CalloutKind",
    "Code",
    "Coverage",
    "Divider",
    "Document",
    "Edition",
    "Emphasis",
    "FactKind",
    "FactValue",
    "Fallback",
    "FormatName",
    "Heading",
    "Image",
    "ImageFile",
    "Inline",
    "LeafletTarget",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "Message",
    "Paragraph",
    "Passage",
    "Quote",
    "Role",
    "State",
    "Strong",
    "Table",
    "Target",
    "Text",
    "TranslatedDocument",
    "WebTarget",
    "Words",
    "map_text",
]
