"""The boat of the simulated passage: a ten-metre sloop with a diesel."""

import math
from itertools import pairwise
from typing import Final

from logbook.feeds.simulated.weather import Weather
from logbook.model.units import KNOT, turn, wrap_360

HULL_SPEED: Final = 7.4 * KNOT
MOTORING: Final = 5.6 * KNOT
HARBOUR: Final = 3.0 * KNOT
_TURN_A_STEP: Final = 60.0
# Boat speed on each true wind angle as a part of what the wind allows.
_POLAR: Final = ((0.0, 0.05), (35.0, 0.3), (46.0, 0.78), (60.0, 0.9), (90.0, 1.0), (180.0, 0.78))


class Engine:
    """Revolutions a minute."""

    IDLE: Final = 850.0
    HARBOUR: Final = 1400.0
    CRUISING: Final = 2250.0


class Boat:
    """Her heading (degrees true), speed through the water (m/s) and engine (rpm)."""

    def __init__(self, heading: float) -> None:
        self.heading = heading
        self.stw = 0.0
        self.rpm = 0.0

    def motor(self, wanted: float, stw: float) -> None:
        """Steer `wanted` and keep `stw` under engine for twenty seconds."""
        self._steer(wanted)
        self.rpm = Engine.IDLE
        if stw >= HARBOUR:
            self.rpm = Engine.HARBOUR if stw < MOTORING else Engine.CRUISING
        self._gather(stw)

    def sail(self, wanted: float, weather: Weather) -> None:
        """Steer `wanted` and sail as fast as the wind allows, for twenty seconds."""
        self._steer(wanted)
        self.rpm = 0.0
        self._gather(sailing_speed(turn(self.heading, weather.wind_from), weather.wind_speed))

    def _steer(self, wanted: float) -> None:
        change = turn(self.heading, wanted)
        self.heading = wrap_360(self.heading + max(-_TURN_A_STEP, min(_TURN_A_STEP, change)))

    def _gather(self, stw: float) -> None:
        self.stw += 0.4 * (stw - self.stw)


def sailing_speed(twa: float, tws: float) -> float:
    """Return boat speed (m/s) for a true wind angle (degrees) and speed (m/s)."""
    angle = abs(twa)
    for (low, slow), (high, fast) in pairwise(_POLAR):
        if angle <= high:
            part = slow + (fast - slow) * (angle - low) / (high - low)
            # Speed follows light winds and flattens out at the hull's own.
            return HULL_SPEED * part * math.tanh(tws / (8.0 * KNOT))
    raise ValueError(f"{twa!r} is no angle off the bow")
