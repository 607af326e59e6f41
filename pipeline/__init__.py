"""Everyleaf: one plain-English source and gettext catalogues to accessible leaflets in every language."""

__version__ = "0.1.0"
