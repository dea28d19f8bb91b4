"""The log as JSON lines: every hashed field of each entry as it is stored, by number."""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from logbook.model.journal import entry_line


def write_log(out: BinaryIO, rows: Iterable[Mapping[str, str | None]]) -> int:
    """Write each row (field to stored text) as one line of JSON; return how many.

    OSError of `out` passes through.
    """
    count = 0
    for row in rows:
        out.write(entry_line(row))
        count += 1
    return count
