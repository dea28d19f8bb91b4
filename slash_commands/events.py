"""What the commands for events share: a leading time, and the answer to what was typed."""

from logbook.model.neutral import neutral
from logbook.verbs.bridge import Bridge
from logbook.verbs.text import clean
from logbook.verbs.typed import Read
from logbook.verbs.when import told
from slash_commands.command import known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request


def event(request: Request, bridge: Bridge, read: Read) -> Reply:
    """Write an event as `read` reads it; return its echo, with what was not understood.

    A time too far back is left in the text.
    """
    who, say = known(request, bridge)
    line = told(clean(request.text), bridge.now(), bridge.config.ship_offset_s)
    reading = read(bridge, who, line)
    entry = reading.write()
    more = []
    if reading.unread is not None:
        more.append(neutral(say.say("typed.kept", unread=reading.unread)))
    return echo(bridge, who, say, entry, too_old=line.too_old, more=more)
