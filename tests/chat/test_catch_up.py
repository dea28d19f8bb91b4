"""What was said while nobody listened is found again, once, in order, and nothing is skipped."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.chat.catch_up import OVERLAP_MS, PRIVATE_S, PUBLIC_S, CatchUp, Followed
from logbook.chat.pictures import Pictures
from logbook.model.ports import ChatAway, ChatBusy, Post
from logbook.model.refusal import Refusal
from logbook.store.book import Book
from tests.chat.following import NOW_MS, Channel, post
from tests.verbs.chat import CHANNEL, MARIE
from tests.watchkeeper.harness import soon


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Channel]:
    with Book(tmp_path) as book:
        yield Channel(book, Pictures(tmp_path, spare=0))


def test_what_was_said_before_the_log_first_listened_is_not_taken(channel: Channel) -> None:
    channel.chat.posts = [post(-2), post(-1)]
    follower = channel.follower()
    follower.round()
    follower.round()
    channel.follower().round()
    assert channel.taken == []
    channel.chat.posts.append(post(1))
    follower.round()
    assert channel.taken == ["p1"]


def test_a_post_that_is_listed_late_is_still_taken(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = channel.follower()
    follower.round()
    channel.chat.posts = [post(OVERLAP_MS)]
    monkeypatch.setattr(channel.chat, "posts_since", lambda *_: (channel.chat.posts, NOW_MS))
    follower.round()
    channel.chat.posts.append(post(1))
    follower.round()
    assert channel.taken == [f"p{OVERLAP_MS}", "p1"]


def test_what_was_said_while_down_is_taken_in_order_after_a_restart(channel: Channel) -> None:
    channel.follower().round()
    channel.chat.posts = [post(1), post(2), post(3)]
    channel.follower().round()
    assert channel.taken == ["p1", "p2", "p3"]


def test_each_post_is_handed_on_once_while_up(channel: Channel) -> None:
    follower = channel.follower()
    follower.round()
    channel.chat.posts = [post(1)]
    for _ in range(3):
        follower.round()
    channel.chat.posts.append(post(2))
    follower.round()
    assert channel.taken == ["p1", "p2"]


def test_an_edit_of_an_old_post_is_no_new_one(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = channel.follower()
    follower.round()
    old = post(1, NOW_MS - 86_400_000)
    monkeypatch.setattr(channel.chat, "posts_since", lambda *_: ([old], NOW_MS))
    follower.round()
    assert channel.taken == []


def test_a_post_that_cannot_be_taken_now_is_taken_later_and_none_after_it_is_lost(
    channel: Channel,
) -> None:
    channel.follower().round()
    channel.chat.posts = [post(1), post(2), post(3)]
    channel.failing["p2"] = Refusal("store.full")
    follower = channel.follower()
    assert follower.round() >= PRIVATE_S
    assert channel.taken == ["p1"]
    channel.failing.clear()
    follower.round()
    assert channel.taken == ["p1", "p2", "p3"]


def test_a_post_that_nobody_foresaw_does_not_stop_those_after_it(channel: Channel) -> None:
    channel.follower().round()
    channel.chat.posts = [post(1), post(2)]
    channel.failing["p1"] = KeyError("x")
    channel.follower().round()
    assert channel.taken == ["p2"]


def test_a_server_that_is_away_is_asked_again_ever_more_seldom(channel: Channel) -> None:
    channel.chat.away = True
    follower = channel.follower()
    waits = [follower.round() for _ in range(12)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (PRIVATE_S, 300.0)
    channel.chat.away = False
    assert follower.round() == PRIVATE_S


def test_a_server_that_asks_for_patience_gets_it(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise ChatBusy(42.0)

    monkeypatch.setattr(channel.chat, "posts_since", busy)
    assert channel.follower().round() == 42.0


def test_a_private_channel_is_followed_closely_and_a_public_one_now_and_then(
    channel: Channel,
) -> None:
    follower = channel.follower()
    assert follower.round() == PRIVATE_S
    channel.private = False
    assert follower.round() == PUBLIC_S


def test_another_channel_begins_anew(channel: Channel) -> None:
    follower = channel.follower()
    follower.round()
    channel.channel_id = "an0therchannel"
    channel.chat.posts = [Post("q1", "an0therchannel", MARIE.id, "log x", NOW_MS - 1_000_000)]
    follower.round()
    follower.round()
    assert channel.taken == []


def test_quiet_rounds_write_nothing_to_the_disk(channel: Channel) -> None:
    kept: list[object] = []
    follower = CatchUp(
        lambda: Followed(channel.chat, CHANNEL, private=True),
        channel.take,
        lambda *_: None,
        kept=channel.book.state,
        keep=kept.append,
        pictures=channel.pictures,
    )
    for _ in range(5):
        follower.round()
    assert len(kept) == 1


def test_files_that_are_wanted_are_fetched_on_a_round(channel: Channel, tmp_path: Path) -> None:
    channel.chat.files["f1"] = ("a.jpg", b"one")
    channel.pictures.want(7, ["f1"])
    channel.follower().round()
    assert (tmp_path / "files" / "7" / "a.jpg").read_bytes() == b"one"


def test_a_file_that_is_wanted_does_not_wait_for_the_next_look(
    channel: Channel, tmp_path: Path
) -> None:
    channel.private = False
    channel.chat.files = {"f1": ("a.jpg", b"one")}
    copy = tmp_path / "files" / "12" / "a.jpg"
    follower = channel.follower()
    follower.round()
    follower.start()
    channel.pictures.want(12, ["f1"])
    assert soon(copy.exists)
    follower.stop()
    assert copy.read_bytes() == b"one"


def test_it_looks_at_once_when_woken_and_stops_when_told(channel: Channel) -> None:
    follower = channel.follower()
    follower.start()
    channel.chat.posts = [post(1)]
    follower.wake()
    assert channel.news.wait(10.0)
    follower.stop()
    assert channel.taken == ["p1"]
    assert "channel" not in [thread.name for thread in threading.enumerate()]


def test_a_post_that_cannot_be_taken_keeps_no_picture_waiting(
    channel: Channel, tmp_path: Path
) -> None:
    channel.follower().round()
    channel.chat.posts = [post(1)]
    channel.chat.files["f1"] = ("a.jpg", b"one")
    channel.pictures.want(7, ["f1"])
    channel.failing["p1"] = Refusal("people.not_checked")
    channel.follower().round()
    assert (tmp_path / "files" / "7" / "a.jpg").read_bytes() == b"one"


def test_a_file_that_cannot_be_had_makes_no_channel_read_more_seldom(
    channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ChatAway("500")

    monkeypatch.setattr(channel.chat, "download", broken)
    channel.pictures.want(7, ["f1"])
    follower = channel.follower()
    assert {follower.round() for _ in range(12)} == {PRIVATE_S}
    channel.private = False
    assert [follower.round() for _ in range(2)] == [PUBLIC_S] * 2
