"""GPX out: log lines are waypoints, and any text is read back."""

import gpxpy
import pytest

from logbook.exports.voyage import Profile
from logbook.model.entries import EntryKind
from tests.exports.reading_back import BOTH, read_back
from tests.exports.strict import check
from tests.exports.voyages import at, leg, mark, voyage, written

NASTY = "a\x00b\x1b[0m <&>\"' ]]> \ud83d\ude00 \u2028 é\r\n<trkseg>\n</trkseg>\n\ufffe\x85!"
NASTY_READ = "ab[0m <&>\"' ]]>    é <trkseg> </trkseg>  !"


@BOTH
@pytest.mark.parametrize(
    ("text", "read"),
    [(NASTY, NASTY_READ), ("Bonne mer 😀", "Bonne mer 😀"), ("  ", None), ("&amp;", "&amp;")],
)
def test_any_text_is_read_back_without_its_control_characters(
    profile: Profile, text: str, read: str | None
) -> None:
    planned = voyage(leg([at(0)], name=text, start=text), marks=[mark(1, text=text)], name=text)
    data, _ = written(planned, profile)
    assert len(read_back(data, profile)[0]) == 1
    document = gpxpy.parse(data)
    assert document.name == read
    assert document.waypoints[0].description == read
    assert document.tracks[0].name == read
    if profile is Profile.FULL:
        assert document.tracks[0].extensions[2].text == (read or "2026-05-28T20:26:40Z")


@BOTH
def test_log_lines_are_waypoints_before_the_tracks(profile: Profile) -> None:
    marks = [
        mark(1, EntryKind.DEPARTURE, "Appareillage", 0.0, -4.5),
        mark(2, EntryKind.DEPARTURE, "Encore", 48.0, 0.0, second=20.4),
        mark(3, EntryKind.REMARK, "Nulle part", 0.0, 0.0),
    ]
    data, counts = written(voyage(leg([at(0)]), marks=marks, ship_offset_s=-9.5 * 3600), profile)
    read_back(data, profile)
    found = gpxpy.parse(data).waypoints
    assert counts.waypoints == 2
    assert [(w.name, w.description, w.symbol, w.type) for w in found] == [
        ("1056 DEP", "Appareillage", "Flag, Green", "log"),
        ("1057 DEP", "Encore", "Flag, Green", "log"),
    ]
    assert [(w.latitude, w.longitude) for w in found] == [(0.0, -4.5), (48.0, 0.0)]
    assert data.index(b"</wpt>") < data.index(b"<trk>")
    assert b'lat="0.0000000"' in data


@BOTH
def test_waypoints_at_the_edges_of_the_chart_are_good(profile: Profile) -> None:
    marks = [
        mark(1, EntryKind.NOON, lat=90.0, lon=179.99999999),
        mark(2, EntryKind.ANCHOR, lat=-90.0, lon=-1e-9),
        mark(3, EntryKind.FUEL, lat=1e-9, lon=-1e-9),
    ]
    data, _ = written(voyage(marks=marks), profile)
    check(data, plain=profile is Profile.PLAIN)
    assert [(w.latitude, w.longitude) for w in gpxpy.parse(data).waypoints] == [
        (90.0, -180.0),
        (-90.0, 0.0),
    ]


def test_more_waypoints_than_are_written_at_a_time_all_come_out_in_order() -> None:
    marks = (mark(number, text=f"line {number}", second=number) for number in range(1, 502))
    data, counts = written(voyage(marks=marks))
    check(data, plain=False)
    assert counts.waypoints == 501
    assert [w.description for w in gpxpy.parse(data).waypoints] == [
        f"line {number}" for number in range(1, 502)
    ]
