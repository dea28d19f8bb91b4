"""The commands as they are registered: what the completion shows, in the boat's language."""

from logbook.chat.wanted import CommandSpec
from logbook.locale import Speaker
from slash_commands import COMMANDS


def specs(say: Speaker) -> tuple[CommandSpec, ...]:
    """Return every command's trigger, hint and description, for set-up to register."""
    return tuple(
        CommandSpec(command.trigger, command.hint(say), command.what(say)) for command in COMMANDS
    )
