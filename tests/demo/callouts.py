"""What the stand-in sends to integrations and tells its clients, beside what was recorded."""

import http.client
import json
from typing import Any
from urllib.parse import parse_qsl

from demo.standin import StandIn
from tests.demo.integration import Integration, Sent
from tests.demo.recorded import Exchange, differences, fixture, likened, names
from tests.demo.recorded_world import RecordedWorld

Json = dict[str, Any]

NEW_EACH_TIME = ("trigger_id", "response_url")
SIZED = ("Host", "Content-Length")


def call(mattermost: StandIn, recorded: Exchange, body: Any) -> tuple[int, Any]:
    """Make a recorded call to the stand-in, with `body` (JSON unless bytes) in place of its own."""
    port = int(mattermost.url.rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    kept = ("Authorization", "Content-Type", "Accept-Language", "Host")
    headers = {name: value for name, value in recorded.headers.items() if name in kept}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(recorded.method, recorded.path, data, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    try:
        return answer.status, json.loads(text)
    except ValueError:
        return answer.status, text


def answer_as_recorded(integration: Integration, stem: str) -> None:
    """Let the integration answer as the recorded one did."""
    for kind in ("integration-request", "websocket"):
        if f"{stem}.{kind}" in names() and "integration_reply" in fixture(f"{stem}.{kind}"):
            reply = fixture(f"{stem}.{kind}")["integration_reply"]
            body = reply["body"]
            text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
            headers = {
                name: value.replace("http://127.0.0.1:9065", integration.url)
                for name, value in reply["headers"].items()
            }
            integration.answer(reply["status"], headers, text.encode())
            return


def same_answer(ours: Any, recorded: Exchange, known: set[str]) -> list[str]:
    """Return how an answer of ours differs from the recorded one."""
    return differences(likened(ours, known), likened(recorded.answer, known))


def same_request(sent: Sent, recorded: Json, known: set[str]) -> list[str]:
    """Return how what an integration was sent differs from the recorded request, byte by byte.

    But for its length and host, ids made for the occasion, and the order of mentioned people.
    """
    names_ours = [name for name, _ in sent.headers]
    names_theirs = [name for name, _ in recorded["headers"]]
    found = [] if names_ours == names_theirs else [f"headers {names_ours} for {names_theirs}"]
    ours = {name: value for name, value in sent.headers if name not in SIZED}
    theirs = {name: value for name, value in recorded["headers"] if name not in SIZED}
    found += differences(ours, theirs, "headers")
    path, _, query = sent.target.partition("?")
    found += differences(
        f"{sent.line.split()[0]} {path}", f"{recorded['method']} {recorded['path']}"
    )
    kind = theirs.get("Content-Type", "")
    if kind == "application/json":
        mine, other = json.loads(sent.body), json.loads(recorded["body_raw"])
        found += [] if list(mine) == list(other) else [f"order {list(mine)} for {list(other)}"]
        return found + differences(*_blanked(mine, other, known))
    raw = recorded["body_raw"] or recorded["query_raw"]
    return found + _same_form(sent.body.decode("ascii") or query, raw, known)


def _same_form(ours: str, theirs: str, known: set[str]) -> list[str]:
    mine, other = (_form(text) for text in (ours, theirs))
    found = [] if list(mine) == list(other) else [f"order {list(mine)} for {list(other)}"]
    return found + differences(*_blanked(mine, other, known))


def _form(text: str) -> Json:
    pairs: Json = {}
    for name, value in parse_qsl(text, keep_blank_values=True, encoding="latin-1"):
        pairs.setdefault(name, []).append(value)
    return {name: sorted(values) for name, values in pairs.items()}


def _blanked(mine: Json, other: Json, known: set[str]) -> tuple[Any, Any]:
    for name in NEW_EACH_TIME:
        for side in (mine, other):
            if name in side:
                side[name] = "new"
    if str(other.get("timestamp", "")).strip("[]'").isdigit():
        # Seconds or milliseconds: as many digits.
        mine["timestamp"], other["timestamp"] = (
            len(str(side["timestamp"])) for side in (mine, other)
        )
    return likened(mine, known), likened(other, known)


def told(events: list[Json], known: set[str]) -> list[Any]:
    """Return events as they can be compared: what is JSON within JSON is opened."""
    opened = []
    for event in events:
        data = dict(event["data"])
        for name in ("post", "dialog"):
            if name in data:
                data[name] = json.loads(data[name])
        data.pop("mentions", None)  # who is notified is not ours to work out
        opened.append(likened({"event": event["event"], "data": data}, known))
    return opened


def prepared(mattermost: StandIn, integration: Integration, moment_ms: int) -> RecordedWorld:
    """Return the world of the recordings just before a moment, calling `integration`."""
    world = RecordedWorld(mattermost, integration.url)
    world.at(moment_ms)
    return world
