"""Track points as GPX text, a run at a time: what a million points go through.

gpxpy writes everything else; for these it would need minutes of a small computer and its memory.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Final

from logbook.exports.columns import alike, columns, degrees, lines
from logbook.exports.instruments import Instruments
from logbook.exports.surroundings import Surroundings
from logbook.exports.voyage import Batches, Run, Runs
from logbook.model.observations import TrackPoint

_DAY_S: Final = 86_400
_HALF_UNIT: Final = 0.5e-7
"""Half of the seventh decimal of a degree: what is nearer than this to 0 or 180 is written so."""
_HALF_TURN: Final = 180.0 - 3 * _HALF_UNIT
"""As far as two written longitudes may lie apart in a segment, whichever way they are rounded."""
_EAST_EDGE: Final = 180.0 - _HALF_UNIT
_PLAIN: Final = "Z</time></trkpt>\n"
_NOUGHT: Final = b"1" + b"0" * 10
_AFTER_SILENCE: Final = b"2"


class Points:
    """The segments of one track: their text, and what was counted on the way.

    Whole seconds, the nearest; a second is written once, by its first point, and time never
    runs back. A new segment begins at a gap, and where the longitude jumps by half a turn or
    more: the antimeridian. Latitudes and longitudes have 7 decimals, longitudes in [-180, 180).
    Points at 0,0 are left out.
    """

    __slots__ = (
        "_date",
        "_gap",
        "_last",
        "_midnight",
        "_told",
        "left_out",
        "segments",
        "written",
    )

    def __init__(self, around: Surroundings | None) -> None:
        """`around` None is the core of GPX: place and time only."""
        self.written = 0
        self.left_out = 0
        self.segments = 0
        self._told = None if around is None else Instruments(around)
        self._last = (-1, 0.0)
        self._gap = False
        self._midnight = 0
        self._date = ""

    def text(self, batches: Batches) -> Iterator[bytes]:
        """Yield the text of the `trkseg` elements, a batch at a time; nothing where no point is."""
        for batch in batches:
            yield self._batch(batch)
        if self.segments:
            yield b"</trkseg>\n"

    def text_of(self, runs: Runs) -> Iterator[bytes]:
        """Yield the same as `text`, six times as fast, from points that are digits already.

        A run that needs care (a gap, a second twice, the antimeridian) is taken point by point.
        """
        for run in runs.of(motion=self._told is not None):
            text = self._run(run)
            if text is not None:
                yield text
                continue
            for batch in runs.between(run.first_ms / 1000.0, run.last_ms / 1000.0):
                yield self._batch(batch)
        if self.segments:
            yield b"</trkseg>\n"

    def _run(self, run: Run) -> bytes | None:
        """Return the text of a run that goes on with the open segment; None where it needs care."""
        lat, lon = degrees(run.lat), degrees(run.lon)
        after_silence, *clock, tenths, hundredths, thousandths = columns(run.time, 10)
        # Where the fractions are alike, different instants are different seconds.
        whole = alike(tenths) and alike(hundredths) and alike(thousandths)
        if lat is None or lon is None or not whole or _AFTER_SILENCE in after_silence:
            return None
        if not self._follows(run):
            return None
        date = f"{datetime.fromtimestamp(run.midnight, UTC):%Y-%m-%d}".encode()
        rest = _PLAIN.encode() if self._told is None else b""
        pattern = b'<trkpt lat="%b" lon="%b"><time>%bT##:##:##%b' % (lat[0], lon[0], date, rest)
        text = lines(pattern, [*lat[1], *lon[1], *clock])
        if self._told is not None:
            width = len(pattern)
            heads = [text[place : place + width] for place in range(0, len(text), width)]
            told = self._told.run(run, heads)
            if told is None:
                return None
            text = told
        self._last = (_second(run.midnight, run.time[-10:]), _lon(run.lon[-11:]))
        self.written += len(after_silence)
        if self.segments:
            return text
        self.segments = 1
        return b"<trkseg>\n" + text

    def _follows(self, run: Run) -> bool:
        """Tell whether a run of one sign and as many digits goes on with the segment as it stands.

        Within it the longitudes cannot jump by half a turn: they would have other digits.
        """
        last, last_lon = self._last
        return (
            not self._gap
            and _second(run.midnight, run.time[:10]) > last
            and (not self.segments or -_HALF_TURN < _lon(run.lon[:11]) - last_lon < _HALF_TURN)
            # Found by chance across two points, this costs some time and nothing else.
            and not (_NOUGHT in run.lat and _NOUGHT in run.lon)
        )

    def _batch(self, batch: Sequence[TrackPoint]) -> bytes:
        return "".join(chain.from_iterable(map(self._point, batch))).encode()

    def _point(self, point: TrackPoint) -> tuple[str, ...]:
        """Return one point's text, in parts; nothing where it is left out."""
        second = int(point.at + 0.5)
        lat = point.lat
        lon = point.lon if point.lon < _EAST_EDGE else -180.0
        before = self._before(second, lat, lon, gap=point.gap)
        if before is None:
            return ()
        self._last = (second, lon)
        self.written += 1
        minutes, seconds = divmod(second - self._midnight, 60)
        time = f"{self._date}T{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        told = self._told
        rest = _PLAIN if told is None else told.point(second, point.sog, point.cog)
        return before, f'<trkpt lat="{lat:z.7f}" lon="{lon:z.7f}"><time>{time}', rest

    def _before(self, second: int, lat: float, lon: float, *, gap: bool) -> str | None:
        """Return what stands before a point; None where it is left out."""
        last, last_lon = self._last
        if second <= last or (abs(lat) <= _HALF_UNIT and abs(lon) <= _HALF_UNIT):
            self.left_out += 1
            # The silence that this point ended still stands before the next one.
            self._gap = self._gap or gap
            return None
        if not 0 <= second - self._midnight < _DAY_S or not self._date:
            self._midnight = second - second % _DAY_S
            self._date = f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d}"
        if self.segments == 0:
            before = "<trkseg>\n"
        elif gap or self._gap or not -_HALF_TURN < lon - last_lon < _HALF_TURN:
            before = "</trkseg>\n<trkseg>\n"
        else:
            return ""
        self._gap = False
        self.segments += 1
        return before


def _second(midnight: int, figure: bytes) -> int:
    """Return the whole second (UTC) of 10 digits; see `Run`."""
    hhmmss = int(figure[1:7])
    return midnight + hhmmss // 10_000 * 3600 + hhmmss // 100 % 100 * 60 + hhmmss % 100


def _lon(figure: bytes) -> float:
    """Return the degrees of 11 digits; see `Run`."""
    degrees_e7 = int(figure[1:])
    return (degrees_e7 if figure[:1] == b"1" else -degrees_e7) / 1e7
