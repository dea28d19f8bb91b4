"""The whole stand-in Mattermost on a port of its own, with people aboard: what tests use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self

from demo.standin.ids import new_id, now_ms
from demo.standin.records import Channel, Team, User
from demo.standin.sailor import Sailor
from demo.standin.serving import Serving
from demo.standin.site import Site

PEOPLE: Final = (
    ("capitaine", "Yann", "Kerbrat", "fr", "system_admin system_user"),
    ("elodie", "Élodie", "Le Goff", "fr", "system_user"),
    ("joao", "João", "Silva", "pt-BR", "system_user"),
    ("jane", "Jane", "Marlow", "en", "system_user"),
    ("mousse", "Malo", "Kerbrat", "fr", "system_guest"),
    ("sam", "Sam", "O'Neil", "en", "system_user"),
)
"""Who is there: name, first name, last name, locale, roles. All but sam are in the team."""


class StandIn:
    """A Mattermost to test against: `with StandIn() as mattermost: … mattermost.url …`.

    `capitaine` administers the server; `mousse` is a guest; `sam` is no member of the team.
    The team is `voilier`, the channel `journal-de-bord` (public unless `private`). Everybody's
    password is `a-password`. `clock` gives milliseconds since 1970.
    """

    def __init__(
        self, *, clock: Callable[[], int] = now_ms, port: int = 0, private: bool = False
    ) -> None:
        self.site = Site(clock)
        self.world = self.site.world
        self.board = self.site.board
        self.settings = self.site.settings
        self.faults = self.site.faults
        self._serving = Serving(self.site, port)
        self._people(clock())
        self.team = Team(
            new_id(), "voilier", "Voilier Étoile", clock(), "capitaine@bord.example", new_id()
        )
        self.world.teams[self.team.id] = self.team
        for name, *_ in PEOPLE[:-1]:
            self.world.join_team(self.team.id, self.user(name).id, admin=name == "capitaine")
        self.channel = self.add_channel("journal-de-bord", "Journal de bord", private=private)
        self.admin_token = self.world.open_door(self.user("capitaine").id, "personal").token
        """A personal access token of `capitaine`, as `setup` wants one."""

    def __enter__(self) -> Self:
        self._serving.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.faults.clear()
        self.site.settle()
        self._serving.stop()

    @property
    def url(self) -> str:
        """Where the server is reached."""
        return self._serving.url

    def user(self, name: str) -> User:
        """Return the user of that name."""
        return self.world.named(name)

    def token_for(self, name: str) -> str:
        """Return a new personal access token of a user, or a bot's."""
        user = self.user(name)
        kind = "bot" if user.is_bot else "personal"
        return self.world.open_door(user.id, kind).token

    def sailor(self, name: str, channel: Channel | None = None) -> Sailor:
        """Return that user at the chat, with a session, in the log's channel unless told."""
        where = channel or self.channel
        return Sailor(self.site, self.user(name), self.team.id, where.id)

    def add_channel(self, name: str, title: str = "", *, private: bool = False) -> Channel:
        """Make a channel of the team with everybody of the team in it."""
        captain = self.user("capitaine").id
        kind, title = "P" if private else "O", title or name
        channel = self.world.add_channel(
            Channel(new_id(), self.team.id, kind, name, title, self.site.clock(), captain)
        )
        for team, user in list(self.world.team_members):
            if team == self.team.id and user != captain:
                self.world.join_channel(channel.id, user)
        return channel

    def add_bot(self, name: str = "journal") -> tuple[User, str]:
        """Make a bot, member of the team and the log's channel; return it and its token."""
        bot = User(
            new_id(), name, self.site.clock(), f"{name}@localhost", "Journal de bord",
            is_bot=True, owner_id=self.user("capitaine").id,
        )  # fmt: skip
        self.world.add_user(bot)
        self.world.join_team(self.team.id, bot.id)
        self.world.join_channel(self.channel.id, bot.id)
        return bot, self.token_for(name)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Let nobody be there: the port refuses, open connections are cut."""
        self.faults.away = True
        self._serving.stop()
        try:
            yield
        finally:
            self._serving.start()
            self.faults.away = False

    def _people(self, now: int) -> None:
        for name, first, last, locale, roles in PEOPLE:
            email = f"{name}@bord.example"
            person = User(new_id(), name, now, email, first, last, locale, roles, "a-password")
            self.world.add_user(person)
