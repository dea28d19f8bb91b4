"""The line of every hour: where, how fast, how far, and the weather."""

from dataclasses import dataclass

from logbook.locale import Speaker
from logbook.model.weather import UNSEEN, Weather
from logbook.summaries import forecast, weather
from logbook.summaries import moment as say
from logbook.summaries.moment import Moment


@dataclass(frozen=True, slots=True)
class Hourly:
    """What the hourly line tells.

    `run_m` is the distance sailed in the last `span_s` seconds (the set interval),
    `since_departure_m` since the leg began, `baro_change_pa` the change of pressure over
    `baro_span_s`. `weather` is that of the last minutes and hours, where somebody looked
    out. What is not known is None and is not said.
    """

    moment: Moment
    run_m: float | None = None
    span_s: float = 3600.0
    since_departure_m: float | None = None
    baro_change_pa: float | None = None
    baro_span_s: float = 3 * 3600.0
    weather: Weather = UNSEEN


def text(speaker: Speaker, line: Hourly) -> str:
    """Return the line, one row of plain text."""
    moment = line.moment
    return say.joined(
        (
            say.position(speaker, moment),
            say.course(speaker, moment),
            say.speed(speaker, moment),
            say.distance_in(speaker, line.run_m, line.span_s),
            say.since_departure(speaker, line.since_departure_m),
            weather.wind(speaker, moment, line.weather.wind),
            weather.pressure(
                speaker,
                moment,
                line.baro_change_pa,
                line.baro_span_s,
                line.weather.tendency,
            ),
            say.depth(speaker, moment),
            *say.temperatures(speaker, moment),
            *forecast.hour(speaker, moment, line.weather),
        )
    )
