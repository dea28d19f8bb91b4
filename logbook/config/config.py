"""Config: every setting, as the rest of the log reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from logbook.model.units import KNOT

INTERVALS: Final = {
    "5min": 300,
    "15min": 900,
    "30min": 1800,
    "1h": 3600,
    "2h": 7200,
    "4h": 14400,
    "6h": 21600,
}
IN_THREADS: Final = "thread"
THREADINGS: Final = ("channel", IN_THREADS)
"""Where automatic lines are posted: in the channel, or in one thread a day."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, checked. Times in seconds, lengths in metres, speeds in m/s."""

    ship_name: str = ""
    language: str = "fr"
    ship_offset_s: int = 0
    feeds: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8067
    member_calls: int = 30
    bound_m: float = 5.0
    batch_s: float = 10.0
    sample_s: int = 60
    max_sog: float = 40.0 * KNOT
    interval_s: int = 3600
    at_anchor: bool = False
    threading: str = THREADINGS[0]
    live_card: bool = True
    alarm: tuple[str, ...] = ()
    glass_alarm: bool = True
    strong_wind_bft: int = 7
    gale_alarm: bool = True
    squall_alarm: bool = True
    shallow_m: float = 0.0
    anchor_m: float = 50.0
    silent_min: int = 10
    battery_v: float = 11.8
    backup_keep: int = 7
    backup_second: str = ""
    priorities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
