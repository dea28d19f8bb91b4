"""A forecast as a narrow table: four columns at most, legible on a telephone and in a terminal."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from logbook.forecasts.asked import Row
from logbook.locale import Speaker, formats
from logbook.model.standing import blowing
from logbook.model.units import knots

MOST_ROWS: Final = 17
"""As many as a telephone shows at once: two days each three hours."""
_STEPS_S: Final = (3600, 3 * 3600, 6 * 3600, 12 * 3600, 24 * 3600)
_SILENT: Final = "-"


class Column(NamedTuple):
    """A column: its head, and what it says of a row; None for silence."""

    head: str
    cell: Callable[[Row], str | None]


def thinned(rows: Sequence[Row], most: int = MOST_ROWS) -> list[Row]:
    """Return at most `most` rows: the first, then those of whole hours far enough apart.

    What fell in the rows that are left out is added up; of their gusts the strongest is told.
    """
    for step in _STEPS_S:
        kept = _each(rows, step)
        if len(kept) <= most:
            return kept
    return _each(rows, _STEPS_S[-1])[:most]


def _each(rows: Sequence[Row], step: int) -> list[Row]:
    kept: list[Row] = []
    fallen: list[float | None] = []
    gusts: list[float] = []
    for row in rows:
        if row.gust is not None:
            gusts.append(row.gust)
        if kept:
            fallen.append(row.rain)
        if kept and round(row.at) % step:
            continue
        told = [one for one in fallen if one is not None]
        # A part that is not known leaves the whole unknown.
        rain = sum(told) if told and len(told) == len(fallen) else None
        kept.append(row._replace(rain=rain, gust=max(gusts, default=None)))
        fallen, gusts = [], []
    return kept


def table(
    speaker: Speaker, rows: Sequence[Row], ship_offset_s: int, *, places: bool = False
) -> str:
    """Return rows as a table of plain text; with `places` for a track, each row's place too."""
    time = Column(
        formats.zone(ship_offset_s),
        lambda row: f"{_day(row.at, ship_offset_s)} {formats.hour(row.at, ship_offset_s)}",
    )
    wind = Column(speaker.say("forecasts.head_wind"), lambda row: _wind(speaker, row))
    sea = Column(speaker.say("forecasts.head_sea"), lambda row: _sea(speaker, row))
    air = Column(*_air(speaker, rows))
    if places:
        both = _joined([one for one in (sea, air) if _any(one, rows)])
        where = Column(speaker.say("forecasts.head_place"), _place)
        columns = [time, where, wind, both]
    else:
        columns = [time, wind, sea, air]
    shown = [one for one in columns if _any(one, rows)]
    cells = [[one.head for one in shown]]
    cells += [[one.cell(row) or _SILENT for one in shown] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _wind(speaker: Speaker, row: Row) -> str | None:
    gust = None if row.gust is None else speaker.number(knots(row.gust))
    if row.u is None or row.v is None:
        return None if gust is None else f"({gust})"
    speed, direction = blowing(row.u, row.v)
    said = f"{formats.point(direction)} {speaker.number(knots(speed))}"
    return said if gust is None else f"{said} ({gust})"


def _sea(speaker: Speaker, row: Row) -> str | None:
    if row.wave_height is None:
        return None
    parts = [f"{speaker.number(row.wave_height, 1)} m"]
    if row.wave_from is not None:
        parts.append(formats.point(row.wave_from))
    if row.wave_period is not None:
        parts.append(f"{speaker.number(row.wave_period)} s")
    return " ".join(parts)


def _air(speaker: Speaker, rows: Sequence[Row]) -> tuple[str, Callable[[Row], str | None]]:
    """Return the column of pressure and rain, of which a file may have one, both or neither."""
    has_rain = any(row.rain is not None for row in rows)
    has_pressure = any(row.msl is not None for row in rows)
    heads = [head for head, there in (("hPa", has_pressure), ("mm", has_rain)) if there]

    def cell(row: Row) -> str | None:
        told = []
        if has_pressure:
            told.append(_SILENT if row.msl is None else speaker.number(row.msl / 100))
        if has_rain:
            told.append(_SILENT if row.rain is None else speaker.number(row.rain, 1))
        return " · ".join(told) if row.msl is not None or row.rain is not None else None

    return " · ".join(heads), cell


def _joined(columns: Sequence[Column]) -> Column:
    """Return several columns as one, for a table that has no room for each."""

    def cell(row: Row) -> str | None:
        told = [one.cell(row) for one in columns]
        return None if set(told) <= {None} else " · ".join(one or _SILENT for one in told)

    return Column(" · ".join(one.head for one in columns), cell)


def _any(column: Column, rows: Sequence[Row]) -> bool:
    return any(column.cell(row) is not None for row in rows)


def _place(row: Row) -> str:
    """Return a place to the minute: a forecast's grid is no finer."""
    return f"{_angle(row.lat, 'NS')} {_angle(row.lon, 'EW')}"


def _angle(angle: float, sides: str) -> str:
    degrees, minutes = divmod(round(abs(angle) * 60), 60)
    return f"{degrees}°{minutes:02d}'{sides[angle < 0]}"


def _day(at: float, ship_offset_s: int) -> str:
    return formats.iso(at + ship_offset_s)[8:10]
