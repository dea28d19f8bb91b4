"""A ship for the tests: a real book and track in a folder, and a watch whose clock stands still."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from logbook.config import Config
from logbook.model.entries import ClockSource, Draft, EntryKind, LogEntry, Origin, Timing
from logbook.model.observations import Fix, Position, Reading, Sample, TrackPoint
from logbook.model.quantities import BARO, COG, SOG, TWD, TWS
from logbook.model.ship import ShipState
from logbook.model.units import KNOT
from logbook.model.weather import UNSEEN, Weather
from logbook.store.book import Book
from logbook.store.readers import Readers
from logbook.store.track import Track
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge, Way
from logbook.verbs.muster import Muster
from logbook.verbs.people import Caller, caller
from tests.verbs.chat import CHANNEL, MARIE, FakeChat

NOON = 1_780_315_200.0
"""2026-06-01T12:00:00Z."""
HERE = Position(48.3735, -4.4983333)


def sailing(at: float) -> ShipState:
    """Return a ship at HERE, 5.4 kn on 271°, 14 kn of wind from 230°, 1013.2 hPa."""
    readings = (
        Reading(SOG, 5.4 * KNOT),
        Reading(COG, 271.0),
        Reading(TWS, 14 * KNOT),
        Reading(TWD, 230.0),
        Reading(BARO, 101_320.0),
    )
    return ShipState().after(readings, at, Fix(at, HERE, 5.4 * KNOT, 271.0))


@dataclass
class FakeShip:
    """A watch that says what it is told to; `at` is now, `heard` what the instruments said."""

    at: float = NOON
    heard: ShipState = field(default_factory=lambda: sailing(NOON))
    kept: dict[float, Moment] = field(default_factory=dict)
    passage: Way = field(default_factory=Way)
    felt: Weather = UNSEEN
    applied: list[Config] = field(default_factory=list)
    healthy: Mapping[str, object] = field(default_factory=dict)
    source: ClockSource = ClockSource.GPS
    refused: Sequence[tuple[int | None, str]] = ()

    def now(self) -> float:
        return self.at

    def timing(self) -> Timing:
        return Timing(self.source, 0.5, "a-boot", self.at - NOON)

    def state(self) -> ShipState:
        return self.heard

    def recall(self, at: float) -> Moment | None:
        return self.kept.get(at)

    def way(self) -> Way:
        return self.passage

    def weather(self) -> Weather:
        return self.felt

    def health(self) -> Mapping[str, object]:
        return self.healthy

    def parked(self) -> Sequence[tuple[int | None, str]]:
        return self.refused

    def apply(self, config: Config) -> None:
        self.applied.append(config)


@dataclass
class Aboard:
    """All of it: `bridge` as the handlers get it, and what stands behind."""

    bridge: Bridge
    ship: FakeShip
    chat: FakeChat
    book: Book
    track: Track
    folder: Path
    steady: list[float]

    def caller(self, user_id: str = MARIE.id) -> Caller:
        """Return Marie (the first skipper), or another."""
        return caller(self.bridge, user_id)

    def entries(self) -> list[LogEntry]:
        """Return every line of the book, by number."""
        with self.bridge.readers.book() as book:
            return list(book.entries(by_number=True))

    def settle(self, **changes: object) -> None:
        """Change settings, as the file would say them."""
        config = replace(self.bridge.config, **changes)  # type: ignore[arg-type] # by name
        self.bridge = replace(self.bridge, config=config)

    def pass_time(self, seconds: float) -> None:
        """Let the ship's clock and the steady one go on; the instruments fall silent."""
        self.ship.at += seconds
        self.steady[0] += seconds

    def sail(
        self,
        points: Sequence[tuple[float, float, float]],
        *,
        gap_at: float = -1.0,
        run_m: float = 100.0,
    ) -> None:
        """Store a track of (at, lat, lon), `run_m` metres from each to the next."""
        self.track.write(
            [TrackPoint(at, lat, lon, 2.5, 90.0, run_m, at == gap_at) for at, lat, lon in points],
            None,
            (),
            Origin.AUTO,
        )

    def sampled(self, samples: Sequence[Sample]) -> None:
        """Store samples of what the instruments said."""
        self.track.write((), None, samples, Origin.AUTO)

    def wrote(self, kind: EntryKind, at: float, **more: object) -> LogEntry:
        """Let the ship write a line of that kind, as it is told of by `more`."""
        line = Draft(at, at, kind, Origin.AUTO, kind.value, Timing(ClockSource.GPS, 0.5, "a-boot"))
        (entry,) = self.book.append([replace(line, **more)])  # type: ignore[arg-type] # by name
        return entry


@contextmanager
def aboard(folder: Path, config: Config | None = None) -> Iterator[Aboard]:
    """Give a ship whose log is in `folder`, Marie named first skipper at set-up."""
    ship, chat, steady = FakeShip(), FakeChat(), [1000.0]
    with Book(folder) as book, Track(folder, book.vessel) as track, Readers(folder) as readers:

        def append(drafts: Sequence[Draft]) -> list[LogEntry]:
            return book.append(drafts)

        bridge = Bridge(
            ship=ship,
            config=config or Config(ship_name="Mouette", language="fr"),
            vessel=book.vessel,
            readers=readers,
            append=append,
            enrol=book.enrol,
            rename=book.rename,
            people=Muster(),
            chat=chat,
            channel_id=CHANNEL,
            callback="http://127.0.0.1:8067",
            first_skipper=MARIE.id,
            steady=lambda: steady[0],
        )
        yield Aboard(bridge, ship, chat, book, track, folder, steady)
