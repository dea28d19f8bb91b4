"""What the alerts' tests share: what the lookout saw, made up."""

from collections.abc import Sequence

from logbook.alerts import ALERTS, Alert
from logbook.model.entries import Condition
from logbook.model.geodesy import displace
from logbook.model.observations import Position
from logbook.model.weather_wind import WindNow

NOON = 1_780_315_200.0
BREST = Position(48.3735, -4.4983333)


def alert(name: str) -> Alert:
    return next(one for one in ALERTS if one.name == name)


def wind(speed: float, gust: float | None = None) -> WindNow:
    """Return a mean wind (m/s) over ten minutes."""
    return WindNow(speed, 230.0, speed if gust is None else gust, 600.0, None, 1.0)


def now(value: float) -> Condition:
    return Condition(value, 0.0)


def around(place: Position, metres: float, bearing: float = 90.0) -> Sequence[Position]:
    """Return a minute of positions that all lie `metres` off."""
    return [displace(place, bearing, metres)] * 12
