"""The demonstration's Mattermost: one team, one channel, a small crew, and the page to see it."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, abort, request

from demo.page.routes import Aboard, Channel, blueprint
from demo.standin import records, wire
from demo.standin.ids import new_id, now_ms
from demo.standin.site import Site
from logbook.guard.called import by_address, host_of

TEAM: Final = "bord"
CHANNEL: Final = "journal-de-bord"
SKIPPER: Final = "yann"
_CREW: Final = (
    (SKIPPER, "Yann", "skipper", "system_admin system_user"),
    ("elodie", "Élodie", "crew", "system_user"),
    ("jane", "Jane", "crew", "system_user"),
    ("malo", "Malo", "guest", "system_guest"),
)
"""Name, first name, role aboard, roles of the chat server; Malo is a child with a guest account."""


def _nobody(_: str) -> None:
    """Forget nothing: nobody was told to remember."""


class Stage:
    """A chat server without a port of its own: its routes are served with the log's.

    After construction mount `routes()`, tell where they are served with `serve_at`, and let
    `setup` connect the log with `setup_token` to the team `TEAM` and the channel `CHANNEL`,
    naming `SKIPPER`. `forget` is told each user id whose language the page changes.
    """

    def __init__(
        self,
        language: str,
        boat: str,
        channel_title: str,
        *,
        forget: Callable[[str], None] = _nobody,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        self.site = Site(clock)
        self.forget = forget
        world = self.site.world
        team = records.Team(new_id(), TEAM, boat, clock(), invite_id=new_id())
        world.teams[team.id] = team
        people = [self._person(*each, language) for each in _CREW]
        skipper = people[0]
        for person in people:
            world.join_team(team.id, person.id, admin=person is skipper)
        log = world.add_channel(
            records.Channel(new_id(), team.id, "O", CHANNEL, channel_title, clock(), skipper.id)
        )
        for person in people[1:]:
            world.join_channel(log.id, person.id)
        self.setup_token = world.open_door(skipper.id, "personal").token
        crew = tuple(
            Aboard(person, world.open_door(person.id, "session").token, role)
            for person, (_, _, role, _) in zip(people, _CREW, strict=True)
        )
        self._channel = Channel(boat, language, team.id, log.id, crew)

    def routes(self) -> tuple[Blueprint, ...]:
        """Return the chat server's addresses and the page's."""
        page = blueprint(self.site, self._channel, self._forget)
        routes = wire.blueprint(self.site), page
        for each in routes:
            each.before_request(self._refuse_strange_name)
        return routes

    def serve_at(self, url: str) -> None:
        """Tell the server where it is reached, and that it may call this computer."""
        self.site.url = self.site.settings.site_url = url

    def _refuse_strange_name(self) -> None:
        """Refuse what a page of somebody else's asks: the crew's tokens are told to any browser."""
        called = request.headers.get("Host", "")
        if not by_address(called) and host_of(called) != host_of(urlsplit(self.site.url).netloc):
            abort(403)

    def _forget(self, user_id: str) -> None:
        # By way of self, so that who is to forget may be named once the log runs.
        self.forget(user_id)

    def _person(self, name: str, first: str, _: str, roles: str, language: str) -> records.User:
        email = f"{name}@bord.example"
        person = records.User(
            new_id(), name, self.site.clock(), email, first, locale=language, roles=roles
        )
        return self.site.world.add_user(person)
