"""`/weather`: wind, pressure with its tendency, sea and air, each with its age."""

from typing import Final

from logbook.locale import Speaker, formats
from logbook.model.entries import Condition, EntryKind
from logbook.model.neutral import row
from logbook.model.quantities import (
    AIR_TEMP,
    AWA,
    AWS,
    BARO,
    HUMIDITY,
    SEA_TEMP,
    TWA,
    TWD,
    TWS,
    Quantity,
)
from logbook.summaries import moment as phrases
from logbook.summaries.moment import Moment
from logbook.verbs.bridge import Bridge
from slash_commands.command import Command, known
from slash_commands.reply import Reply
from slash_commands.request import Request
from slash_commands.telling import aged, joined

_OBSERVED_S: Final = 12 * 3600.0
"""How long what somebody observed is worth being quoted, with its age."""
# product.md §7: -4 to -5 hPa in 3 h means force 8, -8 to -10 force 10.
_GALE_PA: Final = -400.0
_STORM_PA: Final = -800.0
_FALLING_PA: Final = -300.0


def run(request: Request, bridge: Bridge) -> Reply:
    """Answer with what is fresh, then with what was last observed by eye."""
    who, say = known(request, bridge)
    moment = bridge.moment()
    rows = [
        _wind(say, moment),
        _pressure(say, moment, bridge.ship.way().baro_change_pa),
        joined(
            *(_one(say, moment, quantity) for quantity in (SEA_TEMP, AIR_TEMP)),
            _humidity(say, moment),
        ),
    ]
    if not any(rows):
        rows = [say.say("slash.no_weather")]
    rows.append(_observed(bridge, say))
    if not who.checked:
        rows.append(say.say("slash.unchecked"))
    return Reply("\n".join(told for told in rows if told))


def _wind(say: Speaker, moment: Moment) -> str:
    """Return the true wind, and the apparent beside it."""
    true = _fresh(moment, TWS, TWD, TWA)
    apparent = _fresh(moment, AWS, AWA)
    return joined(*(_phrase(say, found) for found in (true, apparent) if found))


def _phrase(say: Speaker, found: dict[Quantity, Condition]) -> str | None:
    if not found.keys() & {TWS, AWS}:
        return None
    bare = {quantity: Condition(one.value, 0.0) for quantity, one in found.items()}
    said = phrases.wind(say, Moment(conditions=bare))
    oldest = max(found.values(), key=lambda one: one.age_s)
    return None if said is None else aged(say, said, oldest)


def _pressure(say: Speaker, moment: Moment, change_pa: float | None) -> str:
    baro = moment.fresh(BARO)
    if baro is None:
        return ""
    said = aged(say, formats.pressure(say, baro.value), baro)
    if change_pa is None:
        return joined(said, say.say("slash.no_tendency"))
    change = say.say("slash.tendency", change=formats.pressure_change(say, change_pa))
    return joined(said, change, _meaning(say, change_pa))


def _meaning(say: Speaker, change_pa: float) -> str | None:
    if change_pa <= _STORM_PA:
        return say.say("slash.means_storm")
    if change_pa <= _GALE_PA:
        return say.say("slash.means_gale")
    return say.say("slash.means_falling") if change_pa <= _FALLING_PA else None


def _one(say: Speaker, moment: Moment, quantity: Quantity) -> str | None:
    found = moment.fresh(quantity)
    if found is None:
        return None
    value = formats.temperature(say, found.value)
    return aged(say, say.say(f"entries.tells_{quantity}", temperature=value), found)


def _humidity(say: Speaker, moment: Moment) -> str | None:
    found = moment.fresh(HUMIDITY)
    if found is None:
        return None
    told = say.say("slash.humidity", humidity=formats.percent(say, found.value))
    return aged(say, told, found)


def _fresh(moment: Moment, *quantities: Quantity) -> dict[Quantity, Condition]:
    found = {quantity: moment.fresh(quantity) for quantity in quantities}
    return {quantity: one for quantity, one in found.items() if one is not None}


def _observed(bridge: Bridge, say: Speaker) -> str:
    """Return the last weather that somebody wrote down, many boats having no sensor."""
    now = bridge.now()
    with bridge.readers.book() as book:
        lines = list(book.entries(now - _OBSERVED_S, now, kinds=(EntryKind.WEATHER,)))
    if not lines:
        return ""
    line = lines[-1]
    return say.say(
        "slash.observed",
        number=line.number,
        age=formats.ago(say, now - line.at),
        text=row(line.draft.text),
    )


COMMAND: Final = Command("weather", run)
