"""What chance adds to the simulated instruments: a wandering error that forgets itself."""

import math
import random


class Wander:
    """An Ornstein-Uhlenbeck process: zero mean, deviation `sigma`, forgotten in `memory_s`.

    It is stepped exactly, whatever the interval (Gillespie 1996).
    """

    __slots__ = ("_chance", "_memory_s", "_sigma", "_value")

    def __init__(self, chance: random.Random, sigma: float, memory_s: float) -> None:
        self._chance = chance
        self._sigma = sigma
        self._memory_s = memory_s
        self._value = chance.gauss(0.0, sigma)

    def step(self, seconds: float) -> float:
        """Return the error `seconds` later."""
        kept = math.exp(-seconds / self._memory_s)
        fresh = self._sigma * math.sqrt(1.0 - kept * kept)
        self._value = kept * self._value + self._chance.gauss(0.0, fresh)
        return self._value
