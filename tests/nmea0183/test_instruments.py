"""Wind, depth, water, air and motion: each sentence's readings, in SI and degrees true."""

import math

import pynmea2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logbook.model import quantities as q
from logbook.model.quantities import Quantity
from logbook.model.units import BAR_PA, KMH, KNOT, NAUTICAL_MILE_M
from logbook.nmea0183.course import COG_MAGNETIC, HDG_MAGNETIC, MAGNETIC, TWD_MAGNETIC
from logbook.nmea0183.decode import SENTENCES, read, stated_time
from logbook.nmea0183.fields import Bad
from tests.nmea0183.sentences import readings_of, report_of, sealed

CASES: list[tuple[str, dict[Quantity, float]]] = [
    ("GPVTG,230.69,T,,M,3.657,N,6.773,K,A", {q.COG: 230.69, q.SOG: 3.657 * KNOT}),
    ("GPVTG,,T,064.5,M,,N,9.5,K", {COG_MAGNETIC: 64.5, q.SOG: 9.5 * KMH}),
    ("GPVTG,360.0,T,,,0.0,N,,", {q.COG: 0.0, q.SOG: 0.0}),
    ("HCHDG,101.1,2.0,E,7.1,W", {q.HDG: 96.0, q.VARIATION: -7.1}),
    ("HCHDG,101.1,2.0,W,,", {HDG_MAGNETIC: 99.1}),
    ("HCHDG,359.0,,,2.0,E", {q.HDG: 1.0, q.VARIATION: 2.0}),
    ("HEHDT,274.07,T", {q.HDG: 274.07}),
    ("IIHDM,186.5,M", {HDG_MAGNETIC: 186.5}),
    ("GNTHS,12.5,A", {q.HDG: 12.5}),
    ("WIMWV,297.8,R,10.0,N,A", {q.AWA: -62.2, q.AWS: 10.0 * KNOT}),
    ("WIMWV,30,T,10.0,M,A", {q.TWA: 30.0, q.TWS: 10.0}),
    ("WIMWV,180,T,36.0,K,A", {q.TWA: -180.0, q.TWS: 10.0}),
    ("WIMWV,,R,10.0,N,A", {q.AWS: 10.0 * KNOT}),
    ("WIMWV,12.0,R,,N,A", {q.AWA: 12.0}),
    ("WIMWV,,R,,N,A", {}),
    ("02MWV,327.6,R,1.89,N", {q.AWA: -32.4, q.AWS: 1.89 * KNOT}),
    ("IIVWR,068,L,06.8,N,,,,", {q.AWA: -68.0, q.AWS: 6.8 * KNOT}),
    ("IIVWR,068,R,,,3.5,M,,", {q.AWA: 68.0, q.AWS: 3.5}),
    ("CCVWT,37.7,R,,,,,36.0,K", {q.TWA: 37.7, q.TWS: 10.0}),
    ("CCMWD,037.0,T,,M,3.0,N,1.6,M", {q.TWD: 37.0, q.TWS: 3.0 * KNOT}),
    ("CCMWD,,T,22.6,M,,N,2.0,M", {TWD_MAGNETIC: 22.6, q.TWS: 2.0}),
    ("SDDPT,3.9,0.4,", {q.DEPTH: 3.9, q.DEPTH_SURFACE: 4.3}),
    ("IIDPT,065.1,-1.0,", {q.DEPTH: 65.1, q.DEPTH_KEEL: 64.1}),
    ("SDDPT,3.9,0.0", {q.DEPTH: 3.9}),
    ("SDDPT,,,", {}),
    ("SDDBT,13.0,f,3.9,M,2.1,F", {q.DEPTH: 3.9}),
    ("SDDBT,10.0,f,,M,,F", {q.DEPTH: 3.048}),
    ("SDDBK,,f,,M,10.0,F", {q.DEPTH_KEEL: 18.288}),
    ("23DBS,01.9,f,0.58,M,00.3,F", {q.DEPTH_SURFACE: 0.58}),
    ("SDVHW,81.0,T,80.0,M,4.4,N,8.3,K", {q.HDG: 81.0, q.STW: 4.4 * KNOT}),
    ("IIVHW,,,246,M,,N,36.0,K", {HDG_MAGNETIC: 246.0, q.STW: 10.0}),
    (
        "IIVLW,00417,N,001.8,N",
        {q.LOG_TOTAL: 417 * NAUTICAL_MILE_M, q.LOG_TRIP: 1.8 * NAUTICAL_MILE_M},
    ),
    ("SDVLW,,N,2794.0,N,1556.3,N,1503.2,N", {q.LOG_TRIP: 2794.0 * NAUTICAL_MILE_M}),
    ("SDMTW,39.2,C", {q.SEA_TEMP: 312.35}),
    ("SDMTW,,C", {}),
    ("BMMMB,29.9870,I,1.0154,B", {q.BARO: 1.0154 * BAR_PA}),
    ("BMMMB,29.9870,I,,B", {q.BARO: 29.987 * 3386.389}),
    ("BMMTA,20.5,C", {q.AIR_TEMP: 293.65}),
    (
        "BMMDA,29.98,I,1.0154,B,20.5,C,,,43.3,,,,,,,,,,,",
        {q.BARO: 1.0154 * BAR_PA, q.AIR_TEMP: 293.65, q.HUMIDITY: 0.433},
    ),
    (
        "WIMDA,,I,1.0236,B,17.7,C,12.1,C,43.3,,5.0,C,131.5,T,128.6,M,0.8,N,0.4,M",
        {
            q.BARO: 1.0236 * BAR_PA,
            q.AIR_TEMP: 290.85,
            q.SEA_TEMP: 285.25,
            q.HUMIDITY: 0.433,
            q.DEW_POINT: 278.15,
            q.TWD: 131.5,
            q.TWS: 0.8 * KNOT,
        },
    ),
    ("HEROT,-30.0,A", {q.ROT: -0.5}),
    ("IIRSA,-4.5,A,,", {q.RUDDER: -4.5}),
    ("IIRPM,E,1,1800,10.5,A", {q.ENGINE: 30.0}),
    ("IIRPM,E,2,1800,10.5,A", {}),
    ("IIRPM,S,0,600,10.5,A", {}),
]


@pytest.mark.parametrize(("body", "readings"), CASES, ids=[body for body, _ in CASES])
def test_each_sentence_says_its_readings(body: str, readings: dict[Quantity, float]) -> None:
    assert readings_of(body) == pytest.approx(readings)


def test_every_type_that_is_read_has_its_case_or_its_own_file() -> None:
    elsewhere = {"RMC", "GGA", "GLL", "GNS", "ZDA", "XDR", "NRX"}
    assert {body[2:5] for body, _ in CASES} | elsewhere == set(SENTENCES)


@pytest.mark.parametrize(
    "body",
    [
        "WIMWV,297.8,R,10.0,N,V",
        "HEROT,1.0,V",
        "IIRSA,1.0,V,,",
        "IIRPM,E,1,1800,,V",
        "GPVTG,,,,,,,,,N",
        "GNTHS,12.5,V",
    ],
)
def test_an_instrument_that_says_void_is_believed(body: str) -> None:
    with pytest.raises(Bad, match="void"):
        report_of(body)


@pytest.mark.parametrize(
    "body",
    [
        "WIMWV,297.8,X,10.0,N,A",
        "WIMWV,297.8,R,10.0,Q,A",
        "WIMWV,2-9,R,10.0,N,A",
        "SDMTW,18.1,F",
        "SDMTW,nan,C",
        "SDMTW,inf,C",
        "SDMTW,1e1,C",
        "SDMTW,1_8,C",
        "SDMTW, 18,C",
        "SDMTW,1²,C",
        "SDMTW",
        "WIMWV,297.8,R",
        "SDDPT,9.9,9.9,9.9,f,9.9,M,9.9,F",
        "IIVWR,068,N,06.8,N,,,,",
        "HCHDG,101.1,2.0,E,7.1,9",
        "IIHDM,186.5,T",
    ],
)
def test_a_splice_or_an_unreadable_field_refuses_the_whole_sentence(body: str) -> None:
    with pytest.raises(Bad, match="format"):
        report_of(body)


@pytest.mark.parametrize(
    ("body", "beyond", "kept"),
    [
        ("SDMTW,45.0,C", (q.SEA_TEMP,), ()),
        ("WIMWV,400,R,10.0,N,A", (q.AWA,), (q.AWS,)),
        ("IIVWR,190,L,10.0,N,,,,", (q.AWA,), (q.AWS,)),
        ("HCHDG,400,,,2.0,E", (q.HDG,), (q.VARIATION,)),
        ("IIHDM,400,M", (q.HDG,), ()),
        ("GPVTG,361,T,,M,3.0,N,,K,A", (q.COG,), (q.SOG,)),
        ("SDDPT,-3.0,,", (q.DEPTH,), ()),
        ("GPVTG,12,T,,M,-3.0,N,,K,A", (q.SOG,), (q.COG,)),
    ],
)
def test_a_reading_beyond_belief_is_left_out_and_named_and_the_rest_is_kept(
    body: str, beyond: tuple[Quantity, ...], kept: tuple[Quantity, ...]
) -> None:
    report, left_out = read(SENTENCES[body[2:5]], body[:5], sealed(body))
    assert left_out == beyond
    assert tuple(reading.quantity for reading in report.readings) == kept


def test_water_of_39_degrees_is_believed_and_of_45_is_not() -> None:
    assert readings_of("SDMTW,39.2,C")
    assert not readings_of("SDMTW,45,C")


@settings(deadline=None)
@given(st.integers(0, 3600), st.integers(0, 999))
def test_wind_agrees_with_pynmea2_on_the_numbers(angle: int, speed: int) -> None:
    body = f"WIMWV,{angle / 10:.1f},R,{speed / 10:.1f},N,A"
    peer = pynmea2.parse(sealed(body).decode())
    readings = readings_of(body)
    assert readings[q.AWS] == pytest.approx(float(peer.wind_speed) * KNOT)
    assert math.isclose(readings[q.AWA] % 360.0, float(peer.wind_angle) % 360.0, abs_tol=1e-9)
    assert -180.0 <= readings[q.AWA] < 180.0


@settings(deadline=None)
@given(
    st.sampled_from(sorted(SENTENCES)),
    st.lists(st.text(st.sampled_from("0123456789.-+NSEWTMAKCRLVB_e"), max_size=9), max_size=22),
)
def test_no_fields_make_a_reader_raise_anything_but_bad(formatter: str, parts: list[str]) -> None:
    line = sealed(",".join([f"GP{formatter}", *parts]))
    stated_time(SENTENCES[formatter], line)
    try:
        report, _ = read(SENTENCES[formatter], f"GP{formatter}", line)
    except Bad:
        return
    for quantity, value in report.readings:
        row = q.QUANTITIES[MAGNETIC.get(quantity, quantity)]
        assert row.low <= value <= row.high
        if row.kind == "direction":
            assert value < 360.0
