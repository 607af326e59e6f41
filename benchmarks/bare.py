"""A bare loop of WeasyPrint in a warm process: `python -m benchmarks.bare FILE...` says how much CPU the files took."""

import sys
import time
from pathlib import Path

from weasyprint import HTML


def run(files: tuple[Path, ...]) -> float:
    """Return the CPU seconds that the PDFs of some HTML files take; the first is made once before, to warm up."""
    HTML(files[0]).write_pdf(pdf_tags=True)
    started = time.process_time()
    for file in files:
        HTML(file).write_pdf(pdf_tags=True)
    return time.process_time() - started


if __name__ == "__main__":
    sys.stdout.write(f"{run(tuple(map(Path, sys.argv[1:])))}\n")
