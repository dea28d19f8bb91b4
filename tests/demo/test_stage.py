"""The demonstration's own addresses: the page and its rules, the crew, what is new, the words."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from demo.stage import CHANNEL, SKIPPER, Stage
from demo.standin.ids import now_ms


@pytest.fixture
def stage() -> Stage:
    return Stage("en", "Morning Star", "Ship’s log")


@pytest.fixture
def client(stage: Stage) -> Iterator[FlaskClient]:
    app = Flask("page")
    for routes in stage.routes():
        app.register_blueprint(routes)
    with app.test_client() as running:
        yield running


def _heard(client: FlaskClient, token: str, after: int = 0) -> list[str]:
    told = client.get(f"/demo/news?after={after}", headers={"Authorization": f"Bearer {token}"})
    assert told.status_code == 200
    return [event["event"] for event in told.get_json()["events"]]


def test_the_page_may_load_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert page.status_code == 200
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/", "/demo/aboard", "/demo/main.js", "/api/v4/config/client"])
def test_a_page_of_somebody_else_s_that_was_given_this_address_learns_nothing(
    stage: Stage, client: FlaskClient, path: str
) -> None:
    stage.serve_at("http://boat.local:8065")
    for host in ("evil.example:8065", "127.0.0.1.evil.example", "localhost.evil.example"):
        assert client.get(path, headers={"Host": host}).status_code == 403
    for host in ("127.0.0.1:8065", "localhost", "[::1]:8065", "192.168.1.20:8065", "boat.local"):
        assert client.get(path, headers={"Host": host}).status_code != 403


def test_only_the_page_s_own_files_are_served(client: FlaskClient) -> None:
    assert client.get("/demo/main.js").status_code == 200
    assert client.get("/demo/anchor.svg").mimetype == "image/svg+xml"
    for path in ("/demo/../routes.py", "/demo/..%2froutes.js", "/demo/none.css", "/demo/words/de"):
        assert client.get(path).status_code == 404, path


def test_the_crew_has_a_skipper_and_a_child_with_a_guest_account(
    stage: Stage, client: FlaskClient
) -> None:
    aboard = client.get("/demo/aboard").get_json()
    assert [(each["username"], each["role"]) for each in aboard["crew"]] == [
        (SKIPPER, "skipper"), ("elodie", "crew"), ("jane", "crew"), ("malo", "guest"),
    ]  # fmt: skip
    assert stage.site.world.named("malo").guest
    assert stage.site.world.channels[aboard["channel_id"]].name == CHANNEL


def test_a_whisper_and_a_form_reach_only_the_one_they_are_for(
    stage: Stage, client: FlaskClient
) -> None:
    crew = client.get("/demo/aboard").get_json()["crew"]
    stage.site.news.tell("open_dialog", {"dialog": "{}"}, user=crew[0]["id"])
    assert _heard(client, crew[0]["token"]) == ["open_dialog"]
    assert _heard(client, crew[1]["token"]) == []
    assert client.get("/demo/news", headers={"Authorization": "Bearer x"}).status_code == 401


def test_what_was_heard_once_is_not_told_again(stage: Stage, client: FlaskClient) -> None:
    aboard = client.get("/demo/aboard").get_json()
    token = aboard["crew"][0]["token"]
    draft = {"channel_id": aboard["channel_id"], "message": "bonjour"}
    asked = {"Authorization": f"Bearer {token}"}
    assert client.post("/api/v4/posts", json=draft, headers=asked).status_code == 201
    assert _heard(client, token) == ["posted"]
    assert _heard(client, token, stage.site.news.last) == []


def test_a_change_of_language_is_every_member_s_and_is_told_to_who_remembers_them(
    stage: Stage, client: FlaskClient
) -> None:
    forgotten: list[str] = []
    stage.forget = forgotten.append
    assert client.put("/demo/language/fr").status_code == 200
    assert {user.locale for user in stage.site.world.users.values()} == {"fr"}
    assert sorted(forgotten) == sorted(stage.site.world.users)
    assert client.put("/demo/language/de").status_code == 404


def test_where_it_is_served_becomes_the_server_s_own_address(
    stage: Stage, client: FlaskClient
) -> None:
    stage.serve_at("http://127.0.0.1:8077")
    headers = {"Authorization": f"Bearer {stage.setup_token}"}
    told = client.get("/api/v4/config/client?format=old", headers=headers).get_json()
    assert told["SiteURL"] == "http://127.0.0.1:8077"
    assert abs(stage.site.clock() - now_ms()) < 60_000
