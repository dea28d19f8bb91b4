"""How the forecast stands: a chore that keeps the wind forecast at the boat for the next hours.

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
from logbook.model.standing import UNTOLD, Pair, Stood, errors, pair
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
        self._found: Forecast | None = None
        self._model = ""
        self._errors = UNTOLD
        self._made: tuple[float, Position, int] | None = None
        self._errand = Errand(self.name)

    def look(self) -> None:
        """Have the best file read again where that is due, by a thread that holds up no chore."""
        if self._errand.fault is not None:
            fault, self._errand.fault = self._errand.fault, None
            raise fault
        if not self._errand.is_away and self._due(self._bridge()) is not None:
            self._errand.send(self.work)

    def work(self) -> None:
        """Read the best file again where that is due."""
        bridge = self._bridge()
        due = self._due(bridge)
        if due is None:
            return
        now, here, _ = self._made = due
        where = self._desk or desk(bridge)
        self._sum_up(bridge, now)
        try:
            found = where.at(here, now, now + _AHEAD_S)
        except Refusal as refusal:
            if refusal.name == "forecasts.busy":
                self._made = None
                return
            # No file covers her now: that is told to whoever asks, and no fault of the watch.
            self._found = None
            return
        self._model = name(bridge.speaker(), found.run)
        self._found = found

    def stood(self, at: float) -> Stood:
        """Return how the forecast stands at `at` (UTC seconds) where the boat is; never waits."""
        found = self._found
        if found is None:
            return self._errors
        wind = standing.at(found.rows, at, self._model, found.run.at)
        return self._errors._replace(wind=wind)

    def _sum_up(self, bridge: Bridge, now: float) -> None:
        """Compare what was forecast with what was observed, by the lines of the last week."""
        with bridge.readers.book() as book:
            lines = [
                (entry.at, _pair(entry.draft))
                for entry in book.entries(now - _WEEK_S, now, kinds=(EntryKind.HOURLY,))
            ]
        week = [(at, one) for at, one in lines if one is not None]
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


def _pair(draft: Draft) -> Pair | None:
    """Return forecast and observed wind of a line: that of ten minutes where it was known."""
    mean, direction = draft.facts.get("wind_mean"), draft.facts.get("wind_from")
    if isinstance(mean, float | int):
        from_ = float(direction) if isinstance(direction, float | int) else None
        return pair(draft.facts, float(mean), from_)
    tws, twd = draft.conditions.get(TWS), draft.conditions.get(TWD)
    if tws is None:
        return None
    return pair(draft.facts, tws.value, None if twd is None else twd.value)
