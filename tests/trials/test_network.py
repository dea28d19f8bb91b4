"""A chat server that fails in every way, and a network that loses packets: nothing is lost.

LOGBOOK_ROUGH says for how many seconds the crew writes in each of them (60 unless set).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.processes import ROOT, environment
from tests.trials.rough import crossing, go_away, plan

SECONDS: Final = float(os.environ.get("LOGBOOK_ROUGH", "60"))
_APART: Final = ("unshare", "--net", "sh", "-ec")
"""A network of one's own: what is dropped there is missed by nobody else."""


def _may_drop() -> bool:
    """Tell whether this machine lets us have a network of our own, and drop packets in it."""
    if shutil.which("unshare") is None or shutil.which("iptables") is None:
        return False
    words = "ip link set lo up; iptables -A INPUT -m statistic --mode random --probability 0.5"
    return subprocess.run((*_APART, words), check=False, capture_output=True).returncode == 0


@pytest.mark.long
def test_however_the_server_fails_nothing_is_lost_and_nothing_told_twice(tmp_path: Path) -> None:
    crossing(tmp_path, SECONDS, (plan, plan, plan, go_away))


@pytest.mark.long
@pytest.mark.skipif(not _may_drop(), reason="no network of one's own here, or no iptables")
def test_whatever_packets_go_under_nothing_is_lost_and_nothing_told_twice(tmp_path: Path) -> None:
    words = 'ip link set lo up; exec "$@"'
    story = (sys.executable, "-m", "tests.trials.rough", str(tmp_path), f"{SECONDS:g}")
    told = subprocess.run(
        (*_APART, words, "sh", *story),
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    print(told.stdout, end="")
    assert told.returncode == 0, told.stdout + told.stderr
