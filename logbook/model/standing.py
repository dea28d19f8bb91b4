"""How the forecast stood beside what was observed: one wind now, and the errors of a day or a week.

What asks the weather files and what reads the log stand above.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from logbook.model.units import mean_direction, turn, wrap_360

FACT: Final = "forecast"
"""Under this name an hourly line's facts hold how the best forecast stood."""
OTHERS: Final = "forecasts"
"""Under this name they hold a list of how those of other models stood."""
_CALM_MS: Final = 2.0
"""Below 4 knots a wind has no direction worth comparing."""


class ForecastWind(NamedTuple):
    """The wind that a run had forecast: `speed` m/s, `direction` it comes from (degrees true).

    `model` is what it is called, `run` its time (UTC seconds).
    """

    model: str
    run: float
    speed: float
    direction: float

    def fact(self) -> dict[str, object]:
        """Return it as the facts of a line hold it."""
        return {
            "model": self.model,
            "run": round(self.run),
            "tws": round(self.speed, 2),
            "twd": round(self.direction, 1) % 360.0,
        }


class Pair(NamedTuple):
    """A forecast and what was observed then: speeds m/s, directions degrees true or None."""

    model: str
    forecast_speed: float
    forecast_direction: float
    speed: float
    direction: float | None


class Errors(NamedTuple):
    """How far a model was off, forecast less observed, over `count` hours.

    Speeds m/s: `speed` the mean (positive: it told too much), `speed_spread` the standard
    deviation. Degrees: `direction` the mean (positive: veered), `direction_spread` likewise; None
    where there was too little wind.
    """

    model: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody counts by
    speed: float
    speed_spread: float
    direction: float | None
    direction_spread: float | None


class Stood(NamedTuple):
    """How the forecast stands: the `wind` for an instant, the errors of a day and of a week.

    `others` are the winds of other models for the same instant.
    """

    wind: ForecastWind | None = None
    day: tuple[Errors, ...] = ()
    week: tuple[Errors, ...] = ()
    others: tuple[ForecastWind, ...] = ()

    def facts(self) -> dict[str, object]:
        """Return what the facts of an hourly line hold of it."""
        if self.wind is None:
            return {}
        best: dict[str, object] = {FACT: self.wind.fact()}
        return best | ({OTHERS: [one.fact() for one in self.others]} if self.others else {})


UNTOLD: Final = Stood()
"""Where no weather file was ever kept."""


def blowing(u: float, v: float) -> tuple[float, float]:
    """Return the speed (m/s) and where it comes from (degrees true) of a wind's components."""
    return math.hypot(u, v), wrap_360(math.degrees(math.atan2(-u, -v)))


def pairs(facts: Mapping[str, object], speed: float, direction: float | None) -> list[Pair]:
    """Return what a line's facts say was forecast beside the wind observed then, model by model."""
    others = facts.get(OTHERS)
    told = [facts.get(FACT), *(others if isinstance(others, list) else ())]
    return [found for one in told if (found := _pair(one, speed, direction)) is not None]


def _pair(told: object, speed: float, direction: float | None) -> Pair | None:
    if not isinstance(told, Mapping):
        return None
    model, tws, twd = told.get("model"), told.get("tws"), told.get("twd")
    if not isinstance(model, str) or not isinstance(tws, float | int):
        return None
    if not isinstance(twd, float | int):
        return None
    return Pair(model, float(tws), float(twd), speed, direction)


def errors(pairs: Iterable[Pair]) -> list[Errors]:
    """Return each model's errors, the most compared first. Directions are averaged as vectors."""
    by_model: dict[str, list[Pair]] = {}
    for one in pairs:
        by_model.setdefault(one.model, []).append(one)
    found = [_errors(model, many) for model, many in by_model.items()]
    return sorted(found, key=lambda one: (-one.count, one.model))


def _errors(model: str, pairs: Sequence[Pair]) -> Errors:
    off = [one.forecast_speed - one.speed for one in pairs]
    mean = math.fsum(off) / len(off)
    turned = [
        turn(one.direction, one.forecast_direction)
        for one in pairs
        if one.direction is not None and min(one.speed, one.forecast_speed) >= _CALM_MS
    ]
    direction = mean_direction(turned) if turned else None
    spread = None
    if direction is not None:
        spread = _deviation([turn(direction, one) for one in turned], 0.0)
        direction = turn(0.0, direction)
    return Errors(model, len(pairs), mean, _deviation(off, mean), direction, spread)


def _deviation(values: Sequence[float], mean: float) -> float:
    return math.sqrt(math.fsum((one - mean) ** 2 for one in values) / len(values))
