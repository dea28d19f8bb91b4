"""Makes small GRIB files with ecCodes' own encoder; tests are skipped where it is not installed."""

import ctypes
import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

RUN = 1_780_272_000.0
"""2026-06-01T00:00:00Z."""
Value = Callable[[float, float], float]
Setting = int | float | str

GFS = {"centre": 7, "generatingProcessIdentifier": 96}
U10 = {"discipline": 0, "parameterCategory": 2, "parameterNumber": 2}
V10 = {"discipline": 0, "parameterCategory": 2, "parameterNumber": 3}
GUST = {"discipline": 0, "parameterCategory": 2, "parameterNumber": 22}
MSL = {"discipline": 0, "parameterCategory": 3, "parameterNumber": 1}
RAIN = {"discipline": 0, "parameterCategory": 1, "parameterNumber": 8}
WAVES = {"discipline": 10, "parameterCategory": 0, "parameterNumber": 3}
WAVES_FROM = {"discipline": 10, "parameterCategory": 0, "parameterNumber": 14}
AT_10_M = {"typeOfFirstFixedSurface": 103, "scaledValueOfFirstFixedSurface": 10}
AT_SEA = {"typeOfFirstFixedSurface": 101}
ON_SURFACE = {"typeOfFirstFixedSurface": 1}


@dataclass(frozen=True)
class Area:
    """A regular grid from its first point to its last; steps in degrees, always positive."""

    lat: float = 50.0
    lon: float = -10.0
    last_lat: float = 44.0
    last_lon: float = 0.0
    step: float = 1.0
    settings: Mapping[str, Setting] = field(default_factory=dict)

    @property
    def ni(self) -> int:
        back = bool(self.settings.get("iScansNegatively"))
        width = (self.lon - self.last_lon) if back else (self.last_lon - self.lon)
        return round(width % 360.0 / self.step) + 1

    @property
    def nj(self) -> int:
        return round(abs(self.last_lat - self.lat) / self.step) + 1

    def points(self) -> list[tuple[float, float]]:
        """Return every point in the order of the file."""
        south = -1.0 if self.last_lat < self.lat else 1.0
        east = -1.0 if self.settings.get("iScansNegatively") else 1.0
        rows = [
            [(self.lat + south * j * self.step, self.lon + east * i * self.step)
             for i in range(self.ni)]
            for j in range(self.nj)
        ]  # fmt: skip
        if self.settings.get("jPointsAreConsecutive"):
            rows = [list(column) for column in zip(*rows, strict=True)]
        if self.settings.get("alternativeRowScanning"):
            rows = [row[::-1] if odd % 2 else row for odd, row in enumerate(rows)]
        return [point for row in rows for point in row]


class Encoder:
    """ecCodes' C library, asked to write."""

    def __init__(self) -> None:
        try:
            self.codes = ctypes.CDLL("libeccodes.so.0")
        except OSError:
            pytest.skip("libeccodes0 is not installed")
        pointer = ctypes.c_void_p
        self.codes.codes_grib_handle_new_from_samples.restype = pointer
        self.codes.codes_grib_handle_new_from_samples.argtypes = [pointer, ctypes.c_char_p]

    def message(
        self,
        sample: str,
        settings: Mapping[str, Setting],
        values: Sequence[float] | None,
        missing: float | None = None,
    ) -> bytes:
        """Return one message made of a sample of ecCodes and what is set in it, in order."""
        codes = self.codes
        handle = ctypes.c_void_p(codes.codes_grib_handle_new_from_samples(None, sample.encode()))
        assert handle.value, f"ecCodes has no sample {sample}"
        for key, value in settings.items():
            self._set(handle, key, value)
        if values is not None:
            if missing is not None:
                self._set(handle, "bitmapPresent", 1)
                self._set(handle, "missingValue", missing)
            data = array("d", values)
            address, count = data.buffer_info()
            assert not codes.codes_set_double_array(
                handle, b"values", ctypes.c_void_p(address), ctypes.c_size_t(count)
            )
        start, size = ctypes.c_void_p(), ctypes.c_size_t()
        assert not codes.codes_get_message(handle, ctypes.byref(start), ctypes.byref(size))
        made = ctypes.string_at(start, size.value)
        codes.codes_handle_delete(handle)
        return made

    def _set(self, handle: ctypes.c_void_p, key: str, value: Setting) -> None:
        name = key.encode()
        if isinstance(value, str):
            size = ctypes.c_size_t(len(value))
            failed = self.codes.codes_set_string(handle, name, value.encode(), ctypes.byref(size))
        elif isinstance(value, float):
            failed = self.codes.codes_set_double(handle, name, ctypes.c_double(value))
        else:
            failed = self.codes.codes_set_long(handle, name, ctypes.c_long(value))
        assert not failed, f"{key}={value}: ecCodes error {failed}"


def field2(
    numbers: Mapping[str, Setting],
    value: Value,
    *,
    step_h: int = 0,
    since_h: int | None = None,
    area: Area | None = None,
    run: tuple[int, int] = (20_260_601, 0),
    model: Mapping[str, Setting] = GFS,
    missing: float | None = None,
) -> bytes:
    """Return a GRIB 2 message of `value(lat, lon)`, SI; accumulated from `since_h` where given."""
    where = area or Area()
    settings: dict[str, Setting] = {
        **model,
        "dataDate": run[0],
        "dataTime": run[1],
        "productDefinitionTemplateNumber": 0 if since_h is None else 8,
        **numbers,
        "stepUnits": 1,
    }
    if since_h is not None:
        settings |= {"typeOfStatisticalProcessing": 1, "stepRange": f"{since_h}-{step_h}"}
    else:
        settings["forecastTime"] = step_h
    values = [value(lat, lon) for lat, lon in where.points()]
    return Encoder().message(
        "regular_ll_sfc_grib2", {**settings, **_grid(where), **PACKING}, values, missing
    )


def field1(
    table: int,
    number: int,
    level: tuple[int, int],
    value: Value,
    *,
    step_h: int = 0,
    area: Area | None = None,
    centre: int = 7,
) -> bytes:
    """Return a GRIB 1 message; `level` is its type and value."""
    where = area or Area()
    settings: dict[str, Setting] = {
        "centre": centre,
        "generatingProcessIdentifier": 96,
        "table2Version": table,
        "indicatorOfParameter": number,
        "indicatorOfTypeOfLevel": level[0],
        "level": level[1],
        "dataDate": 20_260_601,
        "dataTime": 0,
        "stepRange": str(step_h),
        **_grid(where),
        **PACKING,
    }
    values = [value(lat, lon) for lat, lon in where.points()]
    return Encoder().message("regular_ll_sfc_grib1", settings, values)


PACKING: Mapping[str, Setting] = {"decimalPrecision": 4}


def _grid(area: Area) -> dict[str, Setting]:
    return {
        "Ni": area.ni,
        "Nj": area.nj,
        "latitudeOfFirstGridPointInDegrees": area.lat,
        "longitudeOfFirstGridPointInDegrees": area.lon % 360.0,
        "latitudeOfLastGridPointInDegrees": area.last_lat,
        "longitudeOfLastGridPointInDegrees": area.last_lon % 360.0,
        "iDirectionIncrementInDegrees": area.step,
        "jDirectionIncrementInDegrees": area.step,
        "iScansNegatively": 0,
        "jScansPositively": 1 if area.last_lat > area.lat else 0,
        "jPointsAreConsecutive": 0,
        **area.settings,
    }


def wind(
    speed: float, direction: float, *, step_h: int, area: Area | None = None, **more: object
) -> bytes:
    """Return both components of one wind everywhere: m/s, and where it comes from."""
    angle = math.radians(direction)
    u, v = -speed * math.sin(angle), -speed * math.cos(angle)
    run = more.get("run", (20_260_601, 0))
    assert isinstance(run, tuple)
    return b"".join(
        field2(numbers | AT_10_M, lambda *_, one=one: one, step_h=step_h, area=area, run=run)
        for numbers, one in ((U10, u), (V10, v))
    )
