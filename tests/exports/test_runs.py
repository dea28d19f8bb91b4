"""Points that SQLite makes into text read as those that Python writes, one by one."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.exports.points import Points
from logbook.exports.voyage import Runs
from logbook.model.entries import Origin
from logbook.model.observations import TrackPoint
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader

MIDNIGHT = 1_780_012_800.0

degrees = st.sampled_from([0.0, 1e-7, -1e-7, 47.6597095, -3.2080712, 89.9999999, -90.0])
longitudes = st.one_of(
    degrees, st.sampled_from([179.9999999, -180.0, -179.9999999, 90.0000001, -89.9999999])
)
steps = st.sampled_from([0.1, 0.4, 0.5, 0.999, 1.0, 1.001, 2.0, 59.6, 61.0, 43_200.0, 86_399.5])


@st.composite
def tracks(draw: st.DrawFn) -> list[TrackPoint]:
    at = MIDNIGHT - draw(st.sampled_from([0.0, 0.5, 0.501, 3.0, 700.0]))
    points = []
    lat, lon = draw(degrees), draw(longitudes)
    for _ in range(draw(st.integers(0, 12))):
        at += draw(steps)
        if draw(st.booleans()):
            lat, lon = draw(degrees), draw(longitudes)
        gap = draw(st.integers(0, 5)) == 0
        points.append(TrackPoint(round(at, 3), lat, lon, None, None, 0.0, gap))
    return points


def _written(folder: Path, points: list[TrackPoint]) -> None:
    with Track(folder, "vessel") as track:
        track.write(points, None, (), Origin.AUTO)


def _both(folder: Path) -> tuple[Points, str, Points, str]:
    with TrackReader(folder) as track:
        one, other = Points(None), Points(None)
        by_point = "".join(one.text(track.points()))
        by_run = "".join(other.text_of(Runs(track.runs, track.points)))
    return one, by_point, other, by_run


@settings(max_examples=60, deadline=None)
@given(tracks())
def test_runs_and_points_make_the_same_file(points: list[TrackPoint]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        _written(Path(scratch), points)
        one, by_point, other, by_run = _both(Path(scratch))
    assert by_run == by_point
    assert (other.written, other.segments, other.left_out) == (
        one.written,
        one.segments,
        one.left_out,
    )


def test_a_day_of_points_over_midnight_is_the_same_by_the_thousand(tmp_path: Path) -> None:
    points = [
        TrackPoint(
            MIDNIGHT - 40_000 + second,
            47.0 + second * 1e-6,
            -3.0 - second * 1.7e-6,
            None,
            None,
            1.0,
            second in {0, 777, 5_000},
        )
        for second in range(0, 90_000, 7)
    ]
    _written(tmp_path, points)
    one, by_point, _, by_run = _both(tmp_path)
    assert by_run == by_point
    assert (one.written, one.segments) == (len(points), 2)
