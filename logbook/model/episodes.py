"""Alarms as episodes: raised once, said to be worse by steps, cleared after five quiet minutes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, NamedTuple

CLEAR_S: Final = 300.0
"""Product rule: an alarm is over when it was clear for five minutes."""
LOST_S: Final = 3600.0
"""Of what is no longer measured, an alarm says nothing after an hour, and is closed."""

Phase = Literal["raised", "worse", "cleared", "lost"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What an alert finds at an instant: `level` 0 is clear, each more is a step of its rule.

    `value` is what it measures, in SI; `facts` what else its words need, JSON-able.
    """

    level: int
    value: float
    facts: Mapping[str, object] = field(default_factory=dict)


class Turn(NamedTuple):
    """What is to be told: the `phase`, the alarm's beginning, and what stands behind it.

    `level` is the worst so far, `peak` the worst value, `times` how often it came; `duration_s`
    lasts until it was clear.
    """

    phase: Phase
    since: float
    duration_s: float
    level: int
    value: float
    peak: float
    times: int
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Episode:
    """How one alert stands; instants are UTC seconds since 1970, infinite for never.

    `level` is 0 where no alarm is open. `since` is when what raised it began, `clear_since` when
    it was last found clear. `count` is how often it came within the episode. `wanted` is the step
    that has been found since `wanted_since`, and is waited out before it is told.
    """

    level: int = 0
    since: float = math.inf
    peak: float = 0.0
    count: int = 0
    clear_since: float = math.inf
    unknown_since: float = math.inf
    wanted: int = 0
    wanted_since: float = math.inf

    def after(
        self, found: Finding | None, at: float, *, sustain_s: float, low_is_bad: bool
    ) -> tuple["Episode", Turn | None]:
        """Return how it stands after `found` at `at`, and what is to be told of it, if anything.

        `found` None is silence: it neither raises nor clears. What raises must have lasted
        `sustain_s`. With `low_is_bad` the lowest value is the peak.
        """
        if found is None:
            return self._unknown(at)
        if found.level == 0:
            return self._clear(found, at)
        kept = replace(self, unknown_since=math.inf)
        if self.level:
            worst = min if low_is_bad else max
            again = 1 if self.clear_since < math.inf else 0
            kept = replace(
                kept,
                peak=worst(self.peak, found.value),
                count=self.count + again,
                clear_since=math.inf,
            )
            if found.level <= self.level:
                return replace(kept, wanted=0, wanted_since=math.inf), None
        since = min(at, kept.wanted_since)
        if at - since < sustain_s:
            return replace(kept, wanted=found.level, wanted_since=since), None
        return _told(kept, found, at, since)

    def ended(self, at: float, facts: Mapping[str, object]) -> tuple["Episode", Turn | None]:
        """Return it closed at `at`, since there is nothing left to mind; `facts` say why."""
        if not self.level:
            return _QUIET, None
        until = min(at, self.clear_since)
        return _QUIET, _turn(self, "cleared", until, Finding(0, self.peak, facts))

    def retimed(self, offset_s: float) -> "Episode":
        """Return it in a time that was set by `offset_s`."""
        return replace(
            self,
            since=self.since + offset_s,
            clear_since=self.clear_since + offset_s,
            unknown_since=self.unknown_since + offset_s,
            wanted_since=self.wanted_since + offset_s,
        )

    def stored(self) -> dict[str, object] | None:
        """Return what a restart must find again, JSON-able; None where no alarm is open."""
        if not self.level:
            return None
        return {
            "level": self.level,
            "since": self.since,
            "peak": self.peak,
            "count": self.count,
            "clear_since": None if math.isinf(self.clear_since) else self.clear_since,
        }

    @classmethod
    def from_stored(cls, stored: object) -> "Episode":
        """Return the episode that was stored; a quiet one where that cannot be read."""
        if not isinstance(stored, dict):
            return cls()
        figures = [stored.get(name) for name in ("level", "since", "peak", "count")]
        if not all(_is_figure(figure) for figure in figures) or not stored["level"] > 0:
            return cls()
        clear: Any = stored.get("clear_since")
        return cls(
            level=int(stored["level"]),
            since=float(stored["since"]),
            peak=float(stored["peak"]),
            count=int(stored["count"]),
            clear_since=float(clear) if _is_figure(clear) else math.inf,
        )

    def _clear(self, found: Finding, at: float) -> tuple["Episode", Turn | None]:
        if not self.level:
            return (self if self == _QUIET else _QUIET), None
        since = min(at, self.clear_since)
        if at - since >= CLEAR_S:
            return _QUIET, _turn(self, "cleared", since, found)
        return (
            replace(
                self,
                clear_since=since,
                unknown_since=math.inf,
                wanted=0,
                wanted_since=math.inf,
            ),
            None,
        )

    def _unknown(self, at: float) -> tuple["Episode", Turn | None]:
        if not self.level:
            return _QUIET, None
        since = min(at, self.unknown_since)
        if at - since >= LOST_S:
            return _QUIET, _turn(self, "lost", since, None)
        return replace(self, unknown_since=since, wanted=0, wanted_since=math.inf), None


_QUIET: Final = Episode()


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _told(kept: Episode, found: Finding, at: float, since: float) -> tuple[Episode, Turn]:
    """Return an episode that has just been raised, or become worse, and what is to be told."""
    if kept.level:
        worse = replace(kept, level=found.level, wanted=0, wanted_since=math.inf)
        return worse, _turn(worse, "worse", at, found)
    raised = Episode(level=found.level, since=since, peak=found.value, count=1)
    return raised, _turn(raised, "raised", at, found)


def _turn(episode: Episode, phase: Phase, until: float, found: Finding | None) -> Turn:
    return Turn(
        phase=phase,
        since=episode.since,
        duration_s=max(0.0, until - episode.since),
        level=episode.level,
        value=episode.peak if found is None else found.value,
        peak=episode.peak,
        times=episode.count,
        facts={} if found is None else found.facts,
    )
