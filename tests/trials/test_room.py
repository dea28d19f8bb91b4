"""The disk fills, or takes nothing any more, under the whole log: said, and nothing is lost."""

import contextlib
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from demo.standin import StandIn
from logbook.store import reserve
from tests.store.places import small_disk
from tests.trials.boat import CREW, Boat
from tests.trials.disk import disk, may_mount
from tests.trials.gps import Gps

DISK_KB = 40 * 1024
LINES = 40
PATIENCE_S = 90.0
FULL = "dans la place qui leur était gardée"
ROOM = "Il y a de nouveau de la place sur le disque"
DISTRESS = "LE JOURNAL NE PEUT PLUS ÊTRE ÉCRIT"
OVER = "Le journal s’écrit de nouveau"
FULL_NOW = "plus rien ne peut être écrit"
READ_ONLY = "n’est pas accessible en écriture"


class Crew:
    """Types a line at a time, and counts what was written and what was refused in words."""

    def __init__(self, boat: Boat, mattermost: StandIn) -> None:
        self.written = 0
        self.refused: list[str] = []
        self._boat = boat
        self._mattermost = mattermost
        self._sailors = [mattermost.sailor(name) for name in CREW]

    def types(self) -> bool:
        """Type a line; return whether it was told to be written. Whatever happens, it is told."""
        turn = (self.written + len(self.refused)) % len(CREW)
        sailor, word = self._sailors[turn], f"{CREW[turn]}{time.monotonic_ns()}"
        assert sailor.command(f"/log {word}").status == 200
        told = str(sailor.whispers()[-1]["message"])
        if told.startswith("Ligne "):
            assert word in told
            self._boat.told[word] = int(told.split()[1].rstrip(","))
            self.written += 1
            return True
        self.refused.append(told)
        return False

    def reads(self) -> str:
        """Ask for the last lines; return what is answered."""
        sailor = self._sailors[0]
        assert sailor.command("/log-list").status == 200
        return str(sailor.whispers()[-1]["message"])

    def said(self, words: str) -> int:
        """Return how many posts of the channel say so."""
        posts = self._mattermost.board.posts.values()
        return sum(words in post.message and not post.delete_at for post in posts)


def _soon(what: Callable[[], object], name: str) -> float:
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < PATIENCE_S, name
        time.sleep(0.2)
    return time.monotonic() - begun


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def _points(boat: Boat) -> int:
    return int(str(boat.health()["track_points"]))


@pytest.mark.long
def test_a_full_disk_takes_lines_into_its_reserve_then_refuses_in_words_then_goes_on(
    tmp_path: Path,
) -> None:
    gps = Gps()
    with small_disk(DISK_KB) as place, StandIn() as mattermost:
        boat = Boat(place / "data", tmp_path, mattermost, gps)
        crew = Crew(boat, mattermost)
        boat.start()
        _soon((boat.folder / reserve.NAME).exists, "the reserve")
        assert all(crew.types() for _ in range(5))
        _soon(lambda: _points(boat) > 0, "the track")
        _fill(place / "ballast")
        assert all(crew.types() for _ in range(LINES)), crew.refused[-1:]
        in_reserve = _soon(lambda: crew.said(FULL) == 1, "the alarm")
        waits = _points(boat)
        _fill(place / "more")
        before = crew.written
        while crew.types():
            assert crew.written < 20_000
        on = crew.written - before
        gps.leap(1.0)  # the hour's own line finds no room either
        called = _soon(lambda: crew.said(DISTRESS) == 1, "the call")
        assert boat.health()["status"] == "failing"
        assert not crew.types()
        assert all(FULL_NOW in told for told in crew.refused), crew.refused
        assert "Ligne" in crew.reads() or "capitaine" in crew.reads()
        assert _points(boat) == waits, "the track must wait"
        for name in ("ballast", "more"):
            (place / name).unlink()
        over = _soon(lambda: crew.said(OVER) == 1, "the end of it")
        again = _soon(lambda: crew.said(ROOM) == 1, "room again")
        _soon(lambda: _points(boat) > waits, "the track again")
        assert all(crew.types() for _ in range(5))
        boat.settles()
        _ends_well(boat)
        assert [crew.said(words) for words in (FULL, DISTRESS, OVER, ROOM)] == [1, 1, 1, 1]
        boat.kill()
    gps.close()
    print(
        f"disk full: {LINES} lines into the reserve, alarm after {in_reserve:.0f} s; {on} more"
        f" until the rest was full too, then {len(crew.refused)} refused in words, channel told"
        f" after {called:.0f} s; over {over:.0f} s after there was room, reserve and track"
        f" {over + again:.0f} s; {crew.written} lines told to be written, none lost or doubled"
    )


@pytest.mark.long
@pytest.mark.skipif(not may_mount(), reason="only root, with loop devices, can break a disk")
def test_a_disk_that_takes_nothing_any_more_is_read_and_called_out_and_mends_at_a_start(
    tmp_path: Path,
) -> None:
    """As ext4 does upon an error of the card: it aborts, and every write is refused from then."""
    gps = Gps()
    with StandIn() as mattermost, disk(tmp_path) as drive:
        boat = Boat(drive.root / "data", tmp_path, mattermost, gps)
        crew = Crew(boat, mattermost)
        boat.start()
        assert all(crew.types() for _ in range(LINES))
        boat.settles()
        subprocess.run(["mount", "-o", "remount,abort", str(drive.root)], check=True)
        assert not any([crew.types() for _ in range(5)])  # noqa: C419 - each of them types
        called = _soon(lambda: crew.said(DISTRESS) == 1, "the call")
        assert boat.health()["status"] == "failing"
        assert all(READ_ONLY in told or "fonctionne mal" in told for told in crew.refused), (
            crew.refused
        )
        assert next(reversed(boat.told)) in crew.reads()
        refused = len(crew.refused)
        boat.kill()
        drive.unmount()
        drive.mount()
        boat.start()
        assert all(crew.types() for _ in range(5))
        boat.settles()
        _ends_well(boat)
        assert crew.said(DISTRESS) == 1
        boat.kill()
    gps.close()
    print(
        f"disk that takes nothing: {refused} lines refused in words, reads went on, channel told"
        f" after {called:.0f} s; {crew.written} lines told to be written, none lost or doubled"
    )


def _ends_well(boat: Boat) -> None:
    assert not boat.verified()
    assert not boat.lost()
    assert not boat.miscounted()
