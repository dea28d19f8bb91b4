"""Turns are short, and what is loaded at the start is not looked through again and again."""

import gc
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from logbook.guard.prompt import LOOK_ROUND, TURN_S, be_brisk, be_prompt

RUN = """
import gc, sys
import app
from webhooks.server import Server

def run(self):
    print(sys.getswitchinterval(), gc.get_freeze_count())

Server.run = run
sys.exit(app.main(["run", "--data", sys.argv[1], "--port", "0"]))
"""


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before, objects = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(before)
    gc.set_threshold(*objects)
    gc.unfreeze()


def test_no_thread_keeps_the_others_waiting_for_longer_than_a_turn() -> None:
    be_prompt()
    assert sys.getswitchinterval() == pytest.approx(TURN_S)


def test_what_stands_at_the_start_is_looked_through_no_more() -> None:
    held = len(gc.get_objects())
    be_prompt()
    assert gc.get_freeze_count() >= held
    # A hundredth is generous: the few things that this very test has made since.
    assert len(gc.get_objects()) < held / 100


def test_who_begins_or_reads_a_long_recording_seldom_looks_round_and_a_server_often() -> None:
    be_brisk()
    assert gc.isenabled()
    assert gc.get_threshold()[0] == LOOK_ROUND
    be_prompt()
    assert gc.get_threshold()[0] < 1000


def test_run_is_prompt_when_it_begins_to_serve(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)],
        check=False,
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    (row,) = (row.split() for row in told.stdout.splitlines() if row.startswith("0.0"))
    assert float(row[0]) == pytest.approx(TURN_S)
    assert int(row[1]) > 10_000
