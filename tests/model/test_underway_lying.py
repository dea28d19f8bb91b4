"""A ship that lies somewhere: the noise of her receiver is no departure, nor puts one off."""

import math
import random

import pytest

from logbook.model.geodesy import displace
from logbook.model.observations import Fix, Position
from tests.model.making_way import BEGIN, HOME, after_start, changes, sail


def test_a_drift_of_a_third_of_a_knot_does_not_depart() -> None:
    assert changes(sail([(7200, 0.35)]))[0] == []


@pytest.mark.parametrize("sog_noise", [0.15, 0.4, None])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_moored_receiver_with_seven_metres_of_noise_never_departs_in_a_day(
    sog_noise: float | None, seed: int
) -> None:
    chance = random.Random(seed)
    degree = 111_195 * math.cos(math.radians(HOME.lat))
    moored = (
        Fix(
            BEGIN + i,
            Position(
                HOME.lat + chance.gauss(0, 7) / 111_195, HOME.lon + chance.gauss(0, 7) / degree
            ),
            None if sog_noise is None else abs(chance.gauss(0, sog_noise)),
        )
        for i in range(86_400)
    )
    found, state = changes(moored)
    assert found == []
    assert not state.moving


def test_a_moored_receiver_that_shows_speed_for_hours_goes_nowhere() -> None:
    chance = random.Random(3)
    moored = (
        Fix(BEGIN + i, displace(HOME, chance.uniform(0, 360), abs(chance.gauss(0, 7))), 1.0)
        for i in range(21_600)
    )
    assert changes(moored)[0] == []


def test_noise_at_the_mooring_does_not_put_the_arrival_off() -> None:
    chance = random.Random(4)
    passage = sail([(1800, 4.0)])
    there = passage[-1]
    moored = [
        Fix(
            there.at + i,
            displace(there.position, chance.uniform(0, 360), abs(chance.gauss(0, 7))),
            abs(chance.gauss(0, 0.15)),
        )
        for i in range(1, 3600)
    ]
    found, state = changes([*passage, *moored])
    assert [change.what for change in found] == ["departure", "arrival"]
    assert after_start(found[1]) == pytest.approx(1800, abs=60)
    assert not state.moving
