"""Ships of changing velocity, what is stored of them, and how far the line is from them."""

import math
from collections.abc import Sequence

from hypothesis import strategies as st

from logbook.model.geodesy import distance_m, interpolate
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.model.track import SwingTrack
from tests.model.test_geodesy import haversine_m

BEGIN = 1_700_000_000.0
Step = tuple[int, float, float, float, float]

steps = st.lists(
    st.tuples(
        st.sampled_from([1, 200, 1000, 1000, 1000, 10_000, 59_000, 61_000, 700_000]),
        st.floats(-20, 20),
        st.floats(-20, 20),
        st.floats(-6, 6),
        st.floats(-6, 6),
    ),
    min_size=1,
    max_size=120,
)


def walk(lat: float, lon: float, steps: Sequence[Step]) -> list[Fix]:
    """Return the fixes of a ship of changing velocity (m/s), each with its noise (m)."""
    at = BEGIN
    found = []
    for milliseconds, north, east, noise_n, noise_e in steps:
        at = round(at + milliseconds / 1000, 3)
        # Near a pole east is a fast way round, but never so fast that it is a jump.
        degree = 111_195 * max(0.02, math.cos(math.radians(lat)))
        lat = max(-90.0, min(90.0, lat + north * milliseconds / 1000 / 111_195))
        lon += east * milliseconds / 1000 / degree
        found.append(
            Fix(
                at,
                Position(
                    max(-90.0, min(90.0, lat + noise_n / 111_195)),
                    (lon + noise_e / degree + 180) % 360 - 180,
                ),
                math.hypot(north, east),
            )
        )
    return found


def filtered(good: Sequence[Fix], track: SwingTrack) -> list[TrackPoint]:
    points: list[TrackPoint] = []
    for fix in good:
        points.extend(track.add(fix))
    points.extend(track.close())
    return points


def worst_m(good: Sequence[Fix], points: Sequence[TrackPoint]) -> float:
    """Return how far (m) the fix worst served lies from the line, on either figure of the Earth."""
    worst, index = 0.0, 0
    for fix in good:
        while index + 1 < len(points) and points[index + 1].at <= fix.at:
            index += 1
        here = place(points[index])
        if points[index].at != fix.at:
            after = points[index + 1]
            assert not after.gap, "a good fix lies in a gap"
            share = (fix.at - points[index].at) / (after.at - points[index].at)
            here = interpolate(here, place(after), share)
        worst = max(worst, distance_m(here, fix.position), haversine_m(here, fix.position))
    return worst


def place(point: TrackPoint) -> Position:
    return Position(point.lat, point.lon)
