"""Every recorded call to an address that we use is answered as the real server answered it."""

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest

from demo.standin import StandIn
from demo.standin.ids import new_id
from tests.demo.arranged import ARRANGED
from tests.demo.recorded import Exchange, differences, exchange, likened, names
from tests.demo.recorded_world import RecordedWorld, objects

Json = dict[str, Any]

NOT_OURS = (
    "rest-reaction", "rest-preferences", "rest-user-preferences", "rest-incoming", "off-08",
    "perm-get-role", "perm-patch-role", "perm-ephemeral-after-role", "perm-bot-system-post-all",
    "perm-post-to-channel-not-member-with-post-all",
)  # fmt: skip
"""Reactions, preferences, incoming webhooks and custom roles: nothing of ours uses them."""

NOT_COUNTED = (
    ("rest-channel", "total_msg_count"),  # not every post of theirs was recorded
    ("rest-channel", "last_post_at"),
    ("rest-channel", "last_root_post_at"),
    ("rest-channel-members", "mention_count"),  # nor do we count who has read what
    ("rest-channel-members", "msg_count"),
    ("rest-channel-members", "last_viewed_at"),
    ("rest-config-client", "missing"),  # we tell only of what an integration may ask
    ("rest-config-client", ".MaxFileSize"),
)

GROUPS = ("rest-", "perm-", "off-", "err-", "ratelimit-")
CASES = [
    name
    for name in names()
    if name.startswith(GROUPS)
    and not name.startswith(NOT_OURS)
    and not name.startswith(("off-02", "off-10"))
]


@pytest.fixture
def mattermost() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


@pytest.mark.parametrize("name", CASES)
def test_the_stand_in_answers_as_recorded(mattermost: StandIn, name: str) -> None:
    recorded = exchange(name)
    world = RecordedWorld(mattermost, "http://127.0.0.1:9065")
    world.at(_just_before(recorded))
    for start, arrange in ARRANGED.items():
        if name.startswith(start):
            arrange(world)
    known = world.known()
    status, headers, answer = _call(mattermost, recorded)
    assert status == recorded.status, answer
    ours, theirs = likened(answer, known), likened(_expected(recorded), known)
    if name == "rest-posts-since":
        ours["order"].sort(key=lambda each: _rank(answer, each))
    if name in ("rest-channel-members", "rest-channels-me"):
        # In no certain order.
        ours, theirs = (sorted(each, key=_name) for each in (ours, theirs))
    told = differences(ours, theirs)
    assert [line for line in told if not _loose(recorded, line)] == []
    for header in ("Content-Type", "Retry-After", "Content-Disposition", "Set-Cookie"):
        assert headers.get(header) == recorded.answer_headers.get(header), header


def _just_before(recorded: Exchange) -> int:
    """Return the moment of the call: its answer tells when what it changed or read was changed."""
    answer = recorded.answer
    if recorded.method != "GET" and isinstance(answer, dict) and answer.get("update_at"):
        return int(answer["update_at"]) - 1
    times = [at for at, _ in objects(answer) if at]
    if recorded.method == "GET":
        return max(times, default=recorded.at_ms + 999)
    return min(times, default=recorded.at_ms + 1000) - 1


def _loose(recorded: Exchange, difference: str) -> bool:
    """Return whether a difference is one that we allow, and say in NOT_COUNTED."""
    return any(recorded.name.startswith(name) and part in difference for name, part in NOT_COUNTED)


def _expected(recorded: Exchange) -> Any:
    answer = recorded.answer
    match recorded.name:
        case "rest-file-get":
            return "<?xml version='1.0'?><gpx/>"
        case "rest-commands-autocomplete" | "rest-commands-list-user-nocustom":
            # Mattermost's own commands are none of ours.
            return [command for command in answer if command["id"]]
        case "rest-commands-autocomplete-suggestions":
            return [each for each in answer if each["Complete"] != "logout"]
        case "rest-posts-since":
            # What was written in the same millisecond comes in no certain order.
            order = sorted(answer["order"], key=lambda each: _rank(answer, each))
            return {**answer, "order": order}
    return answer


def _name(told: Json) -> str:
    return str(told.get("user_id") or told["id"])


def _rank(answer: Json, post_id: str) -> tuple[int, str]:
    return -answer["posts"][post_id]["create_at"], post_id


def _call(mattermost: StandIn, recorded: Exchange) -> tuple[int, Any, Any]:
    port = int(mattermost.url.rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {
        name: value
        for name, value in recorded.headers.items()
        if name in ("Authorization", "Content-Type", "Accept-Language")
    }
    try:
        connection.request(recorded.method, recorded.path, _body(recorded), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    try:
        return answer.status, answer.headers, json.loads(text)
    except ValueError:
        return answer.status, answer.headers, text


def _body(recorded: Exchange) -> bytes | None:
    if recorded.body is None:
        return None
    if recorded.whole:
        return recorded.body.encode()
    channel = exchange("rest-channel-create").answer["id"]
    posted = {
        "rest-post-create-16383": {"channel_id": channel, "message": "é" * 16383},
        "rest-post-create-16384": {"channel_id": channel, "message": "é" * 16384},
        "rest-post-create-astral-16383": {"channel_id": channel, "message": "⛵" * 16383},
        "rest-post-create-props-too-big": {
            "channel_id": channel, "message": "x", "props": {"k": "v" * 900_000},
        },
        "rest-post-patch-too-long": {"message": "x" * 16384},
        "rest-channel-patch-header-too-long": {"header": "x" * 1025},
    }.get(recorded.name)  # fmt: skip
    if posted is not None:
        return json.dumps(posted).encode()
    size = int(recorded.headers["Content-Length"])
    cut = recorded.body.rpartition("...[")[0].encode()
    if "boundary=" not in recorded.headers.get("Content-Type", ""):
        return cut + b"x" * (size - len(cut))
    end = f"\r\n--{recorded.headers['Content-Type'].partition('boundary=')[2]}--\r\n".encode()
    return cut + b"x" * (size - len(cut) - len(end)) + end


def test_ids_are_26_letters_and_digits_of_its_base_32() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert all(len(each) == 26 and each.isalnum() and each == each.lower() for each in made)
