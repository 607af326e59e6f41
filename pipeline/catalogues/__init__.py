"""Catalogues: messages to `.po` files and back, without changing a byte that nobody edited.

`quoting`, `lines` and `entries` read the parts of a file, `catalogue` and `po` the whole, `validity` judges it.
`edit` splices one entry; `update` makes a template and merges it into a catalogue, with `matching`.
"""
