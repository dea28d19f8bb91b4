"""A grid of latitudes and longitudes: where a place lies between its points, and with what weights.

Bilinear between the four points around, the short way across 180° and 0°, in every order in which
GRIB may list its points; never beyond the edge.
"""

import math
from dataclasses import dataclass
from typing import Final, NamedTuple

from logbook.forecasts.eccodes import Message

REGULAR: Final = "regular"
_KINDS_1: Final = {
    0: REGULAR,
    1: "mercator",
    3: "lambert",
    4: "gaussian",
    5: "polar",
    10: "rotated",
    14: "rotated_gaussian",
    50: "harmonics",
    192: "triangular",
    90: "space_view",
}
"""WMO No. 306, GRIB 1, table 6."""
_KINDS_2: Final = {
    0: REGULAR,
    1: "rotated",
    10: "mercator",
    20: "polar",
    30: "lambert",
    40: "gaussian",
    41: "rotated_gaussian",
    50: "harmonics",
    90: "space_view",
    100: "triangular",
    101: "unstructured",
}
"""WMO No. 306, GRIB 2, table 3.1."""
_EDGE_DEG: Final = 0.001
"""GRIB 1 tells its corners to a thousandth of a degree: so far a place is still on the edge."""


class Corner(NamedTuple):
    """A point around a place: its index among the values, and its weight (they add up to 1)."""

    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody looks up by
    weight: float


@dataclass(frozen=True, slots=True)
class Grid:
    """`ni` points along a parallel and `nj` along a meridian, from the first one listed.

    `d_lat` and `d_lon` (degrees) point from the first towards the last. `columns_first` lists a
    meridian before the next; `serpentine` every second row backwards.
    """

    lat: float
    lon: float
    d_lat: float
    d_lon: float
    ni: int
    nj: int
    columns_first: bool = False
    serpentine: bool = False

    @property
    def wraps(self) -> bool:
        """Whether the last meridian is the first one's neighbour: a belt around the Earth."""
        return abs(self.ni * abs(self.d_lon) - 360.0) < abs(self.d_lon) / 2.0

    @property
    def area(self) -> tuple[float, float, float, float]:
        """South, west, north and east edge, degrees; east is west plus the width."""
        end = self.lat + self.d_lat * (self.nj - 1)
        width = abs(self.d_lon) * (self.ni - 1)
        west = self.lon if self.d_lon > 0 else self.lon - width
        west = (west + 180.0) % 360.0 - 180.0
        if self.wraps or width >= 360.0 - _EDGE_DEG:
            west, width = -180.0, 360.0
        return min(self.lat, end), west, max(self.lat, end), west + width

    def around(self, lat: float, lon: float) -> tuple[Corner, ...] | None:
        """Return the points around a place, without those of no weight; None beyond the edge."""
        row = _between((lat - self.lat) / self.d_lat, self.nj, _EDGE_DEG / abs(self.d_lat))
        turn = 360.0 / abs(self.d_lon)
        east = math.copysign(1.0, self.d_lon) * (lon - self.lon) / abs(self.d_lon) % turn
        slack = _EDGE_DEG / abs(self.d_lon)
        if self.wraps:
            first = int(east) % self.ni
            column: tuple[int, int, float] | None = (
                first,
                (first + 1) % self.ni,
                east - int(east),
            )
        else:
            # Just west of the first meridian is nearly a whole turn east of it.
            column = _between(east - turn if turn - east <= slack else east, self.ni, slack)
        if row is None or column is None:
            return None
        corners = (
            Corner(self._index(j, i), by_row * by_column)
            for j, by_row in ((row[0], 1.0 - row[2]), (row[1], row[2]))
            for i, by_column in ((column[0], 1.0 - column[2]), (column[1], column[2]))
        )
        return tuple(corner for corner in corners if corner.weight > 0.0)

    def _index(self, j: int, i: int) -> int:
        if self.columns_first:
            return i * self.nj + (self.nj - 1 - j if self.serpentine and i % 2 else j)
        return j * self.ni + (self.ni - 1 - i if self.serpentine and j % 2 else i)


def _between(at: float, count: int, slack: float) -> tuple[int, int, float] | None:
    """Return the two steps around `at` and the weight of the second; None off the scale."""
    if not -slack <= at <= count - 1 + slack:
        return None
    at = min(max(at, 0.0), count - 1.0)
    low = min(int(at), count - 2)
    return low, low + 1, at - low


def kind_of(message: Message) -> str:
    """Return what kind of grid a message has: `regular`, a name of ours, or its number."""
    edition = message.whole("edition")
    key = "dataRepresentationType" if edition == 1 else "gridDefinitionTemplateNumber"
    number = message.whole(key)
    kinds = _KINDS_1 if edition == 1 else _KINDS_2
    kind = kinds.get(-1 if number is None else number, f"number_{edition}_{number}")
    # Rows of different lengths: the count of a row is left empty.
    if kind == REGULAR and (message.whole("Ni") is None or message.whole("PLPresent")):
        return "reduced"
    return kind


def grid_of(message: Message) -> Grid | None:
    """Return the grid of a regular message, None where it makes no sense."""
    ni, nj = message.whole("Ni") or 0, message.whole("Nj") or 0
    corners = [
        message.figure(f"{axis}Of{which}GridPointInDegrees")
        for axis in ("latitude", "longitude")
        for which in ("First", "Last")
    ]
    lat, last_lat, lon, last_lon = (math.nan if one is None else one for one in corners)
    if ni < 2 or nj < 2 or not all(map(math.isfinite, (lat, last_lat, lon, last_lon))):
        return None
    if not (abs(lat) <= 90.0 + _EDGE_DEG and abs(last_lat) <= 90.0 + _EDGE_DEG) or lat == last_lat:
        return None
    sign = -1.0 if message.whole("iScansNegatively") else 1.0
    # The increments are rounded in GRIB 1, or left out: the corners tell them better.
    width = (sign * (last_lon - lon)) % 360.0 or 360.0
    return Grid(
        lat=lat,
        lon=lon,
        d_lat=(last_lat - lat) / (nj - 1),
        d_lon=sign * width / (ni - 1),
        ni=ni,
        nj=nj,
        columns_first=bool(message.whole("jPointsAreConsecutive")),
        serpentine=bool(message.whole("alternativeRowScanning")),
    )
