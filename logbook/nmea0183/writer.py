"""Makes true NMEA 0183 sentences: fields by name, laid out and summed by pynmea2's own classes."""

import datetime as dt

from pynmea2 import TalkerSentence

from logbook.nmea0183.layout import TYPES

LONGEST = 82
"""NMEA 0183 allows 82 characters, from `$` to the line's end, both counted."""
_DAY_S = 86_400.0


def sentence(talker: str, formatter: str, **fields: str) -> bytes:
    """Return a sentence with its checksum and line end; a field that is not named is empty.

    The names are pynmea2's (`lat`, `spd_over_grnd`). Raises ValueError for a formatter or a field
    that it does not know, and for what no sentence may hold.
    """
    layout = TYPES.get(formatter)
    if layout is None:
        raise ValueError(f"no layout is known for {formatter}")
    data = [""] * len(layout.fields)
    for name, value in fields.items():
        place = layout.name_to_idx.get(name)
        if place is None:
            raise ValueError(f"{formatter} has no field {name}")
        data[place] = value
    return _rendered(layout(talker, formatter, data))


def transducers(talker: str, *groups: tuple[str, str, str, str]) -> bytes:
    """Return an XDR sentence: each group is kind, value, unit and name of a transducer."""
    data = [field for group in groups for field in group]
    return _rendered(TYPES["XDR"](talker, "XDR", data))


def _rendered(made: TalkerSentence) -> bytes:
    text: str = made.render(newline=True)
    body = text[1:-5]
    if len(text) > LONGEST or not (body.isascii() and body.isprintable()):
        raise ValueError(f"no NMEA 0183 sentence may be {text!r}")
    if "$" in body or "*" in body or "!" in body:
        raise ValueError(f"a field may not hold a delimiter: {text!r}")
    return text.encode("ascii")


def latitude(lat: float) -> tuple[str, str]:
    """Return a latitude (degrees) as its two fields, to a ten thousandth of a minute."""
    return _angle(lat, 2), "S" if lat < 0.0 else "N"


def longitude(lon: float) -> tuple[str, str]:
    """Return a longitude (degrees) as its two fields, to a ten thousandth of a minute."""
    return _angle(lon, 3), "W" if lon < 0.0 else "E"


def _angle(angle: float, digits: int) -> str:
    # Rounded before it is split, so that no minute is ever 60.0000.
    degrees, minutes = divmod(round(abs(angle) * 600_000), 600_000)
    return f"{degrees:0{digits}d}{minutes / 10_000:07.4f}"


def time_of_day(at: float) -> str:
    """Return the time of day of an instant (UTC seconds since 1970), to the hundredth."""
    hundredths = round(at * 100) % round(_DAY_S * 100)
    minutes, rest = divmod(hundredths, 6000)
    return f"{minutes // 60:02d}{minutes % 60:02d}{rest // 100:02d}.{rest % 100:02d}"


def date(at: float) -> dt.date:
    """Return the UTC date of an instant, that goes with `time_of_day` of the same."""
    days = round(at * 100) // round(_DAY_S * 100)
    return dt.date(1970, 1, 1) + dt.timedelta(days=days)
