"""The passage: a small cruising yacht goes from harbour to harbour and back, for ever.

It is worked out in steps of twenty seconds whatever is asked of it, so that the same instant
finds the ship in the same place at any interval.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from logbook.feeds.simulated.boat import HARBOUR, MOTORING, Boat, Engine
from logbook.feeds.simulated.coast import ROUTE, Mark, tidal_stream
from logbook.feeds.simulated.weather import Forecast, Weather
from logbook.model.units import KNOT, turn, wrap_360

STEP_S: Final = 20.0
FIRST_STAY_S: Final = 600.0
STAY_S: Final = 5400.0
WARM_UP_S: Final = 120.0
CLOSE_HAULED: Final = 46.0
"""Degrees off the true wind that a cruising yacht sails at best."""
CORRIDOR_M: Final = 1500.0
TACKS_S: Final = 480.0
REACHED_M: Final = 150.0
CLOSE_BY_M: Final = 45.0
HARBOUR_M: Final = 800.0
SLOWING_M: Final = 150.0
CREEPING: Final = 0.8 * KNOT
CALM: Final = 6.0 * KNOT
"""Below it the engine is started."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The ship at an instant: `at` UTC seconds since 1970, metres east and north of the origin.

    `heading` degrees true, `stw` m/s, `log` metres sailed through the water, `rpm` of the engine.
    """

    at: float
    x: float
    y: float
    heading: float
    stw: float
    log: float
    rpm: float


def moments(start: float, seed: int) -> Iterator[Moment]:
    """Yield the ship every twenty seconds from `start`: moored, under way, moored, and back."""
    forecast = Forecast(start, seed)
    route = ROUTE
    stay = FIRST_STAY_S
    # Moored head to where she will leave.
    ship = Moment(start, route[0].x, route[0].y, _bearing(route[0], route[1]), 0.0, 0.0, 0.0)
    while True:
        leaves = ship.at + stay
        while ship.at < leaves:
            yield ship
            warming = leaves - ship.at <= WARM_UP_S
            ship = _moored(ship, Engine.IDLE if warming else 0.0)
        yield ship
        for moment in _sail(ship, route, forecast):
            yield moment
            ship = moment
        route = route[::-1]
        ship = _moored(ship, Engine.IDLE)
        stay = STAY_S


def _moored(ship: Moment, rpm: float) -> Moment:
    return Moment(ship.at + STEP_S, ship.x, ship.y, ship.heading, 0.0, ship.log, rpm)


def _sail(ship: Moment, route: tuple[Mark, ...], forecast: Forecast) -> Iterator[Moment]:
    boat = Boat(ship.heading)
    berth = route[-1]
    for before, mark in pairwise(route):
        helm = _Helm(before, mark)
        under_engine = mark.harbour and (before.harbour or mark is berth)
        while not _reached(ship, boat, mark, last=mark is berth):
            weather = forecast.at(ship.at)
            if under_engine or weather.wind_speed < CALM:
                boat.motor(_bearing(ship, mark), _engine_speed(ship, mark, last=mark is berth))
            else:
                boat.sail(helm.course(ship, weather), weather)
            ship = _moved(ship, boat)
            yield ship
    # The last metres, alongside.
    yield Moment(ship.at + STEP_S, berth.x, berth.y, ship.heading, 0.0, ship.log, Engine.IDLE)


def _away(ship: Moment, mark: Mark) -> float:
    return math.hypot(mark.x - ship.x, mark.y - ship.y)


def _reached(ship: Moment, boat: Boat, mark: Mark, *, last: bool) -> bool:
    if last:
        return _away(ship, mark) <= boat.stw * STEP_S + 1.0
    return _away(ship, mark) <= (CLOSE_BY_M if mark.harbour else REACHED_M)


def _engine_speed(ship: Moment, mark: Mark, *, last: bool) -> float:
    away = _away(ship, mark)
    if last and away < SLOWING_M:
        return max(CREEPING, HARBOUR * away / SLOWING_M)
    return HARBOUR if mark.harbour and away < HARBOUR_M else MOTORING


def _moved(ship: Moment, boat: Boat) -> Moment:
    east, north = tidal_stream(ship.at)
    run = boat.stw * STEP_S
    heading = math.radians(boat.heading)
    # Behind a breakwater there is no stream; it grows with speed, which is how one leaves.
    felt = min(1.0, boat.stw / 2.5)
    return Moment(
        ship.at + STEP_S,
        ship.x + run * math.sin(heading) + felt * east * STEP_S,
        ship.y + run * math.cos(heading) + felt * north * STEP_S,
        boat.heading,
        boat.stw,
        ship.log + run,
        boat.rpm,
    )


class _Helm:
    """Which course to steer on a leg: to the mark, or close-hauled where it lies upwind."""

    def __init__(self, before: Mark, mark: Mark) -> None:
        self._before = before
        self._mark = mark
        self._leg = _bearing(before, mark)
        self._tack = 0.0
        self._since = 0.0

    def course(self, ship: Moment, weather: Weather) -> float:
        to_mark = _bearing(ship, self._mark)
        off_wind = turn(weather.wind_from, to_mark)
        if abs(off_wind) >= CLOSE_HAULED:
            self._tack = 0.0
            return to_mark
        if not self._tack:
            # The tack that brings her nearer comes first.
            self._tack = math.copysign(1.0, off_wind)
            self._since = ship.at
        elif ship.at - self._since >= TACKS_S and self._leaves_corridor(ship, weather):
            self._tack = -self._tack
            self._since = ship.at
        return wrap_360(weather.wind_from + self._tack * CLOSE_HAULED)

    def _leaves_corridor(self, ship: Moment, weather: Weather) -> bool:
        leg = math.radians(self._leg)
        east, north = ship.x - self._before.x, ship.y - self._before.y
        right_of_leg = east * math.cos(leg) - north * math.sin(leg)
        heading = wrap_360(weather.wind_from + self._tack * CLOSE_HAULED)
        leads_right = turn(self._leg, heading) > 0.0
        return abs(right_of_leg) > CORRIDOR_M and (right_of_leg > 0.0) == leads_right


def _bearing(start: Mark | Moment, end: Mark) -> float:
    return wrap_360(math.degrees(math.atan2(end.x - start.x, end.y - start.y)))
