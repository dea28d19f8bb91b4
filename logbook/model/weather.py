"""The boat's own weather as it stands: wind over ten minutes, the glass, and open alarms."""

from typing import NamedTuple

from logbook.model.standing import UNTOLD, Stood
from logbook.model.weather_pressure import Tendency, Trend
from logbook.model.weather_wind import WindNow


class OpenAlarm(NamedTuple):
    """An alarm that is open: the alert's name, its beginning (UTC seconds), level and peak (SI)."""

    alert: str
    since: float
    level: int
    peak: float


class Weather(NamedTuple):
    """What the instruments have told over the last minutes and hours; None for silence.

    `stood` is what had been forecast for now.
    """

    wind: WindNow | None = None
    tendency: Tendency | None = None
    trend: Trend | None = None
    alarms: tuple[OpenAlarm, ...] = ()
    stood: Stood = UNTOLD


UNSEEN = Weather()
"""The weather where nobody looks out: an import."""
