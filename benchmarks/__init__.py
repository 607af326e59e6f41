"""How long Everyleaf takes for large publications, beside how long it may take. See README.md."""
