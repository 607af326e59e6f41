"""Packs: a language of a publication to the file that is sent to translators, and what comes back to the catalogues.

`packing` makes a pack of what `contents`, `previews`, `manifests` and `sheet_writer` give; `returned` reads what comes back,
`sheet_reader` of spreadsheets; `merging` merges it into a catalogue, `following` finds where messages went meanwhile,
`joining` does both for all catalogues, and `unpacking` reads and writes these.
"""
