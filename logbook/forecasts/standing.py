"""The wind that was forecast, between the rows of a forecast."""

from collections.abc import Sequence
from itertools import pairwise

from logbook.forecasts.asked import Row
from logbook.model.standing import ForecastWind, blowing


def at(rows: Sequence[Row], instant: float, model: str, run: float) -> ForecastWind | None:
    """Return the wind at an instant (UTC seconds) between rows, None outside of them."""
    for one, two in pairwise(rows):
        if one.at <= instant <= two.at and two.at > one.at:
            if one.u is None or one.v is None or two.u is None or two.v is None:
                return None
            share = (instant - one.at) / (two.at - one.at)
            u = one.u + (two.u - one.u) * share
            v = one.v + (two.v - one.v) * share
            return ForecastWind(model, run, *blowing(u, v))
    return None
