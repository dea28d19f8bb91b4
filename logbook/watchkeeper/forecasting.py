"""How the forecasts stand: a chore that keeps the wind that each model told of the next hours.

The recorder asks at each hour and must not wait for a decoder: what it is told was made ready.
"""

from collections.abc import Callable
from typing import Final

from logbook.forecasts import standing
from logbook.forecasts.desk import Desk, Forecast
from logbook.forecasts.shelf import INDEX
from logbook.forecasts.words import name
from logbook.model.due import DAY_S
from logbook.model.entries import Draft, EntryKind
from logbook.model.geodesy import distance_m
from logbook.model.observations import Position
from logbook.model.quantities import TWD, TWS
from logbook.model.refusal import Refusal
from logbook.model.standing import UNTOLD, Pair, Stood, errors, pairs
from logbook.verbs.bridge import Bridge
from logbook.verbs.forecast import desk, whereabouts
from logbook.watchkeeper.errand import Errand

AGAIN_S: Final = 1800.0
"""As long as one reading of a file is good for, unless a file comes or the boat moves."""
FAR_M: Final = 5 * 1852.0
"""The great models' grids are 15 miles wide."""
_WEEK_S: Final = 7 * DAY_S
_AHEAD_S: Final = 12 * 3600.0
"""Far enough for the next step of any file, and for hours without a decoder."""


class StandingForecast:
    """A chore; `stood` is for the recorder's thread. `bridge` returns what the verbs are handed.

    Nothing is done where no weather file was ever kept.
    """

    name = "forecast"

    def __init__(self, bridge: Callable[[], Bridge], at: Desk | None = None) -> None:
        self._bridge = bridge
        self._desk = at
        self._found: tuple[tuple[str, Forecast], ...] = ()
        self._errors = UNTOLD
        self._made: tuple[float, Position, int] | None = None
        self._errand = Errand(self.name)

    def look(self) -> None:
        """Have the best files read again where that is due, by a thread that holds up no chore."""
        if self._errand.fault is not None:
            fault, self._errand.fault = self._errand.fault, None
            raise fault
        if not self._errand.is_away and self._due(self._bridge()) is not None:
            self._errand.send(self.work)

    def work(self) -> None:
        """Read the best file of each model again where that is due."""
        bridge = self._bridge()
        due = self._due(bridge)
        if due is None:
            return
        now, here, _ = self._made = due
        where = self._desk or desk(bridge)
        self._sum_up(bridge, now)
        try:
            found = where.each(here, now, now + _AHEAD_S)
        except Refusal as refusal:
            if refusal.name == "forecasts.busy":
                self._made = None
                return
            # No file covers her now: that is told to whoever asks, and no fault of the watch.
            self._found = ()
            return
        say = bridge.speaker()
        self._found = tuple((name(say, one.run), one) for one in found)

    def stood(self, at: float) -> Stood:
        """Return how the forecast stands at `at` (UTC seconds) where the boat is; never waits."""
        told = [standing.at(one.rows, at, model, one.run.at) for model, one in self._found]
        winds = [one for one in told if one is not None]
        if not winds:
            return self._errors
        return self._errors._replace(wind=winds[0], others=tuple(winds[1:]))

    def _sum_up(self, bridge: Bridge, now: float) -> None:
        """Compare what was forecast with what was observed, by the lines of the last week."""
        with bridge.readers.book() as book:
            week = [
                (entry.at, one)
                for entry in book.entries(now - _WEEK_S, now, kinds=(EntryKind.HOURLY,))
                for one in _pairs(entry.draft)
            ]
        day = [one for at, one in week if at >= now - DAY_S]
        self._errors = Stood(None, tuple(errors(day)), tuple(errors(one for _, one in week)))

    def _due(self, bridge: Bridge) -> tuple[float, Position, int] | None:
        """Return when, where and of which files a reading is due, None where it is not."""
        try:
            came = ((self._desk or desk(bridge)).shelf.folder / INDEX).stat().st_mtime_ns
        except OSError:
            return None
        here, now = whereabouts(bridge), bridge.now()
        if here is None:
            return None
        if self._made is not None:
            made, there, then = self._made
            aged = not 0.0 <= now - made < AGAIN_S
            if not aged and came == then and distance_m(here, there) <= FAR_M:
                return None
        return now, here, came


def _pairs(draft: Draft) -> list[Pair]:
    """Return forecast and observed wind of a line: that of ten minutes where it was known."""
    mean, direction = draft.facts.get("wind_mean"), draft.facts.get("wind_from")
    if isinstance(mean, float | int):
        from_ = float(direction) if isinstance(direction, float | int) else None
        return pairs(draft.facts, float(mean), from_)
    tws, twd = draft.conditions.get(TWS), draft.conditions.get(TWD)
    if tws is None:
        return []
    return pairs(draft.facts, tws.value, None if twd is None else twd.value)
