"""When an altitude passes a threshold: looked for step by step, then narrowed to a second.

Formulas for the hour of a rising fail near the poles and where ship's day is not that of the
meridian; looking works everywhere.
"""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from logbook.model.sky import Above

_EXACT_S: Final = 1.0


class Sample(NamedTuple):
    """Degrees above (+) or below (-) a threshold at an instant (UTC seconds since 1970)."""

    at: float
    height: float


def sampled(
    height: Callable[[float], float], since: float, until: float, step_s: float
) -> tuple[Sample, ...]:
    """Return samples of `height` from `since` to `until`, both with it, `step_s` apart or less."""
    steps = max(1, math.ceil((until - since) / step_s))
    instants = (since + (until - since) * step / steps for step in range(steps + 1))
    return tuple(Sample(at, height(at)) for at in instants)


def crossings(
    samples: Sequence[Sample], height: Callable[[float], float], threshold: float = 0.0
) -> list[tuple[float, bool]]:
    """Return the instants at which `height` passes `threshold`, each with whether it rises."""
    found = []
    for before, after in pairwise(samples):
        rising = after.height >= threshold
        if (before.height >= threshold) != rising:
            found.append((_narrowed(before.at, after.at, height, threshold, rising), rising))
    return found


def above(
    samples: Sequence[Sample], height: Callable[[float], float], threshold: float = 0.0
) -> Above:
    """Return the first rising and the first setting within the samples."""
    found = crossings(samples, height, threshold)
    if not found:
        return Above(throughout=samples[0].height >= threshold)
    return Above(
        next((at for at, rising in found if rising), None),
        next((at for at, rising in found if not rising), None),
    )


def _narrowed(
    low: float, high: float, height: Callable[[float], float], threshold: float, rising: bool
) -> float:
    while high - low > _EXACT_S:
        middle = (low + high) / 2
        if (height(middle) >= threshold) == rising:
            high = middle
        else:
            low = middle
    return (low + high) / 2
