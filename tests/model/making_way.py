"""Ships under way or not, for the tests: their fixes, and the changes that are found in them."""

from collections.abc import Iterable, Sequence

from logbook.model.geodesy import displace
from logbook.model.observations import Fix, Position
from logbook.model.underway import Change, UnderWay
from logbook.model.units import KNOT

BEGIN = 1_700_000_000.0
HOME = Position(48.3735, -4.4978)


def changes(fixes: Iterable[Fix], state: UnderWay | None = None) -> tuple[list[Change], UnderWay]:
    state = UnderWay() if state is None else state
    found = []
    for fix in fixes:
        state, change = state.after(fix)
        if change is not None:
            found.append(change)
    return found, state


def sail(
    parts: Sequence[tuple[int, float]], *, sog: bool = True, start: Position = HOME, every: int = 1
) -> list[Fix]:
    """Return the fixes of a ship that goes west: each part (seconds, knots)."""
    place, at, found = start, BEGIN, []
    for seconds, speed_kn in parts:
        for _ in range(0, seconds, every):
            at += every
            place = displace(place, 270, speed_kn * KNOT * every)
            found.append(Fix(at, place, speed_kn * KNOT if sog else None))
    return found


def after_start(change: Change) -> float:
    return change.fix.at - BEGIN
