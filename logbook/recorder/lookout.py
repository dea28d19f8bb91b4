"""The lookout: minds wind, glass, depth, anchor and instruments, and says when an alarm turns."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from logbook.alerts import ALERTS, Alert, Limits, Seen, anchor_drag
from logbook.alerts.silent_sensor import Roll
from logbook.model.entries import Condition, EntryKind, LogEntry
from logbook.model.episodes import Episode, Turn
from logbook.model.quantities import (
    BATTERY,
    DEPTH,
    DEPTH_KEEL,
    DEPTH_SURFACE,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.ship import ShipState
from logbook.model.standing import UNTOLD, Stood
from logbook.model.underway import UnderWay
from logbook.model.weather import OpenAlarm, Weather
from logbook.model.weather_barograph import Barograph
from logbook.model.weather_pressure import Fall
from logbook.model.weather_wind import Rise, WindNow, WindRecord
from logbook.recorder.anchor_watch import AnchorWatch

EVERY_S: Final = 1.0
ASK_S: Final = 5.0
FEEL_S: Final = 15.0
"""How often the wind is taken, the alerts are asked, and means over minutes are made anew."""
_BACK_S: Final = 60.0
_ANCHOR_OVER: Final = "anchor_over"
_STEP_S: Final = 120.0
_DEPTHS: Final = (DEPTH_SURFACE, DEPTH_KEEL, DEPTH)


@dataclass(frozen=True, slots=True)
class Watch:
    """What a lookout begins with: the `limits`, and how the run before left it.

    `alarms` are the open episodes as they were stored, by alert; `anchor` is the last anchor line
    of the book; `glass` gives the pressures (UTC seconds, Pa) of the day before an instant, from
    the track; `stood` at once how the forecast stands at an instant.
    """

    limits: Limits
    alarms: object = None
    anchor: LogEntry | None = None
    glass: Callable[[float], Iterable[tuple[float, float]]] = lambda _: ()
    stood: Callable[[float], Stood] = lambda _: UNTOLD


class Told(NamedTuple):
    """An alarm that turned, at an instant (UTC seconds since 1970)."""

    alert: Alert
    at: float
    turn: Turn
    calls: bool


class Lookout:
    """Looks about once a second of ship's time; fed by the recorder's thread.

    `weather` and `heed` may be called by any thread.
    """

    def __init__(self, watch: Watch, barograph: Barograph) -> None:
        self.wind = WindRecord()
        self._glass = barograph
        self._refill = watch.glass
        self._stood = watch.stood
        self._limits = watch.limits
        stored = watch.alarms if isinstance(watch.alarms, Mapping) else {}
        self._episodes = {
            alert.name: Episode.from_stored(stored.get(alert.name)) for alert in ALERTS
        }
        self._roll = Roll()
        self._heard_wind_at = float("-inf")
        self._anchor = AnchorWatch(watch.anchor, stored.get(_ANCHOR_OVER))
        self._heeded: deque[LogEntry] = deque()
        self._filled = False
        self._due = self._ask_at = self._felt_at = float("-inf")
        self._felt: tuple[Fall | None, WindNow | None, Rise | None] = (None, None, None)

    def is_due(self, at: float) -> bool:
        """Tell whether it is time to look at `at` (UTC seconds since 1970)."""
        return at >= self._due or at < self._due - _BACK_S

    def look(self, ship: ShipState, at: float, way: UnderWay) -> list[Told]:
        """Look at the ship as she is at `at`, under way or not; return the alarms that turned."""
        if not self._filled:
            self._filled = True
            self._glass.fill(self._refill(at))
        self._due = at + EVERY_S
        while self._heeded:
            self._anchor.take(self._heeded.popleft())
        self._feel(ship, at)
        self._anchor.place(ship, at)
        if self._ask_at - _BACK_S <= at < self._ask_at:
            return []
        self._ask_at = at + ASK_S
        self._roll.call(ship, at)
        told = self._asked(self._seen(ship, at, moving=way.moving))
        # Asked first: who drags is told so before anything may end the watch.
        why = self._anchor.left(way)
        return told if why is None else [*told, *self._unwatched(at, why)]

    def heed(self, entry: LogEntry) -> None:
        """Take note of a line of the log: the anchor was dropped or weighed, or that was struck."""
        if entry.draft.kind in (EntryKind.ANCHOR, EntryKind.STRIKE):
            self._heeded.append(entry)

    def follow(self, limits: Limits) -> None:
        """Go by what the skipper has settled anew."""
        self._limits = limits

    def retimed(self, offset_s: float) -> None:
        """Go on in a time that was set by `offset_s`."""
        self.wind.retimed(offset_s)
        self._roll.retimed(offset_s)
        self._glass.retimed(offset_s)
        self._episodes = {
            name: episode.retimed(offset_s) for name, episode in self._episodes.items()
        }
        self._anchor.retimed(offset_s)
        self._heard_wind_at = self._due = self._ask_at = self._felt_at = float("-inf")
        # Only the right time says which day of the track comes before now.
        self._filled = self._filled and abs(offset_s) <= _STEP_S

    def weather(self, at: float) -> Weather:
        """Return the weather as it stands at `at`, and what alarms are open."""
        return Weather(
            wind=self.wind.now(at),
            tendency=self._glass.tendency(at),
            trend=self._glass.trend(at),
            alarms=tuple(
                OpenAlarm(name, episode.since, episode.level, episode.peak)
                for name, episode in tuple(self._episodes.items())
                if episode.level
            ),
            stood=self._stood(at),
        )

    def stored(self) -> dict[str, object]:
        """Return the open episodes, and which anchor is watched no more, for the run to come."""
        kept: dict[str, object] = {
            name: episode.stored() for name, episode in self._episodes.items()
        }
        kept[_ANCHOR_OVER] = self._anchor.over
        return {name: value for name, value in kept.items() if value is not None}

    def _asked(self, seen: Seen) -> list[Told]:
        told = []
        for alert in ALERTS:
            episode = self._episodes[alert.name]
            found = alert.check(seen, self._limits, episode.level)
            after, turn = episode.after(
                found, seen.at, sustain_s=alert.sustain_s, low_is_bad=alert.low_is_bad
            )
            self._episodes[alert.name] = after
            if turn is not None:
                begins = turn.phase in ("raised", "worse")
                calls = begins and 0 < alert.calls_from <= turn.level
                told.append(Told(alert, seen.at, turn, calls))
        return told

    def _unwatched(self, at: float, why: anchor_drag.Ended) -> list[Told]:
        """Close the alarm of an anchor that she has left, where it is open."""
        alert = anchor_drag.ALERT
        after, turn = self._episodes[alert.name].ended(at, {"why": why})
        self._episodes[alert.name] = after
        return [] if turn is None else [Told(alert, at, turn, calls=False)]

    def _seen(self, ship: ShipState, at: float, *, moving: bool) -> Seen:
        if not self._felt_at <= at < self._felt_at + FEEL_S:
            self._felt_at = at
            self._felt = (self._glass.fall(at), self.wind.now(at), self.wind.rise(at))
        fall, wind, rise = self._felt
        return Seen(
            at=at,
            moving=moving,
            fall=fall,
            wind=wind,
            rise=rise,
            depth=_depth(ship, at),
            battery=ship.reading(BATTERY, at),
            anchor=self._anchor.anchor,
            fixes=self._anchor.fixes,
            silent=self._roll.silent(at, self._limits.silent_s),
        )

    def _feel(self, ship: ShipState, at: float) -> None:
        """Take the true wind, where one was heard since the last look."""
        speed, direction = ship.reading(TWS, at), ship.reading(TWD, at)
        if speed is None:
            return
        heard_at = at - speed.age_s
        if heard_at > self._heard_wind_at or heard_at < self._heard_wind_at - _BACK_S:
            self._heard_wind_at = heard_at
            self.wind.add(heard_at, speed.value, None if direction is None else direction.value)


def _depth(ship: ShipState, at: float) -> tuple[Quantity, Condition] | None:
    for quantity in _DEPTHS:
        found = ship.reading(quantity, at)
        if found is not None:
            return quantity, found
    return None
