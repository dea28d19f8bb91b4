"""NAVTEX: a sentence of a bulletin, the bulletin that was joined, and what its letters say of it.

Sources: NAVTEX Manual (IMO MSC.1/Circ.1403), 5.3 and 5.4, for the letters and the numbers; IEC
61162-1, sentence NRX, for what a receiver says beside the words.
"""

import hashlib
from enum import StrEnum
from typing import Final, NamedTuple, Self

from logbook.model.observations import Report

LOST: Final = "[…]"
"""Stands in a bulletin's text for one or more parts in a row that never came."""
FREQUENCIES_KHZ: Final = {1: 490.0, 2: 518.0, 3: 4209.5}
"""What a row of the standard's frequency table is; row 0 was not received over the air."""
BY_CABLE: Final = 0
_ALWAYS_RECEIVED: Final = frozenset("ABDL")
"""Subjects that no receiver may leave out: warnings of navigation and weather, distress."""
_DISTRESS: Final = "D"
_EMERGENCY: Final = "00"
_STATED_AGO_S, _STATED_AHEAD_S = 30 * 86_400.0, 86_400.0
"""A receiver may give what it stored weeks ago; a time farther off is a clock that was not set."""


class Danger(StrEnum):
    """How a bulletin is marked: `urgent` is search and rescue, and number 00 of any subject."""

    URGENT = "urgent"
    DANGER = "danger"


class Part(NamedTuple):
    """One sentence of a bulletin: the `number`-th of `total` (from 1).

    `sequence` (0 to 99) is the receiver's own count of bulletins. The rest stands in the first
    sentence, and is None where it is left out: `code` is B1 B2 B3 B4 (`EA37`), `frequency` a row
    of the table, `received` the receiver's UTC seconds since 1970, `characters` those of the whole
    bulletin, `unreadable` those of them that came badly, `valid` whether its form was right.
    """

    total: int
    number: int
    sequence: int
    words: str
    code: str | None = None
    frequency: int | None = None
    received: float | None = None
    characters: int | None = None
    unreadable: int | None = None
    valid: bool | None = None


class BulletinReport(Report):
    """A report of words instead of figures: one sentence of a bulletin."""

    part: Part

    def __new__(cls, source: str, part: Part) -> Self:
        """Return the report of `part`, as `source` said it."""
        made = super().__new__(cls, source)
        made.part = part
        return made


class Bulletin(NamedTuple):
    """A bulletin as far as it came: `lost` of its `parts` never did.

    `at` is when its first part was heard (UTC seconds since 1970), `left_out` how many characters
    were beyond what is held. The other fields are those of its parts.
    """

    at: float
    text: str
    parts: int
    lost: int = 0
    left_out: int = 0
    code: str | None = None
    frequency: int | None = None
    received: float | None = None
    characters: int | None = None
    unreadable: int | None = None
    valid: bool | None = None

    @property
    def station(self) -> str | None:
        """The letter of the transmitter, None where the part that names it is lost."""
        return None if self.code is None else self.code[0]

    @property
    def subject(self) -> str | None:
        """The letter of the subject, None likewise."""
        return None if self.code is None else self.code[1]

    @property
    def danger(self) -> Danger | None:
        """How it is marked, None for an ordinary one, or where its subject is not known."""
        if self.code is None:
            return None
        if self.subject == _DISTRESS or self._is_emergency:
            return Danger.URGENT
        return Danger.DANGER if self.subject in _ALWAYS_RECEIVED else None

    @property
    def received_at(self) -> float:
        """When it was received: by the receiver, where that can be; else when it was heard."""
        stated = self.received
        return self.at if stated is None or not self.is_stated_well else stated

    @property
    def is_stated_well(self) -> bool:
        """Whether the receiver's own time is one that can be."""
        if self.received is None:
            return False
        return -_STATED_AHEAD_S <= self.at - self.received <= _STATED_AGO_S

    @property
    def faults(self) -> float:
        """The share of it that did not come well, 0 to 1; 1 where the receiver calls it invalid."""
        if self.valid is False:
            return 1.0
        bad = (self.unreadable or 0) / self.characters if self.characters else 0.0
        return min(1.0, bad + self.lost / self.parts)

    @property
    def digest(self) -> str:
        """Eight hex digits of its words, however they are broken into lines."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:8]

    @property
    def identity(self) -> str | None:
        """By what a repetition is known, None where the station is not: `2:EA37`.

        The same letters are given to another station on another frequency. Number 00 is given
        again and again, so its words belong to it.
        """
        if self.code is None:
            return None
        known = f"{'-' if self.frequency is None else self.frequency}:{self.code}"
        return f"{known}:{self.digest}" if self._is_emergency else known

    @property
    def _is_emergency(self) -> bool:
        return self.code is not None and self.code[2:] == _EMERGENCY
