"""The people of a real Mattermost: its administrator, a team of our own, the crew at their clients.

They speak to the server by its API, as its own clients do, and not by the code under test.
"""

import json
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

import requests

from tests.live.ear import PATIENCE_S, Ear

Json = dict[str, Any]

_PASSWORD = "Essai-en-mer-29"
_CALL_S = 40.0


class Client:
    """Whoever calls the server at `url` with `token`."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {token}"

    def call(self, method: str, path: str, body: object = None, **more: Any) -> requests.Response:
        """Call `/api/v4/<path>`; return the answer, whatever it is."""
        data = body if isinstance(body, bytes) else None
        said = None if isinstance(body, bytes) else body
        address = f"{self.url}/api/v4/{path}"
        return self._session.request(method, address, json=said, data=data, timeout=_CALL_S, **more)

    def ask(self, method: str, path: str, body: object = None, **more: Any) -> Any:
        """Call, and return the answer's JSON; the call must succeed."""
        told = self.call(method, path, body, **more)
        assert told.ok, (method, path, told.status_code, told.text)
        return told.json()


class Person(Client):
    """A member of the team, logged in; in one channel of it."""

    def __init__(self, url: str, token: str, account: Json, team_id: str) -> None:
        super().__init__(url, token)
        self.id = str(account["id"])
        self.name = str(account["username"])
        self.team_id = team_id
        self.channel_id = ""
        self.ear = Ear(url, token)

    def command(self, typed: str, *, root_id: str = "") -> str:
        """Type a slash command; return what only this person is answered."""
        said = {
            "channel_id": self.channel_id, "team_id": self.team_id, "command": typed,
            "root_id": root_id,
        }  # fmt: skip
        told: Json = self.ask("POST", "commands/execute", said)
        assert told["response_type"] in ("", "ephemeral"), told
        return str(told["text"])

    def say(self, message: str, *, file_ids: Sequence[str] = ()) -> Json:
        """Write a message."""
        draft = {
            "channel_id": self.channel_id, "message": message, "file_ids": list(file_ids),
        }  # fmt: skip
        post: Json = self.ask("POST", "posts", draft)
        return post

    def upload(self, name: str, data: bytes) -> str:
        """Attach a file to the message to come; return its id."""
        path = f"files?channel_id={self.channel_id}&filename={quote(name)}"
        return str(self.ask("POST", path, data)["file_infos"][0]["id"])

    def click(self, post_id: str, action_id: str) -> requests.Response:
        """Click a button of a post."""
        return self.call("POST", f"posts/{post_id}/actions/{action_id}", {})

    def form(self, opens: Callable[[], object]) -> Json:
        """Do what opens a form for this person; return it: `url`, `dialog`."""
        since = self.ear.count
        opens()
        told = self.ear.hears("open_dialog", since=since)
        dialog: Json = json.loads(told["dialog"])
        return dialog

    def whisper(self, does: Callable[[], object]) -> str:
        """Do what is answered with a post for this person alone; return its words."""
        since = self.ear.count
        does()
        told = self.ear.hears("ephemeral_message", since=since)
        return str(json.loads(told["post"])["message"])

    def submit(self, form: Json, submission: Json) -> requests.Response:
        """Hand a form in."""
        said = {
            "url": form["url"], "callback_id": form["dialog"]["callback_id"],
            "state": form["dialog"]["state"], "channel_id": self.channel_id,
            "team_id": self.team_id, "submission": submission, "cancelled": False,
        }  # fmt: skip
        return self.call("POST", "actions/dialogs/submit", said)

    def posts(self) -> list[Json]:
        """Return the channel's latest posts, oldest first."""
        told = self.ask("GET", f"channels/{self.channel_id}/posts?per_page=200")
        return [told["posts"][post_id] for post_id in reversed(told["order"])]

    def sees(self, words: str, *, of: str = "") -> Json:
        """Wait until a post with these words stands in the channel (by user `of`); return it."""
        limit = time.monotonic() + PATIENCE_S
        while True:
            posts = self.posts()
            for post in posts:
                if words in post["message"] and of in ("", post["user_id"]):
                    return post
            said = [post["message"] for post in posts[-8:]]
            assert time.monotonic() < limit, (words, said)
            time.sleep(0.1)

    def close(self) -> None:
        """Leave."""
        self.ear.close()


class Server(Client):
    """The server as its administrator sees it, with a team that is made for the suite."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, token)
        self.token = token
        self.mark = secrets.token_hex(3)
        name = f"essai-{self.mark}"
        team = {"name": name, "display_name": f"Essai {self.mark}", "type": "O"}
        self.team: Json = self.ask("POST", "teams", team)
        self.me: Json = self.ask("GET", "users/me")
        self._people: list[Person] = []

    def _account(self, name: str, locale: str = "en") -> Json:
        """Make somebody an account, in the team; the same name is another account each time."""
        unique = f"{name}{len(self._people)}-{self.mark}"
        wanted = {
            "email": f"{unique}@bord.example", "username": unique, "password": _PASSWORD,
            "first_name": name.title(), "locale": locale,
        }  # fmt: skip
        made: Json = self.ask("POST", "users", wanted)
        self.ask(
            "POST",
            f"teams/{self.team['id']}/members",
            {"team_id": self.team["id"], "user_id": made["id"]},
        )
        return made

    def person(self, name: str, locale: str = "en") -> Person:
        """Let somebody come, log in and listen."""
        made = self._account(name, locale)
        said = {"login_id": made["username"], "password": _PASSWORD}
        address = f"{self.url}/api/v4/users/login"
        told = requests.post(address, json=said, timeout=_CALL_S)
        assert told.ok, told.text
        found = Person(self.url, told.headers["Token"], made, self.team["id"])
        self._people.append(found)
        return found

    def token_of(self, person: Person) -> str:
        """Return a new personal access token of somebody."""
        told = self.ask("POST", f"users/{person.id}/tokens", {"description": "setup"})
        return str(told["token"])

    def team_admin(self, person: Person) -> None:
        """Make somebody an administrator of the team, and of nothing else."""
        path = f"teams/{self.team['id']}/members/{person.id}/schemeRoles"
        self.ask("PUT", path, {"scheme_admin": True, "scheme_user": True})

    def invite(self, channel_id: str, *people: Person) -> None:
        """Put people into a channel, which is where they type from now on."""
        for each in people:
            self.ask("POST", f"channels/{channel_id}/members", {"user_id": each.id})
            each.channel_id = channel_id

    def close(self) -> None:
        """Send everybody home and archive the team; a server may keep its teams for ever."""
        for person in self._people:
            person.close()
            self.call("DELETE", f"users/{person.id}")
        self.call("DELETE", f"teams/{self.team['id']}")
