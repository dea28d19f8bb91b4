"""Departures and arrivals of real recordings, as seen."""

from datetime import UTC, datetime

import pytest

from logbook.model.outliers import FixCheck
from logbook.model.underway import Change
from tests.model.making_way import changes
from tests.model.rmc import fixes


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nmea0183/rob-groix-2023-06-23.nmea.gz", ["departure 2023-06-23 16:50:48"]),
        ("nmea0183/pacific-cup-2008-start.nmea.gz", ["departure 2008-07-14 19:43:10"]),
        ("nmea0183/rob-taiohae-marquesas-2010-11-03.nmea.gz", ["departure 2010-11-03 19:11:16"]),
        ("nmea0183/rob-groix-gavres-2024-09-23.nmea.gz", ["departure 2024-09-23 14:30:05"]),
        ("nmea0183/signalk-gps-2014-04-03.nmea.gz", []),
    ],
)
def test_a_recording_departs_and_arrives_as_seen(name: str, expected: list[str]) -> None:
    found = _found(name)
    assert [_said(change) for change in found] == expected


def test_seven_years_of_one_yacht_begin_as_seen() -> None:
    found = _found("long/longtrack-irene-2007-2014.nmea.gz")
    assert [_said(change) for change in found[:5]] == [
        "departure 2007-11-03 12:15:06",
        "arrival 2007-11-03 14:17:42",
        "departure 2007-12-01 12:29:40",
        "arrival 2007-12-01 13:17:18",
        "departure 2007-12-01 13:21:28",
    ]
    assert len(found) == 65


@pytest.mark.parametrize("sog", [True, False])
def test_seven_years_of_one_yacht_alternate_departures_and_arrivals(sog: bool) -> None:
    found = _found("long/longtrack-irene-2007-2014.nmea.gz", sog=sog)
    assert [change.what for change in found] == [
        ("departure", "arrival")[count % 2] for count in range(len(found))
    ]
    instants = [change.fix.at for change in found]
    assert len(found) > 60
    assert instants == sorted(instants)


def _found(name: str, *, sog: bool = True) -> list[Change]:
    check = FixCheck()
    good = (fix for fix in fixes(name) if check.reason(fix) is None)
    return changes(fix if sog else fix._replace(sog=None) for fix in good)[0]


def _said(change: Change) -> str:
    at = datetime.fromtimestamp(change.fix.at, UTC)
    return f"{change.what} {at:%Y-%m-%d %H:%M:%S}"
