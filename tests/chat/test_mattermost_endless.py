"""A server that never comes to the end of its posts is not listened to for ever."""

import json
from collections.abc import Sequence

import pytest

from logbook.chat import mattermost
from logbook.chat.mattermost import MattermostChat
from logbook.chat.secrets import Mattermost
from tests.chat.raw_server import RawServer, answer

_NOW_MS = 1_780_315_200_000
_DATE = "Mon, 01 Jun 2026 12:00:00 GMT"


def page(numbers: Sequence[int]) -> bytes:
    """Return a list of posts of now, the newest first."""
    posts = {
        f"p{number}": {
            "id": f"p{number}",
            "channel_id": "c",
            "user_id": "u",
            "message": "log x",
            "create_at": _NOW_MS,
        }
        for number in numbers
    }
    return answer(json.dumps({"order": list(posts), "posts": posts}).encode(), Date=_DATE)


def asked(*answers: bytes) -> tuple[int, int]:
    """Return how many posts were found, and how often the server was asked."""
    with RawServer(page(range(1000)), *answers) as server:
        settings = Mattermost(server.url, "t" * 26, "b", "team", "c", "", "k" * 64)
        found, now = MattermostChat(settings).posts_since("c", _NOW_MS - 1000)
        assert now == _NOW_MS
        return len(found), len(server.heard)


def test_one_that_repeats_itself() -> None:
    again = page(range(1000, 1200))
    assert asked(*[again] * 20) == (1200, 3)


def test_one_that_invents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mattermost, "_MOST_IN_ALL", 500)
    pages = [page(range(at, at + 200)) for at in range(1000, 5000, 200)]
    assert asked(*pages) == (1600, 4)


def test_one_that_has_told_all() -> None:
    assert asked(page(range(1000, 1200)), page(range(1200, 1210))) == (1210, 3)
