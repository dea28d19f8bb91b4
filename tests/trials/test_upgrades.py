"""Killed amid the upgrade of an older log, every line stands, and the next start goes on."""

import os
import random
import shutil
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from demo.standin import StandIn
from logbook.store.book import Book
from logbook.store.book_schema import STEPS
from logbook.store.database import open_writer
from tests.store.lines import hourly
from tests.trials.boat import PATIENCE_S, Boat, seeded, texts
from tests.trials.gps import Gps

KILLS = int(os.environ.get("LOGBOOK_UPGRADE_KILLS", "100"))
LINES = 3000
_LONGEST_S = 1.5
_AMID_S = 0.3


@pytest.mark.long
def test_no_line_is_lost_however_often_an_upgrade_is_killed(tmp_path: Path) -> None:
    chance = random.Random(seeded())
    gps = Gps()
    found: Counter[str] = Counter()
    with StandIn() as mattermost:
        boat = Boat(tmp_path / "data", tmp_path, mattermost, gps)
        old = _old(boat.folder, tmp_path)
        stood = texts(old)
        for kill in range(KILLS):
            shutil.rmtree(boat.folder)
            shutil.copytree(old, boat.folder)
            boat.launch()
            if kill % 3:
                _waits_for(boat.folder / "backups")
            # From its first look at the folder until after it serves; mostly from the backup on.
            time.sleep(chance.uniform(0.0, _AMID_S if kill % 3 else _LONGEST_S))
            boat.kill()
            found[_stage(boat.folder)] += 1
            boat.start()
            boat.kill()
            assert _version(boat.folder) == len(STEPS), f"kill {kill}"
            assert not boat.verified(), f"kill {kill}: {boat.verified()}"
            assert _begins(boat.lines(), stood), f"kill {kill}, and started again"
    gps.close()
    print(
        f"{KILLS} kills ({dict(found)}): all {len(stood)} lines stood, then and at the next start"
    )
    assert found["backing up"], "some kills must come amid the upgrade"
    assert found["upgraded"], "some kills must come after it"


def _old(folder: Path, beside: Path) -> Path:
    """Return a copy of a log that was just set up, with lines, as the first release kept it."""
    old, new = beside / "old", beside / "new.db"
    shutil.copytree(folder, old)
    with Book(old) as book:
        book.append([hourly(hour) for hour in range(LINES)])
    (old / "logbook.db").rename(new)
    (old / "journal.jsonl").unlink()
    open_writer(old / "logbook.db", STEPS[:1], page_bytes=4096, wait_s=1.0).close()
    with closing(sqlite3.connect(old / "logbook.db")) as target:
        target.execute("ATTACH ? AS new", [str(new)])
        for table in ("meta", "members", "entries"):
            target.execute(f"INSERT INTO {table} SELECT * FROM new.{table} ORDER BY rowid")
        target.commit()
    return old


def _waits_for(path: Path) -> None:
    limit = time.monotonic() + PATIENCE_S
    while not path.exists():
        assert time.monotonic() < limit, path
        time.sleep(0.001)


def _version(folder: Path) -> int:
    # Read only: whoever may write would fold in what the killed one left in the WAL.
    address = f"{(folder / 'logbook.db').as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as book:
        return int(book.execute("PRAGMA user_version").fetchone()[0])


def _stage(folder: Path) -> str:
    """Return how far an upgrade came."""
    if _version(folder) == len(STEPS):
        return "upgraded"
    backups = folder / "backups"
    return "backing up" if backups.exists() and any(backups.iterdir()) else "not begun"


def _begins(lines: dict[int, str], stood: dict[int, str]) -> bool:
    """Tell whether all lines stand as they did; the log may have written more since."""
    return all(lines.get(number) == text for number, text in stood.items())
