"""A voyage for followers: late, coarse, nobody's name and nobody's words."""

import math
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from logbook.exports.followers import STEP_S, Veil, floored, veiled
from logbook.exports.voyage import ExportLeg, ExportVoyage, Mark
from logbook.model.entries import EntryKind
from logbook.model.geodesy import distance_m
from logbook.model.observations import Position, TrackPoint

T0 = 1_780_315_200.0
NM = 1852.0
WEST = Position(48.3735, -4.4983333)


def points(count: int, every_s: float = 10.0) -> list[TrackPoint]:
    """Return a track to the west, 6 knots, a point every `every_s`."""
    step = 6.0 / 3600.0 * every_s / 60.0
    return [
        TrackPoint(
            T0 + index * every_s, WEST.lat, WEST.lon - index * step, 3.0, 270.0, 30.0, index == 200
        )
        for index in range(count)
    ]


def sailed(count: int = 1000, *marks: Mark) -> ExportVoyage:
    leg = ExportLeg(1, "Leg 1", T0, T0 + 10_000.0, [points(count)], start="Brest", end="Groix")
    return ExportVoyage("5e" * 16, "Groix", 1, "Groix 1", T0 + 20_000.0, [leg], marks)


def told(voyage: ExportVoyage) -> list[TrackPoint]:
    return [point for leg in voyage.legs for batch in leg.batches() for point in batch]


def seen(voyage: ExportVoyage, veil: Veil) -> ExportVoyage:
    return veiled(voyage, veil, "for followers", lambda kind: f"a {kind.value}")


def test_nothing_is_told_that_is_younger_than_the_delay() -> None:
    until = T0 + 5_000.0
    found = seen(sailed(), Veil(until))
    assert told(found)
    assert all(point.at <= until for point in told(found))
    assert found.legs[0].arrived_at is None
    assert seen(sailed(), Veil(T0 - 1.0)).legs == []


def test_a_point_tells_its_square_and_its_ten_minutes_and_no_more() -> None:
    found = told(seen(sailed(), Veil(math.inf)))
    assert len(found) == 17
    assert all(point.at % STEP_S == 0 for point in found)
    assert all(after.at > before.at for before, after in pairwise(found))
    assert {(point.sog, point.cog) for point in found} == {(None, None)}
    assert all(
        (point.lat, point.lon) == Veil(math.inf).place(point.lat, point.lon) for point in found
    )
    assert any(point.gap for point in found)


def test_places_within_a_square_cannot_be_told_apart() -> None:
    veil = Veil(math.inf, 1.0)
    lat, lon = veil.place(WEST.lat, WEST.lon)
    for dlat, dlon in ((0.004, 0.006), (-0.004, 0.006), (0.004, -0.006), (0.0, 0.0)):
        assert veil.place(lat + dlat, lon + dlon) == (lat, lon)


@given(
    lat=st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 0.0, 90.0])),
    lon=st.one_of(st.floats(-180, 180, exclude_max=True), st.sampled_from([-180.0, 0.0])),
    grid=st.sampled_from([0.1, 1.0, 5.0, 60.0]),
)
def test_a_place_is_told_within_a_square_of_its_own_everywhere(
    lat: float, lon: float, grid: float
) -> None:
    found = Veil(math.inf, grid).place(lat, lon)
    assert -90.0 <= found[0] <= 90.0
    assert -180.0 <= found[1] < 180.0
    # Half a square each way, the diagonal; a longitude is a little longer nearer to the equator.
    assert distance_m(Position(lat, lon), Position(*found)) <= grid * NM * 0.76 + 1.0


def test_only_the_ship_s_own_lines_stand_in_it_by_what_they_are() -> None:
    kinds = (EntryKind.DEPARTURE, EntryKind.HOURLY, EntryKind.REMARK, EntryKind.CREW, EntryKind.MOB)
    marks = [
        Mark(number, T0 + 100.0 * number, kind, "48°22.41'N, said by Marie", WEST)
        for number, kind in enumerate(kinds)
    ]
    struck = replace(marks[1], number=9, struck=True)
    late = replace(marks[1], number=10, at=T0 + 9_000.0)
    found = list(seen(sailed(10, *marks, struck, late), Veil(T0 + 5_000.0)).marks)
    assert [(mark.number, mark.text) for mark in found] == [(0, "a departure"), (1, "a hourly")]
    assert found[1].at == T0
    assert (found[0].position.lat, found[0].position.lon) == Veil(0.0).place(WEST.lat, WEST.lon)


def test_the_places_that_a_leg_is_named_after_are_left_out_and_the_note_is_kept() -> None:
    found = seen(sailed(), Veil(math.inf))
    leg = found.legs[0]
    assert (leg.departed_at, leg.arrived_at) == (floored(T0), floored(T0 + 10_000.0))
    assert (leg.departed_at, leg.arrived_at) == (T0, T0 + 9_600.0)
    assert (found.legs[0].start, found.legs[0].end, found.legs[0].samples) == ("", "", None)
    assert found.note == "for followers"
