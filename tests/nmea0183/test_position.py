"""Where and when: RMC GGA GLL GNS ZDA."""

import datetime as dt

import pynmea2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.model.observations import Position
from logbook.model.quantities import COG, SOG, VARIATION
from logbook.model.units import KNOT
from logbook.nmea0183.fields import Bad, date, time_of_day
from tests.nmea0183.sentences import readings_of, report_of, sealed

RMC = "GPRMC,182833.00,A,4734.77091,N,00317.64206,W,3.522,233.01,230623,1.5,W,A"


def day(year: int, month: int, number: int) -> int:
    return (dt.date(year, month, number) - dt.date(1970, 1, 1)).days


def test_an_rmc_says_where_when_how_fast_which_way_and_the_variation() -> None:
    report = report_of(RMC)
    assert report.source == "GPRMC"
    assert report.position is not None
    assert report.position.lat == pytest.approx(47 + 34.77091 / 60, abs=1e-12)
    assert report.position.lon == pytest.approx(-(3 + 17.64206 / 60), abs=1e-12)
    assert report.tod == 18 * 3600 + 28 * 60 + 33
    assert report.day == day(2023, 6, 23)
    assert dict(report.readings) == pytest.approx({SOG: 3.522 * KNOT, COG: 233.01, VARIATION: -1.5})


def test_a_stopped_ship_has_a_speed_of_zero_and_a_silent_course_has_none() -> None:
    readings = readings_of("GNRMC,142610.00,A,4738.64493,N,00326.76796,W,0.000,,230924,,,A")
    assert readings == {SOG: 0.0}


def test_the_navigational_status_of_nmea_4_1_does_not_void_a_good_fix() -> None:
    body = RMC + ",V"
    assert pynmea2.parse(sealed(body).decode()).is_valid is False
    assert report_of(body).position is not None


@pytest.mark.parametrize(
    "body",
    [
        RMC.replace(",A,4734", ",V,4734"),
        RMC[:-1] + "N",
        RMC[:-1] + "E",
        "GPGGA,182833.00,4734.77,N,00317.64,W,6,08,1.02,-4.7,M,49.5,M,,",
        "GPGLL,4734.77,N,00317.64,W,182833.00,A,E",
        "GNGNS,182833.00,4734.77,N,00317.64,W,NE,08,1.0,1.0,1.0,,",
        "GPVTG,233.01,T,,M,3.522,N,6.523,K,E",
        "GPRMC,,V,,,,,,,,,,N",
        "GPGGA,182833.00,4734.77,N,00317.64,W,0,08,1.02,-4.7,M,49.5,M,,",
        "GPGGA,,,,,,0,,,,,,,,",
        "GPGLL,4734.77,N,00317.64,W,182833.00,V,A",
        "GPGLL,4734.77,N,00317.64,W,182833.00,A,N",
        "GNGNS,182833.00,4734.77,N,00317.64,W,NN,08,1.0,1.0,1.0,,",
    ],
)
def test_a_void_sentence_gives_nothing_whatever_it_holds(body: str) -> None:
    with pytest.raises(Bad, match="void"):
        report_of(body)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("9100.000,N,00317.64,W", "position"),
        ("9000.001,N,00317.64,W", "position"),
        ("4734.77,N,18000.001,W", "position"),
        ("4760.00,N,00317.64,W", "position"),
        ("4734.77,,00317.64,W", "position"),
        ("4734.77,N,00317.64,", "position"),
        (",,,", "position"),
        ("4734.77,E,00317.64,N", "position"),
        ("47.5793,N,00317.64,W", "position"),
        ("04734.77,N,00317.64,W", "position"),
        ("NaN,N,00317.64,W", "position"),
        ("4734.7e1,N,00317.64,W", "position"),
        ("4734.-7,N,00317.64,W", "position"),
        ("47_4.77,N,00317.64,W", "position"),
        ("+734.77,N,00317.64,W", "position"),
        ("0000.000,N,00000.000,E", "null island"),
        ("4734.770,N,04734.770,E", "lat equals lon"),
    ],
)
@pytest.mark.parametrize("sentence", ["RMC", "GGA", "GLL", "GNS"])
def test_an_impossible_position_is_refused_in_every_sentence(
    sentence: str, where: str, reason: str
) -> None:
    body = {
        "RMC": f"GPRMC,182833,A,{where},1.0,2.0,230623,,,A",
        "GGA": f"GPGGA,182833,{where},1,08,1.0,1.0,M,1.0,M,,",
        "GLL": f"GPGLL,{where},182833,A,A",
        "GNS": f"GPGNS,182833,{where},AN,08,1.0,1.0,1.0,,",
    }[sentence]
    with pytest.raises(Bad, match=reason):
        report_of(body)


@given(
    st.integers(0, 89),
    st.integers(0, 179),
    st.integers(0, 599999),
    st.integers(1, 599999),
    st.sampled_from("NS"),
    st.sampled_from("EW"),
)
def test_positions_of_all_four_quarters_agree_with_pynmea2(
    lat: int, lon: int, lat_min: int, lon_min: int, ns: str, ew: str
) -> None:
    body = f"GPGLL,{lat:02}{lat_min / 1e4:07.4f},{ns},{lon:03}{lon_min / 1e4:07.4f},{ew},120000,A,A"
    if (lat, lat_min) == (lon, lon_min):
        return
    peer = pynmea2.parse(sealed(body).decode())
    position = report_of(body).position
    assert position is not None
    assert position.lat == pytest.approx(peer.latitude, abs=1e-12)
    assert position.lon == pytest.approx(peer.longitude, abs=1e-12)


def test_the_poles_and_the_antimeridian_are_places() -> None:
    assert report_of("GPGLL,9000.000,S,18000.000,E,120000,A,A").position == Position(-90.0, -180.0)


def test_five_positions_under_one_time_are_five_positions() -> None:
    places = {report_of(f"ECGLL,3748.98{n},N,12227.25{n},W,195130,A,A").position for n in range(5)}
    assert len(places) == 5


def test_gga_gll_and_gns_say_where_and_the_time_of_day_without_a_date() -> None:
    for body in (
        "GPGGA,182833.00,4734.77,N,00317.64,W,8,08,1.02,-4.7,M,49.5,M,,",
        "GPGLL,4734.77,N,00317.64,W,182833.00,A",
        "GNGNS,182833.00,4734.77,N,00317.64,W,NAN,08,1.0,1.0,1.0,,,V",
    ):
        report = report_of(body)
        assert report.position is not None
        assert (report.tod, report.day) == (66513.0, None)


def test_a_leap_second_reads_86400() -> None:
    assert time_of_day(b"235960") == 86400.0
    assert report_of("GPZDA,235960.00,31,12,2016,00,00").tod == 86400.0


@pytest.mark.parametrize(
    "text", [b"240000", b"126000", b"120061", b"1200", b"12000x", b"-10000", b"1200.5"]
)
def test_a_time_that_no_clock_shows_is_refused(text: bytes) -> None:
    with pytest.raises(Bad, match="format"):
        time_of_day(text)


def test_two_digit_years_are_of_the_century_of_gps() -> None:
    assert date(b"060180") == day(1980, 1, 6)
    assert date(b"311279") == day(2079, 12, 31)
    assert date(b"010144") == day(2044, 1, 1)


def test_a_date_that_is_not_known_yet_leaves_the_position_good() -> None:
    for text in ("", "000000", "310299"):
        report = report_of(f"GPRMC,182833,A,4734.77,N,00317.64,W,1.0,2.0,{text},,,A")
        assert report.day is None
        assert report.position is not None
    with pytest.raises(Bad, match="format"):
        report_of("GPRMC,182833,A,4734.77,N,00317.64,W,1.0,2.0,2306,,,A")


def test_a_zda_says_the_date_that_an_rmc_may_lack() -> None:
    report = report_of("GPZDA,120427,15,08,2016,-02,00")
    assert (report.tod, report.day) == (43467.0, day(2016, 8, 15))
    assert report_of("GPZDA,120427,15,08,16,,").day == day(2016, 8, 15)
    assert report_of("GPZDA,095559,,,,00,").day is None
    with pytest.raises(Bad, match="format"):
        report_of("GPZDA,120427,1x,08,2016,,")


def test_a_splice_with_too_many_or_too_few_fields_is_refused() -> None:
    with pytest.raises(Bad, match="format"):
        report_of(RMC + ",V,4734.77,N")
    with pytest.raises(Bad, match="format"):
        report_of("GPRMC,182833.00,A,4734.77091,N")
    with pytest.raises(Bad, match="format"):
        report_of(RMC.replace(",A,4734", ",X,4734"))
