"""The stand-in fails when told to, as a real server does, and comes back."""

import http.client
from collections.abc import Iterator

import pytest

from demo.standin import Fault, StandIn
from demo.standin.board import PENDING_MS


@pytest.fixture
def mattermost() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


def test_a_post_is_stored_though_the_connection_is_cut(mattermost: StandIn) -> None:
    elodie = mattermost.sailor("elodie")
    mattermost.faults.plan(Fault.STORE_THEN_HANG_UP, method="POST", part="/posts")
    with pytest.raises(http.client.RemoteDisconnected):
        elodie.say("perdu ?")
    assert [post["message"] for post in elodie.posts()] == ["perdu ?"]


def test_nothing_is_stored_when_the_connection_is_cut_first(mattermost: StandIn) -> None:
    elodie = mattermost.sailor("elodie")
    mattermost.faults.plan(Fault.HANG_UP, times=2)
    for _ in range(2):
        with pytest.raises(http.client.RemoteDisconnected):
            elodie.say("perdu")
    assert elodie.posts() == []


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        (Fault.BROKEN, 500, "application/json"),
        (Fault.TOO_MANY, 429, "text/plain; charset=utf-8"),
        (Fault.PORTAL, 200, "text/html"),
        (Fault.REDIRECT, 302, "text/html; charset=utf-8"),
        (Fault.GATEWAY, 502, "text/html"),
    ],
)
def test_a_fault_is_answered_in_its_own_way_until_it_is_over(
    mattermost: StandIn, fault: Fault, status: int, kind: str
) -> None:
    elodie = mattermost.sailor("elodie")
    mattermost.faults.plan(fault, times=None)
    for _ in range(2):
        told = elodie.ask("GET", "users/me")
        assert (told.status, told.headers["Content-Type"]) == (status, kind)
    mattermost.faults.clear()
    assert elodie.ask("GET", "users/me").body["username"] == "elodie"


def test_while_away_nobody_listens_and_afterwards_everything_is_still_there(
    mattermost: StandIn,
) -> None:
    elodie = mattermost.sailor("elodie")
    elodie.say("avant")
    with mattermost.away(), pytest.raises(ConnectionRefusedError):
        elodie.say("pendant")
    assert [post["message"] for post in elodie.posts()] == ["avant"]


def test_a_pending_id_gives_the_same_post_for_30_seconds_and_then_another() -> None:
    now = [1_800_000_000_000]
    with StandIn(clock=lambda: now[0]) as mattermost:
        elodie = mattermost.sailor("elodie")
        draft = {"channel_id": mattermost.channel.id, "message": "m", "pending_post_id": "x:1"}
        first = elodie.ask("POST", "posts", draft).body["id"]
        now[0] += PENDING_MS - 1
        assert elodie.ask("POST", "posts", draft).body["id"] == first
        now[0] += 1
        assert elodie.ask("POST", "posts", draft).body["id"] != first


def test_only_the_public_channels_and_the_teams_of_a_guest_are_its_own(mattermost: StandIn) -> None:
    told = mattermost.sailor("mousse").ask("GET", "users/me").body
    assert told["roles"] == "system_guest"
    member = mattermost.sailor("mousse").ask(
        "GET", f"channels/{mattermost.channel.id}/members/{told['id']}"
    )
    assert member.body["scheme_guest"] is True


def test_what_changed_since_lists_an_edit_and_the_wordless_copy_it_leaves(
    mattermost: StandIn,
) -> None:
    elodie = mattermost.sailor("elodie")
    post = elodie.say("cap 270")
    elodie.ask("PUT", f"posts/{post['id']}/patch", {"message": "cap 280"})
    path = f"channels/{mattermost.channel.id}/posts?since={post['create_at'] - 1}"
    changed = elodie.ask("GET", path).body["posts"].values()
    told = {(each["message"], each["original_id"], each["delete_at"] > 0) for each in changed}
    assert told == {("cap 280", "", False), ("", post["id"], True)}
    assert [each["message"] for each in elodie.posts()] == ["cap 280"]
