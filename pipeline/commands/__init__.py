"""The commands, one module each: what was typed to what was done, and that to words and JSON. None of them prints."""

from importlib import import_module
from types import MappingProxyType

from pipeline.commands.base import Command

COMMANDS = MappingProxyType(
    {
        "new": "make a new publication that builds at once",
        "build": "make all editions that are out of date, and the manifest",
        "watch": "build now, and again whenever a file in source/ or locales/ is saved",
        "serve": "show the outputs in a browser on this machine, before they are published",
        "verify": "show which files of the outputs are not as they were built, or whether a copy is current",
        "update": "bring the catalogues up to date with the leaflets; nothing that a translator wrote is lost",
        "impact": "show what the edits since the last update cost: translations to review, approvals that lapse",
        "minor": "declare that the edits since the last update change spelling and punctuation only",
        "check": "show every problem in the sources and the catalogues",
        "status": "show how every leaflet stands in every language",
        "approve": "state that a person found a leaflet in a language right",
        "pack": "make the file that is sent to the translators of a language",
        "unpack": "take the work of translators into the catalogues",
        "doctor": "show what this machine lacks",
    }
)
"""What each does, in the words of `everyleaf --help` and in its order: without a capital, without a full stop.

Each is the module of that name.
"""


def load(name: str) -> Command:
    """Return a command. Its module is imported only now: most of them import much, and each run needs one."""
    command: Command = import_module(f"pipeline.commands.{name}").COMMAND
    return command
