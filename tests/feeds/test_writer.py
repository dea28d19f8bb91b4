"""True sentences: laid out by name, rounded before they are split, refused where impossible."""

import datetime as dt

import pynmea2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.nmea0183 import writer


def test_a_sentence_has_its_fields_in_their_places_and_a_right_checksum() -> None:
    made = writer.sentence("HC", "HDG", heading="213.0", variation="0.4", var_dir="W")
    assert made == b"$HCHDG,213.0,,,0.4,W*3F\r\n"
    assert pynmea2.parse(made.decode("ascii"), check=True).variation is not None


def test_transducers_are_groups_of_four() -> None:
    made = writer.transducers("YX", ("A", "1.0", "D", "PTCH"), ("A", "-5.0", "D", "ROLL"))
    parsed = pynmea2.parse(made.decode("ascii"), check=True)
    assert parsed.num_transducers == 2
    assert parsed.get_transducer(1).value == "-5.0"


@pytest.mark.parametrize(
    ("formatter", "fields"),
    [
        ("XYZ", {}),
        ("HDT", {"course": "1"}),
        ("HDT", {"heading": "1*2"}),
        ("HDT", {"heading": "$1"}),
        ("HDT", {"heading": "é"}),
        ("HDT", {"heading": "1\r\n"}),
        ("HDT", {"heading": "1" * 80}),
    ],
)
def test_what_no_sentence_may_hold_is_refused(formatter: str, fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"layout|field|sentence"):
        writer.sentence("HC", formatter, **fields)


@given(st.floats(-90.0, 90.0))
def test_a_latitude_reads_back_and_never_shows_sixty_minutes(lat: float) -> None:
    text, side = writer.latitude(lat)
    assert len(text) == 9
    assert float(text[2:]) < 60.0
    back = (int(text[:2]) + float(text[2:]) / 60.0) * (-1 if side == "S" else 1)
    assert back == pytest.approx(lat, abs=1e-6)


@given(st.floats(-180.0, 180.0))
def test_a_longitude_reads_back_and_never_shows_sixty_minutes(lon: float) -> None:
    text, side = writer.longitude(lon)
    assert len(text) == 10
    assert float(text[3:]) < 60.0
    back = (int(text[:3]) + float(text[3:]) / 60.0) * (-1 if side == "W" else 1)
    assert back == pytest.approx(lon, abs=1e-6)


@given(st.floats(0.0, 2e9))
def test_time_and_date_go_together_even_a_hair_before_midnight(at: float) -> None:
    time, date = writer.time_of_day(at), writer.date(at)
    midnight = dt.datetime.combine(date, dt.time(), dt.UTC).timestamp()
    back = midnight + int(time[:2]) * 3600 + int(time[2:4]) * 60 + float(time[4:])
    assert back == pytest.approx(at, abs=0.0051)


def test_the_last_hundredth_of_a_day_becomes_the_next_day() -> None:
    assert writer.time_of_day(86_399.999) == "000000.00"
    assert writer.date(86_399.999) == dt.date(1970, 1, 2)
