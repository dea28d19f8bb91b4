"""Alerts: one file a rule, pure; the recorder's lookout asks them, and writes what they find."""

from typing import Final

from logbook.alerts import (
    anchor_drag,
    falling_glass,
    gale,
    low_battery,
    shallow_water,
    silent_sensor,
    squall,
    strong_wind,
)
from logbook.alerts.alert import Alert, Anchored, Limits, Seen

ALERTS: Final[tuple[Alert, ...]] = (
    falling_glass.ALERT,
    strong_wind.ALERT,
    gale.ALERT,
    squall.ALERT,
    shallow_water.ALERT,
    anchor_drag.ALERT,
    silent_sensor.ALERT,
    low_battery.ALERT,
)
"""All of them, in the order in which they are asked."""

__all__ = ["ALERTS", "Alert", "Anchored", "Limits", "Seen"]
