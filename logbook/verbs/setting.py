"""What one setting of the channel is, and the readers that several of them share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from logbook.locale import Speaker
from logbook.model.refusal import Refusal

YES: Final = frozenset({"on", "yes", "true", "oui", "marche", "1"})
NO: Final = frozenset({"off", "no", "false", "non", "arret", "arrêt", "0"})


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its field of Config, how it is read as typed, and how it is said.

    `read` raises Refusal `settings.<name>` for what it cannot be. `kept` returns for Config what a
    line of the log holds; it raises WrongValue for whatever `read` would never have given.
    """

    field: str
    read: Callable[[str], object]
    say: Callable[[Speaker, object], str]
    kept: Callable[[Any], object]


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
