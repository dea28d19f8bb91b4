"""The lines that the log writes by itself: each as a draft, worded in the boat's language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from logbook.clock.changes import ClockChange
from logbook.locale import Speaker
from logbook.model.chain import iso_utc
from logbook.model.entries import (
    ClockSource,
    Condition,
    Draft,
    EntryKind,
    Origin,
    PositionSource,
    Timing,
)
from logbook.model.observations import Position
from logbook.model.quantities import COG, SOG, Quantity
from logbook.model.sky import Sky
from logbook.model.weather import UNSEEN, Weather
from logbook.sky.day import of_day
from logbook.summaries import alarm, arrival, clock, departure, gap, hourly, noon
from logbook.summaries.moment import Moment


@dataclass(frozen=True, slots=True)
class Run:
    """What a line tells beside the moment.

    Distances in metres: in its own span (`span_s` of it under way), and since departure; the
    weather of the last minutes and hours, where somebody looked out.
    """

    span_s: float
    run_m: float | None = None
    since_departure_m: float | None = None
    baro_change_pa: float | None = None
    weather: Weather = UNSEEN


@dataclass(frozen=True, slots=True)
class Lines:
    """Words lines for one log: `origin` is `auto` or `import`, `ship_offset_s` ship's time."""

    speaker: Speaker
    origin: Origin
    ship_offset_s: int = 0

    def departure(self, at: float, stamp: "Stamp", moment: Moment) -> Draft:
        """Return the line of a departure at `at`."""
        text = departure.text(self.speaker, departure.Departure(moment))
        return self.draft(EntryKind.DEPARTURE, at, stamp, text, moment, {})

    def arrival(self, at: float, stamp: "Stamp", moment: Moment, line: arrival.Arrival) -> Draft:
        """Return the line of an arrival at `at`; its leg's figures stand among the facts."""
        text = arrival.text(self.speaker, line)
        facts = {"distance_m": _metres(line.run_m), "took_s": line.took_s}
        if line.silent_s is not None:
            facts["silent_s"] = line.silent_s
        return self.draft(EntryKind.ARRIVAL, at, stamp, text, moment, facts)

    def hourly(self, at: float, stamp: "Stamp", moment: Moment, run: Run) -> Draft:
        """Return the line of a slot at `at`."""
        line = hourly.Hourly(
            moment,
            run.run_m,
            run.span_s,
            run.since_departure_m,
            run.baro_change_pa,
            weather=run.weather,
        )
        text = hourly.text(self.speaker, line)
        return self.draft(EntryKind.HOURLY, at, stamp, text, moment, _facts(run))

    def noon(self, at: float, stamp: "Stamp", moment: Moment, run: Run) -> Draft:
        """Return the line of ship's noon at `at`, with the day's run."""
        line = noon.Noon(
            moment,
            run.run_m,
            run.span_s,
            run.since_departure_m,
            run.baro_change_pa,
            weather=run.weather,
            sky=self._sky(at, moment),
            ship_offset_s=self.ship_offset_s,
        )
        return self.draft(
            EntryKind.NOON, at, stamp, noon.text(self.speaker, line), moment, _facts(run)
        )

    def _sky(self, at: float, moment: Moment) -> Sky | None:
        """Return the day's sun and moon; an imported noon is over, and has no use for them."""
        if moment.position is None or self.origin is not Origin.AUTO:
            return None
        return of_day(at, moment.position, self.ship_offset_s)

    def gap(self, stamp: "Stamp", line: gap.Gap, moment: Moment) -> Draft:
        """Return the line that declares a gap; it happened when it began."""
        line = replace(line, ship_offset_s=self.ship_offset_s)
        facts = {
            "until": iso_utc(line.until),
            "cause": line.cause,
            "across_m": _metres(line.across_m),
        }
        return self.draft(
            EntryKind.GAP, line.since, stamp, gap.text(self.speaker, line), moment, facts
        )

    def clock(self, stamp: "Stamp", line: clock.Clock, change: ClockChange) -> Draft:
        """Return the line that says what was done to the ship's clock.

        Its facts hold what mends the lines that it covers.
        """
        facts: dict[str, object] = {
            "event": line.event,
            "offset_s": round(change.offset_s, 3),
            "utc_minus_boot_s": round(change.utc_minus_boot_s, 3),
            "boot_id": change.boot_id,
        }
        if line.covers is not None:
            facts["covers"] = list(line.covers)
        text = clock.text(self.speaker, line)
        return self.draft(EntryKind.CLOCK, change.at, stamp, text, Moment(), facts)

    def alarm(self, at: float, stamp: "Stamp", moment: Moment, line: alarm.Alarm) -> Draft:
        """Return the line of an alarm that turned at `at`; `line.facts` are kept beside it."""
        facts: dict[str, object] = {
            "alert": line.alert,
            "phase": line.phase,
            "level": line.level,
            "value": round(line.value, 3),
            **line.facts,
        }
        if line.phase in ("cleared", "lost"):
            facts |= {
                "peak": round(line.peak, 3),
                "duration_s": round(line.duration_s),
                "count": line.count,
            }
        text = alarm.text(self.speaker, line)
        draft = self.draft(EntryKind.ALARM, at, stamp, text, moment, facts)
        # Several alarms may turn at one instant.
        return replace(draft, key=f"{draft.key}:{line.alert}:{line.phase}")

    def draft(
        self,
        kind: EntryKind,
        at: float,
        stamp: "Stamp",
        text: str,
        moment: Moment,
        facts: Mapping[str, object],
    ) -> Draft:
        """Return the draft of a line of that kind at `at`; facts that are None are left out."""
        sog, cog = moment.fresh(SOG), moment.fresh(COG)
        return Draft(
            at=at,
            written_at=stamp.written_at,
            kind=kind,
            origin=self.origin,
            text=text,
            timing=stamp.timing,
            position=moment.position,
            position_source=None if moment.position is None else moment.position_source,
            sog=None if sog is None else sog.value,
            cog=None if cog is None else cog.value,
            conditions=_others(moment.conditions),
            facts={name: value for name, value in facts.items() if value is not None},
            key=_key(kind, at, stamp),
        )


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a line is written (UTC seconds since 1970), and what times it."""

    written_at: float
    timing: Timing


def on_track(position: Position, moment: Moment) -> Moment:
    """Return `moment` with a place that was read from the track, and is said to be."""
    return Moment(position, 0.0, PositionSource.TRACK, moment.conditions)


def _key(kind: EntryKind, at: float, stamp: Stamp) -> str:
    """Return what an automatic line is known by: its kind and its instant.

    An hour of the host's clock is not that hour: when the clock is set, the hour may come again.
    Such a line is known by its minute of the boot as well.
    """
    key = f"{kind.value}:{iso_utc(at)}"
    timing = stamp.timing
    if timing.source is not ClockSource.HOST:
        return key
    minute = round((at - stamp.written_at + timing.boot_s) / 60.0)
    return f"{key}:{timing.boot_id}:{minute}"


def _others(conditions: Mapping[Quantity, Condition]) -> dict[Quantity, Condition]:
    return {name: found for name, found in conditions.items() if name not in {SOG, COG}}


def _facts(run: Run) -> dict[str, object]:
    return {
        "run_m": _metres(run.run_m),
        "span_s": run.span_s,
        "since_departure_m": _metres(run.since_departure_m),
        "baro_change_pa": _metres(run.baro_change_pa),
        **_observed(run.weather),
    }


def _observed(weather: Weather) -> dict[str, object]:
    """Return what the last minutes and hours were, and what had been forecast, in figures.

    m/s, degrees true, WMO's code of the tendency.
    """
    facts: dict[str, object] = {}
    wind, tendency = weather.wind, weather.tendency
    if wind is not None:
        facts |= {"wind_mean": round(wind.speed, 2), "gust": round(wind.gust, 2)}
        facts["wind_from"] = None if wind.direction is None else round(wind.direction, 1)
    if tendency is not None:
        facts["tendency"] = tendency.characteristic
    return facts | weather.stood.facts()


def _metres(value: float | None) -> float | None:
    """Return a figure as the log keeps it: a tenth is finer than any of them is known."""
    return None if value is None else round(value, 1)
