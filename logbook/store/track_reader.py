"""Reads `track.db` while it is written: points and samples by time, at one cost for any size."""

import math
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from logbook.model.observations import Sample, TrackPoint
from logbook.model.quantities import Quantity
from logbook.store.closing import Closing
from logbook.store.database import integrity, open_reader
from logbook.store.faults import refusing
from logbook.store.strangers import strangers
from logbook.store.track_runs import Run, runs
from logbook.store.track_schema import NAME, QUANTITY_BITS, STEPS
from logbook.store.verify import Finding

_BATCH: Final = 1000
_EVER_MS: Final = 1 << 52
_PointRow = tuple[float, float, float, float | None, float | None, float, int]
_SampleRow = tuple[int, int, int | None, int | None, int]
_COLUMNS: Final = """at_ms / 1000.0, lat_e7 / 1e7, lon_e7 / 1e7, sog_mm_s / 1000.0,
cog_cdeg / 100.0, run_mm / 1000.0, gap"""
_RANGE: Final = f"SELECT {_COLUMNS} FROM points WHERE at_ms BETWEEN ? AND ? ORDER BY at_ms"
_LIVE: Final = f"""SELECT {_COLUMNS} FROM points
WHERE at_ms BETWEEN ? AND ? AND imported = 0 ORDER BY at_ms"""
_BEFORE: Final = f"SELECT {_COLUMNS} FROM points WHERE at_ms <= ? ORDER BY at_ms DESC LIMIT 1"
_LAST_LIVE: Final = f"""SELECT {_COLUMNS} FROM points
WHERE at_ms <= ? AND imported = 0 ORDER BY at_ms DESC LIMIT 1"""
_AFTER: Final = f"SELECT {_COLUMNS} FROM points WHERE at_ms >= ? ORDER BY at_ms LIMIT 1"
_SAMPLES: Final = "SELECT key, mean, below, above, count FROM samples WHERE key >= ? AND key < ?"
_QUANTITY: Final = (1 << QUANTITY_BITS) - 1


class TrackReader(Closing):
    """The track in `folder`, to be read by one thread at a time; never writes a byte.

    Instants are UTC seconds since 1970, to the millisecond; both ends of a stretch belong to it.
    Raises Refusal: `store.no_book` where there is no track, `store.newer`, `store.damaged`, …
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._db = open_reader(self.path, len(STEPS))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def points(
        self, since: float | None = None, until: float | None = None, *, live: bool = False
    ) -> Iterator[list[TrackPoint]]:
        """Yield the points from `since` to `until` in order, a thousand or fewer at a time.

        The open segment's latest fix comes last, as it stood when the reading began. `live` asks
        only for those that were not imported.
        """
        with refusing(self.path):
            sql = _LIVE if live else _RANGE
            cursor = self._db.conn.execute(sql, (_ms(since, -_EVER_MS), _ms(until, _EVER_MS)))
            while rows := cursor.fetchmany(_BATCH):
                yield _points(rows)

    def runs(
        self, since: float | None = None, until: float | None = None, *, motion: bool
    ) -> Iterator[Run]:
        """Yield the points from `since` to `until` in order as columns of digits.

        See `track_runs.Run`; with `motion`, speed and course too.
        """
        with refusing(self.path):
            first, last = _ms(since, -_EVER_MS), _ms(until, _EVER_MS)
            yield from runs(self._db.conn, first, last, motion=motion)

    def bracket(self, at: float) -> tuple[TrackPoint | None, TrackPoint | None]:
        """Return the last point not after `at` and the first not before it."""
        return self._one(_BEFORE, at), self._one(_AFTER, at)

    def last(self, *, live: bool = False) -> TrackPoint | None:
        """Return the latest point (`live`: that was not imported), or None."""
        return self._one(_LAST_LIVE if live else _BEFORE, None)

    def covered(self, since: float, until: float) -> list[tuple[float, float]]:
        """Return the stretches already held that touch `since` to `until`: first and last instant.

        A stretch is a run of points without a gap between them. One that passes `since` or
        `until` is told from the point before it, or to the point after.
        """
        before, _ = self.bracket(since)
        _, after = self.bracket(until)
        start = since if before is None else before.at
        end = until if after is None else after.at
        stretches: list[tuple[float, float]] = []
        for batch in self.points(start, end):
            for point in batch:
                if point.gap or not stretches:
                    stretches.append((point.at, point.at))
                else:
                    stretches[-1] = (stretches[-1][0], point.at)
        return [(a, b) for a, b in stretches if b >= since and a <= until]

    def distance(self, since: float, until: float) -> float:
        """Return the metres sailed between two instants.

        Of a stretch between two points that one of them falls into, the part that it cuts off.
        """
        sql = "SELECT total(run_mm) / 1000.0 FROM points WHERE at_ms > ? AND at_ms <= ?"
        with refusing(self.path):
            found = self._db.conn.execute(sql, (_ms(since, 0), _ms(until, 0))).fetchone()
        return float(found[0]) - self._begun(since) + self._begun(until)

    def _begun(self, at: float) -> float:
        """Return the metres sailed by `at` since the last point before it, where one follows."""
        before, after = self.bracket(at)
        if before is None or after is None or after.at <= before.at:
            return 0.0
        return after.run_m * (at - before.at) / (after.at - before.at)

    def count(self) -> int:
        """Return the number of points."""
        with refusing(self.path):
            return int(self._db.conn.execute("SELECT count(*) FROM points").fetchone()[0])

    def samples(
        self,
        quantities: Quantity | Collection[Quantity],
        since: float | None = None,
        until: float | None = None,
    ) -> Iterator[Sample]:
        """Yield the samples of one or several quantities that begin in the stretch, by time."""
        wanted = [quantities] if isinstance(quantities, str) else [*quantities]
        first = -_EVER_MS if since is None else math.ceil(since)
        last = _EVER_MS if until is None else math.floor(until)
        with refusing(self.path):
            held = {
                row["id"]: (Quantity(row["name"]), row["steps_per_unit"])
                for row in self._db.table("quantities").rows
                if row["name"] in wanted
            }
            sql = f"{_SAMPLES} AND key & {_QUANTITY} IN ({', '.join(map(str, held))}) ORDER BY key"
            for row in self._db.conn.execute(
                sql, (first << QUANTITY_BITS, (last + 1) << QUANTITY_BITS)
            ):
                yield _sample(row, *held[row[0] & _QUANTITY])

    def verify(self) -> list[Finding]:
        """Return what SQLite's integrity check finds wrong, and what is not ours; or nothing."""
        with refusing(self.path):
            said = integrity(self._db)
            found = strangers(self._db.conn, STEPS)
        return found if said is None else [Finding("store.track_damaged", {"reason": said}), *found]

    def _one(self, sql: str, at: float | None) -> TrackPoint | None:
        with refusing(self.path):
            rows = self._db.conn.execute(sql, (_ms(at, _EVER_MS),)).fetchall()
        return next(iter(_points(rows)), None)


def _ms(at: float | None, otherwise: int) -> int:
    return otherwise if at is None else round(at * 1000)


def _points(rows: list[_PointRow]) -> list[TrackPoint]:
    return [
        TrackPoint(at, lat, lon, sog, cog, run_m, gap == 1)
        for at, lat, lon, sog, cog, run_m, gap in rows
    ]


def _sample(row: _SampleRow, quantity: Quantity, steps: int) -> Sample:
    key, mean, below, above, count = row
    return Sample(
        at=float(key >> QUANTITY_BITS),
        quantity=quantity,
        mean=mean / steps,
        low=None if below is None else (mean - below) / steps,
        high=None if above is None else (mean + above) / steps,
        count=count,
    )
