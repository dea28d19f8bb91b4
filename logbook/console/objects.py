"""`--json`: an entry as one object a line, for programs; the same in every language."""

import json

from logbook.locale.formats import iso
from logbook.model.entries import BY_EYE, LogEntry
from logbook.model.quantities import QUANTITIES
from logbook.model.visas import made_after


def as_object(entry: LogEntry) -> dict[str, object]:
    """Return the entry's fields; what was silent is None.

    `at` (mended where a later `clock` entry did so) and `written_at` are ISO 8601 UTC,
    `position` is `{"lat", "lon"}` in degrees, `sog` m/s, `cog` degrees true. `conditions` has
    every quantity of the table: `{"value", "age_s"}` in its SI unit and seconds, or None.
    `refers_to` is the number of the entry that a correction or a strike is about, `reason` why
    it was corrected (a strike's text is its reason), `after_visa` the visa that it came after.
    `by_hand` names the conditions that no instrument told, `by_eye` holds what was seen (SI, by
    name) of those that one did; `position_source` is `gps`, `track` or `hand`.
    """
    draft = entry.draft
    known = dict.fromkeys([*QUANTITIES, *draft.conditions])
    conditions = {quantity: draft.conditions.get(quantity) for quantity in known}
    return {
        "number": entry.number,
        "at": iso(entry.at),
        "written_at": iso(draft.written_at),
        "kind": draft.kind.value,
        "origin": draft.origin.value,
        "author": draft.author,
        "text": draft.text,
        "position": None
        if draft.position is None
        else {"lat": draft.position.lat, "lon": draft.position.lon},
        "sog": draft.sog,
        "cog": draft.cog,
        "conditions": {
            quantity: None if found is None else {"value": found.value, "age_s": found.age_s}
            for quantity, found in conditions.items()
        },
        "hash": entry.hash,
        "refers_to": draft.refers_to,
        "reason": draft.facts.get("reason"),
        "after_visa": made_after(entry),
        "position_source": None if draft.position_source is None else draft.position_source.value,
        "by_hand": sorted(draft.by_hand) or None,
        "by_eye": draft.facts.get(BY_EYE),
    }


def as_line(entry: LogEntry) -> str:
    """Return the object as one line of ASCII JSON, safe on any terminal and in any pipe."""
    return json.dumps(as_object(entry), allow_nan=False, separators=(",", ":"))
