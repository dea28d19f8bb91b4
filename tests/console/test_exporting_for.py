"""Whom an export is for: nobody is named unless asked, and followers see little."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from logbook.console.exporting import ship_now
from logbook.model.entries import ClockSource, Draft, EntryKind, Origin, Timing
from logbook.model.naming import sign
from logbook.model.observations import Position
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from tests.console.books import voyage
from tests.console.commands import Says, refused
from tests.console.test_exporting import GPX
from tests.sailing import instant

AT = instant("2026-06-01 10:40")
PLACE = Position(47.5, -3.2)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a voyage in which Marie wrote, corrected, took the watch, and was corrected."""
    folder = voyage(tmp_path / "data")
    with Book(folder) as book:
        marie = book.enrol("marie", "skipper", "her-account").id

        def line(kind: EntryKind, text: str, about: int | None = None) -> Draft:
            return Draft(
                at=AT,
                written_at=AT,
                kind=kind,
                origin=Origin.MANUAL,
                text=text,
                timing=Timing(ClockSource.GPS),
                author=marie,
                position=PLACE if about is None else None,
                refers_to=about,
                facts={"reason": "misread"} if kind is EntryKind.CORRECTION else {},
            )

        book.append(
            [
                line(EntryKind.REMARK, "Wind 18 kn"),
                line(EntryKind.WATCH, f"On watch: {sign(marie)}"),
                line(EntryKind.CREW, "Come aboard: marie"),
                line(EntryKind.REMARK, "Dolphins"),
                line(EntryKind.CORRECTION, "Wind 28 kn", 5),
                line(EntryKind.STRIKE, "a log of wood", 8),
            ]
        )
    return folder


def descriptions(document: str) -> list[str]:
    return [str(one.text) for one in ET.fromstring(document).findall(f"{GPX}wpt/{GPX}desc")]


@pytest.mark.parametrize("profile", ["full", "plain"])
def test_a_gpx_shows_corrections_and_strikes_with_who_when_and_why_and_no_names(
    says: Says, data: Path, profile: str
) -> None:
    status, out, _ = says("export", "gpx", "--profile", profile, "--data", data)
    told = descriptions(out)
    assert status == 0
    assert (
        "[struck] Wind 18 kn > corrected by line 9 (2026-06-01 10:40, one of the crew;"
        " reason: misread): Wind 28 kn"
    ) in told
    assert (
        "[struck] Dolphins > struck by line 10 (2026-06-01 10:40, one of the crew): a log of wood"
    ) in told
    assert {"watch", "crew"} <= set(told)
    assert "marie" not in out
    assert "account" not in out


def test_the_crew_is_named_when_that_is_asked_for(says: Says, data: Path) -> None:
    told = descriptions(says("export", "gpx", "--names", "--data", data)[1])
    assert "On watch: marie" in told
    assert "Come aboard: marie" in told
    assert any("(2026-06-01 10:40, marie; reason: misread)" in one for one in told)


def test_the_log_as_lines_names_nobody_but_by_the_random_id(says: Says, data: Path) -> None:
    _, out, _ = says("export", "log", "--data", data)
    assert '"name"' not in out
    assert "her-account" not in out
    # What somebody typed stands as it was typed.
    assert out.count("marie") == 1


def test_an_export_for_followers_is_coarse_late_and_says_so(says: Says, data: Path) -> None:
    status, out, _ = says("export", "gpx", "--followers", "--data", data)
    tree = ET.fromstring(out)
    assert status == 0
    note = tree.find(f"{GPX}metadata/{GPX}desc")
    assert note is not None
    assert "24 h before this file was written" in str(note.text)
    assert "grid of 1 NM" in str(note.text)
    times = [str(one.text) for one in tree.findall(f".//{GPX}trkpt/{GPX}time")]
    assert 3 < len(times) < 20
    assert all(time.endswith("0:00Z") for time in times)
    assert set(descriptions(out)) <= {"departure", "hourly line", "noon line", "arrival"}
    assert "extensions" not in out
    assert "marie" not in out


@pytest.mark.parametrize(
    "which", [(), ("--from", "2026-06-01T10:07:13Z", "--to", "2026-06-01T10:59:59Z")]
)
def test_no_name_tells_followers_more_than_ten_minutes(
    says: Says, data: Path, which: tuple[str, ...]
) -> None:
    status, out, _ = says("export", "gpx", "--followers", *which, "--data", data)
    assert status == 0
    written = ET.fromstring(out).find(f"{GPX}metadata/{GPX}time")
    assert written is not None
    told = re.findall(r"\d\d:\d\d:\d\d(?:\.\d+)?Z", out.replace(str(written.text), ""))
    assert told
    assert all(re.fullmatch(r"\d\d:\d0:00Z", one) for one in told)


def test_what_is_younger_than_the_delay_is_not_there(says: Says, data: Path) -> None:
    words = ("export", "gpx", "--followers", "--delay", "8784", "--data", data)
    refused(says(*words), 1, "for followers")


def test_the_delay_goes_by_the_ship_s_clock_and_no_wrong_host_hastens_it(data: Path) -> None:
    late = AT + 7_200.0
    with Book(data) as book:
        timing = Timing(ClockSource.GPS, -90_000.0, "this boot", 1_000.0)
        line = Draft(late, late, EntryKind.REMARK, Origin.MANUAL, "Fine", timing=timing)
        book.append([line])
    with BookReader(data) as reader:
        # A host a day ahead changes nothing; a line of the same boot carries the ship's time on.
        assert ship_now(reader, late + 90_000.0, "this boot", 1_060.0) == late + 60.0
        assert ship_now(reader, late - 90_000.0, "this boot", 1_060.0) == late + 60.0
        # After another start it is at least as late as the log.
        assert ship_now(reader, late - 90_000.0, "another", 5.0) == late
        assert ship_now(reader, late + 500.0, "another", 5.0) == late + 500.0


def test_options_that_contradict_each_other_are_refused(says: Says, data: Path) -> None:
    for words in (
        ("gpx", "--followers", "--names"),
        ("gpx", "--followers", "--profile", "full"),
        ("gpx", "--delay", "12"),
        ("gpx", "--followers", "--delay", "-1"),
        ("gpx", "--followers", "--grid", "0"),
        ("gpx", "--followers", "--grid", "nan"),
        ("log", "--followers"),
        ("log", "--names"),
    ):
        refused(says("export", *words, "--data", data), 2)
