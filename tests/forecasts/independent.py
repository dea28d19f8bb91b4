"""Two decoders that are not ours: ecCodes' own tool, and GDAL's, which shares no code with it."""

import subprocess
from pathlib import Path
from shutil import which
from typing import NamedTuple

import pytest

from tests.recordings import FOLDER


class Point(NamedTuple):
    """A point of a grid and its value, as a tool prints them; longitudes from -180."""

    lat: float
    lon: float
    value: float


def tool(name: str) -> str:
    found = which(name)
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


def grid_points(path: Path, where: str) -> list[Point]:
    """Return every point of the one field that `where` (`shortName=10u,endStep=6`) leaves."""
    done = subprocess.run(
        [tool("grib_get_data"), "-w", where, "-F", "%.9g", str(path)],
        capture_output=True,
        check=True,
        text=True,
    )
    rows = [row.replace(",", " ").split() for row in done.stdout.splitlines()]
    return [
        Point(float(row[0]), (float(row[1]) + 180.0) % 360.0 - 180.0, float(row[2]))
        for row in rows
        if row and row[0].lstrip("-").replace(".", "").isdigit()
    ]


def between(points: list[Point], lat: float, lon: float, step: float) -> float:
    """Return the bilinear mean of the four points around, weighed by their distances alone."""
    total = weights = 0.0
    for point in points:
        east = abs((point.lon - lon + 180.0) % 360.0 - 180.0)
        weight = max(0.0, 1.0 - abs(point.lat - lat) / step) * max(0.0, 1.0 - east / step)
        total += weight * point.value
        weights += weight
    assert weights == pytest.approx(1.0)
    return total / weights


def gdal_values(path: Path, lat: float, lon: float) -> list[float]:
    """Return the value of every message at the grid point of a place, by GDAL's own decoder."""
    source = f"/vsigzip/{path}" if path.suffix == ".gz" else str(path)
    done = subprocess.run(
        [tool("gdallocationinfo"), "-valonly", "-wgs84", source, str(lon), str(lat)],
        capture_output=True,
        check=True,
        text=True,
    )
    return [float(row) for row in done.stdout.split()]


def recorded(name: str) -> Path:
    path = FOLDER / "grib" / name
    if not path.exists():
        pytest.skip(f"no recording {name} on this machine")
    return path
