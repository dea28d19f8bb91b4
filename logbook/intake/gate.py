"""Who owns a quantity: one source at a time, until it falls silent or a better one speaks."""

import math
from collections.abc import Iterable, Mapping
from typing import Final

from logbook.intake.preferences import CLOCK, POSITION, SOURCES, hold_s, offers
from logbook.model.quantities import QUANTITIES, VARIATION, Quantity
from logbook.nmea0183.decode import Sentence, stated_time

_LEARNED_AFTER: Final = 8
"""Sentences after which a source is taken to have shown all that it says."""
_VARIED: Final = frozenset({"MWV", "XDR"})  # one head, several contents in turn
OPEN: Final = -math.inf
"""`closed_until` of a source whose every line is looked at."""
_DAY_S: Final = 86_400.0
_BACK_S: Final = 1.0
_LONGEST_STEP_S: Final = 2.5  # half the shortest hold: no single step silences anybody
_VARIATION_SHELF_S: Final = QUANTITIES[VARIATION].shelf_s


class Source:
    """One feed's sentences of one head (`$GPRMC`), and how the gate stands for them.

    `sentence` is None for what is counted only. `closed_until` is the gate's `pace` up to which
    a line can change nothing (minus infinity: open). `standing` is smaller for a better source, by
    quantity: all that its type can say. `mark` is the gate's `spoken` when a sentence that states
    a time was last turned away; -1 for others.
    `shift` is what the head's first byte changes in a checksum over the whole sentence.
    """

    __slots__ = (
        *("name", "sentence", "standing", "seen", "decoded", "varied"),
        *("closed_until", "shift", "mark", "silence_began", "spare", "used", "silent"),
    )

    def __init__(
        self,
        name: str,
        sentence: Sentence | None,
        ranks: Mapping[Quantity, int],
        shift: int = 0,
    ) -> None:
        self.name = name
        self.shift = shift
        self.sentence = sentence
        self.standing: dict[Quantity, tuple[int, int]] = {}
        if sentence is not None:
            for quantity in offers(sentence.formatter):
                place = SOURCES[quantity].index(sentence.formatter)
                self.standing[quantity] = (ranks[quantity], place)
        self.varied = sentence is not None and sentence.formatter in _VARIED
        self.seen: set[Quantity] = set()
        self.decoded = 0
        self.closed_until = math.inf if sentence is None else OPEN
        self.mark = 0 if _is_timed(self) else -1
        self.silence_began: float | None = None
        self.spare = self.used = self.silent = 0


class Owner:
    """Who gives one quantity, and when it was last `heard` (the gate's `pace`)."""

    __slots__ = ("heard", "hold_s", "quantity", "source", "standing")

    def __init__(self, quantity: Quantity) -> None:
        self.quantity = quantity
        self.hold_s = hold_s(quantity)
        self.source: Source | None = None
        self.standing = (0, 0)
        self.heard = -math.inf

    def admits(self, source: Source, pace: float) -> bool:
        """Say whether `source` may give this quantity; make it the owner if so."""
        if self.source is not source:
            standing = source.standing[self.quantity]
            if (
                self.source is not None
                and standing >= self.standing
                and pace - self.heard <= self.hold_s
            ):
                return False
            self.source = source
            self.standing = standing
        self.heard = pace
        return True

    def is_free(self, source: Source, pace: float) -> bool:
        """Say whether nobody else is giving this quantity; nothing changes hands."""
        return self.source in {None, source} or pace - self.heard > self.hold_s


class Gate:
    """Every quantity's owner, over all feeds; those of position, clock and variation stand apart.

    `spoken` counts the accepted sentences that state a time. `variation` is the last that
    was accepted (degrees, east positive), heard at `variation_at`. `now` is the last time given;
    `pace` runs with it, but no step counts for more than a little: where a recording's time
    jumps, nobody was heard meanwhile, so nobody was silent either.
    """

    __slots__ = (
        *("clock", "declination", "now", "owners", "pace", "place", "sources", "spoken"),
        *("variation", "variation_at"),
    )

    def __init__(self) -> None:
        self.owners = {quantity: Owner(quantity) for quantity in SOURCES}
        self.place = self.owners.pop(POSITION)
        self.clock = self.owners.pop(CLOCK)
        self.declination = self.owners.pop(VARIATION)
        self.sources: list[Source] = []
        self.spoken = 0
        self.variation = 0.0
        self.variation_at = -math.inf
        self.now = -math.inf
        self.pace = 0.0

    def tick(self, now: float) -> None:
        """Take note of the time. Where it steps back, no ownership means anything any more."""
        step = now - self.now
        if step < -_BACK_S:
            self._forget()
            self.variation_at = -math.inf
        elif step <= 0.0:
            return  # several feeds' arrivals need not be in order
        else:
            self.pace += min(step, _LONGEST_STEP_S)
        self.now = now

    def knows_variation(self) -> bool:
        """Say whether a magnetic direction can be turned true."""
        return 0.0 <= self.now - self.variation_at <= _VARIATION_SHELF_S

    def _owner(self, quantity: Quantity) -> Owner:
        apart = {POSITION: self.place, CLOCK: self.clock, VARIATION: self.declination}
        return apart.get(quantity) or self.owners[quantity]

    def close(self, source: Source, said: set[Quantity]) -> None:
        """Skip a source that said only what others own, as long as they speak.

        A source of one content (not MWV, XDR) is judged by what it has shown; it is decoded again
        when the time is up, so something new is found within a hold.
        """
        source.decoded += 1
        source.seen |= said
        if source.sentence is not None and source.decoded >= _LEARNED_AFTER:
            shown = source.standing if source.varied else source.seen
            source.closed_until = self._others_speak_until(source, shown)

    def renews(self, source: Source) -> bool:
        """Say whether a closed source whose time is up stays closed unread.

        So it does where all that its type can say is given by others, who have spoken since.
        """
        until = self._others_speak_until(source, source.standing)
        stays = until >= self.pace
        source.closed_until = until if stays else OPEN
        return stays

    def _others_speak_until(self, source: Source, said: Iterable[Quantity]) -> float:
        """Return up to which `pace` all of `said` is others' to say, OPEN where not all is."""
        until = math.inf
        for quantity in said:
            owner = self._owner(quantity)
            if owner.source is None or owner.source is source:
                return OPEN
            until = min(until, owner.heard + owner.hold_s)
        return until

    def reopens(self, source: Source, line: bytes) -> bool:
        """Say whether a line that would be skipped shows that the owner is silent."""
        if source.mark != self.spoken:
            if source.mark >= 0:
                source.mark = self.spoken
                source.silence_began = None
            return False
        assert source.sentence is not None
        return self.outlasts(source, stated_time(source.sentence, line))

    def outlasts(self, source: Source, tod: float | None) -> bool:
        """Say whether `source`, by its own clock, has spoken on long after the owners.

        An import's `now` is the recording's, moved only by sentences that are used: when their
        source falls silent it stands still, and this one would be turned away for ever. Its
        times are compared only with each other, since two receivers' clocks may differ.
        """
        if source.mark != self.spoken:  # an owner has spoken since
            source.mark = self.spoken
            source.silence_began = None
        elif tod is not None and source.silence_began is None:
            source.silence_began = tod
        elif tod is not None and source.silence_began is not None:
            silent_s = (tod - source.silence_began) % _DAY_S
            if self.place.hold_s < silent_s < _DAY_S / 2.0:
                self._forget(timed_only=True)
                return True
        return False

    def _forget(self, *, timed_only: bool = False) -> None:
        """Let anyone speak for what is owned (or only for what states a time does own)."""
        for owner in (*self.owners.values(), self.place, self.clock, self.declination):
            if not timed_only or _is_timed(owner.source):
                owner.heard = -math.inf
        for source in self.sources:
            if _is_timed(source) or not (timed_only or source.sentence is None):
                source.closed_until = OPEN
                source.silence_began = None


def _is_timed(source: Source | None) -> bool:
    return source is not None and source.sentence is not None and source.sentence.tod_at is not None
