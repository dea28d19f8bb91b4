"""What a Mattermost server keeps of people, teams and channels, and the JSON that it shows."""

from dataclasses import dataclass, field
from typing import Any, Final

Json = dict[str, Any]

NOTIFY: Final = {
    "channel": "true", "comments": "never", "desktop": "mention", "desktop_sound": "true",
    "desktop_threads": "all", "email": "true", "email_threads": "all", "first_name": "false",
    "mention_keys": "", "push": "mention", "push_status": "away", "push_threads": "all",
}  # fmt: skip
NO_ZONE: Final = {"automaticTimezone": "", "manualTimezone": "", "useAutomaticTimezone": "true"}
_CHANNEL_NOTIFY: Final = {
    "desktop": "default", "email": "default", "ignore_channel_mentions": "default",
    "mark_unread": "all", "push": "default",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class User:
    """A person or a bot; `password` is kept as typed, this is no place for a real one."""

    id: str
    username: str
    create_at: int
    email: str = ""
    first_name: str = ""
    last_name: str = ""
    locale: str = "en"
    roles: str = "system_user"
    password: str = ""
    timezone: Json = field(default_factory=lambda: dict(NO_ZONE))
    update_at: int = 0
    delete_at: int = 0
    is_bot: bool = False
    description: str = ""
    owner_id: str = ""

    @property
    def administers(self) -> bool:
        """Whether this is an administrator of the whole server."""
        return "system_admin" in self.roles.split()

    @property
    def guest(self) -> bool:
        """Whether this is a guest account."""
        return "system_guest" in self.roles.split()

    def as_json(self, *, own: bool = False) -> Json:
        """Return what others see, or what the user sees of itself."""
        told: Json = {
            "id": self.id, "create_at": self.create_at,
            "update_at": self.update_at or self.create_at, "delete_at": self.delete_at,
            "username": self.username, "auth_data": "", "auth_service": "", "email": self.email,
            "nickname": "", "first_name": self.first_name, "last_name": self.last_name,
            "position": "", "roles": self.roles,
        }  # fmt: skip
        if own:
            told |= {"notify_props": dict(NOTIFY), "last_password_update": self.create_at}
        told |= {"locale": self.locale, "timezone": self.timezone}
        if self.is_bot:
            told |= {"is_bot": True, "bot_description": self.description}
        return told | {"disable_welcome_email": False}

    def as_bot(self) -> Json:
        """Return a bot as the bots' own addresses show it."""
        return {
            "user_id": self.id, "username": self.username, "display_name": self.first_name,
            "description": self.description, "owner_id": self.owner_id,
            "create_at": self.create_at, "update_at": self.update_at or self.create_at,
            "delete_at": self.delete_at,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """What opens the door: `kind` is `session`, `personal` or `bot`."""

    id: str
    token: str
    user_id: str
    kind: str
    description: str = ""
    active: bool = True

    def as_json(self) -> Json:
        """Return it as it is listed: without the secret."""
        return {
            "id": self.id, "user_id": self.user_id, "description": self.description,
            "is_active": self.active,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Team:
    """A team."""

    id: str
    name: str
    display_name: str
    create_at: int
    email: str = ""
    invite_id: str = ""

    def as_json(self, *, email: bool = False) -> Json:
        """Return it; its administrators also see the `email`."""
        return {
            "id": self.id, "create_at": self.create_at, "update_at": self.create_at,
            "delete_at": 0, "display_name": self.display_name, "name": self.name,
            "description": "", "email": self.email if email else "", "type": "O",
            "company_name": "", "allowed_domains": "", "invite_id": self.invite_id,
            "allow_open_invite": False, "scheme_id": None, "group_constrained": None,
            "policy_id": None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: `type` is O public, P private, D direct, G group."""

    id: str
    team_id: str
    type: str
    name: str
    display_name: str
    create_at: int
    creator_id: str = ""
    header: str = ""
    purpose: str = ""
    update_at: int = 0
    delete_at: int = 0

    def as_json(self, posts: int, roots: int, last: int, last_root: int) -> Json:
        """Return it with its counts and the times of its last post and last root post."""
        return {
            "id": self.id, "create_at": self.create_at,
            "update_at": self.update_at or self.create_at, "delete_at": self.delete_at,
            "team_id": self.team_id, "type": self.type, "display_name": self.display_name,
            "name": self.name, "header": self.header, "purpose": self.purpose,
            "last_post_at": last, "total_msg_count": posts, "extra_update_at": 0,
            "creator_id": self.creator_id, "scheme_id": None, "props": None,
            "group_constrained": None, "shared": False if self.type == "D" else None,
            "total_msg_count_root": roots, "policy_id": None, "last_root_post_at": last_root,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Membership:
    """Someone's place in a team or a channel (`whole` is its id)."""

    whole: str
    user_id: str
    since: int
    admin: bool = False
    guest: bool = False

    def roles(self, kind: str) -> str:
        """Return the role's words, `team_user team_admin` say."""
        first = f"{kind}_guest" if self.guest else f"{kind}_user"
        return f"{first} {kind}_admin" if self.admin else first

    def in_team(self) -> Json:
        """Return it as the teams' addresses show it."""
        return {
            "team_id": self.whole, "user_id": self.user_id, "roles": self.roles("team"),
            "delete_at": 0, "scheme_guest": self.guest, "scheme_user": not self.guest,
            "scheme_admin": self.admin, "explicit_roles": "",
        }  # fmt: skip

    def in_channel(self) -> Json:
        """Return it as the channels' addresses show it; nothing is counted as read."""
        return {
            "channel_id": self.whole, "user_id": self.user_id, "roles": self.roles("channel"),
            "last_viewed_at": 0, "msg_count": 0, "mention_count": 0, "mention_count_root": 0,
            "msg_count_root": 0, "notify_props": dict(_CHANNEL_NOTIFY),
            "last_update_at": self.since, "scheme_guest": self.guest,
            "scheme_user": not self.guest, "scheme_admin": self.admin, "explicit_roles": "",
        }  # fmt: skip
