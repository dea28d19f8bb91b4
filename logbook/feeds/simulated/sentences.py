"""The simulated passage as a stream of sentences, each with its instant; pure, and for ever."""

import math
from collections.abc import Callable, Iterator
from typing import Final

from logbook.feeds.simulated import bulletin
from logbook.feeds.simulated import navigation as nav
from logbook.feeds.simulated import surroundings as around
from logbook.feeds.simulated.instruments import Instruments, Measured

Say = Callable[[Measured], bytes]

EVERY_ROUND: Final[tuple[Say, ...]] = (
    nav.rmc,
    nav.gga,
    nav.gll,
    nav.vtg,
    nav.zda,
    nav.hdg,
    nav.hdt,
    nav.rot,
    nav.vhw,
    around.mwv_apparent,
    around.mwv_true,
    around.mwd,
    around.dpt,
    around.dbt,
    around.xdr_attitude,
    around.rpm,
)
SLOWER: Final[tuple[tuple[float, Say], ...]] = (
    (2.0, nav.vlw),
    (2.0, around.mtw),
    (5.0, around.mda),
    (5.0, around.xdr_barometer),
)
"""Seconds between two, and what is said: 17.4 sentences a second with the others."""
_SPREAD: Final = 1.0 / 25.0


def sentences(
    start_utc: float, seed: int, interval_s: float = 1.0
) -> Iterator[tuple[float, bytes]]:
    r"""Yield (instant, sentence with `\r\n`) from `start_utc`, UTC seconds since 1970.

    The passage begins moored, at the first whole second, and never ends. A round of all
    instruments comes every `interval_s` seconds: about 17 sentences a second by default; at 60 s
    a year at sea is ten million sentences. The ship's true track is the same at any interval. Once,
    after a while, a NAVTEX bulletin comes.
    Raises ValueError for an interval that is not above 0.
    """
    if not interval_s > 0.0:
        raise ValueError(f"no interval is {interval_s!r} s")
    start = math.ceil(start_utc)
    instruments = Instruments(start, seed)
    radioed = bulletin.sentences(start)
    spread = min(1.0, interval_s) * _SPREAD
    before = -1.0
    rounds = 0
    while True:
        passed = rounds * interval_s
        measured = instruments.measure(start + passed)
        due = [say for every, say in SLOWER if passed // every > before // every]
        round_of = [say(measured) for say in (*EVERY_ROUND, *due)]
        round_of += radioed[bulletin.said(before) : bulletin.said(passed)]
        for place, sentence in enumerate(round_of):
            yield measured.at + place * spread, sentence
        before = passed
        rounds += 1
