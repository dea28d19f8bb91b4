"""Wind, barometer and scales are read as sailors type them, and refused in words."""

import pytest

from logbook.model.quantities import BARO, TWD, TWS
from logbook.model.refusal import Refusal
from logbook.model.units import KNOT
from logbook.model.wind import beaufort
from logbook.summaries.observed import CLOUD, SEA_STATE
from logbook.verbs.observed import baro, scaled, wind


@pytest.mark.parametrize(
    ("typed", "direction", "knots"),
    [
        ("SW 15", 225.0, 15.0),
        ("sw15", 225.0, 15.0),
        ("230 15", 230.0, 15.0),
        ("230° 15,5 nd", 230.0, 15.5),
        ("5° 12 kn", 5.0, 12.0),
        ("360° 8", 0.0, 8.0),
        ("NNE / 20 nœuds", 22.5, 20.0),
        ("18", None, 18.0),
        ("0", None, 0.0),
        ("18 kt", None, 18.0),
        ("N", 0.0, None),
    ],
)
def test_a_wind_is_read(typed: str, direction: float | None, knots: float | None) -> None:
    found = wind(typed)
    assert found.direction == direction
    speed = None if knots is None else pytest.approx(knots * KNOT)
    assert found.speed == speed


@pytest.mark.parametrize("force", range(13))
def test_a_force_is_a_speed_of_that_force(force: int) -> None:
    for typed in (f"W F{force}", f"W force {force}", f"W {force} Bf"):
        found = wind(typed)
        assert (found.direction, found.force) == (270.0, force)
        assert found.speed is not None
        assert beaufort(found.speed) == force


@pytest.mark.parametrize(
    "typed",
    ["", "fort", "SSS 5", "400° 5", "F13", "230", "SW 4-5", "SW 300", "-5", "5 15", "15 m/s", "٣"],
)
def test_what_is_no_wind_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        wind(typed)
    assert caught.value.name == "observed.wind"


@pytest.mark.parametrize("typed", ["O 5", "SO 15", "no 12"])
def test_o_is_never_guessed_to_be_west(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        wind(typed)
    assert caught.value.name == "observed.west"


def test_what_is_known_of_a_wind_becomes_conditions() -> None:
    assert wind("SW 15").conditions() == {TWD: 225.0, TWS: pytest.approx(15 * KNOT)}
    assert wind("18").conditions() == {TWS: pytest.approx(18 * KNOT)}


@pytest.mark.parametrize(
    ("typed", "pascals"), [("1013", 101_300.0), ("1013,2", 101_320.0), ("998.7 hPa", 99_870.0)]
)
def test_a_pressure_is_read(typed: str, pascals: float) -> None:
    assert baro(typed) == {BARO: pytest.approx(pascals)}


@pytest.mark.parametrize("typed", ["760", "29.92", "10132", "haut", "1013 2", ""])
def test_what_is_no_pressure_in_hectopascals_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        baro(typed)
    assert caught.value.name == "observed.baro"


def test_a_figure_is_on_its_scale() -> None:
    assert scaled("9", SEA_STATE) == 9
    for typed in ("9", "-1", "4.5", "٣", ""):
        with pytest.raises(Refusal):
            scaled(typed, CLOUD)


@pytest.mark.parametrize(
    ("typed", "direction"),
    [("O 5", 270.0), ("so 5", 225.0), ("NNO 5", 337.5), ("OSO 5", 247.5), ("W 5", 270.0)],
)
def test_where_french_is_spoken_o_is_west(typed: str, direction: float) -> None:
    assert wind(typed, french=True).direction == direction


@pytest.mark.parametrize(
    ("typed", "direction", "knots"),
    [
        ("sud-ouest 15", 225.0, 15.0),
        ("Ouest-nord-ouest 15", 292.5, 15.0),
        ("south west 12", 225.0, 12.0),
        ("SW 15-20", 225.0, 17.5),
        ("W 8 à 10 nd", 270.0, 9.0),
        ("SW", 225.0, None),
        ("calme", None, 0.0),
        ("variable 5", None, 5.0),
    ],
)
def test_what_sailors_write_of_the_wind_is_read(
    typed: str, direction: float | None, knots: float | None
) -> None:
    found = wind(typed)
    assert found.direction == direction
    assert found.speed == (None if knots is None else pytest.approx(knots * KNOT))
