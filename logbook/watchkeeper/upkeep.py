"""What keeps the log's files sound: held and mended at the start, backed up and checked after."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from logbook.config import Config
from logbook.model.refusal import Refusal
from logbook.recorder import Recorder, mishaps
from logbook.store.book import Book, Nature
from logbook.store.findings import Finding
from logbook.store.held import Held
from logbook.store.mending import Mended
from logbook.verbs.bridge import Bridge
from logbook.watchkeeper.backing_up import Backups
from logbook.watchkeeper.chores import Chore
from logbook.watchkeeper.distress import Distress
from logbook.watchkeeper.night import NightCheck
from logbook.watchkeeper.opening import Machine
from logbook.watchkeeper.room import Copying, Room

_PAUSE_S: Final = 0.02


class Upkeep(Held):
    """Holds the folder of the log, whole, until closed; gives the chores that keep it so."""

    def __init__(self, folder: Path, config: Config, machine: Machine) -> None:
        second = [Path(config.backup_second)] if config.backup_second else []
        super().__init__(folder, machine.host_now(), second)
        self._folder = folder
        self._config = config
        self._distress: Distress | None = None

    def writes(self, fault: Refusal | None) -> bool:
        """Tell whether lines reach the disk; `fault` is why the recorder's do not."""
        distress = self._distress
        return fault is None and (distress is None or distress.wrong is None)

    def chores(self, book: Book, bridge: Callable[[], Bridge], recorder: Recorder) -> list[Chore]:
        """Return the chores; `bridge` gives what may be written and the chat as it is now.

        A replay's log is neither backed up nor checked: it can be played again.
        """
        now = bridge()
        steady, readers = now.steady, now.readers
        told = _Telling(bridge)
        self._distress = Distress(self._folder, lambda: recorder.fault, bridge)
        found: list[Chore] = [Mending(self.mended, bridge), self._distress]
        found += [Room(book, told.sentence), Copying(book)]
        if book.nature is Nature.REAL:
            keep, second = self._config.backup_keep, self._config.backup_second
            found += [
                Backups(
                    self._folder,
                    readers,
                    keep=keep,
                    second=second,
                    steady=steady,
                    now=lambda: bridge().now(),
                ),
                NightCheck(
                    self._folder,
                    book,
                    told.finding,
                    steady=steady,
                    now=lambda: bridge().now(),
                    offset=lambda: bridge().config.ship_offset_s,
                    pause=_paused,
                ),
            ]
        return found


class Mending:
    """Tells once, in the log, what had to be mended at the start; and as long as this run lasts."""

    name = "mending"

    def __init__(self, mended: tuple[Mended, ...], bridge: Callable[[], Bridge]) -> None:
        self._mended = list(mended)
        self._told: list[str] = []
        self._bridge = bridge

    def look(self) -> None:
        """Write what is not written yet; raises Refusal `upkeep.mended` with what was."""
        while self._mended:
            bridge = self._bridge()
            one = self._mended[0]
            line = mishaps.of_mending(bridge.speaker(), one, bridge.now(), bridge.ship.timing())
            bridge.append((line,))
            self._told.append(line.text)
            del self._mended[0]
        if self._told:
            raise Refusal("upkeep.mended", told=" ".join(self._told))


class _Telling:
    """Writes lines about the log's own files."""

    def __init__(self, bridge: Callable[[], Bridge]) -> None:
        self._bridge = bridge

    def sentence(self, name: str, facts: Mapping[str, object]) -> None:
        """Write a sentence of the catalogues."""
        self._write(self._bridge().speaker().say(name, **facts), name.partition(".")[2], facts)

    def finding(self, found: Finding) -> None:
        """Write what a check found."""
        problem = found.refusal()
        text = self._bridge().speaker().say("upkeep.check", problem=problem)
        self._write(text, "check", {"found": found.name})

    def _write(self, text: str, alert: str, facts: Mapping[str, object]) -> None:
        bridge = self._bridge()
        line = mishaps.line(text, alert, bridge.now(), bridge.ship.timing(), facts)
        bridge.append((line,))


def _paused() -> None:
    threading.Event().wait(_PAUSE_S)
