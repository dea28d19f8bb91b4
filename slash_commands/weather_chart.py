"""`/weather chart [24h|48h]`: pressure and wind as a picture in the log's channel."""

import re
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.neutral import row
from logbook.model.refusal import Refusal
from logbook.verbs.bridge import Bridge
from logbook.verbs.chart import SPANS_S, chart
from logbook.verbs.people import Caller
from logbook.verbs.rights import needs_crew
from slash_commands.aside import Aside
from slash_commands.command import known
from slash_commands.reply import Reply
from slash_commands.request import Request

WAYS: Final = ("graphique", "graph", "courbe", "courbes", "charts")
"""How else the sub-word may be said; `slash_commands.weather` hands on what follows it."""
_HOURS: Final = re.compile(r"\+?\s*([0-9]{1,2})\s*(?:h|hours?|heures?)?\.?", re.IGNORECASE)


def run(request: Request, bridge: Bridge) -> Reply:
    """Draw it, post it, and say so."""
    who, say = known(request, bridge)
    needs_crew(who)
    span_s = _span(request.text)

    def posted() -> str:
        return _posted(bridge, who, say, span_s)

    return Aside(bridge, who, say, posted, say.say("charts.not_posted")).reply()


def _span(text: str) -> float:
    """Return how long a time is asked for (s). Raises Refusal for any that is not drawn."""
    typed = " ".join(text.split())
    found = _HOURS.fullmatch(typed)
    span_s = float(found[1]) * 3600.0 if found else SPANS_S[0]
    if (typed and found is None) or span_s not in SPANS_S:
        raise Refusal("charts.unclear", typed=row(typed))
    return span_s


def _posted(bridge: Bridge, who: Caller, say: Speaker, span_s: float) -> str:
    """Post the chart in the boat's language; return what its caller is told."""
    chat = bridge.chat
    if chat is None:
        raise Refusal("people.no_chat")
    boat, offset_s, now = bridge.speaker(), bridge.config.ship_offset_s, bridge.now()
    made = chart(bridge, boat, span_s)
    head = boat.say(
        "charts.posted",
        duration=boat.say("units.hours", value=round(span_s / 3600)),
        day=formats.day(boat, now, offset_s),
        hour=formats.hour(now, offset_s),
        zone=formats.zone(offset_s),
        who=row(who.member.name),
    )
    file = chat.upload(bridge.channel_id, made.name, made.png)
    chat.post(bridge.channel_id, f"{head}\n{made.text}", file_ids=(file,))
    return say.say("charts.done", file=made.name)
