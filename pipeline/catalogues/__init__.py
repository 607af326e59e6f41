"""Catalogues: messages to `.po` files and back, without changing a byte that nobody edited.

`quoting`, `lines` and `entries` read the parts of a file, `catalogue` and `po` the whole; `validity` judges it,
with `declared` and `plurals`.
`edit` splices one entry; `template` makes a template, and `merge` brings it into a catalogue, where `origins` and `matching`
find what new messages were before. `language` merges all catalogues of a language, with `moves` between them.
"""
