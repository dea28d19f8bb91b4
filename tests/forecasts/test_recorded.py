"""Real files of sailors and centres, beside two decoders that are not ours, point by point."""

from pathlib import Path

import pytest

from logbook.forecasts.asked import Answer, Place, Question
from logbook.forecasts.child import Decoder
from logbook.forecasts.eccodes import Library, NoLibrary
from logbook.model.refusal import Refusal
from tests.forecasts.independent import between, gdal_values, grid_points, recorded

PACIFIC = "rob-GRIB_2009_02_25_Sample.grb"
RUN = 1_235_584_800.0
"""2009-02-25T18:00:00Z."""
WAVES = "gribberish-gfswave.t18z.atlocn.0p16.f001.grib2.gz"
WAVES_AT = 1_692_817_200.0
LAND = (40.0, -90.0)
"""Illinois: no sea is forecast there."""


@pytest.fixture(autouse=True)
def _decoder() -> None:
    try:
        Library()
    except NoLibrary:
        pytest.skip("libeccodes0 is not installed")


def ask(path: Path, *places: Place) -> Answer:
    return Decoder().ask(Question(str(path), places))


def test_a_sailor_s_file_of_the_pacific_is_read_as_ecmwf_s_own_tool_reads_it() -> None:
    path = recorded(PACIFIC)
    spots = [(40.3, -150.7), (-33.2, 179.3), (0.0, -180.0), (12.9, 140.1), (-45.0, 130.0)]
    names = {"10u": "u", "10v": "v", "msl": "msl"}
    for step in (0, 6, 18):
        rows = ask(path, *(Place(RUN + step * 3600.0, *spot) for spot in spots)).rows
        for short, ours in names.items():
            points = grid_points(path, f"shortName={short},endStep={step}")
            for row, (lat, lon) in zip(rows, spots, strict=True):
                theirs = between(points, lat, lon, 2.0)
                assert getattr(row, ours) == pytest.approx(theirs, rel=1e-6, abs=1e-6), (short, lat)


def test_between_two_steps_components_are_weighed_by_time() -> None:
    path = recorded(PACIFIC)
    times = [RUN + hours * 3600.0 for hours in (6.0, 8.0, 12.0)]
    first, middle, last = ask(path, *(Place(at, 40.0, -150.0) for at in times)).rows
    for ours in ("u", "v", "msl", "wave_height"):
        a, b, c = (getattr(row, ours) for row in (first, middle, last))
        assert b == pytest.approx(a * 2 / 3 + c / 3)


def test_gfs_s_waves_are_read_as_gdal_reads_them_with_a_decoder_of_its_own() -> None:
    path = recorded(WAVES)
    spots = [(35.0, -70.0), (55.0 - 200 / 6.0, -60.0), LAND]
    rows = ask(path, *(Place(WAVES_AT, *spot) for spot in spots)).rows
    for row, (lat, lon) in zip(rows, spots, strict=True):
        theirs = gdal_values(path, lat, lon)[2:7]
        told = (row.u, row.v, row.wave_height, row.wave_period, row.wave_from)
        if (lat, lon) == LAND:
            assert (told, theirs) == ((None,) * 5, [9999.0] * 5)
        else:
            assert told == pytest.approx(tuple(theirs), rel=1e-4, abs=1e-4)


def test_what_a_file_holds_is_told_by_its_numbers() -> None:
    gfs, waves = ask(recorded(PACIFIC)).holding.runs
    assert (gfs.centre, gfs.process, gfs.at) == (7, 96, RUN)
    assert gfs.area == (-45.0, 130.0, 65.0, 250.0)
    assert [(at - RUN) / 3600.0 for at in gfs.times] == [0, 6, 12, 18, 24]
    assert gfs.parameters == ("air_temp", "msl", "rain_rate", "u", "v")
    assert (waves.process, waves.parameters) == (88, ("wave_height",))


def test_currents_alone_are_a_file_without_wind() -> None:
    answer = ask(recorded("rob-GulfStream-currents_2023_02_15.grb.gz"))
    assert [run.parameters for run in answer.holding.runs] == [("current",)]


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("cfgrib-regular_gg_sfc.grib", "forecasts.unreadable_grid"),
        ("cfgrib-uv_on_different_levels.grib", "forecasts.nothing_known"),
        ("cfgrib-hpa_and_pa.grib", "forecasts.nothing_known"),
        ("cfgrib-era5-levels-corrupted.grib", "forecasts.cut_short"),
    ],
)
def test_a_file_of_no_use_says_why(name: str, refused: str) -> None:
    with pytest.raises(Refusal) as told:
        ask(recorded(name))
    assert told.value.name == refused
