"""Packs: a language of a publication to the file that is sent to translators, and what comes back to the catalogues.

`packing` makes a pack of what `contents`, `previews`, `manifests` and `sheet_writer` give; `returned` reads what comes back,
`sheet_reader` of spreadsheets, `merging` merges it into a catalogue, and `unpacking` does so for all of them.
"""
