"""Which editions a build is asked about, and by whom they are judged."""

import argparse

from pipeline.commands.jobs import add_jobs


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose leaflets, languages, formats and validators, and `--jobs`."""
    for name, what in (("leaflet", "ID"), ("language", "TAG"), ("format", "NAME")):
        parser.add_argument(
            f"--{name}", metavar=what, action="append", default=[], help=f"only this {name}; may be repeated"
        )
    add_jobs(parser)
    words = "do without a validator, such as axe-core; may be repeated"
    parser.add_argument("--without", metavar="VALIDATOR", action="append", default=[], help=words)


def question_of(options: argparse.Namespace) -> str:
    """Return what a build is asked, as far as its answer depends on it."""
    return repr((options.leaflet, options.language, options.format, options.without))
