"""What `export` gives, and what it says where there is nothing to give."""

import itertools
import json
import xml.etree.ElementTree as ET
from pathlib import Path

from logbook.model.entries import ClockSource, Draft, EntryKind, Origin, Timing
from logbook.model.observations import Position
from logbook.store.book import Book
from tests.console.books import empty, voyage
from tests.console.commands import Says, refused
from tests.sailing import instant, rmc
from tests.store.places import small_disk

GPX = "{http://www.topografix.com/GPX/1/1}"


def test_a_voyage_is_exported_to_a_file_and_to_the_output(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    for profile in ("full", "plain"):
        status, out, err = says("export", "gpx", "--profile", profile, "--data", data)
        assert (status, err) == (0, "")
        tree = ET.fromstring(out)
        assert len(tree.findall(f"{GPX}trk")) == 1
        assert len(tree.findall(f"{GPX}wpt")) == 4
        assert len(tree.findall(f".//{GPX}trkpt")) > 10
        path = tmp_path / f"{profile}.gpx"
        status, nothing, told = says(
            "export", "gpx", "--profile", profile, "--data", data, "-o", path
        )
        assert (status, nothing) == (0, "")
        assert "track points" in told
        written = path.read_text(encoding="utf-8")
        assert _without_time(written) == _without_time(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "full.gpx", "plain.gpx"]


def _without_time(document: str) -> list[str]:
    # When it was exported stands in the head.
    return [row for row in document.splitlines() if not row.startswith("<time>20")][4:]


def test_a_stretch_of_time_is_exported_with_the_sample_that_it_began_in(
    says: Says, tmp_path: Path
) -> None:
    data = voyage(tmp_path / "data")
    span = ("--from", "2026-06-01T10:30:30", "--to", "2026-06-01T11:00:00+00:00")
    status, out, _ = says("export", "gpx", *span, "--data", data)
    tree = ET.fromstring(out)
    times = [str(one.text) for one in tree.findall(f".//{GPX}trkpt/{GPX}time")]
    assert status == 0
    assert times[0] >= "2026-06-01T10:30:30Z"
    assert times[-1] <= "2026-06-01T11:00:00Z"
    assert len(tree.findall(f"{GPX}wpt")) == 1
    first = tree.find(f".//{GPX}trkpt/{GPX}extensions")
    assert first is not None
    assert ":baro>" in ET.tostring(first, encoding="unicode")


def test_a_track_without_a_voyage_is_exported_as_the_refusal_says(
    says: Says, tmp_path: Path
) -> None:
    data, moored = tmp_path / "data", tmp_path / "moored.nmea"
    begin = instant("2026-06-01 09:45")
    moored.write_bytes(
        b"".join(rmc(begin + second, Position(47.6, -3.3), 0.0, 0.0) for second in range(30))
    )
    assert says("import", moored, "--data", data)[0] == 0
    refused(says("export", "gpx", "--data", data), 1, "no voyage yet. What track there is, --from")
    status, out, _ = says("export", "gpx", "--from", "2026-06-01", "--data", data)
    assert status == 0
    assert ET.fromstring(out).findall(f".//{GPX}trkpt")


def test_what_cannot_be_exported_is_said_in_one_sentence(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    late, early = ("--from", "2026-06-02"), ("--to", "2026-06-01")
    for words, status, told in (
        ((*late, *early), 1, "--from"),
        (("--voyage", 7), 1, "no voyage 7"),
        (("--from", "2030-01-01"), 1, "no track and no line"),
        (("-o", tmp_path / "no" / "folder.gpx"), 1, "cannot be written"),
        (("-o", tmp_path), 1, "cannot be written"),
        (("--voyage", 1, *late), 2, "exclude"),
        (("--from", "yesterday"), 2, "an instant such as"),
        (("--voyage", "0"), 2, "a whole number"),
        (("--profile", "best"), 2, "full"),
    ):
        refused(says("export", "gpx", *words, "--data", data), status, told)
    refused(says("export", "log", *late, "--data", data), 2, "whole")


def test_a_voyage_without_track_or_lines_is_said_to_be_empty(says: Says, tmp_path: Path) -> None:
    data = empty(tmp_path / "data")
    at = instant("2026-06-01 10:00")
    with Book(data) as book:
        kind, origin, timing = EntryKind.DEPARTURE, Origin.MANUAL, Timing(ClockSource.GPS)
        book.append([Draft(at, at, kind, origin, "Off we go", timing)])
    refused(says("export", "gpx", "--data", data), 1, "Voyage 1", "nothing to export")


def test_a_half_written_file_never_stands_in_the_place_of_a_whole_one(
    says: Says, tmp_path: Path
) -> None:
    data = voyage(tmp_path / "data")
    with small_disk(12) as disk:
        path = disk / "voyage.gpx"
        path.write_text("the old one", encoding="utf-8")
        status, _, err = says("export", "gpx", "--data", data, "-o", path)
        assert status == 1
        assert "full" in err
        assert path.read_text(encoding="utf-8") == "the old one"
        assert [one.name for one in disk.iterdir()] == ["voyage.gpx"]


def test_the_log_is_exported_with_every_hashed_field(says: Says, tmp_path: Path) -> None:
    data = voyage(tmp_path / "data")
    status, out, _ = says("export", "log", "--data", data)
    rows = [json.loads(row) for row in out.splitlines()]
    assert status == 0
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert all(row["prev"] == before["hash"] for before, row in itertools.pairwise(rows))
    assert rows[0]["form"] == "1"
