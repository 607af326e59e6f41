"""For developers: bring `pipeline/locales/` up to date with `pipeline.interface.ALL`, losing nothing (`make words`)."""

import sys
from pathlib import Path

from pipeline import interface
from pipeline.catalogues import po
from pipeline.catalogues.merge import merge
from pipeline.files import Folder
from pipeline.languages import parse_language

FOLDER = Folder(Path(__file__).parent.parent / "pipeline" / "locales")


def main() -> None:
    """Write the template, and merge it into every catalogue that is there."""
    content = interface.template()
    FOLDER.write("everyleaf.pot", content)
    template = po.parse(content, "everyleaf.pot")
    for path in FOLDER.find("*/LC_MESSAGES/everyleaf.po"):
        merged = merge(po.parse(FOLDER.read(path), path), template, parse_language(path.split("/")[0]))
        FOLDER.write(path, po.dump(merged.catalogue))
        done = merged.changes
        sys.stdout.write(f"{path}: {len(done.new)} new, {len(done.changed)} changed, {len(done.obsolete)} obsolete\n")


if __name__ == "__main__":
    main()
