"""What is said of a file, and the table: narrow, four columns, the same in a terminal."""

import pytest

from logbook.forecasts import line, table, words
from logbook.forecasts.asked import Holding, Row, Run
from logbook.locale import speaker
from logbook.model.units import KNOT
from tests.eye import spoken

RUN = 1_780_272_000.0
HOUR = 3600.0
GFS = Run(7, 96, RUN, (40.0, 170.0, 50.5, 190.0), tuple(RUN + h * HOUR for h in (0, 3, 6)), ("u",))


def row(hours: float, knots: float = 18.0, **more: float) -> Row:
    """Return a row of a south-westerly."""
    side = knots * KNOT * 0.5**0.5
    told = Row(RUN + hours * HOUR, 48.37, -4.5, inside=True, u=side, v=side)
    return told._replace(**more)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        (
            "en",
            [
                "GFS · run of Monday 1 June 2026 00:00 UTC, 2 h old",
                "40°N to 50.5°N, 170°E to 170°W · 3 steps, every 3 h",
                "holds: wind",
                "to Monday 1 June 2026 08:00 UTC+2",
            ],
        ),
        (
            "fr",
            [
                "GFS · run du lundi 1er juin 2026 00:00 UTC, vieux de 2 h",
                "40°N à 50,5°N, 170°E à 170°W · 3 échéances, toutes les 3 h",
                "contient : vent",
                "jusqu’au lundi 1er juin 2026 08:00 UTC+2",
            ],
        ),
    ],
)
def test_a_file_is_told_run_by_run(language: str, rows: list[str]) -> None:
    told = words.told(spoken(language), Holding((GFS,), {}), RUN + 2 * HOUR, 7200)
    assert told == rows


def test_a_run_that_has_ended_and_one_that_is_old_are_told_to_be() -> None:
    say = speaker("en")
    month = words.told(say, Holding((GFS,), {}), RUN + 30 * 24 * HOUR, 0)
    assert "says nothing of what is to come" in month[-1]
    long = GFS._replace(times=(RUN, RUN + 200 * HOUR))
    assert "old" in words.told(say, Holding((long,), {}), RUN + 25 * HOUR, 0)[-1]
    assert "old:" not in words.told(say, Holding((long,), {}), RUN + 23 * HOUR, 0)[-1]


def test_an_unknown_model_is_told_by_its_numbers() -> None:
    assert words.name(speaker("en"), GFS._replace(centre=34, process=5)) == "model 34/5"
    assert words.title(speaker("fr"), GFS) == "GFS 00Z"


def test_what_is_left_out_or_cut_is_told() -> None:
    told = words.told(speaker("en"), Holding((GFS,), {"lambert": 2}, cut=True), RUN, 0)
    assert told[-2] == (
        "2 fields are left out, on a grid that cannot be read aboard: Lambert conformal."
    )
    assert "cut short" in told[-1]


def test_the_table_has_four_narrow_columns() -> None:
    rows = [
        row(0, gust=12.0, msl=101_230.0, wave_height=2.13, wave_from=270.0, wave_period=8.4),
        row(3, 24.0, gust=17.0, msl=101_000.0, wave_height=2.6, rain=0.44),
    ]
    assert table.table(speaker("fr"), rows, 7200).splitlines() == [
        "UTC+2     vent nd     mer          hPa · mm",
        "01 02:00  SW 18 (23)  2,1 m W 8 s  1012 · -",
        "01 05:00  SW 24 (33)  2,6 m        1010 · 0,4",
    ]


def test_what_a_file_does_not_tell_takes_no_column() -> None:
    assert table.table(speaker("en"), [row(0)], 0).splitlines() == [
        "UTC       wind kn",
        "01 00:00  SW 18",
    ]


def test_along_the_track_each_row_has_its_place() -> None:
    rows = [row(0, msl=101_230.0, wave_height=2.13), row(1, msl=101_230.0)]
    told = table.table(speaker("en"), rows, 0, places=True).splitlines()
    assert told == [
        "UTC       place           wind kn  sea · hPa",
        "01 00:00  48°22'N 4°30'W  SW 18    2.1 m · 1012",
        "01 01:00  48°22'N 4°30'W  SW 18    - · 1012",
    ]
    assert max(map(len, told)) <= 64


def test_a_long_file_is_thinned_and_its_rain_and_gusts_are_not_lost() -> None:
    rows = [row(0), *(row(h, rain=0.5, gust=20.0 if h == 4 else 10.0) for h in range(1, 49))]
    told = table.thinned(rows)
    assert len(told) == table.MOST_ROWS
    assert [(one.at - RUN) / HOUR for one in told[:3]] == [0.0, 3.0, 6.0]
    assert [one.rain for one in told[1:3]] == [1.5, 1.5]
    assert [one.gust for one in told[1:4]] == [10.0, 20.0, 10.0]


def test_rain_that_is_not_known_for_a_part_is_not_known() -> None:
    rows = [row(0), row(1, rain=0.5), row(2), row(3, rain=0.5)]
    assert table.thinned(rows, 2)[1].rain is None


def test_the_log_gets_one_row_of_the_next_day() -> None:
    rows = [row(0, gust=12.0, msl=101_230.0), row(12, 30.0, gust=21.0, msl=100_400.0, rain=3.0)]
    say = speaker("en")
    assert line.text(say, GFS, rows, 7200) == (
        "GFS 00Z forecast for the next 12 h · wind SW 18 kn · then up to SW 30 kn at 14:00"
        " · gusts 41 kn · 1012 to 1004 hPa · rain 3.0 mm"
    )
    facts = line.facts(say, GFS, rows, "abc")
    assert (facts["model"], facts["run"], facts["file"]) == ("GFS", "2026-06-01T00:00:00Z", "abc")
    assert facts["rows"] == [
        {"at": "2026-06-01T00:00:00Z", "gust": 12.0, "msl": 101230.0, "tws": 9.26, "twd": 225.0},
        {
            "at": "2026-06-01T12:00:00Z",
            "gust": 21.0,
            "msl": 100400.0,
            "rain_mm": 3.0,
            "tws": 15.43,
            "twd": 225.0,
        },
    ]
