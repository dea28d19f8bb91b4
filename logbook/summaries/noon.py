"""The line of noon: the day's run and the hours that it covers, then the ship as she is."""

from dataclasses import dataclass

from logbook.locale import Speaker
from logbook.model.sky import Sky
from logbook.model.weather import UNSEEN, Weather
from logbook.summaries import forecast, weather
from logbook.summaries import moment as say
from logbook.summaries import sky as heavens
from logbook.summaries.moment import Moment


@dataclass(frozen=True, slots=True)
class Noon:
    """What the noon line tells.

    `run_m` is the distance sailed since the noon before, by all legs, `covered_s` the part of that
    time that they took, as far as it is known (less than a day after a stop or a start). The rest
    is as in the hourly line; `sky` is the day's, its hours told `ship_offset_s` east of UTC.
    """

    moment: Moment
    run_m: float | None = None
    covered_s: float = 24 * 3600.0
    since_departure_m: float | None = None
    baro_change_pa: float | None = None
    baro_span_s: float = 3 * 3600.0
    weather: Weather = UNSEEN
    sky: Sky | None = None
    ship_offset_s: int = 0


def text(speaker: Speaker, line: Noon) -> str:
    """Return the line, one row of plain text."""
    moment = line.moment
    return say.joined(
        (
            speaker.say("entries.noon"),
            say.position(speaker, moment),
            say.distance_in(speaker, line.run_m, line.covered_s),
            say.mean_speed(speaker, line.run_m, line.covered_s),
            say.since_departure(speaker, line.since_departure_m),
            say.course(speaker, moment),
            say.speed(speaker, moment),
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
            *forecast.errors(speaker, line.weather.stood),
            *([] if line.sky is None else heavens.told(speaker, line.sky, line.ship_offset_s)),
        )
    )
