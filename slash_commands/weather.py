"""`/weather`: wind, glass, sea and air, fog, what was seen, and open alarms, each with its age."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from logbook.alerts.falling_glass import STEPS_PA
from logbook.locale import Speaker, formats
from logbook.model.entries import Condition
from logbook.model.neutral import row
from logbook.model.quantities import AWA, AWS, BARO, TWA, TWD, TWS, Quantity
from logbook.model.refusal import Refusal
from logbook.model.weather import Weather
from logbook.summaries import alarm, weather
from logbook.summaries import moment as phrases
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import language
from logbook.verbs.words import first, meant
from slash_commands import weather_chart, weather_forecast, weather_seen
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.telling import aged, joined


class Part(NamedTuple):
    """A sub-word: how else it may be typed, and what answers it; the request holds what follows."""

    ways: Sequence[str]
    run: Callable[[Request, Bridge], Reply]


PARTS: Final[Mapping[str, Part]] = {
    "forecast": Part(weather_forecast.WAYS, weather_forecast.run),
    "chart": Part(weather_chart.WAYS, weather_chart.run),
}
"""What may follow the trigger, by its English word; each has a file of its own."""
_MEANS: Final = ("slash.means_falling", "slash.means_gale", "slash.means_storm")
"""What each step of the rule of the falling glass means."""


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer with the weather as it is, or let a sub-word's own file answer."""
    word, rest = first(request.text)
    if not word:
        return _now(request, bridge)
    name = meant(word, {name: part.ways for name, part in PARTS.items()})
    if name is None:
        french = bridge.speaker(language(bridge, request.user_id)).language == "fr"
        names = [part.ways[0] if french else one for one, part in PARTS.items()]
        known_words = ", ".join(f"`{one}`" for one in names)
        raise Refusal("slash.weather_unknown", word=row(word), known=known_words)
    return PARTS[name].run(replace(request, text=rest), bridge)


def _now(request: Request, bridge: Bridge) -> Reply:
    """Answer with what is fresh, what was last seen by eye, and the alarms that are open."""
    who, say = known(request, bridge)
    moment, felt = bridge.moment(), bridge.ship.weather()
    rows = [
        _wind(say, moment),
        "" if felt.wind is None else joined(*weather.mean_wind(say, felt.wind, _aged)),
        _pressure(say, moment, bridge.ship.way().baro_change_pa, felt),
        "" if felt.trend is None else weather.trend(say, felt.trend),
        joined(*weather.air(say, moment, _aged), *weather.moisture(say, moment, _aged)),
    ]
    if not any(rows):
        rows = [say.say("slash.no_weather")]
    rows += weather_seen.rows(bridge, say, moment.conditions)
    for one in felt.alarms:
        since = formats.hour(one.since, bridge.config.ship_offset_s)
        rows.append(alarm.open_one(say, one.alert, one.peak, since))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    return Reply("\n".join(told for told in rows if told))


def _wind(say: Speaker, moment: Moment) -> str:
    """Return the true wind, and the apparent beside it."""
    true = _fresh(moment, TWS, TWD, TWA)
    apparent = _fresh(moment, AWS, AWA)
    return joined(*(_phrase(say, found) for found in (true, apparent) if found))


def _phrase(say: Speaker, found: dict[Quantity, Condition]) -> str | None:
    if not found.keys() & {TWS, AWS}:
        return None
    bare = {quantity: Condition(one.value, 0.0) for quantity, one in found.items()}
    said = phrases.wind(say, Moment(conditions=bare))
    oldest = max(found.values(), key=lambda one: one.age_s)
    return None if said is None else aged(say, said, oldest)


def _pressure(say: Speaker, moment: Moment, change_pa: float | None, felt: Weather) -> str:
    baro = moment.fresh(BARO)
    if baro is None:
        return ""
    said = aged(say, formats.pressure(say, baro.value), baro)
    if change_pa is None:
        return joined(said, say.say("slash.no_tendency"))
    change = say.say("slash.tendency", change=formats.pressure_change(say, change_pa))
    words = None if felt.tendency is None else weather.characteristic(say, felt.tendency)
    return joined(said, change if words is None else f"{change}, {words}", _meaning(say, change_pa))


def _meaning(say: Speaker, change_pa: float) -> str | None:
    step = sum(change_pa <= one for one in STEPS_PA)
    return say.say(_MEANS[step - 1]) if step else None


def _fresh(moment: Moment, *quantities: Quantity) -> dict[Quantity, Condition]:
    found = {quantity: moment.fresh(quantity) for quantity in quantities}
    return {quantity: one for quantity, one in found.items() if one is not None}


def _aged(say: Speaker, phrase: str, age_s: float) -> str:
    return say.say("entries.aged", what=phrase, age=formats.ago(say, age_s))


COMMAND: Final = Command("weather", run)
