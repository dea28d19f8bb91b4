"""Imports: whatever is torn, killed, repeated or known already, nothing stands there twice."""

import datetime as dt
from pathlib import Path

import pytest

from logbook.importer import BATCH_S, Importer
from logbook.imports.nmea import NmeaFile
from logbook.locale import speaker
from logbook.model.entries import EntryKind, Origin
from logbook.model.observations import Fix, Position, TrackPoint
from logbook.recorder import Rules
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.imported import LINES, START, Stands, stands, take
from tests.recordings import recording
from tests.sailing import gll, instant, passage, wind


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Stands:
    """What one undisturbed import gives."""
    folder = tmp_path_factory.mktemp("clean")
    take(folder, LINES)
    return stands(folder)


def test_a_recording_becomes_a_voyage_with_its_lines(tmp_path: Path, clean: Stands) -> None:
    (taken,) = take(tmp_path, LINES)
    kinds = [(kind, _hour(at)) for _, at, kind, *_ in clean.lines]
    assert kinds == [
        (EntryKind.DEPARTURE, 10),
        (EntryKind.HOURLY, 11),
        (EntryKind.NOON, 12),
        (EntryKind.HOURLY, 13),
        (EntryKind.HOURLY, 14),
        (EntryKind.HOURLY, 15),
        (EntryKind.ARRIVAL, 14),
    ]
    assert (taken.entries, taken.legs, taken.covered) == (len(kinds), 1, 0)
    with BookReader(tmp_path) as book:
        assert all(entry.draft.origin is Origin.IMPORT for entry in book.entries())


def _hour(at: object) -> int:
    assert isinstance(at, float)
    return dt.datetime.fromtimestamp(at, dt.UTC).hour


def test_twice_the_same_adds_nothing(tmp_path: Path, clean: Stands) -> None:
    take(tmp_path, LINES)
    (again,) = take(tmp_path, LINES)
    assert (again.entries, again.fixes - again.covered) == (0, 0)
    assert stands(tmp_path) == clean


def test_twice_the_same_in_one_command_adds_nothing_either(tmp_path: Path, clean: Stands) -> None:
    first, second = take(tmp_path, LINES, LINES)
    assert second.entries == 0
    assert stands(tmp_path).lines == clean.lines
    assert stands(tmp_path).points == clean.points
    assert first.fixes - second.fixes == 2, "two fixes go by until a step back is believed"


def test_rotated_files_in_one_command_are_one_recording(tmp_path: Path, clean: Stands) -> None:
    cut, cut_again = len(LINES) // 3, len(LINES) // 2
    take(tmp_path, LINES[:cut], LINES[cut:cut_again], LINES[cut_again:])
    assert stands(tmp_path) == clean


def test_rotated_files_in_separate_commands_leave_no_gap(tmp_path: Path, clean: Stands) -> None:
    cut = len(LINES) // 2
    take(tmp_path, LINES[:cut])
    take(tmp_path, LINES[cut:])
    points = stands(tmp_path).points
    assert [point.gap for point in points].count(True) == 1
    run_m = sum(point.run_m for point in points)
    assert run_m == pytest.approx(sum(point.run_m for point in clean.points), rel=0.001)


def _live(folder: Path, since: float, until: float) -> None:
    """Log a stretch live: the same boat, seen by another receiver half a second off."""
    with Book(folder) as book, Track(folder, book.vessel) as track:
        points: list[TrackPoint] = []
        with TrackReader(folder.parent / "seen") as seen:
            for batch in seen.points(since, until):
                points += [
                    point._replace(at=point.at + 0.5, gap=not points and index == 0)
                    for index, point in enumerate(batch)
                ]
        track.write(points, None, [], Origin.AUTO)


def test_a_stretch_that_was_logged_live_is_added_no_second_time(tmp_path: Path) -> None:
    take(tmp_path / "seen", LINES)
    live = tmp_path / "live"
    live.mkdir()
    since, until = instant("2026-06-01 11:30"), instant("2026-06-01 13:30")
    _live(live, since, until)
    before = stands(live).points
    (taken,) = take(live, LINES)
    found = stands(live)
    inside = [point for point in found.points if before[0].at <= point.at <= before[-1].at]
    assert inside == before
    assert taken.covered > 0
    hours = [at for _, at, kind, *_ in found.lines if kind is EntryKind.HOURLY]
    assert instant("2026-06-01 12:00") not in hours
    assert instant("2026-06-01 13:00") not in hours
    assert instant("2026-06-01 14:00") in hours


def test_nothing_live_is_touched_by_an_import(tmp_path: Path) -> None:
    with Book(tmp_path) as book:
        book.keep({"way": {"moving": True}, "departed_at": 7.0})
    take(tmp_path, LINES)
    with BookReader(tmp_path) as reader:
        assert reader.state("way") == {"moving": True}
        assert reader.state("departed_at") == 7.0
        assert reader.newest_live() is None


def test_two_recordings_years_apart_have_no_gap_line_between_them(tmp_path: Path) -> None:
    take(tmp_path, tuple(passage("2024-06-01 09:45", 1.0, lies_s=0)), LINES)
    kinds = [kind for _, _, kind, *_ in stands(tmp_path).lines]
    assert EntryKind.GAP not in kinds
    assert kinds.count(EntryKind.DEPARTURE) == kinds.count(EntryKind.ARRIVAL) == 2


def test_a_hole_of_two_hours_is_one_gap_line_of_the_recording(tmp_path: Path) -> None:
    hole = (instant("2026-06-01 10:30"), instant("2026-06-01 12:30"))
    kept: list[bytes] = []
    at = instant(START) - 5.0
    for line in LINES:
        at += 5.0 * (line[3:6] == b"RMC")
        if not hole[0] < at < hole[1]:
            kept.append(line)
    take(tmp_path, kept)
    kinds = [(kind, at) for _, at, kind, *_ in stands(tmp_path).lines]
    assert [at for kind, at in kinds if kind is EntryKind.GAP] == [hole[0]]
    assert EntryKind.NOON not in [kind for kind, _ in kinds]


def test_without_a_date_nothing_is_taken_and_with_one_all_is(tmp_path: Path, clean: Stands) -> None:
    undated = tuple(passage(START, 5.0, dated=False))
    (refused,) = take(tmp_path, undated)
    assert not refused.dated
    assert stands(tmp_path) == Stands([], [], [])
    (taken,) = take(tmp_path, undated, day=dt.date(2026, 6, 1))
    assert taken.dated
    assert stands(tmp_path) == clean


def test_midnight_is_passed_without_a_date(tmp_path: Path) -> None:
    at = instant("2026-06-01 23:59:50")
    lines = [gll(at + second, Position(48.0, -4.5 + second / 5e4)) for second in range(20)]
    take(tmp_path, lines, day=dt.date(2026, 6, 1))
    assert stands(tmp_path).points[-1].at == instant("2026-06-02 00:00:09")


def test_the_undated_recording_is_refused_and_taken_with_its_day(tmp_path: Path) -> None:
    lines = recording("nmea0183/signalk-plaka.nmea.gz").splitlines()[:20_000]
    (refused,) = take(tmp_path, lines)
    assert not refused.dated
    (taken,) = take(tmp_path, lines, day=dt.date(2014, 8, 15))
    assert taken.dated
    assert taken.fixes > 0


def test_instruments_without_a_clock_are_undated_whatever_day_is_given(tmp_path: Path) -> None:
    (taken,) = take(tmp_path, [wind(40.0, 12.0)] * 50, day=dt.date(2026, 6, 1))
    assert not taken.dated
    assert stands(tmp_path) == Stands([], [], [])


def test_gpx_fixes_become_a_track(tmp_path: Path) -> None:
    fixes = [Fix(1e9 + second, Position(48.0, -4.5 + second / 5e4)) for second in range(600)]
    rules = Rules(origin=Origin.IMPORT, batch_s=BATCH_S, holds_lines=True)
    with (
        Book(tmp_path) as book,
        Track(tmp_path, book.vessel) as track,
        TrackReader(tmp_path) as reader,
    ):
        importer = Importer(book, track, reader, rules, speaker("fr"), host_now=lambda: 2e9)
        taken = importer.fixes(fixes)
        importer.close()
    assert (taken.fixes, taken.sentences) == (600, 600)
    points = stands(tmp_path).points
    assert (points[0].at, points[-1].at) == (1e9, 1e9 + 599)


def test_the_recording_s_lines_are_read_as_the_file_gives_them(tmp_path: Path) -> None:
    path = tmp_path / "passage.nmea"
    path.write_bytes(b"".join(LINES)[:-20])
    nmea = NmeaFile(path)
    chunks = [line for lines in nmea.lines() for line in lines]
    assert nmea.torn
    (taken,) = take(tmp_path / "data", chunks)
    assert taken.bad.total() == 1
