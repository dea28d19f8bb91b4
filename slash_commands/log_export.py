"""`/log-export gpx [VOYAGE]`: a voyage as a file in the log's channel."""

import io
import re
from typing import Final

from logbook.console.voyages import Choice, chosen
from logbook.locale import Speaker
from logbook.model.neutral import row
from logbook.model.ports import Chat
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_crew
from logbook.verbs.usage import usage
from logbook.verbs.words import first, number, plain
from slash_commands.aside import Aside
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request

_LATEST: Final = {"", "latest", "dernier", "derniere"}
_UNSAFE: Final = re.compile(r"[^\w.-]+")


def run(request: Request, bridge: Bridge) -> Reply:
    """Make the file, post it, and say so; a long one goes on after the answer."""
    who, say = known(request, bridge)
    needs_crew(who)
    word, rest = first(request.text)
    voyage = number(rest)
    if plain(word) not in {"gpx", ""} or (voyage is None and plain(rest) not in _LATEST):
        raise usage(bridge, "log-export")

    def exported() -> str:
        return _exported(bridge, who, say, voyage)

    return Aside(bridge, who, say, exported, say.say("slash.export_not_posted")).reply()


def _exported(bridge: Bridge, who: Caller, say: Speaker, number: int | None) -> str:
    """Post the file; return what its caller is told."""
    chat: Chat | None = bridge.chat
    if chat is None:
        raise Refusal("people.no_chat")
    from logbook.exports import gpx  # noqa: PLC0415 - most boats run for months between two exports

    out, boat = io.BytesIO(), bridge.speaker()
    with bridge.readers.book() as book, bridge.readers.track() as track:
        choice, now = Choice(voyage=number), bridge.now()
        voyage = chosen(book, track, choice, bridge.config, boat, written_at=now)
        written = gpx.write(out, voyage)
    ship = _UNSAFE.sub("-", bridge.config.ship_name).strip("-.") or "log"
    name = f"{ship}-{voyage.number}.gpx"
    file = chat.upload(bridge.channel_id, name, out.getvalue())
    facts = {"number": voyage.number, "who": row(who.member.name), "count": written.points}
    chat.post(bridge.channel_id, boat.say("slash.export_posted", **facts), file_ids=(file,))
    return say.say("slash.export_done", number=voyage.number, file=name)


COMMAND: Final = Command("log-export", run, who="crew")
