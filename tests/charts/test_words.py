"""What a chart shows, in words."""

from logbook.charts.words import alternative, latest
from logbook.locale import speaker
from logbook.model.weather_spell import gathered
from tests.charts.weathered import DAY_S, weather
from tests.eye import french
from tests.verbs.aboard import NOON


def test_the_words_tell_the_course_and_the_extremes_of_both() -> None:
    spell = gathered(weather(), NOON, DAY_S, 60.0)
    assert alternative(speaker("en"), spell, NOON, 0).splitlines() == [
        "Pressure from 1018.0 to 1010.0 hPa, lowest 1010.0, highest 1018.0",
        "Wind from SW 19 kn to SW 39 kn; mean 19 to 39 kn, gusts 45 kn",
    ]


def test_silence_and_alarms_are_told() -> None:
    spell = gathered(weather(silent=[(14, 8)], wind=False), NOON, DAY_S, 60.0)
    assert alternative(french(), spell, NOON, 2).splitlines() == [
        (
            "Pression de 1018,0 à 1010,0 hPa, au plus bas 1010,0, au plus haut 1018,0"
            " (aucune mesure pendant 6 h)"
        ),
        "Vent : non mesuré",
        "2 alarmes météo sont marquées",
    ]


def test_a_step_that_has_only_begun_is_no_silence() -> None:
    spell = gathered(weather(), NOON + 30.0, DAY_S, 60.0)
    assert spell.glass[-1] is None
    assert "nothing measured" not in alternative(speaker("en"), spell, NOON + 30.0, 0)
    assert latest(spell, spell.glass, NOON + 30.0) is not None
    assert latest(spell, spell.glass, NOON + 3600.0) is None
