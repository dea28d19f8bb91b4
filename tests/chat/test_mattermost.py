"""The Chat on a Mattermost, against the stand-in over real HTTP."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from demo.standin import StandIn
from logbook.chat.mattermost import MattermostChat
from logbook.chat.secrets import Mattermost
from logbook.model.ports import Chat, ChatRefused
from tests.chat.raw_server import RawServer, answer

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


def test_building_it_calls_nobody() -> None:
    MattermostChat(
        Mattermost("http://127.0.0.1:9", "token", "bot", "team", "channel", "http://x", "k" * 64)
    )


def test_the_bot_knows_itself(chat: Chat, settings: Mattermost) -> None:
    me = chat.me()
    assert (me.id, me.username, me.bot, me.guest) == (settings.bot_id, "journal", True, False)


def test_an_account_that_was_deactivated_is_gone(chat: Chat, server: StandIn) -> None:
    elodie = server.user("elodie")
    assert not chat.person(elodie.id).gone
    server.world.users[elodie.id] = replace(elodie, delete_at=5)
    assert chat.person(elodie.id).gone
    assert chat.is_member(server.channel.id, elodie.id)


def test_people_come_with_their_language_and_as_guests_where_they_are(
    chat: Chat, server: StandIn
) -> None:
    elodie, mousse = server.user("elodie"), server.user("mousse")
    told = chat.person(elodie.id)
    assert (told.username, told.locale, told.guest, told.bot) == ("elodie", "fr", False, False)
    assert chat.person(mousse.id).guest
    with pytest.raises(ChatRefused):
        chat.person("x" * 26)


def test_an_account_is_found_by_its_username_and_no_other(chat: Chat, server: StandIn) -> None:
    assert chat.named("elodie").id == server.user("elodie").id
    with pytest.raises(ChatRefused) as caught:
        chat.named("nobody-s")
    assert caught.value.status == 404


def test_membership_of_a_channel_is_told(chat: Chat, server: StandIn) -> None:
    assert chat.is_member(server.channel.id, server.user("elodie").id)
    assert not chat.is_member(server.channel.id, server.user("sam").id)


def test_the_members_of_a_channel_are_told_with_the_guests_among_them(
    chat: Chat, server: StandIn
) -> None:
    guests = {person.username: person.guest for person in chat.members(server.channel.id)}
    assert guests["elodie"] is False
    assert guests["mousse"] is True
    assert "sam" not in guests


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("403 Forbidden", "api.context.permissions.app_error"),
        ("404 Not Found", "api.context.404.app_error"),
    ],
)
def test_where_the_bot_may_not_look_it_does_not_say_that_somebody_is_no_member(
    settings: Mattermost, status: str, error: str
) -> None:
    with (
        RawServer(answer(f'{{"id":"{error}"}}'.encode(), status)) as raw,
        pytest.raises(ChatRefused) as caught,
    ):
        MattermostChat(replace(settings, url=raw.url)).is_member("c" * 26, "u" * 26)
    assert caught.value.error == error


def test_an_id_that_is_none_is_refused_before_it_is_sent(chat: Chat, server: StandIn) -> None:
    for bad in ("../../system", "", "a/b", "x?y"):
        with pytest.raises(ChatRefused):
            chat.get(bad)
        with pytest.raises(ChatRefused):
            chat.is_member(server.channel.id, bad)


def test_a_post_is_written_read_edited_pinned_and_deleted(chat: Chat, server: StandIn) -> None:
    post = chat.post(server.channel.id, "Cap au **sud**", props={**BUTTON, "logbook_uid": "u1"})
    assert chat.get(post.id).message == "Cap au **sud**"
    assert post.props["logbook_uid"] == "u1"
    chat.pin(post.id)
    assert [one.id for one in chat.pinned(server.channel.id)] == [post.id]
    edited = chat.edit(post.id, "Cap au nord", {"logbook_uid": "u1"})
    assert (edited.message, edited.edit_at > 0) == ("Cap au nord", True)
    chat.delete(post.id)
    with pytest.raises(ChatRefused) as caught:
        chat.get(post.id)
    assert caught.value.status == 404


def test_an_edit_keeps_the_pin_and_the_files(chat: Chat, server: StandIn) -> None:
    file_id = chat.upload(server.channel.id, "voile.txt", b"ris 1")
    post = chat.post(server.channel.id, "x", file_ids=[file_id])
    chat.pin(post.id)
    assert chat.edit(post.id, "y", {}).file_ids == (file_id,)
    assert [one.id for one in chat.pinned(server.channel.id)] == [post.id]


def test_the_same_pending_id_gives_the_same_post(chat: Chat, server: StandIn) -> None:
    first = chat.post(server.channel.id, "une fois", pending_id="bot:1")
    again = chat.post(server.channel.id, "une fois", pending_id="bot:1")
    assert first.id == again.id


def test_a_reply_stands_in_its_thread(chat: Chat, server: StandIn) -> None:
    root = chat.post(server.channel.id, "racine")
    assert chat.post(server.channel.id, "réponse", root_id=root.id).root_id == root.id


def test_what_changed_since_comes_in_order_of_creation_with_the_server_s_time(
    chat: Chat, server: StandIn
) -> None:
    before = chat.post(server.channel.id, "avant")
    first = chat.post(server.channel.id, "un")
    second = chat.post(server.channel.id, "deux")
    found, now = chat.posts_since(server.channel.id, before.create_at)
    assert [post.id for post in found if post.id != before.id] == [first.id, second.id]
    assert abs(now - second.create_at) < 60_000


def test_after_more_changes_than_one_answer_holds_none_is_lost() -> None:
    now = [1_795_302_883_000]

    def clock() -> int:
        now[0] += 1
        return now[0]

    with StandIn(clock=clock) as server:
        bot, token = server.add_bot()
        user, channel = server.user("elodie"), server.channel
        written = [
            server.board.write(user, channel, {"message": str(number)})[0].id
            for number in range(1300)
        ]
        chat = MattermostChat(
            Mattermost(server.url, token, bot.id, server.team.id, channel.id, "http://x", "k" * 64)
        )
        since = server.board.posts[written[0]].create_at
        found, _ = chat.posts_since(channel.id, since)
    assert [post.id for post in found] == written[1:]


@pytest.mark.parametrize("name", ["photo du près.jpg", "trace.gpx", "carte.geojson", "x.json"])
def test_a_file_comes_back_as_it_was_uploaded(chat: Chat, server: StandIn, name: str) -> None:
    data = b'{"type": "FeatureCollection"}' * 1000
    file_id = chat.upload(server.channel.id, name, data)
    chat.post(server.channel.id, "fichier", file_ids=[file_id])
    assert chat.download(file_id, 1_000_000) == (name, data)


def test_a_file_larger_than_wanted_is_refused(chat: Chat, server: StandIn) -> None:
    file_id = chat.upload(server.channel.id, "grand.bin", b"x" * 5000)
    chat.post(server.channel.id, "fichier", file_ids=[file_id])
    with pytest.raises(ChatRefused) as caught:
        chat.download(file_id, 4999)
    assert caught.value.status == 413


def test_one_person_can_be_told_something_alone(chat: Chat, server: StandIn) -> None:
    post = chat.direct(server.user("elodie").id, "pour toi seule")
    assert server.world.channels[post.channel_id].type == "D"
    assert post.message == "pour toi seule"


def test_a_dialog_opens_for_whoever_holds_the_trigger(chat: Chat, server: StandIn) -> None:
    _, trigger = server.site.triggers.make(server.user("elodie").id)
    chat.open_dialog(trigger, "http://127.0.0.1:1/d", {"callback_id": "log", "title": "Journal"})
    with pytest.raises(ChatRefused):
        chat.open_dialog("nonsense", "http://127.0.0.1:1/d", {"callback_id": "log", "title": "x"})
