"""How many processes a command uses."""

import argparse
import os


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """Add the option `--jobs`, a number of at least 1."""
    words = "how many processes (default: the cores)"
    parser.add_argument("--jobs", metavar="N", type=_positive, default=len(os.sched_getaffinity(0)), help=words)


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'a whole number of at least 1 is wanted, not "{text}"')
    return int(text)
