"""The anchor drags: she lies farther from where it was dropped than her circle is wide.

Net displacement, never summed hops: the median of a minute's positions, east and north apart,
against the place of the anchor line. So neither the receiver's wandering nor one stray fix is a
drag. The circle is the set radius, or the chain that was told and 20 m for the boat's length and
the receiver where that is more. Ours: an anchor's own rule is the skipper's.

The watch ends by itself where she has plainly left, for few log the weighing. A departure alone
does not say so: a boat that drags at half a knot to two, downwind, departs by that rule as well.
So she must be under way and make 3 knots for 3 minutes without a break, more than yachts drag at;
or lie a nautical mile off, where no chain reaches. The engine says nothing: it charges at anchor.
"""

import math
from collections.abc import Sequence
from statistics import median
from typing import Final, Literal

from logbook.alerts.alert import OFF, Alert, Anchored, Limits, Seen
from logbook.model.episodes import Finding
from logbook.model.geodesy import bearing, hop_m
from logbook.model.observations import Fix, Position
from logbook.model.underway import UnderWay
from logbook.model.units import KNOT

ENOUGH: Final = 5
"""Positions of the last minute that a median needs."""
LENGTH_M: Final = 20.0
_BACK: Final = 0.9
PASSAGE_SOG: Final = 3.0 * KNOT
PASSAGE_S: Final = 180.0
GONE_M: Final = 1852.0

Ended = Literal["under_way", "gone"]
"""Why a watch ended by itself."""


def radius_m(anchor: Anchored, limits: Limits) -> float:
    """Return how far she may lie from where the anchor was dropped (m)."""
    chain_m = 0.0 if anchor.chain_m is None else anchor.chain_m + LENGTH_M
    return max(limits.anchor_m, chain_m)


def displaced_m(place: Position, fixes: Sequence[Position]) -> float | None:
    """Return how far the median of `fixes` lies from `place` (m), None for too few of them."""
    if len(fixes) < ENOUGH:
        return None
    east, north = [], []
    for fix in fixes:
        away = hop_m(place.lat, place.lon, fix.lat, fix.lon)
        angle = math.radians(bearing(place, fix))
        east.append(away * math.sin(angle))
        north.append(away * math.cos(angle))
    return math.hypot(median(east), median(north))


def ended(
    anchor: Anchored | None, since: float, way: UnderWay, fixes: Sequence[Position]
) -> Ended | None:
    """Return why the watch of an anchor dropped at `since` (UTC seconds) is over, else None.

    `fixes` are the good positions of the last minute; without a place only the speed counts.
    """
    if way.moving and _makes_way(way.marks, since):
        return "under_way"
    away_m = None if anchor is None else displaced_m(anchor.place, fixes)
    return "gone" if away_m is not None and away_m > GONE_M else None


def _makes_way(marks: Sequence[Fix], since: float) -> bool:
    """Return whether SOG was that of a passage for long enough, all of it after `since`."""
    for mark in reversed(marks):
        if mark.sog is None or mark.sog < PASSAGE_SOG or mark.at < since:
            return False
        if marks[-1].at - mark.at >= PASSAGE_S:
            return True
    return False


def check(seen: Seen, limits: Limits, level: int) -> Finding | None:
    """Return whether she lies outside her circle; the value is how far from the anchor (m)."""
    if not limits.anchor_m or seen.anchor is None:
        return OFF
    away_m = displaced_m(seen.anchor.place, seen.fixes)
    if away_m is None:
        return None
    radius = radius_m(seen.anchor, limits)
    found = int(away_m > radius * (_BACK if level else 1.0))
    return Finding(found, away_m, {"radius": radius})


ALERT: Final = Alert("anchor_drag", check, sustain_s=30.0, calls_from=1)
