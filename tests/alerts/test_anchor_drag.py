"""A dragging anchor: net displacement, on real and made-up noise, anywhere on the Earth."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.alerts import Anchored, Limits, Seen
from logbook.alerts.anchor_drag import displaced_m, radius_m
from logbook.model.geodesy import displace, distance_m
from logbook.model.observations import Position
from tests.alerts.seen import BREST, NOON, alert, around

PLACES = [BREST, Position(0.0, 180.0), Position(-17.0, -179.99999), Position(89.5, 10.0)]


def drags(place: Position, fixes: object, was: int = 0) -> int | None:
    seen = Seen(NOON, anchor=Anchored(place), fixes=fixes)  # type: ignore[arg-type] # positions
    found = alert("anchor_drag").check(seen, Limits(anchor_m=50.0), was)
    return None if found is None else found.level


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bearing", [0.0, 90.0, 200.0, 300.0])
def test_she_drags_outside_her_circle_and_not_within_it(place: Position, bearing: float) -> None:
    assert drags(place, around(place, 45.0, bearing)) == 0
    assert drags(place, around(place, 55.0, bearing)) == 1


@given(
    st.floats(-89.0, 89.0), st.floats(-180.0, 180.0), st.floats(0.0, 359.0), st.floats(1.0, 400.0)
)
def test_the_displacement_is_the_distance_wherever_she_lies(
    lat: float, lon: float, bearing: float, metres: float
) -> None:
    place = Position(lat, lon)
    fixes = around(place, metres, bearing)
    assert displaced_m(place, fixes) == pytest.approx(distance_m(place, fixes[0]), rel=1e-3)


def test_one_stray_fix_a_mile_off_moves_nothing() -> None:
    fixes = [*around(BREST, 20.0), displace(BREST, 10.0, 1852.0)]
    away = displaced_m(BREST, fixes)
    assert away == pytest.approx(20.0, rel=0.01)


def test_a_receiver_that_wanders_by_metres_never_drags_though_its_hops_add_up_to_miles() -> None:
    chance = random.Random(7)
    walked, before, raised = 0.0, BREST, 0
    fixes: list[Position] = []
    for _ in range(4 * 3600):
        here = displace(BREST, chance.uniform(0.0, 360.0), abs(chance.gauss(0.0, 12.0)))
        walked += distance_m(before, here)
        before = here
        fixes = [*fixes, here][-60:]
        if len(fixes) == 60 and chance.random() < 0.02:
            raised += drags(BREST, fixes) or 0
    assert walked > 50 * 1852.0
    assert raised == 0


def test_the_chain_that_was_told_widens_the_circle() -> None:
    assert radius_m(Anchored(BREST), Limits(anchor_m=50.0)) == 50.0
    assert radius_m(Anchored(BREST, 20.0), Limits(anchor_m=50.0)) == 50.0
    assert radius_m(Anchored(BREST, 40.0), Limits(anchor_m=50.0)) == 60.0


def test_swinging_round_the_anchor_is_no_drag() -> None:
    for degrees in range(0, 360, 5):
        fixes = [displace(BREST, degrees + step / 12.0, 40.0) for step in range(60)]
        assert drags(BREST, fixes) == 0


def test_too_few_positions_tell_nothing() -> None:
    assert drags(BREST, around(BREST, 500.0)[:4]) is None
    assert math.isfinite(displaced_m(BREST, around(BREST, 0.0)) or 0.0)
