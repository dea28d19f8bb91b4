"""The anchor drags: she lies farther from where it was dropped than her circle is wide.

Net displacement, never summed hops: the median of a minute's positions, east and north apart,
against the place of the anchor line. So neither the receiver's wandering nor one stray fix is a
drag. The circle is the set radius, or the chain that was told and 20 m for the boat's length and
the receiver where that is more. Ours: an anchor's own rule is the skipper's.
"""

import math
from collections.abc import Sequence
from statistics import median
from typing import Final

from logbook.alerts.alert import OFF, Alert, Anchored, Limits, Seen
from logbook.model.episodes import Finding
from logbook.model.geodesy import bearing, hop_m
from logbook.model.observations import Position

ENOUGH: Final = 5
"""Positions of the last minute that a median needs."""
LENGTH_M: Final = 20.0
_BACK: Final = 0.9


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
