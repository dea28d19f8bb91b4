"""`/weather forecast`: here, at a place, along a course, by waypoints; and what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.forecasts.asked import Question
from logbook.forecasts.child import Decoder
from logbook.forecasts.shelf import Shelf
from tests.forecasts import encoder as grib
from tests.forecasts.encoder import Area, field2, wind
from tests.slash_commands.channel import Channel, channel
from tests.verbs.aboard import NOON


@pytest.fixture
def sailing(tmp_path: Path) -> Iterator[Channel]:
    with channel(tmp_path) as found:
        found.ship.settle(ship_offset_s=7200)
        yield found


def keep(at_sea: Channel, data: bytes, name: str = "x.grb") -> None:
    path = at_sea.ship.folder / "x"
    path.write_bytes(data)
    holding = Decoder().ask(Question(str(path))).holding
    Shelf(at_sea.ship.folder).keep(data, name, holding, NOON)


def brittany() -> bytes:
    """Return two days of a wind that freshens as one sails west, over the boat's place."""

    def u(_: float, lon: float) -> float:
        return -lon

    area = Area(lon=-14.0, last_lon=0.0)
    return b"".join(
        field2(grib.U10 | grib.AT_10_M, u, step_h=hours, area=area, run=(20_260_601, 600))
        + field2(
            grib.V10 | grib.AT_10_M, lambda *_: 0.0, step_h=hours, area=area, run=(20_260_601, 600)
        )
        for hours in range(0, 49, 6)
    )


def test_here_from_now_on_at_the_file_s_own_steps(sailing: Channel) -> None:
    keep(sailing, brittany())
    said = sailing.type("/weather forecast").splitlines()
    assert said[0] == "GFS · run du lundi 1er juin 2026 06:00 UTC, vieux de 6 h"
    assert said[1] == "Prévision à 48°22,41'N 004°29,90'W :"
    assert said[3:6] == ["UTC+2     vent nd", "01 14:00  W 9", "01 20:00  W 9"]
    assert len(said) == 13


def test_a_shorter_file_of_the_same_run_hides_no_longer_one(sailing: Channel) -> None:
    keep(sailing, brittany())
    short = [wind(5.0, 0.0, step_h=hours, run=(20_260_601, 600)) for hours in (0, 6, 12)]
    keep(sailing, b"".join(short), "short.grb")
    assert len(sailing.type("/weather forecast").splitlines()) == 13
    assert "N 10" in sailing.type("/weather forecast +6h")


@pytest.mark.parametrize("word", ["prévision", "PREVISION", "prévisions", "forecast"])
def test_the_word_is_understood_in_both_languages(sailing: Channel, word: str) -> None:
    keep(sailing, brittany())
    assert "Prévision à" in sailing.type(f"/weather {word} +12h")


def test_the_span_that_was_asked_for_and_no_more(sailing: Channel) -> None:
    keep(sailing, brittany())
    rows = sailing.type("/weather forecast +12h").splitlines()
    assert [row for row in rows if row.startswith("0")][-1].startswith("02 02:00")


def test_at_a_place(sailing: Channel) -> None:
    keep(sailing, brittany())
    said = sailing.type("/weather forecast 47°30'N 8°W +6h")
    assert "Prévision à 47°30,00'N 008°00,00'W :" in said
    assert "W 16" in said


def test_along_a_course_the_boat_meets_the_wind_of_where_she_will_be(sailing: Channel) -> None:
    keep(sailing, brittany())
    said = sailing.type("/weather prévision 270 6nd +24h").splitlines()
    assert said[1] == "Là où sera le bateau, route 270° à 6,0 nd :"
    rows = [row.split("  ") for row in said if row[:2] in ("01", "02")]
    assert rows[0][1:] == ["48°22'N 4°30'W", "W 9"]
    assert rows[-1][0] == "02 14:00"
    assert rows[-1][1].startswith("48°22'N 8°07'W")
    assert rows[-1][2] == "W 16"


def test_beyond_the_edge_it_ends_and_says_so(sailing: Channel) -> None:
    keep(sailing, brittany())
    said = sailing.type("/weather forecast 0 12kn +24h")
    assert "le bateau est hors du fichier" in said
    assert "50°" not in said.split("```")[1]


def test_by_waypoints_at_a_speed_or_her_own(sailing: Channel) -> None:
    keep(sailing, brittany())
    said = sailing.type("/weather forecast to 48°N 6°W; 47°N 8°W 6kn +48h")
    assert "par 2 points de route à 6,0 nd" in said
    assert "47°00'N 8°00'W" in said
    assert "vers un point de route à 5,4 nd" in sailing.type("/weather prévision vers 48°N 6°W")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("forecast", "Aucun fichier météo à bord n’a de prévision de vent."),
        ("forecast demain", "« demain » n’est ni un lieu"),
        ("forecast 270 600kn", "« 600 kn » n’est ni un lieu"),
        ("forecast +9999h", "16 jours au plus"),
        ("forecast to 6kn", "n’est ni un lieu"),
        ("forecast 48°N 5°O", "O veut dire ouest pour les uns"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(sailing: Channel, typed: str, said: str) -> None:
    assert said.lower() in sailing.type(f"/weather {typed}").lower()


def test_another_ocean_and_a_file_that_has_ended(sailing: Channel) -> None:
    keep(sailing, wind(5.0, 0.0, step_h=0, run=(20_260_501, 0)))
    assert "échus" in sailing.type("/weather forecast")
    fiji = Area(lat=-15.0, last_lat=-25.0, lon=170.0, last_lon=-170.0)
    keep(sailing, wind(5.0, 0.0, step_h=24, area=fiji))
    assert "ne couvre" in sailing.type("/weather forecast")


def test_waves_come_from_another_file_where_the_wind_s_has_none(sailing: Channel) -> None:
    keep(sailing, brittany())
    area = Area(lon=-14.0, last_lon=0.0)
    waves = {"centre": 7, "generatingProcessIdentifier": 11}
    data = b"".join(
        field2(grib.WAVES | grib.ON_SURFACE, lambda *_: 2.5, step_h=hours, area=area, model=waves)
        for hours in range(0, 73, 6)
    )
    keep(sailing, data, "waves.grb")
    said = sailing.type("/weather forecast")
    assert "2,5 m" in said
    assert "Vagues : GFS-Wave 00Z." in said


def test_a_run_past_its_useful_life_is_called_old(sailing: Channel) -> None:
    data = b"".join(wind(5.0, 0.0, step_h=hours, run=(20_260_530, 0)) for hours in (54, 60, 66))
    keep(sailing, data)
    assert "Ce run est ancien" in sailing.type("/weather forecast")
