"""The commands, one module each: what was typed to what was done, and that to words and JSON. None of them prints."""

from pipeline.commands import build, check, doctor, new, status, update
from pipeline.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    build.COMMAND,
    update.COMMAND,
    check.COMMAND,
    status.COMMAND,
    doctor.COMMAND,
)
"""In the order of `everyleaf --help`."""
