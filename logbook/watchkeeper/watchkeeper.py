"""The watch of `run` and `demo`: book, track, feeds, clock and schedule, started and stopped."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from logbook.clock import RELEASE_DAY, boot
from logbook.clock.replay import ReplayClock
from logbook.clock.ship import ShipClock
from logbook.config import Config
from logbook.feeds import address
from logbook.feeds.supervisor import Feeds
from logbook.intake import Intake
from logbook.locale import Speaker
from logbook.model.entries import LogEntry, Origin
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.model.refusal import Refusal
from logbook.model.underway import UnderWay
from logbook.recorder import Lines, Recorder, Rules, Stamp
from logbook.schedule import Schedule
from logbook.store.book import Book, Nature
from logbook.store.book_reader import BookReader
from logbook.store.lock import FolderLock
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from logbook.watchkeeper import health
from logbook.watchkeeper.keeping import Clock, Keeping

_JOIN_S = 20.0


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine's own clocks, for the tests to stand in for."""

    boot_now: Callable[[], float] = boot.boot_now
    host_now: Callable[[], float] = boot.host_now
    boot_id: str = ""


class Watchkeeper:
    """Keeps one vessel's log in `folder`, from `start` to `stop`; building it starts nothing.

    `on_entry` is told every line that is written, on the recorder's thread. Raises Refusal from
    `start`: the folder is taken or cannot be written, the book is of the other nature, a feed's
    address is misspelt.
    """

    def __init__(
        self,
        config: Config,
        folder: Path,
        speaker: Speaker,
        *,
        on_entry: Callable[[LogEntry], None] = lambda _: None,
        machine: Machine | None = None,
    ) -> None:
        self._config = config
        self._folder = folder
        self._speaker = speaker
        self._on_entry = on_entry
        self._machine = machine or Machine(boot_id=boot.boot_id())
        self._open = ExitStack()

    def start(self) -> None:
        """Take the folder, open the books, and begin to listen."""
        with ExitStack() as stack:
            self._start(stack)
            self._open = stack.pop_all()

    def stop(self) -> None:
        """Stop in reverse; what was heard is on disk when this returns."""
        self._open.close()

    def health(self) -> dict[str, object]:
        """Return what `/healthz` says; any thread may call."""
        faults = []
        fault = self._keeping.fault
        if fault is not None:
            faults.append(self._speaker.refusal(fault))
        alive = self._thread.is_alive()
        if not alive:
            faults.append(self._speaker.say("watch.dead"))
        states = self._feeds.states()
        faults += [self._speaker.refusal(one.error) for one in states if one.error is not None]
        return health.report(
            [(state, intake.counters) for state, intake in zip(states, self._intakes, strict=True)],
            self._clock.timing(),
            health.Totals(
                entries=self._entries,
                track_points=self._track.count(),
                queue=len(self._feeds.queue),
            ),
            faults,
            writing=alive and fault is None,
        )

    def _written(self, entry: LogEntry) -> None:
        self._entries += 1
        self._clock.entry_written(entry.at)
        self._on_entry(entry)

    def _start(self, stack: ExitStack) -> None:
        config, machine = self._config, self._machine
        addresses = tuple(address.parse(text) for text in config.feeds)
        rate = address.replay_rate(addresses)
        stack.enter_context(FolderLock(self._folder))
        nature = Nature.REAL if rate is None else Nature.REPLAY
        book = stack.enter_context(Book(self._folder, nature))
        self._track = track = stack.enter_context(Track(self._folder, book.vessel))
        with BookReader(self._folder) as reader, TrackReader(self._folder) as points:
            newest = reader.newest_live()
            last = points.last()
            self._entries = reader.count()
            way, sailed = _resumed(reader, points, last)
        self._clock = self._clocked(rate, None if newest is None else newest.at)
        lines = Lines(self._speaker, Origin.AUTO, config.ship_offset_s)
        self._recorder = Recorder(
            book,
            track,
            lines,
            _rules(config),
            stamp=lambda: Stamp(self._clock.utc(machine.boot_now()), self._clock.timing()),
            way=way,
            last_point=last,
            on_entry=self._written,
        )
        if sailed is not None:
            self._recorder.keeper.resume(*sailed)
        self._feeds = Feeds(addresses, boot_now=machine.boot_now, start_utc=machine.host_now())
        intake = Intake(config.priorities)
        self._intakes = [intake.feed(one.text, rank) for rank, one in enumerate(addresses)]
        woken = threading.Event()
        self._schedule = Schedule(woken.set, steady=machine.boot_now)
        self._keeping = Keeping(
            self._feeds.queue,
            self._intakes,
            self._clock,
            self._recorder,
            lines,
            boot_now=machine.boot_now,
            woken=woken,
            host_timed=book.host_timed,
            heed=self._schedule.heed,
        )
        self._thread = threading.Thread(target=self._keeping.run, name="recorder")
        self._thread.start()
        stack.callback(self._thread.join, _JOIN_S)
        stack.callback(self._keeping.stop)
        stack.callback(self._feeds.stop)
        self._feeds.start()
        stack.callback(self._schedule.stop)
        self._schedule.start()

    def _clocked(self, rate: float | None, newest: float | None) -> Clock:
        machine = self._machine
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


def _rules(config: Config) -> Rules:
    return Rules(
        bound_m=config.bound_m,
        batch_s=config.batch_s,
        sample_s=config.sample_s,
        max_sog=config.max_sog,
        interval_s=config.interval_s,
        at_anchor=config.at_anchor,
        ship_offset_s=config.ship_offset_s,
    )


def _resumed(
    book: BookReader, track: TrackReader, last: TrackPoint | None
) -> tuple[UnderWay | None, tuple[float, float] | None]:
    """Return whether she was under way when the log was left, since when, and how far (m)."""
    stored = book.state("way")
    if not isinstance(stored, dict) or last is None:
        return None, None
    try:
        way = UnderWay.from_stored(stored)
    except (ValueError, KeyError) as error:
        raise Refusal("watch.state", reason=str(error)) from error
    # The track knows a later place than the last line does.
    way = way._replace(last=Fix(last.at, Position(last.lat, last.lon), last.sog, last.cog))
    departed = book.state("departed_at")
    if not way.moving or not isinstance(departed, int | float):
        return way, None
    return way, (float(departed), track.distance(float(departed), last.at))
