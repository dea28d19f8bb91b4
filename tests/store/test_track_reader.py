"""Reading the track: by stretch, around an instant, what is held already; beside its writer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.model.entries import Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.quantities import BARO, SOG, TWD, TWS
from logbook.model.refusal import Refusal
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import NOON


@pytest.fixture
def track(tmp_path: Path) -> Iterator[Track]:
    with Track(tmp_path, "a-vessel") as track:
        yield track


@pytest.fixture
def reader(track: Track) -> Iterator[TrackReader]:
    with TrackReader(track.path.parent) as reader:
        yield reader


def point(second: float, *, gap: bool = False) -> TrackPoint:
    return TrackPoint(NOON + second, 48.5, -4.25, 3.086, 271.5, 3.0, gap)


def seconds(batches: Iterator[list[TrackPoint]]) -> list[float]:
    return [point.at - NOON for batch in batches for point in batch]


def test_points_come_in_order_and_in_batches_of_bounded_size(
    track: Track, reader: TrackReader
) -> None:
    track.write([point(n) for n in reversed(range(2500))], point(2600), [], Origin.AUTO)
    batches = list(reader.points())
    assert seconds(iter(batches)) == [*range(2500), 2600]
    assert max(map(len, batches)) <= 1000
    assert seconds(reader.points(NOON + 10, NOON + 12)) == [10, 11, 12]
    assert seconds(reader.points(NOON + 10.2, NOON + 12.9)) == [11, 12]
    assert seconds(reader.points(since=NOON + 2499)) == [2499, 2600]
    assert seconds(reader.points(until=NOON)) == [0]


def test_a_stretch_is_read_as_it_stood_though_the_writer_goes_on(
    track: Track, reader: TrackReader
) -> None:
    track.write([point(n) for n in range(1500)], point(1500), [], Origin.AUTO)
    reading = reader.points()
    first = next(reading)
    track.write([point(1500), point(1501)], point(1510), [], Origin.AUTO)
    assert seconds(iter([first, *reading])) == list(range(1501))
    assert reader.count() == 1503


def test_an_instant_lies_between_two_points(track: Track, reader: TrackReader) -> None:
    assert reader.bracket(NOON) == (None, None)
    assert reader.last() is None
    track.write([point(0.123), point(10), point(20)], None, [], Origin.AUTO)
    assert reader.bracket(NOON + 12) == (point(10), point(20))
    assert reader.bracket(NOON + 10) == (point(10), point(10))
    assert reader.bracket(NOON + 0.123) == (point(0.123), point(0.123))
    assert reader.bracket(NOON) == (None, point(0.123))
    assert reader.bracket(NOON + 21) == (point(20), None)
    assert reader.last() == point(20)


def test_what_is_held_is_told_in_stretches_between_gaps(track: Track, reader: TrackReader) -> None:
    assert reader.covered(NOON, NOON + 100) == []
    run = [point(0, gap=True), point(10), point(20)]
    track.write(
        [*run, point(500, gap=True), point(900, gap=True), point(950)], None, [], Origin.AUTO
    )

    def covered(since: float, until: float) -> list[tuple[float, float]]:
        held = reader.covered(NOON + since, NOON + until)
        return [(first - NOON, last - NOON) for first, last in held]

    assert covered(-50, 2000) == [(0, 20), (500, 500), (900, 950)]
    # A stretch that passes through is told from the point before to the point after.
    assert covered(12, 15) == [(10, 20)]
    assert covered(15, 600) == [(10, 20), (500, 500)]
    assert covered(21, 499) == []
    assert covered(600, 800) == []
    assert covered(960, 999) == []
    assert covered(-9, -1) == []
    assert covered(20, 20) == [(20, 20)]


def test_samples_come_by_time_of_one_quantity_or_of_several(
    track: Track, reader: TrackReader
) -> None:
    def sample(minute: int, quantity: str, mean: float) -> Sample:
        return Sample(NOON + 60 * minute, type(TWS)(quantity), mean, None, None, 60)

    wind = [sample(minute, TWS, 5.0 + minute) for minute in range(5)]
    baro = [sample(minute, BARO, 101_325.0 - minute) for minute in range(5)]
    track.write([], None, [*reversed(wind), *baro, sample(0, TWD, 12.0)], Origin.AUTO)
    assert list(reader.samples(TWS)) == wind
    assert list(reader.samples(BARO, NOON + 60, NOON + 180)) == baro[1:4]
    assert list(reader.samples(BARO, NOON + 0.5, NOON + 119.5)) == baro[1:2]
    both = list(reader.samples([TWS, BARO], NOON, NOON + 60))
    assert [kept.at for kept in both] == sorted(kept.at for kept in both)
    assert {(kept.at, kept.quantity) for kept in both} == {
        (NOON + 60 * minute, quantity) for minute in (0, 1) for quantity in (TWS, BARO)
    }
    assert list(reader.samples([])) == list(reader.samples(SOG)) == []


def test_stretches_are_found_by_key_whatever_the_size_of_the_track(track: Track) -> None:
    conn = track._db.conn
    for sql in (
        "SELECT * FROM points WHERE at_ms BETWEEN 1 AND 2 ORDER BY at_ms",
        "SELECT * FROM points WHERE at_ms <= 5 ORDER BY at_ms DESC LIMIT 1",
        "SELECT * FROM samples WHERE key >= 1 AND key < 2 AND key & 255 IN (3) ORDER BY key",
    ):
        plan = str(conn.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
        assert "USING INTEGER PRIMARY KEY" in plan
        assert "TEMP B-TREE" not in plan


def test_a_folder_without_a_track_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        TrackReader(tmp_path)
    assert refused.value.name == "store.no_book"


def test_of_a_distance_the_part_within_the_stretch_is_told(
    track: Track, reader: TrackReader
) -> None:
    # 60 m from each point to the next, a minute apart.
    points = [point(60.0 * n)._replace(run_m=60.0) for n in range(11)]
    track.write(points, None, [], Origin.AUTO)
    assert reader.distance(NOON, NOON + 600.0) == pytest.approx(600.0)
    assert reader.distance(NOON + 90.0, NOON + 225.0) == pytest.approx(135.0)
    assert reader.distance(NOON + 70.0, NOON + 80.0) == pytest.approx(10.0)
    assert reader.distance(NOON + 570.0, NOON + 4000.0) == pytest.approx(30.0)
    assert reader.distance(NOON + 700.0, NOON + 800.0) == 0.0
    # Before the first point nothing is known, not even how it was come to.
    assert reader.distance(NOON - 300.0, NOON - 60.0) == 0.0
