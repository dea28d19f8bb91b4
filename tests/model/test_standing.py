"""Forecast beside observed: errors by model, directions as vectors, calms left out."""

import pytest

from logbook.model.standing import FACT, ForecastWind, Pair, Stood, blowing, errors, pairs


def test_components_are_the_wind_that_they_blow_as() -> None:
    assert blowing(0.0, -5.0) == pytest.approx((5.0, 0.0))
    assert blowing(-5.0, 0.0) == pytest.approx((5.0, 90.0))
    assert blowing(3.0, 3.0)[1] == pytest.approx(225.0)


def test_a_forecast_that_a_line_holds_is_paired_with_what_was_observed() -> None:
    facts = {FACT: ForecastWind("GFS", 0.0, 9.26, 225.04).fact()}
    assert facts[FACT] == {"model": "GFS", "run": 0, "tws": 9.26, "twd": 225.0}
    assert pairs(facts, 12.0, 230.0) == [Pair("GFS", 9.26, 225.0, 12.0, 230.0)]


def test_each_model_that_a_line_holds_is_paired() -> None:
    gfs, ecmwf = ForecastWind("GFS", 0.0, 9.0, 225.0), ForecastWind("ECMWF", 0.0, 11.0, 240.0)
    facts = Stood(gfs, others=(ecmwf,)).facts()
    assert facts == {"forecast": gfs.fact(), "forecasts": [ecmwf.fact()]}
    assert [one.model for one in pairs(facts, 12.0, None)] == ["GFS", "ECMWF"]
    assert Stood(gfs).facts() == {"forecast": gfs.fact()}
    assert Stood().facts() == {}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {FACT: "x"},
        {FACT: {"model": "GFS", "tws": "9"}},
        {"forecasts": 3},
        {"forecasts": [None]},
    ],
)
def test_a_line_without_a_forecast_is_no_pair(facts: dict[str, object]) -> None:
    assert pairs(facts, 12.0, 230.0) == []


def test_a_model_that_tells_too_little_is_summed_up_so() -> None:
    pairs = [Pair("GFS", 8.0, 220.0, speed, 230.0) for speed in (9.0, 10.0, 11.0)]
    [told] = errors(pairs)
    assert (told.model, told.count) == ("GFS", 3)
    assert told.speed == pytest.approx(-2.0)
    assert told.speed_spread == pytest.approx((2 / 3) ** 0.5)
    assert told.direction == pytest.approx(-10.0)
    assert told.direction_spread == pytest.approx(0.0, abs=1e-6)


def test_directions_on_both_sides_of_north_are_averaged_as_vectors() -> None:
    pairs = [Pair("ICON", 8.0, forecast, 8.0, 0.0) for forecast in (350.0, 10.0, 355.0, 5.0)]
    [told] = errors(pairs)
    assert told.direction == pytest.approx(0.0, abs=1e-6)
    assert told.direction_spread == pytest.approx(7.9, abs=0.1)


def test_a_calm_has_no_direction_to_be_wrong_about() -> None:
    [told] = errors([Pair("GFS", 1.0, 90.0, 0.5, 270.0)])
    assert (told.count, told.direction, told.direction_spread) == (1, None, None)


def test_models_are_told_apart_the_most_compared_first() -> None:
    pairs = [Pair("GFS", 8.0, 0.0, 8.0, None)] + 2 * [Pair("ICON", 9.0, 0.0, 8.0, None)]
    assert [(one.model, one.count) for one in errors(pairs)] == [("ICON", 2), ("GFS", 1)]
