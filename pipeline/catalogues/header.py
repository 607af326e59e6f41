"""The header of a template or catalogue: the fields that gettext's tools ask for, but for its dates."""

from collections.abc import Mapping

from pipeline.catalogues.quoting import keyword_lines

PROJECT = "Project-Id-Version"
FORMAT = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}


def header(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the lines of a header, without their ends."""
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return ('msgid ""', *keyword_lines("msgstr", text))
