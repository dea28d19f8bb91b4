"""What the sensors said around a track point: samples, as the extensions of GPX points."""

import math
from collections.abc import Iterator
from typing import Final

from logbook.exports.voyage import SamplesOf
from logbook.model.observations import Sample
from logbook.model.quantities import (
    AIR_TEMP,
    AWA,
    AWS,
    BARO,
    DEPTH,
    DEPTH_SURFACE,
    SEA_TEMP,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.units import ZERO_CELSIUS_K

_GARMIN: Final = (
    ("atemp", (AIR_TEMP,), ZERO_CELSIUS_K),
    ("wtemp", (SEA_TEMP,), ZERO_CELSIUS_K),
    ("depth", (DEPTH_SURFACE, DEPTH), 0.0),
)
"""Elements of TrackPointExtension v2 before `speed`, in its order: name, quantities by
preference, what is taken off (the schema wants °C and metres)."""

_OURS: Final = ((TWD, 0), (TWS, 2), (AWA, 0), (AWS, 2), (BARO, 0))
"""Our own elements, named as the quantities are, and their decimals: degrees, m/s, Pa."""

QUANTITIES: Final = (
    *(quantity for _, choice, _ in _GARMIN for quantity in choice),
    *(quantity for quantity, _ in _OURS),
)


class Surroundings:
    """Walks through a leg's samples beside its points, both in order of time.

    A sample is quoted during its own interval and not after it: stale is silent. It holds only
    the samples of the present interval.
    """

    __slots__ = ("_interval_s", "_next", "_now", "_samples")

    def __init__(self, samples: SamplesOf | None, interval_s: float) -> None:
        self._samples: Iterator[Sample] = iter(() if samples is None else samples(QUANTITIES))
        self._next = next(self._samples, None)
        self._now: dict[Quantity, Sample] = {}
        self._interval_s = interval_s

    def at(self, instant: float) -> tuple[str, str, float]:
        """Return (Garmin's elements, our elements, until when they hold) at `instant`.

        Instants must not decrease from call to call.
        """
        while self._next is not None and self._next.at <= instant:
            self._now[self._next.quantity] = self._next
            self._next = next(self._samples, None)
        for quantity, sample in tuple(self._now.items()):
            if sample.at + self._interval_s <= instant:
                del self._now[quantity]
        until = math.inf if self._next is None else self._next.at
        for sample in self._now.values():
            until = min(until, sample.at + self._interval_s)
        return self._garmin(), self._ours(), until

    def _garmin(self) -> str:
        text = ""
        for name, choice, less in _GARMIN:
            sample = next((self._now[one] for one in choice if one in self._now), None)
            if sample is not None:
                text += f"<gpxtpx:{name}>{sample.mean - less:z.1f}</gpxtpx:{name}>"
        return text

    def _ours(self) -> str:
        text = ""
        for quantity, decimals in _OURS:
            sample = self._now.get(quantity)
            if sample is not None:
                value = round(sample.mean, decimals)
                # A direction just under 360 rounds up to it: north is 0.
                value = value % 360.0 if quantity == TWD else value
                text += f"<shipslog:{quantity}>{value:z.{decimals}f}</shipslog:{quantity}>"
        return text
