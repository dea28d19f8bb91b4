"""NAVTEX bulletins in imported recordings: written as imported, once, and posted nowhere."""

import json
from itertools import chain
from pathlib import Path

import pytest

import app
from logbook.model.entries import EntryKind, LogEntry, Origin
from logbook.store.book_reader import BookReader
from tests.imported import LINES, Killed, stands, take
from tests.navtex import BUOY, GALE, bulletin, distinct
from tests.nmea0183.sentences import sealed
from tests.recorder.harness import Ship
from tests.sailing import instant, passage

EARLY, LATE = 700, 4000
"""Sentences of the passage before the bulletins: moored, and three hours out."""
RADIO = [
    *LINES[:EARLY],
    *bulletin("FB31", GALE, received="095000,01,06,2026"),
    *LINES[EARLY:LATE],
    *bulletin("FA02", BUOY, sequence=1)[:-1],
    *bulletin("FB31", GALE, sequence=2),
    *LINES[LATE:],
]


def written(folder: Path) -> list[LogEntry]:
    with BookReader(folder) as book:
        assert not book.verify()
        return list(book.entries(kinds=(EntryKind.BULLETIN,)))


def test_they_are_imported_lines_at_the_recording_s_own_time(tmp_path: Path) -> None:
    (taken,) = take(tmp_path, RADIO)
    gale, buoy = written(tmp_path)
    assert gale.draft.text.startswith("DANGER · NAVTEX FB31: meteorological warning")
    assert buoy.draft.text.endswith("1 of 4 parts is lost, where […] stands")
    assert {one.draft.origin for one in (gale, buoy)} == {Origin.IMPORT}
    assert instant("2026-06-01 09:50") < gale.at < buoy.at < instant("2026-06-01 14:00")
    assert gale.draft.position is not None
    assert not taken.bad
    assert taken.entries == 9


def test_twice_the_same_adds_nothing_nor_does_a_killed_or_a_torn_one(tmp_path: Path) -> None:
    once = tmp_path / "once"
    take(once, RADIO)
    clean = stands(once)
    take(once, RADIO)
    assert stands(once) == clean
    twice = tmp_path / "twice"
    take(twice, RADIO, RADIO)
    assert stands(twice) == clean
    for killed_at in range(1, 12, 2):
        left = killed_at

        def kill(_: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed

        folder = tmp_path / str(killed_at)
        with pytest.raises(Killed):
            take(folder, RADIO, kill=kill)
        take(folder, RADIO)
        assert stands(folder) == clean, f"killed at write {killed_at}"
    torn = tmp_path / "torn"
    take(torn, RADIO[:5000])
    take(torn, RADIO)
    assert sorted(map(str, stands(torn).lines)) == sorted(map(str, clean.lines))


def test_a_recording_that_was_imported_before_the_log_knew_bulletins_gives_them_now(
    tmp_path: Path,
) -> None:
    take(tmp_path, LINES)
    take(tmp_path, RADIO)
    assert len(written(tmp_path)) == 2


def test_what_was_heard_live_is_not_imported_again(tmp_path: Path) -> None:
    ship = Ship(tmp_path, "09:50")
    ship.hear(bulletin("FB31", GALE))
    ship.stop()
    take(tmp_path, RADIO)
    live, imported = written(tmp_path)
    assert (live.draft.origin, live.draft.facts["navtex"]) == (Origin.AUTO, "FB31")
    assert imported.draft.facts["navtex"] == "FA02"


def test_a_recording_of_many_is_taken_whole_and_no_line_is_told_together(tmp_path: Path) -> None:
    many = chain.from_iterable(zip(LINES, distinct(900), strict=False))
    take(tmp_path, list(many))
    lines = written(tmp_path)
    assert len(lines) == 900
    assert not any("together" in line.draft.facts for line in lines)


def test_a_part_that_cannot_be_placed_in_time_is_counted(tmp_path: Path) -> None:
    (taken,) = take(tmp_path, [*bulletin("FB31", GALE), b"$CRNRX,2,3,00*00"])
    assert written(tmp_path) == []
    assert taken.untimed == len(bulletin("FB31", GALE))
    assert taken.bad == {"checksum": 1}


def test_the_command_imports_lists_and_exports_them_and_owes_no_post(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGBOOK_LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    folder, file = tmp_path / "data", tmp_path / "radio.nmea"
    file.write_bytes(b"\r\n".join(line.rstrip() for line in RADIO))
    for _ in range(2):
        assert app.main(["import", "--data", str(folder), str(file)]) == 0
    assert app.main(["list", "--data", str(folder)]) == 0
    listed = capsys.readouterr().out
    assert listed.count("NAVTEX FB31") == 1
    assert app.main(["export", "log", "--data", str(folder), "-o", "out.jsonl"]) == 0
    told = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    kept = map(json.loads, told)
    gale, _ = (one for one in kept if one["kind"] == "bulletin")
    assert (gale["origin"], gale["author"]) == ("import", None)
    assert "GALE WARNING NR 31" in gale["text"]
    with BookReader(folder) as book:
        assert list(book._db.table("outbox").rows) == []


def test_ais_beside_them_is_still_counted_only(tmp_path: Path) -> None:
    ais = sealed("AIVDM,1,1,,B,13uSbD002JPpe?VOC?5AiQHH0<0W,0", "!")
    lines = list(passage("2026-06-01 09:45", 0.1))
    take(tmp_path / "without", lines)
    (taken,) = take(tmp_path / "with", [ais, *lines, ais])
    assert stands(tmp_path / "with") == stands(tmp_path / "without")
    assert not taken.bad
