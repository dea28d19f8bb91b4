"""Figures in words: rounded before they are split, the units of each language, ISO for machines."""

import datetime as dt
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logbook.locale import formats, measures, speaker
from logbook.model.observations import Position
from logbook.model.quantities import QUANTITIES, Quantity
from logbook.model.units import KNOT, NAUTICAL_MILE_M
from tests.eye import french

FRENCH, ENGLISH = french(), speaker("en")
NOON = 1_780_401_600.0  # 2026-06-02T12:00:00Z, a Tuesday
LATITUDES = st.floats(-90, 90)
LONGITUDES = st.floats(-180, 180, exclude_max=True)


def test_a_position_has_a_comma_in_french_and_a_point_in_english() -> None:
    groix = Position(48.3735, -4.497833)
    assert formats.position(FRENCH, groix) == "48°22,41'N 004°29,87'W"
    assert formats.position(ENGLISH, groix) == "48°22.41'N 004°29.87'W"


@pytest.mark.parametrize(
    ("lat", "lon", "said"),
    [
        (47.999999, 4.999999, "48°00.00'N 005°00.00'E"),
        (-0.5, 0.5, "00°30.00'S 000°30.00'E"),
        (0.0, 0.0, "00°00.00'N 000°00.00'E"),
        (-0.00001, -0.00001, "00°00.00'N 000°00.00'E"),
        (90.0, -180.0, "90°00.00'N 180°00.00'W"),
        (-90.0, 179.999999, "90°00.00'S 180°00.00'W"),
        (12.00083, -99.09, "12°00.05'N 099°05.40'W"),
    ],
)
def test_a_position_is_rounded_before_it_is_split(lat: float, lon: float, said: str) -> None:
    assert formats.position(ENGLISH, Position(lat, lon)) == said


@given(lat=LATITUDES, lon=LONGITUDES)
def test_no_minute_reads_sixty_and_the_place_is_within_half_a_hundredth(
    lat: float, lon: float
) -> None:
    said = formats.position(FRENCH, Position(lat, lon))
    found = re.fullmatch(r"(\d\d)°(\d\d,\d\d)'([NS]) (\d{3})°(\d\d,\d\d)'([EW])", said)
    assert found is not None, said
    minutes = [float(found[index].replace(",", ".")) for index in (2, 5)]
    assert all(minute < 60 for minute in minutes)
    read_lat = (int(found[1]) + minutes[0] / 60) * (1 if found[3] == "N" else -1)
    read_lon = (int(found[4]) + minutes[1] / 60) * (1 if found[6] == "E" else -1)
    assert abs(read_lat - lat) <= 0.005001 / 60
    assert abs((read_lon - lon + 180) % 360 - 180) <= 0.005001 / 60


def test_units_are_in_the_words_of_the_language() -> None:
    assert formats.speed(FRENCH, 5.4 * KNOT) == "5,4 nd"
    assert formats.speed(ENGLISH, 5.4 * KNOT) == "5.4 kn"
    assert formats.whole_knots(FRENCH, 18.2 * KNOT) == "18 nd"
    assert formats.distance(FRENCH, 34.06 * NAUTICAL_MILE_M) == "34,1 M"
    assert formats.distance(ENGLISH, 34.06 * NAUTICAL_MILE_M) == "34.1 NM"
    assert formats.pressure(FRENCH, 101_320) == "1013,2 hPa"
    assert formats.temperature(FRENCH, 288.35) == "15,2 °C"
    assert formats.depth(FRENCH, 4.24) == "4,2 m"
    assert formats.percent(FRENCH, 0.82) == "82 %"
    assert formats.percent(ENGLISH, 0.82) == "82%"
    assert formats.revolutions(FRENCH, 30.0) == "1800 tr/min"


@pytest.mark.parametrize(
    ("miles", "said"),
    [(0.0, "0.00 NM"), (0.054, "0.05 NM"), (0.996, "1.0 NM"), (124.3, "124.3 NM")],
)
def test_a_short_distance_does_not_read_as_nothing(miles: float, said: str) -> None:
    assert formats.distance(ENGLISH, miles * NAUTICAL_MILE_M) == said


@pytest.mark.parametrize(
    ("metres", "said"), [(99.94, "99.9 m"), (99.96, "100 m"), (-0.3, "-0.3 m")]
)
def test_a_deep_depth_has_no_decimals(metres: float, said: str) -> None:
    assert formats.depth(ENGLISH, metres) == said


@pytest.mark.parametrize(
    ("change", "said"), [(-210, "-2,1 hPa"), (40, "+0,4 hPa"), (3, "0,0 hPa"), (-3, "0,0 hPa")]
)
def test_a_change_of_pressure_has_its_sign_and_none_for_nothing(change: float, said: str) -> None:
    assert formats.pressure_change(FRENCH, change) == said


@pytest.mark.parametrize(
    ("angle", "said"), [(0, "000°"), (5.4, "005°"), (231.2, "231°"), (359.7, "000°"), (360, "000°")]
)
def test_a_direction_has_three_figures_and_never_reads_360(angle: float, said: str) -> None:
    assert formats.direction(angle) == said


@pytest.mark.parametrize(
    ("angle", "said"),
    [
        (45.2, "45° tribord"),
        (-45.2, "45° bâbord"),
        (0.3, "droit devant"),
        (-179.8, "droit derrière"),
        (179.8, "droit derrière"),
    ],
)
def test_an_angle_off_the_bow_names_its_side(angle: float, said: str) -> None:
    assert formats.side(FRENCH, angle) == said


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (0, "0 s", "0 s"),
        (42, "42 s", "42 s"),
        (119.4, "119 s", "119 s"),
        (119.6, "2 min", "2 min"),
        (3569, "59 min", "59 min"),
        (3571, "1 h", "1 h"),
        (3900, "1 h 05", "1 h 05 min"),
        (32400, "9 h", "9 h"),
        (2 * 86400 - 31, "47 h 59", "47 h 59 min"),
        (2 * 86400, "2 j", "2 d"),
        (3 * 86400 + 4 * 3600, "3 j 4 h", "3 d 4 h"),
        (60 * 86400, "60 j", "60 d"),
        (61 * 86400, "2 mois", "2 months"),
        (160 * 86400, "5 mois", "5 months"),
        (700 * 86400, "23 mois", "23 months"),
        (720 * 86400, "2 ans", "2 years"),
        (3287 * 86400, "9 ans", "9 years"),
        (-42, "42 s", "42 s"),
        (9 * 86_400 + 3600, "9 j 1 h", "9 d 1 h"),
        (10 * 86_400 + 3600, "10 j", "10 d"),
        (715 * 86_400, "23 mois", "23 months"),
        (730 * 86_400, "2 ans", "2 years"),
        (3330 * 86_400 + 61_200, "9 ans", "9 years"),
    ],
)
def test_a_duration_is_told_as_closely_as_it_matters(
    seconds: float, french: str, english: str
) -> None:
    assert formats.duration(FRENCH, seconds) == french
    assert formats.duration(ENGLISH, seconds) == english


@given(st.floats(0, 1e8))
def test_no_duration_reads_sixty_minutes_or_twenty_four_hours(seconds: float) -> None:
    said = formats.duration(ENGLISH, seconds)
    assert not re.search(r"\b60 min|d 24 h", said), said


def test_an_age_is_a_phrase() -> None:
    assert formats.ago(FRENCH, 42) == "il y a 42 s"
    assert formats.ago(ENGLISH, 42) == "42 s ago"


def test_a_day_is_in_words_and_is_the_ship_s() -> None:
    assert formats.day(FRENCH, NOON, 0) == "mardi 2 juin 2026"
    assert formats.day(ENGLISH, NOON, 0) == "Tuesday 2 June 2026"
    assert formats.day(FRENCH, NOON, 13 * 3600) == "mercredi 3 juin 2026"
    assert formats.day(FRENCH, NOON - 86400, 0) == "lundi 1er juin 2026"


def test_ship_s_time_may_be_nine_hours_and_a_half_behind() -> None:
    assert formats.hour(NOON, -34_200) == "02:30"
    assert formats.zone(-34_200) == "UTC-9:30"
    assert formats.zone(7200) == "UTC+2"
    assert formats.zone(0) == "UTC"


@given(
    at=st.floats(-1e9, 4e9),
    half_hours=st.integers(-24, 28),
)
def test_the_hour_is_the_calendar_s_own(at: float, half_hours: int) -> None:
    zone = dt.timezone(dt.timedelta(minutes=30 * half_hours))
    told = dt.datetime.fromtimestamp(math.floor(at), zone)
    assert formats.hour(at, half_hours * 1800) == f"{told:%H:%M}"
    assert formats.iso(at) == f"{told.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def test_a_span_tells_its_days_only_where_they_differ() -> None:
    assert formats.span(FRENCH, NOON, NOON + 3600, 7200) == "de 14:00 à 15:00 UTC+2"
    assert formats.span(FRENCH, NOON, NOON + 86400, 0) == (
        "du mardi 2 juin 2026 12:00 au mercredi 3 juin 2026 12:00 UTC"
    )


def test_an_instant_for_machines_is_cut_to_the_second_and_the_same_everywhere() -> None:
    assert formats.iso(NOON) == "2026-06-02T12:00:00Z"
    assert formats.iso(NOON + 59.9996) == "2026-06-02T12:00:59Z"
    assert formats.iso(-0.5) == "1969-12-31T23:59:59Z"


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_every_quantity_has_a_name_and_a_figure_with_its_unit(quantity: Quantity) -> None:
    row = QUANTITIES[quantity]
    for tongue in (FRENCH, ENGLISH):
        assert tongue.knows(f"entries.quantity_{quantity}")
        assert measures.name(tongue, quantity)
        assert re.search(r"[^\d.,-]", measures.figure(tongue, quantity, (row.low + row.high) / 2))


@pytest.mark.parametrize(
    ("quantity", "value", "said"),
    [
        ("variation", -3.24, "3.2° W"),
        ("variation", 0.0, "0.0° E"),
        ("heel", -12.4, "12° port"),
        ("heel", 0.2, "0°"),
        ("rot", 0.5, "30°/min"),
        ("trim", -2.0, "-2°"),
        ("of a newer release", 1.5, "1.500"),
    ],
)
def test_the_odd_quantities_read_as_they_should(quantity: str, value: float, said: str) -> None:
    assert measures.figure(ENGLISH, Quantity(quantity), value) == said
