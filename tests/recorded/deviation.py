"""How far the good fixes lie from the stored track, measured without any of our own geodesy."""

import math
from collections.abc import Iterator, Sequence

from logbook.model.observations import Fix, TrackPoint

SPHERE_M = 6_371_008.8
GAP_S = 60.0


def worst_m(good: Sequence[Fix], points: Sequence[TrackPoint]) -> float | None:
    """Return how far (m) the fix served worst lies from the line between the points around it.

    At the same instant, in latitude and longitude the shortest way. None where there is no fix;
    infinite where a good fix lies outside of every stretch. Where a clock stepped back, an
    instant keeps the fix that was first heard for it.
    """
    worst: float | None = None
    index = 0
    for fix in sorted(_first_heard(good), key=lambda fix: fix.at):
        at = round(fix.at * 1000) / 1000
        while index + 1 < len(points) and points[index + 1].at <= at:
            index += 1
        worst = max(worst or 0.0, _off_m(fix, at, points[index : index + 2]))
    return worst


def _first_heard(good: Sequence[Fix]) -> Iterator[Fix]:
    stretches: list[tuple[float, float]] = []
    for fix in good:
        if any(since <= fix.at <= until for since, until in stretches):
            continue
        if stretches and 0.0 < fix.at - stretches[-1][1] <= GAP_S:
            stretches[-1] = (stretches[-1][0], fix.at)
        else:
            stretches.append((fix.at, fix.at))
        yield fix


def _off_m(fix: Fix, at: float, around: Sequence[TrackPoint]) -> float:
    before = around[0]
    lat, lon = before.lat, before.lon
    if before.at != at:
        if before.at > at or len(around) < 2 or around[1].gap:
            return math.inf
        after = around[1]
        share = (at - before.at) / (after.at - before.at)
        lat += (after.lat - lat) * share
        lon += ((after.lon - lon + 180.0) % 360.0 - 180.0) * share
    return haversine_m(lat, lon, fix.position.lat, fix.position.lon)


def haversine_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the distance (m) on the sphere."""
    half_lat = math.radians(lat2 - lat1) / 2.0
    half_lon = math.radians((lon2 - lon1 + 180.0) % 360.0 - 180.0) / 2.0
    share = (
        math.sin(half_lat) ** 2
        + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(half_lon) ** 2
    )
    return 2.0 * SPHERE_M * math.asin(math.sqrt(min(1.0, share)))
