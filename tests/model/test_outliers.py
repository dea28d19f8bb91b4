"""Which fixes are refused, why, and when a new place is believed."""

import pytest

from logbook.model.observations import Fix, Position
from logbook.model.outliers import FixCheck
from logbook.model.units import KNOT

BEGIN = 1_700_000_000.0
HOME = Position(48.37, -4.49)
FAR = Position(48.37, -3.49)


def reasons(check: FixCheck, *fixes: Fix) -> list[str | None]:
    return [check.reason(fix) for fix in fixes]


@pytest.mark.parametrize(
    ("position", "reason"),
    [
        (Position(0, 0), "null island"),
        (Position(-0.0, 0.0), "null island"),
        (Position(48.1173, 48.1173), "lat equals lon"),
        (Position(0, -4.5), None),
        (Position(48.1173, -48.1173), None),
        (Position(-90, -180), None),
    ],
)
def test_a_place_that_receivers_invent_is_refused(position: Position, reason: str | None) -> None:
    assert FixCheck().reason(Fix(BEGIN, position)) == reason


def test_more_than_forty_knots_is_refused_unless_it_is_set() -> None:
    fast = Fix(BEGIN, HOME, 40.1 * KNOT)
    assert FixCheck().reason(fast) == "too fast"
    assert FixCheck().reason(fast._replace(sog=39.9 * KNOT)) is None
    assert FixCheck(max_sog=60 * KNOT).reason(fast) is None
    assert FixCheck(max_sog=None).reason(fast) is None


def test_the_future_is_refused_only_by_a_trusted_clock() -> None:
    fix = Fix(BEGIN + 6, HOME)
    assert FixCheck().reason(fix, now=BEGIN) == "future"
    assert FixCheck().reason(fix, now=BEGIN + 5) is None
    assert FixCheck().reason(fix) is None


def test_five_positions_under_one_timestamp_are_one_fix() -> None:
    check = FixCheck()
    five = [Fix(BEGIN, Position(48.37 + i * 1e-4, -4.49)) for i in range(5)]
    assert reasons(check, *five) == [None, *["repeated time"] * 4]
    assert check.last_good == five[0]


def test_a_minute_not_carried_is_one_step_back_and_no_more() -> None:
    check = FixCheck()
    seconds = [57, 58, 59, 0, 61, 62]
    found = reasons(check, *(Fix(BEGIN + s, HOME) for s in seconds))
    assert found == [None, None, None, "backwards", None, None]


def test_five_miles_in_two_minutes_is_a_jump_and_a_little_less_is_not() -> None:
    def second(lon: float, seconds: float) -> str | None:
        check = FixCheck()
        return reasons(check, Fix(BEGIN, Position(0.5, 10)), Fix(BEGIN + seconds, lon_at(lon)))[1]

    def lon_at(lon: float) -> Position:
        return Position(0.5, lon)

    assert second(10.0835, 120) == "jump"
    assert second(10.0830, 120) is None
    assert second(10.0835, 1) == "jump"
    assert second(10.0835, 125) is None
    assert second(11.0, 3600) is None
    assert second(-170.0, 3600) == "jump"


def test_a_hop_over_the_antimeridian_is_no_jump() -> None:
    found = reasons(
        FixCheck(), Fix(BEGIN, Position(1, 179.9999)), Fix(BEGIN + 1, Position(1, -179.9999))
    )
    assert found == [None, None]


def test_a_single_jump_is_forgotten_when_the_ship_is_back() -> None:
    check = FixCheck()
    found = reasons(check, *(Fix(BEGIN + i, FAR if i in {1, 3, 5} else HOME) for i in range(7)))
    assert found == [None, "jump", None, "jump", None, "jump", None]


def test_a_new_place_is_believed_from_the_third_fix_that_agrees() -> None:
    check = FixCheck()
    found = reasons(check, Fix(BEGIN, HOME), *(Fix(BEGIN + i, FAR) for i in (1, 2, 3, 4)))
    assert found == [None, "jump", "jump", None, None]
    assert check.last_good == Fix(BEGIN + 4, FAR)


def test_places_that_do_not_agree_are_never_believed() -> None:
    check = FixCheck()
    wild = [Fix(BEGIN + i, Position(10 * i % 80, 5 * i)) for i in range(1, 9)]
    assert reasons(check, Fix(BEGIN, HOME), *wild) == [None, *["jump"] * 8]


def test_an_earlier_time_that_lasts_is_followed_by_the_third_fix() -> None:
    check = FixCheck()
    earlier = [Fix(BEGIN - 3600 + i, HOME) for i in range(4)]
    found = reasons(check, Fix(BEGIN, HOME), *earlier)
    assert found == [None, "backwards", "backwards", None, None]


def test_a_repeat_of_a_doubted_fix_does_not_count_for_it() -> None:
    check = FixCheck()
    found = reasons(check, Fix(BEGIN, HOME), *(Fix(BEGIN + 1, FAR) for _ in range(4)))
    assert found == [None, "jump", "repeated time", "repeated time", "repeated time"]


def test_a_run_goes_on_from_the_last_good_fix_of_the_run_before() -> None:
    check = FixCheck(last=Fix(BEGIN, HOME))
    assert reasons(check, Fix(BEGIN, HOME), Fix(BEGIN + 1, FAR)) == ["repeated time", "jump"]
