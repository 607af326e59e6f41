"""The commands, one module each: what was typed to what was done, and that to words and JSON. None of them prints."""

from importlib import import_module

from pipeline.commands.base import Command

COMMANDS = (
    *("new", "build", "watch", "serve", "verify", "update", "impact", "minor", "check", "status"),
    *("approve", "pack", "unpack", "doctor"),
)
"""In the order of `everyleaf --help`; each is the module of that name."""


def load(name: str) -> Command:
    """Return a command. Its module is imported only now: most of them import much, and each run needs one."""
    command: Command = import_module(f"pipeline.commands.{name}").COMMAND
    return command
