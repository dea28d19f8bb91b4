"""Who words the recorder's lines: what the ship was, how far she came, and since when."""

from collections.abc import Callable, Sequence

from logbook.model.due import Slot
from logbook.model.entries import Condition, Draft
from logbook.model.geodesy import bearing, distance_m, interpolate
from logbook.model.observations import Fix, Position
from logbook.model.quantities import COG, SOG, Quantity
from logbook.model.ship import ShipState
from logbook.model.underway import Change
from logbook.recorder.lines import Lines, Run, Stamp, on_track
from logbook.recorder.memory import Memory
from logbook.recorder.odometer import Mark, Odometer
from logbook.summaries.arrival import Arrival
from logbook.summaries.gap import Cause, Gap
from logbook.summaries.moment import Moment

GAP_S = 600.0
"""A silence under way that is worth a line; the track marks shorter ones."""
NEAR_S = 60.0
"""A line with a position within this of a slot serves for the slot."""
DAY_S = 86_400.0


class Logkeeper:
    """Makes drafts of what the recorder finds; keeps the odometer and the last quarter hour."""

    def __init__(
        self, lines: Lines, interval_s: int, stamp: Callable[[], Stamp], *, moving: bool
    ) -> None:
        self.memory = Memory()
        self.odometer = Odometer()
        self._lines = lines
        self._interval_s = float(interval_s)
        self._stamp = stamp
        self._moving = moving
        self._last_placed = float("-inf")
        self._missed: list[Slot] = []
        self._moved_since_noon = moving

    def moment(self, ship: ShipState, at: float) -> Moment:
        """Return the ship as she is at `at`."""
        known = ship.known_fix(at)
        if known is None:
            return Moment(conditions=ship.conditions(at))
        return Moment(known.fix.position, known.age_s, conditions=ship.conditions(at))

    def resume(self, departed_at: float, sailed_m: float) -> None:
        """Go on with a leg that began before this run: when she left, and how far she came."""
        self.odometer.departure = self.odometer.resume(departed_at, sailed_m)

    def remember(self, ship: ShipState, at: float) -> None:
        """Keep the ship as she is at `at`, for lines that are found out later."""
        self.memory.remember(at, self.moment(ship, at), self.odometer.total_m)

    def slots(self, slots: Sequence[Slot], ship: ShipState) -> list[Draft]:
        """Return the lines of slots that have come.

        At noon one line says both. A slot of which nothing fresh is known waits for the next fix:
        then it has its place from the track, or stands within a gap and has no line at all.
        """
        noons = {slot.at for slot in slots if slot.kind == "noon" and self._moved_since_noon}
        drafts = []
        for slot in slots:
            if (slot.at in noons) != (slot.kind == "noon"):
                continue
            moment = self.moment(ship, slot.at)
            placed = moment.position is not None
            if slot.kind == "hourly" and slot.at - self._last_placed <= NEAR_S:
                continue
            if not placed and not moment.conditions:
                self._missed.append(slot)
                continue
            drafts.append(self._slot(slot, moment))
            if placed:
                self._last_placed = slot.at
        return drafts

    def passed(self, slots: Sequence[Slot]) -> None:
        """Begin the next spans: the slots are over, whether they had lines or not."""
        for slot in slots:
            if slot.kind == "noon":
                self.odometer.noon = self.odometer.mark(slot.at)
                self._moved_since_noon = self._moving
            else:
                self.odometer.line = self.odometer.mark(slot.at)

    def changed(self, change: Change, silent_s: float | None) -> Draft:
        """Return the line of a departure or an arrival that was just found out.

        It has the values of the time when it happened. `silent_s` is how long nothing was heard
        since, where that alone speaks for an arrival.
        """
        fix = change.fix
        kept = self.memory.recall(fix.at)
        conditions = {} if kept is None else kept.moment.conditions
        moment = Moment(fix.position, conditions={**conditions, **_motion(fix)})
        stood_m = self.odometer.total_m if kept is None else kept.stood_m
        self._last_placed = fix.at
        if change.what == "departure":
            self.odometer.departure = Mark(fix.at, stood_m)
            self._moving = self._moved_since_noon = True
            return self._lines.departure(fix.at, self._stamp(), moment)
        left = self.odometer.departure
        line = Arrival(
            moment,
            run_m=self.odometer.since(left, stood_m),
            took_s=None if left is None else fix.at - left.at,
            silent_s=silent_s,
        )
        self.odometer.departure = None
        self._moving = False
        return self._lines.arrival(fix.at, self._stamp(), moment, line)

    def silence(self, before: Fix, after: Fix, cause: Cause) -> list[Draft]:
        """Return the lines that a silence between two fixes under way asks for, mostly none.

        A long one is declared by one line; slots within a short one get theirs from the track.
        """
        elapsed = after.at - before.at
        missed, self._missed = self._missed, []
        if elapsed < GAP_S:
            return [
                self._slot(slot, on_track(_between(before, after, slot.at)))
                for slot in missed
                if before.at <= slot.at <= after.at
            ]
        line = Gap(
            since=before.at,
            until=after.at,
            cause=cause,
            resumed_at=after.position,
            across_m=distance_m(before.position, after.position),
            bearing=bearing(before.position, after.position),
        )
        return [self._lines.gap(self._stamp(), line, on_track(None))]

    def _slot(self, slot: Slot, moment: Moment) -> Draft:
        odometer = self.odometer
        mark = odometer.noon if slot.kind == "noon" else odometer.line
        longest = DAY_S if slot.kind == "noon" else self._interval_s
        departed = odometer.departure
        # Of a span that began before she left, or before we listened, only our part is told.
        if departed is not None and (mark is None or departed.at > mark.at):
            mark = departed
        span = longest if mark is None else min(longest, slot.at - mark.at)
        run = Run(
            span_s=span,
            run_m=odometer.since(mark),
            since_departure_m=odometer.since(departed),
            baro_change_pa=self.memory.pressure_change(slot.at),
        )
        word = self._lines.noon if slot.kind == "noon" else self._lines.hourly
        return word(slot.at, self._stamp(), moment, run)


def _between(before: Fix, after: Fix, at: float) -> Position:
    fraction = (at - before.at) / (after.at - before.at)
    return interpolate(before.position, after.position, fraction)


def _motion(fix: Fix) -> dict[Quantity, Condition]:
    found = {SOG: fix.sog, COG: fix.cog}
    return {name: Condition(value, 0.0) for name, value in found.items() if value is not None}
