"""What is asked of the decoder, and what it answers; as values here, as JSON between processes."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, NamedTuple

from logbook.model.observations import Position

MOST_ROWS: Final = 400
_LONGEST_HASH: Final = 64


class Place(NamedTuple):
    """Where a forecast is asked for, and when: UTC seconds."""

    at: float
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Question:
    """The forecast of the file at `path`, for each of `places`, or else at one place.

    With `here` (latitude, longitude) and no places: there, at `since` and at each of the file's
    own times after that, up to `until` (UTC seconds). With neither only what the file holds.
    """

    path: str
    places: tuple[Place, ...] = ()
    here: tuple[float, float] | None = None
    since: float = 0.0
    until: float = 0.0

    def told(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self) | {"places": [list(place) for place in self.places]}


class Row(NamedTuple):
    """The forecast of one place and time, SI, rain in mm since the row before; None is silence.

    `inside` is false beyond the edge of every grid. The wind blows to `u` east and `v` north
    (m/s). `wave_from` is degrees true.
    """

    at: float
    lat: float
    lon: float
    inside: bool = False
    u: float | None = None
    v: float | None = None
    gust: float | None = None
    msl: float | None = None
    wave_height: float | None = None
    wave_from: float | None = None
    wave_period: float | None = None
    rain: float | None = None

    @property
    def position(self) -> Position:
        """Where it is of."""
        return Position(self.lat, self.lon)

    @property
    def tells(self) -> bool:
        """Whether anything at all is forecast there."""
        return any(value is not None for value in self[4:])


class Run(NamedTuple):
    """What a file holds of one run of one model.

    `area` is its largest grid: south, west, north, east in degrees, east at most 360 more than
    west. `times` are UTC seconds, `parameters` names of `Parameter`.
    """

    centre: int
    process: int
    at: float
    area: tuple[float, float, float, float]
    times: tuple[float, ...]
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """What a file holds: its runs, the newest first, and how many of its fields are left out.

    `unreadable` counts them by kind of grid; `other` those of no use to the log. `cut` is true
    where the file broke off. `content` is the SHA-256 of what it holds, unpacked.
    """

    runs: tuple[Run, ...]
    unreadable: Mapping[str, int]
    other: int = 0
    cut: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the decoder says: what the file holds, and the rows that were asked for."""

    holding: Holding
    rows: tuple[Row, ...] = ()

    def told(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "runs": [list(run) for run in self.holding.runs],
            "unreadable": dict(self.holding.unreadable),
            "other": self.holding.other,
            "cut": self.holding.cut,
            "content": self.holding.content,
            "rows": [list(row) for row in self.rows],
        }


def question(told: Mapping[str, Any]) -> Question:
    """Return the question of its JSON."""
    here = told["here"]
    return Question(
        path=str(told["path"]),
        places=tuple(Place(*map(float, place)) for place in told["places"]),
        here=None if here is None else (float(here[0]), float(here[1])),
        since=float(told["since"]),
        until=float(told["until"]),
    )


def answer(told: Mapping[str, Any]) -> Answer:
    """Return the answer of its JSON; raises KeyError, TypeError or ValueError where it is none."""
    return Answer(
        Holding(
            runs=tuple(run(one) for one in told["runs"]),
            unreadable={str(kind): int(count) for kind, count in told["unreadable"].items()},
            other=int(told["other"]),
            cut=bool(told["cut"]),
            content=str(told["content"])[:_LONGEST_HASH],
        ),
        tuple(_row(one) for one in told["rows"]),
    )


def run(told: Sequence[Any]) -> Run:
    """Return a run of its JSON."""
    centre, process, at, area, times, parameters = told
    south, west, north, east = map(float, area)
    return Run(
        int(centre),
        int(process),
        float(at),
        (south, west, north, east),
        tuple(map(float, times)),
        tuple(map(str, parameters)),
    )


def _row(told: Sequence[Any]) -> Row:
    at, lat, lon, inside, *values = told
    # A Position refuses what is none: the decoder is believed in nothing.
    place = Position(float(lat), float(lon))
    figures = [None if value is None else float(value) for value in values]
    return Row(float(at), place.lat, place.lon, bool(inside), *figures)
