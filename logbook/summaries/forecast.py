"""How the forecast stood: beside the wind of the hour, and its errors summed up at noon."""

from collections.abc import Sequence
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.quantities import TWD, TWS
from logbook.model.standing import Errors, Stood
from logbook.model.weather import Weather
from logbook.summaries.moment import Moment

_MOST_MODELS: Final = 3
_ENOUGH: Final = 3
"""Fewer hours than this sum up to nothing."""
_TURNED: Final = 5.0
"""Degrees: nobody reads a wind vane, or steers, nearer than this. Ours."""


def hour(speaker: Speaker, moment: Moment, weather: Weather) -> list[str]:
    """Return what had been forecast for now beside what is observed; nothing without a forecast."""
    best = weather.stood.wind
    if best is None:
        return []
    speed, direction = observed(moment, weather)
    name = "forecasts.stood" if speed is None else "forecasts.stood_beside"
    told = ", ".join(
        speaker.say(
            name,
            run=formats.run(one.model, one.run),
            forecast=_wind(speaker, one.direction, one.speed),
        )
        for one in (best, *weather.stood.others)
    )
    if speed is None:
        return [told]
    seen = _wind(speaker, direction, speed)
    return [speaker.say("forecasts.stood_observed", forecasts=told, observed=seen)]


def observed(moment: Moment, weather: Weather) -> tuple[float | None, float | None]:
    """Return the wind observed: speed (m/s) and direction, of ten minutes where that is known."""
    if weather.wind is not None:
        return weather.wind.speed, weather.wind.direction
    tws, twd = moment.fresh(TWS), moment.fresh(TWD)
    return (None if tws is None else tws.value), (None if twd is None else twd.value)


def errors(speaker: Speaker, stood: Stood) -> list[str]:
    """Return the errors of the last day and of the last week, model by model."""
    told = []
    for name, found in (("day", stood.day), ("week", stood.week)):
        models = _models(speaker, found)
        if models and not (name == "week" and _counts(found) == _counts(stood.day)):
            told.append(speaker.say(f"forecasts.errors_{name}", models=models))
    return told


def _models(speaker: Speaker, found: Sequence[Errors]) -> str:
    enough = [one for one in found if one.count >= _ENOUGH][:_MOST_MODELS]
    return ", ".join(
        speaker.say(
            "forecasts.errors_next" if place else "forecasts.errors_first",
            model=one.model,
            off=_off(speaker, one),
            spread=_spread(speaker, one),
            count=one.count,
        )
        for place, one in enumerate(enough)
    )


def _off(speaker: Speaker, one: Errors) -> str:
    """Return how far off a model was on the mean: too much wind or too little, too far round."""
    speed = formats.whole_knots(speaker, abs(one.speed))
    if speed == formats.whole_knots(speaker, 0.0):
        told = speaker.say("forecasts.errors_right")
    else:
        told = speaker.say(f"forecasts.errors_{'over' if one.speed > 0 else 'under'}", speed=speed)
    if one.direction is None or abs(one.direction) < _TURNED:
        return told
    side = "right" if one.direction > 0 else "left"
    direction = formats.degrees(speaker, abs(one.direction))
    return speaker.say(f"forecasts.errors_{side}_of", off=told, direction=direction)


def _spread(speaker: Speaker, one: Errors) -> str:
    speed = formats.whole_knots(speaker, one.speed_spread)
    if one.direction_spread is None:
        return speed
    direction = formats.degrees(speaker, one.direction_spread)
    return speaker.say("forecasts.errors_spread", speed=speed, direction=direction)


def _counts(found: Sequence[Errors]) -> list[tuple[str, int]]:
    return [(one.model, one.count) for one in found]


def _wind(speaker: Speaker, direction: float | None, speed: float) -> str:
    said = formats.whole_knots(speaker, speed)
    if direction is None:
        return said
    return speaker.say("forecasts.wind_from", direction=formats.point(direction), speed=said)
