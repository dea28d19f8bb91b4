"""The watch of `run` and `demo`: book, track, feeds, clock and schedule, started and stopped."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from logbook.chat.connection import Connection
from logbook.chat.secrets import Mattermost
from logbook.clock import boot
from logbook.config import Config
from logbook.feeds import address
from logbook.guard.doorkeeper import Doorkeeper, allowances
from logbook.guard.tended import Tended
from logbook.locale import Speaker
from logbook.model.entries import Draft, LogEntry, Origin
from logbook.model.ports import Chat
from logbook.model.refusal import Refusal
from logbook.recorder import Lines, Recorder, Stamp
from logbook.schedule import Schedule
from logbook.store.book import Book, Nature
from logbook.store.readers import Readers
from logbook.store.track import Track
from logbook.verbs.bridge import Bridge
from logbook.verbs.muster import Muster
from logbook.watchkeeper import evidence, health
from logbook.watchkeeper.aboard import Aboard, manned
from logbook.watchkeeper.channel import Channel
from logbook.watchkeeper.chores import Chores
from logbook.watchkeeper.hands import Hands
from logbook.watchkeeper.hearing import Hearing
from logbook.watchkeeper.keeping import Keeping
from logbook.watchkeeper.opening import Machine, addresses, as_found, clocked, rules
from logbook.watchkeeper.rounds import rounds
from logbook.watchkeeper.systemd import Systemd
from logbook.watchkeeper.tracker import Tracker
from logbook.watchkeeper.upkeep import Upkeep

__all__ = ["Machine", "Watchkeeper"]

_log = logging.getLogger(__name__)

_JOIN_S = 20.0
_PARKED_TOLD = 3
_MISTAKEN = frozenset({"store.newer", "store.foreign", "store.other_vessel"})
"""What is wrong with a track that only a person can have done, and had better undo first."""


class Watchkeeper:
    """Keeps one vessel's log in `folder`, from `open` and `start` to `stop`.

    `on_entry` is told every line that is written, by whichever thread wrote it. Building it does
    nothing.
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
        self._stack = ExitStack()
        self._is_open = False
        self._muster = Muster.of_members(config.member_calls)
        self._counting = threading.Lock()
        self.door = Doorkeeper(self._machine.boot_now, allowances(config.member_calls))
        self.channel = Channel(folder, Connection(folder), speaker, self.bridge)

    def open(self) -> None:
        """Take the folder and open the books; nothing is listened to yet.

        Raises Refusal: the folder is taken or cannot be written, the book is of the other nature
        or of a newer release, feeds' addresses are misspelt.
        """
        with ExitStack() as stack:
            self._open(stack)
            self._stack = stack.pop_all()
        self._is_open = True

    @property
    def vessel(self) -> str:
        """The id of the vessel whose book is open."""
        return self._book.vessel

    def start(self) -> None:
        """Begin to listen, and to keep the log."""
        stack = self._stack
        self._tracker.start()
        self._thread.start()
        stack.callback(self._thread.join, _JOIN_S)
        stack.callback(self._keeping.stop)
        stack.callback(self._hearing.stop)
        self._hearing.start()
        stack.callback(self._schedule.stop)
        self._schedule.start()
        stack.callback(self.poster.stop)
        self.poster.start()
        stack.callback(self.follower.stop)
        self.follower.start()
        stack.callback(self.channel.forecasts.stop)
        self.channel.forecasts.start()
        stack.callback(self._chores.stop)
        self._chores.start()
        stack.callback(self._systemd.stop)
        self._systemd.start()

    def stop(self) -> None:
        """Stop in reverse; what was heard is on disk when this returns, or `faults` says why."""
        self._stack.close()

    def faults(self) -> list[Refusal]:
        """Return why lines or points cannot be written now; nothing where they can."""
        if not self._is_open:
            return []
        found = (self._keeping.fault, self._tracker.fault)
        return [fault for fault in found if fault is not None]

    def health(self) -> dict[str, object]:
        """Return what `/healthz` says; any thread may call, and none waits."""
        hands = self._hands.faults()
        faults = [*self.faults(), *hands, *self._hearing.faults(), *self._chores.faults()]
        if self.poster.fault is not None:
            faults.append(self.poster.fault)
        return health.report(
            self._hearing.states(),
            self._clock.timing(),
            health.Totals(
                entries=self._entries,
                track_points=self._tracker.count,
                queue=len(self._hearing.queue),
                outbox=self._book.outbox.held,
            ),
            [self._speaker.refusal(fault) for fault in faults],
            writing=self._hands.are_sound() and self._upkeep.writes(self._recorder.fault),
        )

    def bridge(self, chat: Chat | None = None, settings: Mattermost | None = None) -> Bridge:
        """Return what the verbs are handed now; `settings` are those of the chat's set-up."""
        bridge = Bridge(
            ship=self._aboard,
            config=self._config,
            vessel=self._book.vessel,
            readers=self._readers,
            append=self._append,
            enrol=self._book.enrol,
            rename=self._book.rename,
            people=self._muster,
            steady=self._machine.boot_now,
        )
        return bridge if settings is None else manned(bridge, chat, settings)

    def forget(self, user_id: str) -> None:
        """Ask the chat server anew who a user is, at their next call."""
        self._muster.forget(user_id)

    def _append(self, drafts: Sequence[Draft]) -> list[LogEntry]:
        entries = self._book.append(drafts)
        for entry in entries:
            self._written(entry)
        return entries

    def _apply(self, config: Config) -> None:
        """Follow changed settings: at once for who asks, between two reports for the recorder."""
        self._config = config
        lines = Lines(self._speaker, Origin.AUTO, config.ship_offset_s)
        self._keeping.soon(partial(self._recorder.follow, rules(config), lines))

    def _written(self, entry: LogEntry) -> None:
        with self._counting:
            self._entries += 1
            self._clock.entry_written(entry.at)
        self._recorder.heed(entry)
        try:
            self._on_entry(entry)
        except Exception:  # noqa: BLE001 - whoever is told must not stop the log
            _log.exception("entry %d is written, and could not be told of", entry.number)

    def _open(self, stack: ExitStack) -> None:
        machine = self._machine
        wanted = addresses(self._config.feeds)
        rate = address.replay_rate(wanted)
        self._upkeep = stack.enter_context(Upkeep(self._folder, self._config, machine))
        nature = Nature.REAL if rate is None else Nature.REPLAY
        notices = self.channel.notices
        book = self._book = stack.enter_context(Book(self._folder, nature, notices=notices))
        self._readers = stack.enter_context(Readers(self._folder))
        self._tracker = Tracker(partial(Track, self._folder, book.vessel), book.reserve)
        stack.callback(self._tracker.stop)
        if self._tracker.fault is not None and self._tracker.fault.name in _MISTAKEN:
            raise self._tracker.fault
        found = as_found(self._folder, self._config)
        config = self._config = found.config
        self._entries = found.entries
        self._clock = clocked(machine, rate, found.newest_at)
        lines = Lines(self._speaker, Origin.AUTO, config.ship_offset_s)
        self._recorder = Recorder(
            book,
            self._tracker,
            lines,
            rules(config),
            stamp=lambda: Stamp(self._clock.utc(machine.boot_now()), self._clock.timing()),
            left=found.left,
            watch=replace(found.watch, stood=self.channel.standing.stood),
            aerial=found.aerial,
            on_entry=self._written,
        )
        self._hearing = Hearing(wanted, config.priorities, machine)
        woken = threading.Event()
        self._schedule = Schedule(woken.set, steady=machine.boot_now)
        self._keeping = Keeping(
            self._hearing.queue,
            self._hearing.intakes,
            self._clock,
            self._recorder,
            lines,
            boot_now=machine.boot_now,
            woken=woken,
            host_timed=book.host_timed,
            heed=self._schedule.heed,
        )
        self._aboard = Aboard(
            self._clock,
            self._recorder,
            self._readers,
            boot_now=machine.boot_now,
            health=self.health,
            parked=partial(book.outbox.parked, _PARKED_TOLD),
            apply=self._apply,
        )
        self.poster = self.channel.poster(book, self._readers.book)
        self.follower = self.channel.follower(book)
        self._thread = Tended(self._keeping.run, name="recorder", daemon=False)
        evident = evidence.chores(book, self.bridge)
        kept = self._upkeep.chores(book, self.channel.bridge, self._recorder)
        self._chores = Chores(rounds(self.door, self.channel.standing, *kept, *evident))
        loops = (self._tracker, self.poster, self.follower, self.channel.forecasts, self._chores)
        others = [*(one.thread for one in loops), *self._hearing.threads]
        self._hands = Hands(self._thread, self._keeping, self._schedule, others, machine.boot_now)
        self._systemd = Systemd(self._hands.are_sound)
