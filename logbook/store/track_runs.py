"""Runs of track points as columns of digits, joined by SQLite: a text a column, not a row a point.

Fetching a million points as rows costs three times as much as this, before anything is made of
them; and whoever writes digits has them already.
"""

import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

_RUN: Final = 1000
_DAY_S: Final = 86_400
_DAY_MS: Final = _DAY_S * 1000
_HALF_S_MS: Final = 500
_NEXT: Final = """SELECT at_ms FROM points WHERE at_ms BETWEEN ? AND ? ORDER BY at_ms
LIMIT 1 OFFSET ?"""

_DIGITS: Final = "CAST(group_concat({}, '') AS BLOB)".format
_LIST: Final = "CAST(group_concat(ifnull({}, '')) AS BLOB)".format
_SIGNED: Final = "CASE WHEN {0} < 0 THEN 20000000000 - {0} ELSE 10000000000 + {0} END".format
# The time of day by arithmetic: strftime would cost as much as all the rest.
_TIME: Final = (
    "(1 + gap) * 1000000000 + t / 3600000 * 10000000 + t / 60000 % 60 * 100000 + t % 60000"
)
_PLACES: Final = (
    f"SELECT {_DIGITS(_TIME)}, {_DIGITS(_SIGNED('lat_e7'))}, {_DIGITS(_SIGNED('lon_e7'))}"
)
_MOTION: Final = f", {_LIST('sog_mm_s')}, {_LIST('cog_cdeg')}"
_NO_MOTION: Final = ", x'', x''"
# group_concat joins in the order of the subquery.
_POINTS: Final = f"""
FROM (SELECT at_ms - ?3 + {_HALF_S_MS} AS t, lat_e7, lon_e7, gap, sog_mm_s, cog_cdeg
      FROM points WHERE at_ms BETWEEN ?1 AND ?2 ORDER BY at_ms)"""


class Run(NamedTuple):
    """Up to 1000 consecutive points of one UTC day, as ASCII digits.

    `midnight` is when their day began (UTC seconds); they are all that lie between `first_ms`
    and `last_ms`. A column has so many digits a point, with nothing between:

    - `time`, 10: 2 where the point ends a silence, else 1; `HHMMSS`, to the nearest second; and
      three that are alike in two points whose instants lie a whole number of seconds apart.
    - `lat` and `lon`, 11: 1 for north and east, 2 for south and west; then 1e-7 degrees
      (180 E is stored as 180 W).

    `sog` (mm/s) and `cog` (0.01 degrees) are whole numbers between commas, nothing for silence;
    empty unless asked for.
    """

    midnight: int
    first_ms: int
    last_ms: int
    time: bytes
    lat: bytes
    lon: bytes
    sog: bytes
    cog: bytes


def runs(conn: sqlite3.Connection, since_ms: int, until_ms: int, *, motion: bool) -> Iterator[Run]:
    """Yield the points between two instants (ms), both included, in order of time."""
    sql = f"{_PLACES}{_MOTION if motion else _NO_MOTION}{_POINTS}"
    for first_ms, last_ms, midnight_ms in _stretches(conn, since_ms, until_ms):
        found = conn.execute(sql, (first_ms, last_ms, midnight_ms)).fetchone()
        # The writer may have taken a provisional point away since it was looked for.
        if found[0] is not None:
            yield Run(midnight_ms // 1000, first_ms, last_ms, *found)


def _stretches(
    conn: sqlite3.Connection, since_ms: int, until_ms: int
) -> Iterator[tuple[int, int, int]]:
    """Yield where the runs begin and end, and their midnight (ms): 1000 points, or a day's rest."""
    while (found := conn.execute(_NEXT, (since_ms, until_ms, 0)).fetchone()) is not None:
        (first_ms,) = found
        # A day ends half a second early, since times are written to the nearest second.
        midnight_ms = (first_ms + _HALF_S_MS) // _DAY_MS * _DAY_MS
        end_ms = min(until_ms, midnight_ms + _DAY_MS - _HALF_S_MS - 1)
        while (later := conn.execute(_NEXT, (first_ms, end_ms, _RUN)).fetchone()) is not None:
            yield first_ms, later[0] - 1, midnight_ms
            (first_ms,) = later
        yield first_ms, end_ms, midnight_ms
        since_ms = end_ms + 1
