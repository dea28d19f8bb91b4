"""The glass: its tendency over three hours as the WMO words it, how far it fell, and its day."""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

TENDENCY_S: Final = 3 * 3600.0
"""The span of the pressure tendency (WMO-No. 306, Manual on Codes, table 0200)."""
DAY_S: Final = 24 * 3600.0
NEAR_S: Final = 600.0
"""A reading this far from an instant still stands for it."""
STEADY_PA: Final = 20.0
"""Half the tendency's span with less change than this was steady. Ours: twice the 0.1 hPa to
which a tendency is reported, so that a barometer's last digit is no change of the weather."""
SLOWER: Final = 2.0
"""A half that changes by this much more, or less, than the other is faster, or slower. Ours."""
STEP_PA: Final = 150.0
STEP_S: Final = 120.0
"""More than 1.5 hPa within two minutes is another barometer, or one that was set: no weather."""
_TENTH_PA: Final = 10.0
"""A tendency is told in tenths of a hectopascal: what rounds to none is the same as then."""
_TREND_S: Final = 3600.0

Readings = Sequence[tuple[float, float]]
"""Pressures by time: (UTC seconds since 1970, Pa), rising in time."""


class Tendency(NamedTuple):
    """The change over three hours (Pa), and its `characteristic`: 0 to 8 of WMO table 0200.

    The characteristic is None where too little is known of the three hours to tell. Some figures
    stand for several courses; `halves` tells which: whether the glass rose (1), was steady (0) or
    fell (-1) in each half, None where the middle is not known.
    """

    change_pa: float
    characteristic: int | None
    halves: tuple[int, int] | None = None


class Fall(NamedTuple):
    """How far the glass is below its highest of the last three hours, and how long that took.

    `pascals` is 0 or negative; `over_s` seconds, at most three hours.
    """

    pascals: float
    over_s: float


class Trend(NamedTuple):
    """A day of the glass: the change over `over_s` seconds, and the extremes with their age."""

    change_pa: float
    over_s: float
    low_pa: float
    low_ago_s: float
    high_pa: float
    high_ago_s: float


def change(readings: Readings, at: float) -> float | None:
    """Return the change over the three hours before `at` (Pa), or None where unknown."""
    if not readings or readings[-1][0] < at - NEAR_S:
        return None
    then = at - TENDENCY_S
    instant, pascals = min(readings, key=lambda kept: abs(kept[0] - then))
    return None if abs(instant - then) > NEAR_S else readings[-1][1] - pascals


def tendency(readings: Readings, at: float) -> Tendency | None:
    """Return the tendency at `at`, None where the pressure of now or then is not known."""
    net = change(readings, at)
    if net is None:
        return None
    start, middle, end = (
        _about(readings, instant) for instant in (at - TENDENCY_S, at - TENDENCY_S / 2, at)
    )
    if start is None or end is None:
        return Tendency(net, None)
    if middle is None:
        # As an automatic station does that has only the two ends (WMO-No. 306, table 0200).
        figure = 4 if abs(end - start) <= STEADY_PA else 2 if end > start else 7
        return Tendency(net, figure)
    first, second = middle - start, end - middle
    return Tendency(net, characteristic(first, second, net), (_sign(first), _sign(second)))


def characteristic(first: float, second: float, net: float) -> int:
    """Return the figure of WMO table 0200 from the changes (Pa) of both halves and of the whole.

    0 rising then falling, now higher or the same; 1 rising then steady or more slowly; 2 rising;
    3 rising more rapidly, or falling or steady and then rising to higher; 4 steady; 5 falling
    then rising, now lower or the same; 6 falling then steady or more slowly; 7 falling; 8 falling
    more rapidly, or rising or steady and then falling to lower.
    """
    before, after = _sign(first), _sign(second)
    if before == after == 0:
        return 4 if abs(net) <= STEADY_PA else 2 if net > 0 else 7
    if before >= 0 and after >= 0:
        slower = after == 0 or (before and first >= SLOWER * second)
        faster = before == 0 or second >= SLOWER * first
        return 1 if slower else 3 if faster else 2
    if before <= 0 and after <= 0:
        slower = after == 0 or (before and first <= SLOWER * second)
        faster = before == 0 or second <= SLOWER * first
        return 6 if slower else 8 if faster else 7
    if before > 0:
        return 0 if round(net / _TENTH_PA) >= 0 else 8
    return 5 if round(net / _TENTH_PA) <= 0 else 3


def fall(readings: Readings, at: float) -> Fall | None:
    """Return how far the glass fell by `at` within three hours; None where it is silent.

    From means over ten minutes. The highest of the span counts, not its beginning alone: a glass
    that rose first and then fell 5 hPa in one hour has fallen 5 hPa. A step that no weather makes
    is left out (`STEP_PA`).
    """
    if not readings or readings[-1][0] < at - NEAR_S:
        return None
    blocks: dict[int, list[float]] = {}
    level, later = 0.0, readings[-1]
    # From the last reading on, so that nothing changes until the next one.
    last = later[0]
    for instant, pascals in reversed(readings):
        if instant < last - TENDENCY_S:
            break
        if later[0] - instant <= STEP_S and abs(later[1] - pascals) > STEP_PA:
            level += later[1] - pascals
        later = (instant, pascals)
        blocks.setdefault(int((last - instant) // NEAR_S), []).append(pascals + level)
    means = {ago: math.fsum(found) / len(found) for ago, found in blocks.items()}
    newest = min(means)
    highest = max(means, key=lambda ago: (means[ago], -ago))
    return Fall(means[newest] - means[highest], (highest - newest) * NEAR_S)


def trend(readings: Readings, at: float) -> Trend | None:
    """Return the last day of the glass; what is known of it, where that is an hour or more.

    None where the glass is silent, or was heard for less than that.
    """
    known = [one for one in readings if at - DAY_S - NEAR_S <= one[0] <= at + STEP_S]
    if not known or known[-1][0] < at - NEAR_S or known[-1][0] - known[0][0] < _TREND_S:
        return None
    first, last = known[0], known[-1]
    low = min(known, key=lambda one: one[1])
    high = max(known, key=lambda one: one[1])
    return Trend(
        change_pa=last[1] - first[1],
        over_s=last[0] - first[0],
        low_pa=low[1],
        low_ago_s=max(0.0, at - low[0]),
        high_pa=high[1],
        high_ago_s=max(0.0, at - high[0]),
    )


def _about(readings: Readings, at: float) -> float | None:
    """Return the mean pressure within ten minutes of `at`, None where nothing was heard then."""
    found = [pascals for instant, pascals in readings if abs(instant - at) <= NEAR_S]
    return math.fsum(found) / len(found) if found else None


def _sign(pascals: float) -> int:
    return 0 if abs(pascals) <= STEADY_PA else 1 if pascals > 0 else -1
