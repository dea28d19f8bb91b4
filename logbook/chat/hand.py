"""Who words the posts: the boat's language, her id, the crew's names, ship's time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from logbook.locale import Speaker, formats
from logbook.model.entries import EntryKind, LogEntry
from logbook.model.naming import named
from logbook.model.neutral import radioed, row
from logbook.model.signing import Signer


@dataclass(frozen=True, slots=True)
class Hand:
    """What is the same for every post of one round.

    Without a `signer` there are no buttons; with one they call `callback`, our address as
    Mattermost reaches it. `now` (UTC seconds) is when the post is written: a line of another day
    shows its date.
    """

    speaker: Speaker
    vessel: str
    members: Mapping[str, str] = field(default_factory=dict)
    ship_offset_s: int = 0
    signer: Signer | None = None
    callback: str = ""
    now: float | None = None

    def name(self, author: str) -> str:
        """Return a member's name, neutral: it is its owner's text like any other."""
        return row(self.members.get(author, author))

    def words(self, line: LogEntry) -> str:
        """Return a line's text with the names of those it speaks of, as it stands otherwise."""
        text = named(line.draft.text, self.members)
        by_radio = line.draft.kind is EntryKind.BULLETIN and line.draft.author is None
        return radioed(text) if by_radio else text

    def day(self, at: float) -> str:
        """Return the ship's day of an instant, `2026-06-02`: for comparing, not for reading."""
        return formats.iso(at + self.ship_offset_s)[:10]

    def hour(self, at: float, *near: float) -> str:
        """Return an instant in ship's time, `14:05`.

        With its day before it, where one of the instants `near`, or now, is of another day.
        """
        told = formats.hour(at, self.ship_offset_s)
        others = near if self.now is None else (*near, self.now)
        if all(self.day(other) == self.day(at) for other in others):
            return told
        return f"{formats.day(self.speaker, at, self.ship_offset_s)} {told}"

    def clock(self, at: float, *near: float) -> str:
        """Return what `hour` does, and the zone: `14:05 UTC+2`."""
        return f"{self.hour(at, *near)} {formats.zone(self.ship_offset_s)}"


@dataclass(frozen=True, slots=True)
class Words:
    """A post to be: its message, and its props without the outbox's own."""

    message: str
    props: Mapping[str, Any] = field(default_factory=dict)
