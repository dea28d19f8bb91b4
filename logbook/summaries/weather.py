"""The words of the weather, one set for `/weather` and for every line: wind, glass, air, fog.

Each phrase is None where there is nothing to say: what is not measured is silent, not zero.
"""

from collections.abc import Callable
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import Condition
from logbook.model.quantities import AIR_TEMP, DEW_POINT, HUMIDITY, SEA_TEMP, TWS
from logbook.model.weather_air import FogRisk, dew_point, fog_risk
from logbook.model.weather_pressure import Tendency, Trend
from logbook.model.weather_spell import Blown
from logbook.model.weather_wind import MEAN_S, WindNow
from logbook.model.wind import beaufort
from logbook.summaries import alarm
from logbook.summaries import moment as say
from logbook.summaries.moment import Moment

Aged = Callable[[Speaker, str, float], str]
"""Says a phrase with its age (seconds): always, or only where it is not of just now."""
GUST_TOLD: Final = 5.0
"""A line tells gusts that exceed the mean by 5 m/s (10 kn), as reports of airfields do (ICAO
Annex 3)."""
MOST_TOLD: Final = 1.0
"""The strongest ten minutes are told where they exceed the mean by so much (m/s; 2 kn). Ours."""
_SEVERAL: Final = (1, 3, 6, 8)
"""Figures of table 0200 that stand for several courses of the glass; each has its own words."""
_WHOLE: Final = 0.9
"""A mean over this share of a span is told as one over all of it."""


def wind(speaker: Speaker, moment: Moment, now: WindNow | None) -> str | None:
    """Return the wind of a line: the mean over ten minutes where there is one, else as read."""
    if now is None or moment.fresh(TWS) is None:
        return say.wind(speaker, moment)
    told = _mean(speaker, now.speed, now.direction)
    if now.gust - now.speed >= GUST_TOLD:
        gust = formats.whole_knots(speaker, now.gust)
        told = speaker.say("weather.with_gusts", wind=told, gust=gust)
    return say.aged(speaker, told, now.age_s)


def mean_wind(speaker: Speaker, now: WindNow, aged: Aged) -> list[str]:
    """Return the mean wind, its gusts, and its shift where it has shifted, a phrase each."""
    over = formats.duration(speaker, MEAN_S if now.over_s >= _WHOLE * MEAN_S else now.over_s)
    told = speaker.say("weather.mean", wind=_mean(speaker, now.speed, now.direction), duration=over)
    gust = speaker.say("weather.gusts", gust=formats.whole_knots(speaker, now.gust))
    phrases = [aged(speaker, told, now.age_s), gust]
    shift = None if now.shift is None else alarm.shifted(speaker, now.shift)
    if shift is not None:
        phrases.append(speaker.say("weather.shift", shift=shift))
    return phrases


def blown(speaker: Speaker, over: Blown, span_s: float, hour: str) -> list[str]:
    """Return how it blew over `span_s` seconds, a phrase each: mean, strongest, gusts, shift.

    `hour` is when it was strongest, as it is told.
    """
    heard_s = span_s if over.over_s >= _WHOLE * span_s else over.over_s
    mean = _mean(speaker, over.speed, over.direction)
    phrases = [speaker.say("weather.mean", wind=mean, duration=formats.duration(speaker, heard_s))]
    if over.most.speed - over.speed >= MOST_TOLD:
        most = _mean(speaker, over.most.speed, over.most.direction)
        phrases.append(speaker.say("weather.strongest", wind=most, hour=hour))
    phrases.append(speaker.say("weather.gusts", gust=formats.whole_knots(speaker, over.gust)))
    shift = None if over.shift is None else alarm.shifted(speaker, over.shift)
    return phrases if shift is None else [*phrases, shift]


def _mean(speaker: Speaker, speed: float, direction: float | None) -> str:
    facts = {"speed": formats.whole_knots(speaker, speed), "force": beaufort(speed)}
    if direction is None:
        return speaker.say("entries.wind_speed", **facts)
    return speaker.say("entries.wind", direction=formats.direction(direction), **facts)


def pressure(
    speaker: Speaker,
    moment: Moment,
    change_pa: float | None,
    over_s: float,
    tendency: Tendency | None,
) -> str | None:
    """Return the pressure of a line, its change over `over_s` seconds and what kind that was."""
    told = say.pressure(speaker, moment, change_pa, over_s)
    if told is None or change_pa is None or tendency is None:
        return told
    words = characteristic(speaker, tendency)
    return told if words is None else f"{told}, {words}"


def characteristic(speaker: Speaker, tendency: Tendency) -> str | None:
    """Return the words of WMO table 0200 for a tendency, None where it is not known."""
    if tendency.characteristic is None:
        return None
    name = f"weather.tendency_{tendency.characteristic}"
    if tendency.characteristic in _SEVERAL and tendency.halves is not None:
        name = f"{name}_{_course(*tendency.halves)}"
    return speaker.say(name)


def _course(before: int, after: int) -> str:
    """Return how the second half went beside the first: the `same` way, `steady` once, `turned`."""
    if 0 in (before, after):
        return "steady"
    return "same" if before == after else "turned"


def trend(speaker: Speaker, trend: Trend) -> str:
    """Return a day of the glass: its change, its lowest and its highest with their ages."""
    return speaker.say(
        "weather.trend",
        change=formats.pressure_change(speaker, trend.change_pa),
        duration=formats.duration(speaker, trend.over_s),
        low=formats.pressure(speaker, trend.low_pa),
        low_age=formats.ago(speaker, trend.low_ago_s),
        high=formats.pressure(speaker, trend.high_pa),
        high_age=formats.ago(speaker, trend.high_ago_s),
    )


def air(speaker: Speaker, moment: Moment, aged: Aged) -> list[str]:
    """Return the temperatures of sea and air and the humidity, a phrase each, with their ages."""
    phrases = []
    for quantity in (SEA_TEMP, AIR_TEMP):
        found = moment.fresh(quantity)
        if found is not None:
            degrees = formats.temperature(speaker, found.value)
            said = speaker.say(f"entries.tells_{quantity}", temperature=degrees)
            phrases.append(aged(speaker, said, found.age_s))
    humid = moment.fresh(HUMIDITY)
    if humid is not None:
        said = speaker.say("weather.humidity", humidity=formats.percent(speaker, humid.value))
        phrases.append(aged(speaker, said, humid.age_s))
    return phrases


def moisture(speaker: Speaker, moment: Moment, aged: Aged) -> list[str]:
    """Return the dew point and the risk of fog, where the boat measures enough for them."""
    dew, temperature = _dew(moment), moment.fresh(AIR_TEMP)
    if dew is None:
        return []
    said = speaker.say("weather.dew_point", temperature=formats.temperature(speaker, dew.value))
    phrases = [aged(speaker, said, dew.age_s)]
    if temperature is not None:
        sea = moment.fresh(SEA_TEMP)
        risk = fog_risk(temperature.value, dew.value, None if sea is None else sea.value)
        if risk is not FogRisk.LOW:
            spread = speaker.number(max(0.0, temperature.value - dew.value), 1)
            phrases.append(speaker.say(f"weather.fog_{risk.name.lower()}", spread=spread))
    return phrases


def _dew(moment: Moment) -> Condition | None:
    """Return the dew point (K): the boat's own where she measures one, else by Magnus."""
    own = moment.fresh(DEW_POINT)
    temperature, humid = moment.fresh(AIR_TEMP), moment.fresh(HUMIDITY)
    if own is not None or temperature is None or humid is None:
        return own
    value = dew_point(temperature.value, humid.value)
    return None if value is None else Condition(value, max(temperature.age_s, humid.age_s))
