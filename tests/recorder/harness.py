"""What the recorder's tests share: a ship that sails through a recorder on real books."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from logbook.config import Config
from logbook.intake import Intake
from logbook.locale import speaker
from logbook.model.entries import ClockSource, EntryKind, LogEntry, Origin, Timing
from logbook.model.geodesy import displace
from logbook.model.observations import Position, Reading, Report, TrackPoint
from logbook.model.quantities import AWA, AWS, BARO, COG, SOG, Quantity
from logbook.model.units import KNOT
from logbook.recorder import Lines, Recorder, Rules, Stamp
from logbook.recorder.left import left
from logbook.recorder.rules import Book as AnyBook
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from logbook.watchkeeper.watching import aerial, watch

BREST = Position(48.3735, -4.4983333)
WIND = {AWA: 40.0, AWS: 6.0}
MOVES = (EntryKind.DEPARTURE, EntryKind.ARRIVAL)


def instant(text: str) -> float:
    """Return `2026-06-01 11:30` as UTC seconds since 1970; a time alone is of that day."""
    whole = text if " " in text else f"2026-06-01 {text}"
    return dt.datetime.fromisoformat(whole).replace(tzinfo=dt.UTC).timestamp()


class Ship:
    """A ship, her recorder, and the time, which passes only when a test says so.

    With a `config` somebody looks out, and alarms are written.
    """

    def __init__(
        self, folder: Path, start: str, rules: Rules | None = None, config: Config | None = None
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.now = instant(start)
        self.place = BREST
        self.rules = rules or Rules()
        self.config = config
        self.timing = Timing(ClockSource.GPS)
        self.sailed_m = 0.0
        self.start()

    def start(self, book: AnyBook | None = None) -> None:
        """Start the recorder where the log was left; `book` may stand before the real one."""
        self._open = ExitStack()
        self.book = self._open.enter_context(Book(self.folder))
        track = self._open.enter_context(Track(self.folder, self.book.vessel))
        settled = {
            "interval_s": self.rules.interval_s,
            "ship_offset_s": self.rules.ship_offset_s,
        }
        with BookReader(self.folder) as reader, TrackReader(self.folder) as points:
            live = partial(points.points, live=True)
            where = left(reader, live, points.last(live=True), **settled)
            minds = None if self.config is None else watch(reader, self.folder, self.config)
            hears = aerial(reader, self.folder)
        self.recorder = Recorder(
            book or self.book,
            track,
            Lines(speaker("en"), Origin.AUTO, self.rules.ship_offset_s),
            self.rules,
            stamp=lambda: Stamp(self.now, self.timing),
            left=where,
            watch=minds,
            aerial=hears,
            on_entry=self._written,
        )

    def _written(self, entry: LogEntry) -> None:
        self.recorder.heed(entry)

    def kill(self) -> None:
        """Stop without a word: what was held in memory is gone."""
        self._open.close()

    def stop(self) -> None:
        """Stop in good order."""
        self.recorder.close()
        self._open.close()

    def sail(
        self,
        until: str | float,
        kn: float = 6.0,
        *,
        cog: float = 270.0,
        gps: bool = True,
        say: Mapping[Quantity, float] | None = None,
        every_s: float = 5.0,
    ) -> None:
        """Let time pass at a speed, the GPS and the instruments (`say`) heard or not."""
        end = instant(until) if isinstance(until, str) else until
        while self.now < end:
            self.now += every_s
            self.place = displace(self.place, cog, kn * KNOT * every_s)
            self.sailed_m += kn * KNOT * every_s
            if say:
                readings = tuple(Reading(name, value) for name, value in say.items())
                self.recorder.take(Report("INST", readings), self.now, None)
            if gps:
                motion = (Reading(SOG, kn * KNOT), Reading(COG, cog))
                self.recorder.take(Report("GPRMC", motion, self.place), self.now, self.now)
            self.recorder.settle()
            self.recorder.tick(self.now)

    def hear(self, lines: Sequence[bytes], every_s: float = 0.2) -> None:
        """Let a receiver say something, sentence by sentence, and whatever is due be done."""
        intake = Intake().feed("a receiver", 0)
        for line in lines:
            self.now += every_s
            for report in intake.take_many([line], self.now):
                self.recorder.take(report, self.now, None)
            self.recorder.settle()
            self.recorder.tick(self.now)

    def lines(self, *kinds: EntryKind) -> list[LogEntry]:
        """Return what stands in the log, by number."""
        with BookReader(self.folder) as reader:
            assert not reader.verify()
            return list(reader.entries(kinds=kinds, by_number=True))

    def told(self, *kinds: EntryKind) -> list[tuple[str, str]]:
        """Return kind and ship's minute of what stands in the log, by number."""
        return [(entry.draft.kind.value, clock(entry.at)) for entry in self.lines(*kinds)]

    def points(self) -> list[TrackPoint]:
        """Return what stands in the track."""
        with TrackReader(self.folder) as reader:
            return [point for batch in reader.points() for point in batch]


def clock(at: float) -> str:
    return f"{dt.datetime.fromtimestamp(at, dt.UTC):%H:%M}"


def number(entry: LogEntry, fact: str) -> float:
    """Return one of the figures of a line."""
    value = entry.draft.facts[fact]
    assert isinstance(value, int | float)
    return float(value)


def under_way(folder: Path, start: str = "09:50", until: str = "10:10", **rules: object) -> Ship:
    """Return a ship that lay for some minutes, and has been under way since 10:00 or so."""
    ship = Ship(folder, start, Rules(**rules))  # type: ignore[arg-type] # the names are checked
    ship.sail(ship.now + 600.0, 0.0, say={BARO: 101_300.0})
    ship.sail(until)
    return ship
