"""The line of an arrival: where she stopped, how far she came and how long it took."""

from dataclasses import dataclass

from logbook.locale import Speaker, formats
from logbook.summaries import moment as say
from logbook.summaries.moment import Moment


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the arrival line tells.

    `run_m` is the distance of the leg and `took_s` its time, from departure to the stop.
    `silent_s` is given where the arrival is only supposed: nothing more was heard for so long
    after the last fix under way.
    """

    moment: Moment
    run_m: float | None = None
    took_s: float | None = None
    silent_s: float | None = None


def text(speaker: Speaker, line: Arrival) -> str:
    """Return the line, one row of plain text."""
    moment = line.moment
    return say.joined(
        (
            _title(speaker, line.silent_s),
            say.position(speaker, moment),
            *_leg(speaker, line.run_m, line.took_s),
            say.wind(speaker, moment),
            say.pressure(speaker, moment, None, 0.0),
            say.depth(speaker, moment),
        )
    )


def _title(speaker: Speaker, silent_s: float | None) -> str:
    if silent_s is None:
        return speaker.say("entries.arrival")
    return speaker.say("entries.arrival_supposed", duration=formats.duration(speaker, silent_s))


def _leg(speaker: Speaker, run_m: float | None, took_s: float | None) -> list[str | None]:
    if took_s is None:
        return [say.since_departure(speaker, run_m)]
    return [say.distance_in(speaker, run_m, took_s), say.mean_speed(speaker, run_m, took_s)]
