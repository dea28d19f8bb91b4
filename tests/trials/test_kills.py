"""Killed at any instant, the log is whole, holds what anyone was told, and is posted just once."""

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from demo.standin import StandIn
from tests.processes import ROOT, environment
from tests.trials.boat import Boat, seeded
from tests.trials.gps import Gps

KILLS = int(os.environ.get("LOGBOOK_KILLS", "100"))


@pytest.mark.long
def test_no_line_that_was_told_is_lost_however_often_the_server_is_killed(tmp_path: Path) -> None:
    """A third is killed while it starts, a third while the crew writes, a third amid a backup."""
    chance = random.Random(seeded())
    gps = Gps()
    with StandIn() as mattermost:
        boat = Boat(tmp_path / "data", tmp_path, mattermost, gps)
        for kill in range(KILLS):
            gps.leap(chance.uniform(0.6, 1.5))
            if kill % 3 == 0:
                boat.launch()
                time.sleep(chance.uniform(0.05, 1.2))
                boat.kill()
            else:
                boat.start()
                _write_until_killed(boat, chance, backup=kill % 3 == 2)
            assert not boat.verified(), f"kill {kill}: {boat.verified()}"
            assert not boat.lost(), f"kill {kill}: {boat.lost()[:9]}"
        boat.start()
        boat.settles(600.0)
        assert not boat.verified()
        assert not boat.lost()
        assert not boat.miscounted()
        boat.kill()
    gps.close()
    print(
        f"{KILLS} kills, {len(boat.told)} lines told to be written, {len(boat.lines())} in the log,"
        " none lost, each shown just once"
    )
    assert len(boat.told) > KILLS // 2, "the crew must have been writing when it was killed"


def _write_until_killed(boat: Boat, chance: random.Random, *, backup: bool) -> None:
    threads: list[threading.Thread] = boat.typing()
    # Now and then long enough for the receiver's time to be believed, and lines to come of it.
    time.sleep(chance.uniform(0.05, 0.6) if chance.random() < 0.75 else chance.uniform(2.0, 6.0))
    copying = None
    if backup:
        copy = boat.folder.parent / "copy.zip"
        words = [sys.executable, str(ROOT / "app.py"), "backup", str(copy)]
        words += ["--data", str(boat.folder)]
        copying = subprocess.Popen(
            words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
        )
        time.sleep(chance.uniform(0.2, 0.6))
        copying.kill()
    boat.kill()
    if copying is not None:
        copying.wait()
    for thread in threads:
        thread.join()
