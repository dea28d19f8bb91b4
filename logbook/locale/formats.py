"""Figures as a sailor reads them: SI values in, the language's words and units out.

Rounding comes before splitting, so no minute ever reads 60. Compass letters are always N S E W,
as on the radio. ISO instants are for machines and are the same in every language.
"""

import datetime as dt
import math
from typing import Final

from logbook.locale.catalogue import Speaker
from logbook.model.observations import Position
from logbook.model.units import celsius, knots, nautical_miles, wrap_180

_CENTS = 6000  # hundredths of a minute in a degree
_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_POINTS: Final = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
_SECONDS_TOLD_TO: Final = 2 * _MINUTE
_HOURS_TOLD_TO: Final = 2 * _DAY
_HOURS_LEFT_OUT_FROM: Final = 10
_MONTHS_TOLD_FROM: Final = 61  # days
_YEARS_TOLD_FROM: Final = 24  # months
_MONTH_DAYS: Final = 365.2425 / 12


def position(speaker: Speaker, place: Position) -> str:
    """Return `48°22,41'N 004°29,87'W`: degrees, minutes and hundredths (18 m)."""
    lat = _degrees(speaker, place.lat, 2, "NS")
    return f"{lat} {_degrees(speaker, place.lon, 3, 'EW')}"


def _degrees(speaker: Speaker, angle: float, width: int, sides: str) -> str:
    cents = round(abs(angle) * _CENTS)
    # The two names of one meridian, and both sides of a zero, are written one way.
    west = angle < 0 if cents % (180 * _CENTS) else cents > 0
    degrees, rest = divmod(cents, _CENTS)
    minutes = speaker.number(rest / 100, 2).zfill(5)
    return f"{degrees:0{width}d}°{minutes}'{sides[west]}"


def speed(speaker: Speaker, value: float) -> str:
    """Return a speed in m/s as knots: `5,4 nd`."""
    return speaker.say("units.knots", value=speaker.number(knots(value), 1))


def whole_knots(speaker: Speaker, value: float) -> str:
    """Return a wind speed in m/s as whole knots: `18 nd`."""
    return speaker.say("units.knots", value=speaker.number(knots(value)))


def distance(speaker: Speaker, value: float) -> str:
    """Return a distance in m as nautical miles, two decimals under a mile: `34,1 M`."""
    miles = nautical_miles(value)
    digits = 2 if abs(miles) < 0.995 else 1
    return speaker.say("units.miles", value=speaker.number(miles, digits))


def depth(speaker: Speaker, value: float) -> str:
    """Return a depth in m, decimetres only where they matter: `4,2 m`, `112 m`."""
    digits = 1 if abs(value) < 99.95 else 0
    return speaker.say("units.metres", value=speaker.number(value, digits))


def pressure(speaker: Speaker, value: float) -> str:
    """Return a pressure in Pa as hectopascals: `1013,2 hPa`."""
    return speaker.say("units.hectopascals", value=speaker.number(value / 100, 1))


def pressure_change(speaker: Speaker, value: float) -> str:
    """Return a change of pressure in Pa, signed: `-2,1 hPa`; no sign for none."""
    sign = "+" if round(value / 100, 1) > 0 else ""
    return sign + pressure(speaker, value)


def temperature(speaker: Speaker, value: float) -> str:
    """Return a temperature in K as degrees Celsius: `15,2 °C`."""
    return speaker.say("units.celsius", value=speaker.number(celsius(value), 1))


def percent(speaker: Speaker, value: float) -> str:
    """Return a ratio from 0 to 1 as `82 %`."""
    return speaker.say("units.percent", value=speaker.number(value * 100))


def revolutions(speaker: Speaker, value: float) -> str:
    """Return a rate in Hz as revolutions a minute: `1800 tr/min`."""
    return speaker.say("units.revolutions", value=speaker.number(value * 60))


def volts(speaker: Speaker, value: float) -> str:
    """Return a voltage in V: `12,4 V`."""
    return speaker.say("units.volts", value=speaker.number(value, 1))


def room(speaker: Speaker, size: int) -> str:
    """Return bytes as `1,5 Go`; below one gigabyte `38 Mo`, rounded down: none is no room."""
    if size < _GIGABYTE:
        return speaker.say("units.megabytes", value=size // _MEGABYTE)
    return speaker.say("units.gigabytes", value=speaker.number(size / _GIGABYTE, 1))


def direction(value: float) -> str:
    """Return a direction in degrees true, three figures: `005°`; 359.7 is `000°`."""
    return f"{round(value) % 360:03d}°"


def point(value: float) -> str:
    """Return a direction in degrees true as one of sixteen points: `SSW`, in every language."""
    return _POINTS[round(value / 22.5) % 16]


def side(speaker: Speaker, value: float) -> str:
    """Return an angle off the bow, starboard positive, as `45° tribord`."""
    angle = round(wrap_180(value))
    if angle == 0:
        return speaker.say("units.ahead")
    return speaker.say("units.astern") if abs(angle) == 180 else list_angle(speaker, angle)


def list_angle(speaker: Speaker, value: float) -> str:
    """Return an angle to a side (heel, rudder), starboard positive: `12° tribord`, `0°`."""
    angle = round(value)
    if angle == 0:
        return degrees(speaker, 0.0)
    return speaker.say("units.starboard" if angle > 0 else "units.port", value=abs(angle))


def degrees(speaker: Speaker, value: float, digits: int = 0) -> str:
    """Return a plain signed angle in degrees: `-3°`."""
    return f"{speaker.number(value, digits)}°"


def duration(speaker: Speaker, seconds: float) -> str:
    """Return a length of time as two figures at most: `42 s`, `6 h 05`, `3 j 4 h`.

    From two months on `5 mois`, from two years on `9 ans`.
    """
    whole = round(abs(seconds))
    if whole < _SECONDS_TOLD_TO:
        return speaker.say("units.seconds", value=whole)
    minutes = round(whole / _MINUTE)
    if minutes < 60:
        return speaker.say("units.minutes", value=minutes)
    if minutes * _MINUTE < _HOURS_TOLD_TO:
        hours, minutes = divmod(minutes, 60)
        if minutes == 0:
            return speaker.say("units.hours", value=hours)
        return speaker.say("units.hours_minutes", hours=hours, minutes=f"{minutes:02d}")
    return _days(speaker, *divmod(round(whole / _HOUR), 24))


def _days(speaker: Speaker, days: int, hours: int) -> str:
    if days >= _MONTHS_TOLD_FROM:
        months = round(days / _MONTH_DAYS)
        if months < _YEARS_TOLD_FROM:
            return speaker.say("units.months", count=months)
        return speaker.say("units.years", count=round(days / _MONTH_DAYS / 12))
    if hours == 0 or days >= _HOURS_LEFT_OUT_FROM:
        return speaker.say("units.days", value=days + round(hours / 24))
    return speaker.say("units.days_hours", days=days, hours=hours)


def ago(speaker: Speaker, seconds: float) -> str:
    """Return an age: `il y a 42 s`."""
    return speaker.say("units.ago", duration=duration(speaker, seconds))


def hour(at: float, ship_offset_s: int) -> str:
    """Return an instant (UTC seconds since 1970) as ship's time: `14:05`."""
    # Reckoned: a list has a hundred of them, and a date's own formatting takes four times as long.
    minutes = (math.floor(at) + ship_offset_s) // _MINUTE % (_DAY // _MINUTE)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def run(model: str, at: float) -> str:
    """Return a model's run as it is called in every language, by its UTC hour: `GFS 12Z`."""
    clock = hour(at, 0)
    return f"{model} {clock.removesuffix(':00').replace(':', '')}Z"


def day(speaker: Speaker, at: float, ship_offset_s: int) -> str:
    """Return the ship's day at an instant: `mardi 2 juin 2026`."""
    date = _ship(at, ship_offset_s)
    return speaker.say(
        "dates.first" if date.day == 1 else "dates.day",
        weekday=speaker.say(f"dates.weekday_{date.isoweekday()}"),
        day=date.day,
        month=speaker.say(f"dates.month_{date.month}"),
        year=date.year,
    )


def zone(ship_offset_s: int) -> str:
    """Return ship's time as an offset: `UTC`, `UTC+2`, `UTC-9:30`."""
    if ship_offset_s == 0:
        return "UTC"
    hours, minutes = divmod(abs(ship_offset_s) // _MINUTE, 60)
    tail = f":{minutes:02d}" if minutes else ""
    return f"UTC{'+' if ship_offset_s > 0 else '-'}{hours}{tail}"


def span(speaker: Speaker, since: float, until: float, ship_offset_s: int) -> str:
    """Return two instants in ship's time: `de 03:12 à 09:40 UTC+2`, with days where they differ."""
    name, begin, end = "dates.span", hour(since, ship_offset_s), hour(until, ship_offset_s)
    if _ship(since, ship_offset_s).date() != _ship(until, ship_offset_s).date():
        name = "dates.days"
        begin = f"{day(speaker, since, ship_offset_s)} {begin}"
        end = f"{day(speaker, until, ship_offset_s)} {end}"
    return speaker.say(name, since=begin, until=end, zone=zone(ship_offset_s))


def iso(at: float) -> str:
    """Return an instant as ISO 8601 UTC, whole seconds: `2026-06-01T12:00:00Z`.

    Fractions are dropped, not rounded: 59.9996 s is not yet the next minute.
    """
    return f"{dt.datetime.fromtimestamp(math.floor(at), dt.UTC).isoformat()[:19]}Z"


def _ship(at: float, ship_offset_s: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(math.floor(at) + ship_offset_s, dt.UTC)
