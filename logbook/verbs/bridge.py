"""The bridge: what every verb is handed. The ship as she is, the log, the chat, and who is who."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from logbook.config import Config
from logbook.locale import Speaker, speaker
from logbook.model.entries import Draft, LogEntry, Timing
from logbook.model.observations import Position
from logbook.model.ports import Chat
from logbook.model.ship import ShipState
from logbook.model.signing import Signer
from logbook.model.weather import Weather
from logbook.store.members import Member
from logbook.store.readers import Readers
from logbook.summaries.moment import Moment
from logbook.verbs.muster import Muster


class Way(NamedTuple):
    """How the passage goes: `since` is when she last departed or arrived (UTC seconds).

    `departed_at` and `sailed_m` (metres, by every hop) are of the leg under way, None in harbour;
    `departed_from` where that leg began. `baro_change_pa` is the change over three hours.
    """

    moving: bool = False
    departed_at: float | None = None
    departed_from: Position | None = None
    sailed_m: float | None = None
    baro_change_pa: float | None = None


class Ship(Protocol):
    """The ship as the watch knows her; any thread may ask."""

    def now(self) -> float:
        """Return ship's now, UTC seconds since 1970."""

    def timing(self) -> Timing:
        """Return what times a line that is written now."""

    def state(self) -> ShipState:
        """Return what was last heard; its instants are those of `now`."""

    def recall(self, at: float) -> Moment | None:
        """Return the ship as she was at `at`, or None where the buffer does not reach."""

    def way(self) -> Way:
        """Return how the passage goes."""

    def weather(self) -> Weather:
        """Return the weather of the last minutes and hours, and what alarms are open."""

    def health(self) -> Mapping[str, object]:
        """Return what `/healthz` says."""

    def parked(self) -> Sequence[tuple[int | None, str]]:
        """Return what the chat server refused, the latest: entry numbers, and why."""

    def apply(self, config: Config) -> None:
        """Follow settings that the skipper has changed, from now on."""


@dataclass(frozen=True, slots=True)
class Bridge:
    """What a verb may look at and do; one for each call, so that a new set-up is soon followed.

    `config` is what holds now (the file, overridden by what was set from the channel).
    `append` writes drafts in one transaction, tells the recorder and the outbox, and raises
    Refusal where the disk will not take them; `enrol` writes a member's name and role down,
    `rename` replaces the name of a member (by id) wherever the log keeps it.
    `chat` is None without Mattermost; `channel_id` is the log's channel, `callback` our address
    as Mattermost reaches it, `first_skipper` the user who was named at set-up, `prefix` what
    stands before our triggers. `signer` proves buttons and forms to be ours, None without
    Mattermost. `steady` returns seconds that never step.
    """

    ship: Ship
    config: Config
    vessel: str
    readers: Readers
    append: Callable[[Sequence[Draft]], list[LogEntry]]
    enrol: Callable[[str, str, str], Member]
    rename: Callable[[str, str], object]
    people: Muster
    chat: Chat | None = None
    channel_id: str = ""
    callback: str = ""
    first_skipper: str = ""
    prefix: str = ""
    signer: Signer | None = None
    steady: Callable[[], float] = time.monotonic

    def now(self) -> float:
        """Return ship's now, UTC seconds since 1970."""
        return self.ship.now()

    def moment(self) -> Moment:
        """Return the ship as she is now."""
        now, ship = self.ship.now(), self.ship.state()
        known = ship.known_fix(now)
        if known is None:
            return Moment(conditions=ship.conditions(now))
        return Moment(known.fix.position, known.age_s, conditions=ship.conditions(now))

    def speaker(self, language: str = "") -> Speaker:
        """Return who says sentences in `language`, the boat's where none is given."""
        return speaker(language or self.config.language)
