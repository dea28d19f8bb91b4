"""What the crew saw of the weather and wrote down: each with its age, half a day at most."""

from collections.abc import Mapping, Sequence
from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import Condition, EntryKind, LogEntry
from logbook.model.neutral import row
from logbook.model.quantities import BARO, TWD, TWS, Quantity
from logbook.store.book_reader import BookReader
from logbook.summaries import moment as phrases
from logbook.summaries.moment import Moment
from logbook.summaries.observed import SCALES
from logbook.summaries.observed import phrases as seen
from logbook.verbs.bridge import Bridge
from slash_commands.telling import joined

OBSERVED_S: Final = 12 * 3600.0
"""How long what somebody observed is worth being quoted, with its age."""


def rows(bridge: Bridge, say: Speaker, measured: Mapping[Quantity, Condition]) -> list[str]:
    """Return what was seen: the scales and, where nothing is `measured`, wind and glass by hand.

    Then the last weather line, in its own words.
    """
    now = bridge.now()
    with bridge.readers.book() as book:
        lines = _standing(book, now)
    told, given = _scales(say, lines, now), _by_hand(say, lines, now, measured)
    weather = next((line for line in lines if line.draft.kind is EntryKind.WEATHER), None)
    found = [say.say("slash.seen", seen=joined(*told))] if told else []
    if given:
        found.append(say.say("slash.by_hand", given=joined(*given)))
    if weather is not None:
        found.append(
            say.say(
                "slash.observed",
                number=weather.number,
                age=formats.ago(say, now - weather.at),
                text=row(weather.draft.text),
            )
        )
    return found


def _standing(book: BookReader, now: float) -> list[LogEntry]:
    """Return what the crew saw in the last half day and did not strike, the latest first."""
    lines = list(book.observed(now - OBSERVED_S, now))
    later = book.amendments([line.number for line in lines])
    struck = {
        number
        for number, found in later.items()
        if any(one.draft.kind is EntryKind.STRIKE for one in found)
    }
    return [line for line in reversed(lines) if line.number not in struck]


def _scales(say: Speaker, lines: Sequence[LogEntry], now: float) -> list[str]:
    told = []
    for scale in SCALES:
        for line in lines:
            said = seen(say, {scale.name: line.draft.facts.get(scale.name)})
            if said:
                told.append(_aged(say, said[0], now - line.at))
                break
    return told


def _by_hand(
    say: Speaker, lines: Sequence[LogEntry], now: float, measured: Mapping[Quantity, Condition]
) -> list[str]:
    told = []
    for wanted, word in (((TWS, TWD), _wind), ((BARO,), _baro)):
        if wanted[0] in measured:
            continue
        for line in lines:
            if wanted[0] in line.draft.by_hand:
                given = {name: one for name in wanted if (one := line.draft.conditions.get(name))}
                said = word(say, Moment(conditions=given))
                if said is not None:
                    told.append(_aged(say, said, now - line.at))
                break
    return told


def _wind(say: Speaker, moment: Moment) -> str | None:
    return phrases.wind(say, moment)


def _baro(say: Speaker, moment: Moment) -> str | None:
    return phrases.pressure(say, moment, None, 0.0)


def _aged(say: Speaker, phrase: str, age_s: float) -> str:
    return say.say("entries.aged", what=phrase, age=formats.ago(say, age_s))
