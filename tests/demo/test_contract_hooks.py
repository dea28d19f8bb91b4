"""Outgoing webhooks go off, and their replies are posted, as recorded."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from demo.standin import StandIn
from tests.demo.callouts import prepared, same_request, told
from tests.demo.integration import Integration
from tests.demo.recorded import differences, exchange, fixture, names
from tests.demo.recorded_world import RecordedWorld

Json = dict[str, Any]

FIRED = [
    name
    for name in names()
    # Several addresses in one hook are broken in 6.7 and mended since: ours has one.
    if name.startswith(("outgoing-", "private-05")) and name != "outgoing-10-multi-callback"
]
CREATED = (
    "rest-outgoing-hook-create-form-trigger",
    "rest-outgoing-hook-create-json-startswith",
    "rest-outgoing-hook-create-channel-wide",
    "rest-outgoing-hook-create-no-content-type",
)


@pytest.fixture
def mattermost() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


@pytest.fixture
def integration() -> Iterator[Integration]:
    with Integration() as server:
        yield server


@pytest.mark.parametrize("name", FIRED)
def test_a_message_sets_off_the_hooks_that_were_recorded(
    mattermost: StandIn, integration: Integration, name: str
) -> None:
    blocked = name.startswith("private-05")
    recorded: Json = {} if blocked else fixture(name)
    post = exchange(name).answer if blocked else recorded["triggering_post"]
    world = prepared(mattermost, integration, post["create_at"] - 1)
    mattermost.world.hooks.clear()
    for created in CREATED:
        world.put_hook(exchange(created).answer)
    if blocked:
        mattermost.settings.untrusted_connections = ""
    replies = recorded.get("integration_replies") or [{"status": 200, "headers": {}, "body": "{}"}]
    reply = replies[0]
    long = name == "outgoing-29-reply-long"
    body = json.dumps({"text": "w" * sum(_lengths(recorded))}) if long else reply["body"]
    integration.answer(reply["status"], reply["headers"], body.encode())
    elodie = mattermost.sailor("elodie")
    known = world.known()
    made = _write(world, post)
    mattermost.site.settle()
    known |= {made["id"]}
    sent = [_as_ours(request, post["id"], made["id"]) for request in recorded.get("requests", ())]
    assert len(integration.sent) == len(sent)
    for ours, theirs in zip(integration.sent, sent, strict=True):
        assert same_request(ours, theirs, known) == []
    replied = [
        event for event in elodie.events("posted") if made["id"] not in event["data"]["post"][:60]
    ]
    expected = told(recorded.get("resulting_websocket_events", ()), known)
    ours_told = told(replied, known)
    for each in (*expected, *ours_told):
        each["data"]["post"].pop("root_id")  # compared by the next test
    assert differences(ours_told, expected) == []
    if blocked:
        assert "AllowedUntrustedInternalConnections" in mattermost.site.log_lines[0]


def _lengths(recorded: Json) -> list[int]:
    """Return the lengths of the posts that a long text was cut into."""
    posts = [json.loads(event["data"]["post"]) for event in recorded["resulting_websocket_events"]]
    return [len(post["message"]) for post in posts]


def _write(world: RecordedWorld, post: Json) -> Json:
    """Write the message that set them off, as its author."""
    mattermost = world.mattermost
    author = mattermost.world.users[post["user_id"]]
    if post["root_id"] and post["root_id"] not in mattermost.board.posts:
        world.put_post(post, id=post["root_id"], root_id="")
    for file_id in post.get("file_ids") or ():
        if file_id not in mattermost.board.files:
            told_ = next(f for f in post["metadata"]["files"] if f["id"] == file_id)
            world.put_file(told_)
    draft = {
        "channel_id": post["channel_id"], "message": post["message"], "root_id": post["root_id"],
        "file_ids": post.get("file_ids") or [],
    }  # fmt: skip
    sailor = mattermost.sailor(author.username)
    made = sailor.ask("POST", "posts", draft)
    assert made.status == 201, made
    written: Json = made.body
    return written


def _as_ours(request: Json, theirs: str, ours: str) -> Json:
    told_: Json = json.loads(json.dumps(request).replace(theirs, ours))
    return told_


def test_a_reply_as_comment_is_put_in_the_thread_of_what_set_it_off(
    mattermost: StandIn, integration: Integration
) -> None:
    mattermost.add_bot()
    captain, elodie = mattermost.sailor("capitaine"), mattermost.sailor("elodie")
    hook = {
        "team_id": mattermost.team.id, "channel_id": mattermost.channel.id,
        "callback_urls": [integration.url], "display_name": "Journal",
    }  # fmt: skip
    assert captain.ask("POST", "hooks/outgoing", hook).status == 201
    integration.answer(200, {}, b'{"text": "vu", "response_type": "comment"}')
    root = elodie.say("log Pris un ris")
    mattermost.site.settle()
    elodie.say("dans le fil", root_id=root["id"])
    mattermost.site.settle()
    told_ = [(post["message"], post["root_id"]) for post in elodie.posts()]
    # To a message that is itself a reply, the comment fails, and nobody is told.
    assert told_ == [("log Pris un ris", ""), ("vu", root["id"]), ("dans le fil", root["id"])]
    assert len(integration.sent) == 2


def test_an_edit_and_a_private_channel_set_nothing_off(
    mattermost: StandIn, integration: Integration
) -> None:
    captain, elodie = mattermost.sailor("capitaine"), mattermost.sailor("elodie")
    hook = {
        "team_id": mattermost.team.id, "trigger_words": ["log"], "display_name": "Journal",
        "callback_urls": [integration.url],
    }  # fmt: skip
    assert captain.ask("POST", "hooks/outgoing", hook).status == 201
    private = mattermost.add_channel("quart-prive", private=True)
    mattermost.sailor("elodie", private).say("log rien")
    post = elodie.say("bonjour")
    edited = elodie.ask("PUT", f"posts/{post['id']}/patch", {"message": "log tard"})
    assert edited.status == 200
    mattermost.site.settle()
    assert integration.sent == []
