"""Who words the recorder's lines: what the ship was, how far she came, and since when."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from logbook.model.due import Slot
from logbook.model.entries import Condition, Draft
from logbook.model.geodesy import bearing, distance_m, interpolate
from logbook.model.observations import Fix
from logbook.model.quantities import COG, SOG, Quantity
from logbook.model.ship import ShipState
from logbook.model.underway import Change
from logbook.model.weather import UNSEEN
from logbook.recorder.alarms import alarm
from logbook.recorder.bulletins import drafts
from logbook.recorder.left import Left
from logbook.recorder.lines import Lines, Run, Stamp, on_track
from logbook.recorder.lookout import Lookout, Told
from logbook.recorder.memory import Memory
from logbook.recorder.odometer import Mark, Odometer, Span
from logbook.recorder.radio import News
from logbook.summaries.arrival import Arrival
from logbook.summaries.gap import Cause, Gap
from logbook.summaries.moment import Moment

GAP_S = 600.0
"""A silence that is worth a line; the track marks shorter ones."""
NEAR_S = 60.0
"""A line with a position within this of a slot serves for the slot."""

MOVED_M = 500.0
"""A ship at rest that is found so far off was moved while nobody listened; no receiver errs so."""


class Awaited(NamedTuple):
    """A slot without a fresh position, whose line waits for the next fix to give it one."""

    slot: Slot
    moment: Moment
    began: Mark | None


class Logkeeper:
    """Makes drafts of what the recorder finds; keeps the odometer and the last quarter hour.

    `lookout` tells the weather of the last minutes and hours, where there is one.
    """

    def __init__(
        self, lines: Lines, interval_s: int, stamp: Callable[[], Stamp], *, moving: bool
    ) -> None:
        self.memory = Memory()
        self.odometer = Odometer(moving=moving)
        self.lookout: Lookout | None = None
        self._lines = lines
        self._interval_s = float(interval_s)
        self._stamp = stamp
        self._moving = moving
        self._placed_at = float("-inf")
        self._awaited: list[Awaited] = []

    def resume(self, left: Left) -> None:
        """Go on with the spans and the leg of the run before."""
        odometer = self.odometer
        odometer.departure, odometer.line, odometer.noon = left.departure, left.line, left.noon
        odometer.rested, odometer.moved = left.rested, left.moved
        if left.placed_at is not None:
            self._placed_at = left.placed_at

    def follow(self, lines: Lines, interval_s: int) -> None:
        """Word lines by another ship's time and interval from now on."""
        self._lines = lines
        self._interval_s = float(interval_s)

    @property
    def awaits(self) -> bool:
        """Whether a slot waits for the next fix."""
        return bool(self._awaited)

    def moment(self, ship: ShipState, at: float) -> Moment:
        """Return the ship as she is at `at`."""
        known = ship.known_fix(at)
        if known is None:
            return Moment(conditions=ship.conditions(at))
        return Moment(known.fix.position, known.age_s, conditions=ship.conditions(at))

    def remember(self, ship: ShipState, at: float) -> None:
        """Keep the ship as she is at `at`, for lines that are found out later."""
        self.memory.remember(at, self.moment(ship, at), self.odometer.total_m)

    def slots(
        self, slots: Sequence[Slot], ship: ShipState, last_fix_at: float | None
    ) -> list[Draft]:
        """Return the lines of slots that have come; the spans that they end begin anew.

        At noon one line says both. Without a fresh position the line waits for the next fix, as
        long as the silence is a short one; beyond, it says what else is fresh, or is not written.
        """
        noons = {slot.at for slot in slots if slot.kind == "noon" and self.odometer.moved}
        drafts = []
        for slot in slots:
            span: Span = "noon" if slot.kind == "noon" else "line"
            if (slot.at in noons) == (span == "noon"):
                drafts += self._of_slot(slot, span, self.moment(ship, slot.at), last_fix_at)
            self.odometer.begin(span, slot.at)
        return drafts

    def passed(self, slots: Sequence[Slot]) -> None:
        """Let slots go by without lines: only the spans begin anew."""
        for slot in slots:
            self.odometer.begin("noon" if slot.kind == "noon" else "line", slot.at)

    def overdue(self, last_fix_at: float | None, at: float) -> list[Draft]:
        """Return the lines that have waited for a fix as long as they may."""
        if not self._awaited or (last_fix_at is not None and at - last_fix_at < GAP_S):
            return []
        awaited, self._awaited = self._awaited, []
        return [self._slot(*one) for one in awaited if one.moment.conditions]

    def changed(
        self, change: Change, silent_s: float | None, stood_m: float | None = None
    ) -> Draft:
        """Return the line of a departure or an arrival that was just found out.

        It has the values of the time when it happened. `silent_s` is how long nothing was heard
        since, where that alone speaks for an arrival; `stood_m` where the odometer stood then,
        if the memory does not reach so far.
        """
        fix = change.fix
        kept = self.memory.recall(fix.at)
        conditions = {} if kept is None else kept.moment.conditions
        moment = Moment(fix.position, conditions={**conditions, **_motion(fix)})
        if stood_m is None:
            stood_m = self.odometer.total_m if kept is None else kept.stood_m
        self._placed_at = fix.at
        if change.what == "departure":
            self.odometer.leave(fix.at, stood_m)
            self._moving = True
            return self._lines.departure(fix.at, self._stamp(), moment)
        left = self.odometer.departure
        line = Arrival(
            moment,
            run_m=self.odometer.since(left, stood_m),
            took_s=None if left is None else fix.at - left.at,
            silent_s=silent_s,
        )
        self.odometer.rest(fix.at, stood_m)
        self._moving = False
        return self._lines.arrival(fix.at, self._stamp(), moment, line)

    def alarms(self, told: Sequence[Told], ship: ShipState) -> list[Draft]:
        """Return the lines of alarms that turned."""
        return [
            self._lines.alarm(one.at, self._stamp(), self.moment(ship, one.at), alarm(one))
            for one in told
        ]

    def bulletins(self, news: News, ship: ShipState, at: float) -> list[Draft]:
        """Return the lines of what the radio heard, each with the place where the ship was then."""

        def then(heard_at: float) -> Moment:
            kept = self.memory.recall(heard_at)
            return self.moment(ship, heard_at) if kept is None else kept.moment

        return drafts(news, self._lines, self._stamp, at, then)

    def silence(self, before: Fix, after: Fix, hop_m: float, cause: Cause | None) -> list[Draft]:
        """Return the lines that a silence between two fixes asks for, mostly none.

        A slot within a short one has its line now, its place from the track. A long one is
        declared by one line if she was under way or was moved (not where `cause` is None), and no
        hour of it is told. `hop_m` is what the odometer has added for it.
        """
        elapsed = after.at - before.at
        if elapsed <= 0.0:
            return []
        self.odometer.spread(before.at, after.at, hop_m)
        if elapsed < GAP_S:
            awaited, self._awaited = self._awaited, []
            return [self._found(one, before, after, hop_m) for one in awaited]
        drafts = self.overdue(None, after.at)
        if self.odometer.line is not None:
            self.odometer.begin("line", after.at)
        across_m = distance_m(before.position, after.position)
        if cause is not None and (self._moving or across_m >= MOVED_M):
            line = Gap(
                since=before.at,
                until=after.at,
                cause=cause,
                resumed_at=after.position,
                across_m=across_m,
                bearing=bearing(before.position, after.position),
            )
            drafts.append(self._lines.gap(self._stamp(), line, Moment()))
        return drafts

    def retimed(self, offset_s: float, at: float) -> None:
        """Go on in a time that was set by `offset_s` and is now `at`."""
        self.odometer.retimed(offset_s, at)
        self._placed_at += offset_s
        self._awaited.clear()

    def _of_slot(
        self, slot: Slot, span: Span, moment: Moment, last_fix_at: float | None
    ) -> list[Draft]:
        placed = moment.position is not None
        if slot.kind == "hourly" and abs(slot.at - self._placed_at) <= NEAR_S:
            return []
        began = self.odometer.began(span)
        if not placed and last_fix_at is not None and 0.0 <= slot.at - last_fix_at < GAP_S:
            self._awaited.append(Awaited(slot, moment, began))
            return []
        if not placed and not moment.conditions:
            return []
        if placed:
            self._placed_at = slot.at
        return [self._slot(slot, moment, began)]

    def _found(self, one: Awaited, before: Fix, after: Fix, hop_m: float) -> Draft:
        fraction = (one.slot.at - before.at) / (after.at - before.at)
        fraction = min(1.0, max(0.0, fraction))
        place = interpolate(before.position, after.position, fraction)
        stood_m = self.odometer.total_m - hop_m * (1.0 - fraction)
        self._placed_at = one.slot.at
        return self._slot(one.slot, on_track(place, one.moment), one.began, stood_m)

    def _slot(
        self, slot: Slot, moment: Moment, began: Mark | None, stood_m: float | None = None
    ) -> Draft:
        odometer = self.odometer
        took_s = self._interval_s if began is None else odometer.took_s(began, slot.at)
        told = took_s > 0.0 and (self._moving or slot.kind == "noon")  # an hour at rest has none
        run = Run(
            span_s=took_s,
            run_m=odometer.since(began, stood_m) if told else None,
            since_departure_m=odometer.since(odometer.departure, stood_m),
            baro_change_pa=self.memory.pressure_change(slot.at),
            weather=UNSEEN if self.lookout is None else self.lookout.weather(slot.at),
        )
        word = self._lines.noon if slot.kind == "noon" else self._lines.hourly
        return word(slot.at, self._stamp(), moment, run)


def _motion(fix: Fix) -> dict[Quantity, Condition]:
    found = {SOG: fix.sog, COG: fix.cog}
    return {name: Condition(value, 0.0) for name, value in found.items() if value is not None}
