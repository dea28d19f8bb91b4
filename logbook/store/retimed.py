"""When the lines that the host's clock timed really were; read again once that has changed."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from logbook.store.book_schema import MENDED
from logbook.store.faults import refusing

_NEWEST: Final = "SELECT coalesce(max(number), 0) FROM entries WHERE kind = 'clock'"
_ALL: Final = f"SELECT number, at FROM ({MENDED})"


class Retimed:
    """The mended instants of one book, for one thread at a time.

    A clock entry covers lines that were written before it: until the next one all stays as it is,
    and to reckon it anew for each question would cost more with every start without a GPS.
    """

    def __init__(self, conn: sqlite3.Connection, path: Path) -> None:
        self._conn = conn
        self._path = path
        self._newest = -1
        self._at: Mapping[Any, str] = {}

    def now(self) -> Mapping[Any, str]:
        """Return the instants as they are stored (UTC), by number; raises Refusal."""
        with refusing(self._path):
            newest = self._conn.execute(_NEWEST).fetchone()[0]
            if newest != self._newest:
                self._at = dict(self._conn.execute(_ALL).fetchall()) if newest else {}
                self._newest = newest
        return self._at
