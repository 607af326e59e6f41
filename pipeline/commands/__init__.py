"""The commands, one module each: what was typed to what was done, and that to words and JSON. None of them prints."""

from pipeline.commands import approve, build, check, doctor, impact, minor, new, pack, status, unpack, update
from pipeline.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    new.COMMAND,
    build.COMMAND,
    update.COMMAND,
    impact.COMMAND,
    minor.COMMAND,
    check.COMMAND,
    status.COMMAND,
    approve.COMMAND,
    pack.COMMAND,
    unpack.COMMAND,
    doctor.COMMAND,
)
"""In the order of `everyleaf --help`."""
