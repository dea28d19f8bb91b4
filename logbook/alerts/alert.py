"""What an alert is: a rule that looks at what the lookout has seen, and finds a step of danger."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from logbook.model.entries import Condition
from logbook.model.episodes import Finding
from logbook.model.observations import Position
from logbook.model.weather_pressure import Fall
from logbook.model.weather_wind import Rise, WindNow


@dataclass(frozen=True, slots=True)
class Limits:
    """What a skipper has settled; 0 or False is off. Depths and lengths in metres.

    `strong_wind_bft` is a force of Beaufort's scale, `silent_s` seconds, `battery_v` volts.
    """

    glass: bool = True
    strong_wind_bft: int = 7
    gale: bool = True
    squall: bool = True
    shallow_m: float = 0.0
    anchor_m: float = 50.0
    silent_s: float = 600.0
    battery_v: float = 11.8


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where the anchor was dropped, and how much chain is out (m), where that was told."""

    place: Position
    chain_m: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the lookout sees at `at` (UTC seconds since 1970); None is silence.

    `fixes` are the good positions of the last minute, `depth` the depth with its quantity's name,
    `silent` the instruments that were regularly heard and are not now. `moving` is under way.
    """

    at: float
    moving: bool = False
    fall: Fall | None = None
    wind: WindNow | None = None
    rise: Rise | None = None
    depth: tuple[str, Condition] | None = None
    battery: Condition | None = None
    anchor: Anchored | None = None
    fixes: Sequence[Position] = ()
    silent: tuple[str, ...] = ()

    @property
    def watched(self) -> bool:
        """Whether she is under way or at anchor: somebody minds her depth and instruments."""
        return self.moving or self.anchor is not None


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert: its `name`, and `check`, which is told the level that is open (0 for none).

    A finding must last `sustain_s` before it is told. From the step `calls_from` on it calls
    those on the alarm list by name; 0 calls nobody. `low_is_bad`: the lowest value is the worst.
    """

    name: str
    check: Callable[[Seen, Limits, int], Finding | None]
    sustain_s: float = 0.0
    calls_from: int = 0
    low_is_bad: bool = False


OFF = Finding(0, 0.0)
"""What an alert finds that is switched off, or that nobody has to mind now."""
