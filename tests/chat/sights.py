"""Sights of the ship for the live card's tests."""

from dataclasses import replace

from logbook.chat.sight import Sight
from logbook.model.entries import Condition
from logbook.model.geodesy import displace
from logbook.model.quantities import BARO, COG, DEPTH, SOG, TWD, TWS, Quantity
from logbook.summaries.moment import Moment
from tests.chat.lines import BREST, NOON

FRESH = {
    SOG: Condition(2.8, 1.0),
    COG: Condition(271.0, 1.0),
    TWD: Condition(250.0, 2.0),
    TWS: Condition(9.3, 3.0),
    BARO: Condition(101_320.0, 42.0),
    DEPTH: Condition(12.4, 0.0),
}
SIGHT = Sight(NOON, Moment(BREST, 3.0, conditions=FRESH), ship_name="Mistral")


def moved(metres: float) -> Sight:
    return replace(SIGHT, moment=replace(SIGHT.moment, position=displace(BREST, 271.0, metres)))


def with_(sight: Sight, **values: Condition) -> Sight:
    conditions = FRESH | {Quantity(name): value for name, value in values.items()}
    return replace(sight, moment=replace(sight.moment, conditions=conditions))
