"""Recordings made by hand, after oddities seen on real boats that the real ones at hand lack."""

from collections.abc import Callable, Mapping
from typing import Final

from tests.recorded.odd import contents, times

RECORDINGS: Final[Mapping[str, Callable[[], bytes]]] = {
    "minute-not-carried.nmea": times.minute_not_carried,
    "no-date.nmea": times.no_date,
    "date-beside.nmea": times.date_beside,
    "nine-hours-silent.nmea": times.nine_hours_silent,
    "cold-start.nmea": times.cold_start,
    "five-a-stamp.nmea": times.five_a_stamp,
    "short-groups.nmea": contents.short_groups,
    "spliced.nmea": contents.spliced,
    "navigational-status.nmea": contents.navigational_status,
    "digit-talkers.nmea": contents.digit_talkers,
    "warm-sea.nmea": contents.warm_sea,
    "wrong-checksums.nmea": contents.wrong_checksums,
}
