"""The full profile: speed, course and what the sensors said, in the schema's order, never stale."""

from collections.abc import Collection, Iterable

import gpxpy

from logbook.exports.voyage import Profile
from logbook.model.observations import Sample, TrackPoint
from logbook.model.quantities import (
    AIR_TEMP,
    BARO,
    DEPTH,
    DEPTH_SURFACE,
    SEA_TEMP,
    TWD,
    TWS,
    Quantity,
)
from tests.exports.strict import check
from tests.exports.voyages import T0, leg, voyage, written


def sample(minute: int, quantity: Quantity, mean: float) -> Sample:
    return Sample(T0 + 60.0 * minute, quantity, mean, None, None, 60)


SAMPLES = [
    sample(0, DEPTH, 10.0),
    sample(0, SEA_TEMP, 287.15),
    sample(1, BARO, 101_325.0),
    sample(1, TWS, 7.128),
    sample(1, AIR_TEMP, 273.13),
    sample(1, DEPTH_SURFACE, 12.34),
    sample(1, DEPTH, 11.0),
    sample(1, TWD, 270.4),
]


def point(second: float, sog: float | None = None, cog: float | None = None) -> TrackPoint:
    return TrackPoint(T0 + second, 48.0, -4.5, sog, cog, 0.0, gap=False)


def samples(quantities: Collection[Quantity]) -> Iterable[Sample]:
    return (one for one in SAMPLES if one.quantity in quantities)


def said(points: list[TrackPoint], *, sensors: bool = True) -> list[list[tuple[str, str]]]:
    """Return name and text of every figure of each point, in the order they stand in."""
    data, _ = written(voyage(leg(points, samples=samples if sensors else None)), Profile.FULL)
    check(data, plain=False)
    found = []
    for one in gpxpy.parse(data).tracks[0].segments[0].points:
        figures = [element for extension in one.extensions for element in extension.iter()]
        found.append([(e.tag.rpartition("}")[2], e.text) for e in figures if e.text])
    return found


def test_a_sample_is_quoted_in_its_own_minute_and_not_after_it() -> None:
    assert said([point(0), point(59), point(60), point(119), point(120)]) == [
        [("wtemp", "14.0"), ("depth", "10.0")],
        [("wtemp", "14.0"), ("depth", "10.0")],
        [("atemp", "0.0"), ("depth", "12.3"), ("twd", "270"), ("tws", "7.13"), ("baro", "101325")],
        [("atemp", "0.0"), ("depth", "12.3"), ("twd", "270"), ("tws", "7.13"), ("baro", "101325")],
        [],
    ]


def test_speed_and_course_are_silent_where_they_were_silent_and_nought_is_a_reading() -> None:
    points = [point(200, 0.0, 0.0), point(201, None, 359.97), point(202, 2.499), point(203)]
    assert said(points, sensors=False) == [
        [("speed", "0.00"), ("course", "0.0")],
        [("course", "0.0")],
        [("speed", "2.50")],
        [],
    ]


def test_sensors_stand_beside_speed_and_course_in_the_schemas_order() -> None:
    names = [name for name, _ in said([point(70, 3.0, 90.0)])[0]]
    assert names == ["atemp", "depth", "speed", "course", "twd", "tws", "baro"]


def test_a_speed_beyond_the_table_is_written_like_any_other() -> None:
    assert said([point(0, 103.01, 1.0)], sensors=False) == [
        [("speed", "103.01"), ("course", "1.0")]
    ]


def test_wind_alone_needs_no_garmin_element() -> None:
    only = [sample(0, TWS, 5.0)]
    data, _ = written(voyage(leg([point(0)], samples=lambda _: only)))
    check(data, plain=False)
    assert b"<extensions><shipslog:tws>5.00</shipslog:tws></extensions>" in data
    assert b"TrackPointExtension>" not in data


def test_a_direction_never_rounds_up_to_360() -> None:
    only = [sample(0, TWD, 359.8)]
    data, _ = written(voyage(leg([point(0)], samples=lambda _: only)))
    check(data, plain=False)
    assert b"<shipslog:twd>0</shipslog:twd>" in data
