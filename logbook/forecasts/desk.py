"""The forecast desk: takes a file in, and answers from the best file of the shelf."""

import contextlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from logbook.forecasts.asked import Answer, Place, Question, Row, Run
from logbook.forecasts.child import Decoder
from logbook.forecasts.models import model
from logbook.forecasts.shelf import Kept, Shelf
from logbook.forecasts.words import is_old
from logbook.model.observations import Position
from logbook.model.refusal import Refusal

NAMES: Final = (".grb", ".grib", ".grb2", ".grib2")
PACKED: Final = ("", ".gz", ".bz2")
MIB: Final = 1024 * 1024
"""What the chat calls a megabyte."""
MOST_BYTES: Final = 20 * MIB
"""As it is posted. What sailors send one another has a few hundred kilobytes."""
_WAVES: Final = frozenset({"wave_height", "wave_from", "wave_period"})
_MOST_TRIED: Final = 3
MOST_MODELS: Final = 3
"""Each costs a decoder every half hour, and a line has no room for more."""
_FAILED: Final = frozenset({"forecasts.too_slow", "forecasts.crashed", "forecasts.too_hungry"})


class Received(NamedTuple):
    """A file taken in: what it holds and the forecast at the boat; `again` where it was known."""

    kept: Kept
    answer: Answer
    again: bool


class Forecast(NamedTuple):
    """A forecast: its rows, the run that the wind is of, and that of the waves if another.

    `cut` is whether the file of the wind ends in the middle.
    """

    run: Run
    rows: tuple[Row, ...]
    waves: Run | None = None
    cut: bool = False


def is_forecast(name: str) -> bool:
    """Tell by its name whether a file is a weather file: `.grb`, `.grib2`, `.grb.bz2`, say."""
    plain = name.strip().casefold()
    return plain.endswith(tuple(f"{end}{packed}" for end in NAMES for packed in PACKED))


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers from a shelf by a decoder. Any thread may ask."""

    shelf: Shelf
    decoder: Decoder = field(default_factory=Decoder)

    def receive(
        self, data: bytes, name: str, here: Position | None, now: float, until: float
    ) -> Received:
        """Check a file and keep it; raises Refusal where it is of no use.

        `here` is where the boat is, None where that is not known; `now` and `until` UTC seconds.
        """
        if len(data) > MOST_BYTES:
            raise too_large(len(data))
        place = None if here is None else (here.lat, here.lon)
        question = Question("", here=place, since=now, until=until)
        known = self.shelf.known(data)
        if known is not None:
            found = self.decoder.ask(replace(question, path=str(self.shelf.path(known))))
            return Received(known, found, again=True)
        with self.shelf.laid_out(data) as path:
            found = self.decoder.ask(replace(question, path=str(path)))
        same = self.shelf.holding(found.holding.content)
        if same is not None:
            return Received(same, found, again=True)
        return Received(self.shelf.keep(data, name, found.holding, now), found, again=False)

    def at(self, here: Position, now: float, until: float) -> Forecast:
        """Return the forecast at one place, from now on. Raises Refusal where there is none."""
        return self._best(here, now, until, _from_now_on(here, now, until))

    def each(self, here: Position, now: float, until: float) -> list[Forecast]:
        """Return the wind of each model at one place, the best first. Raises Refusal as `at` does.

        Beside the best stand only whole files that are not past their use.
        """
        best = self.at(here, now, until)
        found = {_maker(best.run): best}
        for kept in self._candidates(here, now, until):
            run = kept.windy
            if len(found) == MOST_MODELS:
                break
            if run is None or _maker(run) in found or is_old(run, now):
                continue
            if kept.faults or kept.cut or kept.is_ahead(now):
                continue
            with contextlib.suppress(Refusal):
                told = self._read(kept, _from_now_on(here, now, until))
                if told is not None:
                    found.setdefault(_maker(told.run), told)
        return list(found.values())

    def along(self, places: Sequence[Place]) -> Forecast:
        """Return the forecast of each of `places`, in order of time. Raises Refusal."""
        first = places[0]
        start = Position(first.lat, first.lon)
        asked = tuple(places)
        return self._best(start, first.at, places[-1].at, lambda path: Question(path, asked))

    def _best(
        self, here: Position, now: float, until: float, asked: Callable[[str], Question]
    ) -> Forecast:
        for kept in self._candidates(here, now, until)[:_MOST_TRIED]:
            found = self._read(kept, asked)
            if found is not None:
                return self._with_waves(found, kept)
        raise Refusal("forecasts.elsewhere")

    def _read(self, kept: Kept, asked: Callable[[str], Question]) -> Forecast | None:
        """Return the forecast of a file, None where no wind of it is told. Raises Refusal."""
        try:
            answer = self.decoder.ask(asked(str(self.shelf.path(kept))))
        except Refusal as refusal:
            if refusal.name in _FAILED:
                # There is no time for another one now: the next time it comes last.
                self.shelf.doubt(kept)
            raise
        if all(row.u is None for row in answer.rows):
            return None
        return Forecast(_run_of(answer, "u", "speed"), answer.rows, cut=kept.cut)

    def _candidates(self, here: Position, now: float, until: float) -> list[Kept]:
        """Return the files with wind for a place and time: whole ones first, the newest of each.

        Of one run in several files the one that tells most of the time to `until` comes first.
        """
        kept = self.shelf.kept()
        if not kept:
            raise Refusal("forecasts.none")
        windy = [one for one in kept if one.has_wind()]
        current = [one for one in windy if any(run.times[-1] >= now for run in one.runs)]
        if not current:
            raise Refusal("forecasts.all_ended" if windy else "forecasts.none")
        found = [one for one in current if one.covers(here.lat, here.lon, now)]
        if not found:
            raise Refusal("forecasts.elsewhere")
        # After all others: what answered not in time, what says to be of a run to come, and a newer
        # run that broke off after three hours, which must not hide the one of days before it.
        ordered = sorted(found, key=lambda one: (one.faults, one.is_ahead(now), one.cut))
        first: dict[object, int] = {}
        for place, one in enumerate(ordered):
            first.setdefault(_told_by(one), place)
        return sorted(ordered, key=lambda one: (first[_told_by(one)], -min(_end(one), until)))

    def _with_waves(self, found: Forecast, used: Kept) -> Forecast:
        """Return the forecast with the waves of another file, where its own has none."""
        if any(row.wave_height is not None for row in found.rows):
            return found
        first = found.rows[0]
        for kept in self.shelf.kept():
            wet = any(_WAVES & set(run.parameters) for run in kept.runs)
            if kept == used or not wet or not kept.covers(first.lat, first.lon, first.at):
                continue
            places = tuple(Place(row.at, row.lat, row.lon) for row in found.rows)
            answer = self.decoder.ask(Question(str(self.shelf.path(kept)), places))
            rows = tuple(map(_waved, found.rows, answer.rows))
            return found._replace(rows=rows, waves=_run_of(answer, "wave_height"))
        return found


def _from_now_on(here: Position, now: float, until: float) -> Callable[[str], Question]:
    """Return what is asked of a file about one place."""
    return lambda path: Question(path, (), (here.lat, here.lon), now, until)


def _maker(run: Run) -> object:
    """Return what model made a run: by its name, since some go by several numbers."""
    return model(run.centre, run.process).name or (run.centre, run.process)


def _told_by(kept: Kept) -> object:
    """Return of what run a file is, and how far it is to be trusted: what is equal is alike."""
    run = kept.windy
    return kept.faults, kept.cut, None if run is None else (_maker(run), run.at)


def _end(kept: Kept) -> float:
    """Return until when a file tells a wind, UTC seconds."""
    return -math.inf if kept.windy is None else kept.windy.times[-1]


def _run_of(answer: Answer, *parameters: str) -> Run:
    runs = answer.holding.runs
    return next((run for run in runs if set(parameters) & set(run.parameters)), runs[0])


def _waved(row: Row, other: Row) -> Row:
    return row._replace(
        wave_height=other.wave_height, wave_from=other.wave_from, wave_period=other.wave_period
    )


def too_large(size: int) -> Refusal:
    """Return the refusal of a file of `size` bytes."""
    return Refusal("forecasts.too_large", size=math.ceil(size / MIB), most=MOST_BYTES // MIB)
