"""The ship as a line finds her, and the phrases that every line is put together from.

Only what is fresh is said: a value older than its quantity's shelf life is silent. Each phrase
is None where there is nothing to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import Condition, PositionSource
from logbook.model.observations import Position
from logbook.model.quantities import (
    AIR_TEMP,
    AWA,
    AWS,
    BARO,
    COG,
    DEPTH,
    DEPTH_KEEL,
    DEPTH_SURFACE,
    NAVIGATION_S,
    QUANTITIES,
    SEA_TEMP,
    SOG,
    TWA,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.wind import beaufort

SEPARATOR: Final = " · "
AGE_TOLD_S: Final = 5.0
"""An age is said beside a value from here on; below it a value is as good as now."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The ship at an instant: position and its age (seconds), conditions in SI with theirs.

    `conditions` holds SOG and COG too. An interpolated position (`TRACK`) has no age.
    """

    position: Position | None = None
    position_age_s: float = 0.0
    position_source: PositionSource = PositionSource.GPS
    conditions: Mapping[Quantity, Condition] = field(default_factory=dict)

    def fresh(self, quantity: Quantity) -> Condition | None:
        """Return the condition, or None when it was silent or is stale."""
        found = self.conditions.get(quantity)
        if found is None or found.age_s > QUANTITIES[quantity].shelf_s:
            return None
        return found


def joined(phrases: Iterable[str | None]) -> str:
    """Return the phrases that have something to say, as one line."""
    return SEPARATOR.join(phrase for phrase in phrases if phrase is not None)


def aged(speaker: Speaker, phrase: str, age_s: float) -> str:
    """Return the phrase, with its age where it is not of just now."""
    if age_s <= AGE_TOLD_S:
        return phrase
    return speaker.say("entries.aged", what=phrase, age=formats.ago(speaker, age_s))


def position(speaker: Speaker, moment: Moment) -> str:
    """Return the position and how it was had, or that there is none."""
    source = moment.position_source
    stale = source is PositionSource.GPS and moment.position_age_s > NAVIGATION_S
    if moment.position is None or stale:
        return speaker.say("entries.no_position")
    place = formats.position(speaker, moment.position)
    if source is PositionSource.GPS:
        return aged(speaker, place, moment.position_age_s)
    return speaker.say(f"entries.position_{source.value}", position=place)


def course(speaker: Speaker, moment: Moment) -> str | None:
    """Return the course over the ground."""
    cog = moment.fresh(COG)
    if cog is None:
        return None
    return aged(
        speaker, speaker.say("entries.course", course=formats.direction(cog.value)), cog.age_s
    )


def speed(speaker: Speaker, moment: Moment) -> str | None:
    """Return the speed over the ground."""
    sog = moment.fresh(SOG)
    return None if sog is None else aged(speaker, formats.speed(speaker, sog.value), sog.age_s)


def wind(speaker: Speaker, moment: Moment) -> str | None:
    """Return the true wind with its force, else the apparent wind, said to be."""
    tws, twd, twa = moment.fresh(TWS), moment.fresh(TWD), moment.fresh(TWA)
    if tws is not None:
        facts = {
            "speed": formats.whole_knots(speaker, tws.value),
            "force": beaufort(tws.value),
        }
        if twd is not None:
            facts["direction"] = formats.direction(twd.value)
            return aged(speaker, speaker.say("entries.wind", **facts), max(tws.age_s, twd.age_s))
        if twa is not None:
            facts["side"] = formats.side(speaker, twa.value)
            said = speaker.say("entries.wind_off_bow", **facts)
            return aged(speaker, said, max(tws.age_s, twa.age_s))
        return aged(speaker, speaker.say("entries.wind_speed", **facts), tws.age_s)
    felt = _apparent(speaker, moment)
    if felt is None and twd is not None:
        said = speaker.say("entries.wind_from", direction=formats.direction(twd.value))
        return aged(speaker, said, twd.age_s)
    return felt


def _apparent(speaker: Speaker, moment: Moment) -> str | None:
    aws, awa = moment.fresh(AWS), moment.fresh(AWA)
    if aws is None:
        return None
    felt = formats.whole_knots(speaker, aws.value)
    if awa is None:
        return aged(speaker, speaker.say("entries.apparent_speed", speed=felt), aws.age_s)
    said = speaker.say("entries.apparent", speed=felt, side=formats.side(speaker, awa.value))
    return aged(speaker, said, max(aws.age_s, awa.age_s))


def pressure(
    speaker: Speaker, moment: Moment, change_pa: float | None, over_s: float
) -> str | None:
    """Return the pressure and its change (Pa) over the last `over_s` seconds, where known."""
    baro = moment.fresh(BARO)
    if baro is None:
        return None
    said = aged(speaker, formats.pressure(speaker, baro.value), baro.age_s)
    if change_pa is None:
        return said
    return speaker.say(
        "entries.pressure_change",
        pressure=said,
        change=formats.pressure_change(speaker, change_pa),
        duration=formats.duration(speaker, over_s),
    )


def depth(speaker: Speaker, moment: Moment) -> str | None:
    """Return the depth of water, else the depth under the keel or the transducer, named which."""
    for quantity in (DEPTH_SURFACE, DEPTH_KEEL, DEPTH):
        found = moment.fresh(quantity)
        if found is not None:
            said = formats.depth(speaker, found.value)
            return aged(speaker, speaker.say(f"entries.tells_{quantity}", depth=said), found.age_s)
    return None


def temperatures(speaker: Speaker, moment: Moment) -> list[str]:
    """Return the temperatures of the sea and of the air, those that are known."""
    return [
        aged(
            speaker,
            speaker.say(
                f"entries.tells_{quantity}", temperature=formats.temperature(speaker, found.value)
            ),
            found.age_s,
        )
        for quantity in (SEA_TEMP, AIR_TEMP)
        if (found := moment.fresh(quantity)) is not None
    ]


def distance_in(speaker: Speaker, run_m: float | None, span_s: float) -> str | None:
    """Return a distance sailed (m) and the time that it took (s)."""
    if run_m is None:
        return None
    return speaker.say(
        "entries.run",
        distance=formats.distance(speaker, run_m),
        duration=formats.duration(speaker, span_s),
    )


def mean_speed(speaker: Speaker, run_m: float | None, span_s: float) -> str | None:
    """Return the mean speed over a run (m) of `span_s` seconds."""
    if run_m is None or span_s <= 0:
        return None
    return speaker.say("entries.mean_speed", speed=formats.speed(speaker, run_m / span_s))


def since_departure(speaker: Speaker, run_m: float | None) -> str | None:
    """Return the distance sailed since departure (m)."""
    if run_m is None:
        return None
    return speaker.say("entries.since_departure", distance=formats.distance(speaker, run_m))
