"""Slash commands and the answers to them go both ways as recorded."""

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from demo.standin import StandIn
from demo.standin.kept import Late, Place
from demo.standin.slash import LATE_MS
from tests.demo.callouts import answer_as_recorded, call, prepared, same_answer, same_request, told
from tests.demo.integration import Integration
from tests.demo.recorded import differences, exchange, fixture, names
from tests.demo.recorded_world import RecordedWorld

Json = dict[str, Any]

STEMS = [
    name.removesuffix(".api")
    for name in names()
    if name.startswith(("slash-", "resp-", "private-01", "private-02", "off-02", "off-10"))
    and (name.endswith(".api") or name.startswith("off-"))
]
LATE = [
    name
    for name in names()
    if name.startswith("delayed-") and name.split(".")[-1] not in ("websocket", "json")
]


@pytest.fixture
def mattermost() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


@pytest.fixture
def integration() -> Iterator[Integration]:
    with Integration() as server:
        yield server


@pytest.mark.parametrize("stem", STEMS)
def test_a_command_goes_out_and_its_answer_comes_back_as_recorded(
    mattermost: StandIn, integration: Integration, stem: str
) -> None:
    recorded = exchange(stem if stem.startswith("off-") else f"{stem}.api")
    world = prepared(mattermost, integration, recorded.at_ms)
    _aim_commands(world, integration, stem)
    _answer(integration, stem)
    elodie = mattermost.sailor("elodie")
    known = world.known()
    status, answer = call(mattermost, recorded, _typed(recorded.body or "", stem))
    assert status == recorded.status, answer
    assert same_answer(answer, recorded, known) == []
    request = f"{stem}.integration-request"
    if request in names() and fixture(request).get("request"):
        assert same_request(integration.sent[0], fixture(request)["request"], known) == []
    if f"{stem}.websocket" in names():
        expected = told(fixture(f"{stem}.websocket")["events"], known)
        assert differences(told(elodie.events(), known), expected) == []


def _aim_commands(world: RecordedWorld, integration: Integration, stem: str) -> None:
    """Point every command at the integration, but those whose failure was recorded."""
    mattermost = world.mattermost
    for told_ in exchange("rest-commands-list-admin").answer:
        world.put_command(told_)
    with socket.create_server(("127.0.0.1", 0)) as unused:
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    aims = {
        "refuse": nobody,
        "private10": "http://10.77.0.1:9065/",
        "dnsfail": "http://no-such-host.invalid/",
        "tlsbad": integration.url.replace("http:", "https:"),
    }
    for command in list(mattermost.world.commands.values()):
        if command.trigger in aims:
            aimed = replace(command, url=aims[command.trigger])
            mattermost.world.commands[command.id] = aimed
    if stem.startswith("private-"):
        mattermost.settings.untrusted_connections = ""
    if stem.startswith("off-02"):
        mattermost.settings.commands = False
    if stem.startswith("off-10"):
        mattermost.settings.name_override = mattermost.settings.icon_override = False
    if stem == "resp-61-timeout-40s":
        mattermost.settings.call_timeout_s = 0.2


def _answer(integration: Integration, stem: str) -> None:
    """Answer as recorded; what was too long to record is made again."""
    answer_as_recorded(integration, stem)
    kind = {"Content-Type": "application/json"}
    match stem:
        case "resp-33-text-over-limit-in-channel":
            text = {"text": "y" * 17000, "response_type": "in_channel"}
            integration.answer(200, kind, json.dumps(text).encode())
        case "resp-34-text-over-limit-ephemeral":
            integration.answer(200, kind, json.dumps({"text": "y" * 17000}).encode())
        case "resp-35-body-over-1MiB":
            integration.answer(200, kind, json.dumps({"text": "z" * 1_100_000}).encode())
        case "resp-30-latin1-json":
            integration.answer(200, kind, '{"text": "été"}'.encode("latin-1"))
        case "resp-60-slow-4s" | "resp-60-slow-28s":
            text = {"text": exchange(f"{stem}.api").answer["text"], "response_type": "in_channel"}
            integration.answer(200, kind, json.dumps(text, ensure_ascii=False).encode())
        case "resp-61-timeout-40s":
            integration.answer("silent", kind, b"")
        case "off-10-override-disabled":
            text = {
                "text": "sans override", "username": "Vigie", "response_type": "in_channel",
                "icon_url": "http://x/i.png",
            }  # fmt: skip
            integration.answer(200, kind, json.dumps(text).encode())


def _typed(body: str, stem: str) -> bytes:
    if stem in ("slash-06-3000-chars", "slash-06b-20000-chars"):
        letter, count = ("é", 3000) if stem.startswith("slash-06-") else ("x", 20000)
        start = body.partition('"/log ')[0]
        team = exchange("rest-team-create").answer["id"]
        return f'{start}"/log {letter * count}", "team_id": "{team}"}}'.encode()
    return body.encode()


@pytest.mark.parametrize("name", LATE)
def test_a_late_answer_is_taken_as_recorded(
    mattermost: StandIn, integration: Integration, name: str
) -> None:
    recorded = exchange(name)
    world = prepared(mattermost, integration, recorded.at_ms)
    elodie = mattermost.sailor("elodie")
    _keep_open(world, name, recorded.path.split("/")[-1])
    known = world.known()
    status, answer = call(mattermost, recorded, (recorded.body or "").encode())
    assert status == recorded.status
    assert same_answer(answer, recorded, known) == []
    expected = told(fixture(f"{name}.websocket")["events"], known)
    assert differences(told(elodie.events(), known), expected) == []


def _keep_open(world: RecordedWorld, name: str, late: str) -> None:
    if name == "delayed-08-unknown-id":
        return
    site = world.mattermost.site
    world.put_command(exchange("rest-command-create").answer)
    log = world.mattermost.world.commands[exchange("rest-command-create").answer["id"]]
    in_thread = name.startswith(("delayed-09", "delayed-10", "delayed-11"))
    root = json.loads(exchange("slash-04-thread-root-id.api").body or "")["root_id"]
    user = world.mattermost.user("elodie")
    place = Place(log, user, world.channel, root if in_thread else "")
    ages = {"delayed-12-after-29min50": -10_000, "delayed-13-after-30min10": 10_000}
    made = site.clock() - (LATE_MS + ages[name] if name in ages else 0)
    uses = 5 if name == "delayed-07-over-limit" else 0
    site.late[late] = Late(place, made, uses)
    if in_thread and root not in world.mattermost.board.posts:
        post = exchange("rest-post-create-plain").answer
        world.put_post(post, id=root, user_id=user.id)
    # The thread had replies by then.
    world.mattermost.board._replies[root] = 1 if name.startswith("delayed-09") else 2


def test_a_late_address_takes_five_answers_and_no_sixth(
    mattermost: StandIn, integration: Integration
) -> None:
    elodie = mattermost.sailor("elodie")
    made = mattermost.sailor("capitaine").ask(
        "POST",
        "commands",
        {
            "team_id": mattermost.team.id, "trigger": "log", "method": "P",
            "url": f"{integration.url}/slash",
        },
    )  # fmt: skip
    assert made.status == 201
    elodie.command("/log un")
    (late,) = mattermost.site.late
    answers = [
        elodie.ask("POST", f"/hooks/commands/{late}", {"text": str(count)}).status
        for count in range(6)
    ]
    assert answers == [200] * 5 + [400]
    assert [post["message"] for post in elodie.whispers()] == ["0", "1", "2", "3", "4"]
