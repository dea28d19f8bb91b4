"""Samples interpolated in time: linear between steps, rain by differences of what had fallen."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from logbook.forecasts.asked import Place, Row
from logbook.forecasts.parameters import Parameter
from logbook.forecasts.sampling import Key, Sample, Sampler, Value, degrees

P = Parameter

_WIDEST_S: Final = 12 * 3600.0
"""Between steps farther apart than this nothing is interpolated: a front would be left out."""
_SAME_S: Final = 1.0


class Timeline:
    """What a sampler has found, asked at instants. `indices` are those of the sampler's places."""

    def __init__(self, sampler: Sampler) -> None:
        self._sampler = sampler
        self._keys: dict[Parameter, list[Key]] = {}
        for key in sorted(sampler.series, key=_preferred):
            self._keys.setdefault(key.parameter, []).append(key)
        self._at: dict[tuple[Key, int], list[Sample]] = {}
        self._pieces: dict[tuple[Parameter, int], list[Sample]] = {}

    def row(self, index: int, place: Place, since: float | None) -> Row:
        """Return the row of a place; its rain fell from `since` (UTC seconds) on."""
        at = place.at
        u, v = self._wind(index, at)
        towards = self._value(P.WAVE_FROM, index, at)
        return Row(
            *place,
            inside=self._sampler.inside[index],
            u=u,
            v=v,
            gust=_real(self._value(P.GUST, index, at)),
            msl=_real(self._value(P.PRESSURE, index, at)),
            wave_height=_real(self._value(P.WAVE_HEIGHT, index, at)),
            wave_from=None if towards is None else degrees(complex(towards)),
            wave_period=_real(self._value(P.WAVE_PERIOD, index, at)),
            rain=None if since is None else self.rain(index, since, at),
        )

    def _wind(self, index: int, at: float) -> tuple[float | None, float | None]:
        """Return the wind's components: its own, else those of speed and direction."""
        u, v = (_real(self._value(one, index, at)) for one in (P.WIND_EAST, P.WIND_NORTH))
        if u is not None and v is not None:
            return u, v
        speed, vector = (self._value(one, index, at) for one in (P.WIND_SPEED, P.WIND_FROM))
        if speed is None or vector is None or abs(vector) < 1e-6:
            return None, None
        blows = -complex(vector) / abs(vector) * _real_of(speed)
        return blows.real, blows.imag

    def _value(self, parameter: Parameter, index: int, at: float) -> Value | None:
        """Return a parameter's value from the best series that has one."""
        for key in self._keys.get(parameter, ()):
            found = _between(self._samples(key, index), at)
            if found is not None:
                return found
        return None

    def _samples(self, key: Key, index: int) -> list[Sample]:
        found = self._at.get((key, index))
        if found is None:
            samples = self._sampler.series[key][index]
            found = self._at[key, index] = sorted(samples, key=lambda one: (one.end, one.start))
        return found

    def rain(self, index: int, since: float, until: float) -> float | None:
        """Return what falls between two instants (mm), None where the file does not tell it all."""
        if until - since < _SAME_S:
            return None
        for parameter in (P.RAIN, P.RAIN_RATE):
            found = _fallen(self._rain_pieces(parameter, index), since, until)
            if found is not None:
                return found
        return None

    def _rain_pieces(self, parameter: Parameter, index: int) -> list[Sample]:
        """Return what falls in each stretch of time, end to end where the file allows."""
        found = self._pieces.get((parameter, index))
        if found is None:
            keys = self._keys.get(parameter, ())
            samples = self._samples(keys[0], index) if keys else []
            made = stretches(samples) if parameter is P.RAIN else rates(samples)
            found = self._pieces[parameter, index] = made
        return found


def _preferred(key: Key) -> tuple[float, int, float]:
    """Order the newest run first, then the better told, then the finer grid."""
    return -key.source.run, key.rank, abs(key.grid.d_lat)


def _between(samples: Sequence[Sample], at: float) -> Value | None:
    """Return the value at an instant, linear between the samples before and after it."""
    after = bisect_left(samples, at - _SAME_S, key=lambda one: one.end)
    if after >= len(samples):
        return None
    later = samples[after]
    if abs(later.end - at) <= _SAME_S:
        return later.value
    if after == 0 or later.end - samples[after - 1].end > _WIDEST_S:
        return None
    earlier = samples[after - 1]
    share = (at - earlier.end) / (later.end - earlier.end)
    return earlier.value + (later.value - earlier.value) * share


def stretches(samples: Sequence[Sample]) -> list[Sample]:
    """Return amounts of stretches that do not overlap, from amounts that may begin together.

    Models tell rain since the run began, or in buckets of hours that grow and start anew: of two
    that begin together the difference fell in between. Rounding may make it less than nothing.
    """
    found: list[Sample] = []
    ordered = sorted(samples, key=lambda one: (one.start, one.end))
    for index, one in enumerate(ordered):
        if one.end - one.start < _SAME_S:
            continue
        before = ordered[index - 1] if index else None
        if before is not None and before.start == one.start and before.end < one.end:
            amount = _real_of(one.value) - _real_of(before.value)
            found.append(Sample(before.end, one.end, max(0.0, amount)))
        else:
            found.append(Sample(one.start, one.end, max(0.0, _real_of(one.value))))
    return _apart(found)


def rates(samples: Sequence[Sample]) -> list[Sample]:
    """Return amounts of stretches from rates (mm/s): means of a stretch, or values of instants."""
    means = [
        Sample(one.start, one.end, _real_of(one.value) * (one.end - one.start))
        for one in samples
        if one.end - one.start >= _SAME_S
    ]
    if means:
        return _apart(means)
    return [
        Sample(one.end, two.end, (_real_of(one.value) + _real_of(two.value)) / 2 * gap)
        for one, two in pairwise(samples)
        if _SAME_S <= (gap := two.end - one.end) <= _WIDEST_S
    ]


def _apart(pieces: Sequence[Sample]) -> list[Sample]:
    """Return pieces that do not overlap; of two that do the shorter says more."""
    kept: list[Sample] = []
    for one in sorted(pieces, key=lambda piece: piece.end - piece.start):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept)


def _fallen(pieces: Sequence[Sample], since: float, until: float) -> float | None:
    total, told = 0.0, 0.0
    for start, end, amount in pieces:
        overlap = min(end, until) - max(start, since)
        if overlap > 0:
            total += _real_of(amount) * overlap / (end - start)
            told += overlap
    return total if told >= until - since - _SAME_S else None


def _real(value: Value | None) -> float | None:
    return None if value is None else _real_of(value)


def _real_of(value: Value) -> float:
    return value.real
