"""Track points as GPX text, a batch at a time: the one loop that a million points go through.

gpxpy writes everything else; for these it would need minutes of a small computer and its memory.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Final

from logbook.exports.surroundings import Surroundings
from logbook.exports.voyage import Batches, Runs, TextRun
from logbook.model.observations import TrackPoint

_DAY_S: Final = 86_400
_HALF_UNIT: Final = 0.5e-7
"""Half of the seventh decimal of a degree: what is nearer than this to 0 or 180 is written so."""
_HALF_TURN: Final = 180.0 - 3 * _HALF_UNIT
"""As far as two written longitudes may lie apart in a segment, whichever way they are rounded."""
_EAST_EDGE: Final = 180.0 - _HALF_UNIT
_FAST: Final = 103.0
"""The fastest believed speed over the ground (m/s); a table of texts goes as far."""


_PLAIN: Final = '<trkpt lat="{lat}" lon="{lon}"><time>{second}</time></trkpt>\n'


@cache
def _clock() -> tuple[str, ...]:
    """Return the day's seconds, counted from its end: -1 is 23:59:59."""
    return tuple(
        f"T{hour:02}:{minute:02}:{second:02}"
        for hour in range(24)
        for minute in range(60)
        for second in range(60)
    )


@cache
def _speeds() -> tuple[str, ...]:
    """Return Garmin's element of each speed, by hundredths of a m/s."""
    texts = (f"{speed / 100:.2f}" for speed in range(int(_FAST * 100) + 1))
    return tuple(f"<gpxtpx:speed>{text}</gpxtpx:speed>" for text in texts)


@cache
def _courses() -> tuple[str, ...]:
    """Return Garmin's element of each course, by tenths of a degree; 360 is 0."""
    texts = (f"{course % 3600 / 10:.1f}" for course in range(3601))
    return tuple(f"<gpxtpx:course>{text}</gpxtpx:course>" for text in texts)


def _frame(inside: str, beside: str, *, motion: bool) -> tuple[str, str]:
    """Return what follows a point's time, before and after its speed and course.

    No element stands empty: with nothing inside and no motion, Garmin's is left out, and with
    nothing beside it neither are there extensions.
    """
    opening, closing = inside, beside
    if inside or motion:
        opening = f"<gpxtpx:TrackPointExtension>{inside}"
        closing = f"</gpxtpx:TrackPointExtension>{beside}"
    if opening or closing:
        return f"Z</time><extensions>{opening}", f"{closing}</extensions></trkpt>\n"
    return "Z</time>", "</trkpt>\n"


def _partly(inside: str, beside: str, sog: float | None, cog: float | None) -> str:
    """Return the rest of a point whose speed or course is silent, or beyond the tables."""
    speed = "" if sog is None else f"<gpxtpx:speed>{sog:z.2f}</gpxtpx:speed>"
    course = "" if cog is None else _courses()[int(cog * 10.0 + 0.5)]
    opening, closing = _frame(inside, beside, motion=bool(speed or course))
    return f"{opening}{speed}{course}{closing}"


class Points:
    """The segments of one track: their text, and what was counted on the way.

    Whole seconds, the nearest; a second is written once, by its first point, and time never
    runs back. A new segment begins at a gap, and where the longitude jumps by half a turn or
    more: the antimeridian. Latitudes and longitudes have 7 decimals, longitudes in [-180, 180).
    Points at 0,0 are left out.
    """

    __slots__ = (
        "_around",
        "_date",
        "_gap",
        "_last",
        "_midnight",
        "left_out",
        "segments",
        "written",
    )

    def __init__(self, around: Surroundings | None) -> None:
        """`around` None is the core of GPX: place and time only."""
        self.written = 0
        self.left_out = 0
        self.segments = 0
        self._around = around
        self._last = (-1, 0.0)
        self._gap = False
        self._midnight = 0
        self._date = ""

    def text(self, batches: Batches) -> Iterator[str]:
        """Yield the text of the `trkseg` elements, a batch at a time; nothing where no point is."""
        for batch in batches:
            yield "".join(self._batch(batch))
        if self.segments:
            yield "</trkseg>\n"

    def text_of(self, runs: Runs) -> Iterator[str]:
        """Yield the same as `text` for the core of GPX, from points that are text already.

        A run that needs care (a gap, a second twice, the antimeridian) is taken point by point.
        """
        for run in runs.of(_PLAIN):
            if self._follows(run):
                self._last = (run.last_s, run.last_lon)
                self.written += run.points
                yield run.text
                continue
            for batch in runs.between(run.first_ms / 1000.0, run.last_ms / 1000.0):
                yield "".join(self._batch(batch))
        if self.segments:
            yield "</trkseg>\n"

    def _follows(self, run: TextRun) -> bool:
        """Tell whether a run goes on with the open segment as it stands."""
        last, last_lon = self._last
        return (
            self.segments > 0
            and not (self._gap or run.gaps or run.nowhere)
            and run.seconds == run.points
            and run.first_s > last
            and max(run.east, last_lon) - min(run.west, last_lon) < _HALF_TURN
        )

    def _batch(self, batch: Sequence[TrackPoint]) -> list[str]:
        """Return the lines of one batch: all in one loop, since a call a point costs a tenth."""
        lines: list[str] = []
        line, around = lines.append, self._around
        clock, speeds, courses = _clock(), _speeds(), _courses()
        last, last_lon, midnight, date = *self._last, self._midnight, self._date
        inside, beside, opening, closing, until = "", "", "", "", -1.0
        for at, lat, lon, sog, cog, _, gap in batch:
            second = int(at + 0.5)
            if (
                gap
                or not last < second < midnight
                or not -_HALF_TURN < lon - last_lon < _HALF_TURN
                or lon >= _EAST_EDGE
                or -_HALF_UNIT <= lat <= _HALF_UNIT
                or self._gap
            ):
                if lon >= _EAST_EDGE:
                    lon = -180.0  # noqa: PLW2901 # the loop's own name, for the lines below
                before = self._before(second, lat, lon, (last, last_lon), gap=gap)
                if before is None:
                    continue
                line(before)
                midnight, date = self._midnight, self._date
            last, last_lon, time = second, lon, clock[second - midnight]
            if around is None:
                line(
                    f'<trkpt lat="{lat:z.7f}" lon="{lon:z.7f}"><time>{date}{time}Z</time></trkpt>\n'
                )
                continue
            if second >= until:
                inside, beside, until = around.at(second)
                opening, closing = _frame(inside, beside, motion=True)
            if sog is not None and cog is not None and sog <= _FAST:
                line(
                    f'<trkpt lat="{lat:z.7f}" lon="{lon:z.7f}"><time>{date}{time}{opening}'
                    f"{speeds[int(sog * 100.0 + 0.5)]}{courses[int(cog * 10.0 + 0.5)]}{closing}"
                )
            else:
                line(f'<trkpt lat="{lat:z.7f}" lon="{lon:z.7f}"><time>{date}{time}')
                line(_partly(inside, beside, sog, cog))
        self._last = (last, last_lon)
        self.written += len(batch)
        return lines

    def _before(
        self, second: int, lat: float, lon: float, last: tuple[int, float], *, gap: bool
    ) -> str | None:
        """Return what stands before a point that needs care; None where it is left out."""
        if second <= last[0] or (abs(lat) <= _HALF_UNIT and abs(lon) <= _HALF_UNIT):
            self.left_out += 1
            self.written -= 1
            # The silence that this point ended still stands before the next one.
            self._gap = self._gap or gap
            return None
        if second >= self._midnight:
            self._midnight = second - second % _DAY_S + _DAY_S
            self._date = f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d}"
        if self.segments == 0:
            before = "<trkseg>\n"
        elif gap or self._gap or not -_HALF_TURN < lon - last[1] < _HALF_TURN:
            before = "</trkseg>\n<trkseg>\n"
        else:
            return ""
        self._gap = False
        self.segments += 1
        return before
