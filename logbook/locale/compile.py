"""Compiles every `.po` beside it into the `.mo` read at run time; the only file that knows Babel.

Run `python -m logbook.locale.compile` after changing a sentence. Babel is a development tool:
nothing that runs aboard imports this file.
"""

import datetime as dt
import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from logbook.locale.catalogue import FOLDER

_A_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def sources(folder: Path = FOLDER) -> list[Path]:
    """Return every `.po` under `folder`, in order."""
    return sorted(folder.glob("*/LC_MESSAGES/*.po"))


def read(path: Path) -> Catalog:
    """Return the sentences of one `.po`; its language is its folder's name.

    Raises ValueError or babel's PoFileError where the file is not well formed.
    """
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parents[1].name, charset="utf-8", abort_invalid=True)
    # The header is made here and not taken from the file, so that the same sentences always
    # give the same bytes, and the plural rule is the language's own.
    bare = Catalog(
        locale=path.parents[1].name,
        project="ships-log",
        version="1",
        creation_date=_A_DAY,
        revision_date=_A_DAY,
        fuzzy=False,
    )
    for message in catalog:
        if message.id:
            bare.add(message.id, message.string, flags=message.flags)
    return bare


def compiled(path: Path) -> bytes:
    """Return what the `.mo` of the `.po` at `path` holds."""
    out = io.BytesIO()
    write_mo(out, read(path))
    return out.getvalue()


def main() -> None:
    """Write every `.mo` that is not in step, and remove what has no source any more."""
    for orphan in FOLDER.glob("*/LC_MESSAGES/*.mo"):
        if not orphan.with_suffix(".po").exists():
            orphan.unlink()
    for path in sources():
        target, content = path.with_suffix(".mo"), compiled(path)
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
            sys.stdout.write(f"{target.relative_to(FOLDER)}\n")


if __name__ == "__main__":
    main()
