"""Where each field of a sentence stands: pynmea2's class table, and what it lacks.

This alone knows pynmea2. Its classes say which field is which; its readers are not used, since
they return an unreadable field as text, an empty position as 0°N 0°E, and take a wrong NMEA 4.1
status for a void one. Classes defined here join its table, so that it parses and writes them too.
"""

from typing import Final

from pynmea2 import TalkerSentence


class DBK(TalkerSentence):  # type: ignore[misc]  # pynmea2 publishes no types
    """Depth below keel."""

    fields = (
        ("Depth below keel, feet", "depth_feet"),
        ("Feet", "unit_feet"),
        ("Depth below keel, metres", "depth_meters"),
        ("Metres", "unit_meters"),
        ("Depth below keel, fathoms", "depth_fathoms"),
        ("Fathoms", "unit_fathoms"),
    )


class MMB(TalkerSentence):  # type: ignore[misc]  # pynmea2 publishes no types
    """Barometer."""

    fields = (
        ("Pressure, inches of mercury", "b_pressure_inch"),
        ("Inches", "inches"),
        ("Pressure, bars", "b_pressure_bar"),
        ("Bars", "bars"),
    )


class MTA(TalkerSentence):  # type: ignore[misc]  # pynmea2 publishes no types
    """Air temperature."""

    fields = (("Air temperature", "temperature"), ("Unit", "units"))


class NRX(TalkerSentence):  # type: ignore[misc]  # pynmea2 publishes no types
    """One sentence of a NAVTEX bulletin; fields 4 to 12 may stand in the first one only."""

    fields = (
        ("Sentences of the bulletin", "sentences"),
        ("Number of this sentence", "number"),
        ("Sequential message identifier", "sequence"),
        ("Message code B1 B2 B3 B4", "code"),
        ("Row of the frequency table", "frequency"),
        ("UTC of receipt", "timestamp"),
        ("Day", "day"),
        ("Month", "month"),
        ("Year", "year"),
        ("Characters of the bulletin", "characters"),
        ("Bad characters of the bulletin", "bad_characters"),
        ("Status", "status"),
        ("Body", "body"),
    )


class THS(TalkerSentence):  # type: ignore[misc]  # pynmea2 publishes no types
    """True heading and its mode."""

    fields = (("Heading", "heading"), ("Mode", "mode"))


TYPES: Final = TalkerSentence.sentence_types
"""Every type of sentence by its three letters, those of above among them."""

_LONGER: Final = {
    "GNS": 1,  # the navigational status of NMEA 4.1
    "VLW": 4,  # total and trip over the ground, NMEA 4.0
    "HDT": 1,  # a mode indicator that some compasses add
}
"""Fields that real sentences have beyond pynmea2's table."""


def places(formatter: str, *names: str) -> tuple[int, ...]:
    """Return where fields stand in a sentence split at its commas (its head stands at 0)."""
    table = TYPES[formatter].name_to_idx
    return tuple(table[name] + 1 for name in names)


def most(formatter: str) -> int:
    """Return how many parts a sentence may have, its head among them.

    More is the mark of two sentences spliced into one, whose checksum may well be right.
    """
    known = TYPES[formatter].fields
    return 1 + len(known) + _LONGER.get(formatter, 0)
