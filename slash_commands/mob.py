"""`/mob`: man overboard. Position and time at once, before anything else is asked of anybody."""

import logging
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import LogEntry
from logbook.model.ports import ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.summaries import moment as phrases
from logbook.verbs.bridge import Bridge
from logbook.verbs.mob import Ending, open_alarm, over, overboard
from logbook.verbs.people import caller
from logbook.verbs.words import Words, first, meant
from slash_commands.command import Command
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request

_log = logging.getLogger(__name__)

_ENDINGS: Final[Words] = {
    "recovered": ("end", "fin", "récupéré", "récupérée", "repêché", "repêchée", "aboard"),
    "false_alarm": ("false", "false-alarm", "fausse", "fausse-alerte", "erreur"),
}


def calls_for_help(text: str) -> bool:
    """Tell whether what follows the trigger raises the alarm: whatever does not end it."""
    return meant(first(text)[0], _ENDINGS) is None


def run(request: Request, bridge: Bridge) -> Reply:
    """Raise the alarm; `recovered` or `false` ends it."""
    # Who calls for help is believed unasked; who says that it is over must be a member still.
    who = caller(bridge, request.user_id, hurry=calls_for_help(request.text))
    say = bridge.speaker(who.language)
    word, rest = first(request.text)
    meaning = meant(word, _ENDINGS)
    if meaning is not None:
        ending: Ending = "recovered" if meaning == "recovered" else "false_alarm"
        return echo(bridge, who, say, over(bridge, who, ending, rest))
    try:
        entry = overboard(bridge, who, request.text)
    except Refusal as refusal:
        return _unwritten(bridge, say, refusal)
    calls = bridge.config.alarm
    called = say.say("slash.mob_called", names=", ".join(calls)) if calls else None
    more = [called or say.say("slash.mob_nobody"), *_another(bridge, say, entry)]
    more.append(say.say("slash.mob_end"))
    return echo(bridge, who, say, entry, more=more)


def _another(bridge: Bridge, say: Speaker, entry: LogEntry) -> list[str]:
    """Return what is said where somebody is overboard already; what cannot be read is not."""
    try:
        begun = open_alarm(bridge)
    except Refusal:
        return []
    if begun is None or begun.number == entry.number:
        return []
    return [say.say("slash.mob_another", number=begun.number)]


def _unwritten(bridge: Bridge, say: Speaker, refusal: Refusal) -> Reply:
    """Call for help although the log cannot be written: the one thing that comes before it."""
    now = bridge.now()
    ours = bridge.speaker()
    called = " ".join(f"@{name}" for name in bridge.config.alarm)
    told = ours.say(
        "slash.mob_unwritten",
        hour=formats.hour(now, bridge.config.ship_offset_s),
        place=phrases.position(ours, bridge.moment()),
    )
    posted = False
    if bridge.chat is not None:
        try:
            bridge.chat.post(bridge.channel_id, f"{called} {told}".strip())
            posted = True
        except (ChatAway, ChatRefused) as error:
            _log.warning("the alarm cannot be posted: %s", error)
    name = "slash.mob_posted_only" if posted else "slash.mob_nothing"
    return Reply(say.say(name, told=told, reason=refusal))


COMMAND: Final = Command("mob", run)
