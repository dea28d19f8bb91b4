"""What a Mattermost server keeps of integrations: slash commands and outgoing webhooks."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command of a team; `method` is P (POST) or G (GET)."""

    id: str
    token: str
    create_at: int
    creator_id: str
    team_id: str
    trigger: str
    method: str
    url: str
    update_at: int = 0
    username: str = ""
    icon_url: str = ""
    auto_complete: bool = False
    auto_complete_desc: str = ""
    auto_complete_hint: str = ""
    display_name: str = ""
    description: str = ""

    def as_json(self, *, secret: bool) -> Json:
        """Return it; without `secret`, as anybody sees it for the completion."""
        return {
            "id": self.id, "token": self.token if secret else "", "create_at": self.create_at,
            "update_at": self.update_at or self.create_at, "delete_at": 0,
            "creator_id": self.creator_id if secret else "", "team_id": self.team_id,
            "trigger": self.trigger, "method": self.method if secret else "",
            "username": self.username if secret else "",
            "icon_url": self.icon_url if secret else "",
            "auto_complete": self.auto_complete, "auto_complete_desc": self.auto_complete_desc,
            "auto_complete_hint": self.auto_complete_hint, "display_name": self.display_name,
            "description": self.description, "url": self.url if secret else "", "plugin_id": "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hook:
    """An outgoing webhook: of one channel, or of every public one that says its words."""

    id: str
    token: str
    create_at: int
    creator_id: str
    team_id: str
    callback_urls: tuple[str, ...]
    channel_id: str = ""
    trigger_words: tuple[str, ...] | None = None
    trigger_when: int = 0
    update_at: int = 0
    display_name: str = ""
    description: str = ""
    content_type: str = ""
    username: str = ""
    icon_url: str = ""

    def as_json(self) -> Json:
        """Return it, token included: only administrators ever see one."""
        words = None if self.trigger_words is None else list(self.trigger_words)
        return {
            "id": self.id, "token": self.token, "create_at": self.create_at,
            "update_at": self.update_at or self.create_at, "delete_at": 0,
            "creator_id": self.creator_id, "channel_id": self.channel_id,
            "team_id": self.team_id, "trigger_words": words, "trigger_when": self.trigger_when,
            "callback_urls": list(self.callback_urls), "display_name": self.display_name,
            "description": self.description, "content_type": self.content_type,
            "username": self.username, "icon_url": self.icon_url,
        }  # fmt: skip

    def word_for(self, message: str) -> str | None:
        """Return the word that a message sets it off by; empty for a hook without words."""
        if not self.trigger_words:
            return ""
        first = (message.split() or [""])[0]
        for word in self.trigger_words:
            if first == word or (self.trigger_when == 1 and first.startswith(word)):
                return word
        return None
