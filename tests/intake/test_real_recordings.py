"""What real boats' recordings give, sentence by sentence: the totals are the recordings' own."""

import pytest

from logbook.intake import Counters
from logbook.model.observations import Report
from tests.intake.lines import one_feed, replay
from tests.recordings import recording


def told(name: str) -> tuple[list[Report], Counters]:
    feed = one_feed()
    return replay(recording(f"nmea0183/{name}"), feed), feed.counters


@pytest.mark.parametrize(
    ("name", "sentences", "bad"),
    [
        ("rob-groix-2023-06-23.nmea.gz", 254_462, {"void": 21, "merged": 1, "checksum": 1}),
        ("avnav-ijsselmeer-2016-08-15.nmea.gz", 69_989, {}),
        ("pacific-cup-2008-start.nmea.gz", 59_887, {}),
        ("irene-2013-07-31-badchecksums.nmea.gz", 39_480, {"checksum": 37_550}),
        ("avnav-2013-08-01-ais-rmc.nmea.gz", 38_979, {}),
        ("rob-pacific-2010-11-21.nmea.gz", 37_699, {"binary": 5}),
        ("signalk-gofree-merrimac.nmea", 7_318, {"merged": 994, "checksum": 142}),
        ("rob-gps-bme280-nofix.nmea", 3_673, {"void": 1_481}),
        ("rob-groix-gavres-2024-09-23.nmea.gz", 12_605, {"no checksum": 1}),
        ("irene-2015-04-29-NMEA0058.nmea", 0, {}),
    ],
)
def test_every_sentence_of_a_recording_is_counted(
    name: str, sentences: int, bad: dict[str, int]
) -> None:
    reports, counters = told(name)
    assert counters.sentences == sentences
    assert dict(counters.bad) == bad
    assert counters.used == len(reports)


def test_the_passage_to_groix_has_one_position_for_every_valid_rmc() -> None:
    reports, _ = told("rob-groix-2023-06-23.nmea.gz")
    places = [report for report in reports if report.position is not None]
    assert {report.source for report in places} == {"GPRMC"}
    assert len(places) == 16_084 - 6


def test_water_of_39_degrees_all_the_way_is_kept_as_it_was_said() -> None:
    reports, counters = told("avnav-ijsselmeer-2016-08-15.nmea.gz")
    water = [value for report in reports for name, value in report.readings if name == "sea_temp"]
    assert len(water) == 2_022
    assert all(311.0 < value < 313.15 for value in water)
    assert not counters.out_of_range


def test_a_receiver_that_never_has_a_fix_gives_weather_and_no_position() -> None:
    reports, _ = told("rob-gps-bme280-nofix.nmea")
    assert not [report for report in reports if report.position is not None]
    assert {name for report in reports for name, _ in report.readings} == {
        "baro",
        "humidity",
        "air_temp",
    }


def test_five_positions_under_one_time_are_all_given() -> None:
    reports, _ = told("pacific-cup-2008-start.nmea.gz")
    places = [report for report in reports if report.position is not None]
    assert {report.source for report in places} == {"ECGGA", "ECRMC"}
    assert len(places) == 1 + 1_105  # a GGA came before the first RMC
    times = {report.tod for report in places}
    assert len(places) > 4 * len(times)


def test_a_log_without_any_date_has_positions_and_times_of_day() -> None:
    reports, _ = told("signalk-plaka.nmea.gz")
    assert {report.day for report in reports} == {None}
    assert sum(report.position is not None for report in reports) == 7_250


def test_talkers_of_digits_give_wind_heading_and_depth() -> None:
    reports, counters = told("signalk-n2kd-digit-talkers.nmea")
    assert {report.source for report in reports} >= {"02MWV", "24HDG", "23DBS"}
    assert counters.bad_sentences == 0
