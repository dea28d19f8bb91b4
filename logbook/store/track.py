"""The writer of `track.db`: a batch of points, the open segment's end and samples, all or nothing.

`synchronous=FULL` here too: with NORMAL a power cut may take back everything since the last
checkpoint, an hour at this rate, and one fsync every ten seconds costs no more than that.
"""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from logbook.model.entries import Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.refusal import Refusal
from logbook.store.closing import Closing
from logbook.store.database import WAIT_S, open_writer, transaction
from logbook.store.faults import refusing
from logbook.store.track_schema import NAME, PAGE_BYTES, QUANTITY_BITS, STEPS, know_quantities

_HALF_TURN_E7: Final = 1_800_000_000
_PointRow = tuple[int, int, int, int | None, int | None, int, bool, bool]
_SampleRow = tuple[int, int, int | None, int | None, int]
_POINT: Final = "INSERT INTO points VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (at_ms) DO NOTHING"
_SAMPLE: Final = """INSERT INTO samples VALUES (?,?,?,?,?) ON CONFLICT (key) DO UPDATE
SET mean = excluded.mean, below = excluded.below, above = excluded.above, count = excluded.count
WHERE excluded.count > samples.count"""


class Track(Closing):
    """The track of `vessel` in `folder`, open to be written by the holder of the folder's lock.

    Made where there is none. Every method raises a Refusal (`store.full`, `store.read_only`,
    `store.damaged`, `store.other_vessel`, …) where the disk will not take it; then nothing of
    that batch is written, and it may be given again.
    """

    def __init__(self, folder: Path, vessel: str, *, wait_s: float = WAIT_S) -> None:
        self.path = folder / NAME
        self._one_at_a_time = threading.Lock()
        self._provisional_ms: int | None = None
        self._count: int | None = None
        self._db = open_writer(self.path, STEPS, page_bytes=PAGE_BYTES, wait_s=wait_s)
        try:
            with refusing(self.path):
                _refuse_other(self._db, vessel, folder)
                self._scales = _scales(self._db)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Close the file. The provisional row stays: it is the latest fix, and a true one."""
        self._db.close()

    def write(
        self,
        points: Sequence[TrackPoint],
        provisional: TrackPoint | None,
        samples: Sequence[Sample],
        origin: Origin,
    ) -> None:
        """Write one batch in one transaction, and replace the provisional row of the batch before.

        A point at an instant that is held already (to the millisecond) is left out; of two
        samples of one quantity and second the one with more readings is kept. Raises ValueError
        for NaN and KeyError for a quantity that the table does not know.
        """
        imported = origin is Origin.IMPORT
        point_rows = [_point(point, imported) for point in points]
        last_row = None if provisional is None else _point(provisional, imported)
        sample_rows = [_sample(sample, *self._scales[sample.quantity]) for sample in samples]
        with self._one_at_a_time, refusing(self.path):
            with transaction(self._db):
                conn = self._db.conn
                added = self._take_back(conn)
                added += conn.executemany(_POINT, point_rows).rowcount if point_rows else 0
                stood = 0 if last_row is None else conn.execute(_POINT, last_row).rowcount
                if sample_rows:
                    conn.executemany(_SAMPLE, sample_rows)
            # Only what this writer put there is its to take back.
            self._provisional_ms = last_row[0] if stood and last_row is not None else None
            if self._count is not None:
                self._count += added + stood

    def count(self) -> int:
        """Return the number of points; counted once, then kept in step without waiting."""
        if self._count is None:
            with self._one_at_a_time, refusing(self.path):
                sql = "SELECT count(*) FROM points"
                self._count = int(self._db.conn.execute(sql).fetchone()[0])
        return self._count

    def _take_back(self, conn: sqlite3.Connection) -> int:
        if self._provisional_ms is None:
            return 0
        sql = "DELETE FROM points WHERE at_ms = ?"
        return -conn.execute(sql, [self._provisional_ms]).rowcount


def _point(point: TrackPoint, imported: bool) -> _PointRow:
    at, lat, lon, sog, cog, run_m, gap = point
    return (
        round(at * 1000),
        round(lat * 1e7),
        # What rounds to 180 is -180.
        (round(lon * 1e7) + _HALF_TURN_E7) % (2 * _HALF_TURN_E7) - _HALF_TURN_E7,
        None if sog is None else round(sog * 1000),
        None if cog is None else round(cog * 100) % 36_000,
        round(run_m * 1000),
        gap,
        imported,
    )


def _sample(sample: Sample, quantity: int, steps: int) -> _SampleRow:
    mean = round(sample.mean * steps)
    return (
        (round(sample.at) << QUANTITY_BITS) | quantity,
        mean,
        # Distances from the mean are small numbers, and small numbers are few bytes.
        None if sample.low is None else mean - round(sample.low * steps),
        None if sample.high is None else round(sample.high * steps) - mean,
        sample.count,
    )


def _scales(db: Database) -> dict[str, tuple[int, int]]:
    """Return each quantity's id and steps per unit in this file."""
    with transaction(db):
        know_quantities(db)
    return {row["name"]: (row["id"], row["steps_per_unit"]) for row in db.table("quantities").rows}


def _refuse_other(db: Database, vessel: str, folder: Path) -> None:
    with transaction(db):
        rows = db.table("meta").rows_where("name = ?", ["vessel"])
        held = next((row["value"] for row in rows), None)
        if held is None:
            db.table("meta").insert({"name": "vessel", "value": vessel})
    if held not in (None, vessel):
        raise Refusal("store.other_vessel", folder=folder)
