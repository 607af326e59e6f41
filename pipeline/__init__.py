"""Everyleaf: one plain-English source and gettext catalogues to accessible leaflets in every language."""

from importlib.metadata import version

__version__ = version("everyleaf")
