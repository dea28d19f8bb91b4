"""Which slots have come since it was last asked: each once, whatever way the time goes."""

from typing import Final

from logbook.model.due import Slot, due, next_slot
from logbook.recorder.rules import Rules

FAR_BACK_S: Final = 60.0
"""Feeds that lag put the time back a little; more is another time."""


class Timetable:
    """Follows the time (UTC seconds since 1970) from slot to slot; mutable."""

    def __init__(self, rules: Rules) -> None:
        self._interval_s = rules.interval_s
        self._ship_offset_s = rules.ship_offset_s
        self._at = self.upcoming = float("-inf")

    def follow(self, rules: Rules) -> None:
        """Go by another interval or ship's time; what has come already does not come again."""
        self._interval_s = rules.interval_s
        self._ship_offset_s = rules.ship_offset_s
        if self._at > float("-inf"):
            self.upcoming = self._after(self._at)

    def left_at(self, at: float) -> None:
        """Go on from a run that ended at `at`: what came due meanwhile has yet to come."""
        self._at = at
        # A line of the last instant may not have reached the disk: its slot comes again.
        self.upcoming = self._after(at - 1.0)

    def is_over(self, at: float) -> bool:
        """Tell whether `at` must be looked at: a slot has come, or it is another time."""
        return at >= self.upcoming or at < self._at - FAR_BACK_S

    def heard(self, at: float) -> None:
        """Take note of the time, no slot having come."""
        self._at = at

    def come(self, at: float) -> tuple[Slot, ...]:
        """Return the slots that have come by `at`; none where the time begins, or begins anew."""
        slots: tuple[Slot, ...] = ()
        anew = self._at == float("-inf") or at < self._at - FAR_BACK_S
        if not anew and at >= self.upcoming:
            slots = due(
                self.upcoming - 1.0,
                at,
                interval_s=self._interval_s,
                ship_offset_s=self._ship_offset_s,
            )
        upcoming = self._after(at)
        self.upcoming = upcoming if anew else max(upcoming, self.upcoming)
        self._at = at
        return slots

    def _after(self, at: float) -> float:
        return next_slot(at, interval_s=self._interval_s, ship_offset_s=self._ship_offset_s)
