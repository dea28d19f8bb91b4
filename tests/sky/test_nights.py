"""The nights that a chart shades."""

import datetime as dt

import pytest

from logbook.model.observations import Position
from logbook.sky.sun import nights

BREST = Position(48.39, -4.49)


def at(told: str) -> float:
    return dt.datetime.fromisoformat(f"{told}+00:00").timestamp()


def test_two_days_have_two_nights_from_sunset_to_sunrise() -> None:
    found = nights(at("2024-06-20T12:00"), at("2024-06-22T12:00"), BREST)
    assert [pytest.approx(edge, abs=60.0) for night in found for edge in night] == [
        at("2024-06-20T20:23"),
        at("2024-06-21T04:16"),
        at("2024-06-21T20:23"),
        at("2024-06-22T04:17"),
    ]


def test_a_night_is_cut_where_the_span_begins_or_ends() -> None:
    since, until = at("2024-06-20T23:00"), at("2024-06-21T21:00")
    first, last = nights(since, until, BREST)
    assert first[0] == since
    assert last[1] == until


def test_a_span_within_a_day_has_none_and_one_within_a_night_is_one() -> None:
    assert nights(at("2024-06-20T10:00"), at("2024-06-20T14:00"), BREST) == ()
    dark = (at("2024-12-20T20:00"), at("2024-12-20T23:00"))
    assert nights(*dark, BREST) == (dark,)


def test_polar_day_has_no_night_and_polar_night_is_one() -> None:
    north = Position(70.0, 20.0)
    assert nights(at("2024-06-20T12:00"), at("2024-06-22T12:00"), north) == ()
    winter = (at("2024-12-20T12:00"), at("2024-12-22T12:00"))
    assert nights(*winter, north) == (winter,)


def test_no_span_has_no_night() -> None:
    assert nights(at("2024-12-20T23:00"), at("2024-12-20T23:00"), BREST) == ()
