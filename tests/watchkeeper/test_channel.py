"""The watch and the channel: lines are posted moments after they stand in the log."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from demo.standin import StandIn
from logbook.chat import secrets
from logbook.model.entries import Draft, EntryKind, Origin
from logbook.model.neutral import JOINER
from tests.chat.setting_up import SetUp
from tests.watchkeeper.harness import Aboard, Computer, soon


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as made:
        yield made


@pytest.fixture
def aboard(tmp_path: Path) -> Iterator[Aboard]:
    computer = Computer("2027-06-01 12:59:00")
    made = Aboard(tmp_path, computer, "2027-06-01 12:59:00", at_anchor=True)
    made.watch.poster.start()
    yield made
    made.watch.poster.stop()
    made.close()


def texts(server: StandIn) -> list[str]:
    posts = server.board.of_channel(server.channel.id)
    ours = [post for post in posts if "logbook_uid" in post.props and not post.delete_at]
    return [post.message.replace(JOINER, "") for post in ours]


def test_the_hourly_line_is_on_the_server_within_two_seconds_of_the_hour(
    server: StandIn, aboard: Aboard
) -> None:
    secrets.save(aboard.folder, SetUp(server).run())
    aboard.run(59.0, aboard.gps)
    began = time.monotonic()
    aboard.run(2.0, aboard.gps)
    assert soon(lambda: any("hourly line" in text for text in texts(server)))
    assert time.monotonic() - began < 2.0
    (line,) = (text for text in texts(server) if "hourly line" in text)
    assert "13:00 UTC · hourly line\n48°22.41'N 004°29.90'W" in line


def test_the_live_card_shows_the_ship_and_is_pinned(server: StandIn, aboard: Aboard) -> None:
    secrets.save(aboard.folder, SetUp(server).run())
    aboard.run(5.0, aboard.gps)
    aboard.watch.poster.wake()
    assert soon(lambda: any("The ship, Tuesday 1 June 2027" in text for text in texts(server)))
    assert soon(lambda: any(post.is_pinned for post in server.board.of_channel(server.channel.id)))


def test_without_a_chat_nothing_is_owed_and_with_one_from_then_on(
    server: StandIn, aboard: Aboard
) -> None:
    aboard.run(120.0, aboard.gps)
    assert aboard.told
    assert aboard.watch.health()["outbox"] == 0
    secrets.save(aboard.folder, SetUp(server).run())
    aboard.run(3600.0, aboard.gps)
    assert soon(lambda: any("14:00 UTC" in text for text in texts(server)))
    assert not any("13:00 UTC" in text for text in texts(server))


def test_what_waits_and_why_is_said_by_health(server: StandIn, aboard: Aboard) -> None:
    secrets.save(aboard.folder, SetUp(server).run())
    server.faults.away = True
    aboard.run(120.0, aboard.gps)
    owed = len(aboard.told)
    assert owed
    assert soon(lambda: aboard.watch.poster.fault is not None)
    health = aboard.watch.health()
    assert health["outbox"] == owed
    assert any("Mattermost does not answer" in str(fault) for fault in health["faults"])  # type: ignore[attr-defined] # JSON-able
    server.faults.away = False
    aboard.run(10.0, aboard.gps)
    aboard.watch.poster.wake()
    assert soon(lambda: aboard.watch.health()["outbox"] == 0)


def test_a_notice_that_was_given_up_is_told_with_its_line_and_the_reason(
    server: StandIn, aboard: Aboard
) -> None:
    secrets.save(aboard.folder, SetUp(server).run())
    server.faults.away = True
    aboard.run(120.0, aboard.gps)
    outbox = aboard.watch.poster._outbox
    first = outbox.waiting()[0]
    outbox.park(first.id, "400 Invalid message.")
    assert first.entry is not None
    assert aboard.watch.bridge().ship.parked() == [(first.entry, "400 Invalid message.")]


def test_what_is_given_up_is_told_in_its_thread(server: StandIn, aboard: Aboard) -> None:
    secrets.save(aboard.folder, SetUp(server).run())
    said = server.sailor("elodie").say("log jamais pris")["id"]
    post = aboard.watch.channel.bridge().chat.get(said)  # type: ignore[union-attr] # it is set up
    aboard.watch.channel._untaken(post, 2)
    (told,) = (one for one in server.board.of_channel(server.channel.id) if one.root_id == said)
    assert "2 in all, are not in the log" in told.message
    assert "/log" in told.message


def test_somebody_overboard_is_on_the_live_card_until_it_is_over_or_struck(
    server: StandIn, aboard: Aboard
) -> None:
    secrets.save(aboard.folder, SetUp(server).run())
    aboard.run(5.0, aboard.gps)
    bridge, now = aboard.watch.bridge(), aboard.now
    timing = bridge.ship.timing()
    mob = Draft(now, now, EntryKind.MOB, Origin.MANUAL, "Man overboard", timing)
    (entry,) = bridge.append([replace(mob, position=aboard.place)])
    assert soon(lambda: any("MAN OVERBOARD at" in text for text in texts(server)))
    strike = Draft(now, now, EntryKind.STRIKE, Origin.MANUAL, "a buoy", timing)
    bridge.append([replace(strike, refers_to=entry.number)])
    assert soon(lambda: not any("MAN OVERBOARD at" in text for text in texts(server)))


def test_a_set_up_that_cannot_be_read_holds_the_posts_and_not_the_log(aboard: Aboard) -> None:
    (aboard.folder / secrets.NAME).write_text("{", encoding="utf-8")
    aboard.run(120.0, aboard.gps)
    assert aboard.watch.health()["outbox"] == len(aboard.told) > 0
    aboard.watch.poster.wake()
    assert soon(lambda: aboard.watch.poster.fault is not None)
    assert aboard.watch.poster.fault is not None
    assert aboard.watch.poster.fault.name == "chat.unreadable"
