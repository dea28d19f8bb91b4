"""Buttons, menus and dialogs go both ways as recorded."""

import base64
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from demo.standin import StandIn
from demo.standin.kept import Cookie
from demo.standin.triggers import LIFE_MS
from demo.standin.writings import settled
from tests.demo.callouts import answer_as_recorded, call, prepared, same_answer, same_request, told
from tests.demo.integration import Integration
from tests.demo.recorded import Exchange, differences, exchange, fixture, likened, names
from tests.demo.recorded_world import RecordedWorld

Json = dict[str, Any]

CLICKS = [
    name.removesuffix(".api")
    for name in names()
    if name.startswith(("action-", "private-03")) and name.endswith(".api")
]
POSTED = [
    name
    for name in names()
    if name.startswith("action-") and "." not in name and name != "action-40-ephemeral-with-cookie"
]
SUBMITTED = [
    name.removesuffix(".api")
    for name in names()
    if name.startswith(("dialog-", "private-04")) and name.endswith(".api")
]
OPENED = [
    name
    for name in names()
    if re.match(r"dialog-(0|1|40)", name) and not name.endswith("websocket")
]


@pytest.fixture
def mattermost() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


@pytest.fixture
def integration() -> Iterator[Integration]:
    with Integration() as server:
        yield server


@pytest.mark.parametrize("name", POSTED)
def test_a_post_with_buttons_never_shows_where_they_lead(
    mattermost: StandIn, integration: Integration, name: str
) -> None:
    recorded = exchange(name)
    world = prepared(mattermost, integration, recorded.answer["update_at"] - 1)
    if recorded.method == "GET":
        world.put_post(recorded.answer, props=_sent_props())
    known = world.known()
    status, answer = call(mattermost, recorded, (recorded.body or "").encode())
    assert status == recorded.status
    assert same_answer(answer, recorded, known) == []


@pytest.mark.parametrize("stem", CLICKS)
def test_a_click_goes_out_and_its_answer_comes_back_as_recorded(
    mattermost: StandIn, integration: Integration, stem: str
) -> None:
    recorded = exchange(f"{stem}.api")
    world = prepared(mattermost, integration, 0)
    request = f"{stem}.integration-request"
    sent = fixture(request)["request"] if request in names() else None
    _put_button(world, integration, recorded, stem, sent)
    answer_as_recorded(integration, stem)
    if stem == "action-18-update-too-long":
        text = json.dumps({"update": {"message": "z" * 17000}})
        integration.answer(200, {"Content-Type": "application/json"}, text.encode())
    if stem.startswith("private-"):
        mattermost.settings.untrusted_connections = ""
    elodie = mattermost.sailor("elodie")
    known = world.known()
    status, answer = call(mattermost, recorded, (recorded.body or "").encode())
    assert status == recorded.status, answer
    assert same_answer(answer, recorded, known) == []
    if sent is not None:
        assert same_request(integration.sent[0], sent, known) == []
    if f"{stem}.websocket" in names() and not stem.startswith("action-16"):
        expected = told(fixture(f"{stem}.websocket")["events"], known)
        assert differences(told(elodie.events(), known), expected) == []


def _sent_props() -> Json:
    props: Json = json.loads(exchange("action-01-post-create").body or "")["props"]
    return settled({**props, "from_bot": "true"})


def _put_button(
    world: RecordedWorld, integration: Integration, recorded: Exchange, stem: str, sent: Any
) -> None:
    """Keep a post with the button that was clicked, as what came of the click tells it."""
    post_id, action_id = recorded.path.split("/")[4], recorded.path.split("/")[6]
    body = json.loads(sent["body_raw"]) if sent else {}
    context = dict(body.get("context") or {})
    if body.get("type") == "select":
        context.pop("selected_option", None)
    action = {
        "id": "autre" if stem.startswith("action-14") else action_id,
        "type": body.get("type", "button"),
        "name": "Annuler",
        "style": "danger",
        "data_source": body.get("data_source", ""),
        "integration": {"url": f"{integration.url}/mattermost/action", "context": context},
    }
    props = settled(
        {"from_bot": "true", "attachments": [{"text": "Confirmer ?", "actions": [action]}]}
    )
    if stem.startswith("action-4"):
        whispered = _whispered_props()
        cookie = json.loads(recorded.body or "{}").get("cookie")
        if cookie:
            world.mattermost.site.cookies[cookie] = Cookie(action, world.channel, whispered)
        return
    root = _root(stem)
    if root:
        world.put_post(_plain(world, root))
    world.put_post(
        {**_plain(world, post_id), "props": props, "root_id": root},
        channel_id=body.get("channel_id", world.channel),
    )


def _whispered_props() -> Json:
    post = json.loads(
        fixture("action-40-ephemeral-with-cookie.websocket")["events"][0]["data"]["post"]
    )
    return {name: post["props"][name] for name in ("from_webhook", "override_icon_url")}


def _plain(world: RecordedWorld, post_id: str) -> Json:
    post: Json = exchange("rest-post-create-bot").answer
    return {**post, "id": post_id, "channel_id": world.channel}


def _root(stem: str) -> str:
    if stem != "action-27-in-thread":
        return ""
    event = fixture(f"{stem}.websocket")["events"][0]
    return str(json.loads(event["data"]["post"])["root_id"])


@pytest.mark.parametrize("name", OPENED)
def test_a_dialog_is_opened_or_refused_as_recorded(
    mattermost: StandIn, integration: Integration, name: str
) -> None:
    recorded = exchange(name)
    world = prepared(mattermost, integration, recorded.at_ms)
    elodie = mattermost.sailor("elodie")
    said = json.loads(recorded.body or "")
    if said["trigger_id"] != "bidon":
        said["trigger_id"] = _trigger(mattermost, elodie.user.id, name)
    known = world.known()
    status, answer = call(mattermost, recorded, said)
    assert status == recorded.status, answer
    assert same_answer(answer, recorded, known) == []
    if status == 200:
        expected = told(fixture(f"{name}.websocket")["events"], known)
        assert differences(told(elodie.events(), known), expected) == []


def _trigger(mattermost: StandIn, user: str, name: str) -> str:
    triggers = mattermost.site.triggers
    if name == "dialog-05-after-3.2s":
        then = mattermost.site.clock() - 3200
        triggers._clock = lambda: then
        made = triggers.make(user)[1]
        triggers._clock = mattermost.site.clock
        return made
    made = triggers.make(user)[1]
    if name == "dialog-07-tampered-trigger":
        words = base64.b64decode(made).decode().replace(f":{user}:", f":x{user}:")
        return base64.b64encode(words.encode()).decode()
    return made


@pytest.mark.parametrize("stem", SUBMITTED)
def test_a_submission_goes_out_and_its_answer_comes_back_as_recorded(
    mattermost: StandIn, integration: Integration, stem: str
) -> None:
    recorded = exchange(f"{stem}.api")
    world = prepared(mattermost, integration, recorded.at_ms)
    answer_as_recorded(integration, stem)
    if stem.startswith("private-"):
        mattermost.settings.untrusted_connections = ""
    body = world.here(recorded.body or "").encode()
    known = world.known()
    status, answer = call(mattermost, recorded, body)
    assert status == recorded.status, answer
    assert same_answer(answer, recorded, known) == []
    request = f"{stem}.integration-request"
    if request in names():
        assert same_request(integration.sent[0], fixture(request)["request"], known) == []
    else:
        assert integration.sent == []


def test_a_trigger_lives_3_seconds_and_can_be_used_twice(integration: Integration) -> None:
    now = [1_800_000_000_000]
    with StandIn(clock=lambda: now[0]) as mattermost:
        elodie = mattermost.sailor("elodie")
        trigger = mattermost.site.triggers.make(elodie.user.id)[1]
        said = {"trigger_id": trigger, "url": integration.url, "dialog": {"title": "Confirmer"}}
        now[0] += LIFE_MS
        assert elodie.ask("POST", "actions/dialogs/open", said).status == 200
        assert elodie.ask("POST", "actions/dialogs/open", said).status == 200
        now[0] += 1
        assert elodie.ask("POST", "actions/dialogs/open", said).status == 400
        assert [dialog["dialog"]["title"] for dialog in elodie.dialogs()] == ["Confirmer"] * 2


def test_numbers_in_a_context_pass_through_a_float(
    mattermost: StandIn, integration: Integration
) -> None:
    _, token = mattermost.add_bot()
    elodie = mattermost.sailor("elodie")
    context = {"b": 9007199254740993, "a": [1.5, "é"]}
    leads = {"url": integration.url, "context": context}
    button = {"id": "go", "type": "button", "name": "Go", "integration": leads}
    draft = {
        "channel_id": mattermost.channel.id,
        "message": "m",
        "props": {"attachments": [{"actions": [button]}]},
    }
    headers = {"Authorization": f"Bearer {token}"}
    post = elodie.ask("POST", "posts", draft, headers=headers).body
    assert elodie.click(post["id"], "go").status == 200
    sent = integration.sent[0].body.decode()
    assert sent.endswith('"context":{"a":[1.5,"é"],"b":9007199254740992}}')
    assert likened(json.loads(sent)["user_name"], ()) == "elodie"
