"""A forecast from a weather file of 2 MB, at a place and along a track, beside ecCodes' tool."""

import json
import tempfile
from functools import partial
from pathlib import Path
from shutil import which
from typing import Final

from benchmarks.measure import Contender, python, race
from logbook.forecasts.asked import Place, Question
from logbook.forecasts.child import COMMAND
from tests.forecasts import encoder as grib
from tests.forecasts.encoder import RUN, Area, field2

OURS: Final = "ship's log, at a place"
ALONG: Final = "ship's log, along 100 points"
THEIRS: Final = "grib_ls -l, at a place"
THEIRS_ALONG: Final = "grib_ls -l, 100 times"
_HOURS: Final = range(0, 97, 3)
_AREA: Final = Area(lat=60.0, last_lat=47.0, lon=-30.0, last_lon=0.0, step=0.25)
_FIELDS: Final = (
    (grib.U10 | grib.AT_10_M, 0.0, 2.0),
    (grib.V10 | grib.AT_10_M, 0.0, 2.0),
    (grib.GUST | grib.AT_10_M, 0.0, 3.0),
    (grib.MSL | grib.AT_SEA, 100_000.0, 200.0),
)
_ROOT: Final = Path(__file__).resolve().parent.parent


def made(path: Path) -> int:
    """Write a file as sailors ask for it: wind, gusts, glass, rain; return its size in bytes."""
    with path.open("wb") as file:
        for hours in _HOURS:
            for numbers, base, scale in _FIELDS:
                file.write(
                    field2(
                        numbers,
                        partial(_rough, base, scale),
                        step_h=hours,
                        area=_AREA,
                    )
                )
    return path.stat().st_size


def _rough(base: float, scale: float, lat: float, lon: float) -> float:
    """Return a value that does not pack to nothing, as real fields do not."""
    return base + scale * ((lat * 7.3 + lon * 3.1) % 1.0 + (lat * lon) % 5.0)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "2mb.grb2"
        size = made(file)
        places = tuple(
            Place(RUN + index * 3400.0, 59.0 - index * 0.1, -28.0 + index * 0.25)
            for index in range(100)
        )
        end = RUN + 96 * 3600.0
        asked = {
            OURS: Question(str(file), here=(48.3, -12.7), since=RUN, until=end),
            ALONG: Question(str(file), places),
        }
        contenders = [_ours(title, question, folder) for title, question in asked.items()]
        if which("grib_ls") is not None:
            contenders.append(Contender(THEIRS, _theirs(file, [places[0]])))
        medians = race(contenders)
        if which("grib_ls") is not None:
            # A process for each point takes so long that one turn must do.
            medians |= race([Contender(THEIRS_ALONG, _theirs(file, places))], runs=1)
    print(f"A file of {size / 1e6:.1f} MB, {len(_HOURS) * 4} fields.\n")
    print("| | wall s | processor s | peak MB |\n|---|---|---|---|")
    for title, one in medians.items():
        print(f"| {title} | {one.wall_s:.2f} | {one.cpu_s:.2f} | {one.peak_mb:.0f} |")


def _ours(title: str, question: Question, folder: Path) -> Contender:
    asked = folder / f"{len(question.places)}.json"
    asked.write_text(json.dumps(question.told()))
    # As the server starts it, less the fences: a shell hands it the question.
    command = " ".join(COMMAND[1:])
    shell = f"cd {_ROOT} && exec {python()} {command} < {asked}"
    return Contender(title, ["sh", "-c", shell])


def _theirs(file: Path, places: list[Place] | tuple[Place, ...]) -> list[str]:
    # Fields by number, as ours; it takes one point a run.
    keys = "discipline,parameterCategory,parameterNumber,endStep"
    each = " ; ".join(f"grib_ls -l {place.lat},{place.lon} -p {keys} {file}" for place in places)
    return ["sh", "-c", each]


if __name__ == "__main__":
    main()
