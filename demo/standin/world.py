"""The people, teams, channels and integrations of one server, and who may do what."""

import threading
from collections.abc import Callable
from dataclasses import replace

from demo.standin.ids import new_id
from demo.standin.records import Channel, Membership, Team, Token, User
from demo.standin.refused import Refused, may_not
from demo.standin.registered import Command, Hook


class World:
    """Who and what there is. Records are replaced whole, so that reading needs no lock.

    `clock` gives the time in milliseconds since 1970.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.users: dict[str, User] = {}
        self.tokens: dict[str, Token] = {}
        self.teams: dict[str, Team] = {}
        self.channels: dict[str, Channel] = {}
        self.team_members: dict[tuple[str, str], Membership] = {}
        self.channel_members: dict[tuple[str, str], Membership] = {}
        self.commands: dict[str, Command] = {}
        self.hooks: dict[str, Hook] = {}

    def add_user(self, user: User) -> User:
        """Take in a person or a bot; the name must be free."""
        with self.lock:
            if any(other.username == user.username for other in list(self.users.values())):
                raise Refused(400, "app.user.save.username_exists.app_error")
            self.users[user.id] = user
        return user

    def speaks(self, user_id: str, locale: str) -> None:
        """Set a user's language."""
        changed = replace(self.users[user_id], locale=locale, update_at=self.clock())
        self.users[user_id] = changed

    def open_door(self, user_id: str, kind: str, description: str = "", token: str = "") -> Token:
        """Make a token; `kind` is `session`, `personal` or `bot`."""
        made = Token(new_id(), token or new_id(), user_id, kind, description)
        self.tokens[made.token] = made
        return made

    def shut_door(self, token_id: str) -> None:
        """Make a token worthless; one that nobody has is no mistake."""
        for token in list(self.tokens.values()):
            if token.id == token_id:
                self.tokens[token.token] = replace(token, active=False)

    def join_team(self, team_id: str, user_id: str, *, admin: bool = False) -> Membership:
        """Make a user a member of a team."""
        guest = self.users[user_id].guest
        member = Membership(team_id, user_id, self.clock(), admin, guest)
        self.team_members[team_id, user_id] = member
        return member

    def join_channel(self, channel_id: str, user_id: str, *, admin: bool = False) -> Membership:
        """Make a user a member of a channel."""
        guest = self.users[user_id].guest
        member = Membership(channel_id, user_id, self.clock(), admin, guest)
        self.channel_members[channel_id, user_id] = member
        return member

    def add_channel(self, channel: Channel) -> Channel:
        """Take in a channel; its creator, where it has one, is its administrator."""
        self.channels[channel.id] = channel
        if channel.creator_id and channel.type in ("O", "P"):
            self.join_channel(channel.id, channel.creator_id, admin=True)
        return channel

    def user(self, user_id: str) -> User:
        """Return a user. Raises Refused (404)."""
        found = self.users.get(user_id)
        if found is None:
            raise Refused(404, "app.user.missing_account.const")
        return found

    def named(self, username: str) -> User:
        """Return the user of that name or address. Raises Refused (404)."""
        for user in list(self.users.values()):
            if username in (user.username, user.email):
                return user
        raise Refused(404, "app.user.missing_account.const")

    def team(self, team_id: str) -> Team:
        """Return a team. Raises Refused (404)."""
        found = self.teams.get(team_id)
        if found is None:
            raise Refused(404, "app.team.get.find.app_error")
        return found

    def channel(self, channel_id: str) -> Channel:
        """Return a channel. Raises Refused (404)."""
        found = self.channels.get(channel_id)
        if found is None:
            raise Refused(404, "app.channel.get.existing.app_error")
        return found

    def channels_of(self, user_id: str) -> set[str]:
        """Return the ids of the channels that a user is in."""
        return {channel for channel, member in list(self.channel_members) if member == user_id}

    def is_member(self, channel_id: str, user_id: str) -> bool:
        """Return whether a user is in a channel."""
        return (channel_id, user_id) in self.channel_members

    def must_be_member(self, channel_id: str, user: User) -> Channel:
        """Return the channel if `user` may act in it; Refused (403) else, and if unknown."""
        found = self.channels.get(channel_id)
        if found is None or not (self.is_member(channel_id, user.id) or user.administers):
            raise may_not()
        return found

    def runs_team(self, team_id: str, user: User) -> bool:
        """Return whether a user administers a team."""
        member = self.team_members.get((team_id, user.id))
        return user.administers or (member is not None and member.admin)

    def must_run_team(self, team_id: str, user: User) -> None:
        """Raise Refused (403) unless `user` administers the team."""
        if not self.runs_team(team_id, user):
            raise may_not()

    def team_of(self, channel: Channel, given: str = "") -> Team:
        """Return the team that something in `channel` belongs to; direct ones need it `given`."""
        team = self.teams.get(channel.team_id or given)
        if team is None:
            raise may_not()
        return team
