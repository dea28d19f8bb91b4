"""A leading time says when; everything that only looks like one is text."""

import pytest

from logbook.verbs.when import Told, told

NOON = 1_780_315_200.0
"""2026-06-01T12:00:00Z."""
H = 3600.0


@pytest.mark.parametrize(
    ("typed", "text", "hours_ago"),
    [
        ("11:20 viré de bord", "viré de bord", 40 / 60),
        ("9h05 départ", "départ", 2 + 55 / 60),
        ("09H05  départ", "départ", 2 + 55 / 60),
        ("00:00 minuit", "minuit", 12.0),
        ("12:00 pile", "pile", 0.0),
        ("-10 min grain", "grain", 10 / 60),
        ("-10min grain", "grain", 10 / 60),
        ("-2h dauphins", "dauphins", 2.0),
        ("-12 h dauphins", "dauphins", 12.0),
        ("  11:20 viré", "viré", 40 / 60),
        ("11:20\nviré", "viré", 40 / 60),
    ],
)
def test_a_leading_time_is_cut_off_and_understood(typed: str, text: str, hours_ago: float) -> None:
    found = told(typed, NOON, 0)
    assert found.text == text
    assert found.at == pytest.approx(NOON - hours_ago * H)
    assert not found.too_old


@pytest.mark.parametrize(
    "typed",
    [
        "-2°C ce matin",
        "12.5 kn de vent",
        "14:20",
        "14:20   ",
        "-10 min",
        "25:00 non",
        "11:60 non",
        "11:2 non",
        "111:20 non",
        "-10 minutes après",
        "-10 sec x",
        "11:20h x",
        "à 11:20 viré",
        "10:30-11:00 essais",
        "\N{ARABIC-INDIC DIGIT NINE}:\N{ARABIC-INDIC DIGIT ZERO}5 non",
    ],
)
def test_anything_else_is_text(typed: str) -> None:
    assert told(typed, NOON, 0) == Told(typed)


def test_the_time_is_the_ship_s_and_the_most_recent() -> None:
    # At 01:30 ship's time (UTC-9:30) ten to midnight was yesterday evening.
    now = NOON - H
    found = told("23:50 relève", now, -34_200)
    assert found.at == now - 1 * H - 40 * 60


@pytest.mark.parametrize("typed", ["23:50 hier", "12:01 x", "-13 h x", "-721 min x", "-99999h x"])
def test_more_than_twelve_hours_back_the_line_is_of_now_and_keeps_the_time(typed: str) -> None:
    found = told(typed, NOON, 0)
    assert (found.text, found.at, found.too_old) == (typed, None, True)
    assert typed == f"{found.kept} {found.rest}"
