"""Somebody at the chat: types, clicks and fills in over real HTTP, and sees what a client sees."""

import http.client
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from demo.standin.records import User
from demo.standin.site import Site

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What the server answered."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def error(self) -> str:
        """The error's id; empty when there is none."""
        known = isinstance(self.body, dict) and "status_code" in self.body
        return str(self.body["id"]) if known else ""


class Sailor:
    """A user with a session, in one channel of one team."""

    def __init__(self, site: Site, user: User, team_id: str, channel_id: str) -> None:
        self._site = site
        self.user = user
        self.team_id = team_id
        self.channel_id = channel_id
        self.token = site.world.open_door(user.id, "session").token
        self._from = site.news.last

    def ask(
        self, method: str, path: str, body: object = None, *, headers: dict[str, str] | None = None
    ) -> Told:
        """Call the server as a client does; `path` follows `/api/v4/` unless it begins with `/`."""
        given = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        data = body if isinstance(body, bytes) else None
        if body is not None and data is None:
            data = json.dumps(body).encode()
            given["Content-Type"] = "application/json"
        parts = urlsplit(self._site.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=35)
        try:
            where = path if path.startswith("/") else f"/api/v4/{path}"
            connection.request(method, where, data, given)
            answer = connection.getresponse()
            raw = answer.read()
            told = dict(answer.headers)
        finally:
            connection.close()
        try:
            return Told(answer.status, json.loads(raw), told)
        except ValueError:
            return Told(answer.status, raw, told)

    def command(self, typed: str, *, root_id: str = "", language: str = "") -> Told:
        """Type a slash command into the composer."""
        said = {
            "channel_id": self.channel_id, "team_id": self.team_id, "command": typed,
            "root_id": root_id,
        }  # fmt: skip
        headers = {"Accept-Language": language} if language else {}
        return self.ask("POST", "commands/execute", said, headers=headers)

    def say(self, message: str, *, root_id: str = "", file_ids: tuple[str, ...] = ()) -> Json:
        """Write a message; returns the post."""
        draft = {
            "channel_id": self.channel_id, "message": message, "root_id": root_id,
            "file_ids": list(file_ids),
        }  # fmt: skip
        told = self.ask("POST", "posts", draft)
        assert told.status == 201, told
        post: Json = told.body
        return post

    def upload(self, name: str, data: bytes) -> str:
        """Attach a file to the message to come; returns its id."""
        path = f"files?channel_id={self.channel_id}&filename={quote(name)}"
        told = self.ask("POST", path, data)
        assert told.status == 201, told
        return str(told.body["file_infos"][0]["id"])

    def click(self, post_id: str, action_id: str, **said: str) -> Told:
        """Click a button."""
        return self.ask("POST", f"posts/{post_id}/actions/{action_id}", said)

    def submit(self, dialog: Json, submission: Json, *, cancelled: bool = False) -> Told:
        """Hand in a dialog as `dialogs` gave it."""
        said = {
            "url": dialog["url"], "callback_id": dialog["dialog"]["callback_id"],
            "state": dialog["dialog"]["state"], "channel_id": self.channel_id,
            "team_id": self.team_id, "submission": submission, "cancelled": cancelled,
        }  # fmt: skip
        return self.ask("POST", "actions/dialogs/submit", said)

    def posts(self) -> list[Json]:
        """Return the channel's posts, oldest first."""
        told = self.ask("GET", f"channels/{self.channel_id}/posts?per_page=200")
        assert told.status == 200, told
        return [told.body["posts"][post_id] for post_id in reversed(told.body["order"])]

    def events(self, kind: str = "") -> list[Json]:
        """Return what this client was told since it logged in, as the websocket tells it."""
        channels = self._site.world.channels_of(self.user.id)
        events = self._site.news.since(self._from, self.user.id, channels)
        return [event.as_json() for event in events if kind in ("", event.event)]

    def whispers(self) -> list[Json]:
        """Return the posts that only this user was shown."""
        return [json.loads(e["data"]["post"]) for e in self.events("ephemeral_message")]

    def dialogs(self) -> list[Json]:
        """Return the dialogs that were opened for this user: `url`, `dialog`."""
        return [json.loads(e["data"]["dialog"]) for e in self.events("open_dialog")]
