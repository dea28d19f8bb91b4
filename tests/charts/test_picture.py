"""The picture: lines where something was heard, gaps where not, night darker than day."""

import pytest

from logbook.charts.frame import ALARM, DAY, LEFT, NIGHT, RIGHT
from logbook.charts.picture import GLASS, GUST, HEIGHT, SHEET, WIDTH, WIND, Behind, picture
from logbook.locale import speaker
from logbook.model.observations import Sample
from logbook.model.weather_spell import Spell, gathered
from tests.charts.weathered import DAY_S, HOUR_S, Colour, Pixels, near, weather
from tests.verbs.aboard import NOON

_UPPER, _LOWER = (179, 431), (521, 773)
_ARROWS = (LEFT, 786, RIGHT, 836)


def spell(samples: list[Sample], span_s: float = DAY_S) -> Spell:
    return gathered(samples, NOON, span_s, 60.0)


def drawn(found: Spell, behind: Behind | None = None, ship: str = "Mouette") -> Pixels:
    return Pixels(picture(speaker("fr"), ship, found, NOON, 7200, behind or Behind()))


def x(ago_h: float, span_s: float = DAY_S) -> float:
    """Return where an instant so many hours ago stands."""
    return RIGHT - ago_h * HOUR_S / span_s * (RIGHT - LEFT)


def crossing(pixels: Pixels, at: float, frame: tuple[int, int], colour: Colour) -> list[int]:
    """Return the rows of a frame where a column has a colour."""
    return [
        row
        for row, one in enumerate(pixels.column(at, *frame), start=frame[0])
        if near(one, colour, 30)
    ]


def brightness(colour: Colour) -> float:
    """Return the relative luminance of WCAG 2."""
    linear = [
        one / 255 / 12.92 if one <= 10 else ((one / 255 + 0.055) / 1.055) ** 2.4 for one in colour
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("span_s", [DAY_S, 2 * DAY_S])
def test_every_curve_crosses_every_hour_that_was_heard(span_s: float) -> None:
    pixels = drawn(spell(weather(span_s), span_s))
    assert pixels.size == (WIDTH, HEIGHT)
    for ago_h in (1.2, 7.7, 13.1, 22.4):
        at = x(ago_h, span_s)
        assert crossing(pixels, at, _UPPER, GLASS)
        mean, gust = (crossing(pixels, at, _LOWER, colour) for colour in (WIND, GUST))
        assert max(gust) < min(mean)


def test_a_falling_glass_falls_and_a_rising_wind_rises() -> None:
    pixels = drawn(spell(weather()))
    (early, late) = (crossing(pixels, x(ago_h), _UPPER, GLASS) for ago_h in (22.4, 1.2))
    assert min(late) > max(early) + 80
    (early, late) = (crossing(pixels, x(ago_h), _LOWER, WIND) for ago_h in (22.4, 1.2))
    assert max(late) < min(early) - 80


def test_a_silence_is_a_gap_in_every_curve_and_has_no_arrow() -> None:
    pixels = drawn(spell(weather(silent=[(14, 8)])))
    for at in range(round(x(13.8)), round(x(8.2))):
        assert not crossing(pixels, at, _UPPER, GLASS)
        assert not crossing(pixels, at, _LOWER, WIND)
        assert not crossing(pixels, at, _LOWER, GUST)
    assert pixels.count(WIND, (round(x(13)), 786, round(x(9)), 836)) == 0
    assert pixels.count(WIND, _ARROWS) > 1000


def test_night_is_darker_than_day_in_both_frames_and_nowhere_else() -> None:
    night = (NOON - 16 * HOUR_S, NOON - 8 * HOUR_S)
    pixels = drawn(spell(weather()), Behind([night]))
    for row in (_UPPER[1] - 10, _LOWER[1] - 10):
        assert near(pixels.at(x(12.2), row), NIGHT)
        assert near(pixels.at(x(20.2), row), DAY)
        assert near(pixels.at(x(4.2), row), DAY)
    assert brightness(DAY) > 3 * brightness(NIGHT)
    assert near(drawn(spell(weather())).at(x(12.2), _UPPER[1] - 10), DAY)


def test_a_night_that_began_before_is_cut_at_the_edge() -> None:
    pixels = drawn(spell(weather()), Behind([(NOON - 40 * HOUR_S, NOON - 20 * HOUR_S)]))
    assert near(pixels.at(LEFT + 6, _UPPER[1] - 10), NIGHT)
    assert near(pixels.at(LEFT - 2, _UPPER[1] - 20), SHEET)


def test_every_ink_stands_out_by_day_and_by_night() -> None:
    for ink in (GLASS, WIND, GUST, ALARM):
        for ground in (DAY, NIGHT, SHEET):
            # WCAG 2.1, 1.4.11: what is needed to understand a graphic, 3 to 1.
            assert (brightness(ink) + 0.05) / (brightness(ground) + 0.05) >= 3.0


def test_an_alarm_is_marked_where_it_was_raised_and_explained() -> None:
    pixels = drawn(spell(weather()), Behind(alarms=[NOON - 6 * HOUR_S]))
    assert len(crossing(pixels, x(6), _UPPER, ALARM)) > 200
    assert len(crossing(pixels, x(6), _LOWER, ALARM)) > 200
    assert pixels.count(ALARM, (800, 20, 1000, 60)) > 100
    assert drawn(spell(weather())).count(ALARM, (0, 0, WIDTH, HEIGHT)) == 0


def test_what_is_not_measured_is_said_in_its_frame() -> None:
    pixels = drawn(spell(weather(wind=False)))
    assert pixels.count((240, 244, 248), (300, 600, 760, 690)) > 300
    assert pixels.count(WIND, _ARROWS) == 0
    pixels = drawn(spell(weather(glass=False)))
    assert pixels.count((240, 244, 248), (300, 260, 760, 350)) > 300
    assert pixels.count(GLASS, (740, 100, 1000, 165)) == 0


def test_figures_of_now_are_told_only_while_they_are_of_now() -> None:
    now = (740, 450, 1000, 505)
    assert drawn(spell(weather())).count(WIND, now) > 300
    assert drawn(spell(weather(silent=[(2, 0)]))).count(WIND, now) == 0


@pytest.mark.parametrize("ship", ["", "☃", "Ñ" * 200])
def test_any_name_of_a_ship_fits(ship: str) -> None:
    pixels = drawn(spell(weather()), Behind(alarms=[NOON - HOUR_S]), ship)
    assert pixels.count((240, 244, 248), (985, 20, 1000, 60)) == 0
