"""The line of the log that says what was forecast: the next hours at the boat, in one row."""

import math
from collections.abc import Sequence
from typing import Final

from logbook.forecasts.asked import Row, Run
from logbook.forecasts.table import thinned
from logbook.forecasts.words import name, title
from logbook.locale import Speaker, formats
from logbook.model.chain import iso_utc
from logbook.model.standing import blowing

SPAN_S: Final = 24 * 3600.0
_SEPARATOR: Final = " · "
_MOST_FACTS: Final = 9


def text(speaker: Speaker, run: Run, rows: Sequence[Row], ship_offset_s: int) -> str:
    """Return the row: the wind at first and at its strongest, pressure, sea and rain."""
    last = formats.duration(speaker, rows[-1].at - rows[0].at)
    parts = [speaker.say("forecasts.line", run=title(speaker, run), duration=last)]
    windy = [row for row in rows if row.u is not None and row.v is not None]
    if windy:
        parts.append(speaker.say("forecasts.line_wind", wind=_wind(speaker, windy[0])))
        strongest = max(windy, key=_speed)
        if strongest is not windy[0]:
            parts.append(
                speaker.say(
                    "forecasts.line_strongest",
                    wind=_wind(speaker, strongest),
                    hour=formats.hour(strongest.at, ship_offset_s),
                )
            )
    gusts = [row.gust for row in rows if row.gust is not None]
    if gusts:
        gust = formats.whole_knots(speaker, max(gusts))
        parts.append(speaker.say("forecasts.line_gusts", gust=gust))
    parts += _others(speaker, rows)
    return _SEPARATOR.join(parts)


def _others(speaker: Speaker, rows: Sequence[Row]) -> list[str]:
    parts = []
    pressures = [row.msl for row in rows if row.msl is not None]
    if pressures:
        first, last = (speaker.number(one / 100) for one in (pressures[0], pressures[-1]))
        parts.append(speaker.say("forecasts.line_pressure", first=first, last=last))
    seas = [row.wave_height for row in rows if row.wave_height is not None]
    if seas:
        highest = speaker.number(max(seas), 1)
        parts.append(speaker.say("forecasts.line_sea", height=highest))
    rains = [row.rain for row in rows[1:]]
    if rains and None not in rains:
        fallen = math.fsum(one for one in rains if one is not None)
        parts.append(speaker.say("forecasts.line_rain", rain=speaker.number(fallen, 1)))
    return parts


def facts(speaker: Speaker, run: Run, rows: Sequence[Row], digest: str) -> dict[str, object]:
    """Return what the line's facts hold: model, run, the file's hash, and some of the rows, SI."""
    return {
        "model": name(speaker, run),
        "run": iso_utc(run.at),
        "file": digest,
        "rows": [_fact(row) for row in thinned(rows, _MOST_FACTS)],
    }


def _fact(row: Row) -> dict[str, object]:
    told: dict[str, float | None] = {
        "gust": row.gust,
        "msl": row.msl,
        "wave_height": row.wave_height,
        "rain_mm": row.rain,
    }
    if row.u is not None and row.v is not None:
        told["tws"], told["twd"] = blowing(row.u, row.v)
    fact: dict[str, object] = {"at": iso_utc(row.at)}
    return fact | {name: round(value, 2) for name, value in told.items() if value is not None}


def _speed(row: Row) -> float:
    return math.hypot(row.u or 0.0, row.v or 0.0)


def _wind(speaker: Speaker, row: Row) -> str:
    assert row.u is not None, "only rows with wind are told"
    assert row.v is not None, "only rows with wind are told"
    speed, direction = blowing(row.u, row.v)
    return f"{formats.point(direction)} {formats.whole_knots(speaker, speed)}"
