"""Points that are laid out in columns read as those that are written one by one."""

import tempfile
from pathlib import Path
from typing import Final

import gpxpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.exports.points import Points
from logbook.exports.surroundings import Surroundings
from logbook.exports.voyage import ExportLeg, Profile, Runs
from logbook.model.entries import Origin
from logbook.model.observations import Sample, TrackPoint
from logbook.model.quantities import DEPTH, TWS, Quantity
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.exports.strict import check
from tests.exports.voyages import voyage, written

MIDNIGHT = 1_780_012_800.0
BOTH: Final = pytest.mark.parametrize("full", [False, True], ids=["plain", "full"])

degrees = st.sampled_from([0.0, 1e-7, -1e-7, 9.9999999, 10.0, 47.6597095, -3.2080712, 89.9999999])
longitudes = st.one_of(
    degrees, st.sampled_from([179.9999999, -180.0, 180.0, -179.9999999, 90.0000001, -99.9999999])
)
steps = st.sampled_from([0.1, 0.4, 0.5, 0.999, 1.0, 1.001, 2.0, 59.6, 61.0, 43_200.0, 86_399.5])
speeds = st.sampled_from([None, 0.0, 0.015, 0.025, 2.5, 9.995, 12.3])
courses = st.sampled_from([None, 0.0, 0.25, 99.95, 359.94, 359.95, 360.0])


@st.composite
def tracks(draw: st.DrawFn) -> list[TrackPoint]:
    at = MIDNIGHT - draw(st.sampled_from([0.0, 0.5, 0.501, 3.0, 700.0]))
    lat, lon, sog, cog = draw(degrees), draw(longitudes), draw(speeds), draw(courses)
    calm = draw(st.booleans())
    points = []
    for _ in range(draw(st.integers(0, 12))):
        # Calm stretches are those that go through the columns.
        at += 1.0 if calm else draw(steps)
        if not calm and draw(st.booleans()):
            lat, lon = draw(degrees), draw(longitudes)
        if draw(st.booleans()):
            sog, cog = draw(speeds), draw(courses)
        gap = not calm and draw(st.integers(0, 5)) == 0
        points.append(TrackPoint(round(at, 3), lat, lon, sog, cog, 0.0, gap))
    return points


@st.composite
def sensors(draw: st.DrawFn) -> list[Sample]:
    found = draw(
        st.sets(st.tuples(st.integers(-12, 3), st.sampled_from([DEPTH, TWS])), max_size=12)
    )
    return [_sample(minute, quantity) for minute, quantity in sorted(found)]


def _sample(minute: int, quantity: Quantity) -> Sample:
    return Sample(MIDNIGHT + minute * 60.0, quantity, 7.0 + minute % 5, None, None, 60)


def _kept(folder: Path, points: list[TrackPoint], samples: list[Sample]) -> None:
    with Track(folder, "vessel") as track:
        track.write(points, None, samples, Origin.AUTO)


def _both(folder: Path, *, full: bool) -> tuple[Points, bytes, Points, bytes]:
    with TrackReader(folder) as track:
        one, other = (Points(Surroundings(track.samples, 60.0) if full else None) for _ in "ab")
        by_point = b"".join(one.text(track.points()))
        by_run = b"".join(other.text_of(Runs(track.runs, track.points)))
    return one, by_point, other, by_run


@BOTH
@settings(max_examples=60, deadline=None)
@given(points=tracks(), samples=sensors())
def test_runs_and_points_make_the_same_file(
    full: bool,
    points: list[TrackPoint],
    samples: list[Sample],
) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        _kept(Path(scratch), points, samples)
        one, by_point, other, by_run = _both(Path(scratch), full=full)
    assert by_run == by_point
    assert (other.written, other.segments, other.left_out) == (
        one.written,
        one.segments,
        one.left_out,
    )


def _long_voyage() -> list[TrackPoint]:
    """Return a day and more: over two midnights, the equator, 10° W, the antimeridian."""
    return [
        TrackPoint(
            at=MIDNIGHT - 40_000 + second,
            lat=1.0 - second * 2e-5,
            lon=(-9.0 - second * 2e-3 + 180.0) % 360.0 - 180.0,
            sog=None if 30_000 < second < 35_000 else 2.0 + second % 9,
            cog=None if 33_000 < second < 40_000 else second / 250.0 % 360.0,
            run_m=1.0,
            gap=second in {0, 777, 35_007},
        )
        for second in range(0, 130_000, 7)
    ]


@BOTH
def test_a_voyage_round_the_edges_is_the_same_by_the_thousand(
    tmp_path: Path,
    full: bool,
) -> None:
    points = _long_voyage()
    _kept(tmp_path, points, [_sample(minute, DEPTH) for minute in range(-500, 900) if minute % 7])
    one, by_point, _, by_run = _both(tmp_path, full=full)
    assert by_run == by_point
    assert one.written == len(points)
    assert one.segments == 4  # two silences and the antimeridian


def _row(first: float, count: int, lat: float, lon: float, step: float = 1.0) -> list[TrackPoint]:
    """Return points that would all go through the columns, were it not for one thing."""
    return [
        TrackPoint(round(first + step * number, 3), lat, lon, 2.5, 90.0, 0.0, gap=False)
        for number in range(count)
    ]


_NOWHERE = _row(MIDNIGHT - 5, 1, 0.0, 0.0)[0]._replace(gap=True)
_EDGES: Final = {
    "all at 180 E": _row(MIDNIGHT, 5, 50.0, 180.0),
    "one at 0, 0": [*_row(MIDNIGHT, 5, 0.5, 0.5), *_row(MIDNIGHT + 5, 1, 0.0, 0.0)],
    "seconds twice": _row(MIDNIGHT, 9, 50.0, 3.0, step=0.4),
    "over the antimeridian at midnight": [
        *_row(MIDNIGHT - 5, 4, 50.0, 179.9),
        *_row(MIDNIGHT + 5, 4, 50.0, -179.9),
    ],
    "a silence that ends at 0, 0 before midnight": [
        *_row(MIDNIGHT - 9, 3, 0.5, 0.5),
        _NOWHERE,
        *_row(MIDNIGHT + 5, 4, 0.5, 0.5),
    ],
    "a second twice where two runs meet": [
        *_row(MIDNIGHT, 1000, 50.0, 3.0),
        *_row(MIDNIGHT + 999.45, 500, 50.0, 3.0),
    ],
}


@BOTH
@pytest.mark.parametrize("name", _EDGES)
def test_a_run_that_needs_care_is_taken_point_by_point(
    tmp_path: Path, name: str, full: bool
) -> None:
    _kept(tmp_path, _EDGES[name], [])
    one, by_point, other, by_run = _both(tmp_path, full=full)
    assert by_run == by_point
    assert (other.written, other.segments, other.left_out) == (
        one.written,
        one.segments,
        one.left_out,
    )


@pytest.mark.parametrize("profile", Profile)
def test_gpxpy_reads_back_what_was_laid_out_in_columns(tmp_path: Path, profile: Profile) -> None:
    points = _long_voyage()[:4000]
    _kept(tmp_path, points, [])
    with TrackReader(tmp_path) as track:
        leg = ExportLeg(7, "x", MIDNIGHT, None, track.points, track.samples)
        by_point, _ = written(voyage(leg), profile)
        runs = Runs(track.runs, track.points)
        leg = ExportLeg(7, "x", MIDNIGHT, None, track.points, track.samples, runs=runs)
        data, counts = written(voyage(leg), profile)
    assert data == by_point
    check(data, plain=profile is Profile.PLAIN)
    found = [
        (one.time.timestamp() if one.time else None, one.latitude, one.longitude)
        for segment in gpxpy.parse(data).tracks[0].segments
        for one in segment.points
    ]
    assert found == [(one.at, round(one.lat, 7), round(one.lon, 7)) for one in points]
    assert counts.points == len(points)
