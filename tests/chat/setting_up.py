"""A stand-in to set up against, and a set-up that keeps what it does in lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from demo.standin import StandIn
from logbook.chat import registration
from logbook.chat.administration import Admin
from logbook.chat.secrets import Mattermost
from logbook.chat.wanted import CommandSpec, Wanted
from logbook.locale import speaker

VESSEL = "5f3a0c1e9b7d48620123456789abcdef"
OTHER_VESSEL = "00000000000000000000000000000bad"
SPECS = (
    CommandSpec("log", "[texte]", "Écrit une ligne au journal"),
    CommandSpec("position", "[HH:MM]", "Dit où nous sommes"),
    CommandSpec("log-help", "[mot]", "Explique"),
)


@dataclass
class SetUp:
    """Sets one boat up on a stand-in; `kept` is the last that was to be on disk."""

    server: StandIn
    vessel: str = VESSEL
    kept: Mattermost | None = None
    keepings: list[Mattermost] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def run(
        self, token: str = "", *, specs: Sequence[CommandSpec] = SPECS, **asked: Any
    ) -> Mattermost:
        self.told.clear()
        self.keepings.clear()
        wanted = Wanted(
            url=self.server.url,
            vessel=self.vessel,
            callback=asked.pop("callback", "http://127.0.0.1:8067"),
            specs=specs,
            say=speaker("fr"),
            ship_name=asked.pop("ship_name", "Groix"),
            **asked,
        )
        return registration.register(self._admin(token), wanted, self.kept, self._keep, self.tell)

    def remove(self, token: str = "") -> None:
        assert self.kept is not None
        registration.remove(self._admin(token), self.vessel, self.kept, self.tell)

    def _admin(self, token: str) -> Admin:
        return Admin(self.server.url, token or self.server.admin_token)

    def _keep(self, settings: Mattermost) -> None:
        self.kept = settings
        self.keepings.append(settings)

    def tell(self, name: str, /, **_: object) -> None:
        self.told.append(name)

    def triggers(self) -> list[str]:
        return sorted(command.trigger for command in self.server.world.commands.values())
