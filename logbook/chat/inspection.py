"""The chat server as the bot itself sees it, to tell whether all is as set-up left it."""

from collections.abc import Mapping
from typing import Any, Final

from logbook.chat.mattermost import FencedClient, driver
from logbook.chat.secrets import Mattermost
from logbook.chat.session import server_time
from logbook.chat.unreachable import Cause, Unreachable, fields
from logbook.model.ports import ChatRefused

_ADMINISTRATORS: Final = frozenset({"system_admin", "team_admin"})


class Inspector:
    """Asks with the bot's token; changes nothing. Raises as the Chat does."""

    def __init__(self, settings: Mattermost) -> None:
        self._settings = settings
        self._client: FencedClient = driver(settings.url, settings.bot_token, settings.ca).client

    def ping(self) -> float | None:
        """Return the server's time (UTC seconds to the whole second) where it says so."""
        response = self._client.make_request("get", "/system/ping")
        fields(response.json(), ("status",))
        return server_time(response)

    def me(self) -> Mapping[str, Any]:
        """Return the bot's account."""
        return self._record("/users/me")

    def client_settings(self) -> Mapping[str, Any]:
        """Return what the server tells every client of its settings: texts, `true` and `false`."""
        return self._record("/config/client", {"format": "old"})

    def channel(self) -> Mapping[str, Any] | None:
        """Return the log's channel, None where the bot may not see it."""
        try:
            return self._record(f"/channels/{self._settings.channel_id}")
        except ChatRefused as refused:
            if refused.status not in (403, 404):
                raise
            return None

    def is_in(self, place: str) -> bool:
        """Tell whether the bot is a member of `teams/<id>` or `channels/<id>`."""
        return self._membership(place) is not None

    def administers(self) -> bool:
        """Tell whether the bot may do more than it should."""
        team = self._membership(f"teams/{self._settings.team_id}") or {}
        roles = f"{self.me().get('roles')} {team.get('roles')}".split()
        return bool(_ADMINISTRATORS & set(roles)) or team.get("scheme_admin") is True

    def triggers(self) -> set[str]:
        """Return the team's commands as the completion lists them."""
        told = self._client.get(f"/teams/{self._settings.team_id}/commands/autocomplete")
        if not isinstance(told, list | None):
            raise Unreachable(Cause.STRANGER, "an answer that is no list")
        return {fields(each, ("trigger",))[0] for each in told or ()}

    def execute(self, trigger: str) -> None:
        """Let the server call our command as if the bot had typed it."""
        wanted = {
            "channel_id": self._settings.channel_id,
            "team_id": self._settings.team_id,
            "command": f"/{trigger}",
        }
        self._client.make_request("post", "/commands/execute", options=wanted)

    def _membership(self, place: str) -> Mapping[str, Any] | None:
        try:
            return self._record(f"/{place}/members/{self._settings.bot_id}")
        except ChatRefused as refused:
            if refused.status not in (403, 404):
                raise
            return None

    def _record(self, path: str, params: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        told = self._client.get(path, params=params)
        if not isinstance(told, dict):
            raise Unreachable(Cause.STRANGER, "an answer that is no object")
        return told
