"""`/log-export gpx [VOYAGE]`: a voyage as a file in the log's channel."""

import io
import logging
import re
import threading
from typing import Final

from logbook.console.voyages import Choice, chosen
from logbook.exports import gpx
from logbook.locale import Speaker
from logbook.model.ports import Chat, ChatAway, ChatRefused
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_crew
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.usage import usage
from slash_commands.words import first, number, plain

_log = logging.getLogger(__name__)

PATIENCE_S: Final = 15.0
"""A longer one is answered for when it is done: the server hears nobody after 30 s."""
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
    export = _Export(bridge, who, say, voyage)
    thread = threading.Thread(target=export.run, name="export", daemon=True)
    thread.start()
    return export.reply(PATIENCE_S)


class _Export:
    """One export at work on its own thread; whoever asked hears of it one way or the other."""

    def __init__(self, bridge: Bridge, who: Caller, say: Speaker, voyage: int | None) -> None:
        self._bridge = bridge
        self._who = who
        self._say = say
        self._voyage = voyage
        self._told = ""
        self._done = threading.Event()
        self._left = False
        self._lock = threading.Lock()

    def reply(self, patience_s: float) -> Reply:
        """Return what came of it, or that it will come."""
        self._done.wait(patience_s)
        with self._lock:
            self._left = not self._done.is_set()
            return Reply(self._say.say("slash.export_later") if self._left else self._told)

    def run(self) -> None:
        """Do it; the outermost boundary of this thread."""
        try:
            told = self._exported()
        except Refusal as refusal:
            told = self._say.refusal(refusal)
        except (ChatAway, ChatRefused) as error:
            _log.warning("an export cannot be posted: %s", error)
            told = self._say.say("slash.export_not_posted")
        except Exception:  # noqa: BLE001 - the outermost boundary of the export's thread
            _log.exception("an export failed")
            told = self._say.say("slash.fault")
        with self._lock:
            self._told = told
            self._done.set()
            left = self._left
        if left:
            self._tell_later(told)

    def _tell_later(self, told: str) -> None:
        chat = self._bridge.chat
        if chat is None:
            return
        try:
            chat.direct(self._who.person.id, told)
        except (ChatAway, ChatRefused) as error:
            _log.warning("nobody can be told of an export: %s", error)

    def _exported(self) -> str:
        bridge = self._bridge
        chat: Chat | None = bridge.chat
        if chat is None:
            raise Refusal("people.no_chat")
        out, say = io.BytesIO(), bridge.speaker()
        with bridge.readers.book() as book, bridge.readers.track() as track:
            choice, now = Choice(voyage=self._voyage), bridge.now()
            voyage = chosen(book, track, choice, bridge.config, say, written_at=now)
            written = gpx.write(out, voyage)
        ship = _UNSAFE.sub("-", bridge.config.ship_name).strip("-.") or "log"
        name = f"{ship}-{voyage.number}.gpx"
        file = chat.upload(bridge.channel_id, name, out.getvalue())
        facts = {"number": voyage.number, "who": self._who.member.name, "count": written.points}
        chat.post(bridge.channel_id, say.say("slash.export_posted", **facts), file_ids=(file,))
        return self._say.say("slash.export_done", number=voyage.number, file=name)


COMMAND: Final = Command("log-export", run, who="crew")
