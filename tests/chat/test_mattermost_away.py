"""The Chat on a Mattermost that refuses, is ill, or is gone, against the stand-in."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from demo.standin import Fault, StandIn
from logbook.chat.mattermost import MattermostChat
from logbook.chat.secrets import Mattermost
from logbook.chat.unreachable import Cause, Unreachable
from logbook.model.ports import Chat, ChatAway, ChatBusy, ChatRefused

BUTTON = {"attachments": [{"actions": [
    {"id": "correct", "type": "button", "name": "Corriger",
     "integration": {"url": "http://127.0.0.1:1/webhooks/action", "context": {"sig": "s"}}},
]}]}  # fmt: skip


@pytest.fixture
def server() -> Iterator[StandIn]:
    with StandIn() as running:
        yield running


@pytest.fixture
def settings(server: StandIn) -> Mattermost:
    bot, token = server.add_bot()
    return Mattermost(
        url=server.url,
        bot_token=token,
        bot_id=bot.id,
        team_id=server.team.id,
        channel_id=server.channel.id,
        callback="http://127.0.0.1:1",
        signing_key="k" * 64,
    )


@pytest.fixture
def chat(settings: Mattermost) -> Chat:
    return MattermostChat(settings)


def test_a_post_that_is_too_long_is_refused_by_its_id(chat: Chat, server: StandIn) -> None:
    with pytest.raises(ChatRefused) as caught:
        chat.post(server.channel.id, "x" * 16_384)
    assert caught.value.error == "model.post.is_valid.msg.app_error"


def test_a_disabled_bot_is_refused_with_401(chat: Chat, server: StandIn) -> None:
    bot = server.user("journal")
    server.world.users[bot.id] = replace(bot, delete_at=1)
    with pytest.raises(ChatRefused) as caught:
        chat.post(server.channel.id, "x")
    assert caught.value.status == 401


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (Fault.HANG_UP, Cause.CUT),
        (Fault.STORE_THEN_HANG_UP, Cause.CUT),
        (Fault.BROKEN, Cause.BROKEN),
        (Fault.PORTAL, Cause.STRANGER),
        (Fault.REDIRECT, Cause.ELSEWHERE),
        (Fault.GATEWAY, Cause.BROKEN),
    ],
)
def test_whatever_stands_in_the_way_is_away_and_uncertain(
    chat: Chat, server: StandIn, fault: Fault, cause: Cause
) -> None:
    server.faults.plan(fault, method="POST", part="posts")
    with pytest.raises(Unreachable) as caught:
        chat.post(server.channel.id, "x")
    assert (caught.value.cause, caught.value.certain) == (cause, False)
    assert chat.post(server.channel.id, "y").message == "y"


def test_a_captive_portal_does_not_pass_for_the_bot_nor_for_a_file(
    chat: Chat, server: StandIn
) -> None:
    server.faults.plan(Fault.PORTAL, times=None)
    file_id = "x" * 26
    for asking in (chat.me, lambda: chat.pinned("c" * 26), lambda: chat.download(file_id, 100)):
        with pytest.raises(ChatAway):
            asking()


def test_a_server_that_asks_for_patience_says_how_long(chat: Chat, server: StandIn) -> None:
    server.faults.retry_after_s = 7
    server.faults.plan(Fault.TOO_MANY)
    with pytest.raises(ChatBusy) as caught:
        chat.post(server.channel.id, "x")
    assert (caught.value.wait_s, caught.value.certain) == (7, True)


def test_a_server_that_is_gone_is_away_for_certain_and_found_when_it_is_back(
    chat: Chat, server: StandIn
) -> None:
    chat.me()
    with server.away():
        # The connection that was kept open may only be found cut at the first call.
        with contextlib.suppress(ChatAway):
            chat.me()
        with pytest.raises(ChatAway) as caught:
            chat.me()
    assert caught.value.certain
    assert chat.me().bot


def test_many_threads_may_call_at_once(chat: Chat, server: StandIn) -> None:
    failed: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for each in range(5):
                chat.post(server.channel.id, f"{number}.{each}")
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test must see it
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len({post.message for post in chat.posts_since(server.channel.id, 0)[0]}) == 40
