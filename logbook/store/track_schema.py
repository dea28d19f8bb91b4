"""The tables of `track.db`: small whole numbers for the disk, views in SI units for owners.

A point costs about 34 bytes and a sample about 20. Positions are kept in 1e-7 degrees, so a
stored point lies within 8 mm of its fix (`GRAIN_M`).
"""

from typing import Final

from sqlite_utils import Database

from logbook.model.quantities import QUANTITIES, Row
from logbook.store.database import Step

NAME: Final = "track.db"
PAGE_BYTES: Final = 1024
"""A batch dirties two or three pages, and each is written whole: at a batch every ten seconds,
1 KiB pages wrote 2.1 MB an hour where 4 KiB pages wrote 3.4 MB."""
GRAIN_M: Final = 0.008
"""How far rounding to 1e-7 degrees may move a point: half a step north and half a step east."""
QUANTITY_BITS: Final = 8
"""A sample's key is its second shifted by these bits, plus its quantity's id: one number orders
samples by time, keeps a minute's samples on one page and costs no second index."""

_STEPS_PER_UNIT: Final = {
    "m/s": 1000,
    "deg/s to starboard": 1000,
    "ratio": 10_000,
    "Pa": 1,
    "m": 1,
}
_USUAL_STEPS: Final = 100


def steps_per_unit(row: Row) -> int:
    """Return how many stored steps make one unit of a quantity: 100 for 0.01 degrees or K."""
    return _STEPS_PER_UNIT.get(row.unit, _USUAL_STEPS)


def know_quantities(db: Database) -> None:
    """Give every quantity of the table that has none an id and a step in this file, for good."""
    table = db.table("quantities")
    known = {row["name"] for row in table.rows}
    table.insert_all(
        {"name": name, "unit": row.unit, "steps_per_unit": steps_per_unit(row)}
        for name, row in QUANTITIES.items()
        if name not in known
    )


_TRACK: Final = """CREATE VIEW track AS
SELECT strftime('%Y-%m-%dT%H:%M:%S', at_ms / 1000, 'unixepoch')
         || printf('.%03dZ', at_ms % 1000) AS at,
       lat_e7 / 1e7 AS lat, lon_e7 / 1e7 AS lon, sog_mm_s / 1000.0 AS sog, cog_cdeg / 100.0 AS cog,
       run_mm / 1000.0 AS run_m, gap, imported
FROM points"""

_SAMPLED: Final = f"""CREATE VIEW sampled AS
SELECT strftime('%Y-%m-%dT%H:%M:%SZ', key >> {QUANTITY_BITS}, 'unixepoch') AS at,
       q.name AS quantity, q.unit AS unit,
       CAST(mean AS REAL) / steps_per_unit AS mean,
       CAST(mean - below AS REAL) / steps_per_unit AS low,
       CAST(mean + above AS REAL) / steps_per_unit AS high,
       count
FROM samples JOIN quantities AS q ON q.id = key & {(1 << QUANTITY_BITS) - 1}"""


def _version_1(db: Database) -> None:
    db.table("meta").create(
        {"name": str, "value": str}, pk="name", not_null=["name", "value"], strict=True
    )
    db.table("points").create(
        {
            "at_ms": int,
            "lat_e7": int,
            "lon_e7": int,
            "sog_mm_s": int,
            "cog_cdeg": int,
            "run_mm": int,
            "gap": int,
            "imported": int,
        },
        pk="at_ms",
        not_null=["lat_e7", "lon_e7", "run_mm", "gap", "imported"],
        strict=True,
    )
    db.table("quantities").create(
        {"id": int, "name": str, "unit": str, "steps_per_unit": int},
        pk="id",
        not_null=["name", "unit", "steps_per_unit"],
        strict=True,
    )
    db.table("quantities").create_index(["name"], unique=True)
    db.table("samples").create(
        {"key": int, "mean": int, "below": int, "above": int, "count": int},
        pk="key",
        not_null=["mean", "count"],
        strict=True,
    )
    db.execute(_TRACK)
    db.execute(_SAMPLED)


STEPS: Final[tuple[Step, ...]] = (_version_1,)
"""What brings a track of version n to n + 1; a step that has been released is never changed."""
