"""What the pinned card shows: the ship as she is now, each value with its age."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from logbook.chat.hand import Hand
from logbook.locale import Speaker, formats
from logbook.model.entries import Condition
from logbook.model.geodesy import distance_m
from logbook.model.neutral import row
from logbook.model.observations import Position
from logbook.model.quantities import (
    AWA,
    AWS,
    BARO,
    COG,
    DEPTH,
    DEPTH_KEEL,
    DEPTH_SURFACE,
    NAVIGATION_S,
    SOG,
    TWA,
    TWD,
    TWS,
    Quantity,
)
from logbook.model.units import KNOT, turn
from logbook.summaries import moment as say
from logbook.summaries import overboard
from logbook.summaries.moment import Moment

_MOVED_M: Final = 30.0
_STEADY: Final[dict[Quantity, float]] = {
    SOG: 0.3 * KNOT,
    TWS: 1.5 * KNOT,
    AWS: 1.5 * KNOT,
    BARO: 20.0,
    DEPTH: 0.5,
    DEPTH_SURFACE: 0.5,
    DEPTH_KEEL: 0.5,
}
"""How far a value may stray (SI) before the card is worth an edit: less is noise at anchor."""
_STEADY_DEG: Final = 10.0
_STEERS: Final = 0.5 * KNOT
"""Below it a course over the ground is noise."""


@dataclass(frozen=True, slots=True)
class Overboard:
    """Where and when (UTC seconds) somebody went overboard; the place may be unknown."""

    at: float
    position: Position | None


@dataclass(frozen=True, slots=True)
class Sight:
    """The ship at `at` (UTC seconds): how she is, and who is overboard while an alarm is open.

    `simulated` says that nothing of it is real.
    """

    at: float
    moment: Moment
    overboard: Overboard | None = None
    ship_name: str = ""
    simulated: bool = False


def text(sight: Sight, hand: Hand) -> str:
    """Return the card's words, a row for each thing that is known."""
    speaker = hand.speaker
    ship = row(sight.ship_name) or speaker.say("cards.live_ship")
    # The day always: a card that nobody writes any more must not pass for today's.
    day = formats.day(speaker, sight.at, hand.ship_offset_s)
    rows = [speaker.say("cards.live", ship=ship, day=day, clock=hand.clock(sight.at))]
    if sight.simulated:
        rows.append(speaker.say("cards.live_simulated"))
    if sight.overboard is not None:
        clock = hand.clock(sight.overboard.at, sight.at)
        here = _place(sight.moment)
        rows.append(overboard.text(hand.speaker, clock, sight.overboard.position, here))
    rows += _known(sight.moment, speaker)
    return "\n".join(rows)


def is_news(shown: Sight, now: Sight) -> bool:
    """Tell whether `now` differs from what is shown by more than noise."""
    if shown.overboard != now.overboard or shown.simulated != now.simulated:
        return True
    before, after = _place(shown.moment), _place(now.moment)
    if (before is None) != (after is None):
        return True
    if before is not None and after is not None and distance_m(before, after) > _MOVED_M:
        return True
    return any(_strayed(quantity, shown.moment, now.moment) for quantity in _SHOWN)


def _strayed(quantity: Quantity, shown: Moment, now: Moment) -> bool:
    before, after = shown.fresh(quantity), now.fresh(quantity)
    if before is None or after is None:
        return before is not after
    if quantity in _STEADY:
        return abs(after.value - before.value) > _STEADY[quantity]
    sog = now.fresh(SOG)
    if quantity == COG and sog is not None and sog.value < _STEERS:
        return False
    return abs(turn(before.value, after.value)) > _STEADY_DEG


def _known(moment: Moment, speaker: Speaker) -> Iterator[str]:
    place = _place(moment)
    if place is None:
        yield speaker.say("entries.no_position")
    else:
        yield _aged(speaker, formats.position(speaker, place), moment.position_age_s)
    for phrase, groups in _ROWS:
        group = next((one for one in groups if moment.fresh(one[0]) is not None), None)
        if group is None:
            continue
        fresh = {one: known for one in group if (known := moment.fresh(one)) is not None}
        # The phrases tell an age only from some seconds on; here it always stands there.
        young = {one: Condition(known.value, 0.0) for one, known in fresh.items()}
        said = phrase(speaker, replace(moment, conditions=young))
        if said is not None:
            yield _aged(speaker, said, max(known.age_s for known in fresh.values()))


def _pressure(speaker: Speaker, moment: Moment) -> str | None:
    return say.pressure(speaker, moment, None, 0.0)


_Phrase = Callable[[Speaker, Moment], str | None]
_ROWS: Final[tuple[tuple[_Phrase, tuple[tuple[Quantity, ...], ...]], ...]] = (
    (say.course, ((COG,),)),
    (say.speed, ((SOG,),)),
    (say.wind, ((TWS, TWD), (TWS, TWA), (AWS, AWA))),
    (_pressure, ((BARO,),)),
    (say.depth, ((DEPTH_SURFACE,), (DEPTH_KEEL,), (DEPTH,))),
)
"""The rows, each with the quantities that it tells: of the groups the first that is known."""
_SHOWN: Final = tuple(one for _, groups in _ROWS for group in groups for one in group)


def _aged(speaker: Speaker, what: str, age_s: float) -> str:
    return speaker.say("entries.aged", what=what, age=formats.ago(speaker, age_s))


def _place(moment: Moment) -> Position | None:
    return moment.position if moment.position_age_s <= NAVIGATION_S else None
