"""Several boats' backups in one folder, on a stick that the flotilla passes round."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from logbook.model.entries import Origin
from logbook.store import archive, manifest
from logbook.store.backups import name_of, pruned, standing
from logbook.store.book import Book
from logbook.store.book_reader import BookReader
from logbook.store.mending import mended
from logbook.store.renaming import rename_in_backups
from logbook.store.track import Track
from logbook.store.track_reader import TrackReader
from tests.store.lines import NOON, remark
from tests.store.test_archive import points

_OURS, _THEIRS = 6, 40


def boat(folder: Path, lines: int, stick: Path) -> manifest.Manifest:
    """Make a boat with so many lines and points; return the word of its backup on the stick."""
    folder.mkdir()
    with Book(folder) as book, Track(folder, book.vessel) as track:
        book.append([remark(f"{folder.name} {number}") for number in range(lines)])
        track.write(points(lines), None, [], Origin.AUTO)
    return archive.make(folder, stick / name_of(lines, NOON), NOON).manifest


@pytest.fixture
def ours(tmp_path: Path, stick: Path) -> manifest.Manifest:
    boat(tmp_path / "theirs", _THEIRS, stick)
    return boat(tmp_path / "ours", _OURS, stick)


def test_only_our_own_backups_are_counted_and_removed(stick: Path, ours: manifest.Manifest) -> None:
    (own,) = standing(stick, ours.vessel)
    assert own[1] == ours
    shutil.copy(own[0], stick / name_of(_OURS - 1, NOON))
    gone = pruned(stick, 1, ours)
    assert len(gone) == 1
    assert sorted(said.count for _, said in manifest.standing(stick)) == [_OURS, _THEIRS]


def test_what_claims_to_hold_more_than_the_log_costs_no_good_backup(
    stick: Path, ours: manifest.Manifest
) -> None:
    said = json.loads(ours.data()) | {"count": 10**9}
    for number in range(3):
        with zipfile.ZipFile(stick / name_of(10**7 + number, NOON), "w") as forged:
            forged.writestr(manifest.NAME, json.dumps(said))
    assert pruned(stick, 1, ours) == []
    assert (stick / name_of(_OURS, NOON)).exists()


def test_a_damaged_log_and_its_track_are_made_again_of_our_own_backup(
    stick: Path, ours: manifest.Manifest, tmp_path: Path
) -> None:
    folder = tmp_path / "ours"
    journal = (folder / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "journal.jsonl").write_bytes(b"".join(journal[:3]))
    (folder / "logbook.db").write_bytes(b"no database " * 900)
    (folder / "track.db").write_bytes(b"no database " * 900)
    book, track = mended(folder, NOON, [stick])
    assert (book.name, book.facts["count"], book.facts["lost"]) == ("upkeep.book", _OURS, 0)
    assert track.facts["until"] is not None
    with BookReader(folder) as reader, TrackReader(folder) as found:
        assert reader.vessel == ours.vessel
        assert [line.draft.text for line in reader.entries()][-1] == f"ours {_OURS - 1}"
        assert found.count() == _OURS
    with Track(folder, ours.vessel):
        pass


def test_without_a_word_of_whose_log_it_was_a_stick_says_nothing(
    stick: Path, ours: manifest.Manifest, tmp_path: Path
) -> None:
    assert ours.count == _OURS
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "track.db").write_bytes(b"no database " * 900)
    (track,) = mended(folder, NOON, [stick])
    assert track.facts["until"] is None
    assert not (folder / "track.db").exists()


def test_a_replaced_name_changes_no_other_boats_backup(
    stick: Path, ours: manifest.Manifest
) -> None:
    before = {file.name: file.read_bytes() for file, said in manifest.standing(stick)}
    changed = rename_in_backups(stick, ["0123456789abcdef"], {}, ours.vessel)
    assert [file.name for file in changed] == [name_of(_OURS, NOON)]
    other = name_of(_THEIRS, NOON)
    assert (stick / other).read_bytes() == before[other]
