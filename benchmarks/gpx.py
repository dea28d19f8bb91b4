"""A voyage of 1,000,000 points from `track.db` to GPX, beside gpsbabel and gpxpy.

`python -m benchmarks.gpx [POINTS]`; gpsbabel takes part where it is installed. It converts from
files that hold the same: our own two GPX files, and NMEA with one RMC a point. Every process is
timed whole, from its start to a closed file.
"""

import math
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import ROOT
from benchmarks.measure import Contender, once, python, race, table

if TYPE_CHECKING:
    from logbook.model.observations import TrackPoint

# The parts that are measured are imported where they are used: the process that starts the
# others must stay small, since its memory is counted in theirs until they are running.

POINTS = 1_000_000
START = 1_780_000_000


def synthetic(count: int) -> Iterator["TrackPoint"]:
    """Yield a seeded passage, one point a second; a silence of an hour each 100,000 points."""
    from logbook.model.observations import TrackPoint

    chance = random.Random(20260601)
    lat, lon, sog, cog = 47.65, -3.45, 3.0, 250.0
    for number in range(count):
        sog = min(5.0, max(1.0, sog + chance.gauss(0.0, 0.02)))
        cog = (cog + chance.gauss(0.0, 0.3)) % 360.0
        lat += sog * math.cos(math.radians(cog)) / 111_120.0
        lon += sog * math.sin(math.radians(cog)) / 111_120.0 / math.cos(math.radians(lat))
        lat, lon = min(60.0, max(20.0, lat)), (lon + 180.0) % 360.0 - 180.0
        silent = number > 0 and number % 100_000 == 0
        at = START + number + number // 100_000 * 3600
        yield TrackPoint(float(at), lat, lon, sog, cog, sog, silent)


def fill(folder: Path, count: int) -> None:
    """Make a book and `track.db`, with six sensors by the minute, and the same track as NMEA."""
    from logbook.model.entries import Origin
    from logbook.model.observations import Sample
    from logbook.model.quantities import (
        AIR_TEMP,
        BARO,
        DEPTH,
        SEA_TEMP,
        TWD,
        TWS,
    )
    from logbook.store.book import Book
    from logbook.store.track import Track

    usual = {AIR_TEMP: 290.0, BARO: 101_325.0, DEPTH: 42.0, SEA_TEMP: 287.0, TWD: 271.0, TWS: 7.2}
    points = synthetic(count)
    with (
        Book(folder) as book,
        Track(folder, book.vessel) as track,
        (folder / "in.nmea").open("w", encoding="ascii") as nmea,
    ):
        while batch := list(islice(points, 6000)):
            minutes = {int(point.at) // 60 * 60 for point in batch}
            samples = [
                Sample(float(minute), quantity, mean, None, None, 60)
                for minute in sorted(minutes)
                for quantity, mean in usual.items()
            ]
            track.write(batch, None, samples, Origin.AUTO)
            nmea.writelines(map(_rmc, batch))


def _rmc(point: "TrackPoint") -> str:
    time = datetime.fromtimestamp(point.at, UTC)
    lat, lon = divmod(abs(point.lat), 1.0), divmod(abs(point.lon), 1.0)
    body = (
        f"GPRMC,{time:%H%M%S}.00,A,{lat[0]:02.0f}{lat[1] * 60:08.5f},N,"
        f"{lon[0]:03.0f}{lon[1] * 60:08.5f},{'W' if point.lon < 0 else 'E'},"
        f"{(point.sog or 0.0) * 1.943844:.2f},{point.cog:.1f},{time:%d%m%y},,,A"
    )
    checksum = 0
    for byte in body.encode():
        checksum ^= byte
    return f"${body}*{checksum:02X}\r\n"


def ours(folder: str, profile: str) -> Contender:
    """Return the very command that a person types."""
    choice = ("--profile", profile, "--from", "2000-01-01")
    files = ("--data", folder, "-o", f"{folder}/{profile}.gpx")
    command = (python(), str(ROOT / "app.py"), "export", "gpx", *choice, *files)
    return Contender(f"ours, {profile}", command)


def gpxpy_alone(folder: Path) -> None:
    """Write place and time of every point with gpxpy, as its documentation shows."""
    from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment

    from logbook.store.track_reader import TrackReader

    document, segment = GPX(), GPXTrackSegment()
    document.tracks.append(GPXTrack())
    document.tracks[0].segments.append(segment)
    with TrackReader(folder) as track:
        for batch in track.points():
            segment.points.extend(
                GPXTrackPoint(point.lat, point.lon, time=datetime.fromtimestamp(point.at, UTC))
                for point in batch
            )
    (folder / "gpxpy.gpx").write_text(document.to_xml(), encoding="utf-8")


def main() -> None:
    """Print one table for each profile."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else POINTS
    with tempfile.TemporaryDirectory() as scratch:

        def child(name: str, *words: str) -> Contender:
            return Contender(name, (python(), "-m", "benchmarks.gpx", "child", scratch, *words))

        def gpsbabel(name: str, form: str, file: str, out: str) -> Contender:
            files = ("-f", f"{scratch}/{file}", "-o", out, "-F", f"{scratch}/babel.gpx")
            return Contender(name, ("gpsbabel", "-t", "-i", form, *files))

        full, plain = ours(scratch, "full"), ours(scratch, "plain")
        for maker in (child("the track", "fill", str(count)), full, plain):
            once(maker)
        richer, poorer = [full], [plain, child("gpxpy", "gpxpy")]
        if shutil.which("gpsbabel"):
            form = "gpx,garminextensions=1"
            richer.append(gpsbabel("gpsbabel, full GPX to GPX", "gpx", "full.gpx", form))
            richer.append(gpsbabel("gpsbabel, NMEA to GPX", "nmea", "in.nmea", form))
            poorer.append(gpsbabel("gpsbabel, plain GPX to GPX", "gpx", "plain.gpx", "gpx"))
        for contenders in (richer, poorer):
            medians = race(contenders)
            print(table(medians, contenders[0].name, count, "points"), end="\n\n", flush=True)


def _child(folder: Path, what: str, *words: str) -> None:
    if what == "fill":
        fill(folder, int(words[0]))
    else:
        gpxpy_alone(folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        _child(Path(sys.argv[2]), *sys.argv[3:])
    else:
        main()
