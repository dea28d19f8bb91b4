"""What follows a point's time in the full profile: speed and course, and what the sensors said."""

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from logbook.exports.surroundings import Surroundings
from logbook.exports.voyage import Run

_DAY_S: Final = 86_400


class Instruments:
    """Makes the rest of each point, from the end of its time on; points come in order of time."""

    __slots__ = ("_around", "_beside", "_courses", "_inside", "_speeds", "_until")

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._inside, self._beside, self._until = "", "", -math.inf
        self._speeds = _Elements(_speed, 1000.0)
        self._courses = _Elements(_course, 100.0)

    def point(self, second: int, sog: float | None, cog: float | None) -> str:
        """Return the rest of one point: SOG in m/s, COG in degrees true."""
        self._look(second)
        speed = "" if sog is None else _speed(sog)
        course = "" if cog is None else _course(cog)
        opening, closing = _frame(self._inside, self._beside, motion=bool(speed or course))
        return f"{opening}{speed}{course}{closing}"

    def run(self, run: Run, heads: Sequence[bytes]) -> bytes | None:
        """Return a run whose points begin with `heads`; None if it must be told point by point.

        That is where some points tell of motion and others do not: one frame does not fit all.
        """
        speeds = [*map(self._speeds.__getitem__, run.sog.split(b","))]
        courses = [*map(self._courses.__getitem__, run.cog.split(b","))]
        motion = any(speeds) or any(courses)
        if motion and b"" in speeds and b"" in courses:
            return None
        openings, closings = self._frames(run, motion=motion)
        points = zip(heads, openings, speeds, courses, closings, strict=True)
        return b"".join(chain.from_iterable(points))

    def _frames(self, run: Run, *, motion: bool) -> tuple[list[bytes], list[bytes]]:
        """Return what stands before and after the speed and course of each point."""
        openings: list[bytes] = []
        closings: list[bytes] = []
        times = [run.time[place : place + 6] for place in range(1, len(run.time), 10)]
        while (begin := len(openings)) < len(times):
            self._look(run.midnight + _seconds(times[begin]))
            end = bisect_left(times, _time(self._until - run.midnight), begin)
            opening, closing = _frame(self._inside, self._beside, motion=motion)
            openings += [opening.encode()] * (end - begin)
            closings += [closing.encode()] * (end - begin)
        return openings, closings

    def _look(self, second: int) -> None:
        if second >= self._until:
            self._inside, self._beside, self._until = self._around.at(second)


class _Elements(dict[bytes, bytes]):
    """Elements by the figure that they tell, each made once: a boat has few speeds."""

    def __init__(self, element: Callable[[float], str], steps: float) -> None:
        super().__init__()
        self._element = element
        self._steps = steps

    def __missing__(self, figure: bytes) -> bytes:
        told = self._element(int(figure) / self._steps).encode() if figure else b""
        self[figure] = told
        return told


def _speed(sog: float) -> str:
    return f"<gpxtpx:speed>{int(sog * 100.0 + 0.5) / 100:.2f}</gpxtpx:speed>"


def _course(cog: float) -> str:
    # 360 is 0.
    return f"<gpxtpx:course>{int(cog * 10.0 + 0.5) % 3600 / 10:.1f}</gpxtpx:course>"


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


def _seconds(time: bytes) -> int:
    """Return the second of the day of HHMMSS."""
    return int(time[:2]) * 3600 + int(time[2:4]) * 60 + int(time[4:])


def _time(seconds: float) -> bytes:
    """Return the first HHMMSS that is not before a second of the day; 240000 for later days."""
    minutes, second = divmod(math.ceil(min(seconds, _DAY_S)), 60)
    return b"%02d%02d%02d" % (*divmod(minutes, 60), second)
