"""Positions as phones, radios and chart plotters write them."""

import pytest

from logbook.model.refusal import Refusal
from logbook.verbs.places import parse

LAT, LON = 48 + 22.41 / 60, -(4 + 29.87 / 60)


@pytest.mark.parametrize(
    "typed",
    [
        "48°22,41'N 004°29,87'W",
        "48°22.41'N 4°29.87'W",
        "48°22.41′N 4°29.87′W",  # noqa: RUF001 - as phones type it
        "48°22,41’N, 4°29,87’W",
        "48º22,41 N ; 4º29,87 W",
        "48 22.41 N 004 29.87 W",
        "48 22,41N 4 29,87W",
        "48 22,41 n 4 29,87 w",
        "N48°22.41' W004°29.87'",
        "N 48 22.41 W 004 29.87",
        "N48°22,41', W004°29,87'",
        "004°29,87'W 48°22,41'N",
        "48°22'24.6\"N 4°29'52.2\"W",
        "48°22’24,6’’N 4°29’52,2’’W",
        "48° 22′ 24,6″ N 4° 29′ 52,2″ W",  # noqa: RUF001 - as phones type it
        "48°_22,41'_N_004°_29,87'_W".replace("_", "\N{NO-BREAK SPACE}"),
        "48.3735 -4.4978333",
        "48,3735 -4,4978333",
        "48.3735, -4.4978333",
        "48,3735, -4,4978333",
        "48.3735,-4.4978333",
        "48,3735,−4,4978333",  # noqa: RUF001 - as phones type it
        "48.3735° -4.4978333°",
        "48.3735N 4.4978333W",
        "48,3735°N 4,4978333°W",
        "+48.3735 / -4.4978333",
    ],
)
def test_every_usual_way_of_writing_gives_the_same_place(typed: str) -> None:
    position, rest = parse(typed)
    assert position.lat == pytest.approx(LAT, abs=1e-6)
    assert position.lon == pytest.approx(LON, abs=1e-6)
    assert rest == ""


def test_south_and_east_and_the_antimeridian_and_the_pole() -> None:
    assert parse("33°51,40'S 151°12,80'E")[0].lon == pytest.approx(151.21333, abs=1e-5)
    assert parse("17°00'S 180°00'E")[0].lon == -180.0
    assert parse("90°N 0°E")[0].lat == 90.0
    assert parse("0°30'S 0°30'W")[0].lat == -0.5


def test_what_follows_the_position_is_the_note() -> None:
    assert parse("48°22,41'N 4°29,87'W deux amers et la sonde")[1] == "deux amers et la sonde"
    assert parse("48.37, -4.49 : au GPS de Léo")[1] == "au GPS de Léo"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ici",
        "48,4",
        "48",
        "48°22,41'N",
        "48°22,41' 4°29,87'",
        "48 22.41 4 29.87",
        "48N 4N",
        "4W 4E",
        "48,5°22'N 4°29'W",
        "48°22,5'30\"N 4°29'W",
        "48.37 -4.49 12",
        "nan nan",
        "1e2 3",
        "48..3 4",
        "\N{FULLWIDTH DIGIT FOUR}N \N{FULLWIDTH DIGIT FOUR}W",
        "9" * 4000,
    ],
)
def test_what_may_be_misread_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"places\.unreadable"):
        parse(typed)


@pytest.mark.parametrize(
    "typed", ["91 0", "48°60,00'N 4°0'W", "90°00,01'N 0°W", "48 22 60 N 4 0 0 W", "0 181"]
)
def test_what_is_not_on_earth_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"places\.outside"):
        parse(typed)


def test_o_is_refused_since_it_is_east_to_a_german() -> None:
    with pytest.raises(Refusal, match=r"places\.west"):
        parse("48°22,41'N 4°29,87'O")
