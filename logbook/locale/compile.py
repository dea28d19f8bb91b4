"""Compiles every `.po` beside it into the `.mo` read at run time; the only file that knows Babel.

Run `python -m logbook.locale.compile` after changing a sentence. Babel is a development tool:
nothing that runs aboard imports this file.
"""

import datetime as dt
import io
import re
import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from logbook.locale.catalogue import FOLDER
from logbook.locale.typography import tied

_TYPED: Final = re.compile(r"_(?:hint|example)\b")
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
            bare.add(message.id, _set(bare, message), flags=message.flags)
    return bare


def _set(catalog: Catalog, message: Message) -> str | tuple[str, ...]:
    """Return what a message says as it is printed; what people are to type stays as it is."""
    said = message.string or ""
    forms = (said,) if isinstance(said, str) else tuple(said)
    if str(catalog.locale) == "fr" and not _TYPED.search(str(message.id)):
        forms = tuple(map(tied, forms))
    return forms[0] if isinstance(said, str) else forms


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
