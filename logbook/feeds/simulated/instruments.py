"""What the simulated boat's instruments measure: the ship as she is, each with its error."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from logbook.feeds.simulated.coast import charted_depth, tide_height, to_degrees
from logbook.feeds.simulated.noise import Wander
from logbook.feeds.simulated.passage import STEP_S, Moment, moments
from logbook.feeds.simulated.weather import Forecast, Weather
from logbook.model.units import turn, wrap_360

TRANSDUCER_M: Final = 0.5
"""How deep the echo sounder's transducer lies."""
MOST_HEEL: Final = 24.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One round of all instruments: SI, degrees true, angles off the bow positive to starboard.

    `rot` is degrees a minute to starboard, `rpm` revolutions a minute, `depth` below the
    transducer, `log` metres through the water.
    """

    at: float
    lat: float
    lon: float
    sog: float
    cog: float
    heading: float
    rot: float
    stw: float
    log: float
    awa: float
    aws: float
    twa: float
    weather: Weather
    depth: float
    heel: float
    trim: float
    rpm: float


class Instruments:
    """Measures at one instant after another; the same for the same `start` and `seed`."""

    def __init__(self, start: float, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - the sea's noise
        self._forecast = Forecast(start, seed)
        self._moments: Iterator[Moment] = moments(start, seed)
        self._before = next(self._moments)
        self._after = next(self._moments)
        self._measured_at = start
        # A good receiver with a clear sky errs by a few metres, and slowly.
        self._east = Wander(chance, 2.0, 60.0)
        self._north = Wander(chance, 2.2, 60.0)
        self._speed = Wander(chance, 0.03, 5.0)
        self._yaw = Wander(chance, 2.0, 4.0)
        self._gust = Wander(chance, 0.06, 8.0)
        self._shift = Wander(chance, 4.0, 12.0)
        self._roll = Wander(chance, 1.5, 2.0)
        self._pitch = Wander(chance, 0.8, 2.0)
        self._echo = Wander(chance, 0.05, 1.0)

    def measure(self, at: float) -> Measured:
        """Return what is measured at `at` (UTC seconds since 1970), not before the last one."""
        while self._after.at <= at:
            self._before, self._after = self._after, next(self._moments)
        passed = at - self._measured_at
        self._measured_at = at
        return self._measured(at, passed, (at - self._before.at) / STEP_S)

    def _measured(self, at: float, passed: float, part: float) -> Measured:
        before, after = self._before, self._after
        stw = before.stw + part * (after.stw - before.stw)
        # At her berth she hardly moves; the sea's motion grows with speed.
        motion = 0.1 + 0.9 * min(1.0, stw)
        turned = turn(before.heading, after.heading)
        yaw = motion * self._yaw.step(passed)
        heading = wrap_360(before.heading + part * turned + yaw)
        x = before.x + part * (after.x - before.x)
        y = before.y + part * (after.y - before.y)
        lat, lon = to_degrees(x + self._east.step(passed), y + self._north.step(passed))
        over_ground = math.hypot(after.x - before.x, after.y - before.y) / STEP_S
        made_good = math.degrees(math.atan2(after.x - before.x, after.y - before.y))
        weather = self._felt(at, passed)
        twa = turn(heading, weather.wind_from)
        awa, aws = _apparent(twa, weather.wind_speed, stw)
        return Measured(
            at=at,
            lat=lat,
            lon=lon,
            sog=abs(over_ground + self._speed.step(passed)),
            cog=wrap_360(made_good + 0.5 * yaw),
            heading=heading,
            rot=turned * 60.0 / STEP_S + 3.0 * yaw,
            stw=stw,
            log=before.log + part * (after.log - before.log),
            awa=awa,
            aws=aws,
            twa=twa,
            weather=weather,
            depth=charted_depth(x, y) + tide_height(at) - TRANSDUCER_M + self._echo.step(passed),
            heel=motion * (_heel(awa, aws) + self._roll.step(passed)),
            trim=motion * (0.8 + self._pitch.step(passed)),
            rpm=before.rpm,
        )

    def _felt(self, at: float, passed: float) -> Weather:
        weather = self._forecast.at(at)
        return Weather(
            wind_from=wrap_360(weather.wind_from + self._shift.step(passed)),
            wind_speed=max(0.0, weather.wind_speed * (1.0 + self._gust.step(passed))),
            pressure=weather.pressure,
            air=weather.air,
            sea=weather.sea,
            humidity=weather.humidity,
        )


def _apparent(twa: float, tws: float, stw: float) -> tuple[float, float]:
    """Return the apparent wind's angle and speed: the true wind's and the ship's own, added."""
    ahead = tws * math.cos(math.radians(twa)) + stw
    abeam = tws * math.sin(math.radians(twa))
    return math.degrees(math.atan2(abeam, ahead)), math.hypot(ahead, abeam)


def _heel(awa: float, aws: float) -> float:
    """Return the heel (degrees to starboard): away from the wind, with its pressure."""
    pressed = 0.22 * aws * aws * math.sin(math.radians(awa))
    return -max(-MOST_HEEL, min(MOST_HEEL, pressed))
