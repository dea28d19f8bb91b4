"""What a slash command is: its trigger, and what it does with a request."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from logbook.locale import Speaker
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller, caller
from slash_commands.reply import Reply
from slash_commands.request import Request

Who = Literal["member", "crew", "skipper"]


@dataclass(frozen=True, slots=True)
class Command:
    """A trigger without its slash and prefix, who may use it, and the handler.

    Its words stand in the catalogue: `slash.<name>_hint`, `…_what` and `…_example`, where
    `<name>` is the trigger with underscores.
    """

    trigger: str
    run: Callable[[Request, Bridge], Reply]
    who: Who = "member"

    @property
    def name(self) -> str:
        """The trigger as the catalogue spells it."""
        return self.trigger.replace("-", "_")

    def hint(self, say: Speaker) -> str:
        """Return what may follow the trigger, in a form for completion; empty for nothing."""
        name = f"slash.{self.name}_hint"
        return say.say(name) if say.knows(name) else ""

    def what(self, say: Speaker) -> str:
        """Return what it does, one line."""
        return say.say(f"slash.{self.name}_what")

    def example(self, say: Speaker) -> str:
        """Return what could follow the trigger, as an example."""
        name = f"slash.{self.name}_example"
        return say.say(name) if say.knows(name) else ""


def known(request: Request, bridge: Bridge) -> tuple[Caller, Speaker]:
    """Return who is calling, and who answers them; raises Refusal as `people.caller` does."""
    who = caller(bridge, request.user_id)
    return who, bridge.speaker(who.language)
