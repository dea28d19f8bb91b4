"""`/log-help [WORD]`: every command in one line, or one command in full."""

from typing import Final

import slash_commands
from logbook.locale import Speaker
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import language
from logbook.verbs.words import plain
from slash_commands.command import Command
from slash_commands.reply import Reply
from slash_commands.request import Request


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer anybody, member or not: help gives nothing away."""
    say = bridge.speaker(language(bridge, request.user_id))
    word = plain(request.text).strip().removeprefix("/").removeprefix(bridge.prefix)
    if not word:
        return Reply(_all(say, bridge))
    for command in slash_commands.COMMANDS:
        if word in {command.trigger, command.trigger.removeprefix("log-")}:
            return Reply(_one(say, bridge, command))
    told = say.say("slash.help_unknown", word=word[:40])
    return Reply(f"{told}\n{_all(say, bridge)}")


def _all(say: Speaker, bridge: Bridge) -> str:
    rows = [say.say("slash.help_title")]
    for command in slash_commands.COMMANDS:
        typed = f"/{bridge.prefix}{command.trigger} {command.hint(say)}".rstrip()
        rows.append(say.say("slash.help_row", typed=typed, what=command.what(say)))
    rows.append(say.say("slash.help_times"))
    return "\n".join(rows)


def _one(say: Speaker, bridge: Bridge, command: Command) -> str:
    trigger = f"/{bridge.prefix}{command.trigger}"
    rows = (
        say.say(
            "slash.help_row",
            typed=f"{trigger} {command.hint(say)}".rstrip(),
            what=command.what(say),
        ),
        say.say("slash.help_example", example=f"{trigger} {command.example(say)}".rstrip()),
        say.say(f"slash.who_{command.who}"),
    )
    return "\n".join(rows)


COMMAND: Final = Command("log-help", run)
