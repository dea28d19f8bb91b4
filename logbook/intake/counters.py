"""What one feed has said so far, in numbers that add up."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counters:
    """A feed's counts at one moment.

    Every sentence is exactly one of: `used` (it changed something), `spare` (good, but a better
    source that is not silent gives the same), `silent` (good, with nothing in it that we may
    use: empty fields, a magnetic direction while no variation is known), `unused` (AIS,
    proprietary, a type that we do not read), or bad (`bad_sentences`). `bad` counts why, by
    reason; a sentence that was used but for one reading out of range counts there too, under
    "range", and `out_of_range` says which quantity. `lines` without any sentence are `noise`.
    `by_type` counts good sentences by talker and formatter. `last_used` is when a sentence was
    last used, on the scale of `now` that the intake was given.
    """

    lines: int
    bytes: int
    noise: int
    used: int
    spare: int
    silent: int
    unused: int
    bad_sentences: int
    bad: Mapping[str, int]
    out_of_range: Mapping[str, int]
    by_type: Mapping[str, int]
    last_used: float | None

    @property
    def sentences(self) -> int:
        """All sentences heard, good or bad."""
        return self.used + self.spare + self.silent + self.unused + self.bad_sentences
