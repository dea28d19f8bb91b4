"""The power fails while the crew writes: no line that anyone was told to be written is lost."""

import os
import random
import time
from pathlib import Path

import pytest

from demo.standin import StandIn
from tests.trials.boat import Boat, seeded
from tests.trials.disk import disk, may_mount
from tests.trials.gps import Gps

CUTS = int(os.environ.get("LOGBOOK_CUTS", "200"))


@pytest.mark.long
@pytest.mark.skipif(not may_mount(), reason="only root, with loop devices, can cut a disk's power")
def test_no_line_that_was_told_is_lost_however_often_the_power_fails(tmp_path: Path) -> None:
    chance = random.Random(seeded())
    gps = Gps()
    with StandIn() as mattermost, disk(tmp_path) as drive:
        boat = Boat(drive.root / "data", tmp_path, mattermost, gps)
        amid = 0
        for cut in range(CUTS):
            gps.leap(chance.uniform(1.0, 2.5))
            boat.start()
            before = len(boat.told)
            threads = boat.typing()
            # Now and then long enough for the receiver's time to be believed.
            time.sleep(chance.uniform(0.05, 1.5) if cut % 4 else chance.uniform(2.5, 6.0))
            drive.cut()
            for thread in threads:
                thread.join()
            boat.kill()
            amid += len(boat.told) > before
            drive.unmount()
            drive.mount()
            assert not boat.verified(), f"cut {cut}: {boat.verified()}"
            assert not boat.lost(), f"cut {cut}: {boat.lost()[:9]}"
        boat.start()
        boat.settles(600.0)
        assert not boat.verified()
        assert not boat.lost()
        assert not boat.miscounted()
        boat.kill()
        stand = len(boat.lines())
    gps.close()
    print(
        f"{CUTS} cuts of the power, {amid} of them amid writing, {len(boat.told)} lines told to be"
        f" written, {stand} in the log, none lost, each shown just once"
    )
    assert amid > CUTS // 2, "the crew must have been writing when the power failed"
