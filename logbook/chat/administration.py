"""The chat server as an administrator of a team sees it: bots, channels, commands, webhooks.

Only set-up uses it, with a token that is never kept.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from logbook.chat.mattermost import driver
from logbook.chat.unreachable import Cause, Unreachable, fields
from logbook.model.ports import ChatRefused
from logbook.model.refusal import Refusal

Json = dict[str, Any]

_HIDDEN_BOT: Final = "sql_bot.get.missing"
"""In the error of somebody else's bot, for who does not administer the whole server."""


class Admin:
    """Calls with the token of whoever sets up; raises ChatAway, ChatBusy and ChatRefused."""

    def __init__(self, url: str, token: str, ca: str = "") -> None:
        made = driver(url, token, ca)
        self._users, self._teams, self._channels = made.users, made.teams, made.channels
        self._commands, self._hooks = made.commands, made.webhooks
        self._client = made.client

    def me(self) -> Json:
        """Return the token's owner."""
        return _record(self._users.get_user("me"), "id", "username", "roles")

    def user(self, name: str) -> Json | None:
        """Return the user or bot of that name, None where there is none."""
        with _absent_is_none() as found:
            found.append(_record(self._users.get_user_by_username(name), "id", "username", "roles"))
        return found[0] if found else None

    def user_by_id(self, user_id: str) -> Json | None:
        """Return a user, None where there is none."""
        with _absent_is_none() as found:
            found.append(_record(self._users.get_user(user_id), "id", "username", "roles"))
        return found[0] if found else None

    def teams(self) -> list[Json]:
        """Return the teams of the token's owner."""
        return _records(self._client.get("/users/me/teams"), "id", "name", "display_name")

    def is_team_admin(self, team_id: str, user_id: str) -> bool:
        """Tell whether a user administers a team."""
        with _absent_is_none() as found:
            told = _record(self._client.get(f"/teams/{team_id}/members/{user_id}"), "roles")
            found.append(told)
        explicit = bool(found) and "team_admin" in found[0]["roles"].split()
        return explicit or (bool(found) and found[0].get("scheme_admin") is True)

    def channel(self, team_id: str, name: str) -> Json | None:
        """Return a channel by its name in the address, archived ones too, None without one."""
        path = f"/teams/{team_id}/channels/name/{name}"
        with _absent_is_none() as found:
            told = self._client.get(path, params={"include_deleted": "true"})
            found.append(_record(told, "id", "name", "type"))
        return found[0] if found else None

    def channel_by_id(self, channel_id: str) -> Json | None:
        """Return a channel, archived or not, None without one that this token may see."""
        try:
            return _record(self._channels.get_channel(channel_id), "id", "name", "type")
        except ChatRefused as refused:
            if refused.status not in (403, 404):
                raise
            return None

    def make_channel(self, wanted: Mapping[str, object]) -> Json:
        """Make a channel."""
        return _record(self._channels.create_channel(dict(wanted)), "id", "name", "type")

    def join(self, team_id: str, channel_id: str, user_id: str) -> None:
        """Make a user a member of a team and of a channel in it; being one already is fine."""
        self._teams.add_user_to_team(team_id, {"team_id": team_id, "user_id": user_id})
        self.join_channel(channel_id, user_id)

    def join_channel(self, channel_id: str, user_id: str) -> None:
        """Make a member of the team a member of a channel."""
        self._channels.add_user(channel_id, {"user_id": user_id})

    def make_bot(self, name: str, display: str, description: str) -> str:
        """Make a bot account; return its id."""
        wanted = {"username": name, "display_name": display, "description": description}
        return fields(self._client.post("/bots", options=wanted), ("user_id",))[0]

    def describe_bot(self, bot_id: str, display: str, description: str) -> None:
        """Give a bot its display name and description."""
        wanted = {"display_name": display, "description": description}
        self._client.put(f"/bots/{bot_id}", options=wanted)

    def enable_bot(self, bot_id: str, *, on: bool) -> None:
        """Let a bot in again, or shut it out; its tokens stay."""
        self._client.post(f"/bots/{bot_id}/{'enable' if on else 'disable'}")

    def owner_of(self, bot_id: str) -> str:
        """Return the id of whoever made a bot, empty where this token may not know.

        Whoever reads a bot as a user is told its description alone, which anybody can write.
        """
        with _absent_is_none() as found:
            told = self._client.get(f"/bots/{bot_id}", params={"include_deleted": "true"})
            found.append(_record(told, "user_id", "owner_id"))
        return str(found[0]["owner_id"]) if found else ""

    def tokens(self, user_id: str) -> list[str]:
        """Return the ids of a user's tokens, at most 200 of them."""
        told = self._client.get(f"/users/{user_id}/tokens", params={"per_page": "200"})
        return [str(token["id"]) for token in _records(told, "id")]

    def make_token(self, user_id: str, description: str) -> tuple[str, str]:
        """Make a token for a bot; return its id and itself."""
        path = f"/users/{user_id}/tokens"
        told = self._client.post(path, options={"description": description})
        id_, token = fields(told, ("id", "token"))
        return id_, token

    def revoke_token(self, token_id: str) -> None:
        """Make a token worthless."""
        self._client.post("/users/tokens/revoke", options={"token_id": token_id})

    def commands(self, team_id: str) -> list[Json]:
        """Return every custom command of a team."""
        told = self._commands.list_commands_for_team({"team_id": team_id, "custom_only": "true"})
        return _records(told, "id", "token", "trigger", "description")

    def make_command(self, wanted: Mapping[str, object]) -> Json:
        """Register a command; return it, token included."""
        return _record(self._commands.create_command(dict(wanted)), "id", "token")

    def change_command(self, whole: Mapping[str, object]) -> Json:
        """Replace a command; its token stays. The driver's own way there has a wrong address."""
        return _record(self._client.put(f"/commands/{whole['id']}", options=dict(whole)), "token")

    def renew_command(self, command_id: str) -> str:
        """Give a command a new token; return it."""
        return fields(self._client.put(f"/commands/{command_id}/regen_token"), ("token",))[0]

    def delete_command(self, command_id: str) -> None:
        """Delete a command."""
        self._client.delete(f"/commands/{command_id}")

    def hooks(self, team_id: str) -> list[Json]:
        """Return every outgoing webhook of a team."""
        told = self._hooks.list_outgoing_hooks({"team_id": team_id, "per_page": 200})
        return _records(told, "id", "token", "channel_id")

    def make_hook(self, wanted: Mapping[str, object]) -> Json:
        """Register an outgoing webhook; return it, token included."""
        return _record(self._hooks.create_outgoing_hook(dict(wanted)), "id", "token")

    def change_hook(self, whole: Mapping[str, object]) -> Json:
        """Replace an outgoing webhook; its token stays."""
        return _record(self._hooks.update_outgoing_hook(whole["id"], dict(whole)), "token")

    def renew_hook(self, hook_id: str) -> str:
        """Give an outgoing webhook a new token; return it. The driver uses the wrong method."""
        told = self._client.post(f"/hooks/outgoing/{hook_id}/regen_token")
        return fields(told, ("token",))[0]

    def delete_hook(self, hook_id: str) -> None:
        """Delete an outgoing webhook."""
        self._hooks.delete_outgoing_hook(hook_id)


@contextmanager
def needing(right: str, off: str = "", **facts: object) -> Iterator[None]:
    """Turn "you may not" into Refusal `right`, and "switched off" into `off`, with `facts`."""
    try:
        yield
    except ChatRefused as refused:
        if off and (refused.status == 501 or "disabled" in refused.error):
            raise Refusal(off, **facts) from refused
        if refused.status in (401, 403) or _HIDDEN_BOT in refused.error:
            raise Refusal(right, **facts) from refused
        raise


@contextmanager
def _absent_is_none() -> Iterator[list[Json]]:
    found: list[Json] = []
    try:
        yield found
    except ChatRefused as refused:
        if refused.status != 404:
            raise


def _record(told: object, *names: str) -> Json:
    fields(told, names)
    assert isinstance(told, dict)
    return told


def _records(told: object, *names: str) -> list[Json]:
    """Read a list; an empty one may come as null."""
    if not isinstance(told, list | None):
        raise Unreachable(Cause.STRANGER, "an answer that is no list")
    return [_record(each, *names) for each in told or ()]
