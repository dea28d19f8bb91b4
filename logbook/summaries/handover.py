"""The watch that is handed over: what happened in it, in rows, for the line and for who asks.

The ship as she is now stands beside it where it is shown: on the card, below the answer.
"""

from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from logbook.locale import Speaker, formats
from logbook.model.chain import iso_utc
from logbook.model.weather_spell import Blown
from logbook.summaries import alarm, weather
from logbook.summaries import moment as say
from logbook.summaries.moment import Moment

Began = Literal["watch", "departure", "day"]
"""What a watch is reckoned from: who took it, her departure, or a day ago while under way."""
OVERBOARD: Final = "mob"
"""What a man overboard is called among the alarms."""
_MOST_ALARMS: Final = 5


class Alarmed(NamedTuple):
    """An alarm that was raised: its alert's name, or `OVERBOARD`, and when."""

    alert: str
    at: float


class Since(NamedTuple):
    """What was last written of something, `age_s` seconds ago."""

    what: str
    age_s: float


@dataclass(frozen=True, slots=True)
class Handover:
    """What the summary of a watch tells; what is not known is None and is not said.

    It goes from `since` to `until` (UTC seconds), told `ship_offset_s` east of UTC; `names` had
    it. `run_m` is the distance sailed in the `way_s` seconds that she made way, `good_m` and
    `good` (degrees true) go straight from where she was to where she is. `moment` is the ship at
    the end. `engine` is `on` or `off`, `engine_s` how long it ran in the watch. `lines` counts
    what was written in it.
    """

    since: float
    until: float
    began: Began
    ship_offset_s: int = 0
    moment: Moment = field(default_factory=Moment)
    names: tuple[str, ...] = ()
    run_m: float | None = None
    way_s: float = 0.0
    good_m: float | None = None
    good: float | None = None
    wind: Blown | None = None
    baro_change_pa: float | None = None
    sails: Since | None = None
    engine: Since | None = None
    engine_s: float | None = None
    lines: int = 0
    alarms: tuple[Alarmed, ...] = ()


def facts(watch: Handover) -> dict[str, object]:
    """Return what the line keeps of it in figures: SI, degrees true; nothing for silence."""
    wind = watch.wind
    found: dict[str, object] = {
        "since": iso_utc(watch.since),
        "relieved": list(watch.names) or None,
        "run_m": _rounded(watch.run_m, 1),
        "span_s": None if watch.run_m is None else round(watch.way_s),
        "good_m": _rounded(watch.good_m, 1),
        "good": _rounded(watch.good, 1),
        "baro_change_pa": _rounded(watch.baro_change_pa, 1),
        "engine_s": _rounded(watch.engine_s, 0),
        "lines": watch.lines,
        "alarms": [one.alert for one in watch.alarms] or None,
    }
    if wind is not None:
        found |= {
            "wind_mean": _rounded(wind.speed, 2),
            "wind_from": _rounded(wind.direction, 1),
            "wind_most": _rounded(wind.most.speed, 2),
            "gust": _rounded(wind.gust, 2),
        }
    return {name: value for name, value in found.items() if value is not None}


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def rows(speaker: Speaker, watch: Handover, *, titled: bool = True) -> list[str]:
    """Return the summary in rows of plain text; `titled`: who had the watch, from when to when."""
    span_s = watch.until - watch.since
    told = (
        (_title(speaker, watch) if titled else None, *_way(speaker, watch)),
        () if watch.wind is None else _wind(speaker, watch.wind, span_s, watch.ship_offset_s),
        (
            say.pressure(speaker, watch.moment, watch.baro_change_pa, span_s),
            *say.temperatures(speaker, watch.moment),
        ),
        _gear(speaker, watch),
        _written(speaker, watch),
    )
    return [row for phrases in told if (row := say.joined(phrases))]


def _title(speaker: Speaker, watch: Handover) -> str:
    # A day at the most: the hours alone tell which they are.
    span = speaker.say(
        "dates.span",
        since=formats.hour(watch.since, watch.ship_offset_s),
        until=formats.hour(watch.until, watch.ship_offset_s),
        zone=formats.zone(watch.ship_offset_s),
    )
    return speaker.say(f"handover.of_{watch.began}", names=", ".join(watch.names), span=span)


def _way(speaker: Speaker, watch: Handover) -> tuple[str | None, ...]:
    good = None
    if watch.good_m is not None and watch.good is not None:
        good = speaker.say(
            "handover.made_good",
            distance=formats.distance(speaker, watch.good_m),
            bearing=formats.direction(watch.good),
        )
    return (
        say.distance_in(speaker, watch.run_m, watch.way_s),
        say.mean_speed(speaker, watch.run_m, watch.way_s),
        good,
    )


def _wind(speaker: Speaker, blown: Blown, span_s: float, ship_offset_s: int) -> tuple[str, ...]:
    hour = formats.hour(blown.most_at, ship_offset_s)
    return tuple(weather.blown(speaker, blown, span_s, hour))


def _gear(speaker: Speaker, watch: Handover) -> tuple[str | None, ...]:
    sails = engine = ran = None
    if watch.sails is not None:
        sails = speaker.say("observed.sails", sails=watch.sails.what)
        sails = say.aged(speaker, sails, watch.sails.age_s)
    if watch.engine is not None:
        duration = formats.duration(speaker, watch.engine.age_s)
        engine = speaker.say(f"handover.engine_{watch.engine.what}", duration=duration)
    if watch.engine_s:
        ran = speaker.say("handover.ran", duration=formats.duration(speaker, watch.engine_s))
    return sails, engine, ran


def _written(speaker: Speaker, watch: Handover) -> tuple[str | None, ...]:
    lines = alarms = None
    if watch.lines:
        lines = speaker.say("handover.lines", count=watch.lines)
    if watch.alarms:
        last = watch.alarms[-_MOST_ALARMS:]
        told = [_alarm(speaker, one, watch.ship_offset_s) for one in last]
        told[:0] = ["…"] if len(last) < len(watch.alarms) else []
        count = len(watch.alarms)
        alarms = speaker.say("handover.alarms", count=count, alarms=", ".join(told))
    return lines, alarms


def _alarm(speaker: Speaker, one: Alarmed, ship_offset_s: int) -> str:
    overboard = one.alert == OVERBOARD
    what = speaker.say("entries.kind_mob") if overboard else alarm.title(speaker, one.alert)
    return speaker.say("handover.alarm", what=what, hour=formats.hour(one.at, ship_offset_s))
