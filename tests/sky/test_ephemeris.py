"""Sun and moon for a place, of what an almanac gives for every place."""

import datetime as dt

import astral.moon
import astral.sun
import pytest
from astral import Observer
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.observations import Position
from logbook.sky.day import of_day
from logbook.sky.ephemeris import sun_altitude

NOON = 1_718_884_800.0
"""2024-06-20T12:00Z."""


@given(
    at=st.integers(1_500_000_000, 2_100_000_000),
    lat=st.floats(-89.7, 89.7),
    lon=st.floats(-180.0, 180.0),
)
def test_the_sun_stands_where_astral_itself_puts_it(at: int, lat: float, lon: float) -> None:
    when = dt.datetime.fromtimestamp(at, dt.UTC)
    theirs = astral.sun.elevation(Observer(lat, lon), when, with_refraction=False)
    assert sun_altitude(at, Position(lat, lon)) == pytest.approx(theirs, abs=1e-6)


@pytest.mark.parametrize("lon", [-180.0, 0.0, 180.0])
def test_at_a_pole_the_sun_is_as_high_as_its_declination_wherever_one_looks(lon: float) -> None:
    assert sun_altitude(NOON, Position(90.0, lon)) == pytest.approx(23.44, abs=0.01)
    assert sun_altitude(NOON, Position(-90.0, lon)) == pytest.approx(-23.44, abs=0.01)


def test_a_ship_that_sails_on_has_the_day_s_almanac_reckoned_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    sun, moon = astral.sun.sun_declination, astral.moon.moon_position

    def counted_sun(century: float) -> float:
        asked.append("sun")
        return sun(century)

    def counted_moon(day: float) -> astral.AstralBodyPosition:
        asked.append("moon")
        return moon(day)

    monkeypatch.setattr(astral.sun, "sun_declination", counted_sun)
    monkeypatch.setattr(astral.moon, "moon_position", counted_moon)
    noon = NOON + 400 * 86_400.0
    of_day(noon, Position(48.0, -5.0), 0)
    first = asked.count("sun"), asked.count("moon")
    of_day(noon + 60, Position(48.001, -5.002), 0)
    assert first > (240, 48)
    # Only where a rising is narrowed to another second, and for the moon's phase of now.
    assert asked.count("sun") - first[0] < 30
    assert asked.count("moon") - first[1] < 15
