"""A damaged log is kept aside and made again: of its journal, of a backup, of what it tells."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from logbook.model.entries import EntryKind, Origin
from logbook.model.notices import notices_of
from logbook.model.refusal import Refusal
from logbook.store import archive
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.held import Held
from logbook.store.mending import RECHECK, Mended, mended
from logbook.store.outbox import OwedState
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import HOUR, NOON, hourly, remark
from tests.store.test_archive import points
from tests.store.test_verify import tamper

ASIDE = "logbook.damaged-20260601T120000Z.db"
NO_DATABASE = b"no database " * 900


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    with Book(folder, notices=notices_of) as book, Track(folder, book.vessel) as track:
        anne = book.enrol("Anne", "skipper", "mm-anne")
        departure = replace(hourly(0), kind=EntryKind.DEPARTURE, key="departure")
        book.append([departure, *(hourly(hour) for hour in range(1, 5))], {"way": {"moving": 1}})
        book.append([remark("cap à l'ouest", author=anne.id)])
        track.write(points(20), None, [], Origin.AUTO)
    return folder


def backed_up(folder: Path) -> Path:
    (folder / "backups").mkdir(exist_ok=True)
    return archive.make(folder, folder / "backups" / "logbook-1.zip", NOON).file


def hashes(folder: Path) -> list[str]:
    with BookReader(folder) as reader:
        assert reader.verify() == []
        return [entry.hash for entry in reader.entries(by_number=True)]


def the_one(folder: Path) -> Mended:
    (done,) = mended(folder, NOON)
    assert mended(folder, NOON) == []
    return done


def test_a_log_that_is_whole_is_left_as_it_is(folder: Path) -> None:
    before = (folder / "logbook.db").read_bytes()
    assert mended(folder, NOON) == []
    assert (folder / "logbook.db").read_bytes() == before


def test_a_file_that_is_no_database_is_made_again_of_the_journal_alone(folder: Path) -> None:
    whole = hashes(folder)
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    done = the_one(folder)
    assert done.facts == {"kept": ASIDE, "count": 6, "lost": 0, "outbox": "none"}
    assert done.reason.name == "store.damaged"
    assert hashes(folder) == whole
    assert (folder / ASIDE).read_bytes() == NO_DATABASE
    with BookReader(folder) as reader:
        (anne,) = reader.members().values()
        assert (anne.name, anne.role, anne.mattermost_id) == ("Anne", "skipper", "mm-anne")
        way = reader.state("way")
        assert isinstance(way, dict)
        assert (way["moving"], reader.state("departed_at")) == (True, NOON)
    with Book(folder) as book:
        assert [entry.number for entry in book.append([remark("and on")])] == [7]


def test_a_database_that_is_gone_is_made_again(folder: Path) -> None:
    whole = hashes(folder)
    (folder / "logbook.db").unlink()
    assert the_one(folder).reason.name == "store.lost"
    assert hashes(folder) == whole


def test_a_last_line_that_was_removed_comes_back(folder: Path) -> None:
    whole = hashes(folder)
    tamper(folder, "DELETE FROM entries WHERE number = 6")
    done = the_one(folder)
    assert (done.reason.name, done.facts["outbox"]) == ("store.journal_longer", "database")
    assert hashes(folder) == whole


def test_a_journal_with_a_hole_is_filled_from_the_backup_and_kept_aside(folder: Path) -> None:
    backed_up(folder)
    with Book(folder) as book:
        book.append([remark("after the backup")])
    whole = hashes(folder)
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace("3 h après".encode(), b"3 h \xff\xff"))
    done = the_one(folder)
    assert (done.facts["count"], done.facts["lost"]) == (7, 0)
    assert hashes(folder) == whole
    assert (folder / "journal.damaged-20260601T120000Z.jsonl").exists()
    Book(folder).close()
    assert len(path.read_bytes().splitlines()) == 9


def test_what_is_lost_for_good_is_counted(folder: Path) -> None:
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace("3 h après".encode(), "3 h APRès".encode()))
    done = the_one(folder)
    assert (done.facts["count"], done.facts["lost"]) == (3, 3)
    assert len(hashes(folder)) == 3


def test_a_line_altered_in_the_database_comes_back_as_it_was_written(folder: Path) -> None:
    whole = hashes(folder)
    tamper(folder, "UPDATE entries SET text = 'calm' WHERE number = 2")
    assert the_one(folder).reason.name == "store.altered"
    assert hashes(folder) == whole


def test_a_journal_altered_beside_a_good_database_is_kept_aside(folder: Path) -> None:
    whole = hashes(folder)
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"ouest", b"OUEST"))
    done = the_one(folder)
    assert (done.name, done.reason.name) == ("upkeep.journal", "store.journal_differs")
    Book(folder).close()
    assert hashes(folder) == whole


def test_a_file_with_nothing_to_rebuild_it_from_is_left_and_refused(tmp_path: Path) -> None:
    (tmp_path / "logbook.db").write_bytes(NO_DATABASE)
    with pytest.raises(Refusal) as refused:
        Held(tmp_path, NOON)
    assert refused.value.name == "store.damaged"
    assert (tmp_path / "logbook.db").read_bytes() == NO_DATABASE


def test_what_was_posted_since_the_backup_is_not_posted_twice(folder: Path) -> None:
    with Book(folder, notices=notices_of) as book:
        first, *others = book.outbox.waiting()
        book.outbox.settle([first.id], [], post_id="a-post")
    backed_up(folder)
    with Book(folder, notices=notices_of) as book:
        for owed in others:
            book.outbox.settle([owed.id], [], post_id=f"post-{owed.id}")
        book.append([remark("written, and posted, after the backup")])
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    assert the_one(folder).facts["outbox"] == "backup"
    with Book(folder) as book:
        waiting = book.outbox.waiting()
        # What waited in the backup has its own id still, by which its post is known again.
        assert [owed.uid for owed in waiting] == [owed.uid for owed in others]
        assert book.outbox.count(OwedState.SENT) == 1
    (folder / "backups" / "logbook-1.zip").unlink()
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    (done,) = mended(folder, NOON + HOUR)
    assert done.facts["outbox"] == "none"
    with Book(folder) as book:
        assert book.outbox.held == 0


def test_a_bad_backup_is_passed_over_for_an_older_good_one(folder: Path) -> None:
    good = backed_up(folder)
    with Book(folder) as book:
        book.append([remark("later")])
    newer = archive.make(folder, folder / "backups" / "logbook-2.zip", NOON).file
    data = newer.read_bytes()
    newer.write_bytes(data[: len(data) // 3] + bytes(200) + data[len(data) // 3 + 200 :])
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    (folder / "journal.jsonl").unlink()
    done = the_one(folder)
    assert done.facts["count"] == 6
    assert good.exists()


def test_a_damaged_track_is_kept_aside_and_taken_from_the_backup(folder: Path) -> None:
    backed_up(folder)
    (folder / "track.db").write_bytes(NO_DATABASE)
    done = the_one(folder)
    assert done.name == "upkeep.track"
    assert done.facts["until"] == "2026-06-01T12:00:19.000Z"
    with TrackReader(folder) as track:
        assert track.count() == 20
    assert (folder / "track.damaged-20260601T120000Z.db").exists()


def test_a_damaged_track_without_a_backup_begins_anew(folder: Path) -> None:
    (folder / "track.db").write_bytes(NO_DATABASE)
    assert the_one(folder).facts["until"] is None
    assert not (folder / "track.db").exists()


def test_a_recheck_that_was_asked_for_looks_at_everything_once(folder: Path) -> None:
    (folder / RECHECK).touch()
    assert mended(folder, NOON) == []
    assert not (folder / RECHECK).exists()


def test_what_a_cut_left_half_made_is_swept_away(folder: Path) -> None:
    (folder / ".journal.jsonl.1234.part").write_bytes(b"half")
    (folder / ".backup.x.part").mkdir()
    for within in ("files/3", "files/wanted", "forecasts"):
        (folder / within).mkdir(parents=True)
        (folder / within / ".x7.part").write_bytes(b"half")
    (folder / "files/3/a.part").write_bytes(b"whole")
    assert mended(folder, NOON) == []
    assert [path.name for path in folder.rglob("*.part")] == ["a.part"]


def test_the_facts_of_what_was_mended_can_stand_in_a_line(folder: Path) -> None:
    (folder / "logbook.db").write_bytes(NO_DATABASE)
    done = the_one(folder)
    assert json.loads(json.dumps(done.facts)) == done.facts
