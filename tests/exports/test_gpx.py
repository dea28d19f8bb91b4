"""GPX out: gpxpy reads back exactly the tracks that were to be written, in both profiles."""

from datetime import UTC, datetime

import gpxpy
from hypothesis import given
from hypothesis import strategies as st

from logbook.exports.voyage import ExportLeg, Profile
from logbook.model.observations import TrackPoint
from tests.exports.reading_back import BOTH, Place, read_back
from tests.exports.strict import check
from tests.exports.voyages import T0, at, leg, voyage, written


def expected(points: list[TrackPoint]) -> list[list[Place]]:
    """Say slowly what the segments must be."""
    segments: list[list[Place]] = []
    silent = True
    last: Place | None = None
    for point in points:
        silent = silent or point.gap
        lon = round(point.lon, 7)
        place = (round(point.lat, 7), -180.0 if lon == 180.0 else lon, int(point.at + 0.5))
        if place[:2] == (0.0, 0.0) or (last is not None and place[2] <= last[2]):
            continue
        if silent or last is None or abs(place[1] - last[1]) > 179.99999985:
            segments.append([])
        segments[-1].append(place)
        silent, last = False, place
    return segments


def edges(limit: float) -> st.SearchStrategy[float]:
    """Return angles everywhere, and thickly at the edges and at nought."""
    near = st.sampled_from([-limit, -90.0, 0.0, -0.0, 1e-9, -1e-9, 90.0, limit])
    nudged = st.builds(lambda a, b: a + b, near, st.floats(-2e-7, 2e-7))
    return (near | nudged | st.floats(-limit, limit)).filter(lambda x: -limit <= x <= limit)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0.001, 0.2, 0.5, 0.999, 1.0, 37.0, 86_400.0]),
            edges(90.0),
            edges(180.0),
            st.booleans(),
        )
    ),
    st.sampled_from(list(Profile)),
)
def test_gpxpy_reads_back_every_track_exactly(
    steps: list[tuple[float, float, float, bool]], profile: Profile
) -> None:
    points, instant = [], 0.0
    for step, lat, lon, gap in steps:
        instant = round(instant + step, 3)
        points.append(at(instant, lat, round(lon, 7), gap=gap and step > 1.0))
    data, counts = written(voyage(leg(points)), profile)
    segments = expected(points)
    assert read_back(data, profile) == [segments]
    assert counts.points == sum(map(len, segments))
    assert counts.segments == len(segments)
    assert counts.left_out == len(points) - counts.points


@BOTH
def test_a_gap_begins_a_segment_and_so_does_the_antimeridian(profile: Profile) -> None:
    points = [at(0, 10.0, 179.9), at(10, 10.0, -179.9), at(20, 10.0, -179.8, gap=True)]
    data, _ = written(voyage(leg(points)), profile)
    assert [len(segment) for segment in read_back(data, profile)[0]] == [1, 1, 1]


@BOTH
def test_a_longitude_that_rounds_up_to_180_is_written_as_minus_180(profile: Profile) -> None:
    data, _ = written(voyage(leg([at(0, 10.0, 179.99999999), at(10, 90.0, 0.0)])), profile)
    assert b'lat="10.0000000" lon="-180.0000000"' in data
    assert b'lat="90.0000000" lon="0.0000000"' in data


@BOTH
def test_the_first_point_of_a_second_stands_for_it(profile: Profile) -> None:
    points = [at(0.0, 48.0), at(0.2, 48.1), at(0.4, 48.2), at(0.6, 48.3)]
    data, counts = written(voyage(leg(points)), profile)
    assert [place[0] for place in read_back(data, profile)[0][0]] == [48.0, 48.3]
    assert counts.left_out == 2


@BOTH
def test_a_gap_that_ends_at_a_point_left_out_is_not_forgotten(profile: Profile) -> None:
    points = [at(0), at(100, 0.0, 0.0, gap=True), at(110)]
    data, _ = written(voyage(leg(points)), profile)
    assert [len(segment) for segment in read_back(data, profile)[0]] == [1, 1]


@BOTH
def test_a_batch_across_midnight_has_both_dates(profile: Profile) -> None:
    midnight = datetime(2026, 5, 29, tzinfo=UTC).timestamp() - T0
    data, _ = written(voyage(leg([at(midnight - 1.0), at(midnight - 0.4)])), profile)
    assert b"2026-05-28T23:59:59Z" in data
    assert b"2026-05-29T00:00:00Z" in data


@BOTH
def test_an_empty_voyage_and_an_empty_leg_are_good_files(profile: Profile) -> None:
    assert read_back(written(voyage(), profile)[0], profile) == []
    data, counts = written(voyage(leg([])), profile)
    assert read_back(data, profile) == [[]]
    assert (counts.points, counts.segments) == (0, 0)


@BOTH
def test_each_leg_is_a_track_with_its_own_name_and_number(profile: Profile) -> None:
    legs = leg([at(0)], 7, "Brest - Groix"), leg([at(9000)], 31, "Groix - Étel")
    document = gpxpy.parse(written(voyage(*legs), profile)[0])
    assert [(track.name, track.number) for track in document.tracks] == [
        ("Brest - Groix", 1),
        ("Groix - Étel", 2),
    ]


def test_a_leg_keeps_its_identifier_in_every_export_and_shares_it_with_none() -> None:
    first, second = leg([at(0)], 7), leg([at(9000)], 31)
    both = gpxpy.parse(written(voyage(first, second))[0])
    alone = gpxpy.parse(written(voyage(second, name="other"))[0])
    guids = [track.extensions[0].text for track in both.tracks]
    assert guids[0] != guids[1]
    assert alone.tracks[0].extensions[0].text == guids[1]


def test_a_leg_under_way_has_no_end_yet() -> None:
    data, _ = written(voyage(ExportLeg(7, "x", T0, None, [[at(0)]])))
    check(data, plain=False)
    assert b"<opencpn:start>2026-05-28T20:26:40Z</opencpn:start>" in data
    assert b"opencpn:end" not in data
