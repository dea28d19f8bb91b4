"""What a station says again is no news: for 72 hours, and unless it came badly before."""

from collections.abc import Iterable

from logbook.model.navtex import Bulletin
from logbook.model.navtex_repeats import KEPT_S, Had, Repeats

START = 1_780_000_000.0
HOUR = 3600.0
MADE = Bulletin(START, "LIGHT UNLIT", 4, code="FA02", frequency=2, characters=200, unreadable=0)


def later(hours: float, bulletin: Bulletin = MADE, **more: object) -> Bulletin:
    return bulletin._replace(at=bulletin.at + hours * HOUR, **more)  # type: ignore[arg-type] # fields by name


def fresh(*had: Had) -> Repeats:
    def known(identity: str) -> Iterable[Had]:
        return [one for one in had if one.identity == identity]

    return Repeats(known)


def test_it_is_news_once_in_72_hours_however_often_it_is_said() -> None:
    repeats = fresh()
    assert repeats.is_news(MADE)
    for hours in range(4, 73, 4):
        assert not repeats.is_news(later(hours))
    assert repeats.is_news(later(73))
    assert not repeats.is_news(later(77))


def test_another_number_station_or_frequency_is_another_bulletin() -> None:
    repeats = fresh()
    others = [{"code": "FA03"}, {"code": "GA02"}, {"frequency": 1}, {}]
    assert all(repeats.is_news(later(0, **other)) for other in others)  # type: ignore[arg-type] # fields by name


def test_what_stands_in_the_log_from_before_is_no_news() -> None:
    assert not fresh(Had("2:FA02", START - 71 * HOUR, 0.0)).is_news(MADE)
    assert fresh(Had("2:FA02", START - 73 * HOUR, 0.0)).is_news(MADE)
    assert fresh(Had("1:FA02", START - HOUR, 0.0)).is_news(MADE)
    # An import may find what was heard later.
    assert not fresh(Had("2:FA02", START + 71 * HOUR, 0.0)).is_news(MADE)


def test_of_several_that_the_log_holds_the_best_counts() -> None:
    well, badly = Had("2:FA02", START - HOUR, 0.0), Had("2:FA02", START - 5 * HOUR, 0.9)
    assert not fresh(badly, well).is_news(MADE)
    assert fresh(badly).is_news(MADE)


def test_one_that_came_badly_is_news_again_only_where_it_comes_much_better() -> None:
    repeats = fresh()
    assert repeats.is_news(later(0, unreadable=60))
    assert not repeats.is_news(later(4, unreadable=58))
    assert not repeats.is_news(later(8, lost=3))
    assert repeats.is_news(later(12, unreadable=9))
    assert repeats.is_news(later(16, unreadable=1))
    assert not repeats.is_news(later(20, unreadable=0))


def test_less_than_four_in_a_hundred_bad_characters_are_well_received() -> None:
    repeats = fresh()
    assert repeats.is_news(later(0, unreadable=8))
    assert not repeats.is_news(later(4))


def test_number_00_is_always_news_but_for_the_very_same_words() -> None:
    repeats = fresh()
    urgent = MADE._replace(code="FD00")
    assert repeats.is_news(urgent)
    assert repeats.is_news(later(1, urgent, text="LIFERAFT SIGHTED"))
    assert not repeats.is_news(later(2, urgent, text="LIFERAFT  SIGHTED"))
    assert not repeats.is_news(later(3, urgent))


def test_one_that_lost_its_letters_cannot_be_known_again_and_is_written() -> None:
    repeats = fresh()
    assert repeats.is_news(later(0, code=None, lost=1))
    assert repeats.is_news(later(1, code=None, lost=1))


def test_a_stored_one_that_the_receiver_gives_again_days_later_is_the_same_reception() -> None:
    repeats = fresh()
    assert repeats.is_news(MADE)
    assert not repeats.is_news(later(73, received=START))


def test_what_is_remembered_is_bounded() -> None:
    repeats = fresh()
    for number in range(5000):
        assert repeats.is_news(MADE._replace(code="FD00", text=str(number)))
    assert len(repeats._had) <= 512


def test_a_clock_that_is_set_makes_nothing_new() -> None:
    repeats = fresh()
    assert repeats.is_news(MADE)
    repeats.retimed(100 * HOUR)
    assert not repeats.is_news(later(100))
    assert KEPT_S == 72 * HOUR
