"""The track keeps its bound: as a property, over the antimeridian, at the poles, on recordings."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from logbook.model.observations import TrackPoint
from logbook.model.outliers import FixCheck
from logbook.model.track import SwingTrack
from tests.model.rmc import fixes
from tests.model.swings import Step, filtered, steps, walk, worst_m


@settings(max_examples=300, deadline=None)
@given(st.floats(-90, 90), st.floats(-180, 179.9), steps)
@example(88.9999, 10.0, [(1000, 20.0, 20.0, 0.0, 0.0)] * 50)
@example(0.0, 179.999, [(1000, 3.0, 15.0, 0.0, 0.0)] * 90)
@example(88.5, -179.99, [(1000, 10.0, -20.0, 3.0, -3.0)] * 90)
def test_no_good_fix_lies_farther_than_the_bound_from_the_line(
    lat: float, lon: float, steps: list[Step]
) -> None:
    good = walk(lat, lon, steps)
    points = filtered(good, SwingTrack())
    assert worst_m(good, points) <= 5.0
    whole = {(fix.at, fix.position.lat, fix.position.lon, fix.sog) for fix in good}
    assert all((p.at, p.lat, p.lon, p.sog) in whole for p in points), "a point is a real fix"


@settings(max_examples=60, deadline=None)
@given(st.floats(-85, 85), st.floats(-180, 179.9), steps, st.floats(1, 50))
def test_a_power_cut_at_any_fix_leaves_the_promise_with_the_provisional_row(
    lat: float, lon: float, steps: list[Step], bound: float
) -> None:
    good = walk(lat, lon, steps[:40])
    track = SwingTrack(bound)
    stored: list[TrackPoint] = []
    for count, fix in enumerate(good, start=1):
        stored.extend(track.add(fix))
        open_end = track.provisional()
        points = stored if open_end is None else [*stored, open_end]
        assert points[-1].at == fix.at
        assert worst_m(good[:count], points) <= bound


@pytest.mark.parametrize("east", [4.6, 4.7, 4.8, 4.9, 5.0, 5.1])
def test_degrees_of_longitude_that_grow_on_the_way_do_not_stretch_the_bound(east: float) -> None:
    steady = (1000, -20.0, 0.0, 0.0, 0.0)
    good = walk(88.8, 10.0, [*[steady] * 590, (1000, -20.0, 0.0, 1.8, east), *[steady] * 10])
    assert worst_m(good, filtered(good, SwingTrack())) <= 5.0


def test_within_a_degree_of_a_pole_every_fix_is_stored() -> None:
    for lat in (89.2, -89.2):
        good = walk(lat, 5.0, [(1000, 0.0, 1.0, 0.0, 0.0)] * 20)
        assert [p.at for p in filtered(good, SwingTrack())] == [fix.at for fix in good]


def test_entering_the_polar_circle_of_a_degree_loses_no_fix_before_it() -> None:
    good = walk(88.9999, 0.0, [(1000, 1.0, 0.0, 0.0, 0.0)] * 20)
    points = filtered(good, SwingTrack())
    polar = [fix for fix in good if fix.position.lat >= 89]
    assert polar
    assert {fix.at for fix in polar} <= {p.at for p in points}
    assert worst_m(good, points) <= 5


@pytest.mark.parametrize(
    ("name", "most_percent"),
    [
        ("nmea0183/rob-groix-2023-06-23.nmea.gz", 1.1),
        ("nmea0183/pacific-cup-2008-start.nmea.gz", 35),
        ("nmea0183/rob-taiohae-marquesas-2010-11-03.nmea.gz", 6),
        ("nmea0183/rob-groix-gavres-2024-09-23.nmea.gz", 2.2),
        ("nmea0183/avnav-ijsselmeer-2016-08-15.nmea.gz", 1.4),
        ("nmea0183/avnav-2013-08-01-ais-rmc.nmea.gz", 1.5),
        ("nmea0183/rob-pacific-2010-11-21.nmea.gz", 8.5),
        ("nmea0183/signalk-gps-2014-04-03.nmea.gz", 2),
        ("nmea0183/neutron-dance-2016-08-12-noisy.nmea.gz", 6.5),
        ("long/longtrack-irene-2007-2014.nmea.gz", 3.3),
    ],
)
def test_every_recording_keeps_the_bound_with_few_points(name: str, most_percent: float) -> None:
    check = FixCheck()
    good = [fix for fix in fixes(name) if check.reason(fix) is None]
    points = filtered(good, SwingTrack())
    assert len(good) > 200
    assert worst_m(good, points) <= 5.0
    assert 100 * len(points) / len(good) <= most_percent
