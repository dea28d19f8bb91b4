"""Samples of what was read, the true wind that follows from the apparent among them."""

from logbook.model.observations import Reading, Sample
from logbook.model.quantities import BARO, TWA, TWD, TWS
from logbook.model.samples import Samples
from logbook.model.ship import ShipState
from logbook.recorder.memory import Memory


class Sampler:
    """Gathers samples until they are written; tells the memory every pressure. Mutable."""

    def __init__(self, interval_s: float, memory: Memory) -> None:
        self._samples = Samples(interval_s)
        self._memory = memory
        self._done: list[Sample] = []

    def add(self, heard: tuple[Reading, ...], at: float) -> None:
        """Take the readings of one instant (UTC seconds since 1970)."""
        for sample in self._samples.add(heard, at):
            self._done.append(sample)
            if sample.quantity == BARO:
                self._memory.pressure(sample.at, sample.mean)

    def wind(self, ship: ShipState, at: float) -> None:
        """Sample the true wind where no instrument gives it."""
        wind = ship.true_wind(at)
        if wind is None or wind.basis == "instrument":
            return
        readings = [Reading(TWA, wind.twa), Reading(TWS, wind.tws)]
        if wind.twd is not None:
            readings.append(Reading(TWD, wind.twd))
        self.add(tuple(readings), at)

    def close(self) -> None:
        """End the open interval."""
        self._done.extend(self._samples.close())

    def done(self) -> list[Sample]:
        """Return the samples to be stored since this was last asked."""
        done, self._done = self._done, []
        return done
