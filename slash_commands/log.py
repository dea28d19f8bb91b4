"""`/log TEXT`: a line in the log; without words a form; a lone `help` or `list` is answered."""

from dataclasses import replace
from typing import Final

from logbook.verbs.bridge import Bridge
from logbook.verbs.text import clean
from logbook.verbs.when import told
from logbook.verbs.words import Words, meant
from logbook.verbs.write import write
from slash_commands import log_help, log_list
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.form import opened
from slash_commands.reply import Reply
from slash_commands.request import Request

_ALONE: Final[Words] = {"help": ("aide",), "list": ("liste",)}


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the text; nothing opens the form."""
    text = clean(request.text)
    if not text:
        return opened(request, bridge)
    alone = meant(text, _ALONE)
    if alone is not None:
        answer = log_help.run if alone == "help" else log_list.run
        return answer(replace(request, text=""), bridge)
    who, say = known(request, bridge)
    line = told(text, bridge.now(), bridge.config.ship_offset_s)
    facts = {"typed": text} if line.at is not None else {}
    entry = write(bridge, who, line.text, at=line.at, facts=facts)
    return echo(bridge, who, say, entry, too_old=line.too_old)


COMMAND: Final = Command("log", run)
