"""`/log-visa [DAY] [REMARK]`: the skipper has seen a day's lines; later changes must say why."""

import datetime as dt
import re
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.neutral import row
from logbook.model.refusal import Refusal
from logbook.model.seals import ship_day
from logbook.verbs.bridge import Bridge
from logbook.verbs.text import clean
from logbook.verbs.visa import standing, today, visa
from logbook.verbs.words import Words, first, meant
from slash_commands.command import Command, known
from slash_commands.echo import echo
from slash_commands.reply import Reply
from slash_commands.request import Request

_DAYS: Final[Words] = {
    "today": ("aujourd'hui", "aujourd’hui", "jour"),
    "yesterday": ("hier",),
}
_DATE: Final = re.compile(r"(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})")
_EUROPEAN: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}))?")


def run(request: Request, bridge: Bridge) -> Reply:
    """Write the visa of a day: today's where none is named; what follows is a remark.

    Whoever is no skipper and names no more than a day is told how that day stands.
    """
    who, say = known(request, bridge)
    word, rest = first(clean(request.text))
    now = today(bridge)
    day = _day(word, now)
    if day is None:
        day, rest = now, clean(request.text)
    if not who.is_skipper and not rest:
        return Reply(_standing(bridge, say, day))
    return echo(bridge, who, say, visa(bridge, who, day, rest))


def _standing(bridge: Bridge, say: Speaker, day: int) -> str:
    title = formats.day(say, day * 86_400.0, 0)
    line = standing(bridge, day)
    if line is None:
        return say.say("visa.none", day=title)
    with bridge.readers.book() as book:
        author = book.members().get(line.draft.author or "")
    name = "" if author is None else row(author.name)
    last = line.draft.facts.get("last")
    return say.say("visa.stands", day=title, who=name, number=line.number, last=last)


def _day(word: str, now: int) -> int | None:
    """Return the ship's day that a word names, None for a word that names none.

    A day of the month without a year is the latest such. Raises Refusal `visa.no_day` for a day
    that the calendar does not have.
    """
    named = meant(word, _DAYS)
    if named is not None:
        return now if named == "today" else now - 1
    found, european = _DATE.fullmatch(word), _EUROPEAN.fullmatch(word)
    if found is not None:
        year, month, day = found[1], found[2], found[3]
    elif european is not None:
        year, month, day = european[3], european[2], european[1]
    else:
        return None
    this = dt.datetime.fromtimestamp(now * 86_400, dt.UTC).year
    for one in (int(year),) if year else (this, this - 1):
        try:
            instant = dt.datetime(one, int(month), int(day), tzinfo=dt.UTC).timestamp()
        except ValueError:
            continue
        if year or ship_day(instant, 0) <= now:
            return ship_day(instant, 0)
    raise Refusal("visa.no_day", day=word)


COMMAND: Final = Command("log-visa", run, who="skipper")
