"""A GPX file as gpxpy reads it, for the tests of both profiles."""

from datetime import datetime
from typing import cast

import gpxpy
import pytest

from logbook.exports.voyage import Profile
from tests.exports.strict import check

Place = tuple[float, float, int]
BOTH = pytest.mark.parametrize("profile", list(Profile))


def read_back(data: bytes, profile: Profile) -> list[list[list[Place]]]:
    """Return the places and seconds of each segment of each track, as gpxpy finds them."""
    check(data, plain=profile is Profile.PLAIN)
    return [
        [
            [
                (point.latitude, point.longitude, int(cast(datetime, point.time).timestamp()))
                for point in segment.points
            ]
            for segment in track.segments
        ]
        for track in gpxpy.parse(data).tracks
    ]
