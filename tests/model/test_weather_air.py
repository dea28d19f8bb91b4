"""Dew point and fog: Magnus' formula against tabled values, and the spread's rule."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.weather_air import FogRisk, dew_point, fog_risk

ZERO = 273.15

# Air (°C), relative humidity, dew point (°C): psychrometric tables, to a tenth.
TABLED = [
    (20.0, 0.5, 9.3),
    (25.0, 0.6, 16.7),
    (10.0, 0.9, 8.4),
    (30.0, 0.7, 23.9),
    (0.0, 0.8, -3.0),
]


@pytest.mark.parametrize(("air", "humidity", "dew"), TABLED)
def test_the_dew_point_is_that_of_the_tables(air: float, humidity: float, dew: float) -> None:
    found = dew_point(air + ZERO, humidity)
    assert found is not None
    assert found - ZERO == pytest.approx(dew, abs=0.15)


@given(st.floats(-40.0, 55.0), st.floats(0.05, 1.0))
def test_the_dew_point_gives_the_humidity_back(air: float, humidity: float) -> None:
    found = dew_point(air + ZERO, humidity)
    assert found is not None
    assert found <= air + ZERO + 1e-9

    def vapour(celsius: float) -> float:
        return 6.112 * math.exp(17.62 * celsius / (243.12 + celsius))

    assert vapour(found - ZERO) / vapour(air) == pytest.approx(humidity, rel=1e-6)


def test_saturated_air_is_at_its_dew_point_and_bone_dry_air_has_none() -> None:
    assert dew_point(288.15, 1.0) == pytest.approx(288.15)
    assert dew_point(288.15, 0.0) is None
    assert dew_point(373.15, 0.5) is None


def test_fog_is_nearer_the_smaller_the_spread() -> None:
    assert fog_risk(ZERO + 15.0, ZERO + 10.0) is FogRisk.LOW
    assert fog_risk(ZERO + 15.0, ZERO + 12.5) is FogRisk.POSSIBLE
    assert fog_risk(ZERO + 15.0, ZERO + 14.1) is FogRisk.LIKELY


def test_a_sea_no_warmer_than_the_dew_point_brings_fog_nearer() -> None:
    air, dew = ZERO + 15.0, ZERO + 13.0
    assert fog_risk(air, dew, ZERO + 16.0) is FogRisk.POSSIBLE
    assert fog_risk(air, dew, ZERO + 12.0) is FogRisk.LIKELY
    assert fog_risk(ZERO + 20.0, ZERO + 14.0, ZERO + 13.0) is FogRisk.POSSIBLE
