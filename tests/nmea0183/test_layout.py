"""Our fence around pynmea2: its table is used, and its traps are real and stay outside."""

import pynmea2
import pytest

from logbook.model.quantities import SEA_TEMP
from logbook.nmea0183.fields import Bad
from logbook.nmea0183.layout import most, places
from tests.nmea0183.sentences import readings_of, report_of, sealed


def test_fields_stand_where_pynmea2_finds_them() -> None:
    line = sealed("GPRMC,182833.00,A,4734.77091,N,00317.64206,W,3.522,233.01,230623,,,A")
    peer = pynmea2.parse(line.decode())
    parts = line[:-3].split(b",")
    for name in ("lat", "lat_dir", "lon", "lon_dir", "status"):
        assert parts[places("RMC", name)[0]].decode() == getattr(peer, name)
    assert most("RMC") == 14


def test_the_sentences_that_pynmea2_lacks_are_in_its_table_through_us() -> None:
    parsed = pynmea2.parse(sealed("BMMMB,29.9870,I,1.0154,B").decode())
    assert parsed.b_pressure_bar == "1.0154"


def test_what_pynmea2_takes_for_0_north_0_east_is_refused_here() -> None:
    body = "GPGLL,,,,,120000,A,A"
    assert pynmea2.parse(sealed(body).decode()).latitude == 0.0
    with pytest.raises(Bad, match="position"):
        report_of(body)


def test_what_pynmea2_returns_as_text_is_refused_here() -> None:
    body = "SDMTW,1x,C"
    assert pynmea2.parse(sealed(body).decode()).temperature == "1x"
    with pytest.raises(Bad, match="format"):
        readings_of(body)
    assert SEA_TEMP in readings_of("SDMTW,18,C")


def test_what_pynmea2_takes_without_a_checksum_never_comes_so_far() -> None:
    pynmea2.parse("$SDMTW,18.1,C")
    with pytest.raises(KeyError):
        pynmea2.TalkerSentence.sentence_types["RMW"]
