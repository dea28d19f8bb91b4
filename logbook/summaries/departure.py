"""The line of a departure: the place left, and the weather that she left in."""

from dataclasses import dataclass

from logbook.locale import Speaker
from logbook.summaries import moment as say
from logbook.summaries.moment import Moment


@dataclass(frozen=True, slots=True)
class Departure:
    """What the departure line tells: the ship as she was when the motion began."""

    moment: Moment


def text(speaker: Speaker, line: Departure) -> str:
    """Return the line, one row of plain text."""
    moment = line.moment
    return say.joined(
        (
            speaker.say("entries.departure"),
            say.position(speaker, moment),
            say.wind(speaker, moment),
            say.pressure(speaker, moment, None, 0.0),
            *say.temperatures(speaker, moment),
        )
    )
