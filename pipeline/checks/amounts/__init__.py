"""The numbers of a text, in any script, with their units: what `numbers` compares."""
