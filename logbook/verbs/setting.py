"""What one setting of the channel is, and the readers that several of them share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from logbook.locale import Speaker
from logbook.model.refusal import Refusal

YES: Final = frozenset({"on", "yes", "true", "oui", "marche", "1"})
NO: Final = frozenset({"off", "no", "false", "non", "arret", "arrêt", "0"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its field of Config, how it is read, what the log keeps, and how it is said.

    `read` raises Refusal `settings.<name>` for what it cannot be; `stored` is JSON-able.
    """

    field: str
    read: Callable[[str], object]
    say: Callable[[Speaker, object], str]


def flag(typed: str) -> bool:
    """Return whether a switch is on. Raises Refusal `settings.flag`."""
    if typed.lower() in YES:
        return True
    if typed.lower() in NO:
        return False
    raise Refusal("settings.flag", value=typed)


def say_flag(say: Speaker, value: object) -> str:
    """Return a switch as it stands."""
    return say.say("settings.yes" if value else "settings.no")
