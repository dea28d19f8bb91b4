"""Posts that cannot be taken now wait by themselves: nothing is skipped, and nobody held up."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.chat.catch_up import PRIVATE_S
from logbook.chat.pictures import Pictures
from logbook.chat.waiting import FIRST_MS, GIVEN_UP_MS, LONGEST_MS, STATE, Waiting
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from tests.chat.following import NOW_MS, Channel, post
from tests.verbs.chat import CHANNEL, LEO, MARIE, PAUL

NOT_CHECKED = Refusal("people.not_checked")


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    with Book(tmp_path) as book:
        found = Channel(book, Pictures(tmp_path, spare=0))
        found.follower().round()
        yield found


def test_an_author_whom_the_server_cannot_tell_of_holds_up_nobody_else(channel: Channel) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(1), post(2, author=PAUL.id), post(3), post(4, author=LEO.id)]
    follower = channel.follower()
    assert follower.round() == PRIVATE_S
    assert channel.taken == ["p1", "p3", "p4"]
    channel.chat.posts.append(post(5))
    follower.round()
    assert channel.taken[-1] == "p5"


def test_what_waits_is_taken_as_soon_as_it_can_be_also_after_a_restart(channel: Channel) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(n, author=PAUL.id) for n in (1, 2)] + [post(3)]
    channel.follower().round()
    channel.chat.now_ms += 10 * 60_000
    del channel.failing[PAUL.id]
    channel.follower().round()
    assert sorted(channel.taken) == ["p1", "p2", "p3"]
    assert channel.book.state(STATE) == {CHANNEL: {}}


def test_an_author_is_asked_after_once_a_round_however_much_they_say(channel: Channel) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(n, author=PAUL.id) for n in range(1, 100)]
    follower = channel.follower()
    follower.round()
    assert channel.asked == ["p1"]
    channel.chat.now_ms += FIRST_MS
    follower.round()
    assert channel.asked == ["p1", "p1"]


def test_they_are_tried_ever_more_seldom(channel: Channel) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(1, author=PAUL.id)]
    follower = channel.follower()
    for _ in range(20 * 60):
        follower.round()
        channel.chat.now_ms += 60_000
    assert 20 < len(channel.asked) < 40


def test_a_post_that_nobody_foresaw_waits_alone_and_is_not_lost(channel: Channel) -> None:
    channel.failing["p1"] = KeyError("x")
    channel.chat.posts = [post(1), post(2)]
    follower = channel.follower()
    follower.round()
    assert channel.taken == ["p2"]
    channel.failing.clear()
    channel.chat.now_ms += FIRST_MS
    follower.round()
    assert channel.taken == ["p2", "p1"]


def test_after_a_day_of_trying_it_is_given_up_and_that_is_told_once(channel: Channel) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(1, author=PAUL.id), post(2, author=PAUL.id), post(3)]
    channel.follower().round()
    channel.chat.now_ms += GIVEN_UP_MS - 10 * 60_000
    young = post(GIVEN_UP_MS - 3_600_000, author=PAUL.id)
    channel.chat.posts.append(young)
    follower = channel.follower()
    follower.round()
    assert channel.untaken == []
    channel.chat.now_ms += LONGEST_MS
    follower.round()
    assert channel.untaken == [("p1", 2)]
    channel.chat.now_ms += LONGEST_MS
    follower.round()
    assert channel.untaken == [("p1", 2)]
    del channel.failing[PAUL.id]
    channel.chat.now_ms += LONGEST_MS
    follower.round()
    assert channel.taken == ["p3", young.id]


def test_what_cannot_be_told_now_is_not_given_up_yet(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(1, author=PAUL.id)]
    follower = channel.follower()
    follower.round()
    channel.chat.now_ms += GIVEN_UP_MS
    monkeypatch.setattr(follower, "_untaken", lambda *_: (_ for _ in ()).throw(NOT_CHECKED))
    follower.round()
    channel.chat.now_ms += LONGEST_MS
    channel.follower().round()
    assert channel.untaken == [("p1", 1)]


def test_a_clock_that_was_set_back_lets_nobody_wait_for_it(channel: Channel) -> None:
    channel.failing[PAUL.id] = NOT_CHECKED
    channel.chat.posts = [post(1, author=PAUL.id)]
    follower = channel.follower()
    follower.round()
    channel.chat.now_ms -= 86_400_000
    del channel.failing[PAUL.id]
    follower.round()
    assert channel.taken == ["p1"]


def test_of_another_channel_nothing_waits_any_more() -> None:
    kept = {STATE: {CHANNEL: {MARIE.id: [NOW_MS, NOW_MS], PAUL.id: "x", LEO.id: [1]}}}
    waiting = Waiting(kept.get)
    waiting.of(CHANNEL)
    assert waiting.due(NOW_MS) == {MARIE.id: NOW_MS}
    waiting.of("another")
    assert waiting.due(NOW_MS) == {}
    assert waiting.state() == {STATE: {"another": {}}}
