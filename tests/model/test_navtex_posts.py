"""A flood of bulletins: few posts, one line for the rest, and a bound for each day."""

import json
import math

from hypothesis import given
from hypothesis import strategies as st

from logbook.model.navtex import Bulletin
from logbook.model.navtex_posts import (
    DAY_S,
    HOUR_S,
    MOST_A_DAY,
    MOST_AN_HOUR,
    TELL_S,
    Fate,
    Posts,
    Together,
)

MIDNIGHT = math.floor(1_780_000_000.0 / DAY_S) * DAY_S
PLAIN = Bulletin(MIDNIGHT, "SW 4", 1, code="FE02")
GALE = PLAIN._replace(code="FB02")


def flooded(
    bulletin: Bulletin,
    count: int,
    every_s: float,
    posts: Posts | None = None,
    since: float = MIDNIGHT,
) -> tuple[Posts, list[Fate], list[Together]]:
    posts, fates, told = posts or Posts(), [], []
    for step in range(count):
        at = since + step * every_s
        posts, fate = posts.after(bulletin, at)
        fates.append(fate)
        posts, together = posts.told(at)
        if together is not None:
            told.append(together)
    return posts, fates, told


def test_a_turn_of_a_station_has_a_post_for_each() -> None:
    _, fates, told = flooded(PLAIN, 8, 75.0)
    assert fates == [Fate.POSTED] * 8
    assert told == []


def test_more_than_that_at_once_are_told_in_one_line_ten_minutes_later() -> None:
    posts, fates, told = flooded(PLAIN, 200, 1.0)
    assert fates.count(Fate.POSTED) == 8
    assert fates.count(Fate.TOGETHER) == 192
    assert told == []
    assert posts.told(MIDNIGHT + 8.0 + TELL_S - 1.0)[1] is None
    posts, together = posts.told(MIDNIGHT + 8.0 + TELL_S)
    assert together is not None
    assert (together.count, together.dangerous, together.dropped) == (192, 0, 0)
    assert together.named == ("FE02",) * 40
    assert posts.told(MIDNIGHT + HOUR_S)[1] is None


def test_the_ordinary_ones_leave_room_for_what_is_dangerous() -> None:
    posts, _, _ = flooded(PLAIN, 200, 1.0)
    _, fates, _ = flooded(GALE, 6, 1.0, posts, since=MIDNIGHT + 200.0)
    assert fates == [Fate.POSTED] * 4 + [Fate.TOGETHER] * 2
    posts, fates, _ = flooded(PLAIN, 1000, 0.1)
    assert fates.count(Fate.DROPPED) == 1000 - round(MOST_A_DAY * 2 / 3)
    _, fates, _ = flooded(GALE, 1, 1.0, posts, since=MIDNIGHT + 200.0)
    assert fates != [Fate.DROPPED]


def test_a_flood_that_never_ends_makes_a_few_posts_an_hour_and_a_bounded_day() -> None:
    _, fates, told = flooded(GALE, 24 * 3600, 1.0)
    assert fates.count(Fate.DROPPED) == 24 * 3600 - MOST_A_DAY
    posts = fates.count(Fate.POSTED) + len(told)
    assert posts <= 24 * (MOST_AN_HOUR + 1)
    assert sum(one.count for one in told) + fates.count(Fate.POSTED) == MOST_A_DAY
    assert all(one.count or one.dropped for one in told)


def test_an_hour_later_and_another_day_there_is_room_again() -> None:
    posts, _, _ = flooded(GALE, 700, 0.1)
    assert posts.after(GALE, MIDNIGHT + 2 * HOUR_S)[1] is Fate.DROPPED
    assert posts.after(GALE, MIDNIGHT + DAY_S)[1] is Fate.POSTED
    fewer, _, _ = flooded(GALE, 20, 1.0)
    assert fewer.after(GALE, MIDNIGHT + HOUR_S + 12.0)[1] is Fate.POSTED


def test_a_clock_that_is_set_keeps_what_waits() -> None:
    posts, _, _ = flooded(GALE, 20, 1.0)
    posts = posts.retimed(1000.0)
    assert posts.told(MIDNIGHT + 1000.0 + 12.0 + TELL_S - 1.0)[1] is None
    assert posts.told(MIDNIGHT + 1000.0 + 12.0 + TELL_S)[1] is not None
    # In a time far off, it is told at once rather than never; before any time, not at all.
    assert posts.told(MIDNIGHT - DAY_S)[1] is not None
    assert posts.told(-math.inf)[1] is None


@given(st.integers(0, 40), st.sampled_from([PLAIN, GALE, GALE._replace(code=None)]))
def test_it_is_found_again_after_a_restart(count: int, bulletin: Bulletin) -> None:
    posts, _, _ = flooded(bulletin, count, 1.0)
    assert Posts.from_stored(json.loads(json.dumps(posts.stored()))) == posts


def test_what_cannot_be_read_is_a_beginning() -> None:
    for stored in (None, 3, {}, {"posted": 3, "day": 1, "written": 1}, {"posted": [None]}):
        assert Posts.from_stored(stored) == Posts()
