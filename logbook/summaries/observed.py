"""What somebody saw and no instrument tells: sea state, cloud, visibility, sails; in words."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from logbook.locale import Speaker
from logbook.model.entries import BY_EYE, Condition, Draft, EntryKind
from logbook.model.quantities import BARO, TWD, TWS, Quantity
from logbook.summaries.moment import Moment, joined, pressure, wind


class Scale(NamedTuple):
    """A scale of the WMO: `name` is its key in an entry's facts, from 0 to `highest`."""

    name: str
    highest: int

    @property
    def steps(self) -> range:
        """Every figure of the scale."""
        return range(self.highest + 1)


SEA_STATE: Final = Scale("sea_state", 9)
"""WMO No. 306, code table 3700."""
CLOUD: Final = Scale("cloud", 8)
"""Oktas: eighths of the sky that are covered."""
VISIBILITY: Final = Scale("visibility", 9)
"""WMO No. 306, code table 4300 (one figure): less than 50 m to 50 km and more."""
SCALES: Final = (SEA_STATE, CLOUD, VISIBILITY)
SAILS: Final = "sails"


def step(say: Speaker, scale: Scale, figure: int) -> str:
    """Return one figure of a scale with what it means: `4 (agitée)`."""
    return say.say("observed.step", figure=figure, meaning=_meaning(say, scale, figure))


def phrases(say: Speaker, facts: Mapping[str, object]) -> list[str]:
    """Return what the facts of a line say of sea, sky, visibility and sails, one phrase each."""
    told = []
    for scale in SCALES:
        figure = facts.get(scale.name)
        if isinstance(figure, int) and not isinstance(figure, bool) and figure in scale.steps:
            meaning = _meaning(say, scale, figure)
            told.append(say.say(f"observed.{scale.name}", figure=figure, meaning=meaning))
    sails = facts.get(SAILS)
    if isinstance(sails, str) and sails:
        told.append(say.say("observed.sails", sails=sails))
    return told


def by_hand(say: Speaker, draft: Draft) -> list[str]:
    """Return the wind and the glass that no instrument told, each said to be by hand."""
    told = _wind_and_glass(say, {name: draft.conditions[name].value for name in draft.by_hand})
    return [say.say("observed.by_hand", what=phrase) for phrase in told]


def beside(say: Speaker, draft: Draft) -> list[str]:
    """Return the phrases that a line's own text does not hold already."""
    if draft.kind is EntryKind.SAILS and draft.facts.keys() == {SAILS}:
        return []
    told = [phrase for phrase in phrases(say, draft.facts) if phrase not in draft.text]
    eye = [phrase for phrase in _by_eye(say, draft.facts) if phrase not in draft.text]
    return [*told, say.say("observed.by_eye", what=joined(eye))] if eye else told


def _by_eye(say: Speaker, facts: Mapping[str, object]) -> list[str]:
    """Return the wind and the glass that were seen while instruments told them too."""
    kept = facts.get(BY_EYE)
    return _wind_and_glass(say, kept) if isinstance(kept, dict) else []


def _wind_and_glass(say: Speaker, values: Mapping[Quantity, object]) -> list[str]:
    given = {
        name: Condition(value, 0.0)
        for name in (TWD, TWS, BARO)
        if isinstance(value := values.get(name), int | float)
    }
    moment = Moment(conditions=given)
    told = (wind(say, moment), pressure(say, moment, None, 0.0))
    return [phrase for phrase in told if phrase is not None]


def _meaning(say: Speaker, scale: Scale, figure: int) -> str:
    return say.say(f"observed.{scale.name}_{figure}")
