"""The track's writer: batches whole, the provisional row replaced, nothing twice."""

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.entries import Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.quantities import BARO, QUANTITIES, TWD, TWS, Quantity
from logbook.model.refusal import Refusal
from logbook.store.track import Track, _point
from logbook.store.track_reader import TrackReader
from logbook.store.track_schema import GRAIN_M, QUANTITY_BITS, steps_per_unit
from tests.store.lines import NOON

VESSEL = "a-vessel"


@pytest.fixture
def track(tmp_path: Path) -> Iterator[Track]:
    with Track(tmp_path, VESSEL) as track:
        yield track


@pytest.fixture
def reader(track: Track) -> Iterator[TrackReader]:
    with TrackReader(track.path.parent) as reader:
        yield reader


def point(second: float, *, run_m: float = 3.0, gap: bool = False) -> TrackPoint:
    return TrackPoint(NOON + second, 48.5, -4.25, 3.086, 271.5, run_m, gap)


def sample(second: float, count: int, mean: float = 6.0, quantity: Quantity = TWS) -> Sample:
    return Sample(NOON + second, quantity, mean, mean - 1.5, mean + 2.25, count)


def times(reader: TrackReader) -> list[float]:
    return [point.at - NOON for batch in reader.points() for point in batch]


def test_a_point_reads_back_as_it_was_written(track: Track, reader: TrackReader) -> None:
    written = [
        TrackPoint(NOON + 0.123, 48.3735001, -4.4983333, 3.086, 271.53, 12.345, gap=True),
        TrackPoint(NOON + 1.0, 0.0, -180.0, 0.0, 0.0, 0.0, gap=False),
        TrackPoint(NOON + 2.0, -90.0, 179.9999999, None, None, 70_000.5, gap=False),
    ]
    track.write(written, None, [], Origin.AUTO)
    assert [point for batch in reader.points() for point in batch] == written
    assert [type(point.gap) for point in next(reader.points())] == [bool] * 3


def test_what_rounds_to_180_degrees_or_to_a_full_circle_stays_in_range(
    track: Track, reader: TrackReader
) -> None:
    odd = TrackPoint(NOON, 1.0, 179.99999999, 1.0, 359.999, 1.0, gap=False)
    track.write([odd], None, [], Origin.AUTO)
    last = reader.last()
    assert last is not None
    assert (last.lon, last.cog) == (-180.0, 0.0)


@given(st.floats(-90, 90), st.floats(-180, 179.9999))
def test_a_stored_point_lies_within_its_grain_of_the_fix(lat: float, lon: float) -> None:
    row = _point(TrackPoint(NOON, lat, lon, None, None, 0.0, gap=False), imported=False)
    degree_m = 111_195.0
    north = (row[1] / 1e7 - lat) * degree_m
    east = ((row[2] / 1e7 - lon + 180) % 360 - 180) * degree_m * math.cos(math.radians(lat))
    assert math.hypot(north, east) <= GRAIN_M


def test_the_provisional_row_is_replaced_by_the_next_batch(
    track: Track, reader: TrackReader
) -> None:
    track.write([point(0)], point(9, run_m=27), [], Origin.AUTO)
    assert times(reader) == [0, 9]
    track.write([], point(19, run_m=57), [], Origin.AUTO)
    assert times(reader) == [0, 19]
    # The segment closed at the very fix that was provisional.
    track.write([point(19, run_m=57)], point(29), [], Origin.AUTO)
    assert times(reader) == [0, 19, 29]
    track.write([point(25), point(35)], None, [], Origin.AUTO)
    assert times(reader) == [0, 19, 25, 35]
    assert track.count() == reader.count() == 4


def test_the_count_is_kept_in_step_with_every_batch(track: Track, reader: TrackReader) -> None:
    assert track.count() == 0
    for second in range(0, 100, 10):
        track.write([point(second), point(second)], point(second + 5), [], Origin.AUTO)
        assert track.count() == reader.count() == second // 10 + 2


def test_after_a_power_cut_the_provisional_row_is_an_ordinary_point(tmp_path: Path) -> None:
    with Track(tmp_path, VESSEL) as before:
        before.write([point(0)], point(9), [], Origin.AUTO)
    with Track(tmp_path, VESSEL) as after, TrackReader(tmp_path) as reader:
        after.write([point(60, gap=True)], point(70), [], Origin.AUTO)
        after.write([], point(80), [], Origin.AUTO)
        assert times(reader) == [0, 9, 60, 80]


def test_a_provisional_row_never_takes_the_place_of_a_stored_point(
    track: Track, reader: TrackReader
) -> None:
    track.write([point(0), point(10)], None, [], Origin.AUTO)
    # An import of the same stretch: its open end stands on a point logged live.
    track.write([point(0), point(5)], point(10), [], Origin.IMPORT)
    track.write([], None, [], Origin.IMPORT)
    assert times(reader) == [0, 5, 10]
    with closing(sqlite3.connect(track.path)) as plain:
        rows = plain.execute("SELECT imported FROM points ORDER BY at_ms").fetchall()
    assert rows == [(0,), (1,), (0,)]


def test_the_same_stretch_twice_adds_nothing_twice(track: Track, reader: TrackReader) -> None:
    stretch = [point(second) for second in range(100)]
    held = [sample(minute * 60, 60) for minute in range(5)]
    for origin in (Origin.AUTO, Origin.IMPORT, Origin.IMPORT):
        track.write(stretch, None, held, origin)
    assert reader.count() == 100
    assert len(list(reader.samples(TWS))) == 5


def test_a_batch_is_written_whole_or_not_at_all(track: Track, reader: TrackReader) -> None:
    track.write([point(0)], point(9), [sample(0, 3)], Origin.AUTO)
    many = [point(10 + second) for second in range(5000)]
    with pytest.raises(ValueError, match="NaN"):
        track.write([*many, point(math.nan)], None, [sample(0, 9)], Origin.AUTO)
    # The database itself stops in the last of five thousand rows: one point too large for it.
    with pytest.raises(OverflowError):
        track.write([*many, point(1e18)], None, [sample(0, 9)], Origin.AUTO)
    assert times(reader) == [0, 9]
    assert [kept.count for kept in reader.samples(TWS)] == [3]
    track.write(many, None, [], Origin.AUTO)
    assert reader.count() == 5001


def test_of_two_samples_the_one_with_more_readings_is_kept(
    track: Track, reader: TrackReader
) -> None:
    track.write([], None, [sample(0, 30, 6.0)], Origin.AUTO)
    track.write([], None, [sample(0, 20, 1.0), sample(0, 20, 1.0, BARO)], Origin.IMPORT)
    assert [(kept.mean, kept.count) for kept in reader.samples(TWS)] == [(6.0, 30)]
    track.write([], None, [sample(0, 60, 7.0)], Origin.IMPORT)
    assert list(reader.samples(TWS)) == [Sample(NOON, TWS, 7.0, 5.5, 9.25, 60)]


def test_a_direction_has_no_extremes(track: Track, reader: TrackReader) -> None:
    given_ = Sample(NOON, TWD, 359.5, None, None, 60)
    track.write([], None, [given_], Origin.AUTO)
    assert list(reader.samples(TWD)) == [given_]


@given(st.sampled_from(list(QUANTITIES)), st.floats(0, 1))
def test_every_quantity_is_kept_to_a_step_finer_than_its_instrument(
    quantity: Quantity, share: float
) -> None:
    row = QUANTITIES[quantity]
    value = row.low + share * (row.high - row.low)
    steps = steps_per_unit(row)
    assert abs(round(value * steps) / steps - value) <= 0.5 / steps * 1.001
    assert steps >= {"m/s": 100, "ratio": 1000, "Pa": 1, "m": 1}.get(row.unit, 10)


def test_quantities_keep_their_ids_and_new_ones_get_their_own(tmp_path: Path) -> None:
    with Track(tmp_path, VESSEL) as track, closing(sqlite3.connect(track.path)) as plain:
        ids = dict(plain.execute("SELECT name, id FROM quantities"))
        assert set(ids) == set(QUANTITIES)
        assert max(ids.values()) < 1 << QUANTITY_BITS
        plain.execute("DELETE FROM quantities WHERE name = 'hdg'")
        plain.commit()
    with Track(tmp_path, VESSEL) as track, closing(sqlite3.connect(track.path)) as plain:
        again = dict(plain.execute("SELECT name, id FROM quantities"))
        assert {**again, "hdg": 0} == {**ids, "hdg": 0}
        assert len(set(again.values())) == len(QUANTITIES)


def test_a_quantity_that_the_table_does_not_know_is_refused(track: Track) -> None:
    with pytest.raises(KeyError):
        track.write([], None, [sample(0, 1, 1.0, Quantity("warp"))], Origin.AUTO)


def test_a_track_belongs_to_one_vessel(tmp_path: Path) -> None:
    Track(tmp_path, VESSEL).close()
    with pytest.raises(Refusal) as refused:
        Track(tmp_path, "another")
    assert refused.value.name == "store.other_vessel"


def test_owners_query_the_track_in_degrees_and_si(track: Track) -> None:
    track.write(
        [point(0.007)], None, [sample(0, 60), Sample(NOON, TWD, 1.5, None, None, 9)], Origin.AUTO
    )
    with closing(sqlite3.connect(track.path)) as plain:
        assert plain.execute("SELECT * FROM track").fetchall() == [
            ("2026-06-01T12:00:00.007Z", 48.5, -4.25, 3.086, 271.5, 3.0, 0, 0)
        ]
        assert sorted(plain.execute("SELECT * FROM sampled")) == [
            ("2026-06-01T12:00:00Z", "twd", "deg true", 1.5, None, None, 9),
            ("2026-06-01T12:00:00Z", "tws", "m/s", 6.0, 4.5, 8.25, 60),
        ]


def test_the_tables_are_strict_and_no_other_is_made(track: Track) -> None:
    track.write([point(0)], point(9), [sample(0, 60)], Origin.AUTO)
    with closing(sqlite3.connect(track.path)) as plain:
        rows = plain.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'")
        assert {name for name, strict in rows if strict} == {
            *["meta", "points", "quantities", "samples"]
        }
        assert plain.execute(
            "SELECT count(*) FROM sqlite_master WHERE type='table'"
        ).fetchone() == (4,)
        with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
            plain.execute("UPDATE points SET lat_e7 = 'north'")


def test_a_year_at_sea_is_small(tmp_path: Path) -> None:
    # A week of a point every twenty seconds and twelve quantities a minute, a year by proportion.
    quantities = list(QUANTITIES)[:12]
    with Track(tmp_path, VESSEL) as track:
        for day in range(7):
            seconds = range(day * 86_400, (day + 1) * 86_400, 20)
            minutes = range(day * 86_400, (day + 1) * 86_400, 60)
            track.write(
                [
                    TrackPoint(NOON + s, 48 + s / 1e6, -5 - s / 1e6, 3.1, s % 360, 62.1, gap=False)
                    for s in seconds
                ],
                None,
                [
                    Sample(NOON + s, quantity, 100 + s % 97, 99.0, 198.5, 60)
                    for s in minutes
                    for quantity in quantities
                ],
                Origin.AUTO,
            )
        path = track.path
    week = path.stat().st_size
    assert week < 7 * (4320 * 37 + 1440 * 12 * 24)
