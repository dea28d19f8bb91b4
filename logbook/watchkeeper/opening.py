"""What a watch needs before it begins: the machine's clocks, the feeds, how the log was left."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from logbook.clock import RELEASE_DAY, boot
from logbook.clock.replay import ReplayClock
from logbook.clock.ship import ShipClock
from logbook.config import Config
from logbook.feeds import address
from logbook.model.observations import TrackPoint
from logbook.model.refusal import Refusal, Refusals
from logbook.recorder import Rules
from logbook.recorder.left import Left, left
from logbook.recorder.lookout import Watch
from logbook.recorder.radio import Aerial
from logbook.store.book_reader import BookReader
from logbook.store.track_reader import TrackReader
from logbook.verbs.settings import SETTLING, settled
from logbook.watchkeeper.watching import aerial, limits, watch

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine's own clocks, for the tests to stand in for."""

    boot_now: Callable[[], float] = boot.boot_now
    host_now: Callable[[], float] = boot.host_now
    boot_id: str = ""


def rules(config: Config) -> Rules:
    """Return what the recorder goes by."""
    return Rules(
        bound_m=config.bound_m,
        batch_s=config.batch_s,
        sample_s=config.sample_s,
        max_sog=config.max_sog,
        interval_s=config.interval_s,
        at_anchor=config.at_anchor,
        ship_offset_s=config.ship_offset_s,
        limits=limits(config),
    )


def clocked(machine: Machine, rate: float | None, newest: float | None) -> ShipClock | ReplayClock:
    """Return the ship's clock, or a replay's of `rate`; `newest` is the newest live line's time."""
    if rate is None:
        return ShipClock(
            boot_now=machine.boot_now,
            host_now=machine.host_now,
            boot_id=machine.boot_id,
            release_day=RELEASE_DAY,
            newest_entry_at=newest,
        )
    return ReplayClock(
        rate=rate,
        start=machine.host_now(),
        boot_now=machine.boot_now,
        host_now=machine.host_now,
        boot_id=machine.boot_id,
        release_day=RELEASE_DAY,
    )


def addresses(texts: Sequence[str]) -> tuple[address.Address, ...]:
    """Return the feeds' addresses; raises Refusals with every one that is misspelt."""
    found, wrong = [], []
    for text in texts:
        try:
            found.append(address.parse(text))
        except Refusal as refusal:
            wrong.append(refusal)
    if wrong:
        raise Refusals(tuple(wrong))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Found:
    """The log as it is found: the settings with what the channel settled, and how it was left.

    `newest_at` is the newest live line's time (UTC seconds since 1970), None in an empty book.
    """

    entries: int
    newest_at: float | None
    config: Config
    left: Left | None
    watch: Watch
    aerial: Aerial


def as_found(folder: Path, config: Config) -> Found:
    """Return the log in `folder` as it is found; `config` is what the file settles."""
    with BookReader(folder) as book:
        newest = book.newest_live()
        now = settled(config, book.entries(kinds=SETTLING, by_number=True))
        at = None if newest is None else newest.at
        how = how_left(book, folder, now)
        begun = watch(book, folder, now), aerial(book, folder)
        return Found(book.count(), at, now, how, *begun)


def how_left(book: BookReader, folder: Path, config: Config) -> Left | None:
    """Return how the log was left, as far as the track can be read."""
    settled = {"interval_s": config.interval_s, "ship_offset_s": config.ship_offset_s}
    try:
        with TrackReader(folder) as track:
            points = partial(track.points, live=True)
            return left(book, points, track.last(live=True), **settled)
    except Refusal as refusal:
        _log.warning("the track cannot be read: %s %s", refusal.name, refusal.facts)
        return left(book, _no_points, None, **settled)


def _no_points(_: float | None) -> Iterator[list[TrackPoint]]:
    return iter(())
